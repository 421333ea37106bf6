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
    def listening(self, name: str, most: int | None = None) -> Iterator[asyncio.Event]:
        """An event that rings for this mailbox or book from now on; register first, then look into the store."""
        waiting = self._waiting.setdefault(name, set())
        if len(waiting) >= (self._most if most is None else most):
            raise problem("hub-too-many-requests", retry_after=5)
        bell = asyncio.Event()
        waiting.add(bell)
        try:
            yield bell
        finally:
            waiting.discard(bell)
            if not waiting:
                self._waiting.pop(name, None)

    def ring(self, names: Iterable[str]) -> None:
        """Wake all who wait for one of these mailboxes or books; agencies' codes and digests never meet."""
        for name in names:
            for bell in self._waiting.get(name, ()):
                bell.set()

    def close(self) -> None:
        """Wake everybody: the hub is stopping."""
        self.closed = True
        self.ring(tuple(self._waiting))
