"""What goes wrong between us and OBS.

ObsError
├── NotSetUp              no password was given yet
├── ObsUnreachable        no answer, an answer of something that isn't OBS, or the connection ended
├── WrongPassword
├── TooOld                obs-websocket 4, or a version of the protocol that ours can't speak with
└── RequestRefusedError   OBS answered a request with an error
    └── NoBrowser         it was built without browser sources
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
