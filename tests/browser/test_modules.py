"""The pages' modules that touch no DOM, each by itself: imported into a blank page, as the browser would load them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Route

from server.phrases.library import load_library
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

SITE = "http://overlay.test/"
TYPES = {".js": "text/javascript", ".json": "application/json", ".html": "text/html"}
STORED = {
    language: json.loads((ROOT / f"overlay/locales/{language}.json").read_text("utf-8")) for language in ("en", "es")
}
SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def run(browser):
    """Run a function's body with what a module exports as `m`, and an argument as `arg`; gives back what it returns."""
    context = browser.new_context()
    page = context.new_page()

    def serve(route: Route) -> None:
        path = PurePosixPath(route.request.url.removeprefix(SITE))
        if path.suffix in TYPES:
            route.fulfill(body=(ROOT / "overlay" / path).read_text("utf-8"), content_type=TYPES[path.suffix])
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page.route(f"{SITE}**", serve)
    page.goto(SITE)

    def run(module: str, body: str, arg: object = None) -> object:
        return page.evaluate(f"async (arg) => {{ const m = await import('/{module}'); {body} }}", arg)

    yield run
    context.close()


PAGE = {"themes": ["outline", "retro"], "words": {"es": {}, "en": {}}, "lang": "en"}


@pytest.mark.parametrize(
    ("query", "fixed"),
    [
        ("", {}),
        ("theme=retro&language=es&direction=down&align=right", {"theme": "retro", "language": "es", "direction": "down", "align": "right"}),
        ("theme=neon&language=fr&direction=sideways&align=", {}),
        ("size=33&fade=1.5&max=5", {"size": 33, "fade": 1.5, "max": 5}),
        ("size=9000&fade=-3&max=0", {"size": 72, "fade": 0, "max": 1}),
        ("size=big&fade=Infinity&max=NaN", {}),
        ("tag=0", {"tag": False}),
        ("tag=no&look=%20Boss%20", {"tag": False, "look": "Boss"}),
        ("tag", {"tag": True}),
        ("tag=perhaps&look=%20", {}),
        ("constructor=1&__proto__=2&toString=3", {}),
    ],
)  # fmt: skip
def test_the_url_fixes_what_it_says_clearly(run, query, fixed):
    """Numbers within their bounds, one of what there is; what it garbles is ignored, as if it weren't there."""
    body = "return m.fixedOptions(new URLSearchParams(arg.query), arg.page);"
    assert run("common/options.js", body, {"query": query, "page": PAGE}) == fixed


@pytest.mark.parametrize(
    ("language", "key", "values", "said"),
    [
        ("en", "panel.lines", {"count": 1}, "1 line"),
        ("en", "panel.lines", {"count": 2790}, "2,790 lines"),
        ("es", "panel.lines", {"count": 1}, "1 frase"),
        ("es", "panel.lines", {"count": 2108}, "2108 frases"),
        ("es", "panel.lines", {"count": 12345}, "12.345 frases"),
        ("en", "panel.games.removed", {"name": "{count}"}, "{count} is gone."),
        ("en", "panel.games.removed", {}, "{name} is gone."),
        ("en", "no.such.word", {}, "no.such.word"),
    ],
)
def test_a_word_has_its_plural_its_numbers_and_its_names(run, language, key, values, said):
    """As the language writes them; what somebody typed is put in as it is, and read no further."""
    body = "return m.translator(arg.words, arg.language)(arg.key, arg.values);"
    words = STORED[language]
    assert run("common/words.js", body, {"words": words, "language": language, "key": key, "values": values}) == said


def test_the_words_beside_a_chat_are_the_pages_where_it_speaks_another_language(run):
    """With the plurals of the language in which they are said: in Portuguese none would be "0 person"."""
    body = """
        const words = { en: { n: { one: '{count} person', other: '{count} people' } }, es: { n: 'gente' } };
        return ['en', 'es', 'pt'].map((chat) => m.wordsBeside({ words, lang: 'en' }, chat)('n', { count: 0 }));
    """
    assert run("common/words.js", body) == ["0 people", "gente", "0 people"]


@pytest.fixture(scope="module")
def library():
    """The packs that come along."""
    return load_library()


