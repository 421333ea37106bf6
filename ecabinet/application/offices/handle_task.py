"""Handle an arrival: the leader directs, the handlers report, the issuer closes (Decree 30/2020, Articles 23, 24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ecabinet.application.book_ports import Pen, StatementJob
from ecabinet.application.offices.find_in_office import find_arrival, find_draft, find_task
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import read_office
from ecabinet.application.offices.say import Words, say
from ecabinet.domain.calendar import office_day
from ecabinet.domain.offices.statements.directive_give import DirectiveGive
from ecabinet.domain.offices.statements.task_close import TaskClose
from ecabinet.domain.offices.statements.task_report import TaskReport
from ecabinet.domain.offices.task import Outcome, Progress


@dataclass(frozen=True)
class GiveDirective:
    """`arrival`: số đến (`12` or `12/2026`); `lead`, `support`: officials' ids; `deadline`: the last day."""

    book: str
    arrival: str
    lead: str
    support: tuple[str, ...]
    deadline: date | None
    text: str


@dataclass(frozen=True)
class ReportTask:
    """`answer`: the draft that answers the arrival, if there is one."""

    book: str
    task: str
    progress: Progress
    text: str = ""
    answer: str = ""


@dataclass(frozen=True)
class CloseTask:
    book: str
    task: str
    outcome: Outcome = Outcome.DONE
    note: str = ""


def give_directive(command: GiveDirective, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises NotInOffice, what `say` raises."""
    desk = office_desk.desk
    reading = read_office(command.book, office_desk)
    arrival = find_arrival(command.arrival, reading.expected, office_day(desk.clock.now()).year)
    body = DirectiveGive(
        task=str(desk.identifiers.new()),
        year=arrival.place.year,
        arrival=arrival.place.number,
        lead=command.lead,
        support=command.support,
        deadline=command.deadline,
        text=command.text,
    )
    return say(Words("directive.give/1", body.to_node()), reading, office_desk, pen)


def report_task(command: ReportTask, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises NotInOffice, what `say` raises."""
    reading = read_office(command.book, office_desk)
    answer = find_draft(command.answer, reading.expected).id if command.answer else ""
    body = TaskReport(find_task(command.task, reading.expected), command.progress, command.text, answer)
    return say(Words("task.report/1", body.to_node()), reading, office_desk, pen)


def close_task(command: CloseTask, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises NotInOffice, what `say` raises."""
    reading = read_office(command.book, office_desk)
    body = TaskClose(find_task(command.task, reading.expected), command.outcome, command.note)
    return say(Words("task.close/1", body.to_node()), reading, office_desk, pen)
