"""Makes the window's typeface "Desk Sans" anew from Inter's static faces; run by hand, never by the program.

`python -m ui.kit.desk_sans_making FOLDER`; FOLDER holds `Inter_400Regular.ttf` ... of npm `@expo-google-fonts/inter`.
Line height is baked in: ascent - cap height = descent, so capitals with two marks are whole and stand in the middle.
"""

from __future__ import annotations

import io
import sys
from importlib import resources
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Desk Sans"
FACES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
ASCENT_EM, DESCENT_EM = 1.12, 0.392
LETTERS = frozenset(
    code
    for first, last in (
        (0x20, 0x24F),
        (0x300, 0x36F),
        (0x1E00, 0x1EFF),
        (0x2000, 0x206F),
        (0x20A0, 0x20BF),
        (0x2190, 0x219F),
    )
    for code in range(first, last + 1)
) | frozenset(map(ord, "№™−≤≥≠✓●○"))


def face(source: bytes, weight: int) -> bytes:
    """One face: subset, taller vertical metrics, new family name."""
    options = subset.Options(layout_features=["*"], name_IDs=["*"], glyph_names=False, notdef_outline=True)
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    reducer = subset.Subsetter(options)
    reducer.populate(unicodes=LETTERS)
    reducer.subset(font)
    _set_line(font)
    _set_names(font, FACES[weight], weight)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _set_line(font: TTFont) -> None:
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT_EM * em), round(DESCENT_EM * em)
    line, metrics = font["hhea"], font["OS/2"]
    line.ascent, line.descent, line.lineGap = ascent, -descent, 0
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = ascent, -descent, 0
    metrics.usWinAscent, metrics.usWinDescent = ascent, descent


def _set_names(font: TTFont, style: str, weight: int) -> None:
    """Regular and Bold form the classic family; the others stand in families of their own for old readers."""
    font["OS/2"].usWeightClass = weight
    names = font["name"]
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    classic = weight in (400, 700)
    for number, text in {
        1: FAMILY if classic else f"{FAMILY} {style}",
        2: style if classic else "Regular",
        3: f"DeskSans-{style}",
        4: f"{FAMILY} {style}",
        6: f"DeskSans-{style}",
        16: FAMILY,
        17: style,
    }.items():
        names.setName(text, number, 3, 1, 0x409)


def main() -> None:
    """Write `resources/fonts/desk-sans/*.ttf` in the checkout."""
    source = Path(sys.argv[1])
    folder = Path(str(resources.files("resources"))) / "fonts" / "desk-sans"
    for weight, style in FACES.items():
        made = face((source / f"Inter_{weight}{style}.ttf").read_bytes(), weight)
        (folder / f"DeskSans-{style}.ttf").write_bytes(made)


if __name__ == "__main__":
    main()
