"""Putting a statement in its place: read, asked of the circle, recorded; shared by appending and by giving back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from docexchange.books.acceptance import AcceptanceRecord, Accepted, head_of, read_record, write_record
from docexchange.books.errors import BookError
from docexchange.books.founding_bodies import BODIES, EPOCH_OPEN, EpochOpen
from docexchange.books.membership import Membership
from docexchange.books.statement import SignedStatement, read_signed
from docexchange.hub.book_circles import readers
from docexchange.hub.store import book_files, books
from docexchange.hub.store.books import NewStatement, Standing, Stored
from docexchange.protocol.problem import HubRefused, problem
from signing.errors import SigningError

_EPOCH_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Placing:
    """A statement that may stand next: where the book stands with it, and the circle after it."""

    signed: SignedStatement
    record: AcceptanceRecord
    standing: Standing
    circle: Membership
    first: bool = False


def understood(raw: bytes) -> SignedStatement:
    """A statement whose form and signature hold, or `hub-book-statement-broken`."""
    try:
        return read_signed(raw)
    except (SigningError, BookError) as error:
        facts = {name: value for name, value in error.facts.items() if name != "reason"}
        raise problem("hub-book-statement-broken", reason=error.code, **facts) from error


def known_before(connection: Connection, book: str, signed: SignedStatement) -> Accepted | None:
    """What was accepted under this statement's id; `hub-book-conflict` when it is another statement."""
    known = books.by_statement(connection, book, str(signed.statement.id))
    if known is None:
        return None
    if known.digest != signed.digest:
        raise problem("hub-book-conflict", statement=signed.statement.id)
    return accepted_of(known)


def placed(standing: Standing, circle: Membership, signed: SignedStatement, record: AcceptanceRecord) -> Placing:
    """The statement in the place `record` names, if the circle lets it stand there (`hub-book-refused`).

    The record's epoch is set: an opening statement is the first of its own epoch.
    """
    reason = circle.may_write(signed, at=record.time)
    if reason is not None:
        raise problem("hub-book-refused", reason=reason)
    after = circle.after(signed, at=record.time)
    kind = signed.statement.type
    if kind == EPOCH_OPEN:
        opened = EpochOpen.from_body(signed.statement.body)
        if (opened.sequence, opened.head) != (standing.sequence, standing.head):
            raise moved_on(standing)
    record = replace(record, epoch=after.epoch)
    moved = replace(
        standing,
        epoch=record.epoch,
        sequence=record.sequence,
        head=head_of(record),
        time=milliseconds(record.time),
        circle=head_of(record) if kind in BODIES else standing.circle,
    )
    return Placing(signed, record, moved, after)


def write_placed(connection: Connection, placing: Placing, receipt: bytes, carrier: str) -> None:
    """Store the statement with its record, files and readers, in the caller's transaction."""
    signed, standing = placing.signed, placing.standing
    if placing.first:
        books.begin(connection, standing)
    stored = Stored(signed.digest, standing.head, write_record(placing.record), receipt, signed.raw)
    new = NewStatement(str(signed.statement.id), signed.statement.type, carrier, stored)
    books.add(connection, standing, new)
    book_files.refer(
        connection, standing.id, standing.sequence, [(file.sha256, file.size) for file in signed.statement.files]
    )
    if standing.circle == standing.head:
        books.set_readers(connection, standing.id, readers(placing.circle))


def founded(circle: Membership, record: AcceptanceRecord) -> Standing:
    """Where a book stands with its founding statement."""
    return Standing(
        id=circle.book,
        kind=circle.kind,
        title=circle.title,
        agency=circle.agency,
        epoch=record.epoch,
        sequence=record.sequence,
        head=head_of(record),
        time=milliseconds(record.time),
        circle=head_of(record),
        restored=False,
    )


def moved_on(standing: Standing) -> HubRefused:
    """The problem `hub-head-moved`, which tells where the book stands now."""
    return HubRefused("hub-head-moved", epoch=standing.epoch, sequence=standing.sequence, head=standing.head)


def accepted_of(stored: Stored) -> Accepted:
    """A stored statement as the books' package knows it."""
    return Accepted(read_record(stored.record), stored.receipt, stored.raw)


def milliseconds(at: datetime) -> int:
    """Since 1970 UTC."""
    return (at - _EPOCH_BEGIN) // timedelta(milliseconds=1)


def moment(at: int) -> datetime:
    """The inverse."""
    return _EPOCH_BEGIN + timedelta(milliseconds=at)
