"""The form fields of a PDF: names, kinds, places, values as the file states them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import pikepdf

from ecabinet.adapters.page_limits import MOST_FIELDS, PagesTooLarge
from ecabinet.adapters.page_space import Space
from ecabinet.domain.documents.layout.page import Field

DEEPEST_FIELD = 16
LONGEST_VALUE = 10_000


def read_fields(pdf: bytes, spaces: Sequence[Space]) -> tuple[Field, ...]:
    """One Field for each widget on a page; values longer than any form of an office needs are cut."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/AcroForm" not in document.Root:
            return ()
        found: list[Field] = []
        for number, (page, space) in enumerate(zip(document.pages, spaces, strict=False), start=1):
            for widget in _widgets(page):
                found.append(_field(widget, number, space))
                if len(found) > MOST_FIELDS:
                    raise PagesTooLarge()
        return tuple(found)


def _widgets(page: Any) -> Iterator[Any]:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for annotation in annotations:
        if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/Widget":
            yield annotation


def _field(widget: Any, page: int, space: Space) -> Field:
    kinds: dict[str, Literal["text", "signature"]] = {"/Tx": "text", "/Sig": "signature"}
    value = _inherited(widget, "/V")
    x0, y0, x1, y1 = _rectangle(widget)
    left, right = sorted((space.place(x0, y0)[0], space.place(x1, y1)[0]))
    top, bottom = sorted((space.place(x0, y0)[1], space.place(x1, y1)[1]))
    return Field(
        name=_text(_inherited(widget, "/T")),
        kind=kinds.get(str(_inherited(widget, "/FT")), "other"),
        page=page,
        x0=left,
        y0=top,
        x1=right,
        y1=bottom,
        value=_text(value),
    )


def _rectangle(widget: Any) -> tuple[float, float, float, float]:
    try:
        x0, y0, x1, y1 = (float(number) for number in widget.get("/Rect", []))
    except (TypeError, ValueError):
        return 0.0, 0.0, 0.0, 0.0
    return x0, y0, x1, y1


def _inherited(widget: Any, key: str) -> Any:
    """A key of a field, which may stand in one of its parents (ISO 32000-2, 12.7.4.1)."""
    node = widget
    for _ in range(DEEPEST_FIELD):
        if key in node:
            return node[key]
        node = node.get("/Parent")
        if not isinstance(node, pikepdf.Dictionary):
            return None
    return None


def _text(value: Any) -> str:
    return str(value)[:LONGEST_VALUE] if isinstance(value, pikepdf.String) else ""
