"""The protocol: what is said, and nothing that OBS could say breaks us."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.obs.errors import NoBrowser, ObsUnreachable, RequestRefusedError, TooOld, WrongPassword
from server.obs.protocol import Hello, Identified, ObsEvent, RequestResponse, ending, identify, parse, request


def test_the_password_is_proven_and_not_sent():
    """The example of the protocol's documentation."""
    hello = Hello(
        salt="lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI=", challenge="+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY="
    )
    said = identify(hello, "supersecretpassword")
    assert json.loads(said)["d"]["authentication"] == "1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4="
    assert "supersecret" not in said


def test_no_password_where_none_is_asked_for():
    """And none to give where one is: nothing is sent that OBS would log as a failure."""
    assert "authentication" not in json.loads(identify(Hello(), "unused"))["d"]
    with pytest.raises(WrongPassword):
        identify(Hello(salt="a", challenge="b"), "")


def test_messages_are_values():
    """As OBS 29 sends them."""
    assert parse('{"op":2,"d":{"negotiatedRpcVersion":1}}') == Identified()
    assert parse('{"op":5,"d":{"eventType":"ExitStarted","eventIntent":1}}') == ObsEvent("ExitStarted")
    answer = parse('{"op":7,"d":{"requestType":"X","requestId":"3","requestStatus":{"result":true,"code":100}}}')
    assert answer == RequestResponse("3", 100)
    assert json.loads(request("4", "Y", {"a": 1})) == {
        "op": 6,
        "d": {"requestType": "Y", "requestId": "4", "requestData": {"a": 1}},
    }


def test_an_answer_knows_its_error():
    """605 is an error of its own: the streamer can do something about it."""
    assert RequestResponse("1", 100).error() is None
    assert isinstance(RequestResponse("1", 605, "no").error(), NoBrowser)
    refused = RequestResponse("1", 600, "not there").error()
    assert isinstance(refused, RequestRefusedError)
    assert refused.comment == "not there"


def test_obs_websocket_4_is_known_by_its_answer():
    """It has ids of another kind."""
    with pytest.raises(TooOld):
        parse('{"message-id":"version","status":"ok","obs-websocket-version":"4.9.1"}')


@pytest.mark.parametrize(
    ("code", "kind"), [(4009, WrongPassword), (4010, TooOld), (1001, ObsUnreachable), (None, ObsUnreachable)]
)
def test_a_close_code_says_why(code, kind):
    """And anything unknown is an OBS that is gone."""
    assert type(ending(code)) is kind


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["op", "d", "authentication", "requestStatus", "eventType"]), inner)
        ),
    ).map(json.dumps)
)
def test_nothing_that_is_said_breaks_the_reader(text):
    """It is a message, or it isn't OBS."""
    with suppress(ObsUnreachable, TooOld):
        parse(text)


def test_a_bottomless_message_is_no_message():
    """Deeper than Python's own stack."""
    with pytest.raises(ObsUnreachable):
        parse("[" * 100_000)
