"""What the signatures in one file prove, in the domain's words; the file is judged in memory, never on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import BinaryIO

from cryptography import x509

from ecabinet.adapters.verdicts import finding_of, signature_report
from ecabinet.adapters.xml_evidence import check_xml
from ecabinet.application.file_ports import FileEvidence
from ecabinet.domain.dispatches.dispatch import Remark, Signer
from ecabinet.domain.documents.evidence import EvidenceFinding, SignatureReport, Verdict, worst
from ecabinet.settings import JUDGED_SIZE_LIMIT, STREAMED_SIZE
from signing.errors import Unreadable
from signing.keys.holder import Holder, read_holder
from signing.pdf.fields import AGENCY, LEADER
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet

_BLOCK = 256 * 1024
JUDGED = frozenset({".pdf", ".xml"})


class FileJudge:
    """Judges under one trust set; with `fetch`, revocation lists may be fetched."""

    def __init__(self, trust: TrustSet, *, fetch: bool) -> None:
        self._trust = trust
        self._fetch = fetch

    def judge(self, name: str, size: int, open_file: Callable[[], BinaryIO]) -> FileEvidence:
        """By the name's ending; a file too large to judge is undecided, never taken for unsigned."""
        kind = PurePath(name).suffix.lower()
        if kind not in JUDGED:
            return FileEvidence(Verdict.UNSIGNED)
        if kind == ".pdf" and size > STREAMED_SIZE and not _may_be_signed(open_file):
            return FileEvidence(Verdict.UNSIGNED)
        if size > JUDGED_SIZE_LIMIT:
            remark = Remark("file-too-large-to-judge", "warning", {"file": name}, name)
            return FileEvidence(Verdict.UNDECIDED, remarks=(remark,))
        with open_file() as stream:
            content = stream.read()
        return self._pdf(name, content) if kind == ".pdf" else self._xml(name, content)

    def _pdf(self, name: str, content: bytes) -> FileEvidence:
        try:
            judged = judge_pdf(content, self._trust, fetch=self._fetch)
        except Unreadable as error:
            remark = Remark(error.code, "error", error.facts | {"file": name}, name)
            return FileEvidence(Verdict.UNREADABLE, remarks=(remark,))
        signatures = tuple(signature_report(one) for one in judged.signatures)
        findings = [*(finding_of(one) for one in judged.findings), *_findings(signatures)]
        return FileEvidence(
            worst(one.verdict for one in signatures),
            judged.issued,
            _leader(signatures),
            _sealed_by(signatures),
            _remarks(findings, name),
        )

    def _xml(self, name: str, content: bytes) -> FileEvidence:
        report = check_xml(Path(name), content, self._trust, at=None, fetch=self._fetch)
        verdict = Verdict.UNSIGNED if report.verdict is Verdict.UNREADABLE else report.verdict
        if verdict is Verdict.UNSIGNED:
            return FileEvidence(verdict)
        return FileEvidence(verdict, remarks=_remarks([*report.findings, *_findings(report.signatures)], name))


def _may_be_signed(open_file: Callable[[], BinaryIO]) -> bool:
    """Whether a signature dictionary stands in the file: it is never compressed, since its place is signed around.

    Who hides it by an odd spelling of the name gets what he made: a file that counts as unsigned.
    """
    kept = b""
    with open_file() as stream:
        while block := stream.read(_BLOCK):
            kept = kept[-16:] + block
            if b"/ByteRange" in kept:
                return True
    return False


def _findings(signatures: Iterable[SignatureReport]) -> Iterable[EvidenceFinding]:
    return (finding for one in signatures for finding in one.findings)


def _remarks(findings: Iterable[EvidenceFinding], name: str) -> tuple[Remark, ...]:
    found = (Remark(one.code, one.severity, dict(one.facts), name) for one in findings if one.severity != "info")
    return tuple({(one.code, tuple(sorted(one.facts.items()))): one for one in found}.values())


def _leader(signatures: tuple[SignatureReport, ...]) -> Signer | None:
    holder = _holder(signatures, LEADER)
    return Signer(holder.name, holder.post) if holder else None


def _sealed_by(signatures: tuple[SignatureReport, ...]) -> str:
    holder = _holder(signatures, AGENCY)
    return holder.organ_id if holder else ""


def _holder(signatures: tuple[SignatureReport, ...], field: str) -> Holder | None:
    for one in signatures:
        if one.field == field and one.certificate:
            return read_holder(x509.load_der_x509_certificate(one.certificate))
    return None
