"""From the coordinates inside a PDF page to millimetres on the page as shown."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from ecabinet.domain.documents.layout.page import MM_PER_POINT


@dataclass(frozen=True)
class Space:
    """A page's visible box in points (left, bottom, right, top) and its turn in degrees clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Millimetres, as shown."""
        across = self.top - self.bottom if self.turn in (90, 270) else self.right - self.left
        return across * MM_PER_POINT

    @property
    def height(self) -> float:
        """Millimetres, as shown."""
        down = self.right - self.left if self.turn in (90, 270) else self.top - self.bottom
        return down * MM_PER_POINT

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page in millimetres from the top left corner."""
        from_left, from_bottom = x - self.left, y - self.bottom
        from_right, from_top = self.right - x, self.top - y
        shown = {
            0: (from_left, from_top),
            90: (from_bottom, from_left),
            180: (from_right, from_bottom),
            270: (from_top, from_right),
        }[self.turn]
        return shown[0] * MM_PER_POINT, shown[1] * MM_PER_POINT

    def direction(self, angle: float) -> float:
        """An angle counter-clockwise in degrees, as shown, from -180 to 180."""
        return (angle - self.turn + 180) % 360 - 180


def space_of(page: pypdfium2.PdfPage) -> Space:
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation() % 360
    return Space(min(left, right), min(bottom, top), max(left, right), max(bottom, top), turn)
