"""Lists of dispatches and the like: one model, one delegate, rows kept as pixmaps so that 100,000 scroll smoothly."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.appearance import appearance, px
from ui.kit.list_row import ListRow
from ui.kit.phrases import Words
from ui.kit.row_face import paint_row

ROW = Qt.ItemDataRole.UserRole
_ANY_INDEX = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractListModel):
    """Rows of a list; `show_rows` replaces them and keeps the selection's key in the view's hands."""

    def __init__(self, rows: Sequence[ListRow] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, index: _ANY_INDEX) -> ListRow:
        return self._rows[index.row()]

    def place_of(self, key: str) -> int:
        """The row's number, -1 if it is not here."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.subject
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.heard()
        return None


class RowDelegate(QStyledItemDelegate):
    """Draws a row once into a pixmap and afterwards only the pixmap."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.search: tuple[str, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(px(200), px(appearance().measures.density.list_row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        row: ListRow = index.data(ROW)
        area = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ratio = painter.device().devicePixelRatioF()
        choices = appearance().choices
        bar = self._view.width() - self._view.viewport().width()
        key = (
            f"row/{row.key}/{row.version}/{area.width()}x{area.height()}+{bar}/{chosen:d}{hovered:d}/{choices.palette}"
            f"/{choices.scale}/{choices.language}/{'|'.join(self.search)}/{ratio}"
        )
        kept = QPixmap()
        if not QPixmapCache.find(key, kept):
            kept = QPixmap(QSize(round(area.width() * ratio), round(area.height() * ratio)))
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            drawing = QPainter(kept)
            drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = QRectF(0, 0, area.width(), area.height())
            paint_row(drawing, whole, row, self.search, chosen=chosen, hovered=hovered, bar=bar)
            drawing.end()
            QPixmapCache.insert(key, kept)
        painter.drawPixmap(area.topLeft(), kept)


class RowList(QListView):
    """A list of `ListRow`. `chosen` is called with the row that became current, `opened` on Enter or double click."""

    def __init__(self, name: Words, rows: Sequence[ListRow] = ()) -> None:
        super().__init__()
        self._name = name
        self.rows = RowModel(rows, self)
        self.setModel(self.rows)
        self._face = RowDelegate(self)
        self.setItemDelegate(self._face)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setAccessibleName(str(self._name))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Other rows; the current row stays current if it is still among them."""
        current = self.rows.row_at(self.currentIndex()).key if self.currentIndex().isValid() else ""
        self.rows.show_rows(rows)
        place = self.rows.place_of(current) if current else -1
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))

    def mark_hits(self, phrases: tuple[str, ...]) -> None:
        """Highlight folded search phrases in the rows."""
        self._face.search = phrases
        self.viewport().update()

    def when_chosen(self, hear: Callable[[ListRow], None]) -> None:
        self.selectionModel().currentChanged.connect(
            lambda index, _old: hear(self.rows.row_at(index)) if index.isValid() else None
        )

    def when_opened(self, hear: Callable[[ListRow], None]) -> None:
        self.activated.connect(lambda index: hear(self.rows.row_at(index)))
