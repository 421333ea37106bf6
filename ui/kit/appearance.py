"""How the window looks now: palette, density, text scale, language, profile; all can change while it stands.

Parts of the kit read `appearance()` and connect a `refresh` method to `changed`; nothing else holds colours or sizes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, Literal

from PySide6.QtCore import QObject, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication

from ui.kit.measures import DENSITIES, MINISTER, DensityName, Measures, TextStyle
from ui.kit.palette import PALETTES, Palette, PaletteName
from ui.kit.style_sheet import style_sheet
from ui.kit.typeface import load_typeface, type_font

Language = Literal["vi", "en"]


@dataclass(frozen=True)
class Choices:
    """What a person chose; `motion` off means no fades. The minister profile has its own density."""

    palette: PaletteName = "light"
    density: DensityName = "medium"
    scale: int = 100
    minister: bool = False
    language: Language = "vi"
    motion: bool = True


class Appearance(QObject):
    """The one appearance of the application; `choose` changes it and tells everyone."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.choices = Choices()
        self._translators: list[QTranslator] = []
        self._application = application
        self._spoken = b""

    @property
    def palette(self) -> Palette:
        return PALETTES[self.choices.palette]

    @property
    def measures(self) -> Measures:
        density = MINISTER if self.choices.minister else DENSITIES[self.choices.density]
        return Measures(density, self.choices.scale)

    def choose(self, **changes: Any) -> None:
        """Change any of `Choices`. Choosing the minister profile sets 150 % unless a scale is named."""
        if changes.get("minister") and "scale" not in changes:
            changes["scale"] = max(150, self.choices.scale)
        chosen = replace(self.choices, **changes)
        if chosen != self.choices:
            spoke = self.choices.language
            self.choices = chosen
            if chosen.language != spoke:
                self._speak()
            self.dress()

    def dress(self) -> None:
        """Put fonts, palette and style sheet on the application, then let every part follow."""
        QPixmapCache.clear()
        self._application.setPalette(_qt_palette(self.palette))
        self._application.setFont(font("body"))
        self._application.setStyleSheet(style_sheet(self.palette, self.measures))
        self.changed.emit()

    def _speak(self) -> None:
        for old in self._translators:
            self._application.removeTranslator(old)
        self._translators = []
        # Qt reads on in these very bytes: they must live as long as the translator
        self._spoken = (resources.files("resources") / "translations" / f"{self.choices.language}.qm").read_bytes()
        translator = QTranslator(self)
        if translator.load(self._spoken):
            self._application.installTranslator(translator)
            self._translators = [translator]


_held: list[Appearance] = []


def start_appearance(application: QApplication) -> Appearance:
    """Fusion, our typeface, our colours, Vietnamese; call once, before any widget is made."""
    if not _held:
        application.setStyle("Fusion")
        load_typeface()
        _held.append(Appearance(application))
        _held[0]._speak()
        _held[0].dress()
    return _held[0]


def appearance() -> Appearance:
    """The appearance; `start_appearance` must have been called."""
    return _held[0]


def colour(token: str) -> QColor:
    """A colour of the present palette by its token."""
    return QColor(getattr(appearance().palette, token))


def px(length: float) -> int:
    return appearance().measures.px(length)


def gap(length: float) -> int:
    return appearance().measures.gap(length)


def font(style: TextStyle, weight: int = 400, *, tabular: bool = False, size: int | None = None) -> QFont:
    """A font at the present text scale."""
    return type_font(style, weight, appearance().choices.scale, tabular=tabular, size=size)


def _qt_palette(tokens: Palette) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for to, value in (
        (role.Window, tokens.canvas),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.canvas),
        (role.Text, tokens.text),
        (role.BrightText, tokens.on_accent),
        (role.Button, tokens.raised),
        (role.ButtonText, tokens.text),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.PlaceholderText, tokens.text3),
        (role.Link, tokens.accent_text),
        (role.LinkVisited, tokens.accent_text),
        (role.ToolTipBase, tokens.toast),
        (role.ToolTipText, tokens.on_toast),
        (role.Accent, tokens.accent),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.line),
        (role.Dark, tokens.line_strong),
        (role.Shadow, tokens.line_strong),
    ):
        made.setColor(to, QColor(value))
    for to in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, to, QColor(tokens.disabled))
    return made
