"""Health: liveness, readiness, and counters for Prometheus. The config decides which are open."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from server.web.app_keys import services_of


async def healthz(request: web.Request) -> web.Response:
    """GET /healthz: the process serves."""
    return web.Response(text="ok", headers={"Cache-Control": "no-store"})


async def readyz(request: web.Request) -> web.Response:
    """GET /readyz: the store answers."""
    ready = await services_of(request).store.ready()
    return web.Response(text="ready" if ready else "the store doesn't answer", status=200 if ready else 503)


async def metrics(request: web.Request) -> web.Response:
    """GET /metrics."""
    registry = CollectorRegistry()
    Gauge("seatfiller_streams", "Event streams that are open.", registry=registry).set(len(services_of(request).rooms))
    return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
