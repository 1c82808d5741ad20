"""Requests made of the API's own description, against a real server with each credential: `make fuzz`.

First each operation gets its good call from each credential, then schemathesis makes calls up for those that it is for.
Found is: a 5xx; a status or a kind of answer that the description doesn't know; a good call that isn't accepted, or
that is from whom it isn't for; and an operation that none of the made-up calls came through to. The seed is fixed, so
a failure is the same again. The services and the OBS that the server asks are stand-ins on this machine.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from time import monotonic
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar

from server.web.route import Route
from tests.attacks.fuzz_calls import CALLS, ENDLESS, ENDS_ITSELF, OBS_PASSWORD, SOCKETS, Call, may, operations
from tests.support.fault_server import fault_server
from tests.support.obs_double import StandIn

SEED = 20_261_129
EXAMPLES = {"owner": 8, "panel": 8, "overlay": 12, "trigger": 12}
"""Calls of each operation that are made up, by credential. The owner comes last: a new link ends the old one."""
LONGEST_S = 110
"""All calls that are made up take no longer than this; a slow machine makes fewer. (About a minute on two cores.)"""
ENDS_WITHIN_S = 10
"""An interrupted run of schemathesis tells what it has found, or is killed."""
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
SHUT = {401, 403, 429}
"""Answers that come before an operation has looked at a call."""
APART = {*ENDLESS, *ENDS_ITSELF}
"""Operations that schemathesis leaves alone."""
PATIENT = ClientTimeout(total=60)


@dataclass
class Fuzzed:
    """A server, who calls it, and what was found."""

    url: str
    data: Path
    client: ClientSession
    headers: dict[str, Mapping[str, str]]
    """Of each credential."""
    record: Path
    described: Mapping[str, Any] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    answers: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    """How often each credential got each status of each operation."""
    reached: set[tuple[str, str]] = field(default_factory=set)
    """The operations that a made-up call of that credential came through to."""
    cut_short: set[str] = field(default_factory=set)
    """The credentials whose calls the time didn't suffice for."""

    async def call(self, scope: str, method: str, path: str, body: Any = None, **query: str) -> tuple[int, str]:
        """The status and the kind of an answer."""
        data: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {"json": body} if body else {}
        async with self.client.request(
            method, self.url + path, params=query, headers=self.headers[scope], timeout=PATIENT, **data
        ) as answer:
            await answer.read()
            return answer.status, answer.content_type


async def main() -> int:
    """0 if nothing was found."""
    async with _fuzzed() as fuzzed:
        made_up_s = 0.0
        for scope in reversed(EXAMPLES):
            for name, row in operations().items():
                if name not in ENDS_ITSELF:
                    await _known_call(fuzzed, scope, name, row)
            since = monotonic()
            await _made_up_calls(fuzzed, scope, LONGEST_S - made_up_s)
            made_up_s += monotonic() - since
        for name in ENDS_ITSELF:
            await _known_call(fuzzed, "owner", name, operations()[name])
            fuzzed.headers["owner"] = {"Cookie": await _cookie(fuzzed.client, await _printed(fuzzed.data, "sign-in"))}
    _judge(fuzzed)
    _print(fuzzed)
    return 1 if fuzzed.found else 0


async def _known_call(fuzzed: Fuzzed, scope: str, name: str, row: Route) -> None:
    """The call that is accepted from whom the operation is for, and from nobody else."""
    call = CALLS.get(name, Call())
    for method, path, body in call.needs:
        await fuzzed.call("owner", method, path, body)
    if any(path.endswith("obs/connection") for _, path, _ in call.needs):
        await _until_obs_is_there(fuzzed)
    if name in ENDLESS:
        status = await _open(fuzzed, scope, name)
    else:
        path = row.template.format(**call.parts)
        status, kind = await fuzzed.call(scope, row.method, path, call.body, **call.query)
        told = fuzzed.described["paths"][row.template][row.method.lower()]["responses"]
        if kind not in (told.get(str(status), told["default"]).get("content") or {kind}):
            fuzzed.found.append(f"{name} answers the {scope} with {status} as {kind}: not described")
    fuzzed.answers[name, scope, status] += 1
    if may(row, scope) and status >= 300 and status not in call.also:
        fuzzed.found.append(f"{name} refuses the good call of the {scope}: {status}")
    elif not may(row, scope) and status not in SHUT:
        fuzzed.found.append(f"{name} lets the {scope} in: {status}")


