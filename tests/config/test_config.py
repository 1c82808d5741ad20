"""The config: every key has a default, a wrong one is refused by name."""

from pathlib import Path

import pytest

from server.config.example import example
from server.config.load import ConfigError, load_config

ROOT = Path(__file__).parent.parent.parent


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
        ("limits = 3", "limits = 3: a section is wanted, [limits]"),
        ("port =", ""),
        ('public_url = "https://example.org/chat"', "scheme, host and port only"),
    ],
)
def test_a_wrong_config_is_refused_by_name(tmp_path: Path, text, said):
    """One line: the key, the value, what is accepted."""
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_config(file, environ={})
    assert said in str(caught.value)


def test_a_section_that_is_a_value_is_named_under_a_variable_too(tmp_path: Path):
    """The variable has nowhere to go."""
    file = tmp_path / "config.toml"
    file.write_text("providers = 3")
    with pytest.raises(ConfigError, match=r"providers = 3: a section is wanted"):
        load_config(file, environ={"GROQ_API_KEY": "gsk_x"})


def test_notepads_byte_order_mark_is_no_part_of_the_text(tmp_path: Path):
    """In the config and in the `.env`."""
    file = tmp_path / "config.toml"
    file.write_text("port = 1", encoding="utf-8-sig")
    assert load_config(file, environ={})[0].port == 1
    (tmp_path / ".env").write_text("SEATFILLER_PORT=2", encoding="utf-8-sig")
    assert load_config(file, environ={})[0].port == 2


def test_an_empty_variable_is_not_set(tmp_path: Path):
    """As compose files and `.env` templates leave them; an empty path would be the working folder."""
    file = tmp_path / "config.toml"
    file.write_text("port = 1")
    config, _ = load_config(file, environ={"SEATFILLER_DATA": "", "SEATFILLER_PORT": " "})
    assert config.port == 1
    assert config.data == load_config(environ={})[0].data


def test_a_broken_line_of_env_is_told_and_left_out(tmp_path: Path):
    """With its file and number; the other lines count. A dollar sign is one."""
    file = tmp_path / "config.toml"
    file.write_text("")
    (tmp_path / ".env").write_text("what is this\nexport SEATFILLER_PORT=2\nSEATFILLER_HOST='10.0.0.1'\n")
    config, warnings = load_config(file, environ={})
    assert (config.port, config.host) == (2, "10.0.0.1")
    assert warnings == [f"{tmp_path / '.env'}:1 isn't NAME=value; it is left out"]


def test_a_home_in_the_config_is_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`~` is no folder of that name."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    file = tmp_path / "config.toml"
    file.write_text('data = "~/seats"')
    assert load_config(file, environ={})[0].data == tmp_path / "seats"


def test_without_a_home_the_data_must_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A user id without an account, as containers have them: no folder named `~` appears."""

    def nobody(uid: int) -> None:
        raise KeyError(uid)

    pwd = pytest.importorskip("pwd")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with pytest.raises(ConfigError, match=r"data = '~': no home folder is known; say where with --data"):
        load_config(environ={})
    assert load_config(environ={}, overrides={"data": tmp_path})[0].data == tmp_path
