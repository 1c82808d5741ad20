"""What 7TV, BTTV and FrankerFaceZ answer, each in its own shape: everybody's emotes, and those of account 42."""

from __future__ import annotations

from tests.emotes.images import GIF, SVG, WEBP

LISTS = {
    "/seventv/emote-sets/global": {"emotes": [{"name": "catJAM", "id": "c"}, {"name": "two words", "id": "t"}]},
    "/seventv/users/twitch/42": {"emote_set": {"emotes": [{"name": "Mine", "id": "m"}]}},
    "/bttv/cached/emotes/global": [{"code": "monkaS", "id": "k", "imageType": "png"}],
    "/bttv/cached/users/twitch/42": {"channelEmotes": [{"code": "Own", "id": "o"}], "sharedEmotes": []},
    "/ffz/set/global": {
        "default_sets": [3],
        "sets": {
            "3": {"emoticons": [{"id": 9, "name": "ZrehplaR"}]},
            "4": {"emoticons": [{"id": 8, "name": "no"}]},
        },
    },
    "/ffz/room/id/42": {"sets": {"7": {"emoticons": [{"id": 5, "name": "Room", "animated": {"2": "x"}}]}}},
}
IMAGES = {"c": WEBP, "m": b"<html>", "k": GIF, "o": SVG, "9": GIF + b"\0" * 2_000, "5": GIF}
