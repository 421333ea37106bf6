"""When to try again: exponential waits with full jitter, finite (exchange.md 4.1: 20 s, times 3, up to 1 h, for 100 h).

Pure: time and chance are passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class RetrySchedule:
    """`first` and `longest` bound one wait; after `patience` since the first attempt a person is asked."""

    first: timedelta = timedelta(seconds=20)
    factor: int = 3
    longest: timedelta = timedelta(hours=1)
    patience: timedelta = timedelta(hours=100)


STANDARD = RetrySchedule()


def ceiling(failures: int, schedule: RetrySchedule = STANDARD) -> timedelta:
    """The longest wait after so many failures (1 or more)."""
    if failures < 1:
        raise ValueError("a wait follows at least one failure")
    wait = schedule.first
    for _ in range(failures - 1):
        if wait >= schedule.longest:
            break
        wait *= schedule.factor
    return min(wait, schedule.longest)


def next_try(
    failures: int, begun: datetime, now: datetime, chance: float, schedule: RetrySchedule = STANDARD
) -> datetime | None:
    """The next attempt, or None when patience is at its end.

    `begun` is the first attempt; `chance` lies in [0, 1) and spreads the desks over the whole wait (full jitter).
    """
    if now - begun >= schedule.patience:
        return None
    return min(now + ceiling(failures, schedule) * chance, begun + schedule.patience)
