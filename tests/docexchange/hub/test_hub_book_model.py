"""Books against a model: whatever is said, by whom and how often, there is one chain and one circle."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hub_world import A, Key
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from shelf_world import PROFILE, digest_of, seal_key
from uuid_utils.compat import uuid7

from docexchange.books.acceptance import Accepted, head_of, read_record
from docexchange.books.chain import BookReader
from docexchange.books.founding_bodies import DeskEnd, DeskEnrol, EpochOpen, Found, Member, RoleEnd, RoleGrant
from docexchange.books.statement import NOTHING_SEEN, Body, Mandate, Statement, sign_statement
from docexchange.hub import book_circles, copying
from docexchange.hub.book_offers import BookOffers
from docexchange.hub.book_reading import BookReading
from docexchange.hub.books import Books
from docexchange.hub.limits import Limits
from docexchange.hub.parts import open_parts
from docexchange.hub.store import books as stored_books
from docexchange.hub.store import directory
from docexchange.hub.store.directory import Agency
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.problem import HubRefused, HubUnavailable

PEOPLE = ("head", "an", "binh", "cuong")
KEYS = {name: Key(name) for name in PEOPLE} | {"seal": seal_key("Văn phòng", A), "desk": Key("Máy")}
START = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def caller(name: str, key: str | None = None) -> Caller:
    return Caller(name, A, name, "clerk", digest_of(KEYS[key or name]))


@dataclass
class Model:
    """What the book should be: statements in order, and who belongs to it."""

    said: list[bytes] = field(default_factory=list)
    members: set[str] = field(default_factory=lambda: {"head"})
    desk: str = ""
    restored: bool = False
    epoch: int = 1
    lost: list[Accepted] = field(default_factory=list)


class BookMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.data, self.now, self.model, self.copies = self.folder / "0", START.timestamp(), Model(), 0
        self.open()
        seal = KEYS["seal"].certificate
        with self.parts.database.writing() as connection:
            seals = ((digest_of(KEYS["seal"]), seal.public_bytes(Encoding.DER)),)
            directory.add_agency(connection, Agency(A, "x", "", "", True, seals), replace=False)

    def open(self) -> None:
        self.parts = open_parts(self.data, Limits(reserve=0))
        self.books = Books(self.parts, lambda: self.now)
        self.reading = BookReading(self.parts, lambda: self.now)
        self.offers = BookOffers(self.parts, self.books, lambda: self.now)

    def teardown(self) -> None:
        self.parts.database.close()
        shutil.rmtree(self.folder)

    @initialize()
    def found(self) -> None:
        head = Member("head", "Người", "", ("head",), digest_of(KEYS["head"]))
        body = Found("office", "Sổ", A, self.parts.key.fingerprint, PROFILE, (head,)).to_body()
        statement = Statement("", UUID(str(uuid7())), "book.found/1", A, Mandate(), START, NOTHING_SEEN, body)
        raw = sign_statement(statement, KEYS["seal"], made=START)
        self.book = self.books.found(caller("head"), raw).accepted.record.book
        self.model.said.append(raw)

    def signed(self, by: str, kind: str, body: Body, key: str | None = None) -> bytes:
        statement = Statement(self.book, UUID(str(uuid7())), kind, by, Mandate(), START, NOTHING_SEEN, body)
        return sign_statement(statement, KEYS[key or by], made=START)

    def tried(self, who: Caller, raw: bytes, condition: str | None = None) -> str:
        """The problem's code and reason, empty when it was accepted as the next statement."""
        try:
            taken = self.books.append(who, self.book, raw, condition)
        except (HubRefused, HubUnavailable) as error:
            return error.facts.get("reason", error.code)
        assert taken.new and taken.accepted.record.sequence == len(self.model.said) + 1
        self.model.said.append(raw)
        return ""

    def expected(self, who: str, otherwise: str = "") -> str:
        """What stands in the way of everybody: no member, or a book that waits for its epoch."""
        if who not in self.model.members:
            return "hub-not-found"
        return "hub-book-restored" if self.model.restored else otherwise

    @rule(by=st.sampled_from(PEOPLE), carrier=st.sampled_from(PEOPLE))
    def say(self, by: str, carrier: str) -> None:
        answer = self.tried(caller(carrier), self.signed(by, "draft.comment/1", (("text", "x"),)))
        known = by in self.model.members
        refusals = {""} if known else {"book-unknown-official", "book-role-ended"}
        wanted = self.expected(carrier)
        assert answer in ({wanted} if wanted else refusals)

    @rule(place=st.integers(0, 30), carrier=st.sampled_from(PEOPLE))
    def repeat(self, place: int, carrier: str) -> None:
        raw = self.model.said[place % len(self.model.said)]
        if carrier not in self.model.members:
            return
        taken = self.books.append(caller(carrier), self.book, raw, "ab" * 32)
        assert not taken.new and taken.accepted.raw == raw
        assert taken.accepted.record.sequence == place % len(self.model.said) + 1

    @rule(right=st.booleans())
    def take_number(self, right: bool) -> None:
        standing, _ = self.reading.newest(caller("head"), self.book)
        answer = self.tried(
            caller("head"), self.signed("head", "number.take/1", ()), standing.head if right else "ab" * 32
        )
        assert answer == ("hub-head-moved" if not right else self.expected("head"))

    @rule(name=st.sampled_from(PEOPLE[1:]))
    def grant(self, name: str) -> None:
        body = RoleGrant(Member(name, "Người", "", ("clerk",), digest_of(KEYS[name]))).to_body()
        answer = self.tried(caller("head"), self.signed("head", "role.grant/1", body))
        assert answer == self.expected("head")
        if not answer:
            self.model.members.add(name)

    @rule(name=st.sampled_from(PEOPLE[1:]))
    def end(self, name: str) -> None:
        answer = self.tried(caller("head"), self.signed("head", "role.end/1", RoleEnd(name, "x").to_body()))
        if answer in ("book-unknown-official", "book-role-ended"):
            assert name not in self.model.members
        else:
            assert answer == self.expected("head")
        if not answer:
            self.model.members.discard(name)
            self.model.desk = "" if self.model.desk == name else self.model.desk

    @rule(name=st.sampled_from(PEOPLE[1:]), ended=st.booleans())
    def desk(self, name: str, ended: bool) -> None:
        digest = digest_of(KEYS["desk"])
        body = DeskEnd(name, digest) if ended else DeskEnrol(name, digest, START + timedelta(days=1))
        answer = self.tried(caller(name), self.signed(name, "desk.end/1" if ended else "desk.enrol/1", body.to_body()))
        if self.expected(name):
            assert answer == self.expected(name)
        elif ended:
            assert answer == ("" if self.model.desk == name else "book-unknown-desk-key")
        else:
            assert answer == ("book-certificate-taken" if self.model.desk else "")
        if not answer:
            self.model.desk = "" if ended else name

    @rule()
    def restart(self) -> None:
        self.parts.database.close()
        self.open()

    @rule(seconds=st.integers(-5, 5))
    def clock(self, seconds: int) -> None:
        self.now += seconds

    @precondition(lambda self: not self.model.restored and self.copies < 3)
    @rule(late=st.integers(0, 3))
    def go_back(self, late: int) -> None:
        """A backup, a few more statements, and the hub comes out of the backup."""
        self.copies += 1
        copy, data = self.folder / f"copy-{self.copies}", self.folder / str(self.copies)
        copying.back_up(self.data, copy)
        kept = len(self.model.said)
        for _ in range(late):
            self.tried(caller("head"), self.signed("head", "draft.comment/1", ()))
        self.model.lost = self.accepted()[kept:]
        del self.model.said[kept:]
        self.parts.database.close()
        copying.restore(copy, data)
        self.data, self.model.restored = data, True
        self.open()

    @precondition(lambda self: self.model.restored)
    @rule(some=st.integers(1, 3))
    def give_back(self, some: int) -> None:
        offered, self.model.lost = self.model.lost[:some], self.model.lost[some:]
        if offered:
            regained = self.offers.take(caller("head"), self.book, offered)
            assert regained.taken == len(offered)
            self.model.said += [one.raw for one in offered]

    @precondition(lambda self: self.model.restored)
    @rule()
    def open_epoch(self) -> None:
        last = self.accepted()[-1]
        opened = EpochOpen(self.model.epoch + 1, len(self.model.said), head_of(last.record), self.parts.key.fingerprint)
        assert self.tried(caller("head"), self.signed(A, "epoch.open/1", opened.to_body(), "seal")) == ""
        self.model.restored, self.model.epoch, self.model.lost = False, self.model.epoch + 1, []

    def accepted(self) -> list[Accepted]:
        found: list[Accepted] = []
        while news := self.reading.news(caller("head"), self.book, len(found), 7).found:
            found += [Accepted(read_record(one.record), one.receipt, one.raw) for one in news]
        return found

    @invariant()
    def the_book_is_one_chain_as_said(self) -> None:
        found = self.accepted()
        assert [one.raw for one in found] == self.model.said
        reader = BookReader({self.parts.key.fingerprint: self.parts.key.private.public_key()})
        assert all(reader.take(one).refusal is None for one in found)
        circle = reader.membership
        assert {name for name, one in circle.officials.items() if not one.ended} == self.model.members
        assert {one.official for one in circle.desks.values()} == ({self.model.desk} if self.model.desk else set())
        assert circle.epoch == self.model.epoch
        with self.parts.database.reading() as connection:
            standing = stored_books.find(connection, self.book)
            assert self.books.circles.of(connection, standing) == circle
            assert (standing.sequence, standing.head, standing.restored) == (
                *(len(found), reader.head),
                self.model.restored,
            )
            for one in book_circles.readers(circle):
                assert stored_books.may_read(connection, self.book, one.certificate, self.now)
            for name in set(PEOPLE) - self.model.members:
                assert not stored_books.may_read(connection, self.book, digest_of(KEYS[name]), self.now)
            desk = stored_books.may_read(connection, self.book, digest_of(KEYS["desk"]), self.now)
            assert desk == bool(self.model.desk)


BookMachine.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)


@pytest.mark.slow
class TestBooks(BookMachine.TestCase):
    pass
