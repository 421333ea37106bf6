"""Books in the store: where each stands, its statements in order, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, insert, or_, select, update

from docexchange.books.acceptance import Accepted, read_record
from docexchange.books.founding_bodies import BODIES
from docexchange.hub.store.book_tables import book, book_reader, book_statement


@dataclass(frozen=True)
class Standing:
    """A book as it stands; `time` of the last record in milliseconds since 1970, the rest as in the tables."""

    id: str
    kind: str
    title: str
    agency: str
    epoch: int
    sequence: int
    head: str
    time: int
    circle: str
    restored: bool


@dataclass(frozen=True)
class Stored:
    """An accepted statement: its identity (digest of the content), record, receipt and bytes as stored."""

    digest: str
    head: str
    record: bytes
    receipt: bytes
    raw: bytes


@dataclass(frozen=True)
class NewStatement:
    """What is recorded of a statement; `carrier`: the official who brought it in."""

    statement: str
    type: str
    carrier: str
    stored: Stored


@dataclass(frozen=True)
class Reader:
    """A certificate whose login opens a book; `until` in seconds since 1970."""

    certificate: str
    owner: str
    until: float | None


def find(connection: Connection, name: str) -> Standing | None:
    """A book; its row is locked where the database knows row locks."""
    row = connection.execute(_BOOK, {"name": name}).one_or_none()
    return None if row is None else Standing(*row)


def find_for(
    connection: Connection, name: str, certificate: str, now: float, *, locked: bool = False
) -> Standing | None:
    """A book that a login with this certificate opens; `locked` as in `find`."""
    query = _BOOK_FOR_WRITING if locked else _BOOK_FOR
    row = connection.execute(query, {"name": name, "certificate": certificate, "now": now}).one_or_none()
    return None if row is None else Standing(*row)


def begin(connection: Connection, new: Standing) -> None:
    """A new book, whose first statement follows by `add`."""
    connection.execute(insert(book).values(**new.__dict__))


def add(connection: Connection, standing: Standing, new: NewStatement) -> None:
    """The next statement; `standing`: where the book stands with it."""
    row = {
        "book": standing.id,
        "sequence": standing.sequence,
        "statement": new.statement,
        "type": new.type,
        "carrier": new.carrier,
        "size": len(new.stored.raw),
        **new.stored.__dict__,
    }
    connection.execute(_ADD, row)
    moved = {name: getattr(standing, name) for name in ("epoch", "sequence", "head", "time", "circle", "restored")}
    connection.execute(_MOVE, {"name": standing.id, **moved})


def by_statement(connection: Connection, name: str, statement: str) -> Stored | None:
    """The accepted statement with this id."""
    row = connection.execute(_BY_STATEMENT, {"name": name, "statement": statement}).one_or_none()
    return None if row is None else Stored(**row._asdict())


def at(connection: Connection, name: str, sequence: int) -> Stored | None:
    """The accepted statement in this place."""
    mine = (book_statement.c.book == name, book_statement.c.sequence == sequence)
    row = connection.execute(_stored().where(*mine)).one_or_none()
    return None if row is None else Stored(**row._asdict())


def after(connection: Connection, name: str, since: int, limit: int, most_bytes: int) -> list[Stored]:
    """The statements after `since`, in order: at most `limit`, at most `most_bytes` together, but always one."""
    mine = (book_statement.c.book == name, book_statement.c.sequence > since)
    sizes = select(book_statement.c.sequence, book_statement.c.size).where(*mine)
    last = total = 0
    for row in connection.execute(sizes.order_by(book_statement.c.sequence).limit(limit)):
        total += row.size
        if last and total > most_bytes:
            break
        last = row.sequence
    wanted = _stored().where(*mine, book_statement.c.sequence <= last).order_by(book_statement.c.sequence)
    return [Stored(**row._asdict()) for row in connection.execute(wanted)] if last else []


def circle_statements(connection: Connection, name: str) -> list[Accepted]:
    """All statements that speak of the circle, in order, as accepted."""
    mine = (book_statement.c.book == name, book_statement.c.type.in_(BODIES))
    rows = connection.execute(_stored().where(*mine).order_by(book_statement.c.sequence))
    return [Accepted(read_record(row.record), row.receipt, row.raw) for row in rows]


def set_readers(connection: Connection, name: str, readers: Iterable[Reader]) -> None:
    """Those whose login opens the book, from now on these and no others."""
    connection.execute(delete(book_reader).where(book_reader.c.book == name))
    rows = [{"book": name, **one.__dict__} for one in readers]
    if rows:
        connection.execute(insert(book_reader), rows)


def may_read(connection: Connection, name: str, certificate: str, now: float) -> bool:
    """Whether a login with this certificate opens the book."""
    return find_for(connection, name, certificate, now) is not None


def of_reader(connection: Connection, certificate: str, now: float) -> list[Standing]:
    """The books a login with this certificate opens, by title."""
    rows = connection.execute(
        select(book)
        .join(book_reader, book_reader.c.book == book.c.id)
        .where(_opens(certificate, now))
        .order_by(book.c.title, book.c.id)
    )
    return [Standing(**row._asdict()) for row in rows]


def is_desk_of(connection: Connection, certificate: str, owner: str, now: float) -> bool:
    """Whether some book enrols this desk certificate for the official with the certificate `owner`."""
    mine = select(book_reader.c.book).where(_opens(certificate, now), book_reader.c.owner == owner)
    return connection.scalar(mine.limit(1)) is not None


def every(connection: Connection) -> list[Standing]:
    """All books."""
    return [Standing(**row._asdict()) for row in connection.execute(select(book).order_by(book.c.id))]


def whole(connection: Connection, name: str) -> Iterator[Stored]:
    """All statements of a book in order, a few at a time."""
    rows = _stored().where(book_statement.c.book == name).order_by(book_statement.c.sequence)
    for row in connection.execution_options(yield_per=50).execute(rows):
        yield Stored(**row._asdict())


def mark_restored(connection: Connection) -> None:
    """All books now stand in a store that may lie behind what the hub has signed."""
    connection.execute(update(book).values(restored=True))


def _opens(certificate: str, now: float) -> ColumnElement[bool]:
    in_time = or_(book_reader.c.until.is_(None), book_reader.c.until >= now)
    return (book_reader.c.certificate == certificate) & in_time


def _stored() -> Select[tuple[str, str, bytes, bytes, bytes]]:
    column = book_statement.c
    return select(column.digest, column.head, column.record, column.receipt, column.raw)


# The statements of the hot path are made once: building them anew costs as much as running them.
_NAMED = book.c.id == bindparam("name")
_BOOK = select(book).where(_NAMED).with_for_update()
_IN_TIME = or_(book_reader.c.until.is_(None), book_reader.c.until >= bindparam("now"))
_BOOK_FOR = (
    select(book)
    .join(book_reader, book_reader.c.book == book.c.id)
    .where(_NAMED, book_reader.c.certificate == bindparam("certificate"), _IN_TIME)
)
_BOOK_FOR_WRITING = _BOOK_FOR.with_for_update(of=book)
_BY_STATEMENT = _stored().where(
    book_statement.c.book == bindparam("name"), book_statement.c.statement == bindparam("statement")
)
_ADD = insert(book_statement)
_MOVE = update(book).where(_NAMED)
