"""TM., Q., KT., TL., TUQ.: the prefix fits a recorded mandate valid when accepted (Decree 30/2020, Article 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from properties.office_pen import NOON, SEAL, OfficeBook, digest, identity, mandate_body, official_part

from ecabinet.domain.offices.acting import mandate_flaw
from ecabinet.domain.offices.mandate import Authority
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.statements.document_signed import DocumentSigned
from ecabinet.domain.offices.statements.draft_comment import DraftComment
from ecabinet.domain.offices.statements.mandate_end import MandateEnd
from ecabinet.domain.offices.statements.role_grant import RoleGrant

M = identity("m")
LATER = NOON + timedelta(days=60)
ONLY_THE_HEAD = replace(DECREE_30, name="chi-thu-truong-ky", unprefixed=frozenset({"head"}))


def sign(book: OfficeBook, by: str = "cuong", authority: str = "KT.", delegation: str = M, **facts):
    revision = digest("signed")
    body = DocumentSigned(identity("d"), 1, digest(("d", 1)), revision)
    return book.say(by, body, files=(revision,), authority=authority, delegation=delegation, **facts)


@pytest.fixture
def book() -> OfficeBook:
    book = OfficeBook()
    book.approved()
    return book


@pytest.mark.parametrize("authority", list(Authority))
def test_every_prefix_needs_its_mandate(book, authority):
    terms = {"authority": authority, "until": LATER, "scope": "Công văn về công tác văn phòng."}
    assert sign(book, authority=authority) is Reason.MANDATE_UNKNOWN
    assert book.say("an", mandate_body(**terms)) is None
    assert sign(book, authority=authority, post="Phó Chủ nhiệm") is None
    revision = book.office.revisions[digest("signed")]
    assert (revision.authority, revision.delegation, revision.signed.by) == (authority, M, "cuong")


def test_prefix_and_mandate_come_together(book):
    assert book.say("an", mandate_body()) is None
    assert sign(book, delegation="") is Reason.MANDATE_NOT_NAMED
    assert sign(book, authority="") is Reason.MANDATE_WITHOUT_PREFIX
    assert sign(book, authority="TL.") is Reason.MANDATE_PREFIX_DIFFERS
    assert sign(book, by="an") is Reason.MANDATE_OF_ANOTHER
    assert sign(book, delegation=identity("x")) is Reason.MANDATE_UNKNOWN
    assert sign(book, delegation="nonsense") is Reason.MANDATE_UNKNOWN


def test_a_mandate_holds_in_its_term_and_no_longer(book):
    since, until = NOON + timedelta(days=1), NOON + timedelta(days=2)
    assert book.say("an", mandate_body(since=since, until=until)) is None
    second = timedelta(seconds=1)
    assert sign(book, accepted_at=since - second) is Reason.MANDATE_NOT_YET
    assert sign(book, accepted_at=until + second) is Reason.MANDATE_EXPIRED
    assert mandate_flaw(book.office, replace(book.entries[-1], accepted_at=since)) is None
    assert sign(book, accepted_at=until) is None


def test_the_hubs_time_counts_not_the_claimed_one(book):
    assert book.say("an", mandate_body(until=NOON + timedelta(days=2))) is None
    assert sign(book, accepted_at=NOON + timedelta(days=3), made=NOON) is Reason.MANDATE_EXPIRED


@pytest.mark.parametrize(("by", "reason"), [("an", None), (SEAL, None), ("cuong", Reason.NO_RIGHT)])
def test_who_ends_a_mandate(book, by, reason):
    assert book.say("an", mandate_body()) is None
    assert book.say(by, MandateEnd(M, "Hết nhiệm kỳ.")) is reason
    assert sign(book) is (None if reason else Reason.MANDATE_ENDED)


def test_ending_needs_a_mandate_and_a_reason(book):
    assert book.say("an", MandateEnd(M, "Hết.")) is Reason.MANDATE_UNKNOWN
    assert book.say("an", mandate_body()) is None
    assert book.say("an", MandateEnd(M, "")) is Reason.WORDS_MISSING
    assert book.say("an", MandateEnd(M, "Hết.")) is None
    assert book.say("an", MandateEnd(M, "Hết.")) is Reason.MANDATE_ENDED


def test_whoever_gave_a_mandate_ends_it(book):
    assert book.say("an", RoleGrant(official_part("khoa", "head"))) is None
    assert book.say("khoa", mandate_body()) is None
    assert book.say("an", RoleGrant(official_part("khoa", "specialist"))) is None
    assert book.say("khoa", MandateEnd(M, "Thôi.")) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"document": ""}, Reason.MANDATE_NOT_WRITTEN),
        ({"official": "nobody"}, Reason.NOT_A_MEMBER),
        ({"official": "an"}, Reason.MANDATE_TO_ONESELF),
        ({"official": "an", "authority": Authority.TM}, None),
        ({"until": NOON - timedelta(days=31)}, Reason.MANDATE_UNLIMITED),
        ({"authority": Authority.TUQ}, Reason.MANDATE_UNLIMITED),
        ({"authority": Authority.TUQ, "until": LATER}, Reason.MANDATE_UNLIMITED),
        ({"authority": Authority.TUQ, "scope": "Giấy mời."}, Reason.MANDATE_UNLIMITED),
        ({"authority": Authority.TUQ, "until": LATER, "scope": "Giấy mời."}, None),
        ({"authority": Authority.TUQ, "until": LATER, "types": ("GM",)}, None),
    ],
)
def test_a_mandate_is_written_dated_and_limited(book, changes, reason):
    assert book.say("an", mandate_body(**changes)) is reason
    assert len(book.office.mandates) == (reason is None)


def test_mandates_have_ids_of_their_own(book):
    assert book.say("an", mandate_body()) is None
    assert book.say("an", mandate_body(official="dung")) is Reason.MANDATE_EXISTS


def test_nobody_delegates_what_was_delegated_to_him(book):
    terms = {"authority": Authority.TUQ, "until": LATER, "scope": "Giấy mời."}
    assert book.say("an", mandate_body(**terms)) is None
    assert book.say("an", RoleGrant(official_part("cuong", "leader", "head"))) is None
    on = mandate_body("second", "dung", **terms)
    assert book.say("cuong", on, authority="TUQ.", delegation=M) is Reason.SUB_DELEGATION
    assert book.say("dung", on) is Reason.NO_RIGHT
    assert book.say("cuong", on) is None


def test_a_mandate_reaches_to_its_types_of_document(book):
    assert book.say("an", mandate_body(types=("GM", "CV"))) is None
    assert sign(book) is Reason.MANDATE_OTHER_TYPE
    assert book.say("an", mandate_body("second", types=("QĐ",))) is None
    assert sign(book, delegation=identity("second")) is None


def test_a_mandate_gives_no_role(book):
    assert book.say("an", mandate_body(official="dung", authority=Authority.TL)) is None
    assert sign(book, by="dung", authority="TL.") is Reason.NO_RIGHT


def test_a_profile_may_let_only_the_head_sign_in_his_own_right():
    book = OfficeBook(ONLY_THE_HEAD)
    book.approved()
    assert sign(book, authority="", delegation="") is Reason.PREFIX_MISSING
    assert book.say("an", mandate_body()) is None
    assert sign(book) is None
    other = OfficeBook(ONLY_THE_HEAD)
    other.approved()
    assert sign(other, by="an", authority="", delegation="") is None


def test_the_post_is_the_recorded_one_or_the_one_acted_for(book):
    assert book.say("an", mandate_body()) is None
    assert sign(book, post="Thủ tướng") is Reason.POST_DIFFERS
    comment = DraftComment(identity("d"), 1, "Ý kiến.")
    assert book.say("khoa", comment, post="Vụ trưởng") is Reason.POST_DIFFERS
    assert book.say("khoa", comment, post="Chuyên viên") is None
    assert sign(book, post="BỘ TRƯỞNG, CHỦ NHIỆM") is None


def test_a_seal_acts_for_nobody(book):
    assert book.say("an", mandate_body()) is None
    entry = book.entry(SEAL, MandateEnd(M, "Hết."), authority="KT.", delegation=M)
    assert mandate_flaw(book.office, entry) is Reason.MANDATE_OF_ANOTHER
