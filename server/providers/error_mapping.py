"""From an SDK's errors to ours, in one place for all three: they are made by the same generator.

Nothing of their texts is kept: an error about a bad key quotes the key, others may quote the prompt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.providers.base import (
    KeyRejected,
    Limited,
    MalformedAnswer,
    ModelGone,
    PaymentRequired,
    ProviderError,
    RequestRefused,
    ServerFailed,
    TooSlow,
    Unreachable,
)
from server.providers.headers import retry_after_s

_BY_STATUS: Mapping[int, type[ProviderError]] = {
    401: KeyRejected,
    402: PaymentRequired,
    403: KeyRejected,
    404: ModelGone,
    408: TooSlow,
    429: Limited,
}
_GONE = ("model_not_found", "model_decommissioned")
"""Codes in the body of a 400 that mean what 404 means."""


def translate(error: BaseException, sdk: Any, http: Any) -> ProviderError:
    """What `error`, raised by the package `sdk` on top of `http`, is to us."""
    for cause in _causes(error):
        if isinstance(cause, ProviderError):
            return cause
    kind = type(error).__name__
    if any(isinstance(cause, (http.ConnectTimeout, http.PoolTimeout)) for cause in _causes(error)):
        return Unreachable(why="ConnectTimeout")  # nothing was asked yet
    if isinstance(error, (TimeoutError, sdk.APITimeoutError, http.TimeoutException)):
        return TooSlow(why=kind)
    if isinstance(error, sdk.APIStatusError):
        return _by_status(error)
    if isinstance(error, (sdk.APIConnectionError, http.TransportError, OSError)):
        return Unreachable(why=kind)
    if isinstance(error, sdk.APIError):  # {"error": ...} in the midst of a stream
        return ServerFailed(why=kind)
    # Bad JSON, bad UTF-8, and whatever error an SDK raises on an answer that it doesn't validate.
    return MalformedAnswer(why=kind)


def _by_status(error: Any) -> ProviderError:
    status = int(error.status_code)
    if status == 400 and _code(error.body) in _GONE:
        return ModelGone(status=status)
    return of_status(status, error.response.headers)


def of_status(status: int, headers: Mapping[str, str]) -> ProviderError:
    """What an answer with that status, and these headers, is to us."""
    found = _BY_STATUS.get(status) or (RequestRefused if 400 <= status < 500 else ServerFailed)
    return found(status=status, retry_after_s=retry_after_s(headers) if status == 429 else None)


def _code(body: object) -> object:
    """The code in an error's body, with or without the envelope."""
    if isinstance(body, dict) and isinstance(body.get("error"), dict):
        body = body["error"]
    return body.get("code") if isinstance(body, dict) else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
