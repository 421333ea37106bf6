"""The desktop: starts Qt, dresses it, puts up the window. Only this path imports Qt; the command line never does."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.kit.appearance import Appearance, start_appearance
from ui.kit.garbage import GarbageKeeper
from ui.kit.measures import DENSITIES, TEXT_SCALES
from ui.kit.page import Place
from ui.kit.palette import PALETTES
from ui.kit.remembered import Remembered
from ui.shell.top_line import Person
from ui.shell.window import Window, make_window


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication, with our style, typeface and words."""
    standing = QApplication.instance()
    if isinstance(standing, QApplication):
        start_appearance(standing)
        return standing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    made = QApplication([sys.argv[0], *arguments])
    made.setApplicationName("eCabinet")
    made.setDesktopFileName("ecabinet")
    start_appearance(made)
    GarbageKeeper(made)
    return made


def main_window(places: Sequence[Place], person: Person, settings: Path | None = None) -> Window:
    """The window over these places. `settings` is the INI file that remembers how it looks."""
    remembered, look = Remembered(settings), start_appearance(application())
    restore_look(look, remembered)
    look.changed.connect(lambda: remember_look(look, remembered))
    window = make_window(places, person, remembered)
    window.resize(1440, 900)
    return window


_LOOK: dict[str, dict[str, Any]] = {
    "palette": {name: name for name in PALETTES},
    "density": {name: name for name in DENSITIES},
    "language": {"vi": "vi", "en": "en"},
    "scale": {str(percent): percent for percent in TEXT_SCALES},
    "minister": {"yes": True, "no": False},
    "motion": {"yes": True, "no": False},
}
"""Choice -> what may stand in the file -> what it means."""


def restore_look(look: Appearance, remembered: Remembered) -> None:
    """What the person chose last time; words that mean nothing are passed over."""
    kept = {name: remembered.read(f"look/{name}") for name in _LOOK}
    look.choose(**{name: _LOOK[name][text] for name, text in kept.items() if text in _LOOK[name]})


def remember_look(look: Appearance, remembered: Remembered) -> None:
    """Keep what is chosen now."""
    for name, meanings in _LOOK.items():
        chosen = getattr(look.choices, name)
        remembered.write(f"look/{name}", next(text for text, meaning in meanings.items() if meaning == chosen))
