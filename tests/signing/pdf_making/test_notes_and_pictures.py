"""Copies and appendices bear text, never a picture; pictures are PNG, and told when they are not as the decree says."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from making_papers import SignaturePlace, drawn, ink, pdfsig_says, picture, qpdf_is_clean
from PIL import Image

from signing.keys.holder import WrongCertificateForRole
from signing.keys.software import SoftwareKey
from signing.pdf.errors import PdfAlreadySigned, PdfHasForm, StampUnreadable
from signing.pdf.form_fonts import GlyphMissing
from signing.pdf.sign import sign_appendix, sign_copy, sign_leader
from signing.pdf.signature_picture import note
from signing.pdf.stamp import Line, picture_remarks, text_style
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet

Key = Callable[[str], SoftwareKey]
MADE = datetime(2026, 11, 21, 3, 4, 5, tzinfo=UTC)
CORNER = SignaturePlace("note", 1, 595.28 - 28 - 170, 16, 170, 30)


def _text_of_note(pdf: bytes, field: str, folder: Path) -> str:
    """The words of the widget's drawing: made page content first, because text extractors skip widgets."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        widget = next(one for one in opened.Root.AcroForm.Fields if str(one.T) == field)
        page = opened.pages[0]
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(N=widget.AP.N))
        page.obj.Contents = opened.make_stream(b"/N Do")
        page.obj.MediaBox = widget.AP.N.BBox
        opened.save(folder / "note.pdf")
    command = ["pdftotext", "-l", "1", str(folder / "note.pdf"), "-"]
    return re.sub(r"\s+", " ", subprocess.run(command, capture_output=True, text=True, check=True).stdout).strip()


def test_a_copy_says_form_agency_and_time(draft: bytes, key: Key, trust: TrustSet, tmp_path: Path) -> None:
    copy = sign_copy(draft, key("seal"), form="SAO Y", level="B", made=MADE)
    (judged,) = judge_pdf(copy, trust, fetch=True).signatures
    assert (judged.field, judged.indication.value, judged.covers) == ("copy", "TOTAL-PASSED", "whole-file")
    assert _text_of_note(copy, "copy", tmp_path) == "SAO Y Văn phòng Chính phủ 2026-11-21T10:04:05+07:00"
    page = drawn(copy, tmp_path)
    assert ink(page, CORNER, "black") > 100
    assert not ink(page, CORNER, "red") and not ink(page, CORNER, "blue")
    assert qpdf_is_clean(copy, tmp_path)
    assert pdfsig_says(copy, tmp_path) == ["Signature is Valid."]


def test_an_appendix_says_agency_reference_and_time(draft: bytes, key: Key, trust: TrustSet, tmp_path: Path) -> None:
    appendix = sign_appendix(draft, key("seal"), reference="15/QĐ-VPCP", level="B", made=MADE)
    (judged,) = judge_pdf(appendix, trust, fetch=True).signatures
    assert (judged.field, judged.indication.value) == ("appendix", "TOTAL-PASSED")
    assert _text_of_note(appendix, "appendix", tmp_path) == "Văn phòng Chính phủ 15/QĐ-VPCP 2026-11-21T10:04:05+07:00"


def test_notes_are_the_agencys(draft: bytes, key: Key) -> None:
    with pytest.raises(WrongCertificateForRole):
        sign_copy(draft, key("minister"), form="SAO Y", level="B")


def test_an_original_is_never_marked_as_a_copy(led: bytes, prepared: bytes, key: Key) -> None:
    with pytest.raises(PdfAlreadySigned):
        sign_copy(led, key("seal"), form="SAO Y", level="B")
    with pytest.raises(PdfHasForm):
        sign_appendix(prepared, key("seal"), reference="15/QĐ-VPCP", level="B")


def test_a_long_note_grows_and_stays_on_the_page() -> None:
    name = "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh thử nghiệm"
    _, height = note(("TRÍCH SAO", name), MADE)
    assert 40 < height < 90


def test_letters_the_font_lacks_are_told() -> None:
    with pytest.raises(GlyphMissing):
        text_style([Line("政府")], width=170, height=None, ink="#000000")


def test_markup_in_names_stays_text() -> None:
    hostile = '#read("/etc/passwd") *b* $x$ \\ "'
    style, _ = text_style([Line(hostile)], width=400, height=None, ink="#000000")
    assert style.background is not None


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + bytes(50), picture("hand")[:200], bytes(9 << 20)],
    ids=["empty", "gif", "header", "cut", "large"],
)
def test_pictures_that_cannot_be_used(prepared: bytes, key: Key, content: bytes) -> None:
    with pytest.raises(StampUnreadable):
        sign_leader(prepared, key("minister"), level="B", stamp=content)


def test_other_formats_and_bombs_are_refused(prepared: bytes, key: Key) -> None:
    for size, kind in (((200, 80), "JPEG"), ((9000, 9000), "PNG"), ((4, 4), "PNG")):
        out = io.BytesIO()
        Image.new("L", size).save(out, kind)
        with pytest.raises(StampUnreadable):
            sign_leader(prepared, key("minister"), level="B", stamp=out.getvalue())


def test_remarks_on_pictures() -> None:
    assert picture_remarks(picture("hand"), "blue") == ()
    assert picture_remarks(picture("seal"), "red") == ()
    assert [one.code for one in picture_remarks(picture("seal", "RGB"), "blue")] == [
        "stamp-not-transparent",
        "stamp-colour-unusual",
    ]


def test_the_default_pictures_show_the_names(prepared: bytes, key: Key, tmp_path: Path) -> None:
    led = sign_leader(prepared, key("minister"), level="B", made=MADE)
    assert _text_of_note(led, "leader", tmp_path) == "Nguyễn Văn An 2026-11-21T10:04:05+07:00"
