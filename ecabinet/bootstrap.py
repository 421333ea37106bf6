"""The only place where the parts meet: builds file tools (no store) and desks (a store, a hub).

Adapters are imported by name where they are built: together they take most of a second, and no command needs them all.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ecabinet.application.book_ports import Papers, Pen
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.ports import Desk, DeskIdentity, Seal, Unit
from ecabinet.domain.offices.profile import DECREE_30
from signing.keys.key import SigningKey

if TYPE_CHECKING:
    from ecabinet.adapters.book_evidence import BookEvidence
    from ecabinet.adapters.draft_import import ImportedDraft
    from ecabinet.adapters.evidence_checker import EvidenceChecker
    from ecabinet.adapters.evidence_collector import EvidenceCollector
    from ecabinet.adapters.exchange_gateway import ExchangeGateway
    from ecabinet.adapters.layout_checker import LayoutChecker
    from ecabinet.adapters.typesetter.typesetter import Typesetter
    from ecabinet.adapters.waiting_files import WaitingFiles
    from signing.trust.store import TrustSet


def typesetter() -> Typesetter:
    """Official documents in type; opens no store."""
    from ecabinet.adapters.typesetter.typesetter import Typesetter

    return Typesetter()


def draft_from_docx(raw: bytes, name: str, kind: str) -> ImportedDraft:
    """A drafter's DOCX as data to be completed and typeset; opens no store."""
    from ecabinet.adapters.draft_import import import_docx

    return import_docx(raw, name, kind)


def layout_checker(profile: str = "decree-30-2020") -> LayoutChecker:
    """Layout of PDFs against a rule profile; opens no store."""
    from ecabinet.adapters.layout_checker import LayoutChecker
    from ecabinet.adapters.rule_profiles import load_rule_profile

    return LayoutChecker(load_rule_profile(profile))


def evidence_checker(trust: Path | None, *, fetch: bool) -> EvidenceChecker:
    """Judges signed files under the certificates in `trust`, or the installed set; opens no store.

    Raises `signing.trust.store.TrustUnreadable`.
    """
    from ecabinet.adapters.evidence_checker import EvidenceChecker
    from signing.trust.store import installed_trust, load_trust

    return EvidenceChecker(installed_trust() if trust is None else load_trust(trust), fetch=fetch)


def create_desk(home: Path, identity: DeskIdentity, trust: Path | None, passphrase: bytes | bytearray | None) -> None:
    """A new desk under `home`; its trust is copied into the store. Without a passphrase the system key store is used.

    Raises StoreExists, NoKeyStore, TrustUnreadable, DiskFull.
    """
    from ecabinet.adapters.persistence.store import create_store, prepare_home
    from ecabinet.adapters.system_key_store import SystemKeyStore
    from ecabinet.adapters.vault import Vault
    from signing.trust.store import installed_trust, load_trust

    believed = load_trust(trust) if trust else installed_trust()
    prepare_home(home)
    key = Vault(home, SystemKeyStore()).create(str(uuid.uuid4()), passphrase)
    roots = [one.dump() for one in believed.roots]
    try:
        create_store(home, key, identity, roots, [one.dump() for one in believed.tsa_roots])
    except BaseException:
        Vault(home, SystemKeyStore()).forget()
        raise


@contextmanager
def open_desk(
    home: Path, ask: Callable[[], bytes | bytearray] | None, *, trust: Path | None = None, fetch: bool = True
) -> Iterator[Desk]:
    """The desk under `home`, closed when the block ends. `ask` gives the passphrase when it is needed.

    `trust` replaces the desk's own trust for this once; without `fetch` no revocation list is asked for and no
    evidence is collected.
    Raises StoreMissing, StoreDamaged, WrongPassphrase, NoKeyStore, StoreTooNew, StoreBusy.
    """
    from ecabinet.adapters.clock import SystemClock, TimeOrderedIdentifiers
    from ecabinet.adapters.document_reader import DocumentReader
    from ecabinet.adapters.envelope_gateway import EnvelopeGateway
    from ecabinet.adapters.exchange_gateway import JitteredRetry
    from ecabinet.adapters.file_judge import FileJudge
    from ecabinet.adapters.persistence.store import must_stand, open_store
    from ecabinet.adapters.system_key_store import SystemKeyStore
    from ecabinet.adapters.vault import Vault
    from signing.trust.store import load_trust

    must_stand(home)
    store = open_store(home, Vault(home, SystemKeyStore()).open(ask))
    try:
        believed = load_trust(trust) if trust else _kept_trust(store.records.reading)
        yield Desk(
            records=store.records,
            files=store.files,
            clock=SystemClock(),
            identifiers=TimeOrderedIdentifiers(),
            reader=DocumentReader(),
            judge=FileJudge(believed, fetch=fetch),
            envelopes=EnvelopeGateway(store.files, believed, fetch=fetch),
            schedule=JitteredRetry(),
            collector=_collector(store.records.reading, believed) if fetch else None,
        )
    finally:
        store.close()


