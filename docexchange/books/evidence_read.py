"""Reading an evidence file strictly: everything in it is checked against everything else, what does not fit is named.

Whether the seal that founded the book, the signers and the time stamps are to be believed is another question.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from docexchange.books.acceptance import AcceptanceRecord, Accepted, head_of, read_hub_key, read_record, receipt_holds
from docexchange.books.chain import BookReader, Flaw, FoundFlaw, Taken
from docexchange.books.errors import (
    ChainBroken,
    EvidenceUnreadable,
    HubKeyUnreadable,
    RecordUnreadable,
    StatementUnreadable,
)
from docexchange.books.evidence_form import (
    LARGEST,
    MANIFEST,
    MIMETYPE,
    MOST_SIGNERS,
    EvidenceManifest,
    Listed,
    ProofKind,
    read_manifest,
    receipt_entry,
    record_entry,
    signature_entry,
    statement_entry,
)
from docexchange.books.evidence_write import Proof
from docexchange.books.evidence_zip import EntryDamaged, EvidenceZip, opened
from docexchange.books.membership import Membership
from docexchange.books.model import FileReference
from signing.container.asice import MEDIA_TYPE
from signing.xml.verify import XmlSignatureBroken, verify_xml


class Broken(StrEnum):
    """What is wrong with an entry; each is a finding's code with words in `ui.kit.words.books`."""

    DAMAGED = "book-evidence-damaged"
    ALTERED = "book-evidence-altered"
    MISSING = "book-evidence-missing"
    UNLISTED = "book-evidence-unlisted"
    OTHER_MANIFEST = "book-evidence-other-manifest"
    HUB = "book-evidence-hub"


@dataclass(frozen=True)
class BrokenEntry:
    """An entry that does not hold; `detail` is a code that says more, or empty."""

    entry: str
    reason: Broken
    detail: str = ""


@dataclass(frozen=True)
class EvidenceSigner:
    """Who signed the manifest. `official`: his id at the end of the book, the agency's for the seal, or empty."""

    certificate: x509.Certificate
    intermediates: tuple[x509.Certificate, ...]
    official: str
    claimed_time: datetime


@dataclass(frozen=True)
class EvidenceReading:
    """What an evidence file says, as far as it holds.

    `statements` and `accepted` go together, up to the first flaw of the chain; `files`: digests of those at hand, whose
    bytes are right; `withheld`: files named by statements but left out, which is allowed.
    """

    manifest: EvidenceManifest | None
    statements: tuple[Taken, ...]
    accepted: tuple[Accepted, ...]
    membership: Membership | None
    flaw: FoundFlaw | None
    broken: tuple[BrokenEntry, ...]
    files: frozenset[str]
    withheld: tuple[FileReference, ...]
    proofs: tuple[Proof, ...]
    signers: tuple[EvidenceSigner, ...]

    @property
    def holds(self) -> bool:
        """Nothing is altered, missing or added."""
        return not self.broken and self.flaw is None


def read_evidence(source: Path | BinaryIO) -> EvidenceReading:
    """Read and check the whole container. Raises EvidenceUnreadable (reason, entry), OSError."""
    with opened(source) as entries:
        return _Reading(entries).whole()


def extract_file(source: Path | BinaryIO, digest: str, sink: BinaryIO) -> None:
    """Copy the file with this SHA-256 to `sink`. Raises EvidenceUnreadable, also when its bytes are other ones."""
    name, found = f"files/{digest}", sha256()
    with opened(source) as entries:
        if name not in entries or entries.size(name) > LARGEST["file"]:
            raise EvidenceUnreadable(reason="no-file", entry=name)
        try:
            for piece in entries.pieces(name):
                found.update(piece)
                sink.write(piece)
        except EntryDamaged as error:
            raise EvidenceUnreadable(reason="other-bytes", entry=name) from error
    if found.hexdigest() != digest:
        raise EvidenceUnreadable(reason="other-bytes", entry=name)


