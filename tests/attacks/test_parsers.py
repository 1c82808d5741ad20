"""Parsers: what somebody else wrote is read by the bounded ones, and an own one stands here with its reason."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

import server
from server.obs.errors import ObsUnreachable
from server.obs.protocol import parse
from server.providers.model_lists import ids_of
from server.text.bounded import MOST_DEPTH

FOLDER = Path(server.__file__).parent
PARSERS = {
    ("json", "load"),
    ("json", "loads"),
    ("tomllib", "load"),
    ("tomllib", "loads"),
    ("csv", "reader"),
    ("csv", "DictReader"),
    ("csv", "Sniffer"),
    ("pickle", "loads"),
    ("ET", "parse"),
    ("ET", "fromstring"),
    ("ElementTree", "parse"),
    ("ElementTree", "fromstring"),
}
ALLOWED = {
    "text/bounded.py": (2, "measures how deep a text goes first"),
    "text/csv_rows.py": (3, "a CSV reader is linear; the text is bounded by the body's limit"),
    "generation/forms/fields.py": (1, "one string between two marks, which can't nest, of a bounded answer"),
    "store/secrets.py": (1, "what our own key has sealed and opens"),
    "services/launch_method.py": (1, "what the installer wrote beside this program"),
    "web/error_page.py": (1, "the answer that this server just made"),
    "web/assets.py": (1, "the words that come along"),
    "phrases/lazy_pack.py": (1, "the packs that come along"),
    "moderation/word_list.py": (1, "the word lists that come along"),
    "text/languages.py": (1, "the languages that come along"),
    "senses/ocr_worker.py": (1, "what the server that started it asks"),
    "senses/text_reader.py": (1, "one line of its own worker, as long as a stream's buffer at most"),
}
"""How many calls of a parser a module has, and why each is harmless."""


def calls_of(path: Path) -> int:
    """How often a module calls a parser of the standard library by itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    assert not imported & PARSERS, f"{path.name} hides a parser behind a bare name"
    return sum(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in PARSERS
        for node in ast.walk(tree)
    )


def test_every_parser_is_a_bounded_one_or_has_its_reason():
    """A new call of `json.loads` and its like is `load_json`, or is defended above."""
    found = Counter({path.relative_to(FOLDER).as_posix(): calls_of(path) for path in FOLDER.rglob("*.py")})
    assert +found == {name: count for name, (count, _) in ALLOWED.items()}


@pytest.mark.parametrize("depth", [MOST_DEPTH, 2_000, 1_000_000])
@pytest.mark.parametrize("mark", ["[", '{"d":'])
def test_what_nests_without_an_end_is_no_obs(mark, depth):
    """As any other nonsense: the connection ends with its word."""
    with pytest.raises(ObsUnreachable):
        parse('{"op": 5, "d": ' + mark * depth)


async def test_a_list_of_models_that_nests_without_an_end_is_none():
    """A `ValueError`, as any other answer that is no list."""

    class Answer:
        class http_response:
            content = b'{"data": ' + b"[" * 100_000

    class Client:
        class models:
            class with_raw_response:
                @staticmethod
                async def list() -> type[Answer]:
                    return Answer

    with pytest.raises(ValueError, match="levels"):
        await ids_of(Client)