@pytest.fixture(scope="module")
def packs(library):
    """As `GET /api/packs` lists them."""
    return [
        {"name": title.name, "names": dict(title.names), "mode": title.mode, "aliases": list(title.aliases)}
        for title in library.titles()
    ]


def slips() -> st.SearchStrategy[tuple[str, list[tuple[str, int, str]]]]:
    """A change at a place: a letter left out, put in, replaced, or swapped with the next."""
    changes = st.tuples(
        st.sampled_from(["drop", "add", "change", "swap"]), st.integers(0, 30), st.sampled_from("aeiorst2 3-'")
    )
    return st.lists(changes, max_size=3)


def slipped(name: str, changes: list[tuple[str, int, str]]) -> str:
    for kind, place, letter in changes:
        at = place % (len(name) or 1)
        head, here, rest = name[:at], name[at : at + 1], name[at + 1 :]
        name = {
            "drop": head + rest,
            "add": head + letter + here + rest,
            "change": head + letter + rest,
            "swap": head + rest[:1] + here + rest[1:],
        }[kind]
    return name


@SLOW
@given(which=st.integers(0, 10_000), changes=slips())
def test_the_search_takes_for_a_game_what_the_server_takes_for_it(run, library, packs, which, changes):
    """What is offered as another game, the server wouldn't open this one under; and the other way round."""
    games = [pack for pack in packs if pack["mode"] == "game"]
    typed = slipped(games[which % len(games)]["name"], changes)
    body = "return m.ranked(arg.packs, arg.typed, 'en').filter(({ same }) => same).map(({ pack }) => pack.name);"
    same = run("panel/sections/games/ranking.js", body, {"packs": games, "typed": typed})
    assert library.knows(typed) == bool(same), typed
    if same:
        assert library.title(typed) in same


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mine", "Minecraft"),
        ("rdr2", "Red Dead Redemption 2"),
        ("redemption", "Red Dead Redemption 2"),
        ("elden rng", "Elden Ring"),
        ("ELDEN RÍNG", "Elden Ring"),
        ("minecarft", "Minecraft"),
    ],
)
def test_the_best_match_stands_first(run, packs, typed, first):
    """By its beginning, its alias, a word within it, or a slip of the keys; accents and capitals don't count."""
    body = "return m.ranked(arg.packs, arg.typed, 'en')[0]?.pack.name;"
    assert run("panel/sections/games/ranking.js", body, {"packs": packs, "typed": typed}) == first


@pytest.mark.parametrize(
    ("first", "went", "tried"),
    [
        ("stream", "ff", ["stream", "socket", "stream"]),
        ("socket", "ff", ["socket", "stream", "socket"]),
        ("stream", "sf", ["stream", "socket", "stream"]),
        ("stream", "fwf", ["stream", "socket", "socket", "socket"]),
        ("socket", "wf", ["socket", "socket", "socket"]),
        ("socket", "ws", ["socket", "socket", "stream"]),
        ("stream", "wf", ["stream", "stream", "socket"]),
    ],
)
def test_which_transport_is_tried(run, first, went, tried):
    """They take turns; what worked is the first again. A socket that worked and is refused tells that the server is
    away, so it is kept; silence tells against either."""
    body = """
        const transports = new m.Transports(arg.first);
        const tried = [transports.next];
        for (const step of arg.went) {
          if (step === 'w') transports.worked(transports.next);
          else transports.failed(step === 's');
          tried.push(transports.next);
        }
        return tried;
    """
    assert run("common/transports.js", body, {"first": first, "went": went}) == tried


@pytest.mark.parametrize(
    ("online", "said", "hidden", "state"),
    [
        (False, "playing", False, "gone"),
        (False, "paused", True, "gone"),
        (True, None, False, "asleep"),
        (True, "playing", False, "playing"),
        (True, "playing", True, "hidden"),
        (True, "asleep", True, "hidden"),
        (True, "hidden", True, "hidden"),
        (True, "hidden", False, "playing"),
        (True, "paused", True, "paused"),
    ],
)
def test_the_state_of_the_show(run, online, said, hidden, state):
    """What the channel says of hiding goes before the room's last word: it is heard of first."""
    body = "return m.stateOf(arg.online, arg.said ?? undefined, arg.hidden);"
    assert run("panel/state.js", body, {"online": online, "said": said, "hidden": hidden}) == state


