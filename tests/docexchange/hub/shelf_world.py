"""A hub process with an office's book: its people log in with the keys that the book names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hub_world import A, B, HubProcess, Key, World
from uuid_utils.compat import uuid7

from docexchange.books.acceptance import Accepted, head_of
from docexchange.books.chain import BookReader, chain_flaw
from docexchange.books.founding_bodies import (
    DeskEnrol,
    EpochOpen,
    Found,
    FoundingBody,
    Member,
    Profile,
    RoleEnd,
    RoleGrant,
)
from docexchange.books.statement import NOTHING_SEEN, FileReference, Mandate, Seen, Statement, sign_statement
from docexchange.client.book_client import BookClient
from docexchange.hub import administration
from docexchange.hub.store.directory import Agency, Official

PEOPLE = (
    ("head", A, "leader"),
    ("clerk", A, "clerk"),
    ("clerk-2", A, "clerk"),
    ("outsider", A, "specialist"),
    ("stranger", B, "clerk"),
)
MEMBERS = ("head", "clerk", "clerk-2")
PROFILE = Profile("office/1", "a1" * 32)


def seal_key(name: str, organ_id: str) -> Key:
    """A key whose certificate names an agency and nothing personal."""
    return Key(
        name,
        more=(
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, organ_id),
        ),
    )


def digest_of(key: Key) -> str:
    return hashlib.sha256(key.certificate.public_bytes(Encoding.DER)).hexdigest()


@dataclass
class ShelfWorld(World):
    """`book` is the office's book once `found` ran."""

    book: str = ""
    founding: bytes = b""

    def books(self, official: str = "clerk") -> BookClient:
        return self.client(official).books()

    def found(self) -> ShelfWorld:
        self.founding = self.sign(self.founding_statement(), "seal")
        self.book = self.books("head").found(self.founding).record.book
        return self

    def founding_statement(self, members: tuple[str, ...] = MEMBERS, **changes: Any) -> Statement:
        officials = tuple(self.member(name) for name in members)
        facts = {"kind": "office", "title": "Sổ Văn phòng", "agency": A, "hub": self.hub.address.fingerprint}
        body = Found(**facts | {"profile": PROFILE, "officials": officials} | changes)
        return Statement(
            "", UUID(str(uuid7())), "book.found/1", body.agency, Mandate(), now(), NOTHING_SEEN, body.to_body()
        )

    def member(self, name: str, *roles: str, until: datetime | None = None) -> Member:
        return Member(
            name, f"Người {name}", "Chuyên viên", roles or (name.split("-")[0],), digest_of(self.keys[name]), until
        )

    def statement(self, by: str = "clerk", text: str = "Kính trình", **changes: Any) -> Statement:
        made = Statement(
            self.book, UUID(str(uuid7())), "draft.comment/1", by, Mandate(), now(), NOTHING_SEEN, (("text", text),)
        )
        return replace(made, **changes)

    def sign(self, statement: Statement, key: str) -> bytes:
        return sign_statement(statement, self.keys[key], made=datetime.now(UTC))

    def comment(self, by: str = "clerk", text: str = "Kính trình", **changes: Any) -> bytes:
        return self.sign(self.statement(by, text, **changes), by)

    def say(self, by: str = "clerk", text: str = "Kính trình", if_head: str | None = None, **changes: Any) -> Accepted:
        return self.books(by).append(self.book, self.comment(by, text, **changes), if_head)

    def change(self, body: FoundingBody, by: str = "head", key: str | None = None, carrier: str = "head") -> Accepted:
        kind = {RoleGrant: "role.grant/1", RoleEnd: "role.end/1", DeskEnrol: "desk.enrol/1", EpochOpen: "epoch.open/1"}
        statement = self.statement(by, type=kind[type(body)], body=body.to_body())
        return self.books(carrier).append(self.book, self.sign(statement, key or by))

    def open_epoch(self, last: Accepted, epoch: int = 2, **changes: Any) -> Accepted:
        opened = EpochOpen(epoch, last.record.sequence, head_of(last.record), self.hub.address.fingerprint)
        return self.change(replace(opened, **changes), by=A, key="seal")

    def everything(self, official: str = "clerk") -> list[Accepted]:
        """The whole book, fetched in pieces and found to be one unbroken chain."""
        books, found = self.books(official), []
        while news := books.changes(self.book, len(found)):
            found += news
        assert chain_flaw(found, books.hub_keys()) is None
        return found

    def reader(self, official: str = "clerk") -> BookReader:
        reader = BookReader(self.books(official).hub_keys())
        for accepted in self.everything(official):
            reader.take(accepted)
        return reader


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def reference(content: bytes, name: str = "Dự thảo.pdf", **changes: Any) -> FileReference:
    made = FileReference(name, "application/pdf", len(content), hashlib.sha256(content).hexdigest())
    return replace(made, **changes)


def seen(accepted: Accepted) -> Seen:
    return Seen(accepted.record.epoch, accepted.record.sequence, head_of(accepted.record))


def found_shelf(data: Path, *options: str, preexec: Callable[[], None] | None = None) -> ShelfWorld:
    keys = {name: Key(name) for name, _, _ in PEOPLE} | {"desk": Key("Máy 1")}
    keys |= {"seal": seal_key("Văn phòng", A), "false-seal": seal_key("Văn phòng", A), "seal-b": seal_key("Bộ", B)}
    for organ_id, name in ((A, "seal"), (B, "seal-b")):
        file = keys[name].write(data.parent / f"{name}.pem")
        seal = administration.read_certificate(file)
        administration.add_agency(data, Agency(organ_id, f"Cơ quan {organ_id}", "", "", True, (seal,)))
    for name, organ_id, role in PEOPLE:
        digest, der = administration.read_certificate(keys[name].write(data.parent / f"{name}.pem"))
        administration.add_official(data, Official(name, organ_id, name, role, der, digest), renew=False)
    return ShelfWorld(HubProcess(data, *options, preexec=preexec), keys).found()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShelfWorld]:
    made = found_shelf(tmp_path_factory.mktemp("shelf") / "data", "--requests-per-minute", "100000")
    yield made
    made.close()


@pytest.fixture
def own_shelf(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[ShelfWorld]:
    """A hub and a book of its own for one test; `request.param` holds options of `serve`."""
    options = getattr(request, "param", ("--requests-per-minute", "100000"))
    made = found_shelf(tmp_path / "data", *options)
    yield made
    made.close()


def in_days(days: int) -> datetime:
    return now() + timedelta(days=days)
