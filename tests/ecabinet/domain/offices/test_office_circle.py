"""Who is in the office's book and what his keys may say (books.md R2, section 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from properties.office_pen import (
    NOON,
    ROLES,
    SEAL,
    OfficeBook,
    certificate,
    digest,
    founding,
    identity,
    official_part,
)

from ecabinet.domain.offices.approval import may_sign
from ecabinet.domain.offices.member import HeadSeen
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.statements.desk_end import DeskEnd
from ecabinet.domain.offices.statements.desk_enrol import DeskEnrol
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from ecabinet.domain.offices.statements.draft_comment import DraftComment
from ecabinet.domain.offices.statements.draft_submit import DraftSubmit
from ecabinet.domain.offices.statements.epoch_open import EpochOpen
from ecabinet.domain.offices.statements.head_seen import HeadIsSeen
from ecabinet.domain.offices.statements.official_part import ProfilePart
from ecabinet.domain.offices.statements.profile_change import ProfileChange
from ecabinet.domain.offices.statements.role_end import RoleEnd
from ecabinet.domain.offices.statements.role_grant import RoleGrant

DESK = digest("desk key of bich")
SECOND = timedelta(seconds=1)
STRICT = replace(DECREE_30, name="hai-nguoi-duyet", approvals=2)


def comment(book: OfficeBook, by: str, **facts: object) -> Reason | None:
    return book.say(by, DraftComment(identity("d"), 1, "Đề nghị rà soát căn cứ."), **facts)


@pytest.fixture
def book() -> OfficeBook:
    book = OfficeBook()
    book.submitted()
    return book


def test_founding_fills_the_office():
    office = OfficeBook().office
    assert office.founding is not None and office.founding.seal == certificate(SEAL)
    assert set(office.members) == set(ROLES) and office.profile == DECREE_30 and office.set_aside == ()


def test_nothing_is_said_before_the_founding():
    book = OfficeBook(founded=False)
    assert comment(book, "bich") is Reason.NOT_FOUNDED
    assert book.say(SEAL, founding()) is None


@pytest.mark.parametrize(
    ("changes", "facts", "reason"),
    [
        ({}, {"by_seal": False}, Reason.FOUNDING_NOT_SEALED),
        ({"agency": "000.00.00.G99"}, {}, Reason.FOUNDING_NOT_SEALED),
        ({"kind": "meeting"}, {}, Reason.NOT_AN_OFFICE),
        ({"profile": ProfilePart("lạ", digest("another profile"))}, {}, Reason.PROFILE_UNKNOWN),
        ({"officials": (official_part("an", card=SEAL),)}, {}, Reason.CERTIFICATE_TAKEN),
        ({"officials": (official_part("an"), official_part("x", card="an"))}, {}, Reason.CERTIFICATE_TAKEN),
        ({"officials": (official_part("an"), official_part("an", card="x"))}, {}, Reason.MALFORMED),
        ({"officials": (official_part(SEAL, card="x"),)}, {}, Reason.MALFORMED),
    ],
)
def test_a_founding_that_founds_nothing(changes, facts, reason):
    book = OfficeBook(founded=False)
    assert book.say(SEAL, founding(**changes), **facts) is reason
    assert book.office.founding is None and not book.office.members


def test_a_book_is_founded_once(book):
    assert book.say(SEAL, founding(title="Khác")) is Reason.ALREADY_FOUNDED
    assert book.office.founding.title == "Văn phòng Chính phủ"


def test_strangers_and_foreign_certificates_say_nothing(book):
    assert comment(book, "thu") is Reason.NOT_A_MEMBER
    assert comment(book, "bich", signer=certificate("khoa")) is Reason.OTHER_CERTIFICATE
    assert comment(book, SEAL, signer=certificate("an")) is Reason.OTHER_CERTIFICATE
    assert comment(book, "bich", by_seal=True) is Reason.OTHER_CERTIFICATE


def test_an_unknown_type_is_set_aside(book):
    assert book.say("bich", (), type="ballot.cast/1") is Reason.UNKNOWN_TYPE


def test_one_statement_counts_once(book):
    first = book.entries[-1]
    assert book.say("bich", first.body, type=first.type, id=first.id) is Reason.REPEATED


@pytest.mark.parametrize(("by", "reason"), [("an", None), (SEAL, None), ("cuong", Reason.NO_RIGHT)])
def test_the_head_or_the_seal_grants_and_ends_roles(book, by, reason):
    assert book.say(by, RoleGrant(official_part("thu"))) is reason
    assert comment(book, "thu") is (None if reason is None else Reason.NOT_A_MEMBER)
    if reason is None:
        assert book.say(by, RoleEnd("thu", "Nghỉ hưu")) is None
        assert comment(book, "thu") is Reason.ROLE_ENDED
    else:
        assert book.say(by, RoleEnd("khoa", "")) is Reason.NO_RIGHT
        assert comment(book, "khoa") is None


def test_a_grant_replaces_certificate_roles_and_desks(book):
    assert book.say("bich", DeskEnrol("bich", DESK, NOON + timedelta(days=9))) is None
    assert book.say("an", RoleGrant(official_part("bich", "clerk", card="new card"))) is None
    assert comment(book, "bich") is Reason.OTHER_CERTIFICATE
    assert comment(book, "bich", signer=certificate("new card")) is None
    assert book.office.desks == {} and book.office.members["bich"].roles == {"clerk"}


def test_a_grant_that_keeps_the_certificate_keeps_the_desks(book):
    assert book.say("bich", DeskEnrol("bich", DESK, NOON + timedelta(days=9))) is None
    assert book.say("an", RoleGrant(official_part("bich", "specialist", "clerk"))) is None
    assert DESK in book.office.desks


@pytest.mark.parametrize("card", ["khoa", SEAL])
def test_one_certificate_speaks_for_one(book, card):
    assert book.say("an", RoleGrant(official_part("thu", card=card))) is Reason.CERTIFICATE_TAKEN


def test_an_agency_is_no_official(book):
    assert book.say("an", RoleGrant(official_part(SEAL, card="x"))) is Reason.MALFORMED


def test_a_term_ends_by_the_hubs_time(book):
    until = book.now + timedelta(hours=1)
    assert book.say("an", RoleGrant(official_part("thu", until=until))) is None
    assert comment(book, "thu", accepted_at=until) is None
    assert comment(book, "thu", accepted_at=until + timedelta(seconds=1)) is Reason.ROLE_EXPIRED


def test_roles_are_ended_once_and_only_of_members(book):
    assert book.say("an", RoleEnd("thu", "")) is Reason.NOT_A_MEMBER
    assert book.say("an", RoleEnd("khoa", "")) is None
    assert book.say("an", RoleEnd("khoa", "")) is Reason.ROLE_ENDED


def test_a_desk_key_acknowledges_heads_and_nothing_else(book):
    assert book.say("bich", DeskEnrol("bich", DESK, NOON + timedelta(days=9))) is None
    assert book.say("bich", HeadIsSeen(1, 2, digest("head")), signer=DESK) is None
    assert book.office.heads["bich"] == HeadSeen(1, 2, digest("head"))
    main = digest("other")
    submit = DraftSubmit(identity("other"), 1, main, "Dự thảo", "TB")
    assert book.say("bich", submit, files=(main,), signer=DESK) is Reason.DESK_KEY_LIMITED
    assert comment(book, "bich", signer=DESK) is Reason.DESK_KEY_LIMITED
    assert book.say("khoa", HeadIsSeen(1, 2, digest("head")), signer=DESK) is Reason.OTHER_CERTIFICATE
    seen, until = HeadIsSeen(1, 2, digest("head")), NOON + timedelta(days=9)
    assert book.say("bich", seen, signer=DESK, accepted_at=until) is None
    assert book.say("bich", seen, signer=DESK, accepted_at=until + SECOND) is Reason.DESK_KEY_EXPIRED


def test_desk_keys_are_enrolled_by_their_official_and_unique(book):
    until = NOON + timedelta(days=9)
    assert book.say("khoa", DeskEnrol("bich", DESK, until)) is Reason.NO_RIGHT
    assert book.say(SEAL, DeskEnrol(SEAL, DESK, until)) is Reason.NO_RIGHT
    assert book.say("bich", DeskEnrol("bich", certificate("khoa"), until)) is Reason.CERTIFICATE_TAKEN
    assert book.say("bich", DeskEnrol("bich", DESK, until)) is None
    assert book.say("khoa", DeskEnrol("khoa", DESK, until)) is Reason.CERTIFICATE_TAKEN


@pytest.mark.parametrize(("by", "reason"), [("bich", None), ("an", None), (SEAL, None), ("khoa", Reason.NO_RIGHT)])
def test_who_ends_a_desk_key(book, by, reason):
    assert book.say("bich", DeskEnrol("bich", DESK, NOON + timedelta(days=9))) is None
    assert book.say(by, DeskEnd("bich", DESK)) is reason
    seen = book.say("bich", HeadIsSeen(1, 2, digest("head")), signer=DESK)
    assert seen is (Reason.OTHER_CERTIFICATE if reason is None else None)


def test_an_unknown_desk_key_is_not_ended(book):
    assert book.say("bich", DeskEnd("bich", DESK)) is Reason.UNKNOWN_DESK_KEY


def test_desks_end_with_their_official(book):
    assert book.say("bich", DeskEnrol("bich", DESK, NOON + timedelta(days=9))) is None
    assert book.say("an", RoleEnd("bich", "")) is None
    assert book.office.desks == {}


def test_heads_are_of_the_past_and_the_furthest_stays(book):
    own = len(book.entries) + 1
    assert book.say("bich", HeadIsSeen(1, own, digest("head"))) is Reason.HEAD_IN_FUTURE
    assert book.say("bich", HeadIsSeen(1, 9, digest("head"))) is Reason.HEAD_IN_FUTURE
    assert book.say("bich", HeadIsSeen(2, 1, digest("head"))) is Reason.HEAD_IN_FUTURE
    assert book.say("bich", HeadIsSeen(1, 3, digest("three"))) is None
    assert book.say("bich", HeadIsSeen(1, 2, digest("two"))) is None
    assert book.office.heads["bich"].sequence == 3
    assert book.say(SEAL, HeadIsSeen(1, 2, digest("two"))) is Reason.NO_RIGHT


def test_an_epoch_is_opened_by_the_seal_and_is_the_next(book):
    assert book.say("an", EpochOpen(2, 2, digest("head"), digest("new hub"))) is Reason.NO_RIGHT
    assert book.say(SEAL, EpochOpen(3, 2, digest("head"), digest("new hub"))) is Reason.EPOCH_NOT_NEXT
    assert book.say(SEAL, EpochOpen(2, 2, digest("head"), digest("new hub")), epoch=2) is None
    assert book.office.epoch == 2 and book.office.founding.hub == digest("new hub")


def test_another_profile_rules_from_its_change_on():
    book = OfficeBook(DECREE_30, STRICT)
    draft = book.approved()
    change = ProfileChange(ProfilePart(STRICT.name, STRICT.digest))
    assert book.say("cuong", change) is Reason.NO_RIGHT
    assert book.say("an", change) is None
    assert book.office.profile == STRICT
    assert not may_sign(book.office, "an", draft)
    assert book.say("an", DraftApprove(draft, 1, digest(("d", 1)))) is None
    assert may_sign(book.office, "an", draft)


def test_a_profile_nobody_holds_is_not_followed(book):
    change = ProfileChange(ProfilePart(STRICT.name, STRICT.digest))
    assert book.say("an", change) is Reason.PROFILE_UNKNOWN
    assert book.office.profile == DECREE_30


def test_a_snapshot_stays_as_it_was_when_the_book_goes_on(book):
    before = book.office
    members, drafts = dict(before.members), dict(before.drafts)
    assert book.say("an", RoleGrant(official_part("thu"))) is None
    book.submitted("another")
    assert (before.members, before.drafts) == (members, drafts) and before != book.office
    with pytest.raises(TypeError):
        before.members["x"] = None
