"""Usage: what was asked of something in the last minute and day, and how much of its limits is left.

Times are wall-clock seconds: the counts outlive the process. The minute is counted exactly, the day in 24 buckets of an
hour, so that the window slides and stays small.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from server.providers.base import RateLimits
from server.providers.headers import RateLimitHeaders, requests_of_the_day, tokens_of_the_minute

MINUTE_S = 60.0
HOUR_S = 3_600.0
HOURS = 24


@dataclass(slots=True)
class _Spent:
    at: float
    requests: int
    tokens: int


class UsageMeter:
    """Counts the requests and tokens of one model of a provider, or of one channel, against its limits."""

    def __init__(self, limits: RateLimits, clock: Callable[[], float], *, says_day: bool = True) -> None:
        """`says_day`: whether the service's unnamed header counts the day's requests (`headers.py`)."""
        self.limits = limits
        self._clock = clock
        self._says_day = says_day
        self._minute: deque[_Spent] = deque()
        self._hours: dict[int, list[int]] = {}

    def admits(self, tokens: int) -> bool:
        """Whether a request of about so many tokens stays within every limit."""
        requests, spent, day_requests, day_tokens = self._sums()
        limits = self.limits
        return not (
            (limits.requests_per_minute and requests >= limits.requests_per_minute)
            or (limits.tokens_per_minute and spent and spent + tokens > limits.tokens_per_minute)
            or (limits.requests_per_day and day_requests >= limits.requests_per_day)
            or (limits.tokens_per_day and day_tokens + tokens > limits.tokens_per_day)
        )

    def headroom(self) -> float:
        """What is left, 0 to 1, of the limit that is nearest."""
        limits, sums = self.limits, self._sums()
        most = (limits.requests_per_minute, limits.tokens_per_minute, limits.requests_per_day, limits.tokens_per_day)
        return min((max(0.0, 1 - used / limit) for used, limit in zip(sums, most, strict=True) if limit), default=1.0)

    def free_in_s(self, tokens: int) -> float:
        """Seconds until `admits` may say yes; 0 if it does."""
        if self.admits(tokens):
            return 0.0
        now, limits = self._clock(), self.limits
        _, _, day_requests, day_tokens = self._sums()
        free_at = None
        for hour in sorted(self._hours):
            if not (
                (limits.requests_per_day and day_requests >= limits.requests_per_day)
                or (limits.tokens_per_day and day_tokens + tokens > limits.tokens_per_day)
            ):
                break
            requests, spent = self._hours[hour]
            day_requests, day_tokens = day_requests - requests, day_tokens - spent
            free_at = (hour + HOURS) * HOUR_S
        if free_at is not None:
            return max(1.0, free_at - now)
        return max(1.0, self._minute[0].at + MINUTE_S - now) if self._minute else 1.0

    def reserve(self, tokens: int) -> Reservation:
        """A request goes out. Services charge the most that it may cost in advance."""
        return Reservation(self, self._spend(1, tokens))

    def cancel(self, spent: _Spent) -> None:
        """A request that the service never took on: it costs nothing."""
        self.settle(spent, 0)
        bucket = self._hours.get(int(spent.at // HOUR_S))
        if bucket is not None:
            bucket[0] = max(0, bucket[0] - spent.requests)
        spent.requests = 0

    def settle(self, spent: _Spent, tokens: int) -> None:
        """What a request really cost."""
        bucket = self._hours.get(int(spent.at // HOUR_S))
        if bucket is not None:
            bucket[1] = max(0, bucket[1] + tokens - spent.tokens)
        spent.tokens = tokens

    def learn(self, headers: Mapping[str, str]) -> None:
        """Correct the limits, and count what others spent with the same key."""
        day, minute = requests_of_the_day(headers, unnamed=self._says_day), tokens_of_the_minute(headers)
        if day.limit:
            self.limits = replace(self.limits, requests_per_day=day.limit)
        if minute.limit:
            self.limits = replace(self.limits, tokens_per_minute=minute.limit)
        _, spent, day_requests, _ = self._sums()
        by_others = _used(day, self.limits.requests_per_day) - day_requests
        if by_others > 0:
            self._bucket(self._clock())[0] += by_others
        tokens = _used(minute, self.limits.tokens_per_minute) - spent
        if tokens > 0:
            self._minute.append(_Spent(self._clock(), 0, tokens))

    def state(self) -> dict[str, Any]:
        """What outlives the process: the day's buckets and the limits learnt."""
        self._sums()
        return {
            "hours": {str(hour): bucket for hour, bucket in self._hours.items()},
            "requests_per_day": self.limits.requests_per_day,
            "tokens_per_minute": self.limits.tokens_per_minute,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state` told. What isn't in order is left out."""
        hours = state.get("hours")
        for hour, bucket in hours.items() if isinstance(hours, dict) else ():
            if str(hour).isdecimal() and isinstance(bucket, list) and [*map(type, bucket)] == [int, int]:
                self._hours[int(hour)] = [max(0, count) for count in bucket]
        learnt = {
            name: state[name]
            # What an unknown server said may have been of another time: it will say it again.
            for name in (("requests_per_day", "tokens_per_minute") if self._says_day else ())
            if type(state.get(name)) is int and state[name] > 0
        }
        self.limits = replace(self.limits, **learnt)
        self._sums()

    def _spend(self, requests: int, tokens: int) -> _Spent:
        spent = _Spent(self._clock(), requests, tokens)
        self._minute.append(spent)
        bucket = self._bucket(spent.at)
        bucket[0] += requests
        bucket[1] += tokens
        return spent

    def _bucket(self, at: float) -> list[int]:
        return self._hours.setdefault(int(at // HOUR_S), [0, 0])

    def _sums(self) -> tuple[int, int, int, int]:
        """Requests and tokens of the minute, requests and tokens of the day."""
        now = self._clock()
        # A clock that was set back leaves entries in the future: they would never grow old.
        while self._minute and not now - MINUTE_S < self._minute[0].at <= now:
            self._minute.popleft()
        this = int(now // HOUR_S)
        for hour in [hour for hour in self._hours if not this - HOURS < hour <= this]:
            del self._hours[hour]
        return (
            sum(spent.requests for spent in self._minute),
            sum(spent.tokens for spent in self._minute),
            sum(bucket[0] for bucket in self._hours.values()),
            sum(bucket[1] for bucket in self._hours.values()),
        )


class Reservation:
    """What one request costs, first by our estimate: the provider's meter."""

    def __init__(self, usage: UsageMeter, spent: _Spent) -> None:
        self._usage, self._spent = usage, spent

    @property
    def tokens(self) -> int:
        """What it costs as far as is known."""
        return self._spent.tokens

    def learn(self, headers: Mapping[str, str]) -> None:
        """The answer's headers tell the service's limits."""
        self._usage.learn(headers)

    def came(self, characters: int) -> None:
        """Something was written."""

    def settle(self, tokens: int) -> None:
        """What it really cost, as the service counted."""
        if tokens >= 0:
            self._usage.settle(self._spent, tokens)

    def cancel(self) -> None:
        """It cost nothing: the service never took it on."""
        self._usage.cancel(self._spent)


def _used(told: RateLimitHeaders, limit: int) -> int:
    """How much of `limit` the service says is gone."""
    return max(0, (told.limit or limit) - told.remaining) if told.remaining is not None and limit else 0
