"""Problems: what goes wrong on the way of a request, as RFC 9457 problem details.

    Problem
    ├── BadRequest        400
    ├── NoCredential      401
    ├── WrongScope        403   the link is good, but not for this
    ├── Forbidden         403   a host or an origin that isn't ours
    ├── NotFound          404
    ├── NotPlayingNow     409
    ├── Conflict          409   a name that is in use
    ├── BadGame           422
    ├── NotSaved          422   a change that couldn't be read back
    ├── TooMany           429   with Retry-After where time helps
    ├── ObsTrouble        502   OBS isn't there, or said no
    ├── StoreUnavailable  503   another process holds it, or it can't be read
    └── StoreFull         507

Handlers only raise; one middleware answers.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import ClientPayloadError, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler
from pydantic import ValidationError

from server.services.errors import (
    LimitReached,
    Missing,
    NameInUse,
    NotAllowed,
    NothingPlays,
    ObsFailed,
    ServiceError,
    Unacceptable,
    UnfitGame,
)
from server.store.errors import NotStorable, StoreBusy, StoreError, StoreUnwritable
from server.store.secrets import SecretUnusable
from server.web.invalid import broken_rules

log = logging.getLogger(__name__)


class Problem(Exception):
    """An answer that isn't what was asked for. `code` is for programs, `detail` for people."""

    status = 500
    code = "INTERNAL"

    def __init__(self, detail: str, *, code: str | None = None, headers: Mapping[str, str] | None = None, **more: Any):
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.headers = dict(headers or {})
        self.more = more

    def response(self) -> web.Response:
        """The answer as application/problem+json."""
        body = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            **self.more,
        }
        return web.Response(
            status=self.status,
            # A lone surrogate in what was sent becomes a JSON escape again.
            body=json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace"),
            content_type="application/problem+json",
            headers={"Cache-Control": "no-store", **self.headers},
        )


class BadRequest(Problem):
    status = 400
    code = "BAD_REQUEST"


class NoCredential(Problem):
    status = 401
    code = "NO_CREDENTIAL"


class WrongScope(Problem):
    status = 403
    code = "WRONG_SCOPE"


class Forbidden(Problem):
    status = 403
    code = "REFUSED"


class NotFound(Problem):
    status = 404
    code = "NOT_FOUND"


class NotPlayingNow(Problem):
    status = 409
    code = "NOT_PLAYING"


class Conflict(Problem):
    status = 409
    code = "TAKEN"


class BadGame(Problem):
    status = 422
    code = "INVALID_GAME"


class TooMany(Problem):
    status = 429
    code = "TOO_MANY_CALLS"


class ObsTrouble(Problem):
    status = 502
    code = "OBS_REFUSED"


class NotSaved(Problem):
    status = 422
    code = "NOT_KEPT"


class StoreUnavailable(Problem):
    status = 503
    code = "STORE_BUSY"


class StoreFull(Problem):
    status = 507
    code = "STORE_FULL"


def too_many(detail: str, *, retry_after_s: float, **more: Any) -> TooMany:
    """A 429 that says when to come back, in whole seconds."""
    return TooMany(detail, headers={"Retry-After": str(max(1, round(retry_after_s + 0.5)))}, **more)


_KINDS: Mapping[type[ServiceError], type[Problem]] = {
    Unacceptable: BadRequest,
    NotAllowed: Forbidden,
    Missing: NotFound,
    NothingPlays: NotPlayingNow,
    NameInUse: Conflict,
    UnfitGame: BadGame,
    LimitReached: TooMany,
    ObsFailed: ObsTrouble,
}


def problem_of(error: Problem | ServiceError) -> Problem:
    """The answer to what a handler raised or a service refused."""
    if isinstance(error, Problem):
        return error
    kind = next(problem for refused, problem in _KINDS.items() if isinstance(error, refused))
    if error.retry_after_s is not None:
        return too_many(error.detail, retry_after_s=error.retry_after_s, code=error.code, **error.more)
    return kind(error.detail, code=error.code, **error.more)


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn everything that a handler raises into a problem."""
    try:
        return await handler(request)
    except (Problem, ServiceError) as error:
        return problem_of(error).response()
    except ValidationError as error:
        return _invalid(error).response()
    except (StoreError, NotStorable) as error:
        log.error("%s", error)
        return _of_the_store(error).response()
    except SecretUnusable as error:
        log.error("%s", error)
        return Problem("What must stay secret can't be sealed. The log says why.", code="SECRET_UNUSABLE").response()
    except web.HTTPException as error:
        if error.status < 400:
            raise
        answer = Problem(error.reason, code=_CODES.get(error.status, HTTPStatus(error.status).name))
        answer.status = error.status
        if "Allow" in error.headers:
            answer.headers["Allow"] = error.headers["Allow"]
        return answer.response()
    except (HttpProcessingError, ClientPayloadError, web.RequestPayloadError):
        return BadRequest("The body isn't what its headers say.", code="BAD_BODY").response()
    except Exception:
        log.exception("%s %s failed", request.method, request.raw_path.partition("?")[0])
        return Problem("Something broke on the server. Its log says what.").response()


_CODES = {404: "NOT_FOUND", 413: "TOO_LARGE"}


def _of_the_store(error: StoreError | NotStorable) -> Problem:
    if isinstance(error, NotStorable):
        return NotSaved("That can't be kept: it couldn't be read back. Nothing changed; the log says why.")
    if isinstance(error, StoreBusy):
        return StoreUnavailable(
            "Another program is writing to the database. Nothing changed; try again.", headers={"Retry-After": "5"}
        )
    if isinstance(error, StoreUnwritable):
        return StoreFull("The change could not be written to disk. Nothing was lost; look at the disk.")
    return StoreUnavailable("The database can't be read. Nothing changed; the log says why.", code="STORE_UNREADABLE")


def _invalid(error: ValidationError) -> BadRequest:
    errors = broken_rules(error)
    return BadRequest(f"{errors[0]['field'] or 'body'}: {errors[0]['message']}.", errors=errors)
