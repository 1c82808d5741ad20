"""Requests made of the API's own description, by schemathesis, against a real server: `make fuzz`.

For each credential: no 5xx, and no status or kind of answer that the description doesn't know. The seed is fixed, so a
failure is the same again. What would leave this machine, cut the credential in use or never end is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import urllib.request
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

SEED = 20_261_129
EXAMPLES = 6
LONGEST_S = 90
"""For all credentials together; two minutes with what starting takes."""
LEFT_OUT = r"chat-stream|chat-socket|/rotate|obs/connection|obs/source|/check|sign-out|/api/lan$|emotes/sets|providers/"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance"
SCOPES = ("overlay", "panel", "owner")


def main() -> int:
    """0 if nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        environ = os.environ | {"LC_ALL": "C", "SEATFILLER_LIMITS__CALLS_PER_MINUTE": "1000000"}
        with subprocess.Popen(
            [sys.executable, "-m", "server", "serve", "--no-browser", "--port", "0", "--data", str(data)],
            stdout=subprocess.PIPE,
            text=True,
            env=environ,
        ) as server:
            assert server.stdout is not None
            url = server.stdout.readline().split()[-1].rstrip("/")
            link = server.stdout.readline().split()[-1]
            try:
                return max(_fuzz(url, _credential(scope, link, data)) for scope in SCOPES)
            finally:
                server.terminate()


def _fuzz(url: str, header: str) -> int:
    program = Path(sys.executable).with_name("schemathesis")
    return subprocess.run(
        [
            *(str(program), "run", f"{url}/api/openapi.json", "--header", header, "--checks", CHECKS),
            *("--phases", "examples,fuzzing", "--mode", "all", "--max-examples", str(EXAMPLES), "--seed", str(SEED)),
            *("--exclude-path-regex", LEFT_OUT, "--max-failures", "5", "--max-time", str(LONGEST_S // len(SCOPES))),
            *("--request-timeout", "60", "--no-color", "--generation-database", "none"),
        ],
        check=False,
        timeout=LONGEST_S * 5,
    ).returncode


def _credential(scope: str, link: str, data: Path) -> str:
    if scope != "owner":
        printed = subprocess.run(
            [sys.executable, "-m", "server", "link", scope, "--data", str(data)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        return f"Authorization: Bearer {printed.strip().partition('token=')[2]}"
    where, _, code = link.partition("?code=")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(where, data=urlencode({"code": code}).encode()) as answer:
        cookie = SimpleCookie(answer.headers["Set-Cookie"])
    (name,) = cookie
    assert urlsplit(where).port
    return f"Cookie: {name}={cookie[name].value}"


if __name__ == "__main__":
    raise SystemExit(main())
