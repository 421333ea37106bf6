"""What the agency must not sign, and what nobody may sign with; nothing is given back when a rule says no."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

import pikepdf
import pytest
from making_papers import AGENCY, LEADER, TEXTS, changed
from pikepdf import Name, String
from pyhanko.pdf_utils import generic

from signing.errors import Refused
from signing.keys.holder import (
    CertificateExpired,
    CertificateNotForSigning,
    CertificateNotYetValid,
    WrongCertificateForRole,
)
from signing.keys.software import SoftwareKey
from signing.pdf.errors import (
    AlreadyNumbered,
    FieldAlreadySigned,
    FieldMissing,
    LeaderNotSigned,
    LeaderSignatureBroken,
    NumberMissing,
    NumberWrong,
    PdfAlreadySigned,
    SignerRevoked,
    TextTooWide,
)
from signing.pdf.fields import prepare
from signing.pdf.prepared import fill
from signing.pdf.quiet_writer import open_writer
from signing.pdf.seal import seal, sign_agency
from signing.pdf.sign import sign_leader
from signing.pdf.signature_act import SignatureAct, put_signature
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet
from ui.demo.pki import TestPki

Key = Callable[[str], SoftwareKey]
DAY = date(2026, 11, 21)


def _seal(pdf: bytes, key: SoftwareKey, number: str = "15") -> bytes:
    return seal(pdf, key, number=number, day=DAY, level="B")


@pytest.mark.parametrize("number", ["", "0", "000", "-5", "1234567", "15Ω", "15a", "1 5", "１５"])
def test_a_number_is_digits(led: bytes, key: Key, number: str) -> None:
    with pytest.raises(NumberWrong):
        _seal(led, key("seal"), number)


def test_a_number_must_fit(led: bytes, key: Key) -> None:
    with pytest.raises(TextTooWide):
        _seal(led, key("seal"), "123456")


def test_a_sealed_file_is_not_sealed_again(led: bytes, key: Key) -> None:
    sealed = _seal(led, key("seal"))
    with pytest.raises(FieldAlreadySigned):
        _seal(sealed, key("seal"), "16")


def test_a_number_filled_without_a_seal_is_not_overwritten(led: bytes, key: Key) -> None:
    writer, out = open_writer(led), io.BytesIO()
    fill(writer, "so", "99")
    writer.write(out)
    with pytest.raises(AlreadyNumbered):
        _seal(out.getvalue(), key("seal"))


def test_a_number_filled_and_blanked_again_is_found_too(led: bytes, key: Key) -> None:
    pdf = led
    for value in ("99", ""):
        writer, out = open_writer(pdf), io.BytesIO()
        fill(writer, "so", value)
        writer.write(out)
        pdf = out.getvalue()
    with pytest.raises(AlreadyNumbered):
        _seal(pdf, key("seal"))


def test_the_leader_signs_first(prepared: bytes, key: Key) -> None:
    with pytest.raises(LeaderNotSigned):
        _seal(prepared, key("seal"))


def test_a_leader_signs_once(led: bytes, key: Key) -> None:
    with pytest.raises(FieldAlreadySigned):
        sign_leader(led, key("minister"), level="B")


def test_a_file_changed_after_the_leader_is_not_sealed(led: bytes, key: Key) -> None:
    writer, out = open_writer(led), io.BytesIO()
    page = writer.root["/Pages"]["/Kids"][0]
    page[generic.pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.update_container(page)
    writer.write(out)
    corrupt = led.replace(b"/MediaBox", b"/MediabOx", 1)
    for pdf in (out.getvalue(), corrupt):
        with pytest.raises(LeaderSignatureBroken):
            _seal(pdf, key("seal"))


def test_a_leader_who_only_approves_is_not_enough(prepared: bytes, key: Key) -> None:
    act = SignatureAct(field="leader", level="B", made=datetime.now().astimezone())
    approved = put_signature(lambda: open_writer(prepared), key("minister"), act)
    with pytest.raises(LeaderSignatureBroken):
        _seal(approved, key("seal"))


def test_an_agency_in_the_leaders_field_is_refused(prepared: bytes, key: Key) -> None:
    act = SignatureAct(field="leader", level="B", made=datetime.now().astimezone(), certify=True)
    wrong = put_signature(lambda: open_writer(prepared), key("seal"), act)
    with pytest.raises(WrongCertificateForRole):
        _seal(wrong, key("seal"))


def test_wrong_roles(prepared: bytes, led: bytes, key: Key) -> None:
    with pytest.raises(WrongCertificateForRole):
        sign_leader(prepared, key("seal"), level="B")
    with pytest.raises(WrongCertificateForRole):
        _seal(led, key("clerk"))


@pytest.mark.parametrize(
    ("label", "refusal"),
    [("expired", CertificateExpired), ("future", CertificateNotYetValid), ("wrong-usage", CertificateNotForSigning)],
)
def test_unusable_certificates(prepared: bytes, key: Key, label: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        sign_leader(prepared, key(label), level="B")


def test_a_revoked_certificate_cannot_reach_lt(prepared: bytes, key: Key, pki: TestPki, trust: TrustSet) -> None:
    with pytest.raises(SignerRevoked):
        sign_leader(prepared, key("revoked"), level="LT", tsa_url=pki.tsa_url, trust=trust)


def test_an_unprepared_file_is_refused(draft: bytes, key: Key) -> None:
    with pytest.raises(FieldMissing):
        sign_leader(draft, key("minister"), level="B")


def _without_lock(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.Fields[3].Lock


def _need_appearances(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


def _editable(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].Ff = 0


def _hidden(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].F = 2


def _doubled(pdf: pikepdf.Pdf) -> None:
    copy = pdf.make_indirect(pikepdf.Dictionary(pdf.Root.AcroForm.Fields[0]))
    pdf.Root.AcroForm.Fields.append(copy)


def _lying_font(pdf: pikepdf.Pdf) -> None:
    """A font of its own in the form: it might draw 9 for 1."""
    font = pdf.Root.AcroForm.DR.Font.FR.DescendantFonts[0].FontDescriptor.FontFile2
    font.write(font.read_bytes()[:-4] + b"\0\0\0\1")


def _other_font(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].DA = String("/Helv 13 Tf 0 g")


def _turned_glyphs(pdf: pikepdf.Pdf) -> None:
    descendant = pdf.Root.AcroForm.DR.Font.FR.DescendantFonts[0]
    descendant.CIDToGIDMap = pdf.make_stream(bytes(60))


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=Name.JavaScript, JS=String("x"))


@pytest.mark.parametrize(
    "change",
    [
        _without_lock,
        _need_appearances,
        _editable,
        _hidden,
        _doubled,
        _lying_font,
        _other_font,
        _turned_glyphs,
        _script,
    ],
)
def test_a_form_that_is_not_ours_is_not_signed(
    prepared: bytes, key: Key, change: Callable[[pikepdf.Pdf], None]
) -> None:
    with pytest.raises(Refused):
        sign_leader(changed(prepared, change), key("minister"), level="B")


def test_a_value_drawn_otherwise_is_not_sealed(prepared: bytes, key: Key) -> None:
    def lie(pdf: pikepdf.Pdf) -> None:
        drawing = pdf.Root.AcroForm.Fields[1].AP.N
        drawing.write(drawing.read_bytes().replace(b"<", b"<0005", 1))

    lying = changed(prepared, lie)
    with pytest.raises(FieldMissing):
        sign_leader(lying, key("minister"), level="B")
    act = SignatureAct(field="leader", level="B", made=datetime.now().astimezone(), certify=True)
    with pytest.raises(FieldMissing):
        _seal(put_signature(lambda: open_writer(lying), key("minister"), act), key("seal"))


def test_files_with_a_printed_number_get_the_agencys_signature_alone(draft: bytes, key: Key, trust: TrustSet) -> None:
    led = sign_leader(prepare(draft, (), (LEADER, AGENCY)), key("minister"), level="B")
    signed = sign_agency(led, key("seal"), level="B")
    judged = judge_pdf(signed, trust, fetch=True)
    assert [one.indication.value for one in judged.signatures] == ["TOTAL-PASSED"] * 2
    with pytest.raises(FieldMissing):
        _seal(led, key("seal"))


def test_open_numbers_cannot_be_left_out(led: bytes, key: Key) -> None:
    with pytest.raises(NumberMissing):
        sign_agency(led, key("seal"), level="B")


def test_a_file_with_another_signature_first_is_refused(draft: bytes, key: Key) -> None:
    act = SignatureAct(field="agency", level="B", made=datetime.now().astimezone())
    other = put_signature(lambda: open_writer(prepare(draft, TEXTS, (LEADER, AGENCY))), key("seal"), act)
    with pytest.raises(PdfAlreadySigned):
        sign_leader(other, key("minister"), level="B")
