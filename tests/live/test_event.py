"""Events on the wire: frames that any parser of Server-Sent Events reads back as they were meant."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from server.live.event import Event, EventId, as_chunk

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
names = st.none() | st.sampled_from(["settings", "status", "clear", "gone"])


def parse(stream: bytes) -> list[tuple[str, str, str]]:
    """(name, data, last id) of every event, by the letter of the HTML standard, 9.2.6."""
    events, name, data, last_id = [], "", [], ""
    text = stream.decode().removeprefix("\ufeff")
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]:
        if line == "":
            if data:
                events.append((name or "message", "\n".join(data), last_id))
            name, data = "", []
            continue
        field, colon, value = line.partition(":")
        value = value.removeprefix(" ") if colon else ""
        if field == "data":
            data.append(value)
        elif field == "event":
            name = value
        elif field == "id" and "\0" not in value:
            last_id = value
    return events


@given(st.lists(st.tuples(names, anything, st.integers(0, 10**9)), max_size=5))
def test_a_frame_is_read_back_as_it_was_meant(sent):
    """Whatever stands in the data: line breaks, control characters, other scripts."""
    events = [Event(name, data, EventId("e1", sequence)) for name, data, sequence in sent]
    read = parse(b"".join(event.raw for event in events))
    assert [(name, json.loads(data), last) for name, data, last in read] == [
        (name or "message", data, f"e1-{sequence}") for name, data, sequence in sent
    ]


@given(st.binary(min_size=1, max_size=70_000))
def test_a_chunk_holds_its_bytes(raw):
    """RFC 9112, 7.1: the size in hexadecimal, the bytes, a line break after each."""
    size, _, rest = as_chunk(raw).partition(b"\r\n")
    assert int(size, 16) == len(raw)
    assert rest == raw + b"\r\n"


@given(st.text(max_size=30))
def test_an_id_that_is_none_of_ours_is_none(text):
    """What a page sends back is parsed or left; it never breaks the stream."""
    found = EventId.parse(text)
    assert found is None or EventId.parse(str(found)) == found


def test_an_id_survives_the_way_there_and_back():
    """The epoch and the number."""
    assert EventId.parse(str(EventId("3fa9", 12))) == EventId("3fa9", 12)
