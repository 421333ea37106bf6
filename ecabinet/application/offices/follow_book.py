"""Follow the book: what it has accepted makes packets leave, statuses 02 to 06 to senders, local registers agree.

Whoever registered an arrival reports on it, so that of many desks one speaks. Doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ecabinet.application.dispatches.report_status import report_status
from ecabinet.application.jobs import JobError, JobKind, JobState
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import OfficeReading
from ecabinet.application.ports import Desk, Unit
from ecabinet.domain.dispatches.dispatch import Box, Dispatch, Handling
from ecabinet.domain.dispatches.register import IncomingEntry
from ecabinet.domain.dispatches.status import StatusCode, StatusReport
from ecabinet.domain.identity import DispatchId
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.register import Arrival
from ecabinet.domain.offices.statements.document_issued import DocumentIssued
from ecabinet.domain.offices.task import Outcome, Task

_OPEN = (Handling.ARRIVED, Handling.ACCEPTED)


def follow_book(reading: OfficeReading, office_desk: OfficeDesk) -> tuple[StatusReport, ...]:
    """The reports that are now due, queued in the outbox."""
    desk, office = office_desk.desk, reading.office
    now = desk.clock.now()
    reports: list[StatusReport] = []
    with desk.records.writing() as unit:
        me = unit.desk.load().official.id
        for arrival in office.arrivals.values():
            reports += _registered(arrival, office, me, unit, desk, now)
        for packet, refusal in office.refusals.items():
            for dispatch in _incoming(packet, unit):
                if dispatch.handling in _OPEN:
                    unit.dispatches.save_handling(replace(dispatch, handling=Handling.REFUSED, despite=""))
                if refusal.said.by == me:
                    reports += _told(dispatch, {StatusCode.REFUSED: refusal.said.text}, unit, desk, now)
        for issue in office.issues.values():
            if issue.said.by == me and issue.dispatch:
                _release(DispatchId(UUID(issue.dispatch)), unit, now)
        _stop_set_aside(reading, me, unit, now)
    return tuple(reports)


def _registered(
    arrival: Arrival, office: Office, me: str, unit: Unit, desk: Desk, now: datetime
) -> Iterator[StatusReport]:
    for dispatch in _incoming(arrival.packet, unit):
        if dispatch.handling in _OPEN:
            unit.dispatches.save_handling(
                replace(dispatch, handling=Handling.REGISTERED, despite=arrival.despite.strip())
            )
        _enter(arrival, dispatch, unit)
        if arrival.said.by == me:
            yield from _told(dispatch, _due(arrival, office), unit, desk, now)


def _enter(arrival: Arrival, dispatch: Dispatch, unit: Unit) -> None:
    """The desk's own register says what the book says; numbers it gave before it joined the office stay."""
    place = arrival.place
    if unit.registers.incoming_of(dispatch.id) or unit.registers.arrival_taken(place.year, place.number):
        return
    said = arrival.said
    unit.registers.enter_incoming(
        IncomingEntry(place.year, place.number, dispatch.id, said.by, arrival.despite, said.at)
    )


def _due(arrival: Arrival, office: Office) -> dict[StatusCode, str]:
    """What the sender should know by now: 03, then 04 and 05 with the first directive and report, 06 at the end."""
    tasks = [task for task in office.tasks.values() if task.arrival == arrival.place]
    due = {StatusCode.REGISTERED: ""}
    if tasks:
        due[StatusCode.ASSIGNED] = _name(tasks[0], office)
    if any(task.reports for task in tasks):
        due[StatusCode.IN_WORK] = ""
    done = [task.closed is not None for task in tasks]
    if tasks and all(done) and any(task.closed and task.closed.outcome is Outcome.DONE for task in tasks):
        due[StatusCode.COMPLETED] = ""
    return due


def _name(task: Task, office: Office) -> str:
    lead = office.members.get(task.lead)
    return lead.name if lead else task.lead


def _told(
    dispatch: Dispatch, due: dict[StatusCode, str], unit: Unit, desk: Desk, now: datetime
) -> Iterator[StatusReport]:
    own = unit.desk.load().official.agency
    told = {one.code for one in unit.statuses.of(dispatch.id) if one.reporter == own}
    for code, description in due.items():
        if code not in told:
            yield report_status(dispatch, code, description, now, unit, desk)


def _incoming(packet: str, unit: Unit) -> Iterator[Dispatch]:
    for one in unit.dispatches.by_packet(Box.IN, packet):
        found = unit.dispatches.get(one)
        if found is not None:
            yield found


def _release(dispatch: DispatchId, unit: Unit, now: datetime) -> None:
    for job in unit.jobs.of(dispatch):
        if job.state is JobState.HELD:
            unit.jobs.save(replace(job, state=JobState.QUEUED, next_try=now))


def _stop_set_aside(reading: OfficeReading, me: str, unit: Unit, now: datetime) -> None:
    """A packet whose issue the book has set aside never leaves: another clerk was faster."""
    entries = {one.entry.sequence: one.entry for one in reading.entries}
    for aside in reading.set_aside:
        if aside.type != "document.issued/1" or aside.by != me:
            continue
        issued = DocumentIssued.from_node(entries[aside.sequence].body)
        for job in unit.jobs.of(DispatchId(UUID(issued.dispatch))) if issued.dispatch else ():
            if job.kind is JobKind.SUBMIT_DOCUMENT and job.state is JobState.HELD:
                unit.jobs.save(job.failed(JobError(aside.reason), now))
