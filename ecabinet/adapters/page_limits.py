"""How much of a hostile PDF is read before it is refused."""

from __future__ import annotations

from ecabinet.domain.errors import Unreadable

MOST_BYTES = 200 * 1024 * 1024
MOST_PAGES = 2_000
MOST_GLYPHS_ON_A_PAGE = 30_000
MOST_GLYPHS = 3_000_000
MOST_OBJECTS = 1_000_000
MOST_SEGMENTS = 1_000_000
DEEPEST_FORM = 8
MOST_FIELDS = 5_000
HEAVIEST_PAGE = 8 * 1024 * 1024
LARGEST_CODED_STREAM = 64 * 1024
MOST_CONTENT = 512 * 1024 * 1024


class PagesUnreadable(Unreadable):
    """Not a PDF, broken, or locked by a password."""

    code = "layout-pdf-unreadable"


class PagesTooLarge(PagesUnreadable):
    """Over one of the limits above."""

    code = "layout-pdf-too-large"


class Budget:
    """Counts down over one file."""

    def __init__(self) -> None:
        self._left = {
            "glyphs": MOST_GLYPHS,
            "objects": MOST_OBJECTS,
            "segments": MOST_SEGMENTS,
            "content": MOST_CONTENT,
        }

    def spend(self, what: str, amount: int = 1) -> None:
        self._left[what] -= amount
        if self._left[what] < 0:
            raise PagesTooLarge(what=what)
