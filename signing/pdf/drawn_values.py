"""Does the page show what the field says? No signature answers that: V=15 drawn as 51 is accepted everywhere.

The only drawing allowed is one line of text in the form font that the leader signed; it is read back, glyph by glyph,
and compared with the value.
"""

from __future__ import annotations

import io
import re

from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.rw_common import PdfHandler

from signing.pdf.own_form import TEXTS, OwnForm

_NUMBER = rb"(-?\d+(?:\.\d+)?|-?\.\d+)"
_LINE = re.compile(
    rb"\s*/Tx\s+BMC\s+q\s+BT\s+0\s+g\s+/(F[RI])\s+" + _NUMBER + rb"\s+Tf\s+" + _NUMBER + rb"\s+" + _NUMBER
    + rb"\s+Td\s*<([0-9A-Fa-f]*)>\s*Tj\s+ET\s+Q\s+EMC\s*"
)  # fmt: skip
_DEFAULT_APPEARANCE = re.compile(r"\s*/(F[RI])\s+(\d+(?:\.\d+)?)\s+Tf\s+0\s+g\s*")
_CLOSE = 0.05
_LARGEST_FONT = 1 << 20


class _Differs(Exception):
    """Which of the rules a drawing breaks."""


def drawn_wrongly(handler: PdfHandler, form: OwnForm) -> tuple[tuple[str, str], ...]:
    """(field, reason) for each text field whose drawing is not exactly its value; empty when all is well."""
    faults: list[tuple[str, str]] = []
    for name in TEXTS:
        if name not in form.fields:
            continue
        try:
            _check(handler, form.fields[name], form.value(name))
        except _Differs as fault:
            faults.append((name, str(fault)))
        except Exception as error:  # noqa: BLE001  a drawing that cannot be read is not the value
            faults.append((name, type(error).__name__))
    return tuple(faults)


def _check(handler: PdfHandler, field: generic.DictionaryObject, value: str) -> None:
    appearance = field["/AP"]
    if set(appearance) != {"/N"} or "/MK" in field or "/A" in field or "/AA" in field:
        raise _Differs("appearance-states")
    normal = appearance["/N"]
    if not isinstance(normal, generic.StreamObject):
        raise _Differs("appearance-states")
    left, bottom, right, top = (float(number) for number in field["/Rect"])
    width, height = abs(right - left), abs(top - bottom)
    box = [float(number) for number in normal["/BBox"]]
    if "/Matrix" in normal or not _close(box, [0, 0, width, height]):
        raise _Differs("box")
    match = _LINE.fullmatch(normal.data)
    if match is None:
        raise _Differs("drawing")
    face, size, x, y = match[1].decode(), float(match[2]), float(match[3]), float(match[4])
    stated = _DEFAULT_APPEARANCE.fullmatch(str(field["/DA"]))
    if stated is None or stated[1] != face or not _close([float(stated[2])], [size]):
        raise _Differs("font-size")
    font = _font(handler, normal, face)
    text, length = _read_back(font, bytes.fromhex(match[5].decode()), size)
    if text != value:
        raise _Differs("text")
    if x < -_CLOSE or x + length > width + 0.5 or not 0 <= y < height:
        raise _Differs("outside")


def _font(handler: PdfHandler, normal: generic.StreamObject, face: str) -> TTFont:
    resources = normal["/Resources"]
    if set(resources) != {"/Font"} or set(resources["/Font"]) != {f"/{face}"}:
        raise _Differs("resources")
    used = resources["/Font"].raw_get(f"/{face}")
    shared = handler.root["/AcroForm"]["/DR"]["/Font"].raw_get(f"/{face}")
    same = isinstance(used, generic.IndirectObject) and isinstance(shared, generic.IndirectObject)
    if not same or (used.idnum, used.generation) != (shared.idnum, shared.generation):
        raise _Differs("font")
    descendant = used.get_object()["/DescendantFonts"][0].get_object()
    if used.get_object()["/Encoding"] != "/Identity-H" or descendant.get("/CIDToGIDMap") != "/Identity":
        raise _Differs("font")
    program = descendant["/FontDescriptor"]["/FontFile2"].data
    if len(program) > _LARGEST_FONT:
        raise _Differs("font")
    return TTFont(io.BytesIO(program), lazy=True)


def _read_back(font: TTFont, codes: bytes, size: float) -> tuple[str, float]:
    letters = {font.getGlyphID(name): chr(code) for code, name in sorted(font.getBestCmap().items(), reverse=True)}
    glyphs = [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]
    advances = font["hmtx"].metrics
    length = sum(advances[font.getGlyphName(glyph)][0] for glyph in glyphs) * size / font["head"].unitsPerEm
    return "".join(letters[glyph] for glyph in glyphs), length


def _close(one: list[float], other: list[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _CLOSE for a, b in zip(one, other, strict=True))
