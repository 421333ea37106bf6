"""Backup and restore. Whatever comes out of a backup may lie behind what this hub has signed, so its books wait for a
new epoch: the mark is in the copy from the beginning, however the copy is put to use."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path

from sqlalchemy import Connection

from docexchange.hub.errors import NoSuchHub, PayloadLost, TargetExists
from docexchange.hub.identity import open_hub_key
from docexchange.hub.parts import PAYLOADS, STORE, open_store
from docexchange.hub.payloads import Payloads
from docexchange.hub.store import audit, books, payload_use, sessions
from docexchange.hub.store.interface import Database

_KEY_FILES = ("hub-key.pem", "hub-certificate.pem")


def back_up(folder: Path, target: Path) -> tuple[int, int]:
    """Copy store, files and key to a new folder while the hub serves; gives (files, bytes).

    Files are written before they are recorded and never change: a copy of the store taken first refers only to files
    that stand. Each is digested again while copied. TargetExists, PayloadLost.
    """
    return _copied(folder, target)


def restore(backup: Path, folder: Path) -> tuple[int, int]:
    """Make a hub in a new folder from a backup, which stays as it is; gives (files, bytes).

    TargetExists, PayloadLost, NoSuchHub.
    """
    if not all((backup / name).is_file() for name in (STORE, *_KEY_FILES)):
        raise NoSuchHub(path=backup)
    open_hub_key(backup)
    return _copied(backup, folder, restored=True)


def _copied(source: Path, target: Path, *, restored: bool = False) -> tuple[int, int]:
    database = open_store(source, create=False)
    unfinished = target.with_name(f".{target.name}.unfinished")
    if target.exists() or unfinished.exists():
        raise TargetExists(path=target if target.exists() else unfinished)
    (unfinished / PAYLOADS).mkdir(mode=0o700, parents=True)
    unfinished.chmod(0o700)
    try:
        database.copy_to(unfinished / STORE)
        database.close()
        files = _finished(open_store(unfinished, create=False), source, unfinished, restored=restored)
        for name in _KEY_FILES:
            if (source / name).exists():
                shutil.copy2(source / name, unfinished / name)
        for path in (*unfinished.rglob("*"), unfinished):
            _sync(path)
        unfinished.rename(target)
        _sync(target.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return files


def _finished(copy: Database, source: Path, target: Path, *, restored: bool) -> tuple[int, int]:
    try:
        with copy.writing() as connection:
            books.mark_restored(connection)
            # some may have ended since, and would be open again
            sessions.forget_all(connection)
            if restored:
                facts = {"books": len(books.every(connection))}
                audit.append(connection, time.time(), "operator", "hub.restored", facts)
        with copy.reading() as connection:
            return _copied_payloads(connection, source / PAYLOADS, target / PAYLOADS)
    finally:
        copy.close()


def _copied_payloads(connection: Connection, source: Path, target: Path) -> tuple[int, int]:
    count = total = 0
    for sha256, size in payload_use.payloads(connection):
        goal = Payloads(target).path(sha256)
        goal.parent.mkdir(exist_ok=True)
        if _copy_digested(Payloads(source).found(sha256), goal) != sha256:
            raise PayloadLost(sha256=sha256)
        count, total = count + 1, total + size
    return count, total


def _copy_digested(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as written:
        while block := read.read(1024 * 1024):
            digest.update(block)
            written.write(block)
    return digest.hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
