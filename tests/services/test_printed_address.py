"""Printed address: the one address that is printed and opened."""

from __future__ import annotations

import pytest

from server.config.config import Config
from server.services.printed_address import canonical_url, port_of
from server.services.server_state import Remembered


@pytest.mark.parametrize(
    ("config", "url"),
    [
        ({}, "http://127.0.0.1:4000"),
        ({"host": "localhost"}, "http://127.0.0.1:4000"),
        ({"host": "0.0.0.0"}, "http://127.0.0.1:4000"),
        ({"host": "::"}, "http://127.0.0.1:4000"),
        ({"host": "192.168.1.5"}, "http://192.168.1.5:4000"),
        ({"host": "fd00::5"}, "http://[fd00::5]:4000"),
        ({"public_url": "https://chat.example.org/"}, "https://chat.example.org"),
    ],
)
def test_obs_and_the_browser_agree_on_one_address(tmp_path, config, url):
    """Whatever the server listens on: the public one, else a loopback address, never "localhost"."""
    assert canonical_url(Config(data=tmp_path, **config), 4000) == url


def test_the_port_of_the_config_comes_first(tmp_path):
    """Then the one that the server had to move to, then the default."""
    moved = Remembered(tmp_path)
    assert port_of(Config(data=tmp_path), moved) == 4321
    moved.keep(port=4330)
    assert port_of(Config(data=tmp_path), moved) == 4330
    assert port_of(Config(data=tmp_path, port=4321), moved) == 4321
