"""Drafts, comments, approvals bound to a version, returns, signatures (Decree 30/2020, Articles 10 to 13)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from properties.office_pen import OfficeBook, digest, identity, official_part

from ecabinet.domain.offices.approval import draft_state, is_approved, may_approve, may_return, may_sign
from ecabinet.domain.offices.draft import DraftState
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.statements.document_signed import DocumentSigned
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from ecabinet.domain.offices.statements.draft_comment import DraftComment
from ecabinet.domain.offices.statements.draft_return import DraftReturn
from ecabinet.domain.offices.statements.draft_submit import DraftSubmit
from ecabinet.domain.offices.statements.number_take import NumberTake
from ecabinet.domain.offices.statements.role_end import RoleEnd
from ecabinet.domain.offices.statements.role_grant import RoleGrant

D = identity("d")
TWO = replace(DECREE_30, name="hai-nguoi-duyet", approvals=2)


def submit(book: OfficeBook, version: int, by: str = "bich", name: str = "d", files: tuple[str, ...] | None = None):
    main = digest((name, version))
    body = DraftSubmit(identity(name), version, main, "Dự thảo", "QĐ")
    return book.say(by, body, files=(main,) if files is None else files)


def sign(book: OfficeBook, version: int = 1, by: str = "an", revision: str = "", **facts):
    revision = revision or digest(("signed", "d", version))
    body = DocumentSigned(D, version, digest(("d", version)), revision)
    return book.say(by, body, **({"files": (revision,)} | facts))


def state(book: OfficeBook) -> DraftState:
    office = book.office
    return draft_state(office, office.drafts[D])


@pytest.fixture
def book() -> OfficeBook:
    return OfficeBook()


def test_a_draft_lives_from_its_drafter_to_the_addressee(book):
    book.submitted()
    assert state(book) is DraftState.SUBMITTED
    assert book.say("dung", DraftApprove(D, 1, digest(("d", 1)), "Đồng ý.")) is None
    assert state(book) is DraftState.APPROVED
    assert sign(book) is None
    assert state(book) is DraftState.SIGNED
    assert book.say("lan", NumberTake("chung", 2026, 1, digest(("signed", "d", 1)))) is None
    assert state(book) is DraftState.NUMBERED
    version = book.office.drafts[D].latest
    assert (version.title, version.type, version.author, version.approvals[0].text) == (
        "Dự thảo d",
        "QĐ",
        "bich",
        "Đồng ý.",
    )


def test_versions_count_without_gaps(book):
    assert submit(book, 2) is Reason.DRAFT_UNKNOWN
    assert submit(book, 1) is None
    assert submit(book, 1) is Reason.VERSION_NOT_NEXT
    assert submit(book, 3) is Reason.VERSION_NOT_NEXT
    assert submit(book, 2) is None


def test_a_version_carries_its_file(book):
    assert submit(book, 1, files=(digest("something else"),)) is Reason.FILE_MISSING
    assert book.office.drafts == {}


@pytest.mark.parametrize(("by", "reason"), [("khoa", Reason.NOT_THE_DRAFTER), ("lan", Reason.NOT_THE_DRAFTER)])
def test_others_do_not_change_a_draft(book, by, reason):
    book.submitted()
    assert submit(book, 2, by=by) is reason


def test_whoever_approves_may_change_a_draft_and_it_needs_approval_again(book):
    book.approved()
    assert submit(book, 2, by="dung") is None
    assert state(book) is DraftState.SUBMITTED
    assert sign(book, 2) is Reason.NOT_APPROVED


def test_any_change_after_approval_needs_approval_again(book):
    book.approved()
    assert submit(book, 2) is None
    assert sign(book, 1) is Reason.VERSION_OUTDATED
    assert sign(book, 2) is Reason.NOT_APPROVED
    assert book.say("dung", DraftApprove(D, 2, digest(("d", 2)))) is None
    assert sign(book, 2) is None


def test_an_approval_is_bound_to_the_bytes(book):
    book.submitted()
    assert book.say("dung", DraftApprove(D, 1, digest("other bytes"))) is Reason.VERSION_DIFFERS
    assert book.say("dung", DraftApprove(D, 2, digest(("d", 2)))) is Reason.VERSION_UNKNOWN
    assert book.say("dung", DraftApprove(identity("x"), 1, digest(("d", 1)))) is Reason.DRAFT_UNKNOWN
    assert submit(book, 2) is None
    assert book.say("dung", DraftApprove(D, 1, digest(("d", 1)))) is Reason.VERSION_OUTDATED


def test_an_approver_approves_once(book):
    book.approved()
    assert book.say("dung", DraftApprove(D, 1, digest(("d", 1)))) is Reason.ALREADY_APPROVED
    assert book.say("an", DraftApprove(D, 1, digest(("d", 1)))) is None


def test_the_profile_may_ask_for_two_approvals():
    book = OfficeBook(TWO)
    book.approved()
    assert state(book) is DraftState.SUBMITTED and sign(book) is Reason.NOT_APPROVED
    assert book.say("an", DraftApprove(D, 1, digest(("d", 1)))) is None
    assert state(book) is DraftState.APPROVED and sign(book) is None


def test_a_signature_names_the_approved_bytes_and_carries_its_file(book):
    book.approved()
    wrong = DocumentSigned(D, 1, digest("other bytes"), digest("signed"))
    assert book.say("an", wrong, files=(digest("signed"),)) is Reason.VERSION_DIFFERS
    assert sign(book, files=()) is Reason.FILE_MISSING
    assert sign(book) is None
    assert sign(book, revision=digest("second")) is Reason.DRAFT_SIGNED


def test_one_revision_stands_for_one_draft(book):
    revision = book.signed("other")
    book.approved()
    assert sign(book, revision=revision) is Reason.REVISION_KNOWN


def test_nothing_changes_under_a_signature(book):
    book.signed()
    assert submit(book, 2) is Reason.DRAFT_SIGNED
    assert book.say("an", DraftApprove(D, 1, digest(("d", 1)))) is Reason.DRAFT_SIGNED


def test_a_return_needs_a_reason_and_ends_the_version(book):
    book.approved()
    assert book.say("dung", DraftReturn(D, 1, "")) is Reason.WORDS_MISSING
    assert book.say("dung", DraftReturn(D, 1, "Thiếu căn cứ.")) is None
    assert state(book) is DraftState.RETURNED
    assert not is_approved(book.office, book.office.drafts[D].latest)
    assert sign(book) is Reason.DRAFT_RETURNED
    assert book.say("an", DraftApprove(D, 1, digest(("d", 1)))) is Reason.DRAFT_RETURNED
    assert book.say("dung", DraftReturn(D, 1, "Lần nữa.")) is Reason.DRAFT_RETURNED
    assert submit(book, 2) is None
    assert state(book) is DraftState.SUBMITTED


@pytest.mark.parametrize(
    ("by", "before", "after"),
    [
        ("lan", Reason.NO_RIGHT, None),
        ("dung", None, Reason.NO_RIGHT),
        ("cuong", None, None),
        ("an", None, None),
        ("bich", Reason.NO_RIGHT, Reason.NO_RIGHT),
    ],
)
def test_before_the_signature_the_unit_returns_after_it_the_clerk(by, before, after):
    open_book, signed_book = OfficeBook(), OfficeBook()
    open_book.submitted()
    signed_book.signed()
    body = DraftReturn(D, 1, "Sai thể thức.")
    assert may_return(open_book.office, by, D) is (before is None)
    assert may_return(signed_book.office, by, D) is (after is None)
    assert open_book.say(by, body) is before
    assert signed_book.say(by, body) is after


def test_a_returned_signature_is_void_for_ever(book):
    revision = book.signed()
    assert book.say("lan", DraftReturn(D, 1, "Sai thể thức.")) is None
    assert book.say("lan", NumberTake("chung", 2026, 1, revision)) is Reason.REVISION_WITHDRAWN
    book.approved("d", 2)
    assert sign(book, 2, revision=revision) is Reason.REVISION_KNOWN
    assert sign(book, 2) is None
    assert book.say("lan", NumberTake("chung", 2026, 1, digest(("signed", "d", 2)))) is None


def test_a_number_cannot_be_taken_back(book):
    book.numbered()
    assert book.say("lan", DraftReturn(D, 1, "Nhầm.")) is Reason.DRAFT_NUMBERED
    assert not may_return(book.office, "lan", D)


def test_comments_need_a_version_and_words_and_decide_nothing(book):
    book.submitted()
    assert book.say("khoa", DraftComment(D, 1, "Dòng một.\nDòng hai.")) is None
    assert book.office.drafts[D].comments[0].said.text == "Dòng một.\nDòng hai."
    assert book.say("khoa", DraftComment(D, 2, "Gì cơ?")) is Reason.VERSION_UNKNOWN
    assert book.say("khoa", DraftComment(identity("x"), 1, "Gì cơ?")) is Reason.DRAFT_UNKNOWN
    assert book.say("khoa", DraftComment(D, 1, " \n ")) is Reason.WORDS_MISSING
    assert state(book) is DraftState.SUBMITTED


def test_buttons_say_what_rules_say(book):
    assert not may_approve(book.office, "dung", D)
    book.submitted()
    assert may_approve(book.office, "dung", D) and may_approve(book.office, "an", D)
    assert not may_approve(book.office, "bich", D) and not may_approve(book.office, "nobody", D)
    assert not may_sign(book.office, "an", D)
    assert book.say("dung", DraftApprove(D, 1, digest(("d", 1)))) is None
    assert not may_approve(book.office, "dung", D)
    assert may_sign(book.office, "an", D) and may_sign(book.office, "cuong", D)
    assert not may_sign(book.office, "dung", D)
    assert book.say("an", RoleEnd("cuong", "")) is None
    assert not may_sign(book.office, "cuong", D)


def test_roles_count_when_the_statement_is_accepted(book):
    book.submitted()
    assert book.say("khoa", DraftApprove(D, 1, digest(("d", 1)))) is Reason.NO_RIGHT
    assert book.say("an", RoleGrant(official_part("khoa", "unit-head"))) is None
    assert book.say("khoa", DraftApprove(D, 1, digest(("d", 1)))) is None
    assert book.say("an", RoleGrant(official_part("khoa", "specialist"))) is None
    assert sign(book) is None
