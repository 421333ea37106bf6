"""Is the signer of a detached signature to be believed: now, or at the moment its time stamp proves."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.diff_analysis import NO_CHANGES_DIFF_POLICY

from signing.container.errors import EntryDamaged
from signing.evidence.judge import Signer
from signing.keys.holder import read_holder
from signing.pdf.deadline import TookTooLong, deadline
from signing.pdf.embedded_evidence import EmbeddedEvidence
from signing.pdf.key_signer import asn1_certificate
from signing.pdf.proven_times import Stamp, Surroundings, judge_token
from signing.pdf.signer_trust import judge_trust
from signing.trust.fetching import Web, fetchers
from signing.trust.path import PathJudgement
from signing.trust.policy import POLICY
from signing.trust.store import TrustSet
from signing.verdict import Finding, Indication, SignatureJudgement
from signing.xml.detached import VerifiedDetached
from signing.xml.errors import XmlSignatureBroken

LONGEST_SECONDS = 60.0
_WRONG_CLOCK = timedelta(minutes=5)


@dataclass(frozen=True)
class _Believed:
    trust: PathJudgement
    stamp: Stamp | None

    @property
    def proven(self) -> datetime | None:
        return self.stamp.time if self.stamp is not None and self.stamp.trusted else None


def judge_detached_signer(
    verified: VerifiedDetached, field: str, trust: TrustSet, *, at: datetime | None, fetch: bool
) -> SignatureJudgement:
    """Trust in the signer of a signature whose value holds; its files are judged by the caller. Never raises."""
    around = Surroundings(trust, at, fetchers(Web()) if fetch else None, EmbeddedEvidence(), NO_CHANGES_DIFF_POLICY)
    try:
        with deadline(LONGEST_SECONDS):
            believed = asyncio.run(_believed(verified, around))
    except (TookTooLong, Exception) as error:  # noqa: BLE001  hostile certificates break the libraries in many ways
        told = (Finding("cannot-be-judged", "error", {"reason": type(error).__name__}),)
        believed = _Believed(PathJudgement(Indication.INDETERMINATE, "CERTIFICATE_CHAIN_GENERAL_FAILURE", told), None)
    return _told(verified, field, believed, around.moment)


def no_judgement(field: str, error: XmlSignatureBroken | EntryDamaged) -> SignatureJudgement:
    """A signature that does not hold by itself, or is not in our shape."""
    if isinstance(error, EntryDamaged) or error.altered:
        indication, sub = Indication.FAILED, "SIG_CRYPTO_FAILURE"
    elif error.foreign:
        indication, sub = Indication.INDETERMINATE, "FORMAT_FAILURE"
        foreign = Finding("container-foreign-signature", "error", {"name": field})
        return _nobodys(field, indication, sub, foreign)
    else:
        indication, sub = Indication.FAILED, "FORMAT_FAILURE"
    return _nobodys(field, indication, sub, Finding(error.code, "error", error.facts))


def _nobodys(field: str, indication: Indication, sub: str, finding: Finding) -> SignatureJudgement:
    return SignatureJudgement(
        field=field,
        signer="",
        organisation="",
        serial="",
        issuer="",
        indication=indication,
        sub_indication=sub,
        integrity=False,
        level="none",
        claimed_time=None,
        trusted_time=None,
        covers="part",
        findings=(finding,),
    )


async def _believed(verified: VerifiedDetached, around: Surroundings) -> _Believed:
    signer = Signer(
        asn1_certificate(verified.certificate), tuple(asn1_certificate(one) for one in verified.intermediates)
    )
    stamp = await _stamp(verified, around) if verified.stamp else None
    proven = stamp.time if stamp is not None and stamp.trusted else None
    # Without a proven time only the moment of judging counts; what the signer claims softens no revocation.
    trust = await judge_trust(signer, around, proven, verified.claimed_time if proven else None)
    if stamp is not None and stamp.time > around.moment + POLICY.clock_tolerance and trust.passed:
        # As of the moment asked about, this signature did not exist.
        trust = PathJudgement(Indication.INDETERMINATE, "NO_POE", trust.findings)
    return _Believed(trust, stamp)


async def _stamp(verified: VerifiedDetached, around: Surroundings) -> Stamp:
    def imprint(algorithm: str) -> bytes:
        # Ours are taken over SHA-256 and nothing else; another algorithm must not find a match.
        return sha256(verified.stamped).digest() if algorithm == "sha256" else b""

    try:
        token = cms.ContentInfo.load(verified.stamp, strict=True)
        if token["content_type"].native != "signed_data":
            raise ValueError("content type")
        return await judge_token(token["content"], imprint, around, around.at)
    except Exception as error:  # noqa: BLE001  hostile stamps break the library in many ways; none may count
        reason = {"reason": type(error).__name__}
        return Stamp(around.moment, False, False, (Finding("timestamp-broken", "error", reason),))


def _told(verified: VerifiedDetached, field: str, believed: _Believed, moment: datetime) -> SignatureJudgement:
    certificate, trust, stamp = verified.certificate, believed.trust, believed.stamp
    indication, sub, findings = trust.indication, trust.sub_indication, trust.findings
    intact = stamp is None or stamp.intact
    if not intact and stamp is not None:
        # The stamp is part of the file that was made; a broken one was put there or changed.
        indication, sub, findings = Indication.FAILED, "SIG_CRYPTO_FAILURE", ()
    holder = read_holder(certificate)
    return SignatureJudgement(
        field=field,
        signer=holder.name,
        organisation=holder.organisation,
        serial=f"{certificate.serial_number:X}",
        issuer=_issuer(certificate),
        indication=indication,
        sub_indication=sub,
        integrity=intact,
        level="T" if stamp is not None and intact else "B",
        claimed_time=verified.claimed_time,
        trusted_time=believed.proven,
        covers="whole-file",
        findings=(*findings, *(stamp.findings if stamp else ()), *_remarks(verified.claimed_time, believed, moment)),
        certificate=certificate.public_bytes(Encoding.DER),
    )


def _remarks(claimed: datetime, believed: _Believed, moment: datetime) -> list[Finding]:
    found: list[Finding] = []
    if claimed > moment + _WRONG_CLOCK:
        found.append(Finding("claimed-in-future", "warning", {"claimed": claimed.isoformat()}))
    if believed.proven is None:
        found.append(Finding("time-only-claimed", "info"))
    elif claimed > believed.proven + _WRONG_CLOCK:
        found.append(Finding("claimed-after-proven", "warning", {"claimed": claimed.isoformat()}))
    return found


def _issuer(certificate: x509.Certificate) -> str:
    name = asn1_x509.Name.load(certificate.issuer.public_bytes()).native
    return str(name.get("common_name") or name.get("organization_name") or "")
