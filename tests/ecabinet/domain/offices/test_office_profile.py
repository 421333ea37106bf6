"""Rules of procedure are data: another value is another profile, with another digest and another outcome."""

from __future__ import annotations

import importlib
import json
import pkgutil
from dataclasses import replace

import pytest
from properties.office_pen import OfficeBook, digest, identity

import ui.kit.words
from ecabinet.domain.offices.profile import DECREE_30, BadOfficeProfile, Permission, read_profile
from ecabinet.domain.offices.reasons import ForbiddenByOffice, Reason
from ecabinet.domain.offices.replay import must_hold
from ecabinet.domain.offices.statements.catalogue import RULES
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from ui.kit.error_words import exit_status, finding_sentence, sentence
from ui.kit.words import office as words

APPROVE = DraftApprove(identity("d"), 1, digest(("d", 1)))


def test_a_profile_survives_plain_data():
    data = json.loads(json.dumps(DECREE_30.to_data(), ensure_ascii=False))
    assert read_profile(data) == DECREE_30 and read_profile(data).digest == DECREE_30.digest


def test_every_value_is_bound_by_the_digest():
    clerks_approve = {**DECREE_30.permissions, "draft.approve/1": Permission(frozenset({"clerk"}), "Quy chế, Điều 5")}
    others = [
        replace(DECREE_30, name="x"),
        replace(DECREE_30, permissions=clerks_approve),
        replace(DECREE_30, unprefixed=frozenset({"head"})),
        replace(DECREE_30, series=("chung",)),
        replace(DECREE_30, approvals=2),
    ]
    assert len({DECREE_30.digest, *(one.digest for one in others)}) == 6


def test_the_digest_of_the_decrees_profile_stays():
    """Books name it; a change here would leave them without rules. Another value is another profile."""
    assert DECREE_30.digest == "4165c6cd07cdc9fb1026de6dd354e37b270d11b9669471e52a32c0bf7567bac3"


def test_changing_the_data_alone_changes_the_outcome():
    permissions = {**DECREE_30.permissions, "draft.approve/1": Permission(frozenset({"clerk"}), "Quy chế, Điều 5")}
    book = OfficeBook(replace(DECREE_30, name="văn thư duyệt", permissions=permissions))
    book.submitted()
    assert book.say("dung", APPROVE) is Reason.NO_RIGHT
    assert book.say("lan", APPROVE) is None


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": 7},
        {"approvals": 0},
        {"approvals": True},
        {"approvals": "1"},
        {"unprefixed": ["leader", "head"]},
        {"unprefixed": None},
        {"series": [""]},
        {"series": "chung"},
        {"permissions": {"role.grant/1": {"roles": ["clerk"], "article": "x"}}},
        {"permissions": {"draft.approve/1": {"roles": ["clerk"]}}},
        {"permissions": {"draft.approve/1": {"roles": ["clerk"], "article": "x", "more": 1}}},
        {"permissions": []},
        {"extra": 1},
    ],
)
def test_what_is_no_profile_is_refused(change):
    with pytest.raises(BadOfficeProfile):
        read_profile({**DECREE_30.to_data(), **change})


def test_every_permission_is_of_a_known_type_and_names_its_article():
    assert set(DECREE_30.permissions) < set(RULES)
    assert all("Điều" in permission.article for permission in DECREE_30.permissions.values())


def test_a_refusal_speaks_in_the_words_of_its_reason():
    book = OfficeBook()
    book.submitted()
    must_hold(book.office, book.entry("dung", APPROVE))
    with pytest.raises(ForbiddenByOffice) as refused:
        must_hold(book.office, book.entry("bich", APPROVE))
    assert refused.value.code == Reason.NO_RIGHT and exit_status(refused.value) == 4
    assert sentence(refused.value).startswith("bich không có quyền")


def test_reasons_share_no_code_with_other_words():
    for module in pkgutil.iter_modules(ui.kit.words.__path__):
        table = importlib.import_module(f"ui.kit.words.{module.name}")
        if module.name != "office":
            assert not set(words.FINDINGS) & {*getattr(table, "ERRORS", {}), *getattr(table, "FINDINGS", {})}


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_reads_well(reason):
    text = finding_sentence(reason, {"type": "draft.approve/1", "by": "Trần Thị Bích"})
    assert "?" not in text and "{" not in text and text != reason
