"""A signed container sent as an attachment is judged like a signed PDF there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from evidence_samples import Files, manifest_for, packet

from ecabinet.adapters.evidence_checker import EvidenceChecker
from ecabinet.domain.documents.evidence import Verdict
from signing.container.write import Source, write_container

Write = Callable[[str, bytes], Path]


@pytest.fixture
def container(files: Files) -> bytes:
    out = io.BytesIO()
    write_container(out, [Source("a.docx", "text/plain", lambda: io.BytesIO(b"a"))], files.seal, made=datetime.now(UTC))
    return out.getvalue()


@pytest.mark.parametrize("behind", [b"", b"x"], ids=["whole", "torn"])
def test_a_container_in_a_packet(files: Files, container: bytes, written: Write, behind: bytes):
    carried = {"phu-luc.asice": container + behind}
    path = written("p.edxml", packet(carried, manifest_for(carried, files.seal)))
    report = EvidenceChecker(files.trust, fetch=True).check(path)
    expected = Verdict.ALTERED if behind else Verdict.VALID
    assert {one.name: one.verdict for one in report.attachments}["phu-luc.asice"] is expected
    assert report.verdict is expected


def test_an_open_document_is_no_container(files: Files, written: Write):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    report = EvidenceChecker(files.trust, fetch=False).check(written("a.odt", out.getvalue()))
    assert (report.kind, report.verdict) == ("unknown", Verdict.UNREADABLE)
    assert [one.code for one in report.findings] == ["not-a-signed-format"]
    carried = {"a.odt": out.getvalue()}
    checker = EvidenceChecker(files.trust, fetch=True)
    sent = checker.check(written("p.edxml", packet(carried, manifest_for(carried, files.seal))))
    assert {one.name: one.verdict for one in sent.attachments}["a.odt"] is Verdict.UNSIGNED
