"""What the last evenings were about is spoken of on the next ones."""

import pytest

from server.model.evening import MOST, Evening, PastJoke, PastSituation, PastTopic
from server.model.phrase import LANGUAGES
from server.services.evening_memory import EVENING_ENDS_S
from server.services.evenings import KEPT_EVENINGS, Evenings
from server.store.store import Store

DAY_S = 86_400
BOSS = PastSituation(key="boss", kind="foe", it="malenia", tries=3)


@pytest.fixture
async def store(tmp_path):
    async with Store(tmp_path) as store:
        yield store


async def opened(store, clock) -> Evenings:
    evenings = Evenings(wall=lambda: clock[0])
    await evenings.open(store, "main", LANGUAGES)
    return evenings


async def test_an_evening_is_known_after_a_restart(store):
    """The day after, by language apart, with how long ago it was."""
    clock = [1_000_000.0]
    evenings = await opened(store, clock)
    whole = Evening(
        situations=(BOSS,),
        topics=(PastTopic(key="a/vigor", word="vigor", lines=9, against=("lee",)),),
        jokes=(PastJoke(text="skill issue", by="titan", times=4),),
        present=("lee", "titan"),
        left_early=("lee",),
        talked_most=("titan",),
    )
    evenings.keep("main", "es", whole)
    await evenings.close()
    clock[0] += DAY_S
    again = await opened(store, clock)
    (past,) = again.before("main", "es")
    assert (past.evening, past.ago_s) == (whole, DAY_S)
    assert again.before("main", "en") == []
    assert again.before("another", "es") == []


async def test_two_shows_of_a_day_are_one_evening(store):
    """A restart keeps what went before it: more tries, a win, another talk; and nobody speaks of it as of yesterday."""
    clock = [1_000_000.0]
    evenings = await opened(store, clock)
    evenings.keep("main", "en", Evening(situations=(BOSS,), present=("lee",)))
    await evenings.close()
    clock[0] += EVENING_ENDS_S / 2
    evenings = await opened(store, clock)
    assert evenings.before("main", "en") == []
    later = BOSS.model_copy(update={"tries": 1, "is_won": True})
    evenings.keep("main", "en", Evening(situations=(later,), present=("titan",)))
    clock[0] += DAY_S
    (past,) = evenings.before("main", "en")
    assert past.evening.situations == (BOSS.model_copy(update={"is_won": True}),)
    assert set(past.evening.present) == {"lee", "titan"}
    await evenings.close()
    assert (await opened(store, clock)).before("main", "en") == [past]


async def test_a_few_evenings_are_kept(store):
    """What is older is forgotten, on disk as well."""
    clock = [1_000_000.0]
    evenings = await opened(store, clock)
    for number in range(KEPT_EVENINGS + 3):
        clock[0] += DAY_S
        evenings.keep("main", "en", Evening(jokes=(PastJoke(text=f"joke {number}", by="lee"),)))
    clock[0] += DAY_S
    await evenings.close()
    kept = (await opened(store, clock)).before("main", "en")
    assert [past.evening.jokes[0].text for past in kept] == [f"joke {n}" for n in range(KEPT_EVENINGS + 2, 2, -1)]


async def test_an_evening_is_bounded():
    """However long it gets, the latest of it are kept."""
    evening = Evening()
    for number in range(50):
        one = PastTopic(key=f"t{number}", word="word")
        evening = evening.with_more(Evening(topics=(one,), present=tuple(f"v{number}_{n}" for n in range(10))))
    assert len(evening.topics) == MOST
    assert evening.topics[0].key == "t49"
    assert Evening.model_validate_json(evening.model_dump_json()) == evening


@pytest.mark.parametrize(
    "damage",
    ["memory = 'no json'", 'memory = \'{"jokes": [{"text": 5}]}\'', "memory = 7", "ended_at = 'x'", "memory = X'00'"],
)
async def test_a_damaged_row_costs_that_evening_alone(store, damage, caplog):
    """The others are spoken of, and the log names what isn't."""
    clock = [1_000_000.0]
    evenings = await opened(store, clock)
    for text in ("first", "second"):
        evenings.keep("main", "en", Evening(jokes=(PastJoke(text=text, by="lee"),)))
        clock[0] += DAY_S
    await evenings.close()
    await store.write(f"UPDATE evenings SET {damage} WHERE began_at = 1000000")
    kept = (await opened(store, clock)).before("main", "en")
    assert [past.evening.jokes[0].text for past in kept] == ["second"]
    assert "can't be read" in caplog.text


async def test_an_evening_without_anything_is_none(store):
    """Who was there, alone, is no memory."""
    evenings = await opened(store, [5.0])
    evenings.keep("main", "en", Evening(present=("lee",)))
    await evenings.close()
    assert (await opened(store, [DAY_S * 2.0])).before("main", "en") == []
