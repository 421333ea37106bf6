"""Carry what is not accepted yet by file: out of a desk without network, in at a colleague's who brings it to the hub.

What is carried stays as its author signed it. The author's own desk keeps it queued; the hub knows a repeat by its id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ecabinet.application.book_ports import FOUNDING, StatementJob
from ecabinet.application.offices.book_files import held_file
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import OfficeReading, OfficeUnknown, read_office
from ecabinet.application.offices.renumber import CONDITIONAL
from ecabinet.application.ports import Unit
from ecabinet.application.waiting_ports import WaitingFile, WaitingFiles, WaitingStatement
from ecabinet.domain.errors import Refusal


class NothingWaiting(Refusal):
    """This desk has said nothing that the book has not accepted."""

    code = "office-nothing-waiting"


class FoundingNotCarried(Refusal):
    """A book that the hub does not have yet cannot be carried: nobody else could check what belongs to it."""

    code = "office-founding-not-carried"


@dataclass(frozen=True)
class ExportWaiting:
    book: str


@dataclass(frozen=True)
class WaitingExported:
    book: str
    statements: int
    files: int


@dataclass(frozen=True)
class ImportWaiting:
    path: Path


@dataclass(frozen=True)
class WaitingImported:
    """`queued`: new at this desk, on their way at its next sync; `known`: accepted or queued here already."""

    reading: OfficeReading
    queued: tuple[StatementJob, ...]
    known: int


def export_waiting(
    command: ExportWaiting, out: BinaryIO, office_desk: OfficeDesk, waiting: WaitingFiles
) -> WaitingExported:
    """The desk's own statements and their files. Raises NothingWaiting, FoundingNotCarried, BookFileNotHere."""
    reading = read_office(command.book, office_desk)
    own = [job for job in reading.jobs if not job.carried]
    if not own:
        raise NothingWaiting
    if any(job.entry.type == FOUNDING for job in own):
        raise FoundingNotCarried
    named = {file.sha256: file for job in own for file in job.entry.files}
    files = [held_file(file, office_desk.desk) for _, file in sorted(named.items())]
    waiting.write(out, [job.raw for job in own], files)
    return WaitingExported(reading.book.id, len(own), len(files))


def import_waiting(command: ImportWaiting, office_desk: OfficeDesk, waiting: WaitingFiles) -> WaitingImported:
    """All or nothing; doing it twice changes nothing. Raises OfficeUnknown, what `WaitingFiles.read` raises."""
    desk = office_desk.desk
    now = desk.clock.now()

    def circle_of(book: str) -> Sequence[tuple[bytes, datetime]]:
        with desk.records.reading() as unit:
            if unit.books.get(book) is None:
                raise OfficeUnknown(book=book[:64])
            return unit.books.circle(book, office_desk.checker.circle_types)

    found = waiting.read(command.path, circle_of, now)
    with desk.records.writing() as unit:
        queued = tuple(_job(one, found.book, now) for one in _unknown(found, unit))
        for file in found.files:
            unit.books.add_file(file)
        for job in queued:
            unit.books.add_job(job)
    return WaitingImported(read_office(found.book, office_desk), queued, len(found.statements) - len(queued))


def _unknown(found: WaitingFile, unit: Unit) -> tuple[WaitingStatement, ...]:
    accepted = {one.entry.id for one in unit.books.entries(found.book)}
    new = (one for one in found.statements if one.entry.id not in accepted)
    return tuple(one for one in new if unit.books.job(one.entry.id) is None)


def _job(one: WaitingStatement, book: str, now: datetime) -> StatementJob:
    """The condition is read from what was signed, so that nobody who carries a number can loosen it."""
    condition = one.seen_head if one.entry.type in CONDITIONAL else ""
    return StatementJob(one.entry.id, book, one.entry, one.raw, condition, now, now, carried=True)
