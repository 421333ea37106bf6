"""What the platform or an attacker changed on the way is named, one code for each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from manifest_samples import DOCUMENT, DOCX, FILES, MANIFEST, PDF, attachment, reading

from docexchange.envelope.manifest import disagreements
from docexchange.envelope.model import Business, Code, Organization, Reading, Reference, StatusReport
from ui.kit.error_words import FINDINGS, finding_sentence

A, B = attachment("Công văn 12.pdf", PDF), attachment("Phụ lục.docx", DOCX)
SIGNED = attachment("manifest.xml", b"<manifest/>")
OTHER = Organization("000.00.00.G15", "Bộ Tư pháp")
TWIN = replace(SIGNED, name="manifest (2).xml", declared_name="manifest.xml")

HEADERS = {
    "document id": ({"document_id": "x"}, [("manifest-document-id-differs", "error")]),
    "document id gone": ({"document_id": ""}, [("manifest-document-id-differs", "error")]),
    "sender": ({"sender": OTHER}, [("manifest-sender-differs", "error")]),
    "number": ({"code": Code("13", "VPCP-TH")}, [("manifest-number-differs", "error")]),
    "number gone": ({"code": Code("", "VPCP-TH")}, [("manifest-number-differs", "warning")]),
    "notation": ({"code": Code("12", "VPCP-TTĐT")}, [("manifest-notation-differs", "error")]),
    "date": ({"date": date(2026, 11, 22)}, [("manifest-date-differs", "error")]),
    "date gone": ({"date": None}, [("manifest-date-differs", "warning")]),
    "subject": ({"subject": "Khác"}, [("manifest-subject-differs", "error")]),
    "subject gone": ({"subject": ""}, [("manifest-subject-differs", "warning")]),
    "operation": (
        {"business": Business(1, document_id="")},
        [("manifest-operation-differs", "error"), ("manifest-reference-added", "error")],
    ),
    "addressee added": ({"to": (*DOCUMENT.to, OTHER)}, [("manifest-addressee-added", "error")]),
    "addressee dropped": ({"to": DOCUMENT.to[:1]}, [("manifest-addressee-dropped", "warning")]),
    "addressee changed": (
        {"to": (DOCUMENT.to[0], OTHER)},
        [("manifest-addressee-added", "error"), ("manifest-addressee-dropped", "warning")],
    ),
    "reference dropped": ({"response_for": ()}, [("manifest-reference-dropped", "warning")]),
    "reference added": (
        {"response_for": (*DOCUMENT.response_for, Reference(document_id="x"))},
        [("manifest-reference-added", "error")],
    ),
}

FILES_ARRIVED = {
    "missing": ((A, SIGNED), [("manifest-file-missing", "error")]),
    "extra": ((A, B, attachment("x.exe", b"MZ"), SIGNED), [("manifest-file-extra", "error")]),
    "digest": ((attachment("Công văn 12.pdf", b"forged"), B, SIGNED), [("manifest-file-digest-differs", "error")]),
    "renamed": ((replace(A, name="a.pdf"), B, SIGNED), [("manifest-file-renamed", "warning")]),
    "size": ((replace(A, size=1), B, SIGNED), [("manifest-file-size-differs", "error")]),
    "none": ((SIGNED,), [("manifest-file-missing", "error")] * 2),
    "two manifests": ((A, B, SIGNED, TWIN), [("manifest-repeated", "error")]),
    "same file twice": ((A, B, replace(A, name="x.pdf"), SIGNED), [("manifest-file-extra", "error")]),
    "contents exchanged": (
        (attachment("Công văn 12.pdf", DOCX), attachment("Phụ lục.docx", PDF), SIGNED),
        [("manifest-file-digest-differs", "error")] * 2,
    ),
}


def codes(findings):
    return [(finding.code, finding.severity) for finding in findings]


def test_an_honest_packet_agrees():
    assert disagreements(MANIFEST, reading()) == ()


@pytest.mark.parametrize("case", HEADERS)
def test_header(case):
    changes, expected = HEADERS[case]
    assert codes(disagreements(MANIFEST, reading(replace(DOCUMENT, **changes)))) == expected


@pytest.mark.parametrize("case", FILES_ARRIVED)
def test_files(case):
    attachments, expected = FILES_ARRIVED[case]
    assert codes(disagreements(MANIFEST, reading(attachments=attachments))) == expected


def test_the_finding_names_what_was_signed_and_what_was_found():
    (finding,) = disagreements(MANIFEST, reading(replace(DOCUMENT, code=Code("13", "VPCP-TH"))))
    assert finding.facts == {"signed": "12", "found": "13"}
    assert finding.path.endswith("/MessageHeader/Code/CodeNumber")
    assert "12" in finding_sentence(finding.code, dict(finding.facts))


def test_a_forged_twin_cannot_hide_the_true_file():
    twin = attachment("Công văn 12.pdf", b"forged")
    true = replace(A, name="Công văn 12 (2).pdf", declared_name="Công văn 12.pdf")
    findings = disagreements(MANIFEST, reading(attachments=(twin, true, B, SIGNED)))
    assert [(f.code, f.facts["name"]) for f in findings] == [("manifest-file-extra", "Công văn 12.pdf")]


def test_spelling_and_order_on_the_way_do_not_matter():
    respelled = replace(DOCUMENT, subject="  " + DOCUMENT.subject.replace(" ", "\n"), to=DOCUMENT.to[::-1])
    assert disagreements(MANIFEST, reading(respelled, attachments=(SIGNED, B, A))) == ()


def test_a_status_packet_carries_no_manifest():
    report = StatusReport(OTHER, Reference(), "03", datetime.now(UTC))
    findings = disagreements(MANIFEST, Reading("status", "G1", None, report))
    assert codes(findings) == [("manifest-without-document", "error")]


def test_many_files_are_compared_soon():
    files = tuple(replace(FILES[0], name=f"{i}.pdf") for i in range(1000))
    arrived = tuple(replace(A, name=f"x{i}.pdf") for i in range(1000))
    findings = disagreements(replace(MANIFEST, files=files), reading(attachments=arrived))
    assert {finding.code for finding in findings} == {"manifest-file-renamed"}
    assert len(findings) == 1000


def test_every_code_has_words():
    for _, expected in (*HEADERS.values(), *FILES_ARRIVED.values()):
        for code, _ in expected:
            assert code in FINDINGS
