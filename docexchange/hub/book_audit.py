"""Looking through all books of a hub's store: each must be one unbroken chain up to where its row says it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from docexchange.books.acceptance import Accepted, hub_key_bytes, read_hub_key, read_record
from docexchange.books.chain import BookReader
from docexchange.books.errors import ChainBroken, RecordUnreadable
from docexchange.hub.identity import open_hub_key
from docexchange.hub.parts import open_store
from docexchange.hub.store import books
from docexchange.hub.store.books import Standing


@dataclass(frozen=True)
class BookFlaw:
    """The first thing in a book that does not hold: a flaw of `docexchange.books.chain`, or `tail`."""

    book: str
    sequence: int
    flaw: str


def verify(folder: Path) -> tuple[int, list[BookFlaw]]:
    """The number of statements that hold, and the first flaw of every book that has one. Takes about 1 ms for each."""
    name, key = read_hub_key(hub_key_bytes(open_hub_key(folder).certificate))
    database = open_store(folder, create=False)
    flaws: list[BookFlaw] = []
    count = 0
    with database.reading() as connection:
        for standing in books.every(connection):
            reader = BookReader({name: key})
            flaw = _first_flaw(connection, standing, reader)
            count += reader.last.sequence if reader.last else 0
            flaws += [flaw] if flaw else []
    return count, flaws


def _first_flaw(connection: Connection, standing: Standing, reader: BookReader) -> BookFlaw | None:
    try:
        for accepted in _accepted(connection, standing.id):
            reader.take(accepted)
    except ChainBroken as error:
        return BookFlaw(standing.id, int(error.facts["sequence"]), error.facts["flaw"])
    except RecordUnreadable:
        return BookFlaw(standing.id, (reader.last.sequence if reader.last else 0) + 1, "book-chain-record")
    if reader.last is None or (reader.last.sequence, reader.head) != (standing.sequence, standing.head):
        return BookFlaw(standing.id, standing.sequence, "tail")
    return None


def _accepted(connection: Connection, book: str) -> Iterator[Accepted]:
    for stored in books.whole(connection, book):
        yield Accepted(read_record(stored.record), stored.receipt, stored.raw)