async def _open(fuzzed: Fuzzed, scope: str, name: str) -> int:
    """The status of a stream or a socket that says something."""
    path, headers = name.partition(" ")[2], fuzzed.headers[scope]
    if name in SOCKETS:
        async with fuzzed.client.ws_connect(fuzzed.url + path, headers=headers) as socket:
            gone = "gone" in (await socket.receive_str(timeout=60))
        return 403 if gone else 101
    async with fuzzed.client.get(fuzzed.url + path, headers=headers, timeout=PATIENT) as stream:
        said = b""
        while b"data:" not in said:  # a stream begins with a comment
            said = await stream.content.readuntil(b"\n\n")
        return 403 if b"event: gone" in said else stream.status


async def _until_obs_is_there(fuzzed: Fuzzed) -> None:
    async with asyncio.timeout(60):
        while True:
            async with fuzzed.client.get(f"{fuzzed.url}/api/obs/connection", headers=fuzzed.headers["owner"]) as answer:
                if (await answer.json())["state"] in ("connected", "unset"):
                    return
            await asyncio.sleep(0.05)


async def _made_up_calls(fuzzed: Fuzzed, scope: str, within_s: float) -> None:
    names = [name for name, row in operations().items() if may(row, scope) and name not in APART]
    ids = {
        f"{method.upper()} {path}": told["operationId"]
        for path, found in fuzzed.described["paths"].items()
        for method, told in found.items()
    }
    (header,) = fuzzed.headers[scope].items()
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("schemathesis")),
        *("run", f"{fuzzed.url}/api/openapi.json", "--header", ": ".join(header), "--checks", CHECKS),
        *("--phases", "fuzzing", "--mode", "all", "--max-examples", str(EXAMPLES[scope]), "--seed", str(SEED)),
        *(part for name in names for part in ("--include-operation-id", ids[name])),
        *("--continue-on-failure", "--request-timeout", "60", "--warnings", "off"),
        *("--no-color", "--generation-database", "none", "--generation-with-security-parameters", "false"),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ
        | {
            "SCHEMATHESIS_HOOKS": "tests.attacks.fuzz_hooks",
            "FUZZ_BASE": fuzzed.url,
            "FUZZ_OWNER": fuzzed.headers["owner"]["Cookie"],
            "FUZZ_RECORD": str(fuzzed.record),
        },
    )
    fuzzed.record.write_text("", "utf-8")
    telling = asyncio.create_task(process.communicate())
    try:
        await asyncio.wait({telling}, timeout=max(0.0, within_s))
        if not telling.done():
            fuzzed.cut_short.add(scope)
            process.send_signal(signal.SIGINT)
            await asyncio.wait({telling}, timeout=ENDS_WITHIN_S)
    finally:
        if process.returncode is None:
            process.kill()
        told, _ = await telling
    if b"FAILURES" in told or (process.returncode and scope not in fuzzed.cut_short):
        print(told.decode())
        fuzzed.found.append(f"schemathesis found something with the {scope}'s credential (above)")
    for line in fuzzed.record.read_text("utf-8").splitlines():
        name, status = json.loads(line)
        fuzzed.answers[name, scope, status] += 1
        if status not in SHUT:
            fuzzed.reached.add((name, scope))
        if status >= 500:
            fuzzed.found.append(f"{name} answered a call that was made up for the {scope} with {status}")


def _judge(fuzzed: Fuzzed) -> None:
    """Every operation was reached by calls that were made up, too, from every credential that opens it."""
    for name, row in operations().items():
        for scope in EXAMPLES:
            if not may(row, scope) or name in APART or scope in fuzzed.cut_short:
                continue
            if (name, scope) not in fuzzed.reached:
                fuzzed.found.append(f"{name}: no call that was made up for the {scope} came through")


