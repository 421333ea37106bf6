"""Bodies: one spelling for one content, and nothing malformed gets in or out as an exception."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from properties.office_pen import (
    SEAL,
    TYPES,
    OfficeBook,
    arrival_body,
    digest,
    founding,
    identity,
    mandate_body,
    official_part,
)

from ecabinet.domain.books.body import MalformedBody
from ecabinet.domain.offices.mandate import Authority
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.statements.arrival_refuse import ArrivalRefuse
from ecabinet.domain.offices.statements.catalogue import MODULES, RULES
from ecabinet.domain.offices.statements.desk_end import DeskEnd
from ecabinet.domain.offices.statements.desk_enrol import DeskEnrol
from ecabinet.domain.offices.statements.directive_give import DirectiveGive
from ecabinet.domain.offices.statements.document_issued import DocumentIssued
from ecabinet.domain.offices.statements.document_signed import DocumentSigned
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from ecabinet.domain.offices.statements.draft_comment import DraftComment
from ecabinet.domain.offices.statements.draft_return import DraftReturn
from ecabinet.domain.offices.statements.draft_submit import DraftSubmit
from ecabinet.domain.offices.statements.epoch_open import EpochOpen
from ecabinet.domain.offices.statements.head_seen import HeadIsSeen
from ecabinet.domain.offices.statements.mandate_end import MandateEnd
from ecabinet.domain.offices.statements.number_take import NumberTake
from ecabinet.domain.offices.statements.official_part import ProfilePart
from ecabinet.domain.offices.statements.profile_change import ProfileChange
from ecabinet.domain.offices.statements.role_end import RoleEnd
from ecabinet.domain.offices.statements.role_grant import RoleGrant
from ecabinet.domain.offices.statements.task_close import TaskClose
from ecabinet.domain.offices.statements.task_report import TaskReport
from ecabinet.domain.offices.task import Outcome, Progress
from ui.kit.words import office as words

ROOT = Path(__file__).parents[4]
ID, H = identity("x"), digest("x")
AT = datetime(2026, 11, 21, 8, 30, tzinfo=timezone(timedelta(hours=7)))
BODIES = [
    founding(),
    founding(officials=()),
    RoleGrant(official_part("thu", until=AT)),
    RoleGrant(dataclasses.replace(official_part("thu"), roles=(), post="")),
    *(RoleEnd("thu", ""), RoleEnd("thu", "Nghỉ hưu")),
    ProfileChange(ProfilePart("x", H)),
    *(DeskEnrol("thu", H, AT), DeskEnd("thu", H), EpochOpen(2, 7, H, H), HeadIsSeen(1, 7, H)),
    *(DraftSubmit(ID, 1, H, "Tên", "QĐ"), DraftSubmit(ID, 12, H, "Tên", "CV", "VPCP-TH")),
    *(DraftComment(ID, 1, "a\nb"), DraftApprove(ID, 1, H), DraftApprove(ID, 1, H, "Được."), DraftReturn(ID, 1, "")),
    *(DocumentSigned(ID, 1, H, digest("y")), NumberTake("chung", 2026, 1, H)),
    *(DocumentIssued(H, H, "chung", 2026, 1), DocumentIssued(H, H, "chung", 2026, 1, ("A", "B"), ID)),
    *(arrival_body(1), arrival_body(1, number="", notation="", day=None, subject="", verdict="", despite="a\nb")),
    ArrivalRefuse(H, SEAL, "x", "Sai."),
    *(DirectiveGive(ID, 2026, 1, "bich"), DirectiveGive(ID, 2026, 1, "bich", ("a", "b"), date(2026, 12, 1), "Làm.")),
    *(TaskReport(ID, Progress.DONE), TaskReport(ID, Progress.IN_WORK, "a\nb", ID)),
    *(TaskClose(ID), TaskClose(ID, Outcome.DROPPED, "Thu hồi.")),
    mandate_body(),
    mandate_body(authority=Authority.TUQ, until=datetime(2027, 1, 1, tzinfo=UTC), types=("GM", "CV"), scope="x\ny"),
    MandateEnd(ID, "Hết."),
]


def test_every_type_is_tried():
    assert {TYPES[type(body)] for body in BODIES} == set(RULES)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_what_is_written_is_read(body):
    node = body.to_node()
    read = type(body).from_node(node)
    assert read == body and read.to_node() == node


def _damaged(node):
    yield "a text"
    yield None
    yield (*node, ("extra", "x"))
    yield (("extra", "x"), *node)
    yield node[::-1] if len(node) > 1 else ((),)
    for at, (name, value) in enumerate(node):
        for other in (
            ("x", value),
            (name, (("deeper", "x"),)),
            (name, " x"),
            (name, "x" * 20_000),
            (name, None),
            (name,),
        ):
            yield (*node[:at], other, *node[at + 1 :])


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_what_we_would_not_write_is_not_read(body):
    for node in _damaged(body.to_node()):
        try:
            read = type(body).from_node(node)
        except MalformedBody:
            continue
        assert read.to_node() == node, node


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_malformed_bodies_are_set_aside_and_raise_nothing(body):
    book = OfficeBook(founded=not isinstance(body, type(founding())))
    before = book.office
    for node in ("a text", None, 7, (*body.to_node(), ("extra", "x")), (("x", "y"),), ((),), ("ab",), b"\x00"):
        assert book.say(SEAL, node, type=TYPES[type(body)]) is Reason.MALFORMED
    after = book.office
    assert dataclasses.replace(after, set_aside=(), said=before.said, sequence=before.sequence) == before


@pytest.mark.parametrize("wrong", ["0", "01", "-1", "1.0", "１", "1" * 17, "one", ""])
def test_numbers_have_one_spelling(wrong):
    with pytest.raises(MalformedBody):
        NumberTake.from_node((("series", "chung"), ("year", "2026"), ("number", wrong), ("revision", H)))


@pytest.mark.parametrize("wrong", ["2026-02-30", "20261201", "2026-12-1", "2026-W01-1", "0000-01-01", ""])
def test_days_have_one_spelling(wrong):
    node = DirectiveGive(ID, 2026, 1, "bich", (), date(2026, 12, 1), "Làm.").to_node()
    with pytest.raises(MalformedBody):
        DirectiveGive.from_node(tuple((name, wrong if name == "deadline" else value) for name, value in node))


@pytest.mark.parametrize(
    "wrong", ["2026-12-01T00:00:00", "2026-12-01T00:00:00Z", "2026-12-01 00:00:00+00:00", "2026-12-01T00:00:00.5+00:00"]
)
def test_moments_have_one_spelling(wrong):
    with pytest.raises(MalformedBody):
        DeskEnrol.from_node((("official", "a"), ("certificate", H), ("until", wrong)))


def test_prose_is_limited():
    with pytest.raises(MalformedBody):
        DraftComment.from_node(DraftComment(ID, 1, "\n".join(f"dòng {n}" for n in range(300))).to_node())


def test_every_reason_has_words():
    assert set(words.FINDINGS) == {reason.value for reason in Reason}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.RULE.type)
def test_every_type_has_a_page_that_names_its_parts(module):
    kind = module.RULE.type
    page = (ROOT / "docs" / "statements" / f"{kind.split('/')[0]}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# `{kind}`")
    names = {name for body in BODIES if TYPES[type(body)] == kind for name, _ in body.to_node()}
    assert [name for name in names if f"`{name}`" not in page] == []
    source = Path(module.__file__).read_text(encoding="utf-8")
    own = {reason.value for reason in Reason if f"Reason.{reason.name}" in source}
    assert [reason for reason in own if f"`{reason}`" not in page] == []
