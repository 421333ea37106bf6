"""A desk's store on disk: `store.db` and `files/`, made and opened with the key that the vault gives."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ecabinet.adapters.persistence.engine import open_engine
from ecabinet.adapters.persistence.errors import StoreDamaged, StoreExists, StoreMissing, store_errors
from ecabinet.adapters.persistence.files import EncryptedFiles
from ecabinet.adapters.persistence.records import SqlRecords
from ecabinet.adapters.persistence.upgrade import build, upgrade
from ecabinet.application.ports import DeskIdentity

DATABASE = "store.db"
FILES = "files"
SWEPT = "files.swept"
_PAGE = 4096
_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Store:
    records: SqlRecords
    files: EncryptedFiles

    def close(self) -> None:
        self.records.close()


def prepare_home(home: Path) -> None:
    """A folder for a new desk, closed to others. Raises StoreExists, DiskFull."""
    if (home / DATABASE).exists():
        raise StoreExists(home=home.name)
    with store_errors("store"):
        home.mkdir(parents=True, exist_ok=True, mode=0o700)


def create_store(
    home: Path, key: bytes, identity: DeskIdentity, roots: Sequence[bytes], stamp_roots: Sequence[bytes]
) -> None:
    """A new, empty store under `home`; certificates as DER. Raises DiskFull.

    The database gets its final name last: whatever is killed before leaves no desk, and may be run again.
    """
    draft = home / (DATABASE + ".part")
    with store_errors("store"):
        draft.unlink(missing_ok=True)
        build(draft, key)
        records = SqlRecords(open_engine(draft, key))
        with records.writing() as unit:
            unit.desk.create(identity, os.urandom(32), roots, stamp_roots)
        records.close()
        draft.rename(home / DATABASE)


def must_stand(home: Path) -> None:
    """Raises StoreMissing where no desk was ever made, StoreDamaged where its database is gone or emptied."""
    path = home / DATABASE
    if not home.is_dir() or not any(home.iterdir()):
        raise StoreMissing(home=home.name)
    if not path.exists() or path.stat().st_size < _PAGE:  # the engine would take an emptied file for a new database
        raise StoreDamaged(where=DATABASE)


def open_store(home: Path, key: bytes) -> Store:
    """The store under `home`. Raises StoreMissing, StoreDamaged, StoreTooNew, StoreBusy, DiskFull."""
    must_stand(home)
    path = home / DATABASE
    upgrade(path, key)
    records = SqlRecords(open_engine(path, key))
    with records.reading() as unit:
        file_key = unit.desk.file_key()
    store = Store(records, EncryptedFiles(home / FILES, file_key))
    _sweep_daily(store, home / SWEPT)
    return store


def _sweep_daily(store: Store, mark: Path) -> None:
    """Files that a killed process left behind; the mark's time is when that was last looked for."""
    if mark.exists() and time.time() - mark.stat().st_mtime < _DAY_SECONDS:
        return
    with store_errors("files"):
        if store.files.folder.exists():
            store.files.sweep(store.records.referenced_files())
        mark.touch()
