"""What a PDF must not contain before it is prepared for signing (`signing.md` 5.2, 9 and 10)."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from signing.pdf.errors import PdfAlreadySigned, PdfHasActiveContent, PdfHasForm
from signing.pdf.reading import LARGEST_PDF, PdfEncrypted, PdfUnreadable

MOST_OBJECTS = 500_000
MOST_PAGES = 10_000
DEEPEST = 60

ACTIONS = frozenset(
    f"/{name}"
    for name in (
        *("JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "Rendition", "Movie", "Sound", "Hide"),
        *("RichMediaExecute", "GoToR", "GoToE", "SetOCGState", "Trans", "GoTo3DView", "Named"),
    )
)
"""Actions that run something, fetch something, or change what is seen."""
ANNOTATIONS = frozenset(f"/{name}" for name in ("FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D"))
CATALOG_KEYS = ("/AA", "/OCProperties", "/AF", "/Collection")
NAME_TREES = ("/JavaScript", "/EmbeddedFiles")


def open_for_preparing(pdf: bytes) -> pikepdf.Pdf:
    """Open a draft. Raises `PdfUnreadable`, `PdfEncrypted`, `PdfAlreadySigned`, `PdfHasForm`, `PdfHasActiveContent`."""
    draft = _open(pdf)
    try:
        if draft.is_encrypted:
            raise PdfEncrypted()
        _require_bounds(draft)
        _require_no_form(draft)
        _require_no_active_content(draft)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise PdfUnreadable(reason=type(error).__name__) from error
    return draft


def rewritten(draft: pikepdf.Pdf) -> bytes:
    """The whole draft written anew, the same bytes every time. Raises `PdfUnreadable`."""
    out = io.BytesIO()
    try:
        draft.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    except pikepdf.PdfError as error:
        raise PdfUnreadable(reason=type(error).__name__) from error
    return out.getvalue()


def _open(pdf: bytes) -> pikepdf.Pdf:
    if len(pdf) > LARGEST_PDF or b"%PDF-" not in pdf[:1024]:
        raise PdfUnreadable(reason="size" if len(pdf) > LARGEST_PDF else "header")
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError as error:
        raise PdfEncrypted() from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise PdfUnreadable(reason=type(error).__name__) from error


def _require_bounds(draft: pikepdf.Pdf) -> None:
    if not 1 <= len(draft.pages) <= MOST_PAGES or len(draft.objects) > MOST_OBJECTS:
        raise PdfUnreadable(reason="count")


def _require_no_form(draft: pikepdf.Pdf) -> None:
    if "/Perms" in draft.Root or "/DSS" in draft.Root:
        raise PdfAlreadySigned()
    form = draft.Root.get("/AcroForm")
    if form is None:
        return
    fields = list(form.get("/Fields", []))
    if any(field.get("/FT") == "/Sig" and "/V" in field for field in fields):
        raise PdfAlreadySigned()
    if "/XFA" in form:
        raise PdfHasActiveContent(what="XFA")
    if fields:
        raise PdfHasForm(field=str(fields[0].get("/T", "?")))


def _require_no_active_content(draft: pikepdf.Pdf) -> None:
    opening = draft.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
        raise PdfHasActiveContent(what="OpenAction")
    # A mere destination does no harm, but checkers need not be asked to believe that.
    if opening is not None:
        del draft.Root["/OpenAction"]
    names = draft.Root.get("/Names", pikepdf.Dictionary())
    for holder, keys in ((draft.Root, CATALOG_KEYS), (names, NAME_TREES)):
        found = next((key for key in keys if key in holder), None)
        if found:
            raise PdfHasActiveContent(what=found.strip("/"))
    for item in _dictionaries(draft):
        for key, bad in (("/S", ACTIONS), ("/Subtype", ANNOTATIONS)):
            value = item.get(key)
            # A structure element's /S is a free name, not an action.
            if isinstance(value, pikepdf.Name) and str(value) in bad and item.get("/Type") != "/StructElem":
                raise PdfHasActiveContent(what=str(value).strip("/"))


def _dictionaries(draft: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for whole in draft.objects:
        yield from _within(whole, 0)


def _within(item: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """Dictionaries inside one indirect object; what it only refers to comes by itself."""
    if depth > DEEPEST:
        raise PdfUnreadable(reason="depth")
    if isinstance(item, pikepdf.Stream):
        yield item.stream_dict
        children = [value for _, value in item.stream_dict.items()]
    elif isinstance(item, pikepdf.Dictionary):
        yield item
        children = [value for _, value in item.items()]
    elif isinstance(item, pikepdf.Array):
        children = list(item)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _within(child, depth + 1)
