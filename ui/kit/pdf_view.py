"""The page view: scroll, zoom, fit, select and copy, find. Pages are drawn in a lane; the window never waits."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ui.kit.appearance import appearance, px
from ui.kit.command_runner import CommandRunner
from ui.kit.painting import shadow
from ui.kit.palette import HIGHLIGHTS
from ui.kit.pdf_layout import PageLayout
from ui.kit.pdf_selection import Span, Spot, bars, nearest, selected_text, word_at
from ui.kit.pdf_store import PdfStore
from ui.kit.phrases import say

Fit = Literal["width", "page", "none"]
ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)


class PdfView(QAbstractScrollArea):
    """`page_changed` with the page in view (from 0); `found` with the number of hits and the current one (from 1)."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    opened = Signal(int)
    failed = Signal(object)
    found = Signal(int, int)

    def __init__(self, runner: CommandRunner) -> None:
        super().__init__()
        self.store = PdfStore(runner, self)
        self._layout = PageLayout(())
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._hits: list[Span] = []
        self._hit = -1
        self._anchor: Spot | None = None
        self.selection: Span | None = None
        self.inverted = False
        self._page_in_view = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.store.opened.connect(self._show)
        self.store.failed.connect(self.failed)
        self.store.drawn.connect(self.viewport().update)
        self.store.read.connect(self._hear)
        self.store.searched.connect(self._show_hits)
        appearance().changed.connect(self.refresh)
        self.refresh()

    # what pages call

    def show_pdf(self, raw: bytes) -> None:
        """Open a document; `opened` or `failed` follows. What was shown before goes at once."""
        self.clear()
        self.store.open(raw)

    def clear(self) -> None:
        self.store.clear()
        self._hits, self._hit, self.selection, self._page_in_view = [], -1, None, -1
        self._layout = PageLayout(())
        self._arrange()

    @property
    def page_count(self) -> int:
        return len(self._layout.sizes)

    @property
    def zoom(self) -> float:
        """1.0 is life size at 96 pixels an inch."""
        return self._zoom

    def fit(self, how: Fit) -> None:
        self._fit = how
        self._arrange()

    def zoom_to(self, zoom: float) -> None:
        self._fit, self._zoom = "none", min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self._arrange()

    def zoom_in(self) -> None:
        self.zoom_to(next((step for step in ZOOM_STEPS if step > self._zoom * 1.01), ZOOM_STEPS[-1]))

    def zoom_out(self) -> None:
        self.zoom_to(next((step for step in reversed(ZOOM_STEPS) if step < self._zoom * 0.99), ZOOM_STEPS[0]))

    def go_to(self, page: int) -> None:
        if 0 <= page < self.page_count:
            self.verticalScrollBar().setValue(round(self._layout.top(page)) - px(12))

    def invert(self, inverted: bool) -> None:
        self.inverted = inverted
        self.viewport().update()

    def search(self, phrases: tuple[str, ...]) -> None:
        """Search folded phrases in all pages; `found` follows, and the first hit from here on comes into view."""
        self._hits, self._hit = [], -1
        self.viewport().update()
        self.store.search(phrases)

    def next_hit(self, by: int = 1) -> None:
        if self._hits:
            self._hit = (self._hit + by) % len(self._hits)
            self._reveal(self._hits[self._hit])
            self.found.emit(len(self._hits), self._hit + 1)

    def copy(self) -> str:
        """Put the selected letters on the clipboard; gives them."""
        text = selected_text(self.store.texts, self.selection) if self.selection else ""
        if text:
            QGuiApplication.clipboard().setText(text)
        return text

    # answers of the lane

    def _show(self) -> None:
        pages = self.store.pages
        self._layout = PageLayout(pages.sizes if pages else ())
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.opened.emit(self.page_count)
        self._moved()

    def _show_hits(self, hits: list[Span]) -> None:
        self._hits = hits
        here = max(self._page_in_view, 0)
        self._hit = next((place for place, hit in enumerate(hits) if hit.first.page >= here), 0) if hits else -1
        if hits:
            self._reveal(hits[self._hit])
        self.found.emit(len(hits), self._hit + 1)
        self.viewport().update()

    def _hear(self, page: int) -> None:
        if page == self._page_in_view:
            self._describe()
        self.viewport().update()

    def _pump(self) -> None:
        seen = self._in_view(0)
        self.store.want(seen, [page for page in self._in_view(1) if page not in seen], self._pixels_a_point())

    # places

    def refresh(self) -> None:
        self._arrange()
        self._describe()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Lay the pages out for the present width and zoom; keep the place that is in the middle."""
        room = self.viewport().size()
        part = self.verticalScrollBar().value() / max(1.0, self._layout.height)
        zoom = self._layout.zoom_for(self._fit, room.width(), room.height(), px(24)) or self._zoom
        changed = abs(zoom - self._zoom) > 1e-6
        self._zoom = min(max(zoom, 0.05), ZOOM_STEPS[-1])
        self._layout.lay(self._zoom, px(20))
        self.verticalScrollBar().setRange(0, max(0, round(self._layout.height) - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(px(48))
        self.horizontalScrollBar().setRange(0, max(0, round(self._layout.width) + 2 * px(24) - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.verticalScrollBar().setValue(round(part * self._layout.height))
        if changed:
            self.zoom_changed.emit(self._zoom)
        self.viewport().update()
        self._pump()

    def _moved(self) -> None:
        page = self._layout.page_at(self.verticalScrollBar().value() + self.viewport().height() / 3)
        if page != self._page_in_view and self.page_count:
            self._page_in_view = page
            self.page_changed.emit(page)
            self._describe()
        self.viewport().update()
        self._pump()

    def _describe(self) -> None:
        if not self.page_count:
            self.setAccessibleName(str(say("Trang văn bản")))
            return
        self.setAccessibleName(str(say("Trang {page} / {count}", page=self._page_in_view + 1, count=self.page_count)))
        text = self.store.texts.get(self._page_in_view)
        self.setAccessibleDescription(text.letters[:4000] if text else "")

    def _in_view(self, around: int) -> list[int]:
        """Pages in view, then their neighbours."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        seen = self._layout.pages_between(top, top + height)
        near = [page for step in range(1, around + 1) for page in (seen.stop - 1 + step, seen.start - step)]
        return [*seen, *(page for page in near if 0 <= page < self.page_count)]

    def _pixels_a_point(self) -> float:
        return round(self._zoom * 96 / 72 * self.devicePixelRatioF(), 4)

    def _area(self, page: int) -> QRectF:
        """Where a page stands in the viewport."""
        width, height = self._layout.size(page)
        left = max(px(24) - self.horizontalScrollBar().value(), (self.viewport().width() - width) / 2)
        if self.horizontalScrollBar().maximum():
            left = px(24) + (self._layout.width - width) / 2 - self.horizontalScrollBar().value()
        return QRectF(round(left), round(self._layout.top(page) - self.verticalScrollBar().value()), width, height)

    def _reveal(self, span: Span) -> None:
        text = self.store.texts.get(span.first.page)
        at = text.boxes[span.first.letter][1] if text and span.first.letter < len(text.boxes) else 0.0
        top = self._layout.top(span.first.page) + at * self._zoom * 96 / 72
        self.verticalScrollBar().setValue(round(top - self.viewport().height() / 3))
        self.viewport().update()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = appearance().palette
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(tokens.desk))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._in_view(0):
            self._paint_page(painter, page)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        tokens, area = appearance().palette, self._area(page)
        shadow(painter, area, 2, blur=14, down=3, strength=0.20)
        painter.fillRect(area, QColor(tokens.page))
        image = self.store.image(page, self._pixels_a_point())
        if image is not None:
            painter.drawImage(area, image)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(area, QColor(tokens.page))
        if self.inverted:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
            painter.fillRect(area, Qt.GlobalColor.white)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        self._paint_marks(painter, page, area)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if 0 <= self._hit < len(self._hits) and self._hits[self._hit].first.page == page:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for bar in self._bars(page, self._hits[self._hit], area):
                painter.drawRoundedRect(bar.adjusted(-2, -1, 2, 1), 3, 3)
        if tokens.bordered:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_marks(self, painter: QPainter, page: int, area: QRectF) -> None:
        for hit in self._hits:
            if hit.first.page == page:
                for bar in self._bars(page, hit, area):
                    painter.fillRect(bar, QColor(HIGHLIGHTS["yellow"]))
        if self.selection:
            for bar in self._bars(page, self.selection, area):
                painter.fillRect(
                    bar, QColor(appearance().palette.selected if not self.inverted else HIGHLIGHTS["green"])
                )

    def _bars(self, page: int, span: Span, area: QRectF) -> list[QRectF]:
        text = self.store.texts.get(page)
        if text is None:
            return []
        scale = self._zoom * 96 / 72
        return [
            QRectF(area.x() + left * scale, area.y() + top * scale, (right - left) * scale, (bottom - top) * scale)
            for left, top, right, bottom in bars(text, span.on(page, len(text.letters)))
        ]

    # hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._anchor = self._spot(event.position().toPoint())
            self.selection = None
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._anchor is not None and event.buttons() & Qt.MouseButton.LeftButton:
            to = self._spot(event.position().toPoint())
            if to is not None:
                self.selection = Span.between(self._anchor, to)
                self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._anchor = None
        if self.selection and self.selection.first == self.selection.last:
            self.selection = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position().toPoint())
        if spot is not None:
            first, last = word_at(self.store.texts[spot.page], spot.letter)
            self.selection = Span(Spot(spot.page, first), Spot(spot.page, last))
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Space: bar.pageStep() - px(48),
            Qt.Key.Key_PageDown: bar.pageStep() - px(48),
            Qt.Key.Key_PageUp: px(48) - bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif Qt.Key(event.key()) in moves and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _spot(self, at: QPoint) -> Spot | None:
        page = self._layout.page_at(self.verticalScrollBar().value() + at.y())
        text = self.store.texts.get(page)
        if text is None:
            return None
        point = (QPointF(at) - self._area(page).topLeft()) / (self._zoom * 96 / 72)
        return Spot(page, nearest(text, point.x(), point.y()))
