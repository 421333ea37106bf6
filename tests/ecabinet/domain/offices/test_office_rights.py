"""Each right, for each role: the matrix of the first catalogue (books.md) under the decree's own profile."""

from __future__ import annotations

from datetime import date

import pytest
from properties.office_pen import (
    OTHER_AGENCY,
    SEAL,
    OfficeBook,
    arrival_body,
    certificate,
    digest,
    identity,
    mandate_body,
    official_part,
)

from ecabinet.domain.offices.member import OfficeRole
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.statements.arrival_refuse import ArrivalRefuse
from ecabinet.domain.offices.statements.directive_give import DirectiveGive
from ecabinet.domain.offices.statements.document_issued import DocumentIssued
from ecabinet.domain.offices.statements.document_signed import DocumentSigned
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from ecabinet.domain.offices.statements.draft_comment import DraftComment
from ecabinet.domain.offices.statements.draft_return import DraftReturn
from ecabinet.domain.offices.statements.draft_submit import DraftSubmit
from ecabinet.domain.offices.statements.mandate_end import MandateEnd
from ecabinet.domain.offices.statements.number_take import NumberTake
from ecabinet.domain.offices.statements.official_part import ProfilePart
from ecabinet.domain.offices.statements.profile_change import ProfileChange
from ecabinet.domain.offices.statements.role_end import RoleEnd
from ecabinet.domain.offices.statements.role_grant import RoleGrant
from ecabinet.domain.offices.statements.task_close import TaskClose
from ecabinet.domain.offices.statements.task_report import TaskReport
from ecabinet.domain.offices.task import Progress

EVERYONE = {"head", "leader", "unit-head", "specialist", "clerk"}
D, V1 = identity("d"), digest(("d", 1))


def _submit(book):
    return DraftSubmit(D, 1, V1, "Dự thảo", "QĐ"), (V1,)


def _comment(book):
    return DraftComment(book.submitted(), 1, "Ý kiến."), ()


def _approve(book):
    return DraftApprove(book.submitted(), 1, V1), ()


def _return(book):
    return DraftReturn(book.submitted(), 1, "Thiếu căn cứ."), ()


def _sign(book):
    return DocumentSigned(book.approved(), 1, V1, digest("signed")), (digest("signed"),)


def _take(book):
    return NumberTake("chung", 2026, 1, book.signed()), ()


def _issue(book):
    return DocumentIssued(book.numbered(), digest("s"), "chung", 2026, 1, (OTHER_AGENCY,)), (digest("s"),)


def _register(book):
    return arrival_body(1), ()


def _refuse(book):
    return ArrivalRefuse(digest("p"), OTHER_AGENCY, "x", "Sai nơi nhận."), ()


def _direct(book):
    book.registered()
    return DirectiveGive(identity("t"), 2026, 1, "bich", (), date(2026, 12, 1), "Xử lý."), ()


def _report(book):
    return TaskReport(book.directed(lead="one"), Progress.IN_WORK), ()


def _close(book):
    book.say("an", RoleGrant(official_part("one", "leader")))
    task = book.directed(by="one")
    book.say("bich", TaskReport(task, Progress.DONE))
    return TaskClose(task), ()


def _give(book):
    return mandate_body(), ()


def _end(book):
    book.say("an", mandate_body())
    return MandateEnd(identity("m"), "Hết."), ()


def _grant(book):
    return RoleGrant(official_part("thu")), ()


def _end_role(book):
    return RoleEnd("khoa", "Nghỉ hưu"), ()


def _profile(book):
    return ProfileChange(ProfilePart(DECREE_30.name, DECREE_30.digest)), ()


RIGHTS = {
    _submit: EVERYONE,
    _comment: EVERYONE,
    _approve: {"unit-head", "head"},
    _return: {"unit-head", "leader", "head"},
    _sign: {"leader", "head"},
    _take: {"clerk"},
    _issue: {"clerk"},
    _register: {"clerk"},
    _refuse: {"clerk"},
    _direct: {"leader", "head"},
    _report: EVERYONE,
    _close: {"leader", "head"},
    _give: {"head", "seal"},
    _end: {"head", "seal"},
    _grant: {"head", "seal"},
    _end_role: {"head", "seal"},
    _profile: {"head", "seal"},
}


@pytest.mark.parametrize("role", [*OfficeRole, "reader", "seal"])
@pytest.mark.parametrize("say", RIGHTS, ids=lambda say: say.__name__[1:])
def test_right(say, role):
    book = OfficeBook()
    assert book.say("an", RoleGrant(official_part("one", "clerk"))) is None
    body, files = say(book)
    assert book.say("an", RoleGrant(official_part("one", str(role)))) is None
    by = SEAL if role == "seal" else "one"
    before = book.office
    reason = book.say(by, body, files=files)
    assert reason is (None if role in RIGHTS[say] else Reason.NO_RIGHT)
    assert (book.office == before) is False
    assert book.office.members["one"].certificate == certificate("one")
