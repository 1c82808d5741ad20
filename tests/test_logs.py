"""The logs: no secret in them."""

import logging

import pytest

from server.logs import masked, set_up_logging


@pytest.mark.parametrize(
    "text",
    [
        "GET /overlay?token=eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJtYWluIn0.c2lnbmF0dXJl HTTP/1.1",
        "Authorization: Bearer c2lnbmF0dXJl",
        "/sign-in?code=c2lnbmF0dXJl",
        "Incorrect API key provided: gsk_c2lnbmF0dXJl",
        "csk-c2lnbmF0dXJl",
        "sk-proj-c2lnbmF0dXJl",
        "stray eyJhbGciOiJFZERTQSJ9.eyJzdWIi.c2lnbmF0dXJl",
    ],
)
def test_tokens_codes_and_keys_are_masked(text):
    """Wherever they stand in a line."""
    assert "c2lnbmF0dXJl" not in masked(text)
    assert "***" in masked(text)


def test_a_traceback_is_masked_too(capsys):
    """What an exception quotes goes through the same mask."""
    before = logging.getLogger().handlers[:]
    set_up_logging("info")
    try:
        raise ValueError("bad token=abcdefgh")
    except ValueError:
        logging.getLogger("server").exception("failed")
    logging.getLogger().handlers[:] = before
    assert "abcdefgh" not in capsys.readouterr().err
