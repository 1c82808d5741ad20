"""Local: what is on this machine or network, and so is asked directly and may take longer."""

from __future__ import annotations

from ipaddress import ip_address

from yarl import URL


def is_local(base_url: str) -> bool:
    """Whether an address is of this machine or network."""
    host = (URL(base_url).host or "").casefold()
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".lan", ".internal"))
