"""Files of every kind, good and bad, through the checker."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from evidence_samples import DOCUMENT, manifest_for, packet

from ecabinet.adapters.evidence_checker import EvidenceChecker
from ecabinet.domain.documents.evidence import FileReport, Verdict
from signing.xml.sign import sign_xml

STATEMENT = b'<statement xmlns="urn:ecabinet:statement:1"><official>x</official></statement>'


@pytest.fixture
def check(files, written):  # type: ignore[no-untyped-def]
    def run(content: bytes, name: str = "file", *, fetch: bool = True, capable: bool = False) -> FileReport:
        return EvidenceChecker(files.trust, fetch=fetch).check(written(name, content), sender_is_capable=capable)

    return run


def codes(report: FileReport) -> set[str]:
    return {finding.code for finding in report.findings}


def test_an_issued_paper(check, files) -> None:
    report = check(files.issued, fetch=False)
    assert (report.kind, report.verdict, report.issued, report.so) == ("pdf", Verdict.VALID, True, "15")
    assert [one.level for one in report.signatures] == ["LTA", "LTA"]


def test_the_leaders_paper_is_valid_with_a_remark(check, files) -> None:
    assert check(files.leader_only, fetch=False).verdict is Verdict.VALID_WITH_REMARKS


def test_signed_statements(check, files) -> None:
    signed = sign_xml(STATEMENT, files.seal, made=datetime.now(UTC))
    report = check(signed)
    assert (report.kind, report.verdict) == ("statement", Verdict.VALID)
    assert report.signatures[0].signer == "Văn phòng Chính phủ"
    assert check(signed, fetch=False).verdict is Verdict.UNDECIDED
    assert check(signed.replace(b">x<", b">y<")).verdict is Verdict.ALTERED


def test_other_peoples_xml_signatures_stay_undecided(check) -> None:
    report = check(b'<a><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></a>')
    assert (report.verdict, codes(report)) == (Verdict.UNDECIDED, {"foreign-xml-signature"})


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"", Verdict.UNREADABLE),
        (b"just text", Verdict.UNREADABLE),
        (b"<a><b></a>", Verdict.UNREADABLE),
        (b"<a/>", Verdict.UNSIGNED),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', Verdict.UNREADABLE),
        (b"PK\x03\x04 not a container", Verdict.UNREADABLE),
        (b"%PDF-1.7\nbroken", Verdict.UNREADABLE),
        (b"<" * 100_000, Verdict.UNREADABLE),
        (b"<a>" * 10_000, Verdict.UNREADABLE),
    ],
)
def test_what_is_no_signed_file(check, content: bytes, verdict: Verdict) -> None:
    assert check(content).verdict is verdict


def test_a_good_packet(check, files) -> None:
    carried = {"van-ban.pdf": files.issued}
    report = check(packet(carried, manifest_for(carried, files.seal)), "p.edxml", capable=True)
    assert (report.kind, report.verdict) == ("edxml", Verdict.VALID), report
    assert {one.name: one.verdict for one in report.attachments} == {
        "van-ban.pdf": Verdict.VALID,
        "manifest.xml": Verdict.VALID,
    }
    assert report.signatures[0].field == "manifest.xml"


def test_a_packet_without_manifest(check, files) -> None:
    carried = packet({"van-ban.pdf": files.issued}, None)
    assert check(carried, capable=False).verdict is Verdict.VALID_WITH_REMARKS
    strict = check(carried, capable=True)
    assert (strict.verdict, codes(strict)) == (Verdict.INVALID, {"manifest-missing"})


def test_a_changed_file_under_a_good_manifest(check, files) -> None:
    listed = {"van-ban.pdf": files.issued}
    report = check(packet({"van-ban.pdf": files.leader_only}, manifest_for(listed, files.seal)))
    assert report.verdict is Verdict.ALTERED and "manifest-file-digest-differs" in codes(report)


def test_an_added_file(check, files) -> None:
    listed = {"van-ban.pdf": files.issued}
    report = check(packet(listed | {"them.txt": b"xin chao"}, manifest_for(listed, files.seal)))
    assert report.verdict is Verdict.ALTERED and "manifest-file-extra" in codes(report)


def test_a_rewritten_envelope(check, files) -> None:
    carried = {"van-ban.pdf": files.issued}
    other = replace(DOCUMENT, subject="Về việc khác")
    report = check(packet(carried, manifest_for(carried, files.seal), other))
    assert report.verdict is Verdict.INVALID and "manifest-subject-differs" in codes(report)


def test_a_manifest_of_another_agency(check, files) -> None:
    carried = {"van-ban.pdf": files.issued}
    report = check(packet(carried, manifest_for(carried, files.seal_b)))
    assert report.verdict is Verdict.INVALID and "manifest-signer-not-sender" in codes(report)


def test_a_forged_manifest(check, files) -> None:
    carried = {"van-ban.pdf": files.issued}
    manifest = manifest_for(carried, files.seal).replace(b"<operation>0<", b"<operation>3<")
    report = check(packet(carried, manifest))
    assert report.verdict is Verdict.ALTERED and "xml-content-altered" in codes(report)


def test_a_bad_paper_in_a_packet(check, files) -> None:
    cut = bytearray(files.issued)
    cut[2000] ^= 1
    carried = {"van-ban.pdf": bytes(cut)}
    report = check(packet(carried, manifest_for(carried, files.seal)))
    assert report.verdict in (Verdict.ALTERED, Verdict.UNREADABLE, Verdict.INVALID)


def test_an_unsigned_packet(check) -> None:
    report = check(packet({"a.txt": b"xin chao"}, None))
    assert report.verdict is Verdict.UNSIGNED and [one.verdict for one in report.attachments] == [Verdict.UNSIGNED]