def test_the_games_moments_stand_behind_the_big_four(run):
    """With the page's language on everybody's, the game's own label on its own, and the type where a label is missing."""
    body = """
        const label = (es) => ({ en: 'x', ...(es && { es }) });
        const everybodys = ['a', 'b', 'c', 'd', 'e'].map((type) => ({ type, label: label(type === 'e' ? '' : type.toUpperCase()) }));
        return m.momentsOf(everybodys, [{ type: 'own', label: 'Own' }], 'es').map(({ type, label }) => `${type}:${label}`);
    """
    assert run("panel/moment-list.js", body) == ["a:A", "b:B", "c:C", "d:D", "own:Own", "e:e"]


def test_a_slider_sends_its_first_value_and_its_last(run):
    """Parts of a whole are joined; another field is sent at once, after what waits; all hear what became of it."""
    body = """
        const sent = [];
        const send = async (patch) => { sent.push(JSON.stringify(patch)); return true; };
        let shown = 0;
        const settle = (patch) => m.settle(patch, send, () => { shown += 1; return () => { shown -= 1; }; });
        const ends = [settle({ crowd: 1 }), settle({ crowd: 2 }), settle({ crowd: 3 }), settle({ size: 20 })];
        ends.push(settle({ size: 21 }), settle({ size: 22 }));
        const took = await Promise.all(ends);
        return [sent, took.every(Boolean), shown];
    """
    sent, took, shown = run("panel/settle.js", body)
    assert sent == ['{"crowd":1}', '{"crowd":3}', '{"size":20}', '{"size":22}']
    assert (took, shown) == (True, 0)


def test_a_slider_joins_the_parts_of_a_whole(run):
    """Two weights moved in one breath are both kept."""
    body = """
        const sent = [];
        const send = async (patch) => { sent.push(patch); return true; };
        const settle = (patch) => m.settle(patch, send, () => () => {});
        await Promise.all([settle({ weights: { a: 1 } }), settle({ weights: { b: 2 } }), settle({ weights: { a: 3, c: 4 } })]);
        return sent;
    """
    assert run("panel/settle.js", body) == [{"weights": {"a": 1}}, {"weights": {"b": 2, "a": 3, "c": 4}}]


def test_what_was_dismissed_is_remembered(run):
    """In this browser, the last forty; what is garbled there is as if nothing were."""
    body = """
        const read = () => m.dismissed('test');
        const empty = read().has('a');
        read().add('a');
        const kept = read().has('a');
        const many = read();
        for (let n = 0; n < 40; n += 1) many.add(`game ${n}`);
        const last = [read().has('a'), read().has('game 0'), read().has('game 39')];
        localStorage.setItem('test', '{');
        const garbled = read().has('game 39');
        localStorage.setItem('test', '{"length": 1}');
        return [empty, kept, last, garbled, read().has('a')];
    """
    assert run("panel/dismissed.js", body) == [False, True, [False, True, True], False, False]


@SLOW
@given(size=st.integers(2, 9))
def test_a_shuffle_bag_gives_each_once_before_any_again(run, size):
    """And never the same twice in a row, where one round ends and the next begins either."""
    body = """
        const bag = new m.ShuffleBag(Array.from({ length: arg }, (_, n) => n));
        return Array.from({ length: arg * 6 }, () => bag.draw());
    """
    drawn = run("landing/shuffle-bag.js", body, size)
    for start in range(0, len(drawn), size):
        assert sorted(drawn[start : start + size]) == list(range(size))
    assert all(one != other for one, other in pairwise(drawn))


@SLOW
@given(
    chance=st.floats(0, 1, exclude_max=True),
    stirs=st.lists(st.floats(0, 20_000), max_size=8),
    now=st.floats(20_000, 60_000),
)
def test_the_demos_rhythm_stays_within_its_bounds(run, chance, stirs, now):
    """Half a second to nine, whatever chance says; what stirs it makes the gap no longer."""
    body = """
        const calm = new m.Rhythm();
        const stirred = new m.Rhythm();
        for (const at of arg.stirs) stirred.stir(at);
        return [calm.gap(arg.now, arg.chance), stirred.gap(arg.now, arg.chance)];
    """
    calm, stirred = run("landing/rhythm.js", body, {"chance": chance, "stirs": sorted(stirs), "now": now})
    assert 500 <= stirred <= calm <= 9_000
