"""Files of statements: brought in first, referred to by accepted statements, known by place and never by digest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from docexchange.hub.store.book_tables import book_reference, book_upload


@dataclass(frozen=True)
class Upload:
    """A file an official has brought in for a book; `arrived` in seconds since 1970."""

    book: str
    official: str
    sha256: str
    organ_id: str
    size: int
    arrived: float


def stage(connection: Connection, new: Upload) -> None:
    """Remember a file; bringing it again begins its day anew."""
    same = (
        book_upload.c.book == new.book,
        book_upload.c.official == new.official,
        book_upload.c.sha256 == new.sha256,
    )
    connection.execute(delete(book_upload).where(*same))
    connection.execute(insert(book_upload).values(**new.__dict__))


def staged(connection: Connection, book: str, official: str, digests: Collection[str]) -> dict[str, int]:
    """Digest and size of those that this official may refer to: his own uploads for the book, and the book's files."""
    found: dict[str, int] = {}
    uploads = select(book_upload.c.sha256, book_upload.c.size).where(
        book_upload.c.book == book, book_upload.c.official == official, book_upload.c.sha256.in_(digests)
    )
    known = select(book_reference.c.sha256, book_reference.c.size).where(
        book_reference.c.book == book, book_reference.c.sha256.in_(digests)
    )
    for query in (uploads, known):
        found.update({row.sha256: row.size for row in connection.execute(query)})
    return found


def refer(connection: Connection, book: str, sequence: int, files: Sequence[tuple[str, int]]) -> None:
    """The files of an accepted statement, digest and size of each, in its order."""
    rows = [
        {"book": book, "sequence": sequence, "number": number, "sha256": sha256, "size": size}
        for number, (sha256, size) in enumerate(files)
    ]
    if rows:
        connection.execute(insert(book_reference), rows)


def referred(connection: Connection, book: str, sequence: int, number: int) -> str | None:
    """The digest of the file in that place of that statement."""
    mine = (book_reference.c.book == book, book_reference.c.sequence == sequence, book_reference.c.number == number)
    digest: str | None = connection.scalar(select(book_reference.c.sha256).where(*mine))
    return digest


def bytes_since(connection: Connection, organ_id: str, since: float) -> int:
    """How many bytes an agency's officials have brought in since then (not longer ago than uploads are kept)."""
    mine = (book_upload.c.organ_id == organ_id, book_upload.c.arrived >= since)
    return int(connection.scalar(select(func.coalesce(func.sum(book_upload.c.size), 0)).where(*mine)) or 0)


def forget_staged(connection: Connection, before: float) -> list[str]:
    """Drop uploads from before then; gives their digests."""
    rows = connection.execute(delete(book_upload).where(book_upload.c.arrived < before).returning(book_upload.c.sha256))
    return sorted({row.sha256 for row in rows})
