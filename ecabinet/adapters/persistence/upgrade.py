"""Bringing a store to the present shape: numbered steps, on a copy, then one rename."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from ecabinet.adapters.persistence.engine import READING, open_engine
from ecabinet.adapters.persistence.errors import StoreTooNew, store_errors
from ecabinet.adapters.persistence.steps import (
    step_0001_dispatches,
    step_0002_books,
    step_0003_evidence,
    step_0004_carried,
)

STEPS: tuple[tuple[str, ...], ...] = (
    step_0001_dispatches.STATEMENTS,
    step_0002_books.STATEMENTS,
    step_0003_evidence.STATEMENTS,
    step_0004_carried.STATEMENTS,
)


def version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("pragma user_version").scalar_one())


def build(path: Path, key: bytes, steps: tuple[tuple[str, ...], ...] = STEPS) -> None:
    """Apply every missing step to the database at `path`, each in its own transaction."""
    engine = open_engine(path, key)
    try:
        with engine.connect().execution_options(**{READING: True}) as connection:
            done = version(connection)
        for number, statements in enumerate(steps[done:], start=done + 1):
            with engine.begin() as connection:
                for statement in statements:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(f"pragma user_version = {number}")
    finally:
        engine.dispose()


def upgrade(path: Path, key: bytes, steps: tuple[tuple[str, ...], ...] = STEPS) -> bool:
    """Upgrade the store at `path` when it is older; the old one stays beside it as `<name>.before-<version>`.

    True when something was done. Raises StoreTooNew, StoreDamaged, DiskFull.
    """
    with store_errors("store"):
        old = _frozen(path, key, len(steps))
        if old == len(steps):
            return False
        copy = path.with_name(path.name + ".upgrade")
        with suppress(FileNotFoundError):
            copy.unlink()
        shutil.copyfile(path, copy)
        build(copy, key, steps)
        kept = path.with_name(f"{path.name}.before-{old}")
        shutil.copyfile(path, kept)
        _drop_side_files(copy)
        copy.replace(path)
        _drop_side_files(path)
    return True


def _frozen(path: Path, key: bytes, latest: int) -> int:
    """The store's version; when it must be upgraded, all of it is brought from the log into the one file."""
    engine = open_engine(path, key)
    try:
        with engine.connect().execution_options(**{READING: True}) as connection:
            found = version(connection)
        if found > latest:
            raise StoreTooNew(found=found, known=latest)
        if found < latest:
            raw = engine.raw_connection()
            try:
                raw.cursor().execute("pragma wal_checkpoint(truncate)")
            finally:
                raw.close()
        return found
    finally:
        engine.dispose()


def _drop_side_files(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
