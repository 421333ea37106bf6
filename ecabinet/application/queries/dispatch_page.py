"""One dispatch, whole: its row, its receipt, its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ecabinet.application.dispatches.find_dispatch import find_dispatch, loaded
from ecabinet.application.ports import Desk
from ecabinet.application.queries.dispatch_rows import DispatchRow, dispatch_row


@dataclass(frozen=True)
class DispatchPage:
    """`receipt`: the hub's signed receipt (XML), None where nothing was sent or not yet."""

    row: DispatchRow
    receipt: bytes | None


def dispatch_page(desk: Desk, text: str) -> DispatchPage:
    """Raises DispatchUnknown, DispatchAmbiguous."""
    with desk.records.reading() as unit:
        row = dispatch_row(loaded(find_dispatch(text, unit), unit), unit)
        receipt = unit.receipts.get(row.submission.id) if row.submission else None
    return DispatchPage(row, receipt)


def files_of(page: DispatchPage, desk: Desk) -> Iterator[tuple[str, BinaryIO]]:
    """Every attachment by its name, then the packet itself; each stream in the clear, to be closed by the caller."""
    for one in page.row.dispatch.attachments:
        yield one.name, desk.files.open(one.file)
    yield "packet.edxml", desk.files.open(page.row.dispatch.packet)
