"""The command palette (Ctrl+K): every action, document and person, typed with or without marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ecabinet.domain.folding import folded
from ui.kit.actions import Action, Finder
from ui.kit.appearance import appearance, font, gap, px
from ui.kit.icons import token_icon
from ui.kit.keyboard import keys_of
from ui.kit.layouts import column, framed, row
from ui.kit.measures import RADIUS_ROW, RADIUS_SHEET, SHEET_WIDTH
from ui.kit.painting import box, line_of_text, shadow
from ui.kit.phrases import Words, say
from ui.kit.row_face import paint_hits
from ui.kit.texts import Icon, KeyCap, horizontal_line

ENTRY = Qt.ItemDataRole.UserRole
_ANY_INDEX = QModelIndex | QPersistentModelIndex
_SHOWN = 200


@dataclass(frozen=True)
class Entry:
    """One line: an action or something found."""

    words: Words
    group: Words
    run: Callable[[], None]
    icon: str
    key: str = ""


def ranked(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Those whose words hold every typed word, in any order and without marks; starts of words first."""
    wanted = folded(typed).split()
    scored: list[tuple[int, int, Entry]] = []
    for place, entry in enumerate(entries):
        text = folded(f"{entry.words} {entry.group}")
        starts = text.split()
        if all(word in text for word in wanted):
            misses = sum(not any(start.startswith(word) for start in starts) for word in wanted)
            misses += 0 if not wanted or folded(str(entry.words)).startswith(wanted[0]) else 1
            scored.append((misses, place, entry))
    return [entry for _misses, _place, entry in sorted(scored, key=lambda one: one[:2])]


class CommandPalette(QWidget):
    """Stands over the window until something is chosen or Esc is pressed."""

    def __init__(self, window: QWidget, actions: Sequence[Action], finders: Sequence[Finder] = ()) -> None:
        super().__init__(window)
        self._window, self._finders = window, finders
        self._before = window.focusWidget()
        self._entries = [
            Entry(one.words, one.group, one.run, one.icon or "corner-down-left", next(iter(keys_of(one.key)), ""))
            for one in actions
            if one.possible()
        ]
        self.setAccessibleName(str(say("Bảng lệnh")))
        self._field, self._model, self._list = _field(), _Entries(self), QListView()
        self._face = _EntryFace(self._list)
        self._dress()
        window.installEventFilter(self)
        self._field.textChanged.connect(self._search)
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._search("")
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(event)
        return False

    def mousePressEvent(self, _event: object) -> None:
        self.dismiss()

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = appearance().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self._card.geometry())
        shadow(painter, area, px(RADIUS_SHEET), blur=34, down=10)
        box(painter, area.adjusted(0.5, 0.5, -0.5, -0.5), px(RADIUS_SHEET), tokens.raised, tokens.line_button)

    def _dress(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._face)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(str(say("Kết quả")))
        head = row(Icon("search", "text3", 18), (self._field, 1), KeyCap("Esc"), space=10, margins=(16, 10, 14, 10))
        self._card = framed(column(head, horizontal_line(), (self._list, 1), space=0, margins=(0, 0, 0, 8)))
        self._card.setParent(self)
        self._field.installEventFilter(self)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(px(SHEET_WIDTH) + gap(40), self.width() - gap(32))
        wanted = px(70) + px(40) * max(1, self._model.rowCount())
        height = min(wanted, px(460), self.height() - gap(80))
        self._card.setGeometry((self.width() - width) // 2, gap(64), width, height)

    def _search(self, typed: str) -> None:
        found = [
            Entry(one.words, one.group, one.run, one.icon)
            for finder in self._finders
            for one in (finder(folded(typed)) if typed.strip() else ())
        ]
        self._face.search = tuple(folded(typed).split())
        self._model.show_entries((ranked(self._entries, typed) + found)[:_SHOWN])
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._place()
        self.update()

    def _steer(self, event: QKeyEvent) -> bool:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex().row())
        elif event.key() in moves and self._model.rowCount():
            to = self._list.currentIndex().row() + moves[Qt.Key(event.key())]
            self._list.setCurrentIndex(self._model.index(min(max(to, 0), self._model.rowCount() - 1), 0))
        else:
            return False
        return True

    def _choose(self, place: int) -> None:
        if 0 <= place < self._model.rowCount():
            chosen = self._model.entry_at(place)
            self.dismiss()
            chosen.run()


def _field() -> QLineEdit:
    field = QLineEdit()
    field.setProperty("k", "bare")
    field.setFont(font("h2"))
    field.setFixedHeight(px(30))
    field.setPlaceholderText(str(say("Gõ việc cần làm, tên người, số ký hiệu…")))
    field.setAccessibleName(str(say("Gõ việc cần làm, tên người, số ký hiệu…")))
    return field


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._shown = entries
        self.endResetModel()

    def entry_at(self, place: int) -> Entry:
        return self._shown[place]

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._shown[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return str(entry.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (str(entry.words), str(entry.group), entry.key)))
        return None


class _EntryFace(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.search: tuple[str, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(px(200), px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        entry: Entry = index.data(ENTRY)
        tokens, area = appearance().palette, QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            edge = tokens.accent if tokens.bordered else None
            box(painter, area.adjusted(8.5, 1.5, -8.5, -1.5), px(RADIUS_ROW), tokens.selected, edge)
        painter.drawPixmap(
            int(area.left()) + px(20), int(area.center().y()) - px(9), token_icon(entry.icon, "text2", 18)
        )
        right = area.right() - px(20)
        if entry.key:
            right -= line_of_text(
                painter,
                QRectF(area.left(), area.top(), right - area.left(), area.height()),
                entry.key,
                font("caption", 500),
                tokens.text3,
                Qt.AlignmentFlag.AlignRight,
            ) + px(16)
        group = QRectF(right - px(150), area.top(), px(150), area.height())
        line_of_text(painter, group, str(entry.group), font("caption"), tokens.text3, Qt.AlignmentFlag.AlignRight)
        words = QRectF(area.left() + px(50), area.top(), group.left() - area.left() - px(58), area.height())
        face = font("body", 500)
        if self.search:
            paint_hits(painter, words, str(entry.words), face, self.search)
        line_of_text(painter, words, str(entry.words), face, tokens.text)
