"""A new provider is one file and one line: all that is known of it elsewhere comes from there."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.providers.new_provider import with_new_provider

PROGRAM = """
import json
from server.config.example import example
from server.config.load import load_config
from server.providers.pool import ProviderPool
from server.providers.registry import NAMES

config, warnings = load_config()
section = config.providers.section("fable")
print(json.dumps({
    "names": NAMES,
    "warnings": warnings,
    "key": section.api_key.get_secret_value(),
    "models": section.models,
    "base_url": section.base_url,
    "effort": section.reasoning_effort,
    "limits": [section.requests_per_minute, section.tokens_per_day],
    "example": example(),
}))
"""


def test_the_config_knows_it(tmp_path):
    """Its section with its defaults, its variables, its key by the service's own variable, its part of the example."""
    environ = {
        **os.environ,
        "FABLE_API_KEY": "fable-key",
        "SEATFILLER_PROVIDERS__FABLE__MODELS": "tale-3, tale-2",
        "SEATFILLER_PROVIDERS__FABLE__REQUESTS_PER_MINUTE": "9",
    }
    folder = with_new_provider(tmp_path)
    printed = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=folder, env=environ, capture_output=True, text=True, check=True
    )
    told = json.loads(printed.stdout)
    example = told.pop("example")
    assert told == {
        "names": ["groq", "cerebras", "fable", "compatible"],
        "warnings": [],
        "key": "fable-key",
        "models": ["tale-3", "tale-2"],
        "base_url": "http://127.0.0.1:9",
        "effort": "low",
        "limits": [9, 1_234_567],
    }
    part = example.partition("[providers.fable]")[2].partition("[providers.compatible]")[0]
    for line in ('models = ["tale-2", "tale-1"]', "requests_per_minute = 7", 'reasoning_effort = "low"'):
        assert line in part
    assert "# Fable (https://fable.example/keys). Its key is also read from FABLE_API_KEY." in example
    assert '"failover": Groq while it can, then Cerebras, then Fable, then your own' in example
