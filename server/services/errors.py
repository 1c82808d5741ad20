"""What a service refuses, by kind. The web layer alone knows the HTTP status of each.

ServiceError
├── Unacceptable    what was asked for can't be
├── NotAllowed      the config doesn't allow it
├── Missing         there is no such thing
├── NothingPlays    nobody would see it
├── NameInUse
├── UnfitGame       not a game, or not a topic
├── LimitReached    no place is left, or not yet
└── ObsFailed       OBS isn't there, or refused
"""

from __future__ import annotations

from typing import Any


class ServiceError(Exception):
    """`detail` is a sentence for people, `code` for programs (None: that of the kind), `more` what else an answer
    tells. `retry_after_s`: when it may be tried again, in seconds."""

    def __init__(
        self, detail: str, *, code: str | None = None, retry_after_s: float | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code
        self.retry_after_s = retry_after_s
        self.more = more


class Unacceptable(ServiceError):
    pass


class NotAllowed(ServiceError):
    pass


class Missing(ServiceError):
    pass


class NothingPlays(ServiceError):
    pass


class NameInUse(ServiceError):
    pass


class UnfitGame(ServiceError):
    pass


class LimitReached(ServiceError):
    pass


class ObsFailed(ServiceError):
    pass
