"""Which addresses a host means, and the port that it gets."""

from __future__ import annotations

import errno
import socket

import pytest

from server.services import binding
from server.services.binding import CannotListen, PortTaken, bind, bind_somewhere


def close(bound):
    for each in bound.sockets:
        each.close()


def listened(bound):
    return {each.getsockname()[0] for each in bound.sockets}


HAS_IPV6 = "::1" in {str(one[4][0]) for one in socket.getaddrinfo("::1", None)} and socket.has_ipv6


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("127.0.0.1", {"127.0.0.1"}),
        ("localhost", {"127.0.0.1", "::1"}),
        ("0.0.0.0", {"0.0.0.0"}),
        ("::", {"0.0.0.0", "::"}),
        ("::1", {"::1"}),
    ],
)
@pytest.mark.skipif(not HAS_IPV6, reason="a machine without IPv6")
def test_a_host_is_every_address_that_it_means(host, addresses):
    """`localhost` is both of its addresses whatever this machine says first; all of them on one port."""
    bound = bind(host, 0)
    assert listened(bound) == addresses
    assert {each.getsockname()[1] for each in bound.sockets} == {bound.port}
    close(bound)


def test_a_machine_without_ipv6_listens_on_the_rest(monkeypatch):
    """`localhost` is then 127.0.0.1 alone."""
    real = binding.bind_one

    def without(address, port):
        if ":" in address:
            raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
        return real(address, port)

    monkeypatch.setattr(binding, "bind_one", without)
    bound = bind("localhost", 0)
    assert listened(bound) == {"127.0.0.1"}
    close(bound)


def test_a_host_that_is_nobodys_is_named():
    """One line with the host."""
    with pytest.raises(CannotListen, match=r"nowhere\.invalid"):
        bind("nowhere.invalid", 0)


@pytest.mark.parametrize("number", [errno.EADDRINUSE, errno.EACCES, 10048, 10013])
def test_a_port_that_cannot_be_had_is_another_ports_turn(monkeypatch, number):
    """Taken by another program, or kept by the system: 10048 and 10013 are Windows' words for it."""
    real = binding.bind_one

    def reserved(address, port):
        if port == 4321:
            raise OSError(number, "no")
        return real(address, port)

    monkeypatch.setattr(binding, "bind_one", reserved)
    with pytest.raises(PortTaken, match="--port"):
        bind("127.0.0.1", 4321)
    bound = bind_somewhere("127.0.0.1", 4321, patience_s=0)
    assert bound.port != 4321
    close(bound)


def test_a_whole_block_of_reserved_ports_is_left_behind(monkeypatch):
    """Hyper-V keeps a hundred at a time: in the end the system picks one."""
    real = binding.bind_one

    def reserved(address, port):
        if 4300 <= port < 4400:
            raise OSError(10013, "no")
        return real(address, port)

    monkeypatch.setattr(binding, "bind_one", reserved)
    bound = bind_somewhere("127.0.0.1", 4321, patience_s=0)
    assert not 4300 <= bound.port < 4400
    close(bound)


def test_a_port_that_comes_free_is_waited_for(monkeypatch):
    """A server that is on its way out holds it a moment longer, and OBS has it in its links."""
    holder = bind("127.0.0.1", 0)
    real = binding.time.sleep

    def leave(seconds):
        close(holder)
        real(0)

    monkeypatch.setattr(binding.time, "sleep", leave)
    bound = bind_somewhere("127.0.0.1", holder.port)
    assert bound.port == holder.port
    close(bound)
