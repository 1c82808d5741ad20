"""What goes wrong between us and OBS.

ObsError
├── NotSetUp        nobody gave us a password yet
├── Absent          nobody answers, somebody who isn't OBS does, or the connection ended
├── WrongPassword
├── TooOld          obs-websocket 4, or a version that has no word in common with ours
└── Refused         OBS is there and turned a request down
    └── NoBrowser   it was built without browser sources
"""

from __future__ import annotations

from typing import Literal

ConnectionState = Literal["off", "connecting", "connected", "wrong-password", "absent", "old"]


class ObsError(Exception):
    """`state` is how the connection stands after it."""

    state: ConnectionState = "absent"


class NotSetUp(ObsError):
    state = "off"


class ObsUnreachable(ObsError):
    pass


class WrongPassword(ObsError):
    state = "wrong-password"


class TooOld(ObsError):
    state = "old"


class RequestRefusedError(ObsError):
    """`code` is one of obs-websocket's RequestStatus; `comment` its reason, in English."""

    def __init__(self, code: int, comment: str) -> None:
        super().__init__(f"{code}: {comment}")
        self.code = code
        self.comment = comment


class NoBrowser(RequestRefusedError):
    pass
