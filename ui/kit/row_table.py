"""Registers: numbers left and tabular, the subject takes the rest, every other row on canvas, no grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.kit.appearance import appearance, font, gap, px
from ui.kit.painting import line_of_text
from ui.kit.phrases import Words
from ui.kit.row_face import paint_hits

R = TypeVar("R")
_ANY_INDEX = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its words, how to read a row, its width at 100 %, and whether it takes the remaining room.

    `order` gives the sort key where the shown text does not sort rightly.
    """

    key: str
    words: Words
    text: Callable[[R], str]
    width: int
    takes_rest: bool = False
    order: Callable[[R], Any] | None = None


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows under columns; sorting is stable and stays with the model."""

    def __init__(self, columns: Sequence[Column[R]], rows: Sequence[R] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns, self._rows = tuple(columns), list(rows)

    def show_rows(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_at(self, index: _ANY_INDEX) -> R:
        return self._rows[index.row()]

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[index.column()].text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "; ".join(f"{column.words}: {column.text(row)}" for column in self.columns if column.text(row))
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return str(self.columns[section].words)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            chosen = self.columns[column]
            self.layoutAboutToBeChanged.emit()
            self._rows.sort(key=chosen.order or chosen.text, reverse=order == Qt.SortOrder.DescendingOrder)
            self.layoutChanged.emit()


class _Cell(QStyledItemDelegate):
    def __init__(self, table: RowTable[Any]) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(px(80), px(appearance().measures.density.table_row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        tokens = appearance().palette
        area = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tokens.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, tokens.hover)
        elif index.row() % 2:
            painter.fillRect(area, tokens.canvas)
        words = area.adjusted(gap(10), 0, -gap(8), 0)
        face, text = font("meta", tabular=True), str(index.data())
        if self._table.search:
            paint_hits(painter, words, text, face, self._table.search)
        line_of_text(painter, words, text, face, tokens.text)


class RowTable(QTableView, Generic[R]):
    """A register. One row is chosen at a time; arrows move, Enter opens."""

    def __init__(self, name: Words, columns: Sequence[Column[R]], rows: Sequence[R] = ()) -> None:
        super().__init__()
        self._name = name
        self.search: tuple[str, ...] = ()
        self.rows: TableModel[R] = TableModel(columns, rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cell(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def allow_sorting(self) -> None:
        self.setSortingEnabled(True)

    def refresh(self) -> None:
        density = appearance().measures.density
        self.setAccessibleName(str(self._name))
        self.verticalHeader().setDefaultSectionSize(px(density.table_row))
        head = self.horizontalHeader()
        head.setFont(font("meta", 600))
        head.setFixedHeight(px(density.table_header))
        for place, column in enumerate(self.rows.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.takes_rest else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(place, mode)
            self.setColumnWidth(place, px(column.width))
        self.viewport().update()

    def mark_hits(self, phrases: tuple[str, ...]) -> None:
        self.search = phrases
        self.viewport().update()