def desk_seal(desk: Desk, key: SigningKey, *, trust: Path | None = None, fetch: bool = True) -> Seal:
    """The agency's seal over manifests. Raises WrongCertificateForRole, SealOfAnotherAgency, SealDoesNotHold."""
    from ecabinet.adapters.statement_signer import agency_seal
    from signing.trust.store import load_trust

    with desk.records.reading() as unit:
        agency = unit.desk.load().official.agency
    believed = load_trust(trust) if trust else _kept_trust(desk.records.reading)
    return agency_seal(key, agency, desk.clock.now, believed, fetch=fetch)


@contextmanager
def desk_exchange(desk: Desk, key: SigningKey) -> Iterator[ExchangeGateway]:
    """A session with the desk's hub under the official's key. Raises ExchangeRefused, ExchangeOutOfReach."""
    from ecabinet.adapters.exchange_gateway import log_in
    from ecabinet.adapters.statement_signer import StatementSigner

    with desk.records.reading() as unit:
        identity = unit.desk.load()
    gateway = log_in(identity, StatementSigner(key, desk.clock.now).sign)
    try:
        yield gateway
    finally:
        gateway.close()


@contextmanager
def open_office(
    home: Path, ask: Callable[[], bytes | bytearray] | None, *, trust: Path | None = None, fetch: bool = True
) -> Iterator[OfficeDesk]:
    """The desk under `home` with its part in an office's book. Arguments and errors as `open_desk`."""
    from ecabinet.adapters.book_checker import BookChecker
    from ecabinet.adapters.book_heads import BookHeads
    from ecabinet.adapters.system_key_store import SystemKeyStore

    with open_desk(home, ask, trust=trust, fetch=fetch) as desk:
        checker = BookChecker(_believed(desk, trust), fetch=fetch)
        heads = BookHeads(home, SystemKeyStore())
        yield OfficeDesk(desk, checker, heads, {DECREE_30.digest: DECREE_30})


def office_pen(desk: Desk, key: SigningKey) -> Pen:
    """A key that signs statements of books."""
    from ecabinet.adapters.book_pen import BookPen

    return BookPen(key, desk.clock.now)


def office_papers(desk: Desk, key: SigningKey | None, *, trust: Path | None = None, fetch: bool = True) -> Papers:
    """Papers in type, signed with `key`; without a key they are only looked at."""
    from ecabinet.adapters.paper_signer import PaperSigner

    return PaperSigner(key, _believed(desk, trust), fetch=fetch)


def book_evidence(desk: Desk, *, trust: Path | None = None) -> BookEvidence:
    """A desk's books as evidence files."""
    from ecabinet.adapters.book_evidence import BookEvidence

    return BookEvidence(_believed(desk, trust), desk.files)


def waiting_files(desk: Desk) -> WaitingFiles:
    """Statements not yet accepted as files on a stick."""
    from ecabinet.adapters.waiting_files import WaitingFiles

    return WaitingFiles(desk.files)


def book_verifier(trust: Path | None) -> BookEvidence:
    """Judges evidence files of books with roots alone; opens no store. Raises TrustUnreadable."""
    from ecabinet.adapters.book_evidence import BookEvidence
    from signing.trust.store import installed_trust, load_trust

    return BookEvidence(load_trust(trust) if trust else installed_trust())


def _believed(desk: Desk, trust: Path | None) -> TrustSet:
    from signing.trust.store import load_trust

    return load_trust(trust) if trust else _kept_trust(desk.records.reading)


def _collector(reading: Callable[[], AbstractContextManager[Unit]], trust: TrustSet) -> EvidenceCollector | None:
    from ecabinet.adapters.evidence_collector import EvidenceCollector

    with reading() as unit:
        tsa = unit.desk.load().tsa
    return EvidenceCollector(trust, tsa) if tsa else None


def _kept_trust(reading: Callable[[], AbstractContextManager[Unit]]) -> TrustSet:
    from asn1crypto import x509

    from signing.trust.store import TrustSet

    with reading() as unit:
        roots, stamp_roots = unit.desk.trust()
    return TrustSet(
        tuple(x509.Certificate.load(der) for der in roots), tuple(x509.Certificate.load(der) for der in stamp_roots)
    )
