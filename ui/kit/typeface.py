"""The window's typeface: loaded from our own files before any widget, never taken from the system."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from PySide6.QtGui import QFont, QFontDatabase

from ui.kit.measures import TYPE_SIZES, TextStyle

FAMILY = "Desk Sans"
WEIGHTS = (400, 500, 600, 700)
_FACES = ("Regular", "Medium", "SemiBold", "Bold")


class TypefaceMissing(RuntimeError):
    """The program's own files are incomplete: a system font would cut Vietnamese capitals."""


def load_typeface() -> None:
    """Make "Desk Sans" known to Qt; does nothing the second time."""
    if FAMILY in QFontDatabase.families():
        return
    folder = resources.files("resources") / "fonts" / "desk-sans"
    for name in _FACES:
        if QFontDatabase.addApplicationFontFromData((folder / f"DeskSans-{name}.ttf").read_bytes()) < 0:
            raise TypefaceMissing(name)


def type_font(style: TextStyle, weight: int, scale: int, *, tabular: bool = False, size: int | None = None) -> QFont:
    """A font of the window. `scale` in percent; `size` replaces the style's size (pixels at 100 %)."""
    return QFont(_made(size or TYPE_SIZES[style], weight, scale, tabular))


@lru_cache(maxsize=256)
def _made(size: int, weight: int, scale: int, tabular: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(round(size * scale / 100))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if size >= 20:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.4)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
