"""The hub: everybody gets everything, once."""

from hypothesis import given
from hypothesis import strategies as st

from server.live.event import Comment, Event, EventId
from server.live.hub import Hub


class Reader:
    """A subscriber that remembers."""

    def __init__(self) -> None:
        self.seen: list[Event] = []
        self.alive = True

    def deliver(self, event: Event | Comment) -> bool:
        if self.alive and isinstance(event, Event):
            self.seen.append(event)
        return self.alive

    def end(self, last: Event | None = None) -> None:
        self.alive = False


@given(steps=st.lists(st.sampled_from(["say", "drop", "back"]), max_size=80))
def test_a_resumed_stream_has_no_gap_and_no_double(steps):
    """Whatever the disconnects, a reader that resumes by its last id sees every event once, in order."""
    hub = Hub("e1", replay_s=120, replay_events=500)
    reader, said = Reader(), 0
    hub.subscribe(reader)
    for step in [*steps, "back"]:
        if step == "say":
            said += 1
            hub.publish(None, {"id": str(said)}, 0.0)
        elif step == "drop":
            hub.unsubscribe(reader)
        else:
            hub.unsubscribe(reader)
            last = reader.seen[-1].id if reader.seen else EventId("e1", 0)
            reader.seen += hub.since(last, 0.0) or []
            hub.subscribe(reader)
    assert [event.data["id"] for event in reader.seen] == [str(number + 1) for number in range(said)]


def test_a_new_epoch_starts_afresh():
    """An id of another process is no id: the page gets the history, which can't double."""
    hub = Hub("e2", replay_s=120, replay_events=500)
    hub.publish(None, {"id": "a"}, 0.0)
    assert hub.since(EventId("e1", 5), 0.0) is None
    assert [event.data["id"] for event in hub.latest(20)] == ["a"]


def test_clear_empties_the_history():
    """What was cleared isn't shown to a page that comes later."""
    hub = Hub("e", replay_s=120, replay_events=500)
    hub.publish(None, {"id": "a"}, 0.0)
    hub.publish("clear", {}, 0.0)
    hub.publish(None, {"id": "b"}, 0.0)
    assert [event.data["id"] for event in hub.latest(20)] == ["b"]


def test_who_is_gone_is_dropped():
    """A subscriber that can't take an event leaves, and the others don't notice."""
    hub = Hub("e", replay_s=120, replay_events=500)
    gone, here = Reader(), Reader()
    gone.alive = False
    hub.subscribe(gone)
    hub.subscribe(here)
    hub.publish(None, {"id": "a"}, 0.0)
    assert len(hub) == 1
    assert len(here.seen) == 1
