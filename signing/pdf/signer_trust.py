"""Is the signer to be believed: now, or at the moment a time stamp proves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from asn1crypto import x509

from signing.pdf.proven_times import Surroundings
from signing.trust.path import PathJudgement, judge_path
from signing.trust.policy import POLICY
from signing.verdict import Finding, Indication


class CarriesSigner(Protocol):
    """A signature with its signer's certificate and the others sent along: PDF's, or one beside any other file."""

    @property
    def signer_cert(self) -> x509.Certificate: ...

    @property
    def other_embedded_certs(self) -> Sequence[x509.Certificate]: ...


async def judge_trust(
    signature: CarriesSigner, around: Surroundings, proven: datetime | None, claimed: datetime | None
) -> PathJudgement:
    """Valid now is valid; otherwise what held at the proven time counts; without proof, what holds now.

    ETSI EN 319 102-1, 5.5: a certificate that expired or was revoked after a trusted time stamp does not undo the
    signature; without a stamp, a revocation after the time the signer claims leaves the matter open.
    """
    certificate, others = signature.signer_cert, list(signature.other_embedded_certs)
    now = await _at(certificate, others, around, around.at)
    if proven is None:
        return _without_proof(now, claimed)
    if proven + POLICY.clock_tolerance < certificate.not_valid_before:
        facts = {"since": certificate.not_valid_before.isoformat()}
        return PathJudgement(Indication.FAILED, "NOT_YET_VALID", (Finding("not-yet-valid", "error", facts),))
    if now.passed:
        return now
    then = await _at(certificate, others, around, proven)
    if then.passed and now.revoked_at is not None:
        remark = Finding("revoked-after-signing", "info", {"revoked_at": now.revoked_at.isoformat()})
        return replace(then, findings=(*then.findings, remark))
    return then


async def evidence_suffices(signature: CarriesSigner, around: Surroundings, proven: datetime) -> bool:
    """Whether the file alone, without any network, shows that the signer was good at the proven time (level LT)."""
    alone = replace(around, web=None)
    judged = await _at(signature.signer_cert, list(signature.other_embedded_certs), alone, proven)
    return around.evidence.any_revocation and judged.passed


async def _at(
    certificate: x509.Certificate, others: list[x509.Certificate], around: Surroundings, at: datetime | None
) -> PathJudgement:
    context = around.context(at)
    context.certificate_registry.register_multiple(others[: POLICY.most_certificates])
    return await judge_path(certificate, context)


def _without_proof(now: PathJudgement, claimed: datetime | None) -> PathJudgement:
    after_claim = now.revoked_at is not None and claimed is not None and now.revoked_at > claimed
    if now.sub_indication == "REVOKED" and after_claim:
        return replace(
            now,
            indication=Indication.INDETERMINATE,
            sub_indication="REVOKED_NO_POE",
            findings=tuple(replace(finding, code="revoked-without-proof") for finding in now.findings),
        )
    return now
