"""`task.close/1`: the issuer, never the doer, says that the work is done, or drops it with a reason (Article 24)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, MalformedBody, Node, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_role, is_head
from ecabinet.domain.offices.rule import StatementRule, said
from ecabinet.domain.offices.task import Closing, Outcome, Task

_WORDS = {outcome.value: outcome for outcome in Outcome}


@dataclass(frozen=True, slots=True)
class TaskClose:
    task: str
    outcome: Outcome = Outcome.DONE
    note: str = ""

    def to_node(self) -> Node:
        return (("task", self.task), ("outcome", self.outcome.value), *written_prose("note", self.note))

    @classmethod
    def from_node(cls, node: Node) -> TaskClose:
        body = BodyReader(node)
        task, outcome = body.identity("task"), _WORDS.get(body.text("outcome"))
        if outcome is None:
            raise MalformedBody(part="outcome")
        found = cls(task, outcome, body.prose("note"))
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: TaskClose) -> Reason | None:
    task = state.tasks.get(body.task)
    if task is None:
        return Reason.TASK_UNKNOWN
    if task.closed is not None:
        return Reason.TASK_CLOSED
    if not _answers_for(state, entry, task):
        return Reason.NOT_THE_ISSUER
    if body.outcome is Outcome.DROPPED:
        return None if body.note else Reason.WORDS_MISSING
    return None if any(report.said.by == task.lead for report in task.reports) else Reason.NOTHING_REPORTED


def _answers_for(state: OfficeState, entry: Entry, task: Task) -> bool:
    """The issuer; the head only where the issuer has left, for else the task could never end."""
    if entry.by == task.issuer:
        return True
    issuer = state.members.get(task.issuer)
    gone = issuer is None or not issuer.serves(entry.accepted_at)
    return gone and is_head(state, entry.by)


def _apply(tables: OfficeTables, entry: Entry, body: TaskClose) -> None:
    closing = Closing(body.outcome, said(entry, body.note))
    tables.tasks[body.task] = replace(tables.tasks[body.task], closed=closing)


RULE = StatementRule("task.close/1", TaskClose.from_node, by_role, _precondition, _apply)
