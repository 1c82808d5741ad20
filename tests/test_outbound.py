"""The way to the models: a proxy and the system's certificates where the config says so, never by the environment."""

from __future__ import annotations

import asyncio
import ssl

import httpx
import httpx2
import pytest
import truststore

from server.config.load import load_config
from server.outbound import Outbound, certificates
from server.providers.registry import make
from server.providers.sections import Deadlines, Providers, ProviderSection
from server.providers.transport import make_client


@pytest.fixture
async def proxy():
    """A proxy that notes what it is asked for, and lets nobody through."""
    asked = []

    async def heard(reader, writer):
        asked.append((await reader.readline()).decode().strip())
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(heard, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    server.close()


@pytest.mark.parametrize("http", [httpx, httpx2], ids=["httpx", "httpx2"])
async def test_the_proxy_of_the_config_is_asked(proxy, http):
    """For each SDK's client."""
    address, asked = proxy
    async with make_client(http, connect_s=30, read_s=30, outbound=Outbound(proxy=address)) as client:
        with pytest.raises(http.ProxyError):
            await client.get("https://models.invalid/v1")
    assert asked == ["CONNECT models.invalid:443 HTTP/1.1"]


async def test_the_environments_proxy_is_not_asked(proxy, monkeypatch):
    """A key goes nowhere that nobody named for it."""
    address, asked = proxy
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, address)
    async with make_client(httpx, connect_s=30, read_s=30, outbound=Outbound()) as client:
        with pytest.raises(httpx.HTTPError):
            await client.get("https://models.invalid/v1")
    assert asked == []


def test_a_server_of_ones_own_is_asked_directly():
    """A proxy on the internet doesn't know the Ollama of this machine."""
    outbound, deadlines = Outbound(proxy="http://proxy.example:3128"), Deadlines()
    section = Providers().compatible.model_copy(update={"base_url": "http://127.0.0.1:11434/v1", "models": ("m",)})
    assert make("compatible", section, "", deadlines, deadlines, outbound)._way_out.proxy is None
    far: ProviderSection = Providers().groq
    assert make("groq", far, "k", deadlines, deadlines, outbound)._way_out.proxy == "http://proxy.example:3128"


def test_the_systems_certificates_are_asked_for_by_config():
    """Behind a virus scanner or a company's gate."""
    config, _ = load_config(environ={"SEATFILLER_PROVIDERS__SYSTEM_CERTIFICATES": "true"})
    assert isinstance(certificates(config.providers.outbound), truststore.SSLContext)
    assert issubclass(truststore.SSLContext, ssl.SSLContext)
    assert certificates(Outbound()) is None
