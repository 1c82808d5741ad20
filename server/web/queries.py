"""Queries: the parameters that calls read from their query, for the API's description. A test finds one that is
missing."""

from __future__ import annotations

from server.web.route import Query, Schema

_TEXT: Schema = {"type": "string"}

STREAM: Query = {
    "game": ("Pinned to that game; without it the stream follows the channel's.", _TEXT),
    "as": ("What the page is: reader, preview, panel, highlight.", _TEXT),
    "page": ("A name of the page's own.", _TEXT),
    "lastEventId": ("The last id that came, to resume.", _TEXT),
}
TRIGGER: Query = {
    "intensity": ("A ripple, a wave, a flood.", {"type": "string", "enum": ["1", "2", "3"]}),
    "state": ("Of the trigger `live`: on or off.", _TEXT),
    "format": ("`json`: the answer as JSON.", _TEXT),
}
PHRASES: Query = {
    "game": ("Of that game; without it, of the channel's.", _TEXT),
    "language": ("es or en.", _TEXT),
    "mode": ("game or chatting.", _TEXT),
}
DEVICE: Query = {"address": ("One of this machine's addresses or names.", _TEXT)}
EMOTE: Query = {"name": ("The emote's code.", _TEXT)}
OWN_FILE: Query = {
    "format": ("Of a file that is the body itself: txt, csv or toml.", _TEXT),
    "replace": ("true: in place of what is there.", _TEXT),
}
