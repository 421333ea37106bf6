"""One signature of a PDF, judged by itself: integrity, algorithms, time, trust, level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.pdf.carried_certificates import any_broken
from signing.pdf.integrity import Integrity, certifies_filling, judge_integrity, locks
from signing.pdf.own_form import TEXTS
from signing.pdf.proven_times import Stamp, Surroundings, judge_signature_stamp
from signing.pdf.signer_trust import evidence_suffices, judge_trust
from signing.trust.path import PathJudgement
from signing.trust.policy import POLICY
from signing.verdict import Finding, Indication, SignatureJudgement

Level = Literal["B", "T", "LT", "LTA", "none"]
_WRONG_CLOCK = timedelta(minutes=5)


@dataclass(frozen=True)
class Judged:
    """A signature's judgement with the facts that only make sense beside the other signatures of the file."""

    result: SignatureJudgement
    revision: int
    integrity: Integrity | None = None
    certifies_filling: bool = False
    locks_texts: bool = False


async def judge_signature(
    pdf: bytes, signature: EmbeddedPdfSignature, around: Surroundings, times: Sequence[Stamp], *, own: bool
) -> Judged:
    """Never raises: what cannot be judged is INDETERMINATE, code `cannot-be-judged`."""
    try:
        return await _judge(pdf, signature, around, times, own)
    except Exception as error:  # noqa: BLE001  hostile files break the libraries in many ways; none may pass
        return Judged(cannot_judge(signature.field_name, type(error).__name__), signature.signed_revision)


def cannot_judge(field: str, reason: str, *, malformed: bool = False) -> SignatureJudgement:
    """The judgement of a signature that no one can read; `malformed` when it is not even shaped like one."""
    return SignatureJudgement(
        field=field,
        signer="",
        organisation="",
        serial="",
        issuer="",
        indication=Indication.FAILED if malformed else Indication.INDETERMINATE,
        sub_indication="FORMAT_FAILURE" if malformed else "GENERIC",
        integrity=False,
        level="none",
        claimed_time=None,
        trusted_time=None,
        covers="part",
        findings=(Finding("signature-malformed" if malformed else "cannot-be-judged", "error", {"reason": reason}),),
    )


def changed_by_tail(judged: Judged) -> Judged:
    """The same signature when bytes that belong to no revision stand behind the file it is in."""
    told = Finding("changed-after-signing", "error", {"what": "data after the end"})
    result = replace(
        judged.result,
        integrity=False,
        indication=Indication.FAILED,
        sub_indication="HASH_FAILURE",
        findings=(told, *judged.result.findings),
    )
    return replace(judged, result=result)


async def _judge(
    pdf: bytes, signature: EmbeddedPdfSignature, around: Surroundings, times: Sequence[Stamp], own: bool
) -> Judged:
    integrity = judge_integrity(pdf, signature, around.policy)
    certificate = signature.signer_cert
    later = [stamp for stamp in times if stamp.revision > signature.signed_revision and stamp.trusted]
    claimed = _claimed(signature)
    if not integrity.whole:
        return _told(signature, integrity, None, None, claimed, "none", ())
    stamp = await judge_signature_stamp(signature, around, later[0].time if later else None)
    damaged = any_broken((certificate, *signature.other_embedded_certs))
    if damaged or (stamp is not None and not stamp.intact):
        told = (Finding("certificate-broken", "error"),) if damaged else stamp.findings if stamp else ()
        integrity = Integrity("SIG_CRYPTO_FAILURE", integrity.covers, told)
        return _told(signature, integrity, None, None, claimed, "none", ())
    proven = stamp.time if stamp and stamp.trusted else later[0].time if later else None
    trust = await judge_trust(signature, around, proven, claimed)
    if stamp is not None and stamp.time > around.moment + POLICY.clock_tolerance and trust.passed:
        # As of the moment asked about, this signature did not exist.
        trust = PathJudgement(Indication.INDETERMINATE, "NO_POE", trust.findings)
    level = await _level(signature, around, stamp, later, proven)
    remarks = (*(stamp.findings if stamp else ()), *_remarks(integrity, proven, claimed, around.moment, own))
    return _told(signature, integrity, trust, proven, claimed, level, remarks)


def _told(
    signature: EmbeddedPdfSignature,
    integrity: Integrity,
    trust: PathJudgement | None,
    proven: datetime | None,
    claimed: datetime | None,
    level: Level,
    remarks: Sequence[Finding],
) -> Judged:
    indication, sub, reasons = Indication.FAILED, integrity.fault, integrity.findings
    if trust is not None:
        indication, sub, reasons = trust.indication, trust.sub_indication, trust.findings
        if not integrity.strong and indication is not Indication.FAILED:
            indication, sub = Indication.INDETERMINATE, "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
            reasons = (Finding("weak-algorithm", "error", {"holder": "?"}), *reasons)
    certificate = signature.signer_cert
    subject, issuer = certificate.subject.native, certificate.issuer.native
    result = SignatureJudgement(
        field=signature.field_name,
        signer=_text(subject.get("common_name")),
        organisation=_text(subject.get("organization_name")),
        serial=f"{certificate.serial_number:X}",
        issuer=_text(issuer.get("common_name") or issuer.get("organization_name")),
        indication=indication,
        sub_indication=sub,
        integrity=integrity.whole,
        level=level,
        claimed_time=claimed,
        trusted_time=proven,
        covers=integrity.covers,
        findings=(*reasons, *remarks),
        certificate=certificate.dump(),
    )
    return Judged(result, signature.signed_revision, integrity, certifies_filling(signature), locks(signature, TEXTS))


async def _level(
    signature: EmbeddedPdfSignature,
    around: Surroundings,
    stamp: Stamp | None,
    later: Sequence[Stamp],
    proven: datetime | None,
) -> Level:
    """The level whose proof is really there; an untrusted stamp still counts as the shape of level T."""
    if proven is None or not await evidence_suffices(signature, around, proven):
        return "T" if stamp is not None or proven is not None else "B"
    return "LTA" if later else "LT"


def _remarks(
    integrity: Integrity, proven: datetime | None, claimed: datetime | None, moment: datetime, own: bool
) -> tuple[Finding, ...]:
    remarks: list[Finding] = []
    if claimed is not None and claimed > moment + _WRONG_CLOCK:
        remarks.append(Finding("claimed-in-future", "warning", {"claimed": claimed.isoformat()}))
    if proven is None:
        remarks.append(Finding("time-only-claimed", "info"))
    elif claimed is not None and claimed > proven + _WRONG_CLOCK:
        remarks.append(Finding("claimed-after-proven", "warning", {"claimed": claimed.isoformat()}))
    if not own:
        remarks.append(Finding("foreign-document", "info"))
        if integrity.later_changes not in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES):
            remarks.append(
                Finding("changed-as-allowed", "warning", {"fields": ", ".join(sorted(integrity.changed_fields))})
            )
    return tuple(remarks)


def _claimed(signature: EmbeddedPdfSignature) -> datetime | None:
    claimed = signature.self_reported_timestamp
    if claimed is None:
        return None
    return claimed if claimed.tzinfo is not None else claimed.replace(tzinfo=UTC)


def _text(value: object) -> str:
    return "" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