@dataclass
class _Reading:
    """One pass over the entries, part by part."""

    entries: EvidenceZip
    broken: list[BrokenEntry] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    present: set[str] = field(default_factory=set)
    flaw: FoundFlaw | None = None

    def whole(self) -> EvidenceReading:
        for name in self.entries.odd:
            self._break(name, Broken.UNLISTED)
        self._check_mimetype()
        content, manifest = self._manifest()
        keys = self._hub_keys()
        self._check_beside()
        membership = self._read_book(keys, manifest)
        if manifest is not None:
            self._compare(manifest)
        named = {file.sha256: file for one in self.taken for file in one.signed.statement.files}
        if self.flaw is None:
            for digest in sorted(self.present - set(named)):
                self._break(f"files/{digest}", Broken.UNLISTED)
        signers = tuple(self._signers(content, membership))
        return EvidenceReading(
            manifest=manifest,
            statements=tuple(self.taken),
            accepted=tuple(self.accepted),
            membership=membership,
            flaw=self.flaw,
            broken=tuple(dict.fromkeys(self.broken)),
            files=frozenset(self.present),
            withheld=tuple(file for digest, file in named.items() if f"files/{digest}" not in self.entries),
            proofs=tuple(self.proofs),
            signers=signers,
        )

    def _break(self, entry: str, reason: Broken, detail: str = "") -> None:
        self.broken.append(BrokenEntry(entry, reason, detail))

    def _bytes(self, name: str) -> bytes | None:
        """The entry, or None with the reason noted."""
        if name not in self.entries:
            self._break(name, Broken.MISSING)
            return None
        try:
            return self.entries.read(name)
        except EntryDamaged:
            self._break(name, Broken.DAMAGED)
            return None

    def _check_mimetype(self) -> None:
        try:
            if self.entries.mimetype() != MEDIA_TYPE:
                self._break(MIMETYPE, Broken.ALTERED)
        except EntryDamaged:
            self._break(MIMETYPE, Broken.DAMAGED)

    def _manifest(self) -> tuple[bytes, EvidenceManifest | None]:
        content = self._bytes(MANIFEST)
        if content is None:
            return b"", None
        try:
            return content, read_manifest(content)
        except StatementUnreadable as error:
            self._break(MANIFEST, Broken.ALTERED, error.facts["reason"])
            return content, None

    def _hub_keys(self) -> dict[str, ec.EllipticCurvePublicKey]:
        keys: dict[str, ec.EllipticCurvePublicKey] = {}
        for name, entry in sorted(self.entries.named["hub-key"].items()):
            der = self._bytes(entry)
            try:
                found, key = read_hub_key(der or b"")
            except HubKeyUnreadable:
                found = ""
            if found == name:
                keys[name] = key
            elif der is not None:
                self._break(entry, Broken.ALTERED)
        return keys

    def _check_beside(self) -> None:
        """Files and proofs are named by the digest of their bytes."""
        for name, entry in sorted(self.entries.named["file"].items()):
            try:
                if self.entries.digest(entry) == name:
                    self.present.add(name)
                else:
                    self._break(entry, Broken.ALTERED)
            except EntryDamaged:
                self._break(entry, Broken.DAMAGED)
        for name, entry in sorted(self.entries.named["proof"].items()):
            content = self._bytes(entry)
            if content is None:
                continue
            proof = Proof(cast(ProofKind, name.rpartition(".")[2]), content)
            if proof.entry == entry:
                self.proofs.append(proof)
            else:
                self._break(entry, Broken.ALTERED)

    def _read_book(
        self, keys: dict[str, ec.EllipticCurvePublicKey], manifest: EvidenceManifest | None
    ) -> Membership | None:
        reader = BookReader(keys)
        for sequence in range(1, self._found_sequence() + 1):
            one = self._accepted(sequence)
            if one is None:
                self.flaw = FoundFlaw(Flaw.GAP, sequence)
                break
            try:
                self.taken.append(reader.take(one))
            except ChainBroken as error:
                self.flaw = FoundFlaw(Flaw(error.facts["flaw"]), sequence, error.facts["detail"])
                self._blame(one, keys, manifest)
                break
            self.accepted.append(one)
        return reader.membership

    def _found_sequence(self) -> int:
        kinds = (self.entries.named["statement"], self.entries.named["record"], self.entries.named["receipt"])
        return max((int(number) for kind in kinds for number in kind), default=0)

    def _accepted(self, sequence: int) -> Accepted | None:
        raw, written, receipt = (
            self._bytes(entry) for entry in (statement_entry(sequence), record_entry(sequence), receipt_entry(sequence))
        )
        if raw is None or written is None or receipt is None:
            return None
        try:
            record = read_record(written)
        except RecordUnreadable as error:
            self._break(record_entry(sequence), Broken.ALTERED, error.facts["reason"])
            return None
        if record.sequence != sequence:
            self._break(record_entry(sequence), Broken.ALTERED, Flaw.GAP)
            return None
        return Accepted(record, receipt, raw)

    def _blame(
        self, one: Accepted, keys: dict[str, ec.EllipticCurvePublicKey], manifest: EvidenceManifest | None
    ) -> None:
        """Which of the three entries of a place was altered; none, when the hub itself signed what does not fit."""
        flaw, sequence = (self.flaw.flaw if self.flaw else Flaw.GAP), one.record.sequence
        signed = any(receipt_holds(one.record, one.receipt, key) for key in keys.values())
        chained = self._next_previous(sequence, manifest) == head_of(one.record)
        if flaw is Flaw.HUB_KEY:
            self._break(f"hub/{self.flaw.detail if self.flaw else ''}.der", Broken.MISSING)
        elif flaw is Flaw.STATEMENT or (flaw is Flaw.CONTENT and (signed or chained)):
            self._break(statement_entry(sequence), Broken.ALTERED, flaw)
        elif signed:
            self._break(record_entry(sequence), Broken.HUB, flaw)
        else:
            entry = receipt_entry(sequence) if chained else record_entry(sequence)
            self._break(entry, Broken.ALTERED, flaw)

    def _next_previous(self, sequence: int, manifest: EvidenceManifest | None) -> str:
        """The head that whatever comes after this place names."""
        if record_entry(sequence + 1) in self.entries:
            try:
                return read_record(self.entries.read(record_entry(sequence + 1))).previous
            except (RecordUnreadable, EntryDamaged):
                return ""
        return manifest.head if manifest is not None else ""

    def _compare(self, manifest: EvidenceManifest) -> None:
        """Hold the manifest against the book and the entries beside it; each listed name tells the digest as well."""
        for listed in manifest.beside:
            if listed.name not in self.entries:
                if listed.sha256 in listed.name:
                    self._break(listed.name, Broken.MISSING)
                else:
                    self._break(MANIFEST, Broken.ALTERED, listed.name)
            elif not _fits(listed, self.entries):
                self._break(MANIFEST, Broken.ALTERED, listed.name)
        listed_names = {one.name for one in manifest.beside}
        for kind in ("hub-key", "file", "proof"):
            unlisted = set(self.entries.named[kind].values()) - listed_names
            # An altered name in the manifest must not be blamed on the entry that it no longer names.
            if unlisted and not any(one.entry == MANIFEST for one in self.broken):
                for name in sorted(unlisted):
                    self._break(name, Broken.UNLISTED)
        if self.flaw is None and self.taken:
            self._compare_head(manifest, self.taken)

    def _compare_head(self, manifest: EvidenceManifest, taken: list[Taken]) -> None:
        last = taken[-1].record
        if _summed_up(last, taken[-1].head) == (manifest.book, manifest.epoch, manifest.sequence, manifest.head):
            return
        if manifest.sequence > last.sequence and manifest.head != taken[-1].head:
            self._break(statement_entry(last.sequence + 1), Broken.MISSING)
        elif manifest.sequence < last.sequence and manifest.head == taken[manifest.sequence - 1].head:
            self._break(statement_entry(manifest.sequence + 1), Broken.UNLISTED)
        else:
            self._break(MANIFEST, Broken.ALTERED, "head")

    def _signers(self, content: bytes, membership: Membership | None) -> list[EvidenceSigner]:
        numbers = sorted(int(number) for number in self.entries.named["signature"])
        signers: list[EvidenceSigner] = []
        for number in range(1, min(max(numbers, default=0), MOST_SIGNERS) + 1):
            entry = signature_entry(number)
            signed = self._bytes(entry)
            if signed is None:
                continue
            try:
                verified = verify_xml(signed, limit=LARGEST["signature"])
            except XmlSignatureBroken as error:
                self._break(entry, Broken.ALTERED, error.code)
                continue
            if verified.content != content:
                self._break(entry, Broken.OTHER_MANIFEST)
                continue
            official = _official(verified.certificate, membership)
            signers.append(
                EvidenceSigner(verified.certificate, verified.intermediates, official, verified.claimed_time)
            )
        for number in numbers[MOST_SIGNERS:]:
            self._break(signature_entry(number), Broken.UNLISTED)
        return signers


def _fits(listed: Listed, entries: EvidenceZip) -> bool:
    return listed.sha256 in listed.name and listed.size == entries.size(listed.name)


def _summed_up(record: AcceptanceRecord, head: str) -> tuple[str, int, int, str]:
    return record.book, record.epoch, record.sequence, head


def _official(certificate: x509.Certificate, membership: Membership | None) -> str:
    digest = sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    if membership is None:
        return ""
    if digest == membership.seal:
        return membership.agency
    found = (one.id for one in membership.officials.values() if digest in one.certificates)
    return next(found, "")
