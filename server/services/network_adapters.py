"""Adapters: the addresses by which other devices may reach this machine, the likeliest first.

A machine has several: a cable, Wi-Fi, a VPN, the bridges of WSL, Hyper-V and Docker. Only a person knows which one the
phone is on, so all are offered; what can't be right for a phone stands last.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network, ip_address
from pathlib import Path
from typing import Any, Literal

import ifaddr

Kind = Literal["cable", "wifi", "network", "vpn", "virtual"]
"""What an adapter likely is, by its name; `network` where the name says nothing."""

_ORDER: tuple[Kind, ...] = ("cable", "wifi", "network", "vpn", "virtual")

_NAMES: dict[Kind, re.Pattern[str]] = {
    "virtual": re.compile(
        r"docker|^br-|^veth|virbr|vethernet|hyper-v|\bwsl\b|virtualbox|vboxnet|vmware|vmnet|^bridge\d|lxc|cni", re.I
    ),
    "vpn": re.compile(
        r"vpn|^tun|^tap|tap-windows|^utun|^wg\d|wireguard|tailscale|zerotier|^zt|hamachi|nord|proton|^ppp|^ipsec", re.I
    ),
    "wifi": re.compile(r"wi-?fi|wlan|^wl|wireless|802\.11|airport", re.I),
    "cable": re.compile(r"ethernet|^eth|^en[opsx]|gbe|gigabit|lan\b", re.I),
}
"""By what their drivers call them; a bridge's name may hold "Ethernet" too, so the first that fits counts."""
_TAILNET = IPv4Network("100.64.0.0/10")
"""Shared address space (RFC 6598): at home it is Tailscale's."""
_DOCKERS = IPv4Network("172.16.0.0/12")


@dataclass(frozen=True, slots=True)
class Address:
    """An IPv4 address of this machine that another device may try."""

    address: str
    adapter: str
    kind: Kind
    recommended: bool = False

    @property
    def private(self) -> bool:
        """Whether it belongs to a network at home, and not to the internet."""
        found = IPv4Address(self.address)
        return found.is_private or found in _TAILNET


def own_addresses(adapters: Iterable[Any] | None = None, *, route: str | None = None) -> tuple[Address, ...]:
    """This machine's addresses, the recommended one first. Never a loopback address.

    `adapters` are ifaddr's, `route` is the address that leads out of this machine: both found if they aren't given.
    """
    found = list(_read(ifaddr.get_adapters() if adapters is None else adapters))
    out = route if route is not None else (address_towards_the_internet() or "")
    # The one that leads out is the phone's network too, unless a VPN has taken the way out.
    found.sort(key=lambda one: (_ORDER.index(one.kind) >= _ORDER.index("vpn"), one.address != out, _rank(one)))
    return tuple(replace(one, recommended=number == 0) for number, one in enumerate(found))


def own_names() -> frozenset[str]:
    """The names by which the machines beside this one know it: its own, and the same under `.local`."""
    name = socket.gethostname().casefold().rstrip(".")
    first = name.partition(".")[0]
    if first in ("", "localhost"):
        return frozenset()
    return frozenset({name, first, f"{first}.local"})


def address_towards_the_internet() -> str | None:
    """The address of the adapter that leads out; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if ip_address(found).is_loopback or ip_address(found).is_unspecified else found


def in_a_container() -> bool:
    """Whether this is a container, whose addresses no other machine reaches."""
    return Path("/.dockerenv").exists() or Path("/run/.containerenv").exists()


def _read(adapters: Iterable[Any]) -> Iterator[Address]:
    seen = set()
    for adapter in adapters:
        for ip in adapter.ips:
            if not ip.is_IPv4:
                continue
            address = IPv4Address(ip.ip)
            if address.is_loopback or address.is_unspecified or address.is_multicast or str(address) in seen:
                continue
            seen.add(str(address))
            # Windows calls it a GUID, and by its hardware's name beside that.
            name = str(ip.nice_name or adapter.nice_name)
            yield Address(str(address), name, _kind(address, f"{adapter.nice_name}\n{name}"))


def _kind(address: IPv4Address, names: str) -> Kind:
    for kind, pattern in _NAMES.items():
        if any(pattern.search(name) for name in names.splitlines()):
            return kind
    return "vpn" if address in _TAILNET else "network"


def _rank(one: Address) -> tuple[bool, int, bool, str]:
    address = IPv4Address(one.address)
    return address.is_link_local, _ORDER.index(one.kind), address in _DOCKERS, one.address
