"""Every fault that a provider may have, as the fault server plays it. `docs/providers.md` shows the table."""

from __future__ import annotations

import asyncio
import gzip

from aiohttp import web

from tests.support.fault_server import Answer, Fault, bomb, healthy

FAULTS: dict[str, Fault] = {}
"""By name."""


def fault(play: Fault) -> Fault:
    FAULTS[play.__name__] = play  # type: ignore[attr-defined]
    return play


def _status(name: str, status: int, body: object = None, **headers: str) -> None:
    async def play(answer: Answer) -> web.StreamResponse:
        return await answer.status(status, body, **headers)

    FAULTS[name] = play


_status("limited", 429)
_status("limited_with_retry_after", 429, **{"Retry-After": "7"})
_status("limited_with_junk_after", 429, **{"Retry-After": "nan"})
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
async def hangs_before_headers(answer: Answer) -> None:
    await answer.server.hang()


@fault
async def hangs_before_content(answer: Answer) -> None:
    await answer.begin()
    await answer.chunk("")
    await answer.server.hang()


@fault
async def hangs_midstream(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.text("g|never fini")
    await answer.server.hang()


@fault
async def reset_midstream(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.text("g|never fini")
    await asyncio.sleep(0.05)  # what was written must be on its way before the reset overtakes it
    answer.cut()


@fault
async def clean_end_midstream(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.text("g|never fini")


@fault
async def error_midstream(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.raw(b'data: {"error": {"message": "overloaded", "code": "overloaded"}}\n\n')
    await answer.server.hang()


@fault
async def trickle(answer: Answer) -> None:
    await answer.begin()
    with answer.server.sticking():
        while True:
            await answer.chunk("a")
            await asyncio.sleep(0.05)


@fault
async def endless_comments(answer: Answer) -> None:
    await answer.begin()
    with answer.server.sticking():
        while True:
            await answer.raw(b": still here\n\n")
            await asyncio.sleep(0.02)


@fault
async def endless_reasoning(answer: Answer) -> None:
    await answer.begin()
    while True:
        body = b'data: {"choices":[{"index":0,"delta":{"reasoning":"' + b"hmm " * 200 + b'"}}]}\n\n'
        await answer.raw(body)
        await asyncio.sleep(0.01)


@fault
async def thinks_aloud(answer: Answer) -> None:
    """As local models do: the thought stands in the answer, and quotes the instructions and a draft."""
    await answer.begin()
    await answer.text(
        "<think>\nOkay, lines of chat.\nx|why in one short friendly sentence|\nr|never a draft\n</think>\n\n"
    )
    await answer.write(answer.lines())
    await answer.end()


@fault
async def thinks_without_a_beginning(answer: Answer) -> None:
    """The opening mark stands in the server's template."""
    await answer.begin()
    await answer.text("g|never this line\nr|never that one\n</think>\n")
    await answer.write(answer.lines())
    await answer.end()


@fault
async def thinks_until_cut(answer: Answer) -> None:
    await answer.begin()
    await answer.text("<think>\nr|never a draft\n" + "hmm, " * 40)
    await answer.end("length")


@fault
async def reasons_until_cut(answer: Answer) -> None:
    """The same, in a field of its own."""
    await answer.begin()
    for _ in range(5):
        await answer.raw(b'data: {"choices":[{"index":0,"delta":{"reasoning_content":"hmm, "}}]}\n\n')
    await answer.end("length")


@fault
async def truncated_json(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.raw(b'data: {"choices":[{"delta":{"con\n\n')
    await answer.server.hang()


@fault
async def malformed_json(answer: Answer) -> None:
    await answer.begin()
    await answer.raw(b"data: not json at all\n\n")
    await answer.server.hang()


@fault
async def odd_chunks(answer: Answer) -> None:
    """Every field of another type; the lines between them are well."""
    await answer.begin()
    for odd in (
        "{}",
        '{"choices": null}',
        '{"choices": []}',
        '{"choices": [null]}',
        "[]",
        '{"choices": [{"delta": null}]}',
        '{"choices": [{"delta": "text"}]}',
        '{"choices": [{"delta": [1]}]}',
        '{"choices": [{"delta": {"content": 7}}]}',
        '{"choices": [{"delta": {"content": ["a"]}, "finish_reason": 3}]}',
        '{"usage": "none", "choices": [{"delta": {}}]}',
    ):
        await answer.raw(f"data: {odd}\n\n".encode())
    await answer.write(answer.lines())
    await answer.end()


@fault
async def unknown_finish(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end("bored")


@fault
async def cut_by_length(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.text("g|this line was cut of")
    await answer.end("length")


@fault
async def prose(answer: Answer) -> None:
    await answer.begin()
    await answer.text("Sure! Here are some chat messages for your stream.\nI hope that you like them.\n")
    await answer.end()


@fault
async def code_fence(answer: Answer) -> None:
    await answer.begin()
    await answer.text("```text\n")
    await answer.write(answer.lines())
    await answer.text("```\n")
    await answer.end()


@fault
async def five_megabyte_line(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(2))
    await answer.text("g|")
    for _ in range(5_000):
        await answer.chunk("x" * 1_000)
    await answer.end()


@fault
async def five_megabyte_chunk(answer: Answer) -> None:
    await answer.begin()
    await answer.chunk("x" * 5_000_000)
    await answer.end()


@fault
async def compressed_bomb(answer: Answer) -> web.StreamResponse:
    return web.Response(body=bomb(), headers={"Content-Type": "text/event-stream", "Content-Encoding": "gzip"})


@fault
async def compressed_error(answer: Answer) -> web.StreamResponse:
    return web.Response(status=500, body=gzip.compress(b"{}" * 9_000_000), headers={"Content-Encoding": "gzip"})


@fault
async def empty_answer(answer: Answer) -> None:
    await answer.begin()
    await answer.end()


@fault
async def refusal_in_prose(answer: Answer) -> None:
    await answer.begin()
    await answer.text("I'm sorry, but I can't help with that.\n")
    await answer.end()


@fault
async def duplicated_lines(answer: Answer) -> None:
    await answer.begin()
    (one,) = answer.lines(1)
    await answer.write([one])
    for _ in range(answer.wanted):
        await answer.text(one + "\n")
    await answer.end()


@fault
async def invalid_utf8(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.raw(b'data: {"choices":[{"index":0,"delta":{"content":"\xff\xfe"}}]}\n\n')
    await answer.server.hang()


@fault
async def wrong_categories(answer: Answer) -> None:
    await answer.begin()
    await answer.text("z|no such letter\n7|nor this one\ng text without a bar\n||\n")
    await answer.end()


@fault
async def nothing_fit_for_a_stream(answer: Answer) -> None:
    """Markup, links, addresses, slurs in disguise, adverts, mentions, and the prompt itself."""
    await answer.begin()
    system = answer.asked["messages"][0]["content"]
    for text in (
        "<b>bold</b> <script>alert(1)</script>",
        "look at https://example.com now",
        "come to example dot com",
        "write me at someone@example.com",
        "call 600 123 456 78",
        "you n1gg3r",
        "f\u0430ggot",  # a Cyrillic a
        "k y s",
        "subscribe to my channel",
        "@somebody hello",
        system[:150].replace("\n", " "),
        system.split(": ")[1].split("\n")[0],
        "a\u202ebidi override https://x.tv",
        "x" * 300,
    ):
        await answer.text(f"g|{text}\n")
    await answer.end()


@fault
async def no_done(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.chunk(None, finish="stop")


@fault
async def silence_after_done(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end()
    await answer.server.hang()


@fault
async def chatter_after_the_end(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end()
    while True:
        await answer.text("g|never asked for\n")
        await asyncio.sleep(0.01)


FAULTS["healthy"] = healthy
