"""What the evidence of an arriving packet amounts to (Decree 30/2020, Article 21: check authenticity and integrity)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ecabinet.domain.dispatches.dispatch import Agency, Remark
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.documents.number import DocumentNumber

_WORST_FIRST = (
    Verdict.ALTERED,
    Verdict.INVALID,
    Verdict.UNREADABLE,
    Verdict.UNDECIDED,
    Verdict.UNSIGNED,
    Verdict.VALID_WITH_REMARKS,
    Verdict.VALID,
)
CONTRADICTIONS = (
    "manifest-missing-from-capable-sender",
    "manifest-seal-not-listed",
    "envelope-number-differs",
    "envelope-date-differs",
    "sender-differs",
    "secrecy-mark-found",
)
"""Remarks that alone forbid registering, whatever the signatures say."""


def main_file(issued: Mapping[str, bool]) -> str | None:
    """The document itself among the files in their order: the first issued one, else the first PDF, else the first."""
    names = list(issued)
    for fits in (lambda name: issued[name], lambda name: name.lower().endswith(".pdf"), lambda _name: True):
        for name in names:
            if fits(name):
                return name
    return None


def manifest_remarks(sender: Agency | None, *, present: bool, seal: str) -> tuple[Remark, ...]:
    """A sender that can sign manifests and did not is an error; from others a missing one is only told."""
    if not present:
        if sender is not None and sender.capable:
            return (Remark("manifest-missing-from-capable-sender", "error", {"sender": sender.name}),)
        return (Remark("manifest-missing", "warning"),)
    if sender is not None and sender.seals and seal and seal not in sender.seals:
        return (Remark("manifest-seal-not-listed", "error", {"sender": sender.name}),)
    return ()


def sealed_remarks(
    written: DocumentNumber, sealed_number: str, written_day: date | None, sealed_day: date | None
) -> tuple[Remark, ...]:
    """The envelope may be rewritten on its way, the sealed document may not; compared where the seal says something."""
    remarks = []
    if sealed_number and DocumentNumber(sealed_number, "").ordinal != written.ordinal:
        remarks.append(Remark("envelope-number-differs", "error", {"written": written.number, "sealed": sealed_number}))
    if sealed_day and written_day and sealed_day != written_day:
        facts = {"written": written_day.isoformat(), "sealed": sealed_day.isoformat()}
        remarks.append(Remark("envelope-date-differs", "error", facts))
    return tuple(remarks)


def arrival_verdict(
    files: Sequence[Verdict], manifest: Verdict | None, remarks: Sequence[Remark], *, acceptable: bool
) -> Verdict:
    """The worst of the signed files and the manifest; unsigned files count only when no file is signed."""
    signed: list[Verdict] = [verdict for verdict in files if verdict is not Verdict.UNSIGNED]
    found: list[Verdict] = [*(signed or [Verdict.UNSIGNED]), *([manifest] if manifest else [])]
    if not acceptable or any(one.code in CONTRADICTIONS for one in remarks):
        found.append(Verdict.INVALID)
    worst = min(found, key=_WORST_FIRST.index)
    if worst is Verdict.VALID and any(one.severity == "warning" for one in remarks):
        return Verdict.VALID_WITH_REMARKS
    return worst
