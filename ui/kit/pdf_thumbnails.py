"""Thumbnails beside the page view; drawn in the same lane, only those in view."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.appearance import appearance, font, px
from ui.kit.command_runner import CommandRunner
from ui.kit.painting import box
from ui.kit.pdf_pages import PdfPages
from ui.kit.phrases import say

_ANY_INDEX = QModelIndex | QPersistentModelIndex
_WIDTH = 108


class PdfThumbnails(QListView):
    """`wanted` with the page a person chose, from 0."""

    wanted = Signal(int)

    def __init__(self, runner: CommandRunner) -> None:
        super().__init__()
        self._leaves = _Leaves(runner, self)
        self.setModel(self._leaves)
        self.setItemDelegate(_LeafFace(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._chosen)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setAccessibleName(str(say("Trang thu nhỏ")))
        self.scheduleDelayedItemsLayout()

    def show_pages(self, pages: PdfPages | None) -> None:
        """Thumbnails of an open document; None clears. The document's owner closes it."""
        self._leaves.show_pages(pages)

    def show_here(self, page: int) -> None:
        """The page in view, without going there again."""
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self._leaves.index(page, 0))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def _chosen(self, index: QModelIndex, _old: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(index.row())


class _Leaves(QAbstractListModel):
    """One row a page; a picture is asked for when it is first painted."""

    def __init__(self, runner: CommandRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pages: PdfPages | None = None
        self._pictures: dict[int, QImage] = {}
        self._asked: set[int] = set()

    def show_pages(self, pages: PdfPages | None) -> None:
        self.beginResetModel()
        self._pages = pages
        self._pictures, self._asked = {}, set()
        self.endResetModel()

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._pages is None else len(self._pages.sizes)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return str(say("Trang {page} / {count}", page=page + 1, count=self.rowCount()))
        if role == Qt.ItemDataRole.DecorationRole:
            self._ask(page)
            return self._pictures.get(page)
        return None

    def _ask(self, page: int) -> None:
        pages = self._pages
        if pages is None or page in self._asked:
            return
        self._asked.add(page)
        scale = px(_WIDTH) * 2 / pages.sizes[page][0]
        self._runner.run(
            "pages",
            lambda _progress: pages.image(page, scale),
            screen=self,
            done=lambda image: self._keep(pages, page, image),
            failed=lambda _error: None,
        )

    def _keep(self, pages: PdfPages, page: int, image: QImage) -> None:
        if pages is self._pages:
            self._pictures[page] = image
            index = self.index(page, 0)
            self.dataChanged.emit(index, index)


class _LeafFace(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(px(_WIDTH + 40), px(_WIDTH * 1.414 + 40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        tokens, area = appearance().palette, QRectF(option.rect)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        height = px(_WIDTH * 1.414)
        width = height * picture.width() / picture.height() if picture else px(_WIDTH)
        width = min(width, area.width() - px(16))
        leaf = QRectF(area.center().x() - width / 2, area.top() + px(8), width, height)
        painter.fillRect(leaf, QColor(tokens.page))
        if picture:
            painter.drawImage(leaf, picture)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here:
            box(painter, leaf.adjusted(-4, -4, 4, 4), px(6), None, tokens.accent, 2)
        else:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(leaf)
        painter.setFont(font("caption", 600 if here else 400, tabular=True))
        painter.setPen(tokens.text if here else tokens.text2)
        words = QRectF(area.left(), leaf.bottom() + px(6), area.width(), px(20))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
