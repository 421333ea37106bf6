"""Work that must happen later: a stored row, its attempts, the next try and the last error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.identity import DispatchId


class JobKind(StrEnum):
    SUBMIT_DOCUMENT = "submit-document"
    SUBMIT_STATUS = "submit-status"
    COLLECT_EVIDENCE = "collect-evidence"


SUBMISSIONS = (JobKind.SUBMIT_DOCUMENT, JobKind.SUBMIT_STATUS)
"""Jobs that need the exchange."""
EVIDENCE = (JobKind.COLLECT_EVIDENCE,)
"""Jobs that need a time-stamp authority and revocation services."""


class JobState(StrEnum):
    """`FAILED`: said no for good. `EXPIRED`: tried for the whole schedule; a person must decide.

    `HELD`: waits for a statement to be accepted in the office's book. `REPLACED`: made anew under another id.
    """

    QUEUED = "queued"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"
    HELD = "held"
    REPLACED = "replaced"


class RetrySchedule(Protocol):
    """When to try again; the schedule itself belongs to the exchange's protocol."""

    def next_try(self, attempts: int, first_try: datetime, now: datetime) -> datetime | None:
        """None when the schedule is used up. `attempts` counts those made, at least 1."""
        ...


@dataclass(frozen=True)
class JobError:
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """One piece of work. `id` is the operation id: born with the row, the same at every try, so the hub knows a repeat.

    `packet` is the file that it is about: the packet to submit, the signed manifest to collect evidence for.
    """

    id: UUID
    kind: JobKind
    dispatch: DispatchId
    packet: StoredFile
    created_at: datetime
    next_try: datetime
    state: JobState = JobState.QUEUED
    attempts: int = 0
    first_try: datetime | None = None
    last_error: JobError | None = None

    def done(self, now: datetime) -> Job:
        return replace(self, state=JobState.DONE, attempts=self.attempts + 1, next_try=now, last_error=None)

    def failed(self, error: JobError, now: datetime) -> Job:
        """A permanent no: never tried again by itself."""
        return replace(self, state=JobState.FAILED, attempts=self.attempts + 1, next_try=now, last_error=error)

    def put_off(self, error: JobError, now: datetime, schedule: RetrySchedule) -> Job:
        """The world was in the way: next try by the schedule, or expired when it is used up."""
        first = self.first_try or now
        again = schedule.next_try(self.attempts + 1, first, now)
        return replace(
            self,
            state=JobState.QUEUED if again else JobState.EXPIRED,
            attempts=self.attempts + 1,
            first_try=first,
            next_try=again or now,
            last_error=error,
        )


class Jobs(Protocol):
    def add(self, job: Job) -> None: ...
    def save(self, job: Job) -> None: ...
    def queued(self, due: datetime | None, limit: int, kinds: Sequence[JobKind] = SUBMISSIONS) -> tuple[Job, ...]:
        """Oldest first; with `due`, only those whose next try has come."""
        ...

    def of(self, dispatch: DispatchId) -> tuple[Job, ...]: ...
    def newest(self, limit: int) -> tuple[Job, ...]: ...
