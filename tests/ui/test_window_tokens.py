"""Colours, type and icons: one source each, readable contrast, marks never cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPixmapCache

from ui.kit.appearance import Appearance, font
from ui.kit.icons import icon_pixmap
from ui.kit.measures import TEXT_SCALES
from ui.kit.palette import AVATARS, ON_AVATAR, PALETTES, contrast
from ui.kit.typeface import FAMILY, WEIGHTS

ROOT = Path(__file__).parents[2]

INKS = ("text", "text2", "text3")
GROUNDS = ("canvas", "surface", "selected", "sunken", "hover", "raised")
TEXT_PAIRS = [(ink, ground) for ink in INKS for ground in GROUNDS] + [
    ("accent_text", "surface"), ("accent_text", "canvas"), ("accent_text", "sunken"), ("accent_text", "accent_tint"),
    ("accent_text", "current"), ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_press"),
    ("seal_text", "surface"), ("seal_text", "selected"), ("seal_text", "seal_tint"), ("on_seal", "seal"),
    ("gold_text", "surface"), ("gold_text", "gold_tint"), ("ok", "surface"), ("ok", "ok_tint"),
    ("ok", "selected"),
    ("note", "surface"), ("note", "note_tint"), ("note", "selected"), ("unknown", "surface"),
    ("unknown", "unknown_tint"),
    ("bad", "surface"), ("bad", "bad_tint"), ("on_altered", "altered"), ("text", "note_tint"), ("text2", "note_tint"),
    ("text2", "ok_tint"), ("text2", "bad_tint"), ("text2", "accent_tint"), ("text2", "unknown_tint"),
    ("on_toast", "toast"), ("toast_link", "toast"),
]  # fmt: skip
SHAPE_PAIRS = [("line_strong", "surface"), ("line_strong", "canvas"), ("focus", "surface"), ("focus", "canvas"),
               ("focus", "sunken"), ("accent", "surface")]  # fmt: skip


@pytest.mark.parametrize("name", list(PALETTES))
def test_text_can_be_read(name):
    palette = PALETTES[name]
    least = 7.0 if palette.bordered else 4.5
    weak = {pair: round(contrast(getattr(palette, pair[0]), getattr(palette, pair[1])), 2) for pair in TEXT_PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


@pytest.mark.parametrize("name", list(PALETTES))
def test_borders_and_focus_can_be_seen(name):
    palette = PALETTES[name]
    seen = {pair: contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) for pair in SHAPE_PAIRS}
    assert {pair: ratio for pair, ratio in seen.items() if ratio < 3.0} == {}


def test_measured_contrast_is_what_the_design_says():
    light, dark, high = PALETTES.values()
    assert round(contrast(light.text, light.surface), 1) == 16.9
    assert round(contrast(dark.text3, dark.surface), 1) == 6.3
    assert round(contrast(high.accent_text, high.surface), 1) == 12.0
    assert all(contrast(one, ON_AVATAR) >= 5.7 for one in AVATARS)


def test_no_colour_stands_outside_the_palette():
    hexes = re.compile(r"#[0-9A-Fa-f]{6}\b")
    stray = [str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py")
             if path.name != "palette.py" and hexes.search(path.read_text())]  # fmt: skip
    assert stray == []


@pytest.mark.parametrize("size", [12, 14, 20, 28])
@pytest.mark.parametrize("weight", WEIGHTS)
def test_capitals_with_two_marks_are_whole(look: Appearance, size: int, weight: int):
    """Ink drawn in the line's own box is all the ink there is."""
    face = font("body", weight, size=size)
    metrics = QFontMetricsF(face)
    assert metrics.height() == pytest.approx(1.51 * size, abs=1.2)
    words = "ỔN ĐỊNH ẨM Ẵ Ộ Ữ"
    line = _ink(face, words, round(metrics.height()), metrics.ascent())
    free = _ink(face, words, round(metrics.height()) + 40, metrics.ascent() + 20)
    assert line >= free * 0.995
    assert metrics.ascent() - metrics.descent() == pytest.approx(metrics.capHeight(), abs=1.2)


def test_digits_in_columns_are_of_one_width(look: Appearance):
    metrics = QFontMetricsF(font("body", tabular=True))
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


def test_the_typeface_is_our_own(look: Appearance, qapp):
    from PySide6.QtGui import QFontInfo

    assert {QFontInfo(font("body", weight)).family() for weight in WEIGHTS} == {FAMILY}
    assert {QFontInfo(font("body", weight)).weight() for weight in WEIGHTS} == set(WEIGHTS)


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_type_grows_with_the_scale(look: Appearance, scale: int):
    look.choose(scale=scale)
    assert font("body").pixelSize() == round(14 * scale / 100)


def test_every_icon_named_in_the_sources_is_there_and_drawn(look: Appearance):
    names = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    used: set[str] = set()
    for path in (ROOT / "ui").rglob("*.py"):
        used |= set(re.findall(r'icon="([a-z0-9-]+)"', path.read_text()))
        used |= set(re.findall(r'(?:token_icon|Icon)\("([a-z0-9-]+)"', path.read_text()))
    assert used <= names
    QPixmapCache.clear()
    empty = [name for name in names if not _has_ink(icon_pixmap(name, look.palette.text, 18).toImage())]
    assert empty == []


def test_the_licences_stand_beside_what_they_cover():
    assert "ISC License" in (ROOT / "resources/icons/LICENSE.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in (ROOT / "resources/fonts/desk-sans/OFL.txt").read_text()


def _ink(face, words: str, height: int, baseline: float) -> int:
    image = QImage(600, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(face)
    painter.drawText(QPointF(4, baseline), words)
    painter.end()
    return sum(255 - value for value in bytes(image.constBits()))


def _has_ink(image: QImage) -> bool:
    return any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))
