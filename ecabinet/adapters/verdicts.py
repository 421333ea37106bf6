"""From the words of ETSI EN 319 102-1 to the office's five verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from ecabinet.domain.documents.evidence import EvidenceFinding, SignatureReport, Verdict, worst
from signing.verdict import Finding, Indication, SignatureJudgement

FILES_CHANGED = ("manifest-file-missing", "manifest-file-extra", "manifest-file-digest-", "manifest-file-size-")
"""Codes of a manifest that say: the files are not those that were signed."""


def verdict_of(judged: SignatureJudgement) -> Verdict:
    """Integrity broken: altered. Failed for another reason: invalid. Indeterminate: undecided. Remarks stay remarks."""
    if judged.indication is Indication.INDETERMINATE:
        return Verdict.UNDECIDED
    if judged.indication is Indication.FAILED:
        # What never was a well-formed signature is no altered document.
        altered = not judged.integrity and judged.sub_indication != "FORMAT_FAILURE"
        return Verdict.ALTERED if altered else Verdict.INVALID
    remarks = any(finding.severity != "info" for finding in judged.findings)
    return Verdict.VALID_WITH_REMARKS if remarks else Verdict.VALID


def worse_by_findings(verdict: Verdict, findings: Sequence[EvidenceFinding]) -> Verdict:
    """A verdict made worse by what was found beside the signatures: changed files, errors, remarks."""
    if any(one.severity == "error" and one.code.startswith(FILES_CHANGED) for one in findings):
        return worst((verdict, Verdict.ALTERED))
    if any(one.severity == "error" for one in findings):
        return worst((verdict, Verdict.INVALID))
    if any(one.severity == "warning" for one in findings):
        return worst((verdict, Verdict.VALID_WITH_REMARKS))
    return verdict


def signature_report(judged: SignatureJudgement) -> SignatureReport:
    """The same facts in the domain's words."""
    return SignatureReport(
        field=judged.field,
        signer=judged.signer,
        organisation=judged.organisation,
        serial=judged.serial,
        issuer=judged.issuer,
        verdict=verdict_of(judged),
        level=judged.level,
        claimed_time=judged.claimed_time,
        trusted_time=judged.trusted_time,
        covers=judged.covers,
        findings=tuple(finding_of(finding) for finding in judged.findings),
        certificate=judged.certificate,
    )


def finding_of(finding: Finding) -> EvidenceFinding:
    """A finding of `signing` as one of the domain."""
    return EvidenceFinding(finding.code, finding.severity, dict(finding.facts))
