"""The addresses of this machine: which a phone may try, and in which order."""

from __future__ import annotations

import socket

import ifaddr
import pytest

from server.services.network_adapters import own_addresses, own_names


def adapter(name, *addresses):
    return ifaddr.Adapter(name, name, [ifaddr.IP(address, 24, name) for address in addresses])


def kinds(*adapters, route=""):
    return [(one.address, one.kind) for one in own_addresses(adapters, route=route)]


PC = (
    adapter("lo", "127.0.0.1"),
    adapter("vEthernet (WSL)", "172.28.0.1"),
    adapter("WireGuard Tunnel", "10.8.0.2"),
    adapter("Intel(R) Wi-Fi 6 AX200 160MHz", "192.168.1.20"),
    adapter("Realtek PCIe GbE Family Controller", "192.168.1.10"),
    adapter("docker0", "172.17.0.1"),
)


def test_the_network_proper_comes_first_and_bridges_last():
    """No loopback address; the cable before Wi-Fi; a VPN, then what no phone ever reaches."""
    assert kinds(*PC) == [
        ("192.168.1.10", "cable"),
        ("192.168.1.20", "wifi"),
        ("10.8.0.2", "vpn"),
        ("172.17.0.1", "virtual"),
        ("172.28.0.1", "virtual"),
    ]


def test_the_way_out_is_recommended_unless_it_is_a_vpns():
    """The phone is on the network that leads out; a VPN takes that way for itself."""
    assert kinds(*PC, route="192.168.1.20")[0] == ("192.168.1.20", "wifi")
    assert kinds(*PC, route="10.8.0.2")[0] == ("192.168.1.10", "cable")
    assert [one.recommended for one in own_addresses(PC, route="")] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("eth0", "cable"),
        ("enp3s0", "cable"),
        ("wlp2s0", "wifi"),
        ("wlan0", "wifi"),
        ("en0", "network"),
        ("tun0", "vpn"),
        ("tailscale0", "vpn"),
        ("TAP-Windows Adapter V9", "vpn"),
        ("br-1f2e3d4c5b6a", "virtual"),
        ("Hyper-V Virtual Ethernet Adapter", "virtual"),
        ("VirtualBox Host-Only Ethernet Adapter", "virtual"),
        ("VMware Virtual Ethernet Adapter for VMnet8", "virtual"),
    ],
)
def test_an_adapter_is_known_by_its_name(name, kind):
    """As Linux, macOS and Windows write them."""
    assert kinds(adapter(name, "192.168.7.7")) == [("192.168.7.7", kind)]


def test_a_network_without_internet_has_addresses_too():
    """No default route is needed to be found."""
    assert kinds(adapter("eth0", "192.168.9.9")) == [("192.168.9.9", "cable")]


def test_only_a_home_networks_addresses_are_private():
    """A server on the internet mustn't open itself to it by a switch for a phone."""
    found = own_addresses([adapter("eth0", "203.0.114.7", "192.168.1.5"), adapter("ts0", "100.100.1.1")], route="")
    assert {one.address: one.private for one in found} == {
        "203.0.114.7": False,
        "192.168.1.5": True,
        "100.100.1.1": True,
    }


def test_this_machine_has_names(monkeypatch):
    """Its own, and the same under `.local`; a machine that is called localhost has none."""
    monkeypatch.setattr(socket, "gethostname", lambda: "Gaming-PC.home.lan")
    assert own_names() == {"gaming-pc.home.lan", "gaming-pc", "gaming-pc.local"}
    monkeypatch.setattr(socket, "gethostname", lambda: "localhost")
    assert own_names() == set()
