"""Outbound: how the server reaches the internet, for requests to services and for images."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

import truststore


@dataclass(frozen=True, slots=True)
class Outbound:
    """A proxy's URL, and whether the system's certificates count beside those that come with the library."""

    proxy: str | None = None
    system_certificates: bool = False


def certificates(outbound: Outbound) -> ssl.SSLContext | None:
    """The system's certificates, where the config wants them; None: those that come with the library.

    A virus scanner or a company puts a certificate of its own between us and the service, known to the system alone.
    """
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if outbound.system_certificates else None
