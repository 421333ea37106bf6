"""One dispatch, whole: its row, its receipt, its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ecabinet.application.dispatches.find_dispatch import find_dispatch, loaded
from ecabinet.application.ports import Desk
from ecabinet.application.queries.dispatch_rows import DispatchRow, dispatch_row
from ecabinet.domain.dispatches.dispatch import StoredFile

PACKET = "packet.edxml"
EVIDENCE_BESIDE = PACKET + ".evidence"


@dataclass(frozen=True)
class DispatchPage:
    """`receipt`: the hub's signed receipt (XML), None where nothing was sent or not yet.

    `evidence`: what keeps the signed manifest provable off line, None while it was not collected.
    """

    row: DispatchRow
    receipt: bytes | None
    evidence: StoredFile | None = None


def dispatch_page(desk: Desk, text: str) -> DispatchPage:
    """Raises DispatchUnknown, DispatchAmbiguous."""
    with desk.records.reading() as unit:
        row = dispatch_row(loaded(find_dispatch(text, unit), unit), unit)
        receipt = unit.receipts.get(row.submission.id) if row.submission else None
        evidence = unit.evidence.of(row.dispatch.id)
    return DispatchPage(row, receipt, evidence)


def files_of(page: DispatchPage, desk: Desk) -> Iterator[tuple[str, BinaryIO]]:
    """Every attachment by its name, the packet itself, the evidence beside it.

    Each stream is in the clear, to be closed by the caller.
    """
    for one in page.row.dispatch.attachments:
        yield one.name, desk.files.open(one.file)
    yield PACKET, desk.files.open(page.row.dispatch.packet)
    if page.evidence is not None:
        yield EVIDENCE_BESIDE, desk.files.open(page.evidence)
