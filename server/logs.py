"""Logs: lines on standard error, with every secret masked before it is written."""

from __future__ import annotations

import logging
import re

_SECRETS = re.compile(
    r"(?i)(token=|code=|bearer\s+)[^\s&\"'#]+|\b(?:gsk_|csk-|sk-)[\w-]{8,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+"
)


def masked(text: str) -> str:
    """`text` without tokens, one-time codes and keys of services."""
    return _SECRETS.sub(lambda match: f"{match[1] or ''}***", text)


class _Masking(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def set_up_logging(level: str) -> None:
    """Log to standard error from `level` on. Requests aren't logged: their URLs are the streamer's business."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Masking("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").disabled = True
    logging.getLogger("asyncio").setLevel(logging.WARNING)
