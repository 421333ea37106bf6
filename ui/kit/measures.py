"""Every size of the window: type styles, spacing, radii, the frame, three densities, the text scale. Logical pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DensityName = Literal["compact", "medium", "roomy"]
TextStyle = Literal["display", "title", "h2", "h3", "body", "drafting", "meta", "caption"]

TEXT_SCALES = (100, 112, 125, 150, 175, 200)
"""Percent."""

TYPE_SIZES: dict[TextStyle, int] = {
    "display": 28,
    "title": 20,
    "h2": 16,
    "h3": 14,
    "body": 14,
    "drafting": 15,
    "meta": 13,
    "caption": 12,
}

GAP = 4
"""The grid; gaps are 4, 8, 12, 16, 24, 32."""

RADIUS_STAMP, RADIUS_KEY_CAP, RADIUS_CONTROL, RADIUS_NAV, RADIUS_ROW = 3, 4, 6, 7, 8
RADIUS_PANEL, RADIUS_HERO, RADIUS_SHEET = 10, 12, 14

TOP_LINE, RAIL, RAIL_NARROW, TABS, STATUS, PANEL_MARGIN = 54, 212, 58, 38, 28, 10
SEARCH_WIDTH, SHEET_WIDTH, SHEET_PADDING, TOAST_HEIGHT = 480, 600, 26, 44
LIST_PANE, SIDE_PANE, READING_PANE = (320, 376, 480), (280, 300, 344), 400
"""Least, usual, most; of the reading pane the least."""

FADE_MS, COLLAPSE_MS, UNDO_MS = 120, 150, 5000


@dataclass(frozen=True)
class Density:
    """Heights of what repeats."""

    name: DensityName
    list_row: int
    table_row: int
    table_header: int
    nav_item: int
    control: int
    tool: int
    tool_icon: int
    vote_button: int


COMPACT = Density("compact", 36, 30, 32, 32, 28, 28, 16, 54)
MEDIUM = Density("medium", 108, 36, 36, 36, 34, 32, 18, 54)
ROOMY = Density("roomy", 124, 44, 44, 40, 40, 36, 20, 60)
DENSITIES: dict[DensityName, Density] = {one.name: one for one in (COMPACT, MEDIUM, ROOMY)}

MINISTER = Density("roomy", 124, 44, 44, 40, 42, 40, 20, 56)
"""The minister profile, before its text scale of 150 %: controls of 60 and more when drawn, never under 44."""
TILE = (128, 112)


@dataclass(frozen=True)
class Measures:
    """Sizes under one density and one text scale in percent."""

    density: Density
    scale: int

    def px(self, length: float) -> int:
        """A length that grows with the text."""
        return round(length * self.scale / 100)

    def gap(self, length: float) -> int:
        """Empty space: grows half as fast as the text, so that large type keeps room for words."""
        return round(length * (100 + (self.scale - 100) / 2) / 100)

    def type_size(self, style: TextStyle) -> int:
        return self.px(TYPE_SIZES[style])
