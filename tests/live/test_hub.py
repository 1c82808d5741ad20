"""The hub: everybody gets everything, once."""

from hypothesis import given
from hypothesis import strategies as st

from server.live.event import Comment, Event, EventId
from server.live.hub import HISTORY, Hub
from server.live.watcher import WatcherKind
from tests.support.watcher import Page


class Reader(Page):
    """A watcher that remembers, and that may be gone."""

    def __init__(self, kind: WatcherKind = "overlay") -> None:
        super().__init__(kind)
        self.seen: list[Event] = []
        self.alive = True

    def deliver(self, event: Event | Comment) -> bool:
        if self.alive and isinstance(event, Event):
            self.seen.append(event)
        return self.alive


@given(steps=st.lists(st.sampled_from(["say", "drop", "back"]), max_size=80))
def test_a_resumed_stream_has_no_gap_and_no_double(steps):
    """Whatever the disconnects, a reader that resumes by its last id sees every event once, in order."""
    hub = Hub("e1", replay_s=120, replay_events=500)
    reader, said = Reader(), 0
    hub.subscribe(reader, None, 0.0)
    for step in [*steps, "back"]:
        if step == "say":
            said += 1
            hub.publish(None, {"id": str(said)}, 0.0)
        elif step == "drop":
            hub.unsubscribe(reader)
        else:
            hub.unsubscribe(reader)
            last = reader.seen[-1].id if reader.seen else EventId("e1", 0)
            reader.seen += hub.subscribe(reader, last, 0.0)
    assert [event.data["id"] for event in reader.seen] == [str(number + 1) for number in range(said)]


def test_a_new_epoch_starts_afresh():
    """An id of another process is no id: the page gets the history, which can't double."""
    hub = Hub("e2", replay_s=120, replay_events=500)
    hub.publish(None, {"id": "a"}, 0.0)
    assert [event.data["id"] for event in hub.subscribe(Reader(), EventId("e1", 5), 0.0)] == ["a"]


def test_clear_empties_the_history():
    """What was cleared isn't shown to a page that comes later."""
    hub = Hub("e", replay_s=120, replay_events=500)
    hub.publish(None, {"id": "a"}, 0.0)
    hub.publish("clear", {}, 0.0)
    hub.publish(None, {"id": "b"}, 0.0)
    assert [event.data["id"] for event in hub.subscribe(Reader(), None, 0.0)] == ["b"]


def test_who_is_gone_is_dropped():
    """A subscriber that can't take an event leaves, and the others don't notice."""
    hub = Hub("e", replay_s=120, replay_events=500)
    gone, here = Reader(), Reader()
    gone.alive = False
    hub.subscribe(gone, None, 0.0)
    hub.subscribe(here, None, 0.0)
    hub.publish(None, {"id": "a"}, 0.0)
    assert len(hub) == 1
    assert len(here.seen) == 1


def test_a_new_page_sees_the_last_messages():
    """At most twenty, the oldest first, and no named event among them."""
    hub = Hub("e", replay_s=120, replay_events=500)
    for number in range(HISTORY + 5):
        hub.publish(None, {"id": number}, 0.0)
        hub.publish("settings", {}, 0.0)
    assert [event.data["id"] for event in hub.subscribe(Reader(), None, 0.0)] == list(range(5, HISTORY + 5))


def test_what_is_for_one_kind_of_page_goes_to_no_other():
    """A line that was just written is for the panels."""
    hub = Hub("e", replay_s=120, replay_events=500)
    panel, overlay = Reader("panel"), Reader()
    for reader in (panel, overlay):
        hub.subscribe(reader, None, 0.0)
    hub.send(Event("written", {}), hub.pages("panel"))
    assert [len(reader.seen) for reader in (panel, overlay)] == [1, 0]
