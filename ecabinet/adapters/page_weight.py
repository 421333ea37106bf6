"""How much drawing a page unfolds to, found before PDFium unfolds it.

Forms that draw forms a thousand times over, and streams that inflate without end, make gigabytes of a kilobyte.
"""

from __future__ import annotations

import base64
import contextlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from ecabinet.adapters.page_limits import DEEPEST_FORM, HEAVIEST_PAGE, LARGEST_CODED_STREAM, Budget, PagesTooLarge

DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
COST_OF_A_FORM = 250
PIECE = 1024
CODINGS = {"/ASCII85Decode", "/A85"}
INFLATING = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}


def weigh_pages(pdf: bytes, budget: Budget) -> None:
    """Raise PagesTooLarge if a page, its annotations included, unfolds to more than any document needs."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        known: dict[tuple[int, int], int] = {}
        for page in document.pages:
            weight = sum(_weight(stream, page.obj.get("/Resources"), known, budget, 0) for stream in _contents(page))
            weight += sum(_weight(stream, None, known, budget, 0) for stream in _appearances(page))
            if weight > HEAVIEST_PAGE:
                raise PagesTooLarge()


def _contents(page: Any) -> Iterator[Any]:
    contents = page.obj.get("/Contents")
    yield from contents if isinstance(contents, pikepdf.Array) else [contents]


def _appearances(page: Any) -> Iterator[Any]:
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        appearance = annotation.get("/AP") if isinstance(annotation, pikepdf.Dictionary) else None
        normal = appearance.get("/N") if isinstance(appearance, pikepdf.Dictionary) else None
        if isinstance(normal, pikepdf.Stream):
            yield normal
        elif isinstance(normal, pikepdf.Dictionary):
            yield from (state for state in normal.values() if isinstance(state, pikepdf.Stream))


def _weight(stream: Any, resources: Any, known: dict[tuple[int, int], int], budget: Budget, depth: int) -> int:
    """Bytes of a content stream and of every form it draws, as often as it draws it."""
    if not isinstance(stream, pikepdf.Stream):
        return 0
    if stream.is_indirect and stream.objgen in known:
        return known[stream.objgen]
    if depth > DEEPEST_FORM:
        raise PagesTooLarge()
    # a form that draws itself counts once: PDFium stops there too
    known[stream.objgen] = 0
    content = _decoded(stream)
    budget.spend("content", len(content))
    own = stream.get("/Resources") or resources
    objects = own.get("/XObject") if isinstance(own, pikepdf.Dictionary) else None
    weight = len(content)
    if isinstance(objects, pikepdf.Dictionary):
        weights: dict[bytes, int] = {}
        for name in DRAWS.findall(content):
            if name not in weights:
                form = objects.get("/" + name.decode("latin-1"))
                is_form = isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form"
                weights[name] = COST_OF_A_FORM + (_weight(form, own, known, budget, depth + 1) if is_form else 0)
            weight += weights[name]
    known[stream.objgen] = weight
    return weight


def _decoded(stream: Any) -> bytes:
    """The bytes of a content stream, never more than a page may weigh."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters else []
    raw = bytes(stream.read_raw_bytes())
    if names and names[0] in CODINGS and len(names) > 1:
        raw = base64.a85decode(raw.strip().removeprefix(b"<~").removesuffix(b"~>"))
        names = names[1:]
    if names in (["/FlateDecode"], ["/Fl"]):
        return _inflated(raw)
    if sum(name in INFLATING for name in names) > 1 or (names and len(raw) > LARGEST_CODED_STREAM):
        raise PagesTooLarge()
    return bytes(stream.read_bytes()) if names else raw


def _inflated(raw: bytes) -> bytes:
    """In small pieces, because what comes before damage is drawn all the same."""
    inflate = zlib.decompressobj()
    content = bytearray()
    with contextlib.suppress(zlib.error):
        for start in range(0, len(raw), PIECE):
            content += inflate.decompress(raw[start : start + PIECE])
            if len(content) > HEAVIEST_PAGE:
                raise PagesTooLarge()
    return bytes(content)
