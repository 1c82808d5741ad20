"""The channel's home: guessed when the streamer first signs in, chosen in the panel."""

from __future__ import annotations

import pytest

from server.model.channel import MAIN
from server.web.app_keys import SERVICES


async def call(server, method, path, **body):
    async with server.client.request(
        method, server.url + path, json=body or None, headers=server.bearer("panel")
    ) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize(
    ("languages", "zone", "language", "home"),
    [("es-419,es", "America/Lima", "es", "peru"), ("en-AU,en", "", "en", "australia"), ("fr-FR", "", "en", None)],
)
async def test_a_new_channel_is_where_its_streamer_is(server, languages, zone, language, home):
    """By the clock and the languages of the browser that signs in first; the second one changes nothing."""
    for spoken, clock in ((languages, zone), ("es-CL", "America/Santiago")):
        data = {"code": await server.code(), "zone": clock}
        headers = {"Accept-Language": spoken}
        async with server.client.post(f"{server.url}/sign-in", data=data, headers=headers) as answer:
            assert answer.status == 200
    channel = server.app[SERVICES].channels.get(MAIN)
    assert (channel.language, channel.home) == (language, home)


async def test_the_panel_chooses_it(server):
    """Among the regions that one hears, in the chat's language; everywhere is none of them."""
    status, now = await call(server, "PATCH", "/api/channel", language="es", home="mexico")
    assert (status, now["home"]) == (200, "mexico")
    assert {"mexico", "spain"} <= set(now["homes"])
    assert set((await call(server, "PATCH", "/api/channel", language="en"))[1]["homes"]).isdisjoint(now["homes"])
    assert (await call(server, "PATCH", "/api/channel", home="atlantis"))[0] == 400
    assert (await call(server, "PATCH", "/api/channel", home="elsewhere"))[0] == 400
    assert (await call(server, "PATCH", "/api/channel", home=None))[1]["home"] is None
