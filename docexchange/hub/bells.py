"""Waking those who wait for news: one event for each waiting call, rung after the commit. The store stays the truth."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from docexchange.protocol.problem import problem


class Bells:
    """Lives in the event loop's thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self.closed = False

    @contextmanager
    def listening(self, organ_id: str) -> Iterator[asyncio.Event]:
        """An event that rings for this mailbox from now on; register first, then look into the store."""
        waiting = self._waiting.setdefault(organ_id, set())
        if len(waiting) >= self._most:
            raise problem("hub-too-many-requests", retry_after=5)
        bell = asyncio.Event()
        waiting.add(bell)
        try:
            yield bell
        finally:
            waiting.discard(bell)
            if not waiting:
                self._waiting.pop(organ_id, None)

    def ring(self, organ_ids: Iterable[str]) -> None:
        """Wake all who wait for one of these mailboxes."""
        for organ_id in organ_ids:
            for bell in self._waiting.get(organ_id, ()):
                bell.set()

    def close(self) -> None:
        """Wake everybody: the hub is stopping."""
        self.closed = True
        self.ring(tuple(self._waiting))
