"""A 100 MB attachment goes up and down in constant memory, in the hub and in the client."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hub_world import A, B, World, memory_now, memory_peak, reset_memory_peak

from docexchange.envelope.model import Code, Document, DocumentType, Organization, Signer, Trace
from docexchange.envelope.write import AttachmentSource, write_document
from docexchange.protocol.receipt import read_receipt

MB = 1024 * 1024


@contextmanager
def growth(pids: dict[str, int], seen: dict[str, float]) -> Iterator[None]:
    """How many MB each process grew over what it had before, at its peak."""
    before = {name: memory_now(pid) for name, pid in pids.items()}
    for pid in pids.values():
        reset_memory_peak(pid)
    yield
    for name, pid in pids.items():
        seen[name] = max(seen.get(name, 0.0), (memory_peak(pid) - before[name]) / MB)


@pytest.mark.slow
def test_a_hundred_megabytes_in_constant_memory(
    own_world: World, tmp_path: Path, record_property: Callable[[str, object], None]
):
    attachment, packet = tmp_path / "phu-luc.pdf", tmp_path / "packet.edxml"
    with attachment.open("wb") as out:
        out.write(b"%PDF-1.7\n")
        for _ in range(100):
            out.write(os.urandom(MB))
    header = Document(
        sender=Organization(A, "Cơ quan A"),
        to=(Organization(B, "Cơ quan B"),),
        document_id=str(uuid4()),
        code=Code("1", "CQA"),
        date=date(2026, 11, 21),
        type=DocumentType(2, 18, "Công văn"),
        subject="V/v tệp lớn",
        signer=Signer("", "Chánh Văn phòng", "Nguyễn Văn An"),
        place="Hà Nội",
        trace=(Trace(A, datetime(2026, 11, 21, 8, 0, tzinfo=UTC)),),
    )
    with packet.open("wb") as out:
        written = write_document(header, [AttachmentSource("phu-luc.pdf", lambda: attachment.open("rb"))], out)
    assert written.size > 130 * MB
    sender, receiver = own_world.client("clerk-a"), own_world.client("clerk-b")
    pids, seen = {"hub": own_world.hub.process.pid, "client": os.getpid()}, {}

    with growth(pids, seen):
        signed = sender.submit(uuid4(), lambda: packet.open("rb"), written.size, written.sha256)
        (delivery,) = receiver.lease()
        with (tmp_path / "received").open("wb") as out:
            receiver.download(delivery, out)

    assert read_receipt(signed, own_world.hub.address.fingerprint).sha256 == written.sha256
    with (tmp_path / "received").open("rb") as stream:
        assert hashlib.file_digest(stream, "sha256").hexdigest() == written.sha256
    record_property("memory growth in MB", seen)
    print("memory growth in MB:", {name: round(value, 1) for name, value in seen.items()})
    assert max(seen.values()) < 40
