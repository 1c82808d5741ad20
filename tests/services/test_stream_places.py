"""Stream places: who gives way when a link has as many pages open as it may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from server.services.stream_places import place_for


@dataclass(eq=False)
class Transport:
    """A connection; `waits`: bytes that nobody has taken."""

    waits: int = 0
    closing: bool = False

    def is_closing(self):
        return self.closing

    def get_write_buffer_size(self):
        return self.waits

    def get_extra_info(self, name):
        return None


@dataclass(eq=False)
class Page:
    """A page that watches."""

    page: str = "p"
    kind: str = "overlay"
    scope: str = "overlay"
    transport: Any = None
    ended: bool = False

    def end(self, last=None):
        self.ended = True


class Room:
    """A room, and the pages that watch it."""

    def __init__(self, *pages: Page) -> None:
        self.hub = list(pages)

    def leave(self, page: Page) -> None:
        self.hub.remove(page)


def asks(*rooms: Room, page: str = "new", kind: str = "overlay", scope: str = "overlay", most: int = 2) -> bool:
    return place_for(rooms, scope=scope, kind=kind, page=page, most=most)  # type: ignore[arg-type]


def working(name: str, **more: Any) -> Page:
    return Page(name, transport=Transport(), **more)


def test_there_is_a_place_while_fewer_are_open():
    """Counted over all the rooms of a link's channel."""
    assert asks(Room(working("a")), Room())
    assert not asks(Room(working("a")), Room(working("b")))


@pytest.mark.parametrize("other", [{"kind": "reader"}, {"scope": "panel"}])
def test_readers_and_other_links_count_apart(other):
    """A phone can't take the place of a source in OBS."""
    assert asks(Room(working("a"), working("b", **other)), most=2)


def test_a_page_that_comes_back_takes_its_own_place():
    """Even where there are others: it isn't open twice."""
    old, other = working("mine"), working("b")
    room = Room(other, old)
    assert asks(room, page="mine")
    assert (old.ended, other.ended, room.hub) == (True, False, [other])


@pytest.mark.parametrize("dead", [Transport(waits=9), Transport(closing=True)])
def test_what_is_dead_gives_way_first(dead):
    """Before a page that nobody knows, and before any that works."""
    stranger, gone = working(""), Page("gone", transport=dead)
    assert asks(Room(stranger, gone))
    assert (gone.ended, stranger.ended) == (True, False)


def test_then_what_is_no_page_of_ours_gives_way():
    """The oldest of them."""
    ours, first, second = working("ours"), working(""), working("")
    assert asks(Room(ours, first, second), most=3)
    assert (ours.ended, first.ended, second.ended) == (False, True, False)


def test_pages_that_work_keep_their_places():
    """There is none for one more."""
    pages = [working("a"), working("b")]
    assert not asks(Room(*pages))
    assert not any(page.ended for page in pages)
