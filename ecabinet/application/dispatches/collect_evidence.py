"""Collect the evidence that keeps a dispatch's signed manifest provable: a time stamp and revocation data, as jobs."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.evidence_ports import EvidenceCollector, StampOutOfReach
from ecabinet.application.jobs import EVIDENCE, Job, JobError, JobKind, JobState
from ecabinet.application.ports import Desk, Unit
from ecabinet.domain.dispatches.dispatch import Dispatch, StoredFile
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.errors import EcabinetError, Hindrance

BATCH = 200


@dataclass(frozen=True)
class CollectEvidence:
    """Does what is due; nothing at a desk without a time-stamp authority, or off line."""


def collect_evidence(command: CollectEvidence, desk: Desk) -> tuple[Job, ...]:
    """The jobs as they stand after this round. A silent authority ends the round: it would be silent for the rest."""
    collector = desk.collector
    if collector is None:
        return ()
    with desk.records.reading() as unit:
        jobs = unit.jobs.queued(desk.clock.now(), BATCH, EVIDENCE)
    tried: list[Job] = []
    for job in jobs:
        tried.append(_tried(job, collector, desk))
        error = tried[-1].last_error
        if error is not None and error.code == StampOutOfReach.code:
            break
    return tuple(tried)


def plan_evidence(dispatch: Dispatch, unit: Unit, desk: Desk) -> None:
    """A job, in the caller's unit of work, for a dispatch whose manifest nobody doubts; at most one each."""
    manifest = next((one for one in dispatch.attachments if one.role == "manifest"), None)
    # An own manifest has no verdict: it was sealed here, and its signer is judged when the evidence is collected.
    believed = manifest is not None and manifest.verdict in (None, Verdict.VALID, Verdict.VALID_WITH_REMARKS)
    planned = any(job.kind is JobKind.COLLECT_EVIDENCE for job in unit.jobs.of(dispatch.id))
    if manifest is None or not believed or planned or not unit.desk.load().tsa:
        return
    now = desk.clock.now()
    unit.jobs.add(Job(desk.identifiers.new(), JobKind.COLLECT_EVIDENCE, dispatch.id, manifest.file, now, now))


def _tried(job: Job, collector: EvidenceCollector, desk: Desk) -> Job:
    file: StoredFile | None = None
    try:
        with desk.files.open(job.packet) as manifest:
            collected = collector.collect(manifest.read())
        sink = desk.files.create()
        sink.write(collected)
        file = sink.keep()
        after = job.done(desk.clock.now())
    except Hindrance as error:
        after = job.put_off(JobError(error.code, error.facts), desk.clock.now(), desk.schedule)
    except EcabinetError as error:
        after = job.failed(JobError(error.code, error.facts), desk.clock.now())

    with desk.records.writing() as unit:
        unit.jobs.save(after)
        if file is not None and after.state is JobState.DONE:
            unit.evidence.keep(job.dispatch, file, desk.clock.now())
    return after
