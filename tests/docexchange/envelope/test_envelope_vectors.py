"""The platform vendor's own sample packets, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from docexchange.envelope.check import check_packet
from docexchange.envelope.read import read_header, read_packet

FOLDER = Path(__file__).parents[4] / "shared" / "vectors" / "edxml"
DOCUMENT_ID = "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="sample packets (vectors/edxml) are not here")


@pytest.mark.parametrize(
    ("name", "operation", "to"),
    [
        ("document_new", 0, ["28.22.H17"]),
        ("document_update", 2, ["000.00.00.H41", "000.00.00.H14", "000.00.00.G17"]),
        ("document_replace", 3, ["000.00.00.H41", "000.00.00.H14", "000.00.00.G17"]),
    ],
)
def test_documents(name: str, operation: int, to: list[str]):
    with (FOLDER / f"{name}.edxml").open("rb") as stream:
        reading = read_packet(stream)
        stream.seek(0)
        assert read_header(stream).document == reading.document
        stream.seek(0)
        junk = [finding.code for finding in check_packet(stream)]
    assert reading.document is not None and reading.acceptable and reading.unknown == ()
    assert reading.document.document_id == DOCUMENT_ID
    assert reading.document.business.operation == operation
    assert [receiver.organ_id for receiver in reading.document.to] == to
    (attachment,) = reading.attachments
    assert attachment.unwrapped and attachment.name == "1896_QD-TTg_m_294779.doc" and attachment.size == 388347
    assert junk == (["leading-junk"] if name == "document_new" else [])


@pytest.mark.parametrize("code", ["01", "02", "03", "13", "15"])
def test_statuses(code: str):
    with (FOLDER / f"status_{code}.edxml").open("rb") as stream:
        reading = read_packet(stream)
        stream.seek(0)
        breaches = {finding.code for finding in check_packet(stream)}
    assert reading.status is not None and reading.status.code == code and reading.findings == ()
    assert reading.status.response_for.document_id == DOCUMENT_ID
    assert breaches == {"schema-element-unexpected"}
