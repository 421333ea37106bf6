"""Makes the shipped fonts of the form fields anew; run by hand as a module, for a new font or alphabet only.

Other bytes are another file format (`docs/decisions/0002-number-after-signature.md`).
"""

from __future__ import annotations

import io
from importlib import resources
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from signing.pdf.form_fonts import ALPHABET, SOURCES


def subset_of(source: bytes) -> bytes:
    """A face reduced to `ALPHABET`: outlines, metrics and cmap only, no hinting and no layout features."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[1, 2, 6])
    options.drop_tables += ["GDEF", "GSUB", "GPOS", "kern", "DSIG", "gasp", "meta", "FFTM"]
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    reducer = subset.Subsetter(options)
    reducer.populate(text=ALPHABET)
    reducer.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> None:
    """Write `resources/fonts/form/*.ttf` in the checkout."""
    folder = Path(str(resources.files("resources"))) / "fonts"
    for style, name in SOURCES.items():
        (folder / "form" / f"{style}.ttf").write_bytes(subset_of((folder / name).read_bytes()))


if __name__ == "__main__":
    main()
