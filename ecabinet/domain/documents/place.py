"""Where on a page something will be filled in or signed later, as the template reported it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class TextPlace:
    """An empty place in a line for one text field (`so`, `ngay`).

    Points; y downward from the top of the page to the upper edge, page from 1; the baseline lies `descent` above the
    lower edge; `value` is what stands there until the clerk fills it.
    """

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float
    descent: float
    size: float
    style: Literal["upright", "italic"]
    align: Literal["left", "center", "right"]
    value: str


@dataclass(frozen=True)
class SignaturePlace:
    """The area of one signature's picture (`leader`, `agency`); measures as in `TextPlace`."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float


Place = TextPlace | SignaturePlace
