"""Warning of a document that seems to have come before (Decree 30/2020, Appendix VI, Part I)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ecabinet.domain.dispatches.dispatch import Dispatch, Remark
from ecabinet.domain.identity import DispatchId


def with_duplicate_remarks(
    dispatch: Dispatch, *, same_id: Sequence[DispatchId], same_number: Sequence[DispatchId]
) -> Dispatch:
    """`same_number`: dispatches with the same number, notation and issuer. The clerk decides; nothing is dropped."""
    remarks = list(dispatch.remarks)
    for code, others in (("duplicate-document-id", same_id), ("duplicate-number", same_number)):
        if others:
            facts = {"other": str(others[-1]), "number": dispatch.number.text}
            remarks.append(Remark(code, "warning", facts))
    return replace(dispatch, remarks=tuple(remarks))
