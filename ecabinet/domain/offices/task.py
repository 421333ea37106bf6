"""A leader's directive on an arrival, and the task it makes (Decree 30/2020, Articles 23 and 24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ecabinet.domain.offices.draft import Said
from ecabinet.domain.offices.register import ArrivalNumber


class Progress(StrEnum):
    """What a handler reports; only the lead may say that it is done."""

    IN_WORK = "in-work"
    DONE = "done"


class Outcome(StrEnum):
    DONE = "done"
    DROPPED = "dropped"


class TaskState(StrEnum):
    """In the order of the statuses a sender is told: 04, 05, 05, 06."""

    ASSIGNED = "assigned"
    IN_WORK = "in-work"
    REPORTED = "reported"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Report:
    """`answer` is the draft that answers the arrival, if there is one."""

    progress: Progress
    said: Said
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    outcome: Outcome
    said: Said


@dataclass(frozen=True, slots=True)
class Task:
    """`directive.text` is the leader's own words, quoted and never paraphrased; one lead (chủ trì), any number of
    supporting officials (phối hợp).
    """

    id: str
    arrival: ArrivalNumber
    directive: Said
    lead: str
    support: tuple[str, ...]
    deadline: date | None
    reports: tuple[Report, ...] = ()
    closed: Closing | None = None

    @property
    def issuer(self) -> str:
        return self.directive.by

    @property
    def state(self) -> TaskState:
        if self.closed is not None:
            return TaskState.DONE if self.closed.outcome is Outcome.DONE else TaskState.DROPPED
        if any(report.progress is Progress.DONE for report in self.reports):
            return TaskState.REPORTED
        return TaskState.IN_WORK if self.reports else TaskState.ASSIGNED

    def overdue(self, today: date) -> bool:
        return self.closed is None and self.deadline is not None and today > self.deadline
