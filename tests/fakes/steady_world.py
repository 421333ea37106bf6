"""A clock that moves when told, identifiers in order, a retry schedule without chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID


class SteadyClock:
    def __init__(self, at: datetime = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class CountedIdentifiers:
    def __init__(self, start: int = 0x01A1_0000_0000_7000_8000_0000_0000_0000) -> None:
        self._next = start

    def new(self) -> UUID:
        self._next += 1
        return UUID(int=self._next)


class EveryMinute:
    """Gives up after `patience` attempts."""

    def __init__(self, patience: int = 5) -> None:
        self._patience = patience

    def next_try(self, attempts: int, first_try: datetime, now: datetime) -> datetime | None:
        return now + timedelta(minutes=1) if attempts < self._patience else None
