"""Preparing: the form as the file format says, and every draft refused that must not be signed."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from making_papers import AGENCY, LEADER, TEXTS, changed, qpdf_is_clean
from pikepdf import Array, Dictionary, Name, String

from signing.errors import Refused, Unreadable
from signing.pdf.errors import (
    PdfAlreadySigned,
    PdfHasActiveContent,
    PdfHasForm,
    PlaceOutsidePage,
    PlaceUnknown,
    TextTooWide,
)
from signing.pdf.fields import SignaturePlace, TextPlace, prepare
from signing.pdf.form_font_making import subset_of
from signing.pdf.form_fonts import ALPHABET, SOURCES, GlyphMissing, form_font
from signing.pdf.reading import PdfEncrypted

SIGNATURES = (AGENCY, LEADER)


def test_the_form_is_as_the_file_format_says(prepared: bytes, tmp_path: Path) -> None:
    assert qpdf_is_clean(prepared, tmp_path)
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        form = pdf.Root.AcroForm
        assert "/NeedAppearances" not in form
        assert int(form.SigFlags) == 3
        fields = {str(field.T): field for field in form.Fields}
        assert list(fields) == ["so", "ngay", "leader", "agency"]
        assert all(int(fields[name].Ff) == 1 and int(fields[name].F) == 4 for name in ("so", "ngay"))
        lock = fields["agency"].Lock
        assert (lock.Action, [str(name) for name in lock.Fields], int(lock.P)) == (Name.Include, ["so", "ngay"], 1)
        assert not any(set(field.keys()) & {"/MK", "/A", "/AA", "/MaxLen"} for field in fields.values())
        assert pdf.pages[0].obj.Annots.is_indirect
        assert form.Fields.is_indirect


def test_the_same_draft_gives_the_same_bytes(draft: bytes, prepared: bytes) -> None:
    assert prepare(draft, TEXTS, SIGNATURES) == prepared


def test_preparing_leaves_the_metadata(draft: bytes, prepared: bytes) -> None:
    with pikepdf.open(io.BytesIO(draft)) as before, pikepdf.open(io.BytesIO(prepared)) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()


def test_the_baseline_is_where_the_place_says(prepared: bytes) -> None:
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        bottom, height = float(field.Rect[1]), float(pdf.pages[0].mediabox[3])
        place = TEXTS[0]
        assert bottom + 0.25 * 13 == pytest.approx(height - (place.y + place.height - place.descent), abs=0.02)


def test_the_shipped_fonts_come_from_the_shipped_liberation_serif() -> None:
    for style, name in SOURCES.items():
        source = resources.files("resources").joinpath("fonts", name).read_bytes()
        fresh, shipped = (TTFont(io.BytesIO(data)) for data in (subset_of(source), form_font(style).program))  # type: ignore[arg-type]
        assert fresh.getBestCmap().keys() == shipped.getBestCmap().keys() == {ord(letter) for letter in ALPHABET}
        assert [fresh["glyf"][g] for g in fresh.getGlyphOrder()] == [
            shipped["glyf"][g] for g in shipped.getGlyphOrder()
        ]
        assert fresh["hmtx"].metrics == shipped["hmtx"].metrics


def _action(kind: str) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name("/" + kind), JS=String("app.alert(1)"))


def _annotated(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)  # type: ignore[arg-type]
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return change


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ"


def _set(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return change


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (_set("/OpenAction", _action("JavaScript")), PdfHasActiveContent),
        (_set("/OpenAction", _action("URI")), PdfHasActiveContent),
        (_set("/AA", Dictionary(WC=_action("JavaScript"))), PdfHasActiveContent),
        (_set("/Names", Dictionary(JavaScript=Dictionary(Names=Array([])))), PdfHasActiveContent),
        (_set("/OCProperties", Dictionary(OCGs=Array([]))), PdfHasActiveContent),
        (_set("/AcroForm", Dictionary(XFA=String("x"), Fields=Array([]))), PdfHasActiveContent),
        (_annotated(Subtype=Name.Link, A=_action("Launch")), PdfHasActiveContent),
        (_annotated(Subtype=Name.Link, AA=Dictionary(E=_action("JavaScript"))), PdfHasActiveContent),
        (_annotated(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, Next=Array([_action("GoToR")]))), PdfHasActiveContent),
        (_annotated(Subtype=Name.RichMedia), PdfHasActiveContent),
        (_attach, PdfHasActiveContent),
        (_set("/AcroForm", Dictionary(Fields=Array([Dictionary(T=String("x"), FT=Name.Tx)]))), PdfHasForm),
        (
            _set("/AcroForm", Dictionary(Fields=Array([Dictionary(T=String("x"), FT=Name.Sig, V=Dictionary())]))),
            PdfAlreadySigned,
        ),
        (_set("/Perms", Dictionary()), PdfAlreadySigned),
    ],
)
def test_active_and_foreign_drafts_are_refused(
    draft: bytes, change: Callable[[pikepdf.Pdf], None], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        prepare(changed(draft, change), TEXTS, SIGNATURES)


def test_a_mere_opening_page_is_dropped_not_refused(draft: bytes) -> None:
    opening = changed(draft, lambda pdf: pdf.Root.update({"/OpenAction": Array([pdf.pages[0].obj, Name.Fit])}))
    with pikepdf.open(io.BytesIO(prepare(opening, TEXTS, SIGNATURES))) as pdf:
        assert "/OpenAction" not in pdf.Root


def test_a_prepared_or_signed_file_is_not_prepared_again(prepared: bytes, led: bytes) -> None:
    with pytest.raises(PdfHasForm):
        prepare(prepared, TEXTS, SIGNATURES)
    with pytest.raises(PdfAlreadySigned):
        prepare(led, TEXTS, SIGNATURES)


@pytest.mark.parametrize("password", ["", "secret"])
def test_encrypted_drafts_are_refused(draft: bytes, password: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(draft)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
    with pytest.raises(PdfEncrypted):
        prepare(out.getvalue(), TEXTS, SIGNATURES)


@pytest.mark.parametrize(
    "place",
    [
        replace(TEXTS[0], page=2),
        replace(TEXTS[0], page=0),
        replace(TEXTS[0], x=-1),
        replace(TEXTS[0], x=590),
        replace(TEXTS[0], y=840),
        replace(TEXTS[0], width=1),
        replace(TEXTS[0], x=float("nan")),
    ],
)
def test_places_must_lie_on_the_page(draft: bytes, place: TextPlace) -> None:
    with pytest.raises(PlaceOutsidePage):
        prepare(draft, (place, TEXTS[1]), SIGNATURES)


def test_a_turned_page_is_refused(draft: bytes) -> None:
    with pytest.raises(PlaceOutsidePage):
        prepare(changed(draft, lambda pdf: pdf.pages[0].rotate(90, relative=False)), TEXTS, SIGNATURES)


@pytest.mark.parametrize(
    ("texts", "signatures"),
    [
        ((TEXTS[0], TEXTS[0]), SIGNATURES),
        ((replace(TEXTS[0], name="x"),), SIGNATURES),
        (TEXTS, (LEADER, LEADER)),
        (TEXTS, (LEADER,)),
        ((), (replace(LEADER, name="so"),)),
    ],
)
def test_only_the_four_names_once(
    draft: bytes, texts: tuple[TextPlace, ...], signatures: tuple[SignaturePlace, ...]
) -> None:
    with pytest.raises(PlaceUnknown):
        prepare(draft, texts, signatures)


def test_a_start_value_must_fit_and_be_drawable(draft: bytes) -> None:
    with pytest.raises(TextTooWide):
        prepare(draft, (replace(TEXTS[0], value="123456"), TEXTS[1]), SIGNATURES)
    with pytest.raises(GlyphMissing):
        prepare(draft, (replace(TEXTS[0], value="15Ω"), TEXTS[1]), SIGNATURES)


def test_a_shifted_page_box_is_followed(draft: bytes) -> None:
    shifted = changed(draft, lambda pdf: pdf.pages[0].obj.__setattr__("MediaBox", Array([10, 20, 605, 862])))
    with pikepdf.open(io.BytesIO(prepare(shifted, TEXTS, SIGNATURES))) as pdf:
        rect = [float(side) for side in pdf.Root.AcroForm.Fields[2].Rect]
    assert rect[0] == pytest.approx(10 + LEADER.x, abs=0.01)
    assert rect[3] == pytest.approx(862 - LEADER.y, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 20_000), st.integers(1, 400), st.binary(max_size=40))
def test_damaged_files_end_in_a_clear_error(draft: bytes, at: int, gone: int, junk: bytes) -> None:
    damaged = draft[: at % len(draft)] + junk + draft[at % len(draft) + gone :]
    with contextlib.suppress(Unreadable, Refused):
        prepare(damaged, TEXTS, SIGNATURES)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"<xml/>", bytes(10_000), b"%PDF-1.7\n" + b"\xff" * 9999])
def test_no_pdf_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        prepare(content, TEXTS, SIGNATURES)
