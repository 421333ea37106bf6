"""Rows of the body joined into paragraphs by indents, short last rows and centred headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ecabinet.domain.documents.layout.anatomy import Paragraph
from ecabinet.domain.documents.layout.frames import Frame
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.page import MM_PER_POINT
from ecabinet.domain.documents.layout.profile import RuleProfile

INDENTED_MM = 3.0
CENTRED_MM = 2.0
SAME_EDGE_MM = 1.5
SHORT_MM = 8.0
CELL_GAP_EM = 2.5
PARTED_EM = 1.9
SENTENCE_ENDS = (".", ";", ":", "?", "!", "/.", "”", '"', "…", ",")


def body_rows(rows: Sequence[Line], tables: Mapping[int, Sequence[Frame]]) -> list[Line]:
    """Rows that are running text: not in a table, not parted into cells."""
    return [
        row for row in rows if not any(frame.holds(row) for frame in tables.get(row.page, ())) and not _in_cells(row)
    ]


def _in_cells(row: Line) -> bool:
    return any(
        after.x0 - before.x1 > CELL_GAP_EM * after.size * MM_PER_POINT
        for before, after in zip(row.runs, row.runs[1:], strict=False)
    )


def text_edges(
    rows: Sequence[Line], flush_left: Sequence[Line], page_width: float, profile: RuleProfile
) -> tuple[float, float]:
    """Left and right edge of the text: where the outermost rows begin and end.

    Where no two rows end together short of the margin, none shows the right edge; then the decree's own is taken.
    """
    margins = profile.section("margins")
    left = min((row.x0 for row in (*rows, *flush_left)), default=margins.range("left-mm").sample)
    allowed = margins.range("right-mm")
    assumed = page_width - (allowed.minimum + allowed.maximum) / 2
    right = max((row.x1 for row in rows), default=assumed)
    shown = sum(row.x1 > right - SAME_EDGE_MM for row in rows) > 1
    return left, right if shown or right > page_width - allowed.maximum - SAME_EDGE_MM else assumed


def paragraphs(rows: Sequence[Line], left: float, right: float, profile: RuleProfile) -> tuple[Paragraph, ...]:
    """The paragraphs of the body in order."""
    centred_share = profile.section("reading").number("centred-share")
    found: list[list[Line]] = []
    kinds: list[bool] = []
    for row in rows:
        centred = is_centred(row, left, right, centred_share)
        if found and not _begins(row, found[-1], kinds[-1], centred, left, right):
            found[-1].append(row)
        else:
            found.append([row])
            kinds.append(centred)
    return tuple(Paragraph(tuple(lines), kind) for lines, kind in zip(found, kinds, strict=True))


def is_centred(row: Line, left: float, right: float, share: float) -> bool:
    """Whether a row stands in the middle, well off both edges."""
    off_middle = abs(row.centre - (left + right) / 2)
    return off_middle < CENTRED_MM and row.width < share * (right - left) and row.x0 > left + INDENTED_MM


def _begins(row: Line, above: list[Line], above_centred: bool, centred: bool, left: float, right: float) -> bool:
    """Whether a row opens a new paragraph below `above`."""
    if centred or above_centred:
        # a centred heading over two rows is two paragraphs of one row: nothing measures them together
        return True
    last = above[-1]
    if row.x0 > left + INDENTED_MM:
        hanging = len(above) > 1 and abs(row.x0 - last.x0) < 1 and last.x1 > right - SHORT_MM
        return not hanging
    if last.page == row.page and row.baseline - last.baseline > PARTED_EM * 1.15 * row.size * MM_PER_POINT:
        return True
    wrapped_early = last.x1 < right - max(SHORT_MM, first_word_width(row) + 1.5)
    return wrapped_early and last.text.endswith(SENTENCE_ENDS)


def first_word_width(row: Line) -> float:
    """Millimetres of a row's first word: less room than this at the end of the row above, and it had to wrap."""
    return row.runs[0].x1 - row.runs[0].x0
