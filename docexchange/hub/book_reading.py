"""Giving books to their circle: which there are, where each stands, what is new. Strangers find nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from docexchange.hub.parts import Parts
from docexchange.hub.store import books
from docexchange.hub.store.books import Standing, Stored
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.book_messages import MOST_BYTES
from docexchange.protocol.problem import problem


@dataclass(frozen=True)
class News:
    """Statements after a cursor; `more`: the book goes on after them."""

    found: list[Stored]
    more: bool


class BookReading:
    """The reading side of all books."""

    def __init__(self, parts: Parts, clock: Callable[[], float]) -> None:
        self._parts = parts
        self._clock = clock

    def mine(self, caller: Caller) -> list[Standing]:
        """The books that the caller's login opens."""
        with self._parts.database.reading() as connection:
            return books.of_reader(connection, caller.certificate, self._clock())

    def newest(self, caller: Caller, book: str) -> tuple[Standing, Stored]:
        """Where the book stands, and its last statement."""
        with self._parts.database.reading() as connection:
            standing = self._standing(connection, caller, book)
            last = books.at(connection, book, standing.sequence)
        if last is None:
            raise problem("hub-fault")
        return standing, last

    def news(self, caller: Caller, book: str, since: int, limit: int) -> News:
        """What stands after `since`; `hub-book-shorter` when the book ends before: the hub has lost statements."""
        with self._parts.database.reading() as connection:
            standing = self._standing(connection, caller, book)
            if since > standing.sequence:
                raise problem("hub-book-shorter", epoch=standing.epoch, sequence=standing.sequence, head=standing.head)
            if since == standing.sequence:
                return News([], more=False)
            found = books.after(connection, book, since, limit, MOST_BYTES)
        return News(found, more=since + len(found) < standing.sequence)

    def _standing(self, connection: Connection, caller: Caller, book: str) -> Standing:
        standing = books.find_for(connection, book, caller.certificate, self._clock())
        if standing is None:
            raise problem("hub-not-found")
        return standing
