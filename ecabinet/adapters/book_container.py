"""A book's evidence file as `verify` tells it: who signed in it, and whether anything was altered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from docexchange.books.errors import EvidenceUnreadable
from docexchange.books.evidence import EvidenceReading
from ecabinet.adapters.book_evidence import BookEvidence, JudgedSigner
from ecabinet.domain.documents.evidence import (
    AttachmentReport,
    EvidenceFinding,
    FileReport,
    SignatureReport,
    Verdict,
    worst,
)
from signing.keys.holder import read_holder
from signing.trust.store import TrustSet


def check_book(path: Path, trust: TrustSet) -> FileReport:
    """The book as of now, without any network: what proves it must lie in the file. Raises only OSError."""
    try:
        judged = BookEvidence(trust).judge(path)
    except EvidenceUnreadable as error:
        unread = EvidenceFinding(error.code, "error", dict(error.facts))
        return FileReport(str(path), "asice", Verdict.UNREADABLE, findings=(unread,))
    signatures = tuple(_signature(one, judged.reading) for one in judged.signers)
    broken = _broken(judged.reading)
    trusted = worst(one.verdict for one in signatures)
    verdict = worst((trusted, Verdict.ALTERED)) if broken or not judged.reading.holds else trusted
    told = EvidenceFinding("container-is-book", "info", {"file": path.name})
    return FileReport(
        str(path),
        "asice",
        verdict,
        signatures=signatures,
        attachments=_files(judged.reading, verdict),
        findings=(*broken, told),
    )


def _signature(signer: JudgedSigner, reading: EvidenceReading) -> SignatureReport:
    mine = [one for one in reading.statements if one.signed.certificate_digest == signer.certificate]
    certificate, claimed = mine[0].signed.certificate, mine[0].signed.signed_at
    holder = read_holder(certificate)
    findings = (EvidenceFinding(signer.code, "error", _facts(certificate)),) if signer.code else ()
    return SignatureReport(
        field=f"book/{mine[0].record.sequence:06d}.xml",
        signer=holder.name,
        organisation=holder.organisation,
        serial=f"{certificate.serial_number:X}",
        issuer=_common_name(certificate.issuer),
        verdict=signer.verdict,
        level=_level(signer.trusted_time),
        claimed_time=claimed,
        trusted_time=signer.trusted_time,
        covers="part",
        findings=findings,
        certificate=certificate.public_bytes(Encoding.DER),
    )


def _level(trusted_time: datetime | None) -> str:
    """A stamp of the book's head that holds came with the revocation data that vouch for it."""
    return "LT" if trusted_time is not None else "B"


def _facts(certificate: x509.Certificate) -> dict[str, str]:
    return {
        "holder": read_holder(certificate).name,
        "issuer": _common_name(certificate.issuer),
        "until": certificate.not_valid_after_utc.isoformat(),
        "since": certificate.not_valid_before_utc.isoformat(),
    }


def _broken(reading: EvidenceReading) -> tuple[EvidenceFinding, ...]:
    entries = [
        EvidenceFinding(str(one.reason), "error", {"entry": one.entry, "detail": one.detail}) for one in reading.broken
    ]
    if reading.flaw is not None:
        facts = {"sequence": str(reading.flaw.sequence), "detail": reading.flaw.detail}
        entries.append(EvidenceFinding(str(reading.flaw.flaw), "error", facts))
    return tuple(entries)


def _files(reading: EvidenceReading, verdict: Verdict) -> tuple[AttachmentReport, ...]:
    """Files at hand by the names the statements give them; their bytes were held against their digests."""
    named = {
        file.sha256: file.name
        for taken in reading.statements
        for file in taken.signed.statement.files
        if file.sha256 in reading.files
    }
    return tuple(AttachmentReport(name, digest, verdict) for digest, name in named.items())


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()
