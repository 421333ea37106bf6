"""A whole book as an evidence file: written with what proves its signers, read back and judged with roots alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from asn1crypto import cms

from docexchange.books.acceptance import Accepted, head_of, read_record, write_record
from docexchange.books.evidence import EvidenceFile, EvidenceReading, Proof, extract_file, read_evidence, write_evidence
from docexchange.books.evidence_form import MOST_BESIDE
from docexchange.books.evidence_zip import opened
from docexchange.books.statement import read_signed
from ecabinet.adapters.book_checker import held_entry
from ecabinet.application.book_ports import AcceptedBytes, BookFile, HeldEntry
from ecabinet.application.ports import Files
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.errors import Unreadable
from signing.evidence.record import Evidence
from signing.evidence.shared_stamp import collect_shared, judge_shared
from signing.keys.holder import read_holder
from signing.keys.key import SigningKey
from signing.trust.store import TrustSet
from signing.verdict import Indication
from signing.xml.verify import verify_xml

_VERDICTS = {
    Indication.PASSED: Verdict.VALID,
    Indication.INDETERMINATE: Verdict.UNDECIDED,
    Indication.FAILED: Verdict.INVALID,
}


class BookFileBroken(Unreadable):
    """Something in the evidence file was altered, or is missing. Facts: entry, count."""

    code = "office-book-file-broken"


@dataclass(frozen=True)
class JudgedSigner:
    """Trust in a certificate (SHA-256 in hex) at `trusted_time`, or, without a stamp that holds, at present."""

    certificate: str
    name: str
    verdict: Verdict
    code: str
    trusted_time: datetime | None


@dataclass(frozen=True)
class JudgedBook:
    """An evidence file as far as it holds. `signers`: trust in everybody who signs in it, and in its manifest."""

    reading: EvidenceReading
    entries: tuple[HeldEntry, ...]
    signers: tuple[JudgedSigner, ...]
    stamped_at: datetime | None

    @property
    def trust(self) -> Verdict:
        """The worst word about anybody who signs in the book; undecided for a book without any statement."""
        verdicts = {one.verdict for one in self.signers}
        for verdict in (Verdict.INVALID, Verdict.UNDECIDED):
            if verdict in verdicts:
                return verdict
        return Verdict.VALID if verdicts else Verdict.UNDECIDED


class BookEvidence:
    """Writes and reads evidence files under one trust set."""

    def __init__(self, trust: TrustSet, files: Files | None = None) -> None:
        self._trust = trust
        self._files = files

    def write(
        self,
        out: BinaryIO,
        accepted: Sequence[AcceptedBytes],
        keys: Sequence[bytes],
        files: Iterable[StoredFile],
        *,
        tsa: str = "",
        signers: Sequence[SigningKey] = (),
        now: datetime,
    ) -> None:
        """With `tsa` the head is stamped and the signers' revocation data are put beside. Raises what
        `write_evidence` raises, and the errors of the time-stamp authority.
        """
        held = [Accepted(read_record(one.record), one.receipt, one.raw) for one in accepted]
        proofs = self._proofs(held, tsa) if tsa else ()
        write_evidence(
            out,
            held,
            keys,
            files=[EvidenceFile(one.sha256, partial(self._open, one)) for one in files],
            proofs=proofs,
            signers=signers,
            made=now.replace(microsecond=0),
        )

    def read(self, path: Path) -> BookFile:
        """The accepted statements of a file that holds, its files taken into the desk's store.

        Raises EvidenceUnreadable, and BookDoesNotHold where anything in it was altered.
        """
        reading = read_evidence(path)
        if not reading.holds or reading.membership is None:
            broken = [one.entry for one in reading.broken] or [f"book/{reading.flaw.sequence if reading.flaw else 0}"]
            raise BookFileBroken(entry=broken[0], count=len(broken))
        accepted = tuple(AcceptedBytes(write_record(one.record), one.receipt, one.raw) for one in reading.accepted)
        files = tuple(self._taken(path, digest) for digest in sorted(reading.files))
        heads = tuple(one.head for one in reading.statements)
        return BookFile(reading.membership.book, _keys_in(path), accepted, heads, files)

    def judge(self, path: Path) -> JudgedBook:
        """Everything in the file against everything else, and its signers against the roots; no network."""
        reading = read_evidence(path)
        entries = tuple(held_entry(one, reading.membership) for one in reading.statements)
        evidence = self._evidence(reading)
        first = {one.signed.certificate_digest: one.signed.raw for one in reversed(reading.statements)}
        signers = [self._signer(raw, evidence) for raw in reversed(first.values())]
        return JudgedBook(reading, entries, tuple(signers), _stamped_at(signers))

    def _open(self, file: StoredFile) -> BinaryIO:
        assert self._files is not None
        return self._files.open(file)

    def _taken(self, path: Path, digest: str) -> StoredFile:
        assert self._files is not None
        sink = self._files.create()
        try:
            extract_file(path, digest, cast(BinaryIO, sink))
        except BaseException:
            sink.drop()
            raise
        return sink.keep()

    def _proofs(self, held: Sequence[Accepted], tsa: str) -> tuple[Proof, ...]:
        by_certificate: dict[bytes, bytes] = {}
        for one in held:
            by_certificate.setdefault(verify_xml(one.raw).certificate.tbs_certificate_bytes, one.raw)
        head = bytes.fromhex(head_of(held[-1].record))
        found = collect_shared(tuple(by_certificate.values()), head, self._trust, tsa_url=tsa)
        return (
            Proof("tst", found.stamp),
            *(Proof("crl", one) for one in found.crls),
            *(Proof("ocsp", one) for one in found.ocsps),
            *(Proof("cer", one) for one in found.certificates),
        )

    def _evidence(self, reading: EvidenceReading) -> Evidence | None:
        """What lies beside the book under a stamp over its last record; older stamps say nothing of what came later."""
        if not reading.statements:
            return None
        head = reading.statements[-1].head
        kinds: dict[str, tuple[bytes, ...]] = {
            kind: tuple(one.content for one in reading.proofs if one.kind == kind)[:MOST_BESIDE]
            for kind in ("tst", "crl", "ocsp", "cer")
        }
        token = next((one for one in kinds["tst"] if _imprint(one) == head), b"")
        return Evidence(head, token, kinds["crl"], kinds["ocsp"], kinds["cer"]) if token else None

    def _signer(self, raw: bytes, evidence: Evidence | None) -> JudgedSigner:
        signed = read_signed(raw)
        judged = judge_shared(raw, evidence, self._trust)
        code = next((one.code for one in judged.findings if one.severity == "error"), "")
        name = read_holder(signed.certificate).name
        return JudgedSigner(signed.certificate_digest, name, _VERDICTS[judged.indication], code, judged.trusted_time)


def _stamped_at(signers: Iterable[JudgedSigner]) -> datetime | None:
    return next((one.trusted_time for one in signers if one.trusted_time is not None), None)


def _imprint(token: bytes) -> str:
    """The SHA-256 imprint of a time-stamp token in hex; empty for anything else. Whether it holds is judged later."""
    try:
        content = cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed
        return str(content["message_imprint"]["hashed_message"].native.hex())
    except Exception:  # noqa: BLE001  hostile tokens break the library in many ways; none is a stamp
        return ""


def _keys_in(path: Path) -> tuple[bytes, ...]:
    """Public keys of the hub in a file whose every entry has been checked."""
    with opened(path) as entries:
        return tuple(entries.read(name) for name in sorted(entries.named["hub-key"].values()))
