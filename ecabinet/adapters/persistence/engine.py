"""Connections to the encrypted database: SQLCipher behind SQLAlchemy's queue pool."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

BUSY_MILLISECONDS = 10_000
READING = "ecabinet_reading"


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine for the database at `path`, keyed by 32 raw bytes. Nothing is read yet."""
    engine = create_engine(f"sqlite:///{path}", module=dbapi2, poolclass=QueuePool, pool_size=4)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        cursor = connection.cursor()
        cursor.execute("pragma cipher_log_level = none")  # SQLCipher would write to standard error
        cursor.execute(f"pragma key = \"x'{key.hex()}'\"")
        cursor.execute(f"pragma busy_timeout = {BUSY_MILLISECONDS}")
        cursor.execute("pragma journal_mode = wal")
        cursor.execute("pragma synchronous = full")
        cursor.execute("pragma foreign_keys = on")
        cursor.execute("pragma trusted_schema = off")
        cursor.execute("pragma temp_store = memory")  # nothing in clear on the disk
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        reading = connection.get_execution_options().get(READING, False)
        connection.exec_driver_sql("begin" if reading else "begin immediate")

    return engine
