"""Who may write: rooted in the seal, granted in the book, never by the hub's directory (R2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from book_world import PROFILE, START, BookWorld, digest_of, member

from docexchange.books.errors import NotFounded
from docexchange.books.founding_bodies import (
    BODIES,
    DeskEnd,
    DeskEnrol,
    EpochOpen,
    Found,
    Profile,
    ProfileChange,
    RoleEnd,
    RoleGrant,
)
from docexchange.books.membership import DESK_TYPES, Membership, Reason
from docexchange.books.statement import read_signed

BODY_TYPES = {body: type for type, body in BODIES.items()}


class Circle:
    """The fold over a book as it grows."""

    def __init__(self, world: BookWorld):
        self.world = world
        self.now = Membership.founded_by(read_signed(world.found().accepted[0].raw))

    def asked(self, type: str, by: str, key: str, at=None, **changes: object) -> Reason | None:
        signed = read_signed(self.world.sign(self.world.statement(type, by, **changes), key))
        return self.now.may_write(signed, at=at or self.world.now)

    def change(self, body, by: str = "o-head", key: str = "head", at=None) -> Reason | None:
        """Offer a change of the circle and let the fold have it, whatever was answered."""
        statement = self.world.statement(BODY_TYPES[type(body)], by, body=body.to_body())
        signed = read_signed(self.world.sign(statement, key))
        before, at = self.now, at or self.world.now
        reason = self.now.may_write(signed, at=at)
        self.now = self.now.after(signed, at=at)
        assert reason is None or self.now == before
        return reason


@pytest.fixture
def circle(world) -> Circle:
    return Circle(world)


@pytest.fixture
def cabinet(meeting) -> Circle:
    return Circle(meeting)


def seal_change(circle: Circle, body) -> Reason | None:
    return circle.change(body, circle.world.agency, "seal")


def grant(circle: Circle, *roles: str, until=None, label: str = "o-new", key: str = "stranger") -> RoleGrant:
    return RoleGrant(member(label, circle.world.keys[key], *roles, until=until))


def test_the_founding_says_it_all(circle):
    world, now = circle.world, circle.now
    assert (now.book, now.kind, now.agency, now.hub) == (world.book, "office", world.agency, world.hub_name)
    assert (now.profile, now.epoch, now.seal) == (PROFILE, 1, digest_of(world.keys["seal"]))
    assert now.officials["o-head"].roles == {"head", "unit-head"}
    assert now.officials["o-clerk"].certificates == {digest_of(world.keys["clerk"])}


@pytest.mark.parametrize("key", ["head", "clerk", "stranger", "other-seal", "official-with-organ-id"])
def test_founding_needs_the_seal_of_the_agency(world, key):
    with pytest.raises(NotFounded) as caught:
        Membership.founded_by(read_signed(world.sign(world.founding(), key)))
    assert caught.value.facts["reason"] == Reason.SEAL_MISSING


def test_founding_for_another_agency(world):
    founding = world.founding(by="000.00.00.G12")
    with pytest.raises(NotFounded) as caught:
        Membership.founded_by(read_signed(world.sign(founding, "seal")))
    assert caught.value.facts["reason"] == Reason.SEAL_MISSING


def founding_with(world: BookWorld, **changes) -> bytes:
    found = Found.from_body(world.founding().body)
    return world.sign(world.founding(body=replace(found, **changes).to_body()), "seal")


def test_founding_flaws(world):
    clerk, seal = world.keys["clerk"], world.keys["seal"]
    for reason, officials in {
        Reason.MALFORMED: (member("o-1", clerk), member("o-1", world.keys["head"])),
        Reason.CERTIFICATE_TAKEN: (member("o-1", clerk), member("o-2", clerk)),
    }.items():
        with pytest.raises(NotFounded) as caught:
            Membership.founded_by(read_signed(founding_with(world, officials=officials)))
        assert caught.value.facts["reason"] == reason
    with pytest.raises(NotFounded):
        Membership.founded_by(read_signed(founding_with(world, officials=(member("o-1", seal),))))
    with pytest.raises(NotFounded):
        Membership.founded_by(read_signed(world.sign(world.founding(body=(("kind", "office"),)), "seal")))
    with pytest.raises(NotFounded):
        world.found()
        Membership.founded_by(read_signed(world.say().raw))


def test_members_write_with_their_own_certificate(circle):
    assert circle.asked("draft.comment/1", "o-clerk", "clerk") is None
    assert circle.asked("draft.comment/1", circle.world.agency, "seal") is None
    # The hub's directory may say what it likes: the certificate is named in the book.
    assert circle.asked("draft.comment/1", "o-clerk", "stranger") is Reason.OTHER_CERTIFICATE
    assert circle.asked("draft.comment/1", "o-clerk", "head") is Reason.OTHER_CERTIFICATE
    assert circle.asked("draft.comment/1", "o-clerk", "seal") is Reason.OTHER_CERTIFICATE
    assert circle.asked("draft.comment/1", circle.world.agency, "own-seal-2") is Reason.OTHER_CERTIFICATE
    assert circle.asked("draft.comment/1", "o-nobody", "stranger") is Reason.UNKNOWN_OFFICIAL


def test_a_statement_of_another_book(circle):
    assert circle.asked("draft.comment/1", "o-clerk", "clerk", book="00" * 32) is Reason.OTHER_BOOK


def test_a_book_is_founded_once(circle):
    signed = read_signed(circle.world.sign(circle.world.founding(), "seal"))
    assert circle.now.may_write(signed, at=START) is Reason.ALREADY_FOUNDED
    assert circle.now.after(signed, at=START) is circle.now


def test_the_head_and_the_seal_grant_roles(circle):
    assert circle.asked("draft.comment/1", "o-new", "stranger") is Reason.UNKNOWN_OFFICIAL
    assert circle.change(grant(circle, "clerk")) is None
    assert circle.asked("draft.comment/1", "o-new", "stranger") is None
    assert seal_change(circle, RoleEnd("o-new", "Chuyển công tác")) is None
    assert circle.asked("draft.comment/1", "o-new", "stranger") is Reason.ROLE_ENDED
    assert seal_change(circle, RoleEnd("o-new", "Chuyển công tác")) is Reason.ROLE_ENDED
    assert seal_change(circle, grant(circle, "leader")) is None
    assert circle.now.officials["o-new"].roles == {"leader"}


@pytest.mark.parametrize(
    ("by", "key"), [("o-clerk", "clerk"), ("o-leader", "leader"), ("o-head", "clerk"), ("o-new", "stranger")]
)
def test_nobody_else_grants_roles(circle, by, key):
    head = circle.now.officials["o-head"]
    for change in (
        grant(circle, "head"),
        grant(circle, "head", label=by, key=key),
        RoleEnd("o-head", "x"),
        ProfileChange(Profile("own", "00" * 32)),
    ):
        assert circle.change(change, by, key) in (
            Reason.NO_RIGHT,
            Reason.OTHER_CERTIFICATE,
            Reason.UNKNOWN_OFFICIAL,
        )
    assert circle.now.officials["o-head"] is head and circle.now.profile == PROFILE


def test_roles_expire(circle):
    until = circle.now.officials["o-leader"].until
    assert circle.asked("draft.comment/1", "o-leader", "leader", at=until) is None
    assert circle.asked("draft.comment/1", "o-leader", "leader", at=until + timedelta(milliseconds=1)) is (
        Reason.ROLE_EXPIRED
    )
    # What the author claims does not count, only when the hub accepted it.
    late = until + timedelta(days=1)
    assert circle.asked("draft.comment/1", "o-leader", "leader", at=late, made=START) is Reason.ROLE_EXPIRED


def test_an_ended_head_grants_nothing(circle):
    assert seal_change(circle, RoleEnd("o-head", "Nghỉ hưu")) is None
    assert circle.change(grant(circle, "head")) is Reason.ROLE_ENDED


def test_one_certificate_speaks_for_one_person(circle):
    assert circle.change(grant(circle, "clerk", label="o-clerk-2", key="clerk")) is Reason.CERTIFICATE_TAKEN
    assert circle.change(grant(circle, "clerk", label="o-clerk-2", key="seal")) is Reason.CERTIFICATE_TAKEN
    assert circle.change(grant(circle, "head", label=circle.world.agency)) is Reason.MALFORMED


def test_a_desks_certificate_speaks_for_the_desk_only(circle):
    enrol(circle)
    assert circle.change(grant(circle, "head", label="o-desk", key="desk")) is Reason.CERTIFICATE_TAKEN
    again = DeskEnrol("o-head", digest_of(circle.world.keys["desk"]), START + timedelta(days=1))
    assert circle.change(again) is Reason.CERTIFICATE_TAKEN


def test_the_certificate_of_one_who_left_is_free(circle):
    assert circle.change(RoleEnd("o-clerk", "Đổi mã cán bộ")) is None
    assert circle.change(grant(circle, "clerk", label="o-clerk-2", key="clerk")) is None
    assert circle.asked("draft.comment/1", "o-clerk-2", "clerk") is None


def test_a_renewed_certificate_replaces_the_old_one(circle):
    enrol(circle)
    assert circle.change(grant(circle, "clerk", label="o-clerk")) is None
    assert circle.asked("draft.comment/1", "o-clerk", "stranger") is None
    assert circle.asked("draft.comment/1", "o-clerk", "clerk") is Reason.OTHER_CERTIFICATE
    assert circle.asked("head.seen/1", "o-clerk", "desk") is Reason.OTHER_CERTIFICATE


def test_a_new_role_keeps_the_desk(circle):
    enrol(circle)
    assert circle.change(grant(circle, "clerk", "specialist", label="o-clerk", key="clerk")) is None
    assert circle.asked("head.seen/1", "o-clerk", "desk") is None


def enrol(circle: Circle) -> None:
    until = START + timedelta(days=30)
    body = DeskEnrol("o-clerk", digest_of(circle.world.keys["desk"]), until)
    assert circle.change(body, "o-clerk", "clerk") is None


def test_a_desk_key_writes_its_closed_list_only(circle):
    assert circle.asked("head.seen/1", "o-clerk", "desk") is Reason.OTHER_CERTIFICATE
    enrol(circle)
    for type in sorted(DESK_TYPES - {"login/1"}):
        assert circle.asked(type, "o-clerk", "desk") is None
        assert circle.asked(type, "o-head", "desk") is Reason.OTHER_CERTIFICATE
    for type in ("ballot.cast/1", "draft.approve/1", "number.take/1", "head.seen/2", "slip.delivered/2"):
        assert circle.asked(type, "o-clerk", "desk") is Reason.DESK_KEY_LIMITED


def test_a_desk_key_enrols_no_other(circle):
    enrol(circle)
    body = DeskEnrol("o-clerk", digest_of(circle.world.keys["stranger"]), START + timedelta(days=30))
    assert circle.change(body, "o-clerk", "desk") is Reason.DESK_KEY_LIMITED


def test_a_desk_key_expires(circle):
    enrol(circle)
    late = START + timedelta(days=30, milliseconds=1)
    assert circle.asked("head.seen/1", "o-clerk", "desk", at=late) is Reason.DESK_KEY_EXPIRED


def test_a_desk_is_enrolled_by_its_own_official(circle):
    desk, until = digest_of(circle.world.keys["desk"]), START + timedelta(days=1)
    assert circle.change(DeskEnrol("o-clerk", desk, until)) is Reason.NO_RIGHT
    assert seal_change(circle, DeskEnrol("o-clerk", desk, until)) is Reason.NO_RIGHT
    assert seal_change(circle, DeskEnrol(circle.world.agency, desk, until)) is Reason.NO_RIGHT
    for key in ("head", "clerk", "seal"):
        taken = DeskEnrol("o-clerk", digest_of(circle.world.keys[key]), until)
        assert circle.change(taken, "o-clerk", "clerk") is Reason.CERTIFICATE_TAKEN


@pytest.mark.parametrize(("by", "key"), [("o-clerk", "clerk"), ("o-head", "head"), ("000.00.00.G22", "seal")])
def test_a_desk_is_ended_by_its_official_the_head_or_the_seal(circle, by, key):
    desk = digest_of(circle.world.keys["desk"])
    assert circle.change(DeskEnd("o-clerk", desk), by, key) is Reason.UNKNOWN_DESK_KEY
    enrol(circle)
    assert circle.change(DeskEnd("o-clerk", desk), "o-leader", "leader") is Reason.NO_RIGHT
    assert circle.change(DeskEnd("o-head", desk)) is Reason.UNKNOWN_DESK_KEY
    assert circle.change(DeskEnd("o-clerk", desk), by, key) is None
    assert circle.asked("head.seen/1", "o-clerk", "desk") is Reason.OTHER_CERTIFICATE


def test_desks_end_with_their_official(circle):
    enrol(circle)
    assert circle.change(RoleEnd("o-clerk", "Mất thẻ")) is None
    assert circle.asked("head.seen/1", "o-clerk", "desk") is Reason.OTHER_CERTIFICATE


def test_the_profile_changes_by_head_or_seal(circle):
    new = Profile("office/2", "00" * 32)
    assert circle.change(ProfileChange(new)) is None
    assert circle.now.profile == new


def test_a_new_epoch_is_sealed(circle):
    opened = EpochOpen(2, 1, "ab" * 32, "cd" * 32)
    assert circle.change(opened) is Reason.NO_RIGHT
    assert seal_change(circle, replace(opened, epoch=3)) is Reason.EPOCH_NOT_NEXT
    assert seal_change(circle, opened) is None
    assert (circle.now.epoch, circle.now.hub) == (2, "cd" * 32)
    assert seal_change(circle, opened) is Reason.EPOCH_NOT_NEXT


def test_in_a_meeting_chair_and_seal_change_the_circle_together(cabinet):
    change = grant(cabinet, "member")
    chair, seal = ("o-head", "head"), (cabinet.world.agency, "seal")
    assert cabinet.change(change, *chair) is None
    assert "o-new" not in cabinet.now.officials
    # Saying it twice is not two sides; another body is another change.
    assert cabinet.change(change, *chair) is None
    assert cabinet.change(grant(cabinet, "member", "secretary"), *seal) is None
    assert "o-new" not in cabinet.now.officials
    assert cabinet.change(change, *seal) is None
    assert cabinet.now.officials["o-new"].roles == {"member"}
    # The pair is used up.
    assert cabinet.change(RoleEnd("o-new", "x"), *seal) is None
    assert not cabinet.now.officials["o-new"].ended
    assert cabinet.change(change, *seal) is None
    assert cabinet.now.officials["o-new"].roles == {"member"}


def test_in_a_meeting_the_secretary_adds_no_members(cabinet):
    assert cabinet.change(grant(cabinet, "member"), "o-clerk", "clerk") is Reason.NO_RIGHT
    assert cabinet.change(ProfileChange(Profile("own", "00" * 32)), "o-clerk", "clerk") is Reason.NO_RIGHT


@pytest.mark.parametrize("type", sorted(set(BODIES) - {"book.found/1"}))
@pytest.mark.parametrize(
    "body",
    [
        (),
        (("x", "y"),),
        (("official", ""),),
        (("official", (("id", "o-1"),)),),
        (("official", "o-clerk"), ("reason", "x"), ("more", "y")),
        (("official", "o-clerk"), ("reason", "x" * 501)),
        (("official", "o-clerk"), ("certificate", "xyz"), ("until", "2026-11-21T08:30:00+07:00")),
        (("official", "o-clerk"), ("certificate", "ab" * 32), ("until", "tomorrow")),
        (("official", "o-clerk"), ("certificate", "ab" * 32), ("until", "2026-11-21T01:30:00Z")),
        (("profile", "office/2"),),
        (("profile", (("name", "x"), ("digest", "y"))),),
        (("epoch", "two"), ("sequence", "1"), ("head", "ab" * 32), ("hub", "ab" * 32)),
        (("epoch", "2" * 5000), ("sequence", "1"), ("head", "ab" * 32), ("hub", "ab" * 32)),
    ],
)
def test_bodies_out_of_form(circle, type, body):
    before = circle.now
    signed = read_signed(circle.world.sign(circle.world.statement(type, circle.world.agency, body=body), "seal"))
    assert before.may_write(signed, at=START) in (Reason.MALFORMED, Reason.NO_RIGHT)
    assert before.after(signed, at=START) is before


def member_variants(world: BookWorld):
    good = member("o-new", world.keys["stranger"], "clerk", until=START).to_node()
    facts = dict(good)
    yield "roles twice", tuple((k, (("role", "a"), ("role", "a")) if k == "roles" else v) for k, v in good)
    yield "odd role", tuple((k, (("role", "A b"),) if k == "roles" else v) for k, v in good)
    yield "not a role", tuple((k, (("rolle", "a"),) if k == "roles" else v) for k, v in good)
    yield "text for roles", tuple((k, "head" if k == "roles" else v) for k, v in good)
    yield "reordered", tuple(reversed(good))
    yield "one more", (*good, ("x", "y"))
    yield "twice", (*good, ("until", facts["until"]))
    yield "no name", tuple((k, v) for k, v in good if k != "name")
    yield "long post", tuple((k, "x" * 501 if k == "post" else v) for k, v in good)
    yield "empty id", tuple((k, "" if k == "id" else v) for k, v in good)
    yield "until without zone", tuple((k, "2026-11-21T08:30:00" if k == "until" else v) for k, v in good)


def test_members_out_of_form(circle):
    for name, node in member_variants(circle.world):
        statement = circle.world.statement("role.grant/1", "o-head", body=(("official", node),))
        signed = read_signed(circle.world.sign(statement, "head"))
        assert circle.now.may_write(signed, at=START) is Reason.MALFORMED, name


def test_bodies_travel(circle):
    for body in (
        Found.from_body(circle.world.founding().body),
        grant(circle),
        grant(circle, "a", "b", until=START),
        RoleEnd("o-1", ""),
        DeskEnrol("o-1", "ab" * 32, START),
        DeskEnd("o-1", "ab" * 32),
        ProfileChange(PROFILE),
        EpochOpen(2, 3, "ab" * 32, "cd" * 32),
    ):
        signed = read_signed(
            circle.world.sign(circle.world.statement("x.y/1", "o-clerk", body=body.to_body()), "clerk")
        )
        assert type(body).from_body(signed.statement.body) == body
