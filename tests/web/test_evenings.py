"""What a watched show said is kept for the evenings after it."""

import asyncio

from server.store.evenings import SAID, SPOKEN_OF, EveningsStore
from server.text.words import digest, is_long
from server.web.app_keys import SERVICES
from tests.support.stream import PATIENCE_S


async def test_what_was_said_is_on_disk_once_nobody_watches(server):
    """The lines of three words or more that a page saw are in the store after it left."""
    await server.sign_in()
    changes = {"pace": "frantic", "game": "Minecraft", "language": "es"}
    async with server.client.patch(f"{server.url}/api/channel", json=changes) as answer:
        assert answer.status == 200
    stream = await server.stream()
    # The first ones may have been said before the game was chosen, by the general pack: they are kept as well.
    texts = [(await stream.next())["content"] for _ in range(25)]
    stream.close()
    kept = EveningsStore(server.app[SERVICES].store, SAID)
    async with asyncio.timeout(PATIENCE_S):
        while not (evenings := await kept.evenings("main", "es")):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    long = {digest(text) for text in texts if is_long(text)}
    assert long
    # What a hand did to a line (an @name, a dropped word) makes it another text: most are as the bank gave them.
    assert len(long & evenings[0].content) >= len(long) / 2


async def test_what_the_streamer_typed_is_remembered_on_the_next_evening(start):
    """Nobody watches any more: it is on disk. The day after, another run of the server gives it to the room."""
    server = await start()
    await server.sign_in()
    changes = {"pace": "frantic", "game": "Elden Ring", "language": "en", "situation": "boss fight, Malenia"}
    async with server.client.patch(f"{server.url}/api/channel", json=changes) as answer:
        assert answer.status == 200
    stream = await server.stream()
    for _ in range(10):
        await stream.next()
    stream.close()
    store = EveningsStore(server.app[SERVICES].store, SPOKEN_OF)
    async with asyncio.timeout(PATIENCE_S):
        while not (kept := await store.evenings("main", "en")):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    (situation,) = kept[0].content.situations
    assert (situation.kind, situation.it) == ("foe", "malenia")
    assert kept[0].content.present
    # A day passes.
    await server.app[SERVICES].store.write(
        "UPDATE evenings SET began_at = began_at - 86400, ended_at = ended_at - 86400"
    )
    another = await start()
    await another.sign_in()
    stream = await another.stream()
    await stream.next()
    room = another.app[SERVICES].rooms.room(another.app[SERVICES].channels.get("main"))
    recalled = [found.values.get("it") for found in room._show.director._context.community._recollections]
    assert "malenia" in recalled
