"""Push this desk's statements into a book, in their order; own ones that depend on the head are made anew.

What is carried for a colleague goes as he signed it, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial

from ecabinet.application.book_ports import FOUNDING, BookExchange, Pen, StatementJob
from ecabinet.application.jobs import JobError, JobState
from ecabinet.application.offices.book_files import held_file
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.open_epoch import EPOCH_OPEN
from ecabinet.application.offices.read_office import OfficeReading, placed, read_office
from ecabinet.application.offices.renumber import ARRIVAL_REGISTER, renumbered
from ecabinet.application.offices.say import NamedFile, Words, must_be_trusted, signed_job
from ecabinet.application.ports import ExchangeOutOfReach, ExchangeRefused
from ecabinet.domain.errors import EcabinetError, Refusal
from ecabinet.domain.offices.replay import must_hold
from ecabinet.domain.offices.statements.arrival_register import ArrivalRegister
from ecabinet.domain.offices.statements.number_take import NumberTake

PATIENCE = 100
"""How often a statement is made anew in one round while others keep moving the head."""
MOVED = "hub-head-moved"
HEAD_GONE = "office-carried-head-moved"


class Carried(Enum):
    """`SETTLED`: accepted, or refused for good. `MOVED`: the head is another. `HINDERED`: the world is in the way."""

    SETTLED = 1
    MOVED = 2
    HINDERED = 3


@dataclass
class Pushed:
    """What became of own statements in this round. `sent`: the hub has accepted them; done once they come back."""

    sent: list[StatementJob] = field(default_factory=list)
    failed: list[StatementJob] = field(default_factory=list)
    put_off: list[StatementJob] = field(default_factory=list)
    replaced: int = 0


def push_foundings(office_desk: OfficeDesk, exchange: BookExchange, pushed: Pushed) -> None:
    with office_desk.desk.records.reading() as unit:
        jobs = [one for one in unit.books.jobs(None, queued_only=True) if one.entry.type == FOUNDING]
    for job in jobs:
        _settled(job, partial(exchange.found, job.raw), office_desk, pushed)


def push_opening(book: str, office_desk: OfficeDesk, exchange: BookExchange, pushed: Pushed) -> bool:
    """What the seal has said to a restored hub, before anything else; whether the book is open again."""
    with office_desk.desk.records.reading() as unit:
        jobs = [one for one in unit.books.jobs(book, queued_only=True) if one.entry.type == EPOCH_OPEN]
    outcomes = [_settled(one, partial(_carried, one, office_desk, exchange), office_desk, pushed) for one in jobs]
    return Carried.SETTLED in outcomes and not pushed.failed


def push_statements(
    book: str, office_desk: OfficeDesk, exchange: BookExchange, pen: Pen, take: Callable[[], int]
) -> Pushed:
    """`take` fetches what is new in the book, and settles what comes back. Stops where the world is in the way.

    Raises BookNotTrusted.
    """
    pushed, attempts = Pushed(), 0
    while attempts < PATIENCE:
        reading = read_office(book, office_desk)
        sent = {one.id for one in pushed.sent}
        job = _next(tuple(one for one in reading.jobs if one.entry.type != FOUNDING and one.id not in sent), reading)
        if job is None:
            return pushed
        must_be_trusted(reading)
        if job.condition and job.condition != reading.place.head:
            if job.carried:
                _drop(job, reading, office_desk, pushed)
                continue
            attempts += 1
            remade = _made_anew(job, reading, office_desk, pen, pushed)
            if remade is None:
                continue
            job = remade
        outcome = _settled(job, partial(_carried, job, office_desk, exchange), office_desk, pushed)
        if outcome is Carried.HINDERED:
            return pushed
        if outcome is Carried.MOVED:
            attempts += 1
        if job.condition:
            take()
    return pushed


def _next(jobs: tuple[StatementJob, ...], reading: OfficeReading) -> StatementJob | None:
    """The oldest; before it a carried one that depends on this very head and holds now: it has no second chance."""
    for job in jobs:
        if job.carried and job.condition == reading.place.head:
            place = placed(job.entry, reading.place.sequence + 1, reading.place.epoch, job.entry.accepted_at)
            try:
                must_hold(reading.office, place)
            except Refusal:
                continue
            return job
    return jobs[0] if jobs else None


def _drop(job: StatementJob, reading: OfficeReading, office_desk: OfficeDesk, pushed: Pushed) -> None:
    """A colleague's statement for a head that is gone: it can never be accepted, and only he may sign it anew."""
    desk = office_desk.desk
    author = reading.office.members.get(job.entry.by)
    facts = {"author": author.name if author else job.entry.by}
    dropped = job.ended(JobState.FAILED, desk.clock.now(), JobError(HEAD_GONE, facts))
    pushed.failed.append(dropped)
    with desk.records.writing() as unit:
        unit.books.save_job(dropped)


