"""Answers that are no stream: refusals, outages, and what else says so by its status."""

from __future__ import annotations

import gzip

from aiohttp import web

from tests.support.fault_server import Answer
from tests.support.faults.registry import FAULTS, fault

_QUEUE = {
    "message": "We're experiencing high traffic right now! Please try again soon.",
    "type": "too_many_requests_error",
    "param": "queue",
    "code": "queue_exceeded",
}


def _status(name: str, status: int, body: object = None, **headers: str) -> None:
    async def play(answer: Answer) -> web.StreamResponse:
        return await answer.status(status, body, **headers)

    FAULTS[name] = play


_status("limited", 429)
_status("limited_with_retry_after", 429, **{"Retry-After": "7"})
_status("limited_with_junk_after", 429, **{"Retry-After": "nan"})
_status("queue_is_full", 429, _QUEUE)
_status("server_error", 500)
_status("bad_gateway_in_html", 502, "<html><h1>502 Bad Gateway</h1></html>")
_status("unavailable", 503)
_status("key_refused", 401)
_status("unpaid", 402)
_status("forbidden", 403)
_status("model_gone", 404, {"error": {"message": "no such model", "code": "model_not_found"}})
_status("model_decommissioned", 400, {"error": {"message": "gone", "code": "model_decommissioned"}})
_status("bad_request", 400)
_status("too_large", 413)
_status("redirected", 307, None, Location="http://192.0.2.1/v1/chat/completions")
_status("html_with_200", 200, "<html>hello</html>")
_status("unstreamed_json", 200, {"choices": [{"message": {"content": "g|hello there"}}]})


@fault
async def compressed_error(answer: Answer) -> web.StreamResponse:
    return web.Response(status=500, body=gzip.compress(b"{}" * 9_000_000), headers={"Content-Encoding": "gzip"})
