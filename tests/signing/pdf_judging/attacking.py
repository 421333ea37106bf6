"""Ways to change a signed paper by one further incremental update, and to sign what should not be signed."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pikepdf
from judging_papers import picture
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec

from signing.keys.software import SoftwareKey
from signing.pdf.own_form import read_own_form
from signing.pdf.prepared import fill
from signing.pdf.quiet_writer import open_writer
from signing.pdf.signature_act import SignatureAct, put_signature
from signing.pdf.stamp import picture_style

Change = Callable[[IncrementalPdfFileWriter], None]
BLACK_BOX = b"/Tx BMC q 0 g 0 0 27 16 re f Q EMC"
DATE = "ngày 21 tháng 11 năm 2026"


def updated(pdf: bytes, *changes: Change) -> bytes:
    """`pdf` with the changes appended in one update."""
    writer = open_writer(pdf)
    for change in changes:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sealed(pdf: bytes, key: SoftwareKey, *changes: Change, field: str = "agency", certify: bool = False) -> bytes:
    """Signed as the agency would, in the same update as the changes: by a clerk who does not use our rules."""

    def writer() -> IncrementalPdfFileWriter:
        made = open_writer(pdf)
        for change in changes:
            change(made)
        return made

    act = SignatureAct(
        field=field,
        level="B",
        made=datetime.now(UTC),
        stamp=picture_style(picture("#d01010"), (102, 102)),
        certify=certify,
    )
    return put_signature(writer, key, act)


def third_signature(pdf: bytes, key: SoftwareKey, *, visible: bool) -> bytes:
    """One more signature field, signed."""
    spec = SigFieldSpec("third", on_page=0, box=(100, 100, 200, 150)) if visible else SigFieldSpec("third")
    act = SignatureAct(
        field="third",
        level="B",
        made=datetime.now(UTC),
        stamp=picture_style(picture("#008000"), (100, 50)) if visible else None,
        field_spec=spec,
    )
    return put_signature(lambda: open_writer(pdf), key, act)


def field_of(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject:
    return read_own_form(writer).fields[name]


def filled(number: str = "15", day: str = DATE) -> Change:
    """Number and date as the seal would fill them."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fill(writer, "so", number)
        fill(writer, "ngay", day)

    return change


def number_to(number: str) -> Change:
    return lambda writer: fill(writer, "so", number)


def value_only(number: str) -> Change:
    """The value without its drawing."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = field_of(writer, "so")
        field[pdf_name("/V")] = generic.TextStringObject(number)
        writer.update_container(field)

    return change


def drawn_as(content: bytes, name: str = "so") -> Change:
    """A new drawing whose stream is `content`, everything else as it was."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = field_of(writer, name)
        old = field["/AP"]["/N"]
        entries = {key: old.raw_get(key) for key in old if key not in ("/Length", "/Filter", "/DecodeParms")}
        drawing = generic.StreamObject(entries, stream_data=content)
        field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawing)})
        writer.update_container(field)

    return change


def entry(name: str, key: str, value: generic.PdfObject) -> Change:
    """One entry of a field set."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = field_of(writer, name)
        field[pdf_name(key)] = value
        writer.update_container(field)

    return change


def root_entry(key: str, value: generic.PdfObject) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name(key)] = value
        writer.update_root()

    return change


def form_entry(key: str, value: generic.PdfObject) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        form[pdf_name(key)] = value
        writer.update_container(form)

    return change


def swapped_fonts(writer: IncrementalPdfFileWriter) -> None:
    fonts = writer.root["/AcroForm"]["/DR"]["/Font"]
    fonts[pdf_name("/FR")], fonts[pdf_name("/FI")] = fonts.raw_get("/FI"), fonts.raw_get("/FR")
    writer.update_container(fonts)


def replaced_font_file(writer: IncrementalPdfFileWriter) -> None:
    font = writer.root["/AcroForm"]["/DR"]["/Font"]["/FR"]
    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
    descriptor[pdf_name("/FontFile2")] = writer.add_object(generic.StreamObject(stream_data=b"not a font"))
    writer.update_container(descriptor)


def javascript_action() -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.TextStringObject("app.alert(1)")}
    )


def page_content(writer: IncrementalPdfFileWriter) -> None:
    """A white box over the page's content."""
    page = writer.root["/Pages"]["/Kids"][0]
    stream = writer.add_object(generic.StreamObject(stream_data=b"q 1 g 60 700 400 100 re f Q"))
    page[pdf_name("/Contents")] = generic.ArrayObject([page.raw_get("/Contents"), stream])
    writer.update_container(page)


def annotation(subtype: str) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name(subtype),
                pdf_name("/Rect"): generic.ArrayObject(generic.NumberObject(n) for n in (100, 600, 300, 650)),
                pdf_name("/Contents"): generic.TextStringObject("51"),
            }
        )
        page["/Annots"].append(writer.add_object(note))
        writer.update_container(page["/Annots"])

    return change


def doubled_field(writer: IncrementalPdfFileWriter) -> None:
    """Another text field of the same name, elsewhere on the page."""
    copy = generic.DictionaryObject({key: field_of(writer, "so").raw_get(key) for key in field_of(writer, "so")})
    copy[pdf_name("/Rect")] = generic.ArrayObject(generic.NumberObject(n) for n in (100, 500, 127, 516))
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(copy))
    writer.update_container(fields)


def without_lock(prepared: bytes) -> bytes:
    """The prepared draft without the agency field's lock."""
    with pikepdf.open(io.BytesIO(prepared)) as paper:
        for field in paper.Root.AcroForm.Fields:
            if "/Lock" in field:
                del field["/Lock"]
        out = io.BytesIO()
        paper.save(out)
        return out.getvalue()


def fields_removed(writer: IncrementalPdfFileWriter) -> None:
    """The form's text fields dropped, so that the paper no longer looks like ours."""
    fields = writer.root["/AcroForm"]["/Fields"]
    kept = generic.ArrayObject(one for one in fields if one.get_object()["/T"] not in ("so", "ngay"))
    writer.root["/AcroForm"][pdf_name("/Fields")] = kept
    writer.update_container(writer.root["/AcroForm"])
