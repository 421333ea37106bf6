"""The form fields of a PDF: names, kinds, places, values as the file states them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pikepdf

from ecabinet.adapters.page_limits import MOST_FIELDS, PagesTooLarge
from ecabinet.adapters.page_space import Space
from ecabinet.domain.documents.layout.page import Field

DEEPEST_FIELD = 16
LONGEST_VALUE = 10_000
Kind = Literal["text", "signature", "other"]
KINDS: dict[str, Kind] = {"/Tx": "text", "/Sig": "signature"}


@dataclass(frozen=True)
class Widget:
    """A form field on a page, not yet measured: `index` in the page's /Annots, `box` in points as the file has it."""

    page: int
    index: int
    name: str
    kind: Kind
    value: str
    box: tuple[float, float, float, float]

    def field(self, space: Space) -> Field:
        x0, y0, x1, y1 = self.box
        left, right = sorted((space.place(x0, y0)[0], space.place(x1, y1)[0]))
        top, bottom = sorted((space.place(x0, y0)[1], space.place(x1, y1)[1]))
        return Field(self.name, self.kind, self.page, left, top, right, bottom, self.value)


def read_widgets(pdf: bytes) -> tuple[Widget, ...]:
    """Every widget on every page; values longer than any form of an office needs are cut."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/AcroForm" not in document.Root:
            return ()
        found: list[Widget] = []
        for number, page in enumerate(document.pages, start=1):
            found += _widgets(page, number)
            if len(found) > MOST_FIELDS:
                raise PagesTooLarge()
        return tuple(found)


def _widgets(page: Any, number: int) -> Iterator[Widget]:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for index, annotation in enumerate(annotations):
        if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/Widget":
            kind = KINDS.get(str(_inherited(annotation, "/FT")), "other")
            name, value = _text(_inherited(annotation, "/T")), _text(_inherited(annotation, "/V"))
            yield Widget(number, index, name, kind, value, _rectangle(annotation))


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
