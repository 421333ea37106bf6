"""Directives on registered arrivals, reports, closing by the issuer (Decree 30/2020, Articles 22 to 24)."""

from __future__ import annotations

from datetime import date

import pytest
from properties.office_pen import OfficeBook, arrival_body, identity

from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.register import ArrivalNumber
from ecabinet.domain.offices.statements.directive_give import DirectiveGive
from ecabinet.domain.offices.statements.role_end import RoleEnd
from ecabinet.domain.offices.statements.task_close import TaskClose
from ecabinet.domain.offices.statements.task_report import TaskReport
from ecabinet.domain.offices.task import Outcome, Progress, TaskState

T = identity("t")


def direct(book: OfficeBook, by: str = "an", **changes):
    facts = {"task": T, "year": 2026, "arrival": 1, "lead": "bich", "support": (), "deadline": None, "text": "Xử lý."}
    return book.say(by, DirectiveGive(**(facts | changes)))


def report(book: OfficeBook, by: str = "bich", progress: Progress = Progress.IN_WORK, **facts):
    return book.say(by, TaskReport(T, progress, "Đang làm.", **facts))


@pytest.fixture
def book() -> OfficeBook:
    book = OfficeBook()
    book.registered()
    return book


def test_an_unregistered_arrival_binds_no_one():
    book = OfficeBook()
    assert direct(book) is Reason.ARRIVAL_NOT_REGISTERED
    book.registered()
    assert direct(book, arrival=2) is Reason.ARRIVAL_NOT_REGISTERED
    assert direct(book) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"lead": "nobody"}, Reason.HANDLER_UNKNOWN),
        ({"support": ("khoa", "nobody")}, Reason.HANDLER_UNKNOWN),
        ({"support": ("bich",)}, Reason.LEAD_ALSO_SUPPORTS),
        ({"deadline": date(2026, 11, 19)}, Reason.DEADLINE_PAST),
        ({"deadline": date(2026, 11, 20)}, None),
        ({"text": ""}, Reason.WORDS_MISSING),
        ({"support": ("khoa", "khoa")}, Reason.MALFORMED),
        ({"support": ("khoa", "dung")}, None),
    ],
)
def test_a_directive_names_a_lead_support_and_a_deadline(book, changes, reason):
    assert direct(book, **changes) is reason
    assert len(book.office.tasks) == (reason is None)


def test_a_directive_is_quoted_as_it_stands(book):
    words = "Giao Vụ Tổng hợp chủ trì.\nBáo cáo trước 30/11."
    assert direct(book, text=words, support=("khoa",)) is None
    task = book.office.tasks[T]
    assert (task.directive.text, task.issuer, task.arrival) == (words, "an", ArrivalNumber(2026, 1))
    assert direct(book) is Reason.DIRECTIVE_EXISTS


def test_nobody_is_charged_who_has_left(book):
    assert book.say("an", RoleEnd("bich", "")) is None
    assert direct(book) is Reason.HANDLER_UNKNOWN


def test_a_task_goes_from_assigned_to_done(book):
    assert direct(book, support=("khoa",), deadline=date(2026, 11, 25)) is None
    assert book.office.tasks[T].state is TaskState.ASSIGNED
    assert report(book, by="khoa") is None
    assert book.office.tasks[T].state is TaskState.IN_WORK
    assert book.say("an", TaskClose(T)) is Reason.NOTHING_REPORTED
    assert report(book, progress=Progress.DONE) is None
    assert book.office.tasks[T].state is TaskState.REPORTED
    assert book.office.tasks[T].overdue(date(2026, 11, 26)) and not book.office.tasks[T].overdue(date(2026, 11, 25))
    assert book.say("an", TaskClose(T, note="Tốt.")) is None
    assert book.office.tasks[T].state is TaskState.DONE
    assert not book.office.tasks[T].overdue(date(2026, 11, 26))
    assert report(book) is Reason.TASK_CLOSED
    assert book.say("an", TaskClose(T)) is Reason.TASK_CLOSED


def test_only_the_handlers_report_and_only_the_lead_says_done(book):
    assert direct(book, support=("khoa",)) is None
    assert report(book, by="dung") is Reason.NOT_ON_TASK
    assert report(book, by="khoa", progress=Progress.DONE) is Reason.NOT_THE_LEAD
    assert book.say("bich", TaskReport(identity("x"), Progress.DONE)) is Reason.TASK_UNKNOWN


def test_a_report_may_name_the_draft_that_answers(book):
    assert direct(book) is None
    assert report(book, answer=identity("d")) is Reason.DRAFT_UNKNOWN
    draft = book.submitted()
    assert report(book, progress=Progress.DONE, answer=draft) is None
    assert book.office.tasks[T].reports[-1].answer == draft


def test_only_the_issuer_closes(book):
    assert direct(book, by="cuong") is None
    assert report(book, progress=Progress.DONE) is None
    assert book.say("an", TaskClose(T)) is Reason.NOT_THE_ISSUER
    assert book.say("bich", TaskClose(T)) is Reason.NO_RIGHT
    assert book.say("an", TaskClose(identity("x"))) is Reason.TASK_UNKNOWN
    assert book.say("cuong", TaskClose(T)) is None


def test_the_head_closes_what_a_leader_left_behind(book):
    assert direct(book, by="cuong") is None
    assert report(book, progress=Progress.DONE) is None
    assert book.say("an", RoleEnd("cuong", "Chuyển công tác")) is None
    assert book.say("an", TaskClose(T)) is None


def test_a_task_is_dropped_only_with_a_reason(book):
    assert direct(book) is None
    assert book.say("an", TaskClose(T, Outcome.DROPPED)) is Reason.WORDS_MISSING
    assert book.say("an", TaskClose(T, Outcome.DROPPED, "Nơi gửi đã thu hồi.")) is None
    assert book.office.tasks[T].state is TaskState.DROPPED


def test_one_arrival_may_have_several_directives(book):
    assert direct(book) is None
    assert direct(book, by="cuong", task=identity("second"), lead="khoa") is None
    assert book.say("lan", arrival_body(2)) is None
    assert {task.lead for task in book.office.tasks.values()} == {"bich", "khoa"}
