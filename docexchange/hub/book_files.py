"""Files of statements: brought in for one book, kept a day until a statement refers to them, given out by place."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from docexchange.hub.parts import Parts
from docexchange.hub.payloads import Incoming
from docexchange.hub.store import book_files, books, payload_use
from docexchange.hub.store.book_files import Upload
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.problem import problem

KEPT = 24 * 3600
"""Seconds until a file nobody refers to is forgotten."""
_SWEEP_EVERY = 600


class BookFiles:
    """The files of all books."""

    def __init__(self, parts: Parts, clock: Callable[[], float]) -> None:
        self._parts = parts
        self._clock = clock
        self._swept = time.monotonic()

    def is_here(self, caller: Caller, book: str, sha256: str) -> bool:
        """Whether the caller himself has brought this file in, or the book already refers to it."""
        with self._parts.database.reading() as connection:
            known = book_files.staged(connection, book, caller.official, {sha256})
        return bool(known) and self._parts.payloads.has(sha256)

    def keep(self, caller: Caller, book: str, incoming: Incoming) -> None:
        """Keep an upload, durably; nothing remains when this raises."""
        incoming.settle()
        new = Upload(book, caller.official, incoming.sha256, caller.organ_id, incoming.size, self._clock())
        with self._parts.settling:
            kept = False
            try:
                with self._parts.database.writing() as connection:
                    book_files.stage(connection, new)
                    kept = self._parts.payloads.keep(incoming)
            except BaseException:
                if kept:
                    self._remove_unknown([new.sha256])
                raise
        if time.monotonic() - self._swept > _SWEEP_EVERY:
            self._swept = time.monotonic()
            self.forget_old()

    def forget_old(self) -> int:
        """Drop uploads no statement has referred to for a day; gives how many files went."""
        with self._parts.settling:
            with self._parts.database.writing() as connection:
                digests = book_files.forget_staged(connection, self._clock() - KEPT)
            return self._remove_unknown(digests)

    def find(self, caller: Caller, book: str, sequence: int, number: int) -> tuple[Path, str]:
        """Where the file in that place stands, and its digest; `hub-not-found` for whoever may not read the book."""
        with self._parts.database.reading() as connection:
            allowed = books.may_read(connection, book, caller.certificate, self._clock())
            sha256 = book_files.referred(connection, book, sequence, number) if allowed else None
        if sha256 is None:
            raise problem("hub-not-found")
        return self._parts.payloads.found(sha256), sha256

    def _remove_unknown(self, digests: list[str]) -> int:
        # after the commit, so that a statement accepted meanwhile keeps its file
        with self._parts.database.reading() as connection:
            unknown = [sha256 for sha256 in digests if not payload_use.is_known(connection, sha256)]
        for sha256 in unknown:
            self._parts.payloads.remove(sha256)
        return len(unknown)
