"""How much the hub takes: sizes, counts, and the pace of callers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes; `reserve` stays free on the disk; quotas are per agency, paces per official or address."""

    max_packet: int = 1024**3
    reserve: int = 64 * 1024**2
    bytes_per_day: int = 50 * 1024**3
    open_uploads: int = 8
    open_polls: int = 50
    open_polls_of_a_book: int = 500
    statement_kilobytes_per_minute: int = 20 * 1024
    requests_per_minute: int = 1200
    logins_per_minute: int = 30
    logins_per_minute_from_one_address: int = 300
    stall_seconds: float = 60.0


class Pace:
    """A token bucket for each name: so many a minute, as many at once; the least recently seen names are forgotten."""

    _MOST_NAMES = 50_000

    def __init__(self, per_minute: int) -> None:
        self._most = float(per_minute)
        self._rate = per_minute / 60
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, name: str, now: float, amount: float = 1) -> float:
        """Take one, or `amount`; 0, or the seconds after which it is free. `now` in seconds of any steady clock."""
        with self._lock:
            left, seen = self._buckets.pop(name, (self._most, now))
            left = min(self._most, left + (now - seen) * self._rate)
            allowed = left >= amount
            self._buckets[name] = (left - amount if allowed else left, now)
            while len(self._buckets) > self._MOST_NAMES:
                self._buckets.popitem(last=False)
            return 0.0 if allowed else (amount - left) / self._rate
