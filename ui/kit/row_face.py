"""How one list row is drawn: a single line when compact, otherwise sender and time, number and subject, chips."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout

from ui.kit.appearance import appearance, font, px
from ui.kit.chips import chip_size, paint_chip, verdict_icon
from ui.kit.highlight import hits
from ui.kit.icons import token_icon
from ui.kit.list_row import ListRow
from ui.kit.measures import RADIUS_ROW
from ui.kit.painting import box, line_of_text
from ui.kit.palette import HIGHLIGHTS


def paint_row(
    painter: QPainter, area: QRectF, row: ListRow, search: tuple[str, ...], *, chosen: bool, hovered: bool, bar: int
) -> None:
    """Draw `row` into `area`; `bar` is the width of a scroll bar beside it, which serves as right margin too."""
    if appearance().measures.density.name == "compact":
        _back(painter, area, chosen=chosen, hovered=hovered, inset=(2, 1))
        _compact(painter, area, row, search)
    else:
        _back(painter, area.adjusted(0, 0, min(bar, px(5)), 0), chosen=chosen, hovered=hovered, inset=(6, 1))
        _full(painter, area.adjusted(0, 0, min(bar, px(6)), 0), row, search)


def _back(painter: QPainter, area: QRectF, *, chosen: bool, hovered: bool, inset: tuple[int, int]) -> None:
    tokens = appearance().palette
    inner = area.adjusted(px(inset[0]), inset[1], -px(inset[0]), -inset[1])
    if chosen:
        box(painter, inner.adjusted(0.5, 0.5, -0.5, -0.5), px(RADIUS_ROW), tokens.selected, _edge())
    elif hovered:
        box(painter, inner, px(RADIUS_ROW), tokens.hover)
    elif inset[0] > 2:
        painter.setPen(tokens.line)
        bottom = area.bottom() - 0.5
        painter.drawLine(QPointF(area.left() + px(30), bottom), QPointF(area.right() - px(16), bottom))


def _edge() -> str | None:
    tokens = appearance().palette
    return tokens.accent if tokens.bordered else None


def _full(painter: QPainter, area: QRectF, row: ListRow, search: tuple[str, ...]) -> None:
    tokens = appearance().palette
    left, top, width = area.left() + px(30), area.top() + px(8), area.width() - px(46)
    roomy = appearance().measures.density.list_row > 108
    if row.unread:
        _dot(painter, QPointF(area.left() + px(18), top + px(10)), px(4))
    time = font("caption", 500 if row.unread else 400, tabular=True)
    ink = tokens.accent_text if row.unread else tokens.text3
    taken = QFontMetrics(time).horizontalAdvance(str(row.moment))
    line_of_text(painter, QRectF(left, top, width, px(20)), str(row.moment), time, ink, Qt.AlignmentFlag.AlignRight)
    sender = font("body", 600 if row.unread else 500)
    _marked(painter, QRectF(left, top, width - taken - px(8), px(20)), row.sender, sender, tokens.text, search)
    second = top + px(25 if roomy else 21)
    number = font("meta", 500, tabular=True)
    room = 0
    if row.reference:
        room = QFontMetrics(number).horizontalAdvance(row.reference) + px(8)
        _marked(painter, QRectF(left, second, room, px(20)), row.reference, number, tokens.text2, search)
    _subject(painter, QRectF(left, second, width, px(40)), room, row, search)
    _signs(painter, QRectF(left, second + px(49 if roomy else 47), width, px(20)), row)


def _subject(painter: QPainter, area: QRectF, taken: int, row: ListRow, search: tuple[str, ...]) -> None:
    """Two lines: the first behind the number, the second elided."""
    words = font("meta")
    ink = appearance().palette.text if row.unread else appearance().palette.text2
    first = _first_line(row.subject, words, area.width() - taken)
    _marked(
        painter,
        QRectF(area.x() + taken, area.y(), area.width() - taken, px(20)),
        row.subject[:first].rstrip(),
        words,
        ink,
        search,
    )
    rest = row.subject[first:]
    if rest:
        _marked(painter, QRectF(area.x(), area.y() + px(20), area.width(), px(20)), rest, words, ink, search)


def _first_line(text: str, words: QFont, width: float) -> int:
    layout = QTextLayout(text, words)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    length = line.textLength()
    layout.endLayout()
    return length


def _signs(painter: QPainter, area: QRectF, row: ListRow) -> None:
    left, right = area.left(), area.right()
    for sign in (row.urgency, row.deadline):
        if sign:
            left += paint_chip(painter, left, area.top(), sign) + px(6)
    if row.verdict:
        name, ink = verdict_icon(row.verdict)
        right -= px(16)
        painter.drawPixmap(QPointF(right, area.top() + px(2)), token_icon(name, ink, 16))
    if row.attachments:
        count = font("caption", 500, tabular=True)
        width = QFontMetrics(count).horizontalAdvance(str(row.attachments))
        right -= px(8) + width
        line_of_text(
            painter,
            QRectF(right, area.top(), width + 2, px(20)),
            str(row.attachments),
            count,
            appearance().palette.text3,
        )
        right -= px(16)
        painter.drawPixmap(QPointF(right, area.top() + px(3)), token_icon("paperclip", "text3", 14))


def _compact(painter: QPainter, area: QRectF, row: ListRow, search: tuple[str, ...]) -> None:
    tokens = appearance().palette
    if row.unread:
        _dot(painter, QPointF(area.left() + px(12), area.center().y()), px(3.5))
    face = font("meta", 600 if row.unread else 400, tabular=True)
    left, right = area.left() + px(24), area.right() - px(10)
    wide = area.width() / px(570)
    columns = [(row.reference, 128, tokens.text2), (row.sender, 140, tokens.text)]
    # in a narrow list the number gives way: it stands in the reading pane beside
    for text, share, ink in columns[1:] if area.width() < px(480) else columns:
        width = px(share) * min(1.4, max(0.7, wide))
        _marked(painter, QRectF(left, area.top(), width - px(8), area.height()), text, face, ink, search)
        left += width
    middle = area.center().y()
    if row.verdict:
        name, ink = verdict_icon(row.verdict)
        right -= px(16)
        painter.drawPixmap(QPointF(right, middle - px(8)), token_icon(name, ink, 16))
    if row.urgency:
        width, height = chip_size(row.urgency)
        right -= width + px(8)
        paint_chip(painter, right, middle - height / 2, row.urgency)
    subject = QRectF(left, area.top(), max(0.0, right - left - px(10)), area.height())
    _marked(painter, subject, row.subject, font("meta"), tokens.text2, search)


def _dot(painter: QPainter, at: QPointF, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(appearance().palette.accent_text))
    painter.drawEllipse(at, radius, radius)


def _marked(painter: QPainter, area: QRectF, text: str, face: QFont, ink: str, search: tuple[str, ...]) -> None:
    """One line of text with the search's hits on a yellow ground."""
    if search:
        paint_hits(painter, area, text, face, search)
    line_of_text(painter, area, text, face, ink)


def paint_hits(painter: QPainter, area: QRectF, text: str, face: QFont, search: tuple[str, ...]) -> None:
    """The ground behind what a search hit; the text itself is drawn afterwards."""
    metrics = QFontMetrics(face)
    ground = QColor(HIGHLIGHTS["yellow"])
    if appearance().palette.name == "dark":
        ground.setAlphaF(0.28)
    for first, last in hits(text, search):
        start = area.left() + metrics.horizontalAdvance(text[:first])
        if start < area.right():
            end = min(area.right(), area.left() + metrics.horizontalAdvance(text[:last]))
            height = min(area.height(), metrics.height() * 0.8)
            painter.fillRect(QRectF(start - 1, area.center().y() - height / 2, end - start + 2, height), ground)
