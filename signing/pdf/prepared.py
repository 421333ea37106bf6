"""Reading back a prepared file and writing values into its text fields, exactly as the file format says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.rw_common import PdfHandler

from signing.pdf.appearance import QUADDING, Align, text_stream
from signing.pdf.dangers import find_dangers
from signing.pdf.drawn_values import drawn_wrongly
from signing.pdf.errors import FieldMissing, PdfHasActiveContent
from signing.pdf.fields import AGENCY, LEADER, TEXT_FIELDS
from signing.pdf.form_fonts import RESOURCE_NAMES, STYLES, FormFont, form_font
from signing.pdf.own_form import OwnForm, read_own_form
from signing.pdf.quiet_writer import reading
from signing.pdf.reading import look

_APPEARANCE = re.compile(r"/(F[RI]) (\d{1,2}(?:\.\d{1,2})?) Tf 0 g")

_LEAST_SIDE, _LARGEST_SIDE = 5.0, 2000.0


@dataclass(frozen=True)
class _TextField:
    field: generic.DictionaryObject
    face: FormFont
    font: generic.IndirectObject
    size: float
    align: Align
    width: float
    height: float


def read_prepared(handler: PdfHandler) -> OwnForm:
    """The fields: the leader's always, the others together when number and date were left open.

    Raises `FieldMissing` when the file was not prepared by this format or draws other values than it holds,
    `PdfHasActiveContent`, `PdfUnreadable`.
    """
    with reading():
        form = read_own_form(handler)
        texts = TEXT_FIELDS if any(name in form.fields for name in TEXT_FIELDS) else ()
        needed = (LEADER, *texts, *((AGENCY,) if texts else ()))
        missing = next((name for name in needed if name not in form.fields), None)
        wrong = missing or next(iter((*form.duplicates, *form.hidden(), *form.unlocked())), None)
        if wrong:
            raise FieldMissing(field=wrong)
        for name in texts:
            _text_field(handler, form, name)
        if texts:
            _require_lock(form)
        drawn = drawn_wrongly(handler, form)
        if drawn:
            raise FieldMissing(field=": ".join(drawn[0]))
        danger = next(iter(find_dangers(handler, own=True)), None)
        if danger:
            raise PdfHasActiveContent(what=danger.code)
        return form


def field_size(form: OwnForm, name: str) -> tuple[float, float]:
    """Width and height of a field in points. Raises `FieldMissing` when no picture could go there."""
    with reading():
        left, bottom, right, top = (float(side) for side in form.fields[name]["/Rect"])
    width, height = abs(right - left), abs(top - bottom)
    if not (_LEAST_SIDE <= width <= _LARGEST_SIDE and _LEAST_SIDE <= height <= _LARGEST_SIDE):
        raise FieldMissing(field=f"{name}: Rect")
    return width, height


def fill(writer: IncrementalPdfFileWriter, name: str, text: str) -> None:
    """Write `text` and its drawing; a new stream each time, nothing else touched.

    Raises `GlyphMissing`, `TextTooWide`, `FieldMissing`, `PdfUnreadable`.
    """
    with reading():
        place = _text_field(writer, read_own_form(writer), name)
        value = unicodedata.normalize("NFC", text)
        content = text_stream(value, place.face, width=place.width, size=place.size, align=place.align)
        drawing = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(
                    generic.FloatObject(side) for side in (0, 0, place.width, place.height)
                ),
                pdf_name("/Resources"): generic.DictionaryObject(
                    {
                        pdf_name("/Font"): generic.DictionaryObject(
                            {
                                pdf_name(f"/{place.face.resource}"): generic.IndirectObject(
                                    place.font.idnum, place.font.generation, writer
                                )
                            }
                        )
                    }
                ),
            },
            stream_data=content,
        )
        place.field[pdf_name("/V")] = generic.TextStringObject(value)
        place.field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawing)})
        writer.update_container(place.field)


def _text_field(handler: PdfHandler, form: OwnForm, name: str) -> _TextField:
    field = form.fields[name]
    stated = _APPEARANCE.fullmatch(str(field["/DA"]))
    align = next((word for word, code in QUADDING.items() if code == field.get("/Q", 0)), None)
    if field.get("/FT") != "/Tx" or stated is None or align is None:
        raise FieldMissing(field=name)
    face = next(form_font(style) for style in STYLES if RESOURCE_NAMES[style] == stated[1])
    font = handler.root["/AcroForm"]["/DR"]["/Font"].raw_get(f"/{face.resource}")
    if not _is_ours(font.get_object(), face):
        raise FieldMissing(field=f"{name}: {face.resource}")
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    return _TextField(
        field=field,
        face=face,
        font=font,
        size=float(stated[2]),
        align=align,
        width=round(right - left, 2),
        height=round(top - bottom, 2),
    )


def _is_ours(font: generic.DictionaryObject, face: FormFont) -> bool:
    """The very font this program ships: another could draw 9 where the value says 1."""
    descendant = font["/DescendantFonts"][0].get_object()
    return bool(
        font["/Encoding"] == "/Identity-H"
        and descendant.get("/CIDToGIDMap") == "/Identity"
        and descendant["/FontDescriptor"]["/FontFile2"].data == face.program
    )


def _require_lock(form: OwnForm) -> None:
    lock = look(form.fields[AGENCY], "/Lock")
    if (
        not isinstance(lock, generic.DictionaryObject)
        or lock["/Action"] != "/Include"
        or set(TEXT_FIELDS) - {str(name) for name in lock["/Fields"]}
    ):
        raise FieldMissing(field=f"{AGENCY}: Lock")
