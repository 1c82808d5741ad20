"""What the headers of an answer tell: when to come back, and how much is left.

Groq counts requests by the day and tokens by the minute without saying so, and writes resets as `2m59.5s`; Cerebras
says which is which and writes seconds. OpenAI means requests by the minute, and so may any other server: only where
`unnamed` is known to be the day's is it taken for it. Resets of an answer that isn't a 429 are ignored: both services'
are about their buckets, not about us.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

RETRY_S = (1.0, 15 * 60.0)
"""A Retry-After is believed between these."""
MOST = 10**12
"""No limit is larger; what says so is junk."""


@dataclass(frozen=True, slots=True)
class RateLimitHeaders:
    """A limit and what is left of it, as the service says; None where it doesn't."""

    limit: int | None
    remaining: int | None


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by `Retry-After`, a number or a date, clamped; None without one or with junk."""
    said = headers.get("retry-after", "").strip()
    if not said:
        return None
    try:
        wait_s = float(said)
    except ValueError:
        try:
            wait_s = parsedate_to_datetime(said).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    if not math.isfinite(wait_s):
        return None
    return min(max(wait_s, RETRY_S[0]), RETRY_S[1])


def requests_of_the_day(headers: Mapping[str, str], *, unnamed: bool) -> RateLimitHeaders:
    """Requests per day. `unnamed`: also by the header that doesn't say of what time."""
    return _told(headers, ("requests-day", "requests") if unnamed else ("requests-day",))


def tokens_of_the_minute(headers: Mapping[str, str]) -> RateLimitHeaders:
    """Tokens per minute."""
    return _told(headers, ("tokens-minute", "tokens"))


def _told(headers: Mapping[str, str], names: tuple[str, ...]) -> RateLimitHeaders:
    for name in names:
        limit = _count(headers.get(f"x-ratelimit-limit-{name}"))
        remaining = _count(headers.get(f"x-ratelimit-remaining-{name}"))
        if limit is not None or remaining is not None:
            return RateLimitHeaders(limit, remaining)
    return RateLimitHeaders(None, None)


def _count(said: str | None) -> int | None:
    try:
        number = float(said or "")
    except ValueError:
        return None
    return int(number) if math.isfinite(number) and 0 <= number <= MOST else None
