"""`task.report/1`: a handler says how far the work has come; only the lead says that it is done (Article 24)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, MalformedBody, Node, written, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule, said
from ecabinet.domain.offices.task import Progress, Report

_WORDS = {progress.value: progress for progress in Progress}


@dataclass(frozen=True, slots=True)
class TaskReport:
    """`answer`: id of the draft that answers the arrival, if there is one."""

    task: str
    progress: Progress
    text: str = ""
    answer: str = ""

    def to_node(self) -> Node:
        return (
            *(("task", self.task), ("progress", self.progress.value)),
            *(*written_prose("text", self.text), *written("answer", self.answer)),
        )

    @classmethod
    def from_node(cls, node: Node) -> TaskReport:
        body = BodyReader(node)
        task, progress = body.identity("task"), _WORDS.get(body.text("progress"))
        if progress is None:
            raise MalformedBody(part="progress")
        found = cls(task, progress, body.prose("text"), body.optional_identity("answer"))
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: TaskReport) -> Reason | None:
    task = state.tasks.get(body.task)
    if task is None:
        return Reason.TASK_UNKNOWN
    if task.closed is not None:
        return Reason.TASK_CLOSED
    if entry.by != task.lead and entry.by not in task.support:
        return Reason.NOT_ON_TASK
    if body.progress is Progress.DONE and entry.by != task.lead:
        return Reason.NOT_THE_LEAD
    return Reason.DRAFT_UNKNOWN if body.answer and body.answer not in state.drafts else None


def _apply(tables: OfficeTables, entry: Entry, body: TaskReport) -> None:
    task = tables.tasks[body.task]
    report = Report(body.progress, said(entry, body.text), body.answer)
    tables.tasks[body.task] = replace(task, reports=(*task.reports, report))


RULE = StatementRule("task.report/1", TaskReport.from_node, by_role, _precondition, _apply)
