"""The command line on a machine of our making: `python -m tests.support.networked serve …`.

It has Wi-Fi and a cable, whose addresses (127.0.0.2 and 127.0.0.3, which every Linux answers on) stand for those of a
network at home, and it is no container, wherever the tests run.
"""

from __future__ import annotations

import sys
from unittest.mock import patch

from server.cli import main
from server.services.network_adapters import Address

WIFI, CABLE = "127.0.0.2", "127.0.0.3"
FOUND = (Address(CABLE, "eth0", "cable", recommended=True), Address(WIFI, "wlan0", "wifi"))
FINDERS = ("server.services.services", "server.web.handlers.lan", "server.web.handlers.obs_connection")
"""Who looks for the machine's addresses."""

if __name__ == "__main__":
    for finder in FINDERS:
        patch(f"{finder}.own_addresses", lambda: FOUND).start()
    patch("server.services.lan.in_a_container", lambda: False).start()
    sys.exit(main())
