"""Preparing a draft: number, date and both signature fields are put in before anyone signs.

Names and meaning are part of the file format: text fields `so` (number) and `ngay` (date), signature fields `leader`
and `agency`. Preparing later would break the leader's signature (`number-after-signature.md` 0, 2, 6).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from signing.pdf.admission import open_for_preparing, rewritten
from signing.pdf.appearance import ASCENT, DESCENT, QUADDING, Align, default_appearance, text_stream
from signing.pdf.errors import PlaceOutsidePage, PlaceUnknown
from signing.pdf.font_objects import embed
from signing.pdf.form_fonts import STYLES, FormFont, Style, form_font

NUMBER, DATE, LEADER, AGENCY = "so", "ngay", "leader", "agency"
TEXT_FIELDS, SIGNATURE_FIELDS = (NUMBER, DATE), (LEADER, AGENCY)

_LEAST_SIDE = 5.0
_PRINT, _PRINT_LOCKED, _READ_ONLY = 4, 132, 1


@dataclass(frozen=True)
class TextPlace:
    """Where a text goes. Points; `x`, `y` of the top left corner, y downward from the page's top; pages from 1.

    `descent` is how far the text's baseline lies above the place's foot; `value` what stands there until it is filled.
    """

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float
    descent: float
    size: float = 13.0
    style: Style = "upright"
    align: Align = "left"
    value: str = ""


@dataclass(frozen=True)
class SignaturePlace:
    """Where a signature's picture goes; measures as in `TextPlace`."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float


def prepare(pdf: bytes, texts: Sequence[TextPlace], signatures: Sequence[SignaturePlace]) -> bytes:
    """The draft with its fields, ready for the leader. Rewrites the file, so only unsigned drafts are taken.

    Raises `PdfUnreadable`, `PdfEncrypted`, `PdfAlreadySigned`, `PdfHasForm`, `PdfHasActiveContent`, `PlaceOutsidePage`,
    `PlaceUnknown`, `GlyphMissing`, `TextTooWide`.
    """
    _require_known(texts, signatures)
    with open_for_preparing(pdf) as draft:
        fonts = {style: draft.make_indirect(embed(draft, form_font(style))) for style in STYLES}
        widgets = [_text_field(draft, place, fonts[place.style]) for place in texts]
        ordered = sorted(signatures, key=lambda place: SIGNATURE_FIELDS.index(place.name))
        widgets += [_signature_field(draft, place, [text.name for text in texts]) for place in ordered]
        draft.Root.AcroForm = draft.make_indirect(_form(draft, widgets, fonts))
        return rewritten(draft)


def _require_known(texts: Sequence[TextPlace], signatures: Sequence[SignaturePlace]) -> None:
    for places, known in ((texts, TEXT_FIELDS), (signatures, SIGNATURE_FIELDS)):
        names = [place.name for place in places]
        for name in names:
            if name not in known or names.count(name) > 1:
                raise PlaceUnknown(name=name, known=", ".join(known))
    if texts and AGENCY not in {place.name for place in signatures}:
        raise PlaceUnknown(name=AGENCY, known=AGENCY)


def _form(draft: pikepdf.Pdf, widgets: list[pikepdf.Object], fonts: Mapping[Style, pikepdf.Object]) -> Dictionary:
    resources = Dictionary({f"/{form_font(style).resource}": font for style, font in fonts.items()})
    return Dictionary(
        Fields=draft.make_indirect(Array(widgets)),
        DR=Dictionary(Font=resources),
        DA=String(default_appearance(form_font("upright"), 13)),
        SigFlags=3,
    )


def _text_field(draft: pikepdf.Pdf, place: TextPlace, font: pikepdf.Object) -> pikepdf.Object:
    face = form_font(place.style)
    value = unicodedata.normalize("NFC", place.value)
    baseline = place.y + place.height - place.descent
    page, rect = _on_page(
        draft,
        place.name,
        place.page,
        place.x,
        baseline - ASCENT * place.size,
        place.width,
        (ASCENT + DESCENT) * place.size,
    )
    field = draft.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(place.name),
            TU=String(place.name),
            Rect=Array(rect),
            F=_PRINT,
            Ff=_READ_ONLY,
            Q=QUADDING[place.align],
            V=String(value),
            DA=String(default_appearance(face, place.size)),
            AP=Dictionary(N=_appearance(draft, face, font, value, rect, place)),
            P=page.obj,
        )
    )
    _annotate(draft, page, field)
    return field


def _appearance(
    draft: pikepdf.Pdf, face: FormFont, font: pikepdf.Object, value: str, rect: list[float], place: TextPlace
) -> pikepdf.Object:
    width, height = round(rect[2] - rect[0], 2), round(rect[3] - rect[1], 2)
    content = text_stream(value, face, width=width, size=place.size, align=place.align)
    return draft.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, width, height]),
        Resources=Dictionary(Font=Dictionary({f"/{face.resource}": font})),
    )


def _signature_field(draft: pikepdf.Pdf, place: SignaturePlace, locked: list[str]) -> pikepdf.Object:
    page, rect = _on_page(draft, place.name, place.page, place.x, place.y, place.width, place.height)
    empty = draft.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(rect[2] - rect[0], 2), round(rect[3] - rect[1], 2)]),
        Resources=Dictionary(),
    )
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String(place.name),
        TU=String(place.name),
        Rect=Array(rect),
        F=_PRINT_LOCKED,
        AP=Dictionary(N=empty),
        P=page.obj,
    )
    if place.name == AGENCY:
        # Without this lock a number changed after the seal is accepted (number-after-signature.md 0.2, 6c).
        names = Array([String(name) for name in locked])
        field.Lock = Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=names, P=1)
    widget = draft.make_indirect(field)
    _annotate(draft, page, widget)
    return widget


def _on_page(
    draft: pikepdf.Pdf, name: str, page_number: int, x: float, y: float, width: float, height: float
) -> tuple[pikepdf.Page, list[float]]:
    if not 1 <= page_number <= len(draft.pages):
        raise PlaceOutsidePage(name=name, page=page_number)
    page = draft.pages[page_number - 1]
    if int(page.obj.get("/Rotate", 0)) % 360 or float(page.obj.get("/UserUnit", 1)) != 1:
        raise PlaceOutsidePage(name=name, page=page_number)
    left, bottom, right, top = (float(value) for value in page.cropbox)
    rect = [round(value, 2) for value in (left + x, top - y - height, left + x + width, top - y)]
    inside = left <= rect[0] and rect[2] <= right + 0.01 and bottom <= rect[1] and rect[3] <= top + 0.01
    if not inside or min(width, height) < _LEAST_SIDE:
        raise PlaceOutsidePage(name=name, page=page_number)
    return page, rect


def _annotate(draft: pikepdf.Pdf, page: pikepdf.Page, widget: pikepdf.Object) -> None:
    annotations = list(page.obj.get("/Annots", []))
    # Indirect, so that later updates rewrite this list and not the page (number-after-signature.md 2.4).
    page.obj.Annots = draft.make_indirect(Array([*annotations, widget]))
