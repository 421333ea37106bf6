"""Statements not yet accepted as a file: signatures, files and the circle are checked before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from docexchange.books.evidence import EvidenceFile, extract_file
from docexchange.books.membership import Membership
from docexchange.books.statement import SignedStatement
from docexchange.books.waiting import is_waiting, read_waiting, write_waiting
from ecabinet.adapters.book_checker import entry_of, membership_of
from ecabinet.application.ports import Files
from ecabinet.application.waiting_ports import CircleOf, NotOfThisCircle, WaitingFile, WaitingStatement
from ecabinet.domain.dispatches.dispatch import StoredFile


class WaitingFiles:
    """Files go through the desk's encrypted store."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def is_waiting(self, path: Path) -> bool:
        return is_waiting(path)

    def write(self, out: BinaryIO, statements: Sequence[bytes], files: Iterable[StoredFile]) -> None:
        named = [EvidenceFile(one.sha256, partial(self._files.open, one)) for one in files]
        write_waiting(out, statements, named)

    def read(self, path: Path, circle_of: CircleOf, now: datetime) -> WaitingFile:
        waiting = read_waiting(path)
        membership = membership_of(circle_of(waiting.book))
        statements = []
        for signed in waiting.statements:
            statements.append(_judged(signed, membership, now))
            membership = membership.after(signed, at=now)
        files = tuple(self._taken(path, digest) for digest in sorted(waiting.files))
        return WaitingFile(waiting.book, tuple(statements), files)

    def _taken(self, path: Path, digest: str) -> StoredFile:
        sink = self._files.create()
        try:
            extract_file(path, digest, cast(BinaryIO, sink))
        except BaseException:
            sink.drop()
            raise
        return sink.keep()


def _judged(signed: SignedStatement, membership: Membership, now: datetime) -> WaitingStatement:
    statement = signed.statement
    reason = membership.may_write(signed, at=now)
    if reason is not None:
        raise NotOfThisCircle(by=statement.by, type=statement.type, reason=str(reason))
    entry = entry_of(signed, membership, sequence=0, epoch=membership.epoch, at=now)
    return WaitingStatement(entry, signed.raw, statement.seen.head)
