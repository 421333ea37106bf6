"""Which files on disk something in the store refers to: packets, files of statements, uploads not yet referred to."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select, union

from docexchange.hub.store.book_tables import book_reference, book_upload
from docexchange.hub.store.tables import submission

_KEEPERS = (submission, book_reference, book_upload)


def is_known(connection: Connection, sha256: str) -> bool:
    """Whether anything refers to these bytes."""
    return any(
        connection.scalar(select(table.c.sha256).where(table.c.sha256 == sha256).limit(1)) is not None
        for table in _KEEPERS
    )


def payloads(connection: Connection) -> Iterator[tuple[str, int]]:
    """Digest and size of every file referred to, each once."""
    rows = union(*(select(table.c.sha256, table.c.size) for table in _KEEPERS)).order_by("sha256")
    for row in connection.execution_options(yield_per=1000).execute(rows):
        yield row.sha256, row.size
