"""The unit of work over the encrypted database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from ecabinet.adapters.persistence.book_rows import BookRows
from ecabinet.adapters.persistence.desk_rows import AgencyRows, DeskRows
from ecabinet.adapters.persistence.dispatch_rows import DispatchRows
from ecabinet.adapters.persistence.engine import READING
from ecabinet.adapters.persistence.errors import store_errors
from ecabinet.adapters.persistence.evidence_rows import EvidenceRows
from ecabinet.adapters.persistence.exchange_rows import DeliveryRows, JobRows, ReceiptRows, StatusRows
from ecabinet.adapters.persistence.register_rows import RegisterRows


class SqlUnit:
    """One transaction, one object per subject."""

    def __init__(self, connection: Connection) -> None:
        self.desk = DeskRows(connection)
        self.dispatches = DispatchRows(connection)
        self.registers = RegisterRows(connection)
        self.statuses = StatusRows(connection)
        self.jobs = JobRows(connection)
        self.deliveries = DeliveryRows(connection)
        self.receipts = ReceiptRows(connection)
        self.evidence = EvidenceRows(connection)
        self.agencies = AgencyRows(connection)
        self.books = BookRows(connection)


class SqlRecords:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def writing(self) -> Iterator[SqlUnit]:
        """The write lock is taken at the start, so what is read inside still holds when it commits."""
        with store_errors("store"), self._engine.begin() as connection:
            yield SqlUnit(connection)

    @contextmanager
    def reading(self) -> Iterator[SqlUnit]:
        with store_errors("store"), self._engine.connect() as plain:
            yield SqlUnit(plain.execution_options(**{READING: True}))

    def referenced_files(self) -> tuple[str, ...]:
        """Digests of every file that a row names."""
        with store_errors("store"), self._engine.connect() as connection:
            rows = connection.execution_options(**{READING: True}).execute(
                text(
                    "select packet_sha256 from dispatch union select sha256 from attachment"
                    " union select packet_sha256 from job union select packet_sha256 from delivery"
                    " union select sha256 from book_file"
                    " union select sha256 from evidence"
                )
            )
            return tuple(row[0] for row in rows)

    def close(self) -> None:
        self._engine.dispose()
