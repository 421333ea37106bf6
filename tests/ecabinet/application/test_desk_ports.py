"""Contracts of the ports Envelopes, DocumentReader and EvidenceJudge: the fakes keep what the real parts promise."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import docx
import openpyxl
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fakes.desk_data import FINANCE, NOON, OFFICE, dispatch
from fakes.memory_files import MemoryFiles
from fakes.plain_envelopes import PlainEnvelopes, PlainSeal
from fakes.steady_world import EveryMinute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecabinet.adapters.document_reader import DocumentReader
from ecabinet.adapters.envelope_gateway import EnvelopeGateway
from ecabinet.adapters.exchange_gateway import JitteredRetry
from ecabinet.adapters.file_judge import FileJudge
from ecabinet.adapters.scratch_file import ScratchFile
from ecabinet.adapters.statement_signer import SealOfAnotherAgency, StatementSigner, agency_seal
from ecabinet.application.file_intake import store_stream
from ecabinet.application.ports import PacketRefused, PacketUnreadable, SourceFile
from ecabinet.domain.dispatches.dispatch import Box, Handling
from ecabinet.domain.dispatches.status import StatusCode, StatusReport
from ecabinet.domain.documents.evidence import Verdict
from signing.errors import Refused
from signing.keys.software import software_key
from signing.trust.store import TrustSet

NOBODY = TrustSet()


def _now() -> datetime:
    return datetime.now(UTC)


def _seal_key(common: str = "Văn phòng Chính phủ", organisation: str = "Văn phòng Chính phủ", organ_id=OFFICE.organ_id):
    key = ec.generate_private_key(ec.SECP256R1())
    names = [
        x509.NameAttribute(NameOID.COMMON_NAME, common),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(x509.ObjectIdentifier("2.5.4.97"), organ_id),
    ]
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name(names)).issuer_name(x509.Name(names)).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9)).add_extension(usage, True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return software_key(key, certificate)


@pytest.fixture(params=["plain", "edxml"])
def envelopes(request):
    files = MemoryFiles()
    if request.param == "plain":
        return PlainEnvelopes(files), files, PlainSeal(), Verdict.VALID
    gateway = EnvelopeGateway(files, TrustSet(), fetch=False)
    # Nobody vouches for the seal here, so that its word stays undecided.
    return gateway, files, agency_seal(_seal_key(), OFFICE.organ_id, _now, NOBODY, fetch=False), Verdict.UNDECIDED


def packed(envelopes, **changes):
    gateway, files, seal, _ = envelopes
    sources = [
        SourceFile(name, kind, store_stream(files, io.BytesIO(content)))
        for name, kind, content in (
            ("qđ 12.pdf", "application/pdf", b"%PDF-1.7 x"),
            ("phụ lục.xlsx", "application/xlsx", b"PK..." * 9),
        )
    ]
    sent = dispatch(12, box=Box.OUT, attachments=(), **changes)
    return sent, *gateway.write_document(sent, sources, seal)


def test_a_packet_says_what_was_sent(envelopes):
    gateway, files, _, trusted = envelopes
    sent, manifest, packet = packed(envelopes)
    read = gateway.read(packet, dispatch(99).id, NOON)
    got = read.document
    for name in (
        "document_id",
        "number",
        "issued_on",
        "type_name",
        "subject",
        "signer",
        "priority",
        "due_on",
        "references",
    ):
        assert getattr(got, name) == getattr(sent, name), name
    assert (got.sender.organ_id, [one.organ_id for one in got.addressees]) == (OFFICE.organ_id, [FINANCE.organ_id])
    assert (got.id, got.box, got.packet, got.handling) == (dispatch(99).id, Box.IN, packet, Handling.ARRIVED)
    assert [one.name for one in read.files] == ["qđ 12.pdf", "phụ lục.xlsx", "manifest.xml"]
    assert read.files[2].file == manifest.file
    assert read.acceptable
    with files.open(read.files[0].file) as stream:
        assert stream.read() == b"%PDF-1.7 x"
    assert gateway.judge_manifest(read.files[2], read).verdict is trusted


def test_a_status_says_what_was_reported(envelopes):
    gateway, *_ = envelopes
    report = StatusReport(dispatch(12).id, FINANCE.organ_id, StatusCode.REFUSED, "Gửi nhầm", "vanthu", NOON)
    packet = gateway.write_status(report, dispatch(12), FINANCE)
    status = gateway.read(packet, dispatch(99).id, NOON).status
    assert (status.reporter, status.about, status.number) == (FINANCE.organ_id, dispatch(12).document_id, "12/QĐ-VPCP")
    assert (status.code, status.description, status.staff, status.reported_at) == ("02", "Gửi nhầm", "vanthu", NOON)
    assert status.issued_on == date(2026, 11, 20)


def test_a_file_swapped_on_the_way_is_seen(envelopes):
    gateway, files, _, _ = envelopes
    _, _, packet = packed(envelopes)
    read = gateway.read(packet, dispatch(99).id, NOON)
    other = store_stream(files, io.BytesIO(b"%PDF-1.7 y"))
    swapped = (replace(read.files[0], file=other), *read.files[1:])
    reading = swapped
    if not isinstance(read.reading, tuple):
        reading = replace(
            read.reading,
            attachments=(replace(read.reading.attachments[0], sha256=other.sha256), *read.reading.attachments[1:]),
        )
    evidence = gateway.judge_manifest(read.files[2], replace(read, files=swapped, reading=reading))
    assert evidence.verdict is Verdict.ALTERED
    assert evidence.remarks


@pytest.mark.parametrize("content", [b"", b"\x00" * 1000, b"<edXML/>", b"<!DOCTYPE x><x/>", b"<a><b></a>"])
def test_what_is_no_packet_is_unreadable(envelopes, content):
    gateway, files, *_ = envelopes
    with pytest.raises(PacketUnreadable):
        gateway.read(store_stream(files, io.BytesIO(content)), dispatch(99).id, NOON)


def test_the_writer_refuses_what_its_format_cannot_say():
    files = MemoryFiles()
    gateway = EnvelopeGateway(files, TrustSet(), fetch=False)
    seal = StatementSigner(_seal_key(), lambda: datetime.now(UTC))
    with pytest.raises(PacketRefused) as refused:
        gateway.write_document(dispatch(12, subject="x" * 2000), [], seal)
    assert refused.value.facts["reason"]


def test_only_this_agencys_seal_seals():
    now = lambda: datetime.now(UTC)  # noqa: E731
    with pytest.raises(SealOfAnotherAgency):
        agency_seal(_seal_key(organ_id="000.00.00.G12"), OFFICE.organ_id, now, NOBODY, fetch=False)
    with pytest.raises(Refused):
        agency_seal(_seal_key(common="Nguyễn Văn An"), OFFICE.organ_id, now, NOBODY, fetch=False)
    with pytest.raises(Refused):
        StatementSigner(_seal_key(), lambda: datetime.now(UTC) + timedelta(days=30)).sign(b"<a></a>")


# --- reading and judging files -------------------------------------------------------------------------------------


def opened(content: bytes):
    return lambda: io.BytesIO(content)


def test_office_files_give_their_text():
    reader, out = DocumentReader(), io.BytesIO()
    made = docx.Document()
    made.add_paragraph("Thuyết minh dự thảo")
    made.add_table(1, 1).cell(0, 0).text = "ô trong bảng"
    made.save(out)
    text = reader.facts("a.docx", len(out.getvalue()), opened(out.getvalue())).text
    assert "Thuyết minh dự thảo" in text
    assert "ô trong bảng" in text
    out, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["Bảng kê", 42])
    book.save(out)
    assert reader.facts("a.XLSX", len(out.getvalue()), opened(out.getvalue())).text == "Bảng kê\n42"
    assert reader.facts("a.txt", 4, opened("chữ".encode())).text == "chữ"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.xml", "a.bin"])
@given(content=st.binary(max_size=300))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_garbage_has_no_facts_and_no_valid_signature(name, content):
    assert DocumentReader().facts(name, len(content), opened(content)).number == ""
    verdict = FileJudge(TrustSet(), fetch=False).judge(name, len(content), opened(content)).verdict
    assert verdict in (Verdict.UNSIGNED, Verdict.UNREADABLE)


def test_a_large_pdf_without_signature_is_not_brought_into_memory():
    class Endless(io.RawIOBase):
        left = 40 * 1024 * 1024

        def readable(self):
            return True

        def readinto(self, buffer):
            assert len(buffer) <= 1 << 20
            size = min(len(buffer), self.left)
            self.left -= size
            buffer[:size] = b"x" * size
            return size

    judged = FileJudge(TrustSet(), fetch=False).judge("a.pdf", Endless.left, Endless)
    assert judged.verdict is Verdict.UNSIGNED
    too_large = FileJudge(TrustSet(), fetch=False).judge("a.xml", 10**9, opened(b""))
    assert too_large.verdict is Verdict.UNDECIDED


# --- small ports ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("schedule", [EveryMinute(), JitteredRetry()])
def test_a_schedule_goes_forward_and_ends(schedule):
    first = now = NOON
    tries = 0
    while (again := schedule.next_try(tries + 1, first, now)) is not None:
        assert again >= now
        now, tries = max(again, now + timedelta(minutes=1)), tries + 1
        assert tries < 10_000
    assert tries >= 4


@given(st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=200)), max_size=8))
@settings(deadline=None)
def test_a_scratch_file_is_a_file(writes):
    plain, scratch = io.BytesIO(), ScratchFile()
    for wanted, data in writes:
        place = min(wanted, len(plain.getvalue()))
        for file in (plain, scratch):
            file.seek(place)
            file.write(data)
    scratch.seek(0)
    assert scratch.read() == plain.getvalue()
    if len(plain.getvalue()) > 64:
        scratch._file.seek(0)
        assert scratch._file.read() != plain.getvalue()
    scratch.close()
