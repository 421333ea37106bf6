"""Say something in an office's book: judge it by the office's own rules, sign it, queue it; the wire comes later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ecabinet.application.book_ports import Capacity, Pen, Saying, StatementJob
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import OfficeReading, placed
from ecabinet.application.offices.renumber import CONDITIONAL
from ecabinet.domain.books.body import Node
from ecabinet.domain.books.entry import Entry, FileReference
from ecabinet.domain.calendar import VIETNAM
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.errors import Refusal
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.replay import must_hold


class BookNotTrusted(Refusal):
    """The book forks, or this desk has lost what it had seen; nothing is signed until that is settled. Facts: why."""

    code = "office-book-not-trusted"


@dataclass(frozen=True)
class NamedFile:
    """A file of the store that a statement refers to by name."""

    name: str
    media_type: str
    file: StoredFile

    @property
    def reference(self) -> FileReference:
        return FileReference(self.name, self.media_type, self.file.size, self.file.sha256)


@dataclass(frozen=True)
class Words:
    """What is said: type, body, files, and the mandate acted under (its id), empty in one's own right."""

    type: str
    body: Node
    files: Sequence[NamedFile] = field(default_factory=tuple)
    mandate: str = ""


def say(words: Words, reading: OfficeReading, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises BookNotTrusted, ForbiddenByOffice (what would be set aside is not signed), and what the pen raises."""
    desk = office_desk.desk
    now = desk.clock.now()
    must_be_trusted(reading)

    job = signed_job(words, reading, office_desk, pen, now)

    with desk.records.writing() as unit:
        for one in words.files:
            unit.books.add_file(one.file)
        unit.books.add_job(job)
    return job


def must_be_trusted(reading: OfficeReading) -> None:
    if reading.blocked is not None:
        raise BookNotTrusted(reason=reading.blocked.code, **reading.blocked.facts)


def signed_job(words: Words, reading: OfficeReading, office_desk: OfficeDesk, pen: Pen, now: datetime) -> StatementJob:
    """The statement signed and ready to be queued; nothing is written yet."""
    desk = office_desk.desk
    with desk.records.reading() as unit:
        official = unit.desk.load().official
    by = official.agency if pen.by_seal else official.id
    made = now.astimezone(VIETNAM).replace(microsecond=0)
    capacity = _capacity(words.mandate, by, reading.expected, by_seal=pen.by_seal)
    files = tuple(one.reference for one in words.files)
    entry = Entry(
        sequence=0,
        epoch=reading.place.epoch,
        accepted_at=now,
        id=desk.identifiers.new(),
        type=words.type,
        by=by,
        post=capacity.post,
        authority=capacity.authority,
        delegation=capacity.delegation,
        made=made,
        seen_sequence=reading.place.sequence,
        body=words.body,
        files=files,
        digest="",
        signer=pen.certificate,
        by_seal=pen.by_seal,
    )
    must_hold(reading.expected, placed(entry, reading.expected.sequence + 1, reading.expected.epoch, now))
    signed = pen.sign(
        Saying(reading.book.id, entry.id, entry.type, by, capacity, made, reading.place, entry.body, files)
    )
    condition = reading.place.head if words.type in CONDITIONAL else ""
    return StatementJob(entry.id, reading.book.id, entry, signed.raw, condition, now, now)


def _capacity(mandate: str, by: str, office: Office, *, by_seal: bool) -> Capacity:
    """What the book records of the mandate; whether it fits is the rules' question, not ours."""
    if by_seal:
        return Capacity()
    found = office.mandates.get(mandate)
    if mandate:
        return Capacity(found.post if found else "", found.authority.value if found else "TM.", mandate)
    member = office.members.get(by)
    return Capacity(member.post if member else "")
