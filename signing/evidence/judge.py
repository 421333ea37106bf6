"""A signed XML judged with the evidence beside it: at the time its stamp proves, by the revocation data kept with it.

Evidence that proves no time is left aside with a finding: a file is never worse off with evidence than without, and
never better than what the evidence proves. What a stamp proves is decided where PDFs are judged, by the same code.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal, TypeVar

from asn1crypto import cms, crl, ocsp, x509
from cryptography import x509 as cryptography_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.diff_analysis import NO_CHANGES_DIFF_POLICY
from pyhanko_certvalidator.fetchers import Fetchers

from signing.evidence.record import Evidence
from signing.pdf.deadline import TookTooLong, deadline
from signing.pdf.embedded_evidence import EmbeddedEvidence
from signing.pdf.proven_times import Stamp, Surroundings, judge_token
from signing.pdf.signer_trust import evidence_suffices, judge_trust
from signing.trust.fetching import Web, fetchers
from signing.trust.path import PathJudgement
from signing.trust.store import TrustSet
from signing.verdict import Finding, Indication
from signing.xml.verify import VerifiedXml, verify_xml

LONGEST_SECONDS = 60.0
"""For a judgement with evidence; then it goes on without."""
_WRONG_CLOCK = timedelta(minutes=5)

Piece = TypeVar("Piece", x509.Certificate, crl.CertificateList, ocsp.OCSPResponse)


@dataclass(frozen=True)
class EvidencedJudgement:
    """Trust in the signer. `trusted_time` is what the stamp proves, None without one; `level` what really is proven."""

    indication: Indication
    sub_indication: str
    findings: tuple[Finding, ...]
    trusted_time: datetime | None = None
    level: Literal["B", "T", "LT"] = "B"


@dataclass(frozen=True)
class Signer:
    """The signer's certificate and the issuers sent along, as the judging of trust asks for them."""

    signer_cert: x509.Certificate
    other_embedded_certs: tuple[x509.Certificate, ...]


def judge_with_evidence(
    signed: bytes, evidence: Evidence | None, trust: TrustSet, *, at: datetime | None = None, fetch: bool
) -> EvidencedJudgement:
    """The signer of `signed` as of `at` (aware; None: now), with whatever the evidence proves.

    With `fetch` revocation lists may be asked for. Raises `XmlSignatureBroken`; nothing else, whatever the evidence
    holds. Not to be called from inside a running event loop.
    """
    verified, digest = verify_xml(signed), sha256(signed).hexdigest()
    try:
        with deadline(LONGEST_SECONDS):
            return asyncio.run(judge_verified(verified, digest, evidence, trust, at, _web(fetch)))
    except (TookTooLong, Exception):  # hostile evidence breaks the libraries in many ways; then it does not exist
        if evidence is None:
            raise
    alone = asyncio.run(judge_verified(verified, digest, None, trust, at, _web(fetch)))
    return replace(alone, findings=(*alone.findings, Finding("evidence-ignored", "info")))


def _web(fetch: bool) -> Fetchers | None:
    return fetchers(Web()) if fetch else None


async def judge_verified(
    verified: VerifiedXml,
    digest: str,
    evidence: Evidence | None,
    trust: TrustSet,
    at: datetime | None,
    web: Fetchers | None,
) -> EvidencedJudgement:
    """As `judge_with_evidence`, for XML whose integrity was checked; `digest` is SHA-256 (hex) of its signed bytes."""
    signer = signer_of(verified)
    bare = Surroundings(trust, at, web, EmbeddedEvidence(), NO_CHANGES_DIFF_POLICY)
    if evidence is None:
        return _plain(await _alone(signer, bare))
    around = replace(bare, evidence=_loaded(evidence))
    stamp = await judge_stamp(evidence, digest, around)
    if stamp.trusted:
        proven = await _proven(signer, stamp, around, verified.claimed_time)
        if proven.indication is not Indication.INDETERMINATE:
            return proven
        alone = await _alone(signer, bare)
        return _plain(alone, proven.findings) if alone.passed else proven
    alone = await _alone(signer, bare)
    return _plain(alone, (*stamp.findings, Finding("evidence-ignored", "info")))


async def judge_stamp(evidence: Evidence, digest: str, around: Surroundings) -> Stamp:
    """The stamp over the signed bytes with this digest. Never raises; without a usable stamp it is not trusted."""
    if evidence.digest != digest:
        return Stamp(around.moment, False, False, (Finding("evidence-of-another-file", "info"),))
    if not evidence.stamp:
        return Stamp(around.moment, False, False, (Finding("evidence-without-stamp", "info"),))
    try:
        token = cms.ContentInfo.load(evidence.stamp, strict=True)
        if token["content_type"].native != "signed_data":
            raise ValueError("content type")
        return await judge_token(token["content"], lambda name: _imprint(name, digest), around, around.at)
    except Exception as error:  # noqa: BLE001  hostile stamps break the library in many ways; none may count
        reason = {"reason": type(error).__name__}
        return Stamp(around.moment, False, False, (Finding("timestamp-broken", "error", reason),))


def signer_of(verified: VerifiedXml) -> Signer:
    """Certificates in the shape the judging of trust works with."""
    return Signer(_converted(verified.certificate), tuple(_converted(one) for one in verified.intermediates))


def _plain(judged: PathJudgement, told: tuple[Finding, ...] = ()) -> EvidencedJudgement:
    """Without help from evidence; what was wrong with it is told, but costs nothing."""
    remarks = tuple(replace(finding, severity="info") for finding in told)
    return EvidencedJudgement(judged.indication, judged.sub_indication, (*judged.findings, *remarks))


async def _alone(signer: Signer, bare: Surroundings) -> PathJudgement:
    """Without a proven time only the moment of judging counts; what the signer claims softens no revocation."""
    return await judge_trust(signer, bare, None, None)


async def _proven(signer: Signer, stamp: Stamp, around: Surroundings, claimed: datetime) -> EvidencedJudgement:
    judged = await judge_trust(signer, around, stamp.time, claimed)
    findings = (*judged.findings, *stamp.findings, Finding("evidence-beside", "info", {"time": stamp.time.isoformat()}))
    if claimed > stamp.time + _WRONG_CLOCK:
        findings += (Finding("claimed-after-proven", "warning", {"claimed": claimed.isoformat()}),)
    level: Literal["T", "LT"] = "LT" if await evidence_suffices(signer, around, stamp.time) else "T"
    return EvidencedJudgement(judged.indication, judged.sub_indication, findings, stamp.time, level)


def _imprint(algorithm: str, digest: str) -> bytes:
    # The stamp is taken over SHA-256 and nothing else; another algorithm must not find a match.
    return bytes.fromhex(digest) if algorithm == "sha256" else b""


def _loaded(evidence: Evidence) -> EmbeddedEvidence:
    return EmbeddedEvidence(
        certificates=tuple(_parsed(evidence.certificates, x509.Certificate)),
        crls=tuple(_parsed(evidence.crls, crl.CertificateList)),
        ocsps=tuple(_parsed(evidence.ocsps, ocsp.OCSPResponse)),
    )


def _parsed(pieces: Iterable[bytes], kind: type[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        try:
            one = kind.load(piece, strict=True)
            # Whatever is looked at outside a judgement is touched now; all of a large list would take minutes.
            _ = one["tbs_cert_list"]["issuer"].native if kind is crl.CertificateList else one.native
        except Exception as error:  # noqa: BLE001  a broken piece of evidence is no evidence
            _ = error
            continue
        found.append(one)
    return found


def _converted(certificate: cryptography_x509.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
