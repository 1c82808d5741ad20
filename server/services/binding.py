"""Binding: which addresses a host means, and a port for them that can be had.

What is printed must answer: `localhost` is 127.0.0.1 and ::1, whichever of the two this machine names first, and `::`
is every address of both kinds.
"""

from __future__ import annotations

import errno
import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address

FALLBACKS = 20
"""Ports after the wanted one that are tried before the system picks any."""
PATIENCE_S = 3.0
"""How long a port may be taken by a server of ours that is on its way out. OBS has the port in its links."""

_HOSTS = {"localhost": ("127.0.0.1", "::1"), "::": ("0.0.0.0", "::")}
_NO_IPV6 = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT})
_TAKEN = frozenset({errno.EADDRINUSE, 10048})
_RESERVED = frozenset({errno.EACCES, 10013})
"""A port below 1024, or one that Hyper-V keeps for itself: WinError 10013, in blocks of a hundred."""


class CannotListen(Exception):
    """The address can't be listened on. Its text is one line: why, and what to do about it."""


class PortTaken(CannotListen):
    """The port is another program's, or the system keeps it: another port may do."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Sockets that are bound to one port, and not listened on yet."""

    sockets: tuple[socket.socket, ...]
    port: int


def is_loopback(host: str) -> bool:
    """Whether only this machine itself gets there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold().rstrip(".") == "localhost"


def bind(host: str, port: int) -> Bound:
    """Bind what `host` means. Raises `PortTaken`, `CannotListen`."""
    for _ in range(8 if port == 0 else 1):
        taken = list(_bind_all(host, port))
        if taken:
            return Bound(tuple(taken), taken[0].getsockname()[1])
    raise CannotListen(f"host = {host!r}: no free port")


def bind_somewhere(host: str, port: int, *, patience_s: float = PATIENCE_S) -> Bound:
    """Bind `port`, or another where it can't be had. Raises `CannotListen`."""
    until = time.monotonic() + patience_s
    while True:
        try:
            return bind(host, port)
        except PortTaken:
            if time.monotonic() >= until:
                break
            time.sleep(min(0.2, patience_s))
    for other in (*range(port + 1, min(port + 1 + FALLBACKS, 65_536)), 0):
        try:
            return bind(host, other)
        except PortTaken:
            continue
    raise CannotListen(f"no port of {host} can be had: use --port")


def bind_one(address: str, port: int) -> socket.socket:
    """One socket on one address. Raises `OSError`."""
    found = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows it would let two programs have one port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if ":" in address:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        found.bind((address, port))
    except OSError:
        found.close()
        raise
    return found


def _bind_all(host: str, port: int) -> Iterator[socket.socket]:
    """Bind all the hosts to one port, or none: a port that the system picked for the first may be taken on the next."""
    picked = port
    taken: list[socket.socket] = []
    for address in _addresses(host):
        try:
            bound = bind_one(address, picked)
            bound.listen(1)  # some systems tell only now that the port is taken
        except OSError as error:
            if taken and error.errno in _NO_IPV6:
                continue
            for other in taken:
                other.close()
            if port == 0 and taken:
                return iter(())
            raise _told(error, host, port) from None
        taken.append(bound)
        picked = bound.getsockname()[1]
    return iter(taken)


def _addresses(host: str) -> tuple[str, ...]:
    """The addresses that a host means, those that are printed first. Raises `CannotListen`."""
    if host in _HOSTS:
        return _HOSTS[host]
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise CannotListen(f"host = {host!r}: {getattr(error, 'strerror', None) or error}") from None
    ordered = sorted(found, key=lambda one: one[0] != socket.AF_INET)
    return tuple(dict.fromkeys(str(one[4][0]) for one in ordered))


def _told(error: OSError, host: str, port: int) -> CannotListen:
    numbers = {error.errno, getattr(error, "winerror", None)}
    if numbers & _TAKEN:
        return PortTaken(f"port {port} is taken by another program: stop it, or use --port")
    if numbers & _RESERVED:
        return PortTaken(f"{host}:{port} isn't ours to listen on ({error.strerror}): use --port")
    return CannotListen(f"{host}:{port} can't be listened on: {error.strerror or error}")
