"""Evidence in an ASiC-E container: its signatures, and for every file what they say of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ecabinet.adapters.book_container import check_book
from ecabinet.adapters.verdicts import finding_of, signature_report, worse_by_findings
from ecabinet.domain.documents.evidence import (
    AttachmentReport,
    EvidenceFinding,
    FileReport,
    SignatureReport,
    Verdict,
    worst,
)
from signing.container.asice import MEDIA_TYPE, entries_as_others_see_them
from signing.container.errors import ContainerFlawed
from signing.container.judge import ALTERED, ContainerFile, ContainerJudgement, judge_container
from signing.errors import SigningError
from signing.trust.store import TrustSet
from signing.xml.detached_shape import MAX_DETACHED_BYTES, read
from signing.xml.errors import XmlSignatureBroken

_FIRST_ENTRY = b"mimetype"
_BOOK = "META-INF/evidence.xml"


def looks_like_container(start: bytes) -> bool:
    """By the first bytes: the media type stands there unpacked, or an entry of that name (EN 319 162-1, A.1)."""
    return start.startswith(b"PK\x03\x04") and (MEDIA_TYPE in start[:200] or start[30:38] == _FIRST_ENTRY)


def check_container(path: Path, trust: TrustSet, *, at: datetime | None, fetch: bool) -> FileReport:
    """One container as of `at` (aware; None: now), or one book. Raises only OSError."""
    if is_book(path):
        return check_book(path, trust)
    try:
        judged = judge_container(path, trust, at=at, fetch=fetch)
    except ContainerFlawed as error:
        return _flawed(path, error)
    if not judged.signatures:
        return _without_signature(path, judged)
    signatures = tuple(signature_report(one) for one in judged.signatures)
    findings = tuple(finding_of(one) for one in judged.findings)
    return FileReport(
        str(path),
        "asice",
        _verdict(signatures, findings),
        signatures=signatures,
        attachments=tuple(_attachment(one, signatures) for one in judged.files),
        findings=findings,
    )


def _verdict(signatures: Sequence[SignatureReport], findings: Sequence[EvidenceFinding]) -> Verdict:
    verdict = worst(one.verdict for one in signatures)
    if any(one.code in ALTERED for one in findings):
        return worst((verdict, Verdict.ALTERED))
    foreign = [one for one in findings if one.code == "container-foreign-signature"]
    rest = [one for one in findings if one not in foreign]
    return worse_by_findings(worst((verdict, Verdict.UNDECIDED)) if foreign else verdict, rest)


def _attachment(file: ContainerFile, signatures: Sequence[SignatureReport]) -> AttachmentReport:
    """A file is as good as the best signature that holds over these bytes; with none, it is not what was signed."""
    holding = [signatures[place].verdict for place in file.signed_by]
    ours = any(one.signer for one in signatures)
    verdict = max(holding, key=_goodness) if holding else Verdict.ALTERED if ours else Verdict.UNDECIDED
    return AttachmentReport(file.name, file.digest.hex(), verdict)


def _goodness(verdict: Verdict) -> int:
    order = (Verdict.ALTERED, Verdict.INVALID, Verdict.UNDECIDED, Verdict.VALID_WITH_REMARKS, Verdict.VALID)
    return order.index(verdict)


def _without_signature(path: Path, judged: ContainerJudgement) -> FileReport:
    files = tuple(AttachmentReport(one.name, one.digest.hex(), Verdict.UNSIGNED) for one in judged.files)
    findings = tuple(finding_of(one) for one in judged.findings)
    if any(one.code == "container-foreign-signature" for one in findings):
        return FileReport(str(path), "asice", Verdict.UNDECIDED, attachments=files, findings=findings)
    return FileReport(str(path), "asice", Verdict.UNSIGNED, attachments=files)


def _flawed(path: Path, error: ContainerFlawed) -> FileReport:
    """A ZIP that is not laid out strictly: ours was changed, a stranger's stays open, anything else cannot be read."""
    flaw = EvidenceFinding("container-flawed", "error", {"file": path.name, **error.facts})
    entries = entries_as_others_see_them(path, MAX_DETACHED_BYTES)
    if any(_is_ours(content) for content in entries.values()):
        return FileReport(str(path), "asice", Verdict.ALTERED, findings=(flaw,))
    if any(name.startswith("META-INF/") and "signature" in name.lower() for name in entries):
        foreign = EvidenceFinding("container-foreign-signature", "error", {"name": path.name})
        return FileReport(str(path), "asice", Verdict.UNDECIDED, findings=(foreign, flaw))
    if not _claims_to_be_container(path):
        # OpenDocument and others begin with an entry of that name too.
        other = EvidenceFinding("not-a-signed-format", "error", {"file": path.name})
        return FileReport(str(path), "unknown", Verdict.UNREADABLE, findings=(other,))
    return FileReport(str(path), "asice", Verdict.UNREADABLE, findings=(flaw,))


def _claims_to_be_container(path: Path) -> bool:
    with path.open("rb") as file:
        return MEDIA_TYPE in file.read(200)


def is_book(path: Path) -> bool:
    """By its list; with a signature over files beside it, it is judged as what that signature makes it."""
    names = entries_as_others_see_them(path, 0)
    return _BOOK in names and not any(name.startswith("META-INF/") and "signatures" in name for name in names)


def _is_ours(content: bytes) -> bool:
    try:
        read(content)
    except SigningError as error:
        return isinstance(error, XmlSignatureBroken) and error.altered
    return True
