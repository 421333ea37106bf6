"""An office of five on real stores with real keys and signatures; only the wire and the typesetter are plain."""

from __future__ import annotations

import io
import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fakes.desk_data import NOON, OFFICE, dispatch, text
from fakes.plain_envelopes import PlainEnvelopes
from fakes.plain_shelf import PlainShelf, PlainWay
from fakes.steady_world import EveryMinute, SteadyClock
from fakes.telling_files import TellingJudge, TellingReader
from uuid_utils.compat import uuid7

from ecabinet.adapters.book_checker import BookChecker
from ecabinet.adapters.book_heads import BookHeads
from ecabinet.adapters.book_pen import BookPen
from ecabinet.adapters.persistence.store import create_store, open_store
from ecabinet.adapters.system_key_store import SystemKeyStore
from ecabinet.application.file_intake import store_stream
from ecabinet.application.offices.found_office import FoundOffice, found_office
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import OfficeReading, read_office
from ecabinet.application.offices.sync_office import OfficesSynced, SyncOffice, sync_office
from ecabinet.application.ports import Desk, DeskIdentity
from ecabinet.domain.dispatches.dispatch import Dispatch
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.statements.official_part import OfficialPart
from ecabinet.domain.people.official import Official, Role
from signing.keys.software import SoftwareKey, software_key
from signing.trust.store import TrustSet

ROLES = {
    "minister": ("head", "leader"),
    "unit-head": ("unit-head",),
    "specialist": ("specialist",),
    "clerk": ("clerk",),
    "clerk-2": ("clerk",),
}
_USAGE = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
_AUTHORITY = x509.KeyUsage(False, False, False, False, False, True, True, False, False)


class Numbered:
    """UUIDv7 of the real kind."""

    def new(self):
        return uuid7()


class Keys:
    """A root of trust and keys under it; without revocation lists, so that every signer stays undecided."""

    def __init__(self) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Gốc thử nghiệm")])
        builder = self._builder(self._name, self._private).add_extension(_AUTHORITY, True)
        self.root = builder.add_extension(x509.BasicConstraints(True, 1), True).sign(self._private, hashes.SHA256())

    @property
    def trust(self) -> TrustSet:
        from asn1crypto import x509 as asn1
        from cryptography.hazmat.primitives.serialization import Encoding

        return TrustSet((asn1.Certificate.load(self.root.public_bytes(Encoding.DER)),), ())

    def seal(self, name: str = OFFICE.name, organ_id: str = OFFICE.organ_id) -> SoftwareKey:
        return self._key(
            (NameOID.COMMON_NAME, name),
            (NameOID.ORGANIZATION_NAME, name),
            (x509.ObjectIdentifier("2.5.4.97"), organ_id),
        )

    def person(self, name: str) -> SoftwareKey:
        return self._key(
            (NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, OFFICE.name), (NameOID.TITLE, "Cán bộ")
        )

    def _key(self, *parts: tuple[x509.ObjectIdentifier, str]) -> SoftwareKey:
        private = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])
        certificate = self._builder(subject, private).add_extension(_USAGE, True).sign(self._private, hashes.SHA256())
        return software_key(private, certificate)

    def _builder(self, subject: x509.Name, private: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder().subject_name(subject).issuer_name(self._name).public_key(private.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=2))
            .not_valid_after(now + timedelta(days=300))
        )  # fmt: skip


@dataclass
class Person:
    """Somebody at his desk, with his key and his way to the hub."""

    name: str
    office: OfficeDesk
    pen: BookPen
    key: SoftwareKey
    way: PlainWay
    home: Path

    def sync(self) -> OfficesSynced:
        return sync_office(SyncOffice(), self.office, self.way, self.pen)

    def read(self) -> OfficeReading:
        return read_office("", self.office)

    def arrived(self, number: int, content: bytes = b"") -> Dispatch:
        """A packet that the mailbox has brought to this desk."""
        packet = store_stream(self.office.desk.files, io.BytesIO(content or f"packet {number}".encode()))
        found = dispatch(number, packet=packet)
        with self.office.desk.records.writing() as unit:
            unit.dispatches.add(found, text())
        return found

    def reopened(self, home: Path | None = None) -> Person:
        """The same person at the store as it is on the disk now."""
        self.office.desk.records.close()
        office = desk_of(home or self.home, self.office.checker, self.office.desk.clock)
        return replace(self, office=office, home=home or self.home)


class PlainPapers:
    """Papers without type and PDF: what is signed says so."""

    def checked(self, data: bytes):
        return json.loads(data)

    def signed(self, data: bytes, options) -> bytes:
        return b"signed " + data

    def sealed(self, pdf: bytes, number: int, day, options) -> bytes:
        facts = {"verdict": "valid", "issued": True, "number": f"{number:02d}", "notation": "QĐ-VPCP"}
        told = {"tells": True, "date": day.date(), "subject": "Quyết định", "text": "", **facts}
        return json.dumps(told, default=str).encode()


STORE_KEY = os.urandom(32)


def desk_of(home: Path, checker: BookChecker, clock) -> OfficeDesk:
    store = open_store(home, STORE_KEY)
    desk = Desk(
        records=store.records,
        files=store.files,
        clock=clock,
        identifiers=Numbered(),
        reader=TellingReader(),
        judge=TellingJudge(),
        envelopes=PlainEnvelopes(store.files),
        schedule=EveryMinute(),
    )
    return OfficeDesk(desk, checker, BookHeads(home, SystemKeyStore()), {DECREE_30.digest: DECREE_30})


class OfficeOfFive:
    """Everybody's desk, one hub, one seal; founded at the clerk's desk and known to all."""

    def __init__(self, folder: Path, keys: Keys | None = None) -> None:
        self.keys = keys or Keys()
        self.seal_key = self.keys.seal()
        self.shelf = PlainShelf(self.keys.person("hub"))
        self.clock = SteadyClock(datetime.now(UTC))
        self.people = {name: self._person(folder / name, name) for name in ROLES}
        self.seal = BookPen(self.seal_key, self.clock.now)
        officials = tuple(
            OfficialPart(name, name, "", ROLES[name], person.pen.certificate) for name, person in self.people.items()
        )
        found_office(FoundOffice(OFFICE.name, officials, DECREE_30), self["clerk"].office, self.seal)
        for name in ("clerk", *ROLES):
            self[name].sync()
        (self.book,) = self.shelf.books

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def sync(self, *names: str) -> None:
        for name in names or ROLES:
            self[name].sync()

    def _person(self, home: Path, name: str) -> Person:
        key = self.keys.person(name)
        home.mkdir(parents=True)
        role = {"clerk": Role.CLERK, "clerk-2": Role.CLERK, "specialist": Role.SPECIALIST}.get(name, Role.LEADER)
        official = Official(name, role, OFFICE.organ_id, OFFICE.name)
        identity = DeskIdentity(official, "", "https://127.0.0.1:1", self.shelf.fingerprint)
        create_store(home, STORE_KEY, identity, (), ())
        checker = BookChecker(self.keys.trust, fetch=False)
        office = desk_of(home, checker, self.clock)
        return Person(name, office, BookPen(key, self.clock.now), key, PlainWay(self.shelf), home)


def paper(subject: str = "Quyết định", signer: str = "minister") -> bytes:
    data = {"subject": subject, "symbol": "QĐ-VPCP", "signer": {"name": signer, "authority": None}}
    return json.dumps(data, ensure_ascii=False).encode()


__all__ = ["NOON", "ROLES", "Keys", "OfficeOfFive", "Person", "PlainPapers", "paper"]
