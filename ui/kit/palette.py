"""Every colour of the window, in three palettes; a hex value anywhere else under `ui` is a defect (a test looks).

Blue is what you can press, red what an authority has stamped or what is broken, gold "the meeting" and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PaletteName = Literal["light", "dark", "high-contrast"]


@dataclass(frozen=True)
class Palette:
    """Colours by use, as `#RRGGBB`; `scrim_strength` is the opacity of `scrim`, 0 to 1."""

    name: PaletteName
    canvas: str
    sunken: str
    surface: str
    raised: str
    hover: str
    selected: str
    current: str
    line: str
    line_button: str
    line_strong: str
    text: str
    text2: str
    text3: str
    disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_text: str
    accent_tint: str
    focus: str
    seal: str
    on_seal: str
    seal_text: str
    seal_tint: str
    gold: str
    gold_text: str
    gold_tint: str
    ok: str
    ok_tint: str
    note: str
    note_tint: str
    unknown: str
    unknown_tint: str
    bad: str
    bad_tint: str
    altered: str
    on_altered: str
    toast: str
    on_toast: str
    toast_link: str
    toast_line: str
    page: str
    desk: str
    scrim: str
    scrim_strength: float
    shadow: str = "#14120C"

    @property
    def bordered(self) -> bool:
        """Tints vanish in high contrast: every chip, panel and selected row then has a border in its own colour."""
        return self.name == "high-contrast"


LIGHT = Palette(
    name="light",
    canvas="#F4F2EE",
    sunken="#EBE8E2",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#F3F1ED",
    selected="#E6EDF7",
    current="#DDE6F3",
    line="#E2DED6",
    line_button="#CFCAC1",
    line_strong="#8E8B84",
    text="#1B1D22",
    text2="#4B4F57",
    text3="#62656C",
    disabled="#A3A19B",
    accent="#1F4E8F",
    accent_hover="#1A4379",
    accent_press="#143561",
    on_accent="#FFFFFF",
    accent_text="#1F4E8F",
    accent_tint="#E6EDF7",
    focus="#2F6FC4",
    seal="#B3232B",
    on_seal="#FFFFFF",
    seal_text="#A51E26",
    seal_tint="#FBEAE8",
    gold="#C8962E",
    gold_text="#7A5406",
    gold_tint="#FBF1DA",
    ok="#1C6B45",
    ok_tint="#E3F2E9",
    note="#8A4300",
    note_tint="#FDEBDC",
    unknown="#505A68",
    unknown_tint="#EBEEF2",
    bad="#A51E26",
    bad_tint="#FBEAE8",
    altered="#7B1238",
    on_altered="#FFFFFF",
    toast="#26292F",
    on_toast="#FFFFFF",
    toast_link="#A9C8F7",
    toast_line="#26292F",
    page="#FFFFFF",
    desk="#E4E1DA",
    scrim="#1B1D22",
    scrim_strength=0.46,
)

DARK = Palette(
    name="dark",
    canvas="#15171B",
    sunken="#101215",
    surface="#1C1F24",
    raised="#262A31",
    hover="#24282E",
    selected="#23344D",
    current="#22324A",
    line="#30343B",
    line_button="#454A53",
    line_strong="#7A7F88",
    text="#ECEAE6",
    text2="#BDBCB8",
    text3="#9EA0A4",
    disabled="#62656B",
    accent="#376DB8",
    accent_hover="#3D76C6",
    accent_press="#2B5897",
    on_accent="#FFFFFF",
    accent_text="#9DC1F5",
    accent_tint="#22324A",
    focus="#7FB0F5",
    seal="#C8343B",
    on_seal="#FFFFFF",
    seal_text="#FF9C95",
    seal_tint="#42201F",
    gold="#D9AC4C",
    gold_text="#E8C273",
    gold_tint="#3A2F17",
    ok="#7FD0A3",
    ok_tint="#1B3529",
    note="#F2B27A",
    note_tint="#3D2716",
    unknown="#B3BDCB",
    unknown_tint="#2A3038",
    bad="#FF9C95",
    bad_tint="#42201F",
    altered="#C4286A",
    on_altered="#FFFFFF",
    toast="#363C46",
    on_toast="#FFFFFF",
    toast_link="#A9C8F7",
    toast_line="#7A7F88",
    page="#F1EFEA",
    desk="#121418",
    scrim="#000000",
    scrim_strength=0.62,
)

HIGH_CONTRAST = Palette(
    name="high-contrast",
    canvas="#FFFFFF",
    sunken="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#E8F0FF",
    selected="#D6E6FF",
    current="#D6E6FF",
    line="#000000",
    line_button="#000000",
    line_strong="#000000",
    text="#000000",
    text2="#1A1A1A",
    text3="#333333",
    disabled="#595959",
    accent="#00337A",
    accent_hover="#00224F",
    accent_press="#001633",
    on_accent="#FFFFFF",
    accent_text="#00337A",
    accent_tint="#D6E6FF",
    focus="#B00020",
    seal="#8E0010",
    on_seal="#FFFFFF",
    seal_text="#8E0010",
    seal_tint="#FFFFFF",
    gold="#6B4A00",
    gold_text="#5A3D00",
    gold_tint="#FFFFFF",
    ok="#00502B",
    ok_tint="#FFFFFF",
    note="#6B3300",
    note_tint="#FFFFFF",
    unknown="#2B3440",
    unknown_tint="#FFFFFF",
    bad="#8E0010",
    bad_tint="#FFFFFF",
    altered="#5C0026",
    on_altered="#FFFFFF",
    toast="#000000",
    on_toast="#FFFFFF",
    toast_link="#A9C8F7",
    toast_line="#000000",
    page="#FFFFFF",
    desk="#FFFFFF",
    scrim="#000000",
    scrim_strength=0.75,
)

PALETTES: dict[PaletteName, Palette] = {one.name: one for one in (LIGHT, DARK, HIGH_CONTRAST)}

HIGHLIGHTS = {"yellow": "#FFE48A", "green": "#BFE8CB", "rose": "#F6C4CF"}
"""Marks on paper, the same in all palettes, multiplied over the page."""
PRESENTERS_PLACE, PARAGRAPH_EDITED, PEN = "#FFF0B8", "#EEF3FA", "#1F4E8F"

AVATARS = ("#3E5C76", "#5B6B45", "#7A5A3C", "#6A4C6D", "#2F6B68", "#7B4A4A")
"""White on each is 5.8 or better; chosen by a stable hash of the name."""
ON_AVATAR, MARK_STAR = "#FFFFFF", "#F3CF7A"


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
