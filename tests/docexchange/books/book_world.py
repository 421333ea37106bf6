"""A small office with its book: real certificates, a real hub key, statements accepted as the hub would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding
from uuid_utils.compat import uuid7

from docexchange.books.acceptance import (
    AcceptanceRecord,
    Accepted,
    head_of,
    hub_key_bytes,
    read_hub_key,
    sign_head,
    whole_milliseconds,
)
from docexchange.books.chain import HubKeys
from docexchange.books.founding_bodies import Found, Member, Profile
from docexchange.books.statement import (
    FOUNDING,
    NO_HEAD,
    NOTHING_SEEN,
    Body,
    FileReference,
    Mandate,
    Seen,
    Statement,
    read_signed,
    sign_statement,
)
from signing.keys.key import SigningKey

VPCP = "000.00.00.G22"
HANOI = timezone(timedelta(hours=7))
START = datetime(2026, 11, 21, 8, 30, tzinfo=HANOI)
PROFILE = Profile("office/1", "a1" * 32)
COMMENT: Body = (
    ("draft", "d-1"),
    ("version", "2"),
    ("texts", (("line", "Sửa “số liệu” < 5% & trình lại"), ("line", "Kính trình"))),
)
FILE = FileReference("Dự thảo.pdf", "application/pdf", 12, "b2" * 32)


def digest_of(key: SigningKey) -> str:
    return sha256(key.certificate.public_bytes(Encoding.DER)).hexdigest()


def member(label: str, key: SigningKey, *roles: str, until: datetime | None = None) -> Member:
    return Member(label, f"Người {label}", "Chuyên viên", roles, digest_of(key), until)


@dataclass
class BookWorld:
    """`keys`: seal, head, clerk, leader, stranger, desk, other-seal; `hub`: the hub's key."""

    keys: dict[str, SigningKey]
    hub: SigningKey
    agency: str = VPCP
    kind: str = "office"
    now: datetime = START
    accepted: list[Accepted] = field(default_factory=list)

    @property
    def hub_keys(self) -> HubKeys:
        name, key = read_hub_key(hub_key_bytes(self.hub.certificate))
        return {name: key}

    @property
    def hub_name(self) -> str:
        return sha256(hub_key_bytes(self.hub.certificate)).hexdigest()

    @property
    def book(self) -> str:
        return self.accepted[0].record.book

    @property
    def seen(self) -> Seen:
        if not self.accepted:
            return NOTHING_SEEN
        last = self.accepted[-1].record
        return Seen(last.epoch, last.sequence, head_of(last))

    def founding(self, **changes: object) -> Statement:
        officials = (
            member("o-head", self.keys["head"], "head" if self.kind == "office" else "chair", "unit-head"),
            member("o-clerk", self.keys["clerk"], "clerk"),
            member("o-leader", self.keys["leader"], "leader", until=START + timedelta(days=1)),
        )
        body = Found(self.kind, "Sổ của Văn phòng", self.agency, self.hub_name, PROFILE, officials).to_body()
        founding = Statement("", UUID(str(uuid7())), FOUNDING, self.agency, Mandate(), START, NOTHING_SEEN, body)
        return replace(founding, **changes)

    def statement(self, type: str = "draft.comment/1", by: str = "o-clerk", **changes: object) -> Statement:
        book, identity = self.book if self.accepted else "", UUID(str(uuid7()))
        made = Statement(
            book, identity, type, by, Mandate("Văn thư"), self.now.replace(microsecond=0), self.seen, COMMENT
        )
        return replace(made, **changes)

    def sign(self, statement: Statement, label: str) -> bytes:
        return sign_statement(statement, self.keys[label], made=self.now)

    def record(self, raw: bytes, **changes: object) -> AcceptanceRecord:
        signed = read_signed(raw)
        last = self.accepted[-1].record if self.accepted else None
        self.now += timedelta(milliseconds=1007)
        record = AcceptanceRecord(
            book=self.book if last else signed.book,
            epoch=last.epoch if last else 1,
            sequence=len(self.accepted) + 1,
            time=whole_milliseconds(self.now.astimezone(UTC)),
            previous=head_of(last) if last else NO_HEAD,
            digest=signed.digest,
        )
        return replace(record, **changes)

    def accept(self, raw: bytes, **changes: object) -> Accepted:
        """As the hub would, without asking whether it should."""
        record = self.record(raw, **changes)
        self.accepted.append(Accepted(record, sign_head(record, self.hub), raw))
        return self.accepted[-1]

    def say(
        self, type: str = "draft.comment/1", by: str = "o-clerk", key: str = "clerk", **changes: object
    ) -> Accepted:
        return self.accept(self.sign(self.statement(type, by, **changes), key))

    def found(self) -> BookWorld:
        self.accept(self.sign(self.founding(), "seal"))
        return self

    def filled(self, count: int = 5) -> BookWorld:
        self.found()
        for _ in range(count):
            self.say(files=(FILE,))
        return self

    def resigned(self, accepted: Iterable[Accepted], hub: SigningKey | None = None) -> list[Accepted]:
        """A hub that bends: the same statements chained and signed anew."""
        made: list[Accepted] = []
        for number, one in enumerate(accepted, 1):
            previous = head_of(made[-1].record) if made else NO_HEAD
            record = replace(one.record, sequence=number, previous=previous)
            made.append(Accepted(record, sign_head(record, hub or self.hub), one.raw))
        return made
