"""From prepared draft to sealed document at every level, judged by other programs and by our own verifier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from making_papers import (
    AGENCY,
    LEADER,
    TEXTS,
    cms_holds,
    drawn,
    ink,
    pdfsig_says,
    picture,
    qpdf_is_clean,
    xmp_of_all_revisions,
)

from signing.keys.software import SoftwareKey
from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from signing.pdf.signature_act import Level
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet
from ui.demo.pki import TestPki

Key = Callable[[str], SoftwareKey]
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sealed(led: bytes, key: Key, pki: TestPki) -> bytes:
    return seal(led, key("seal"), number="15", day=DAY, level="T", tsa_url=pki.tsa_url, stamp=picture("seal"))


def test_both_signatures_hold_and_the_document_is_issued(sealed: bytes, trust: TrustSet) -> None:
    judged = judge_pdf(sealed, trust, fetch=True)
    assert [(one.field, one.indication.value, one.level) for one in judged.signatures] == [
        ("leader", "TOTAL-PASSED", "T"),
        ("agency", "TOTAL-PASSED", "T"),
    ]
    assert (judged.issued, judged.so, judged.ngay) == (True, "15", "ngày 21 tháng 11 năm 2026")
    assert judged.signatures[1].covers == "whole-file"


def test_other_programs_agree(sealed: bytes, pki: TestPki, tmp_path: Path) -> None:
    assert pdfsig_says(sealed, tmp_path) == ["Signature is Valid."] * 2
    assert qpdf_is_clean(sealed, tmp_path)
    roots = pki.trust / "roots" / "root.pem"
    assert cms_holds(sealed, "leader", roots, tmp_path)
    assert cms_holds(sealed, "agency", roots, tmp_path)


def test_other_programs_refuse_a_changed_byte(sealed: bytes, pki: TestPki, tmp_path: Path) -> None:
    changed = sealed.replace(b"/MediaBox", b"/MediabOx", 1)
    assert changed != sealed
    assert not cms_holds(changed, "leader", pki.trust / "roots" / "root.pem", tmp_path)


def test_one_update_holds_number_and_seal(led: bytes, sealed: bytes) -> None:
    assert sealed.startswith(led)
    assert sealed[len(led) :].count(b"startxref") == 1


def test_the_metadata_are_the_same_in_all_revisions(sealed: bytes) -> None:
    packets = xmp_of_all_revisions(sealed)
    assert len(packets) == 3
    assert len(set(packets)) == 1


def test_number_date_and_pictures_are_seen(led: bytes, sealed: bytes, tmp_path: Path) -> None:
    before, after = drawn(led, tmp_path), drawn(sealed, tmp_path)
    assert ink(before, TEXTS[0], "black") < 5 < 15 < ink(after, TEXTS[0], "black")
    assert ink(after, TEXTS[1], "black") > ink(before, TEXTS[1], "black") + 20
    assert ink(before, AGENCY, "red") == 0 < 500 < ink(after, AGENCY, "red")
    assert ink(after, LEADER, "blue") > 300
    # The seal lies over the left third of the handwriting, and over nothing of the rest.
    third = LEADER.width / 3
    assert AGENCY.x + AGENCY.width == pytest.approx(LEADER.x + third, abs=0.1)


def test_pdfium_shows_them_too(sealed: bytes) -> None:
    document = pypdfium2.PdfDocument(sealed)
    document.init_forms()
    image = document[0].render(scale=100 / 72, may_draw_forms=True).to_pil().convert("RGB")
    assert ink(image, TEXTS[0], "black") > 15
    assert ink(image, AGENCY, "red") > 500


@pytest.mark.parametrize("level", ["LT", "LTA"])
def test_long_term_levels_prove_themselves_offline(
    prepared: bytes, key: Key, pki: TestPki, trust: TrustSet, level: Level, tmp_path: Path
) -> None:
    led = sign_leader(prepared, key("minister"), level="LT", tsa_url=pki.tsa_url, trust=trust)
    sealed = seal(led, key("seal"), number="7", day=DAY, level=level, tsa_url=pki.tsa_url, trust=trust)
    judged = judge_pdf(sealed, trust, fetch=False)
    assert [(one.field, one.indication.value) for one in judged.signatures] == [
        ("leader", "TOTAL-PASSED"),
        ("agency", "TOTAL-PASSED"),
    ]
    assert judged.issued and judged.so == "07"
    assert judged.signatures[1].level == level
    assert len(set(xmp_of_all_revisions(sealed))) == 1
    assert qpdf_is_clean(sealed, tmp_path)


def test_the_seal_brings_the_leaders_evidence_along(led: bytes, key: Key, pki: TestPki, trust: TrustSet) -> None:
    """The leader signed at level T only: without his revocation data in the file he could not be proved later."""
    sealed = seal(led, key("seal"), number="7", day=DAY, level="LTA", tsa_url=pki.tsa_url, trust=trust)
    judged = judge_pdf(sealed, trust, fetch=False)
    assert [one.indication.value for one in judged.signatures] == ["TOTAL-PASSED"] * 2


def test_the_time_told_is_the_time_signed(prepared: bytes, key: Key, trust: TrustSet) -> None:
    made = datetime(2026, 11, 21, 3, 4, 5, tzinfo=UTC)
    (judged,) = judge_pdf(sign_leader(prepared, key("minister"), level="B", made=made), trust, fetch=False).signatures
    assert judged.claimed_time == made


def test_an_rsa_leader_and_a_p256_seal(prepared: bytes, key: Key, trust: TrustSet) -> None:
    led = sign_leader(prepared, key("minister-b"), level="B")
    sealed = seal(led, key("seal-b"), number="1", day=DAY, level="B")
    assert judge_pdf(sealed, trust, fetch=True).issued


@pytest.mark.parametrize(
    ("number", "day", "so", "ngay"),
    [
        ("5", date(2026, 1, 2), "05", "ngày 02 tháng 01 năm 2026"),
        ("0012", date(2026, 3, 10), "12", "ngày 10 tháng 3 năm 2026"),
        ("1234", date(2027, 12, 31), "1234", "ngày 31 tháng 12 năm 2027"),
    ],
)
def test_number_and_date_are_written_as_the_decree_says(
    prepared: bytes, key: Key, trust: TrustSet, number: str, day: date, so: str, ngay: str
) -> None:
    led = sign_leader(prepared, key("minister"), level="B")
    judged = judge_pdf(seal(led, key("seal"), number=number, day=day, level="B"), trust, fetch=False)
    assert (judged.so, judged.ngay) == (so, ngay)
