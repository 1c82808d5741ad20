"""A provider that nobody has written yet: a copy of the program with its file, and its line in the registry."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LINE = '    "fable:Fable",\n'
FILE = '''"""Fable, by the package `openai`."""

from server.providers.base import RateLimits
from server.providers.facts import Facts, section_of
from server.providers.sdk_loading import Loaded
from server.providers.sdk import SdkProvider


class Fable(SdkProvider):
    """https://fable.example/docs"""

    name = "fable"
    title = "Fable"
    facts = Facts(
        keys_at="https://fable.example/keys",
        key_env="FABLE_API_KEY",
        base_url="http://127.0.0.1:9",
        models=("tale-2", "tale-1"),
        effort="low",
        limits=RateLimits(requests_per_minute=7, tokens_per_day=1_234_567),
        cost="free",
        as_of="2026-10",
        loggers=("openai",),
    )
    section = section_of(title, facts)

    def options(self, model, max_tokens, way):
        """As the service wants to be asked."""
        return {"max_tokens": max_tokens, **self._effort(model)}

    def load(self):
        """The package `openai`."""
        import httpx2
        import openai

        http = self.http_client(httpx2)
        client = openai.AsyncOpenAI(api_key=self._key, base_url=self.base_url, max_retries=0, http_client=http)
        return Loaded(client, openai, httpx2)
'''


def with_new_provider(folder: Path) -> Path:
    """A copy of the program in `folder` that knows one provider more."""
    shutil.copytree(ROOT / "server", folder / "server", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "overlay").symlink_to(ROOT / "overlay")
    (folder / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
    (folder / "server" / "providers" / "fable.py").write_text(FILE)
    registry = folder / "server" / "providers" / "registry.py"
    before = registry.read_text()
    last = '    "compatible:Compatible",\n'
    assert last in before
    registry.write_text(before.replace(last, LINE + last))
    return folder
