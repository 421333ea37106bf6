"""Signed XML: the one strict shape is judged, any other signature is told and left undecided."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from ecabinet.adapters.verdicts import signature_report
from ecabinet.domain.documents.evidence import EvidenceFinding, FileReport, Kind, SignatureReport, Verdict
from signing.evidence.judge import EvidencedJudgement, judge_with_evidence
from signing.evidence.record import Evidence
from signing.keys.holder import read_holder
from signing.trust.store import TrustSet
from signing.verdict import SignatureJudgement
from signing.xml.errors import XmlNotSigned, XmlSignatureBroken
from signing.xml.verify import VerifiedXml, verify_xml

_SIGNATURE_NAMESPACE = b"http://www.w3.org/2000/09/xmldsig#"
_STATEMENT_NAMESPACE = b'"urn:ecabinet:statement:'


def check_xml(
    path: Path, content: bytes, trust: TrustSet, *, at: datetime | None, fetch: bool, evidence: Evidence | None = None
) -> FileReport:
    """A statement or other XML of ours; `unsigned` without signature, `undecided` with somebody else's."""
    kind: Kind = "statement" if _STATEMENT_NAMESPACE in content[:4096] else "xml"
    try:
        verified = verify_xml(content)
    except XmlNotSigned as error:
        return _told(path, kind, Verdict.UNSIGNED, error)
    except XmlSignatureBroken as error:
        if error.altered:
            return _told(path, kind, Verdict.ALTERED, error)
        if error.foreign and _SIGNATURE_NAMESPACE in content:
            finding = EvidenceFinding("foreign-xml-signature", "error", {"file": path.name})
            return FileReport(str(path), kind, Verdict.UNDECIDED, findings=(finding,))
        return _told(path, kind, Verdict.UNREADABLE, error)
    report = judge_xml_signer(content, verified, trust, field="Signature", at=at, fetch=fetch, evidence=evidence)
    return FileReport(str(path), kind, report.verdict, signatures=(report,))


def judge_xml_signer(
    signed: bytes,
    verified: VerifiedXml,
    trust: TrustSet,
    *,
    field: str,
    at: datetime | None,
    fetch: bool,
    evidence: Evidence | None = None,
) -> SignatureReport:
    """Trust in the signer of `signed`, whose integrity holds; without evidence beside it only the present counts."""
    judged = judge_with_evidence(signed, evidence, trust, at=at, fetch=fetch)
    return signature_report(_judgement(verified, field, judged))


def _judgement(verified: VerifiedXml, field: str, judged: EvidencedJudgement) -> SignatureJudgement:
    certificate = verified.certificate
    holder = read_holder(certificate)
    return SignatureJudgement(
        field=field,
        signer=holder.name,
        organisation=holder.organisation,
        serial=f"{certificate.serial_number:X}",
        issuer=_common_name(certificate.issuer),
        indication=judged.indication,
        sub_indication=judged.sub_indication,
        integrity=True,
        level=judged.level,
        claimed_time=verified.claimed_time,
        trusted_time=judged.trusted_time,
        covers="whole-file",
        findings=judged.findings,
        certificate=certificate.public_bytes(Encoding.DER),
    )


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def _told(path: Path, kind: Kind, verdict: Verdict, error: XmlSignatureBroken) -> FileReport:
    finding = EvidenceFinding(error.code, "error", {"file": path.name, **error.facts})
    return FileReport(str(path), kind, verdict, findings=(finding,))
