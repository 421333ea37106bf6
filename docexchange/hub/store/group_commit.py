"""One commit for all who wait: while one transaction goes to the disk others queue, and the next takes them together.

Bringing a commit to the disk takes many times longer than writing its rows, so appends to books share commits. Each
keeps its own fate: a refusal undoes that work alone, and nobody is answered before the common commit is durable.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from docexchange.hub.store.interface import Database
from docexchange.protocol.errors import ProtocolError

_MOST = 64
"""Works in one transaction."""
Result = TypeVar("Result")


class _Work(Generic[Result]):
    def __init__(self, call: Callable[[Connection], Result]) -> None:
        self.call = call
        self.done = False
        self.results: list[Result] = []
        self.error: BaseException | None = None

    def outcome(self) -> Result:
        if self.error is not None:
            raise self.error
        return self.results[0]


class GroupCommit:
    """Runs works in transactions of one database, several together when they come together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[_Work[Any]] = deque()
        self._turn = threading.Lock()

    def run(self, call: Callable[[Connection], Result]) -> Result:
        """What `call` gives, durable; it may be called again when others fail, so it changes nothing but the store."""
        work = _Work(call)
        self._waiting.append(work)
        with self._turn:
            # whoever has the turn works for all who wait; most find their own work done when their turn comes
            while not work.done:
                self._together([self._waiting.popleft() for _ in range(min(_MOST, len(self._waiting)))])
        return work.outcome()

    def _together(self, works: Sequence[_Work[Any]]) -> None:
        try:
            if len(works) == 1:
                self._alone(works[0])
            else:
                self._shared(works)
        finally:
            for work in works:
                work.done = True

    def _shared(self, works: Sequence[_Work[Any]]) -> None:
        try:
            with self._database.writing() as connection:
                for work in works:
                    self._kept_apart(connection, work)
        except Exception:  # noqa: BLE001  whose fault it was shows when each is done alone
            for work in works:
                self._alone(work)

    def _kept_apart(self, connection: Connection, work: _Work[Any]) -> None:
        try:
            with connection.begin_nested():
                work.results = [work.call(connection)]
        except ProtocolError as refusal:
            work.error = refusal

    def _alone(self, work: _Work[Any]) -> None:
        work.error, work.results = None, []
        try:
            with self._database.writing() as connection:
                work.results = [work.call(connection)]
        except BaseException as error:  # noqa: BLE001  raised again where the work came from
            work.error = error
