"""Getting back, after a restore, what the backup did not hold: desks offer statements with this hub's own receipts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from docexchange.books.acceptance import Accepted, head_of, receipt_holds
from docexchange.books.membership import Membership
from docexchange.books.statement import SignedStatement
from docexchange.hub.book_placing import Placing, known_before, milliseconds, placed, understood, write_placed
from docexchange.hub.books import Books
from docexchange.hub.parts import Parts
from docexchange.hub.store import audit, books
from docexchange.hub.store.books import Standing
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.problem import HubRefused


@dataclass(frozen=True)
class Regained:
    """How many of the offered statements were new, and where the book stands now."""

    taken: int
    standing: Standing


class BookOffers:
    """Offers are taken only while a book waits for its new epoch, one after the other, as they were accepted once."""

    def __init__(self, parts: Parts, shelf: Books, clock: Callable[[], float]) -> None:
        self._parts = parts
        self._shelf = shelf
        self._clock = clock
        self._hub_key = parts.key.private.public_key()

    def take(self, caller: Caller, book: str, offered: Sequence[Accepted]) -> Regained:
        """Put the offered statements back in their places: all of them, or none (`hub-offer-refused`)."""
        read = [(one, understood(one.raw)) for one in offered]
        try:
            return self._taken(caller, book, read)
        except HubRefused as refusal:
            if refusal.facts.get("reason") == "fork":
                self._note_fork(caller, book, refusal)
            raise

    def _taken(self, caller: Caller, book: str, offered: Sequence[tuple[Accepted, SignedStatement]]) -> Regained:
        with self._parts.database.writing() as connection:
            standing = self._shelf.standing(connection, caller, book)
            if not standing.restored:
                raise _refused(standing.sequence, "not-restored")
            circle = self._shelf.circles.of(connection, standing)
            begun = standing.sequence
            for accepted, signed in offered:
                if self._stands(connection, standing, accepted):
                    continue
                placing = self._follows(connection, standing, circle, accepted, signed)
                self._shelf.must_have_files(connection, caller, signed)
                write_placed(connection, placing, accepted.receipt, caller.official)
                standing, circle = placing.standing, placing.circle
            if standing.sequence > begun:
                facts = {"book": book, "from": begun, "to": standing.sequence, "head": standing.head}
                audit.append(connection, self._clock(), caller.official, "book.offered", facts)
        return Regained(standing.sequence - begun, standing)

    def _stands(self, connection: Connection, standing: Standing, accepted: Accepted) -> bool:
        """Whether the place is filled with the very same; a second history that the hub signed is a fork."""
        record = accepted.record
        if record.book != standing.id or record.sequence > standing.sequence:
            return False
        here = books.at(connection, standing.id, record.sequence)
        if here is not None and here.head == head_of(record):
            return True
        ours = receipt_holds(record, accepted.receipt, self._hub_key)
        raise _refused(record.sequence, "fork" if ours else "receipt")

    def _follows(
        self,
        connection: Connection,
        standing: Standing,
        circle: Membership,
        accepted: Accepted,
        signed: SignedStatement,
    ) -> Placing:
        record = accepted.record
        in_place = (record.book, record.sequence, record.previous) == (
            *(standing.id, standing.sequence + 1, standing.head),
        )
        if not in_place or milliseconds(record.time) < standing.time:
            raise _refused(record.sequence, "place")
        if not receipt_holds(record, accepted.receipt, self._hub_key):
            raise _refused(record.sequence, "receipt")
        if record.digest != signed.digest or known_before(connection, standing.id, signed) is not None:
            raise _refused(record.sequence, "statement")
        placing = placed(standing, circle, signed, record)
        if placing.record != record:
            raise _refused(record.sequence, "epoch")
        return placing

    def _note_fork(self, caller: Caller, book: str, refusal: HubRefused) -> None:
        facts = {"book": book, "sequence": refusal.facts["sequence"]}
        with self._parts.database.writing() as connection:
            audit.append(connection, self._clock(), caller.official, "book.fork", facts)


def _refused(sequence: int, reason: str) -> HubRefused:
    return HubRefused("hub-offer-refused", sequence=sequence, reason=reason)