def _print(fuzzed: Fuzzed) -> None:
    print(f"{'':42}" + "".join(f"{scope:>26}" for scope in EXAMPLES))
    for name in operations():
        cells = []
        for scope in EXAMPLES:
            statuses = {status: n for (told, by, status), n in fuzzed.answers.items() if (told, by) == (name, scope)}
            cells.append(" ".join(f"{status}:{n}" for status, n in sorted(statuses.items())))
        print(f"{name:42}" + "".join(f"{cell:>26}" for cell in cells))
    for scope in sorted(fuzzed.cut_short):
        print(f"The time was over before all calls for the {scope} were made up.")
    print(f"{fuzzed.answers.total()} calls, {len(fuzzed.found)} findings")
    for told in fuzzed.found:
        print(f"- {told}")


@asynccontextmanager
async def _fuzzed() -> AsyncIterator[Fuzzed]:
    obs = StandIn()
    obs.password = OBS_PASSWORD
    await obs.start()
    async with fault_server() as models, ClientSession(cookie_jar=DummyCookieJar()) as client:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder, "data")
            environ = os.environ | {
                "LC_ALL": "C",
                "SEATFILLER_LIMITS__CALLS_PER_MINUTE": "1000000",
                "SEATFILLER_OBS__URL": obs.url,
                "SEATFILLER_EMOTES__BASE_URL": models.url,
                "SEATFILLER_PROVIDERS__GROQ__BASE_URL": models.url,
                "SEATFILLER_PROVIDERS__CEREBRAS__BASE_URL": models.url,
            }
            server = await _program("serve", "--no-browser", "--port", "0", data=data, env=environ)
            assert server.stdout is not None
            try:
                url = (await server.stdout.readline()).decode().split()[-1].rstrip("/")
                link = (await server.stdout.readline()).decode().split()[-1]
                headers: dict[str, Mapping[str, str]] = {"owner": {"Cookie": await _cookie(client, link)}}
                for scope in ("panel", "overlay", "trigger"):
                    token = await _token(url, client, headers["owner"], scope)
                    headers[scope] = {"Authorization": f"Bearer {token}"}
                fuzzed = Fuzzed(url, data, client, headers, Path(folder, "record"))
                async with client.get(f"{url}/api/openapi.json") as answer:
                    fuzzed.described = await answer.json()
                reading = asyncio.create_task(_read(fuzzed))
                try:
                    yield fuzzed
                finally:
                    reading.cancel()
                    await asyncio.wait({reading})
            finally:
                server.terminate()
                await server.wait()
    await obs.stop()


async def _program(*arguments: str, data: Path, env: Mapping[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server", *arguments, "--data", str(data)), stdout=asyncio.subprocess.PIPE, env=env
    )


async def _printed(data: Path, command: str) -> str:
    process = await _program(command, data=data, env=os.environ)
    told, _ = await process.communicate()
    return told.decode().split()[-1]


async def _cookie(client: ClientSession, link: str) -> str:
    where, _, code = link.partition("?code=")
    async with client.post(where, data={"code": code}) as answer:
        cookie = SimpleCookie(answer.headers["Set-Cookie"])
    (name,) = cookie
    return f"{name}={cookie[name].value}"


async def _token(url: str, client: ClientSession, owner: Mapping[str, str], scope: str) -> str:
    async with client.get(f"{url}/api/links/{scope}", headers=owner) as answer:
        return str((await answer.json())["url"]).partition("token=")[2]


async def _read(fuzzed: Fuzzed) -> None:
    """Somebody watches, or nothing would be played."""
    while True:
        path, headers = f"{fuzzed.url}/api/chat-stream", fuzzed.headers["owner"]
        async with fuzzed.client.get(path, headers=headers, timeout=ClientTimeout()) as stream:
            async for _ in stream.content.iter_any():
                pass
        await asyncio.sleep(0.2)


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
