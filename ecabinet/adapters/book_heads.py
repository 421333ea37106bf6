"""The highest head of each book, kept beside the database and in the system's key store when there is one (R3).

A desk restored from a backup finds here what it had seen before, and fetches before it says anything.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ecabinet.adapters.persistence.errors import NoKeyStore, StoreDamaged, store_errors
from ecabinet.adapters.system_key_store import SystemKeyStore
from ecabinet.application.book_ports import Place

NAME = "books.heads"
_LIMIT = 1 << 20


class BookHeads:
    """The file in `home`; `desk` names the secret in the key store."""

    def __init__(self, home: Path, system: SystemKeyStore) -> None:
        self._path = home / NAME
        self._system = system
        self._desk = f"{hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:32]}:heads"

    def highest(self) -> Mapping[str, Place]:
        """The higher of both copies for each book. Raises StoreDamaged for a file that was cut or altered."""
        found = _read(self._path)
        kept = self._system.get(self._desk)
        for book, place in (_parsed(kept) if kept else {}).items():
            found[book] = _higher(found.get(book), place)
        return found

    def keep(self, book: str, place: Place) -> None:
        """Never lowers what stands."""
        kept = dict(self.highest())
        higher = _higher(kept.get(book), place)
        if kept.get(book) == higher and self._path.exists():
            return
        content = _written(kept | {book: higher})
        with store_errors("heads"):
            _replace(self._path, content)
        with suppress(NoKeyStore):  # machines without a key store keep the file alone
            self._system.put(self._desk, content)


def _higher(old: Place | None, new: Place) -> Place:
    if old is not None and (old.epoch, old.sequence) >= (new.epoch, new.sequence):
        return old
    return new


def _written(places: Mapping[str, Place]) -> bytes:
    books: dict[str, Any] = {book: [one.epoch, one.sequence, one.head] for book, one in places.items()}
    text = json.dumps(books, sort_keys=True)
    return json.dumps({"books": books, "check": hashlib.sha256(text.encode()).hexdigest()}, sort_keys=True).encode()


def _parsed(content: bytes) -> dict[str, Place]:
    try:
        told = json.loads(content)
        text = json.dumps(told["books"], sort_keys=True)
        if hashlib.sha256(text.encode()).hexdigest() != told["check"]:
            raise StoreDamaged(where=NAME)
        return {str(book): Place(int(one[0]), int(one[1]), str(one[2])) for book, one in told["books"].items()}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise StoreDamaged(where=NAME) from error


def _read(path: Path) -> dict[str, Place]:
    try:
        with path.open("rb") as file:
            return _parsed(file.read(_LIMIT))
    except FileNotFoundError:
        return {}


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    with part.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