def _carried(job: StatementJob, office_desk: OfficeDesk, exchange: BookExchange) -> None:
    desk = office_desk.desk
    for file in job.entry.files:
        kept = held_file(file, desk)
        exchange.put_file(job.book, partial(desk.files.open, kept))
    exchange.append(job.book, job.raw, job.condition)


def _settled(job: StatementJob, carry: Callable[[], None], office_desk: OfficeDesk, pushed: Pushed) -> Carried:
    desk = office_desk.desk
    try:
        carry()
    except ExchangeOutOfReach as error:
        after = job.put_off(_error(error), desk.clock.now(), desk.schedule)
        pushed.put_off.append(after)
    except ExchangeRefused as error:
        if error.facts.get("reason") == MOVED:
            return Carried.MOVED
        after = job.ended(JobState.FAILED, desk.clock.now(), _error(error))
        pushed.failed.append(after)
    else:
        pushed.sent.append(job)
        return Carried.SETTLED
    with desk.records.writing() as unit:
        unit.books.save_job(after)
    return Carried.HINDERED if after.state is JobState.QUEUED else Carried.SETTLED


def _made_anew(
    job: StatementJob, reading: OfficeReading, office_desk: OfficeDesk, pen: Pen, pushed: Pushed
) -> StatementJob | None:
    """The same act under the next number at the present head; None when the rules now say no.

    Everything up to the present head has been read and the old one is not there: its condition names a head that is
    gone, so it can never be accepted any more, and a second number is impossible.
    """
    desk = office_desk.desk
    now = desk.clock.now()
    files = tuple(NamedFile(one.name, one.media_type, held_file(one, desk)) for one in job.entry.files)
    body = renumbered(job.entry, reading.office, now)
    alone = replace(reading, expected=reading.office)
    try:
        anew = signed_job(Words(job.entry.type, body, files, job.entry.delegation), alone, office_desk, pen, now)
    except EcabinetError as error:
        failed = job.ended(JobState.FAILED, now, JobError(error.code, {**error.facts, **_who(job, reading)}))
        pushed.failed.append(failed)
        with desk.records.writing() as unit:
            unit.books.save_job(failed)
        return None
    with desk.records.writing() as unit:
        unit.books.save_job(job.ended(JobState.REPLACED, now))
        unit.books.add_job(anew)
    pushed.replaced += 1
    return anew


def _who(job: StatementJob, reading: OfficeReading) -> dict[str, str]:
    """Who was faster, and what the book says instead."""
    office = reading.office
    if job.entry.type == ARRIVAL_REGISTER:
        place = office.packets.get(ArrivalRegister.from_node(job.entry.body).packet)
        arrival = office.arrivals.get(place) if place else None
        if arrival is not None:
            who = office.members.get(arrival.said.by)
            return {"who": who.name if who else arrival.said.by, "number": str(arrival.place.number)}
        return {}
    taken = office.revisions.get(NumberTake.from_node(job.entry.body).revision)
    line = office.numbers.get(taken.number) if taken and taken.number else None
    if line is None:
        return {}
    who = office.members.get(line.clerk)
    return {"who": who.name if who else line.clerk, "number": str(line.place.number)}


def _error(error: EcabinetError) -> JobError:
    return JobError(error.code, error.facts)
