"""Push the outbox: submit what is queued, keep the receipts, put off what the world hinders."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.dispatches.collect_evidence import plan_evidence
from ecabinet.application.jobs import Job, JobError, JobKind, JobState
from ecabinet.application.ports import Desk, Exchange
from ecabinet.domain.errors import EcabinetError, Hindrance

BATCH = 200


@dataclass(frozen=True)
class PushOutbox:
    """`due_only`: leave alone what waits for its next try; a person who asks for a sync wants everything tried."""

    due_only: bool


def push_outbox(command: PushOutbox, desk: Desk, exchange: Exchange) -> tuple[Job, ...]:
    """The jobs as they stand after this round. One that fails never keeps the others back."""
    with desk.records.reading() as unit:
        jobs = unit.jobs.queued(desk.clock.now() if command.due_only else None, BATCH)
    return tuple(_tried(job, desk, exchange) for job in jobs)


def _tried(job: Job, desk: Desk, exchange: Exchange) -> Job:
    receipt = b""
    try:
        receipt = exchange.submit(job.id, job.packet, lambda: desk.files.open(job.packet))
        after = job.done(desk.clock.now())
    except Hindrance as error:
        after = job.put_off(_error(error), desk.clock.now(), desk.schedule)
    except EcabinetError as error:
        after = job.failed(_error(error), desk.clock.now())

    with desk.records.writing() as unit:
        unit.jobs.save(after)
        if after.state is JobState.DONE:
            unit.receipts.add(job.id, receipt)
            sent = unit.dispatches.get(job.dispatch) if job.kind is JobKind.SUBMIT_DOCUMENT else None
            if sent is not None:
                plan_evidence(sent, unit, desk)
    return after


def _error(error: EcabinetError) -> JobError:
    return JobError(error.code, error.facts)
