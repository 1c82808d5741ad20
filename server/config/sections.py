"""Sections: the parts of the config that belong to the web server itself."""

from __future__ import annotations

from pydantic import Field, SecretStr

from server.model.section import Section
from server.providers.settings import BaseUrl


class LimitsConfig(Section):
    """What one client, link or channel may ask of the server."""

    games: int = Field(4, ge=1, le=100, description="Games that a channel may hold at once.")
    calls_per_minute: int = Field(
        60,
        ge=1,
        description="Changes by the API per link and minute. Reading, hiding, pausing, clearing and OBS don't count.",
    )
    streams_per_link: int = Field(
        12, ge=1, description="Streams open at once per link. OBS itself opens six at most over HTTP/1.1."
    )
    body_bytes: int = Field(
        65_536,
        ge=1_024,
        description="Largest request body, in bytes. Own lines and a backup may be as large as all they can hold.",
    )
    connections: int = Field(0, ge=0, description="Connections open at once; 0: as many as open files allow.")
    connections_per_address: int = Field(
        256, ge=8, description="The same of one address. Addresses of trusted_proxies have no such bound."
    )
    sign_ins_per_minute: int = Field(10, ge=1, description="One-time codes that a client may try in a minute.")


class StreamConfig(Section):
    """The event stream that overlays read."""

    heartbeat_s: float = Field(
        15, gt=0, le=55, description="Seconds between comment lines; nginx cuts a silent stream after 60."
    )
    replay_s: float = Field(120, ge=0, description="Seconds that a page may be away and still miss nothing.")
    replay_events: int = Field(500, ge=20, le=10_000, description="Events kept for that, at most.")
    buffer_bytes: int = Field(
        65_536, ge=4_096, description="Bytes a slow reader may lag behind before it is cut off; it then resumes."
    )


class HealthConfig(Section):
    """Pages for monitoring; those that are on can be read without signing in."""

    healthz: bool = Field(True, description="/healthz: 200 while the process serves. The overlay's recovery uses it.")
    readyz: bool = Field(True, description="/readyz: 200 while the store answers.")
    metrics: bool = Field(False, description="/metrics: counters for Prometheus.")


class TranscriptionConfig(Section):
    """Who writes down what the streamer says, where the sense of words is on and the browser doesn't do it."""

    base_url: BaseUrl | None = Field(
        None,
        description="A server of your own with /audio/transcriptions (speaches, LocalAI), its /v1 included.",
    )
    model: str = Field("whisper-large-v3-turbo", max_length=200, description="The model that it is asked for.")
    api_key: SecretStr | None = Field(None, description="Its key, if it wants one.")
    title: str = Field("", max_length=40, description="What the pages call it.")
    requests_per_minute: int = Field(0, ge=0, description="Its limits, 0 if there is none.")
    requests_per_day: int = Field(0, ge=0, description="Requests in 24 hours.")
    groq: bool = Field(True, description="Without such a server: ask Groq, if there is a key for it.")
