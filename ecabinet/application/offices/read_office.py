"""Read an office: replay what was accepted, then what this desk has said and is not accepted yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ecabinet.application.book_ports import FOUNDING, Fork, HeldBook, HeldEntry, Place, SignerTrust, StatementJob
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.renumber import renumbered
from ecabinet.application.ports import Unit
from ecabinet.domain.books.entry import Entry, SetAside
from ecabinet.domain.errors import Refusal
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.replay import Replaying
from ecabinet.domain.offices.statements.book_found import BookFound


class OfficeUnknown(Refusal):
    """This desk holds no such book."""

    code = "office-unknown"


class OfficeAmbiguous(Refusal):
    """Several books fit; name one."""

    code = "office-ambiguous"


@dataclass(frozen=True)
class Trouble:
    """Something about the book itself that nobody may overlook; `code` is a finding's code."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OfficeReading:
    """`office`: what is accepted. `expected`: with this desk's own and carried `jobs` that are still on their way."""

    book: HeldBook
    place: Place
    entries: tuple[HeldEntry, ...]
    office: Office
    expected: Office
    jobs: tuple[StatementJob, ...]
    set_aside: tuple[SetAside, ...]
    troubles: tuple[Trouble, ...]
    signers: Mapping[str, SignerTrust]

    @property
    def blocked(self) -> Trouble | None:
        """What forbids saying anything in this book for now."""
        return self.troubles[0] if self.troubles else None


def read_office(named: str, office_desk: OfficeDesk) -> OfficeReading:
    """The office whose book's id begins so; the only one for an empty name. Raises OfficeUnknown, OfficeAmbiguous."""
    now = office_desk.desk.clock.now()
    with office_desk.desk.records.reading() as unit:
        book = _found(named, unit)
        entries = unit.books.entries(book.id)
        jobs = unit.books.jobs(book.id, queued_only=True)
        forks = unit.books.forks(book.id)
        signers = unit.books.signers(book.id)
        place = unit.books.last(book.id)

    replaying = Replaying(office_desk.profiles)
    refused = [one for one in entries if one.refusal]
    for one in entries:
        if not one.refusal:
            replaying.add(one.entry)
    office = replaying.office()
    highest = office_desk.heads.highest().get(book.id)
    return OfficeReading(
        book=book,
        place=place,
        entries=entries,
        office=office,
        expected=_expected(office, jobs, place, now),
        jobs=jobs,
        set_aside=_set_aside(office, refused),
        troubles=_troubles(entries, forks, highest, place),
        signers=signers,
    )


def _found(named: str, unit: Unit) -> HeldBook:
    books = [one for one in unit.books.all() if one.kind == "office"]
    books += [_unborn(job) for job in unit.books.jobs(None, queued_only=True) if job.entry.type == FOUNDING]
    fitting = {one.id: one for one in reversed(books) if one.id.startswith(named.strip().lower())}
    if not fitting:
        raise OfficeUnknown(book=named[:64])
    if len(fitting) > 1:
        raise OfficeAmbiguous(book=named[:64])
    return next(iter(fitting.values()))


def _unborn(job: StatementJob) -> HeldBook:
    """A book that this desk has founded and the hub has not accepted yet."""
    found = BookFound.from_node(job.entry.body)
    return HeldBook(job.book, found.kind, found.title, found.agency, job.created_at)


def _expected(office: Office, jobs: Sequence[StatementJob], place: Place, now: datetime) -> Office:
    replaying = Replaying.resumed(office)
    # What was carried in for a head that has moved is dropped at the next sync: nobody may count on it.
    coming = [job for job in jobs if not (job.carried and job.condition not in ("", place.head))]
    for number, job in enumerate(coming, place.sequence + 1):
        renew = job.condition and not job.carried
        body = renumbered(job.entry, replaying.office(), now) if renew else job.entry.body
        replaying.add(placed(replace(job.entry, body=body), number, place.epoch, now))
    return replaying.office()


def placed(entry: Entry, sequence: int, epoch: int, at: datetime) -> Entry:
    """The entry as it would stand at that place, accepted then."""
    return replace(entry, sequence=sequence, epoch=epoch, accepted_at=at)


def _set_aside(office: Office, refused: Sequence[HeldEntry]) -> tuple[SetAside, ...]:
    beside = [SetAside(one.entry.sequence, one.entry.id, one.entry.type, one.entry.by, one.refusal) for one in refused]
    return tuple(sorted((*office.set_aside, *beside), key=lambda one: one.sequence))


def _troubles(
    entries: Sequence[HeldEntry], forks: Sequence[Fork], highest: Place | None, place: Place
) -> tuple[Trouble, ...]:
    found = [Trouble(one.code, {"sequence": str(one.sequence), "detail": one.detail}) for one in forks]
    if highest is not None and highest.sequence > place.sequence:
        facts = {"sequence": str(place.sequence), "highest": str(highest.sequence)}
        found.append(Trouble("book-desk-rolled-back", facts))
    elif highest is not None and highest.sequence and entries[highest.sequence - 1].head != highest.head:
        found.append(Trouble("book-own-head-elsewhere", {"sequence": str(highest.sequence)}))
    return tuple(found)
