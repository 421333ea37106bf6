"""What in a PDF can make a viewer show something else than was signed."""

from __future__ import annotations

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.rw_common import PdfHandler

from signing.pdf.reading import look
from signing.verdict import Finding, Severity

_HARMLESS_ACTIONS = frozenset({"/GoTo"})


def find_dangers(handler: PdfHandler, *, own: bool) -> tuple[Finding, ...]:
    """In our own files none of these may stand (errors); in foreign files they are remarks."""
    severity: Severity = "error" if own else "warning"
    root = handler.root
    form, names = _dictionary(look(root, "/AcroForm")), _dictionary(look(root, "/Names"))
    found = {
        "need-appearances": _true(look(form, "/NeedAppearances")),
        "xfa-form": "/XFA" in form,
        "javascript": "/JavaScript" in names,
        "open-action": _acts(look(root, "/OpenAction")) or "/AA" in root or (own and "/OpenAction" in root),
    }
    remarks = {
        "embedded-files": "/EmbeddedFiles" in names,
        "optional-content": "/OCProperties" in root,
    }
    return (
        *(Finding(code, severity) for code, present in found.items() if present),
        *(Finding(code, "warning") for code, present in remarks.items() if present),
    )


def _true(value: object) -> bool:
    return bool(getattr(value, "value", value))


def _acts(action: object) -> bool:
    return isinstance(action, generic.DictionaryObject) and look(action, "/S") not in _HARMLESS_ACTIONS


def _dictionary(value: object) -> generic.DictionaryObject:
    return value if isinstance(value, generic.DictionaryObject) else generic.DictionaryObject()
