"""Hub and desks see the same circle: the fold of `docexchange.books.membership` and the office's replay never part."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from docexchange.books import founding_bodies as hubs
from docexchange.books.membership import Membership, Official
from docexchange.books.model import Authority, Mandate, Seen, Statement
from docexchange.books.statement import SignedStatement
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.statements.desk_end import DeskEnd
from ecabinet.domain.offices.statements.desk_enrol import DeskEnrol
from ecabinet.domain.offices.statements.epoch_open import EpochOpen
from ecabinet.domain.offices.statements.head_seen import HeadIsSeen
from ecabinet.domain.offices.statements.official_part import OfficialPart, ProfilePart
from ecabinet.domain.offices.statements.role_end import RoleEnd
from ecabinet.domain.offices.statements.role_grant import RoleGrant
from properties.office_moves import NODES
from properties.office_pen import NOON, ROLES, SEAL, TYPES, OfficeBook, certificate, digest, founding

PEOPLE = st.sampled_from(["an", "an", "bich", "lan", SEAL, "thu"])
CARDS = st.sampled_from(["an", "bich", "lan", "spare", "desk", SEAL]).map(certificate)
TERMS = st.none() | st.integers(0, 60).map(lambda minutes: NOON + timedelta(minutes=minutes))
GRANTS = st.builds(
    RoleGrant,
    st.builds(
        OfficialPart, PEOPLE, st.just("Tên"), st.just(""), st.sampled_from([("head",), ("clerk",), ()]), CARDS, TERMS
    ),
)
BODIES = st.one_of(
    GRANTS,
    st.builds(RoleEnd, PEOPLE, st.just("")),
    st.builds(DeskEnrol, PEOPLE, CARDS, st.integers(0, 60).map(lambda minutes: NOON + timedelta(minutes=minutes))),
    st.builds(DeskEnd, PEOPLE, CARDS),
    st.builds(EpochOpen, st.integers(1, 3), st.just(1), st.just(digest("head")), CARDS),
    st.builds(HeadIsSeen, st.just(1), st.just(1), st.just(digest("head"))),
)
ODD = st.sampled_from(
    ["", " ", " x", "x ", "a b", "Head", "head-", "01", "0", "9007199254740992", "2026-12-01T00:00:00+07:00"]
) | st.sampled_from(["2026-12-01T00:00:00Z", "2026-12-01T00:00:00+15:00", "2026-12-01", "x" * 500, "x" * 501])
_ACTING = st.sampled_from([("", ""), ("TM.", "x")])
SAID = st.lists(st.tuples(PEOPLE, BODIES, st.none() | CARDS, _ACTING, st.integers(0, 5)), max_size=40)


def circle() -> Membership:
    found = founding()
    profile = hubs.Profile(found.profile.name, found.profile.digest)
    officials = {
        one.id: Official(one.id, one.name, one.post, frozenset(one.roles), frozenset({one.certificate}))
        for one in found.officials
    }
    return Membership(
        *(digest("book"), "office", found.title, SEAL, certificate(SEAL), found.hub, profile, 1),
        officials=MappingProxyType(officials),
    )


def signed(entry: Entry) -> SignedStatement:
    statement = Statement(
        book=digest("book"),
        id=entry.id,
        type=entry.type,
        by=entry.by,
        mandate=Mandate(entry.post, cast(Authority, entry.authority), entry.delegation),
        made=entry.made,
        seen=Seen(1, 0, "0" * 64),
        body=cast(Any, entry.body),
    )
    return SignedStatement(statement, entry.digest, cast(Any, None), entry.signer, (), b"", entry.made)


def same_circle(hub: Membership, office: Office) -> None:
    assert {one.id: (one.certificates, one.roles, one.until, one.ended) for one in hub.officials.values()} == {
        one.id: ({one.certificate}, one.roles, one.until, one.ended) for one in office.members.values()
    }
    assert {key: (desk.official, desk.until) for key, desk in hub.desks.items()} == {
        key: (desk.official, desk.until) for key, desk in office.desks.items()
    }
    assert (hub.epoch, hub.hub) == (office.epoch, office.founding.hub if office.founding else "")


@settings(max_examples=80, deadline=None)
@given(SAID)
def test_the_same_circle_after_every_statement(said: list[tuple[Any, ...]]):
    book, hub = OfficeBook(), circle()
    for by, body, card, (authority, delegation), minutes in said:
        book.now += timedelta(minutes=minutes)
        facts = {"authority": authority, "delegation": delegation, **({"signer": card} if card else {})}
        entry = book.entry(by, body, **facts)
        refused = hub.may_write(signed(entry), at=entry.accepted_at)
        hub = hub.after(signed(entry), at=entry.accepted_at)
        reason = book.say(by, body, **facts)
        if entry.type in hubs.BODIES:
            assert (reason is None) == (refused is None), (reason, refused, entry)
        assert not refused or reason
        same_circle(hub, book.office)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["an", SEAL]), BODIES, st.data())
def test_no_body_changes_one_circle_and_not_the_other(by: str, body: Any, data: st.DataObject):
    """Damaged anywhere, a body is read by both or by neither."""
    node, kind = damaged(body.to_node(), data), TYPES[type(body)]
    book, hub = OfficeBook(), circle()
    entry = book.entry(by, node, type=kind)
    refused = hub.may_write(signed(entry), at=entry.accepted_at)
    reason = book.say(by, node, type=kind)
    if kind in hubs.BODIES:
        assert (refused is None) == (reason is None), (refused, reason)
        same_circle(hub.after(signed(entry), at=entry.accepted_at), book.office)


def damaged(node: Any, data: st.DataObject) -> Any:
    if isinstance(node, str) or not node or data.draw(st.integers(0, 3)) == 0:
        return data.draw(NODES | ODD)
    at = data.draw(st.integers(0, len(node) - 1))
    name, value = node[at]
    match data.draw(st.sampled_from(["deeper", "drop", "double", "rename", "insert"])):
        case "deeper":
            return (*node[:at], (name, damaged(value, data)), *node[at + 1 :])
        case "drop":
            return (*node[:at], *node[at + 1 :])
        case "double":
            return (*node[:at], node[at], *node[at:])
        case "rename":
            return (*node[:at], ("x", value), *node[at + 1 :])
    return (*node[:at], ("until", data.draw(ODD)), *node[at:])


@given(st.lists(st.sampled_from([*ROLES]), unique=True, max_size=4), TERMS)
def test_both_write_the_circle_alike(people: list[str], until: Any):
    officials = tuple(replace(one, until=until) for one in founding().officials if one.id in people)
    bodies = [
        founding(officials=officials),
        *map(RoleGrant, officials),
        RoleEnd("an", "Nghỉ."),
        *(DeskEnrol("an", digest("x"), NOON), DeskEnd("an", digest("x")), EpochOpen(2, 9, digest("x"), digest("y"))),
    ]
    for body in bodies:
        theirs = hubs.BODIES[TYPES[type(body)]].from_body(cast(Any, body.to_node()))
        assert theirs.to_body() == body.to_node()
        assert [one.name for one in fields(cast(Any, theirs))] == [one.name for one in fields(body)]
    assert hubs.Profile("x", digest("x")).to_node() == ProfilePart("x", digest("x")).to_node()
