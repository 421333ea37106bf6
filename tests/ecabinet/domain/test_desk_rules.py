"""The desk's rules alone: identifiers, numbers, folding, shown states, verdicts of arrival, registers."""

from __future__ import annotations

import itertools
import unicodedata
from datetime import date, timedelta

import pytest
from fakes.desk_data import FINANCE, NOON, OFFICE, dispatch
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.domain.calendar import office_day
from ecabinet.domain.dispatches.arrival import arrival_verdict, main_file, manifest_remarks, sealed_remarks
from ecabinet.domain.dispatches.dispatch import Box, NotIncoming, Remark
from ecabinet.domain.dispatches.register import ArrivalNumberTaken, arrival_number
from ecabinet.domain.dispatches.status import StatusCode, StatusReport, shown_state
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.documents.number import BadNumber, DocumentNumber, outgoing
from ecabinet.domain.folding import folded, phrases
from ecabinet.domain.identity import BadOrganId, document_id, organ_id


@pytest.mark.parametrize("text", ["000.00.00.G22", "G22", "H37.DN.001", " G22 ", "0101234567"])
def test_organ_ids(text):
    assert organ_id(text) == text.strip()


@pytest.mark.parametrize("text", ["", "g22", "G22.", "G 22", "A" * 36, "G22/01", "<x>", "Đ22"])
def test_no_organ_ids(text):
    with pytest.raises(BadOrganId):
        organ_id(text)


def test_document_ids_have_the_comma_form():
    assert document_id(OFFICE.organ_id, date(2026, 1, 5), "05", "QĐ-VPCP") == "000.00.00.G22,2026/01/05,05/QĐ-VPCP"


def test_numbers_below_ten_have_a_zero_and_keep_their_place():
    assert outgoing("5", "/QĐ-VPCP") == DocumentNumber("05", "QĐ-VPCP")
    assert outgoing("5", "x").ordinal == outgoing("05", "x").ordinal == 5
    assert outgoing("105", "VPCP-TH").text == "105/VPCP-TH"
    assert DocumentNumber("12a", "x").ordinal is None


@pytest.mark.parametrize(
    ("number", "notation"), [("", "x"), ("0", "x"), ("1a", "x"), ("1", ""), ("1", "a/b"), ("-1", "x")]
)
def test_wrong_numbers(number, notation):
    with pytest.raises(BadNumber):
        outgoing(number, notation)


@pytest.mark.parametrize(
    ("notation", "name"),
    [("QĐ-VPCP", "Quyết định"), ("TTr-BTC", "Tờ trình"), ("VPCP-TH", "Công văn")],
)
def test_the_type_follows_from_the_notation(notation, name):
    assert DocumentNumber("1", notation).type_name == name


@given(st.text())
def test_folding_does_not_care_how_marks_are_composed(text):
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


def test_phrases_hang_together():
    assert folded("QUYẾT ĐỊNH Đường bộ") == "quyet dinh duong bo"
    assert phrases('12/QĐ-UBND "Hội đồng" ngày') == ("12 qd ubnd", "hoi dong", "ngay")
    assert phrases(" ... / ") == ()
    assert phrases('"chưa đóng') == ("chua", "dong")


def test_the_office_day_turns_at_midnight_in_viet_nam():
    assert office_day(NOON.replace(hour=16, minute=59)) == date(2026, 11, 21)
    assert office_day(NOON.replace(hour=17)) == date(2026, 11, 22)


def report(code: str, minutes: int) -> StatusReport:
    return StatusReport(dispatch().id, FINANCE.organ_id, StatusCode(code), "", "", NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        ([], None),
        (["01"], "01"),
        (["01", "03"], "03"),
        (["03", "01"], "03"),
        (["01", "06", "04"], "06"),
        (["01", "02"], "02"),
        (["02", "01"], "02"),
        (["02", "03"], "03"),
        (["03", "02"], "02"),
        (["01", "03", "13"], "13"),
        (["13", "16"], None),
        (["03", "13", "16"], "03"),
        (["03", "13", "15"], "15"),
        (["03", "13", "15", "06"], "15"),
    ],
)
def test_the_state_shown(codes, shown):
    reports = [report(code, minute) for minute, code in enumerate(codes)]
    for order in itertools.permutations(reports):
        assert shown_state(order) == shown


@pytest.mark.parametrize(
    ("files", "manifest", "remarks", "acceptable", "verdict"),
    [
        (["valid"], "valid", [], True, "valid"),
        (["valid", "unsigned"], "valid", [], True, "valid"),
        (["unsigned"], "valid", [], True, "unsigned"),
        (["valid"], "altered", [], True, "altered"),
        (["undecided"], "valid", [], True, "undecided"),
        (["valid"], "undecided", [], True, "undecided"),
        (["valid"], None, [("manifest-missing", "warning")], True, "valid-with-remarks"),
        (["valid"], None, [("manifest-missing-from-capable-sender", "error")], True, "invalid"),
        (["valid"], "valid", [], False, "invalid"),
        (["altered"], "valid", [], False, "altered"),
        (["valid"], "valid", [("secrecy-mark-found", "error")], True, "invalid"),
        ([], None, [], True, "unsigned"),
    ],
)
def test_what_the_evidence_amounts_to(files, manifest, remarks, acceptable, verdict):
    found = arrival_verdict(
        [Verdict(one) for one in files],
        Verdict(manifest) if manifest else None,
        [Remark(code, severity) for code, severity in remarks],
        acceptable=acceptable,
    )
    assert found == verdict


def test_the_main_file():
    assert main_file({"a.docx": False, "b.pdf": False, "c.pdf": True}) == "c.pdf"
    assert main_file({"a.docx": False, "b.PDF": False}) == "b.PDF"
    assert main_file({"a.docx": False}) == "a.docx"
    assert main_file({}) is None


def test_a_missing_or_foreign_manifest():
    assert [one.code for one in manifest_remarks(None, present=False, seal="")] == ["manifest-missing"]
    assert [one.severity for one in manifest_remarks(OFFICE, present=False, seal="")] == ["error"]
    assert [one.code for one in manifest_remarks(OFFICE, present=True, seal="cd" * 32)] == ["manifest-seal-not-listed"]
    assert manifest_remarks(OFFICE, present=True, seal="ab" * 32) == ()


def test_the_envelope_is_held_against_the_seal():
    day = date(2026, 11, 20)
    assert sealed_remarks(DocumentNumber("5", "x"), "05", day, day) == ()
    assert sealed_remarks(DocumentNumber("5", "x"), "", day, None) == ()
    told = sealed_remarks(DocumentNumber("6", "x"), "05", day, date(2026, 11, 21))
    assert [one.code for one in told] == ["envelope-number-differs", "envelope-date-differs"]


def test_arrival_numbers():
    assert arrival_number(None, 0, False) == 1
    assert arrival_number(9, 3, False) == 9
    for wanted, taken in ((9, True), (0, False)):
        with pytest.raises(ArrivalNumberTaken):
            arrival_number(wanted, 3, taken)


def test_outgoing_dispatches_are_not_received():
    sent = dispatch(box=Box.OUT)
    for act in (lambda: sent.accepted(""), lambda: sent.refused("x"), lambda: sent.registered("")):
        with pytest.raises(NotIncoming):
            act()
