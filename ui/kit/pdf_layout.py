"""Where pages stand under each other at a zoom. Pixels; no widgets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

_LIFE_SIZE = 96 / 72


class PageLayout:
    """Pages in a column, centred, with the same gap above each."""

    def __init__(self, sizes: Sequence[tuple[float, float]]) -> None:
        self.sizes = tuple(sizes)
        self._tops: list[float] = []
        self._scale = 1.0
        self.height = 0.0
        self.width = 0.0

    def lay(self, zoom: float, gap: int) -> None:
        """Place every page; 1.0 is life size."""
        self._scale = zoom * _LIFE_SIZE
        self._tops, top = [], float(gap)
        for _width, height in self.sizes:
            self._tops.append(top)
            top += height * self._scale + gap
        self.height = top if self.sizes else 0.0
        self.width = max((width * self._scale for width, _height in self.sizes), default=0.0)

    def zoom_for(self, fit: Literal["width", "page", "none"], width: int, height: int, margin: int) -> float | None:
        """The zoom at which the widest page fits, or the highest too; None if nothing is to fit."""
        if fit == "none" or not self.sizes:
            return None
        widest = max(one for one, _height in self.sizes)
        across = (width - 2 * margin) / (widest * _LIFE_SIZE)
        if fit == "width":
            return max(0.05, min(across, 2.0))
        highest = max(one for _width, one in self.sizes)
        return max(0.05, min(across, (height - 2 * margin) / (highest * _LIFE_SIZE)))

    def top(self, page: int) -> float:
        return self._tops[page]

    def size(self, page: int) -> tuple[float, float]:
        width, height = self.sizes[page]
        return width * self._scale, height * self._scale

    def page_at(self, y: float) -> int:
        """The page at a height of the whole column; the nearest one above in a gap."""
        return max(0, bisect_right(self._tops, y) - 1)

    def pages_between(self, top: float, bottom: float) -> range:
        if not self.sizes:
            return range(0)
        first = self.page_at(top)
        return range(first, min(len(self.sizes), bisect_right(self._tops, bottom)) or 1)
