"""`directive.give/1`: a leader says who handles a registered arrival, with whom, how and by when (Article 23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ecabinet.domain.books.body import BodyReader, Node, written, written_each, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.calendar import office_day
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.register import ArrivalNumber
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule, said
from ecabinet.domain.offices.task import Task


@dataclass(frozen=True, slots=True)
class DirectiveGive:
    """`task`: the id of the task it makes; `year`, `arrival`: the số đến; one `lead` (chủ trì), any `support`
    (phối hợp), all by official's id; `deadline` is the last day; `text` is quoted as it stands.
    """

    task: str
    year: int
    arrival: int
    lead: str
    support: tuple[str, ...] = ()
    deadline: date | None = None
    text: str = ""

    @property
    def place(self) -> ArrivalNumber:
        return ArrivalNumber(self.year, self.arrival)

    def to_node(self) -> Node:
        return (
            *(("task", self.task), ("year", str(self.year)), ("arrival", str(self.arrival)), ("lead", self.lead)),
            *(*written_each("support", self.support), *written("deadline", self.deadline)),
            *written_prose("text", self.text),
        )

    @classmethod
    def from_node(cls, node: Node) -> DirectiveGive:
        body = BodyReader(node)
        found = cls(
            task=body.identity("task"),
            year=body.number("year"),
            arrival=body.number("arrival"),
            lead=body.text("lead"),
            support=body.repeated("support", most=200),
            deadline=body.optional_day("deadline"),
            text=body.prose("text"),
        )
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: DirectiveGive) -> Reason | None:
    if body.place not in state.arrivals:
        return Reason.ARRIVAL_NOT_REGISTERED
    if body.task in state.tasks:
        return Reason.DIRECTIVE_EXISTS
    if not body.text:
        return Reason.WORDS_MISSING
    handlers = [state.members.get(official) for official in (body.lead, *body.support)]
    if not all(member is not None and member.serves(entry.accepted_at) for member in handlers):
        return Reason.HANDLER_UNKNOWN
    if body.lead in body.support:
        return Reason.LEAD_ALSO_SUPPORTS
    past = body.deadline is not None and body.deadline < office_day(entry.accepted_at)
    return Reason.DEADLINE_PAST if past else None


def _apply(tables: OfficeTables, entry: Entry, body: DirectiveGive) -> None:
    directive = said(entry, body.text)
    tables.tasks[body.task] = Task(body.task, body.place, directive, body.lead, body.support, body.deadline)


RULE = StatementRule("directive.give/1", DirectiveGive.from_node, by_role, _precondition, _apply)
