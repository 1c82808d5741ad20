"""The config: every key has a default, a wrong one is refused by name."""

from pathlib import Path

import pytest

from server.config import ConfigError, example, load_config

ROOT = Path(__file__).parent.parent


def test_the_example_is_the_config():
    """`config.example.toml` is what `example()` says, and gives the defaults."""
    assert (ROOT / "config.example.toml").read_text(encoding="utf-8") == example()
    assert load_config(ROOT / "config.example.toml", environ={})[0] == load_config(environ={})[0]


def test_the_environment_goes_before_the_file(tmp_path: Path):
    """Two underscores between levels; a `.env` beside the file counts less than the environment."""
    file = tmp_path / "config.toml"
    file.write_text("port = 1\n[limits]\ngames = 2\n")
    (tmp_path / ".env").write_text("SEATFILLER_PORT=2\nSEATFILLER_LIMITS__GAMES=3\n")
    config, warnings = load_config(file, environ={"SEATFILLER_PORT": "3", "SEATFILLER_HOSTS": "a.example,b.example"})
    assert (config.port, config.limits.games, config.hosts) == (3, 3, ("a.example", "b.example"))
    assert warnings == []


def test_an_unknown_variable_is_warned_about():
    """A slip of the keys in a variable's name is told, not swallowed."""
    _, warnings = load_config(environ={"SEATFILLER_PROT": "1"})
    assert "SEATFILLER_PROT" in warnings[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 1", "unknown key prot"),
        ("port = 99999", "port = 99999"),
        ("[limits]\nfoo = 1", "limits.foo"),
        ("port =", ""),
    ],
)
def test_a_wrong_config_is_refused_by_name(tmp_path: Path, text, said):
    """One line: the key, the value, what is accepted."""
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_config(file, environ={})
    assert said in str(caught.value)
