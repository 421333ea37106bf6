"""The embedded store: one SQLite file, write-ahead log, fsync at every commit."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from docexchange.hub.errors import StoreDamaged, StoreOfOtherVersion
from docexchange.hub.store.book_tables import metadata

VERSION = 2
"""1 had no books: its missing tables are made when it is opened."""
_APPEND_ONLY = """CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""


def version_of(path: Path) -> int:
    """The version a store was written by, 0 when there is none; nothing is changed."""
    if not path.is_file():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
            return int(store.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(path=path) from error


class SqliteDatabase:
    """A `Database` in one file. Threads of this process queue at a lock; other processes at SQLite's own."""

    version = VERSION

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = _engine(path)
        self._one_writer = threading.Lock()
        # others on this machine must not read routing facts; the journal files take over the mode
        path.touch(mode=0o600)
        try:
            self._prepare()
        except BaseException:
            self._engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._damage_named(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        writer = self._engine.execution_options(immediate=True)
        with self._damage_named(), self._one_writer, writer.begin() as connection:
            yield connection

    def copy_to(self, target: Path) -> None:
        with (
            closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise StoreDamaged(path=self._path) from error
            raise

    def _prepare(self) -> None:
        with self.writing() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if not 0 <= version <= VERSION:
                raise StoreOfOtherVersion(found=version, known=VERSION)
            if version < VERSION:
                metadata.create_all(connection)
                for table, verb in product(("audit", "book_statement"), ("update", "delete")):
                    connection.exec_driver_sql(_APPEND_ONLY.format(table=table, verb=verb))
                connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", pool_size=10, max_overflow=40)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry | Any) -> None:
    # transactions are begun by _begin: the driver's own habit would begin them too late and never for reading
    connection.isolation_level = None
    for pragma in ("busy_timeout = 10000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
