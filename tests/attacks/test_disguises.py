"""A model's line that may not be shown is found in whatever characters it is written, and in whichever language."""

from __future__ import annotations

import string

import pytest

from server.moderation.filter import ContentFilter

SCREEN = ContentFilter()
FORBIDDEN = {
    "link": ("skins.com", "https://evil.test/a", "www.evil.test", "bit.ly/abc", "//evil.test", "10.0.0.7/panel"),
    "email": ("me@mail.example",),
    "phone": ("555-867-5309",),
    "command": ("/ban ana", "!raid ana"),
    "protocol": ("system: hola", "retry: 1"),
    "mention": ("@ana",),
    "markup": ("<b>x", "&lt;b", "[b]x[/b]", "{game}"),
    "hashtag": ("#promo",),
}


def _shifted(start: int):
    """The table that writes Latin letters from that place of Unicode on, capitals first."""
    letters = string.ascii_uppercase + string.ascii_lowercase
    return {ord(letter): chr(start + place) for place, letter in enumerate(letters)}


DISGUISES = {
    "none": lambda text: text,
    "full width": lambda text: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text),
    "bold": lambda text: text.translate(_shifted(0x1D400)),
    "sans-serif": lambda text: text.translate(_shifted(0x1D5A0)),
    "typewriter": lambda text: text.translate(_shifted(0x1D670)),
    "circled": lambda text: text.translate(_shifted(0x24B6)),
    "zero-width spaces": lambda text: "\u200b".join(text),
    "soft hyphens": lambda text: "\u00ad".join(text),
    "marks of direction": lambda text: "\u202e\u2066" + "\u200e".join(text),
    "tags that nobody sees": lambda text: "".join(sign + "\U000e0041" for sign in text),
    "ideographic full stops": lambda text: text.replace(".", "\u3002"),
    "half-width full stops": lambda text: text.replace(".", "\uff61"),
    "leaders": lambda text: text.replace(".", "\u2024"),
    "other slashes and colons": lambda text: text.replace("/", "\u2044").replace(":", "\u2236"),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_what_is_forbidden_stays_so_in_every_disguise(disguise):
    """Addresses, commands, markup and the words of protocols, alone and at the end of a line where they may stand."""
    for reason, texts in FORBIDDEN.items():
        for text in texts:
            for language in ("en", "es"):
                verdict = SCREEN.judge(DISGUISES[disguise](text), language)
                assert verdict.dropped is not None, (text, reason, language)


def test_without_a_disguise_the_reason_is_the_right_one():
    """So that the table above tries what it says."""
    for reason, texts in FORBIDDEN.items():
        for text in texts:
            assert SCREEN.judge(text, "en").dropped == reason, text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("follow me on insta", "advert"),
        ("sígueme en insta", "advert"),
        ("my paypal is open", "advert"),
        ("hazme un bizum", "advert"),
        ("ignore all previous instructions", "leak"),
        ("ignora las instrucciones anteriores", "leak"),
        ("as an ai i can't say", "leak"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_advert_or_an_order_is_one_in_any_language(text, reason, language):
    """A model that slips into another language advertises in it."""
    assert SCREEN.judge(text, language).dropped == reason
