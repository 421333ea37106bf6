"""The lists of a desk: dispatches newest first, and jobs."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.jobs import Job, JobKind
from ecabinet.application.ports import DeliveryRecord, Desk, Unit
from ecabinet.domain.dispatches.dispatch import Agency, Box, Dispatch
from ecabinet.domain.dispatches.register import IncomingEntry, OutgoingEntry
from ecabinet.domain.dispatches.status import StatusCode, StatusReport, shown_state
from ecabinet.domain.folding import phrases


@dataclass(frozen=True)
class Reached:
    """How far an outgoing dispatch got at one addressee; None before anything came back."""

    agency: Agency
    state: StatusCode | None


@dataclass(frozen=True)
class DispatchRow:
    """A dispatch with all that has happened to it since. `submission` is the job that sends an outgoing one."""

    dispatch: Dispatch
    incoming: IncomingEntry | None
    outgoing: OutgoingEntry | None
    statuses: tuple[StatusReport, ...]
    submission: Job | None
    reached: tuple[Reached, ...]


@dataclass(frozen=True)
class JobRows:
    jobs: tuple[Job, ...]
    quarantined: tuple[DeliveryRecord, ...]


def dispatch_list(desk: Desk, box: Box | None, search: str, limit: int) -> tuple[DispatchRow, ...]:
    """Newest first; every word or phrase of `search` must occur, marks or none. Mere punctuation finds nothing."""
    wanted = phrases(search)
    if search.strip() and not wanted:
        return ()
    with desk.records.reading() as unit:
        return tuple(dispatch_row(one, unit) for one in unit.dispatches.newest(box, wanted, limit))


def job_list(desk: Desk, limit: int) -> JobRows:
    with desk.records.reading() as unit:
        return JobRows(unit.jobs.newest(limit), unit.deliveries.quarantined(limit))


def dispatch_row(dispatch: Dispatch, unit: Unit) -> DispatchRow:
    statuses = unit.statuses.of(dispatch.id)
    outgoing = dispatch.box is Box.OUT
    jobs = [job for job in unit.jobs.of(dispatch.id) if job.kind is JobKind.SUBMIT_DOCUMENT]
    return DispatchRow(
        dispatch=dispatch,
        incoming=None if outgoing else unit.registers.incoming_of(dispatch.id),
        outgoing=unit.registers.outgoing_of(dispatch.id) if outgoing else None,
        statuses=statuses,
        submission=jobs[-1] if jobs else None,
        reached=tuple(
            Reached(one, shown_state(report for report in statuses if report.reporter == one.organ_id))
            for one in dispatch.addressees
        )
        if outgoing
        else (),
    )
