"""Who may write in each book: the fold of `docexchange.books.membership`, remembered, and drawn anew from the store.

A remembered circle counts only while the book's row names the same last statement about the circle, by its head:
neither a failed commit nor another process can leave another circle in force.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator

from sqlalchemy import Connection

from docexchange.books.membership import Membership
from docexchange.books.statement import read_signed
from docexchange.hub.store import books
from docexchange.hub.store.books import Reader, Standing


class Circles:
    """The circles asked for last."""

    _MOST = 1000

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[str, Membership]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, connection: Connection, standing: Standing) -> Membership:
        """The circle of a book as it stands in this transaction."""
        with self._lock:
            known = self._known.get(standing.id)
            if known is not None:
                self._known.move_to_end(standing.id)
        if known is not None and known[0] == standing.circle:
            return known[1]
        drawn = _drawn(connection, standing.id)
        self.keep(standing, drawn)
        return drawn

    def keep(self, standing: Standing, circle: Membership) -> None:
        """Remember the circle that `standing` has; harmless when what made it is not committed in the end."""
        with self._lock:
            self._known[standing.id] = (standing.circle, circle)
            self._known.move_to_end(standing.id)
            while len(self._known) > self._MOST:
                self._known.popitem(last=False)


def _drawn(connection: Connection, book: str) -> Membership:
    founding, *others = books.circle_statements(connection, book)
    circle = Membership.founded_by(read_signed(founding.raw))
    for accepted in others:
        circle = circle.after(read_signed(accepted.raw), at=accepted.record.time)
    return circle


def readers(circle: Membership) -> Iterator[Reader]:
    """Whose login opens the book: every official whose role has not ended, and his desks, until their terms end."""
    terms: dict[str, tuple[str, float | None]] = {}
    for official in circle.officials.values():
        until = official.until.timestamp() if official.until else None
        for certificate in () if official.ended else sorted(official.certificates):
            terms[official.id] = (certificate, until)
            yield Reader(certificate, certificate, until)
    for desk in circle.desks.values():
        if desk.official in terms:
            owner, until = terms[desk.official]
            ends = desk.until.timestamp()
            yield Reader(desk.certificate, owner, ends if until is None else min(ends, until))
