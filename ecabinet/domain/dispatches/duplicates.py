"""Warning of a document that seems to have come before (Decree 30/2020, Appendix VI, Part I)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ecabinet.domain.dispatches.dispatch import Dispatch, Remark
from ecabinet.domain.identity import DispatchId

DUPLICATES = ("duplicate-document-id", "duplicate-number")


def with_duplicate_remarks(
    dispatch: Dispatch, *, same_id: Sequence[DispatchId], same_number: Sequence[DispatchId]
) -> Dispatch:
    """`same_number`: dispatches with the same number, notation and issuer. The clerk decides; nothing is dropped."""
    remarks = list(dispatch.remarks)
    for code, others in zip(DUPLICATES, (same_id, same_number), strict=True):
        if others:
            facts = {"other": str(others[-1]), "number": dispatch.number.text}
            remarks.append(Remark(code, "warning", facts))
    return replace(dispatch, remarks=tuple(remarks))
