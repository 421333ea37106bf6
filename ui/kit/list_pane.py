"""The list of a place: title, search, filter chips, rows; or what will appear here, or that one must wait."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QStackedWidget

from ecabinet.domain.folding import phrases
from ui.kit.appearance import appearance, font, px
from ui.kit.empty_place import EmptyPlace
from ui.kit.filter_chip import FilterChip
from ui.kit.layouts import column, framed, row
from ui.kit.list_row import ListRow
from ui.kit.phrases import Words
from ui.kit.row_list import RowList
from ui.kit.texts import Icon, Text, horizontal_line

_PAUSE_MS = 150
"""After the last letter typed, before a search begins."""


class ListPane(QFrame):
    """`searched` with the words as typed; `filtered` when a chip was pressed."""

    searched = Signal(str)
    filtered = Signal()

    def __init__(self, title: Words, search: Words, filters: Sequence[tuple[str, Words]], empty: EmptyPlace) -> None:
        super().__init__()
        self._search_words = search
        self._fresh = True  # rows that were not there yet could not take the keyboard when the place was entered
        self.rows = RowList(title)
        self.field = QLineEdit()
        self.field.setProperty("k", "search")
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(200)
        self._lens = Icon("search", "text3", 16)
        self._lens.setParent(self.field)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.chips = {key: FilterChip(words) for key, words in filters}
        self._state, self._sign = Text("", "caption", tone="note", wrap=True), Icon("wifi-off", "note", 14)
        self._waiting = Text("", "meta", tone="2", wrap=True, centred=True)
        self._stack = QStackedWidget()
        for face in (self.rows, empty, framed(column(0, self._waiting, 0, margins=(24, 16, 24, 16)))):
            self._stack.addWidget(face)
        self._state_line = framed(row(self._sign, (self._state, 1), space=6))
        chips = row(*self.chips.values(), 0, space=6)
        head = column(
            Text(title, "title", weight=600), self.field, chips, self._state_line, space=8, margins=(18, 14, 12, 10)
        )
        self.setLayout(column(head, horizontal_line(), (self._stack, 1), space=0))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.field.text()))
        self.field.textChanged.connect(lambda _text: self._pause.start())
        for chip in self.chips.values():
            chip.clicked.connect(self.filtered)
        self.tell_state("")
        appearance().changed.connect(self.refresh)
        self.refresh()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the filters that are on."""
        return tuple(key for key, chip in self.chips.items() if chip.isChecked())

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Rows, or the empty place; the search's hits are marked."""
        self.rows.mark_hits(phrases(self.field.text()))
        self.rows.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows and self._fresh:
            self._fresh = False
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: Words) -> None:
        """Words instead of rows: waiting, or nothing found."""
        self._waiting.say(words)
        self._stack.setCurrentIndex(2)

    def tell_state(self, words: Words, icon: str = "wifi-off") -> None:
        """A lasting state of the list, empty to take it away."""
        self._state.say(words)
        self._sign.show_icon(icon, "note")
        self._state_line.setVisible(bool(str(words)))

    def refresh(self) -> None:
        self.field.setFont(font("body"))
        self.field.setFixedHeight(px(appearance().measures.density.control))
        self.field.setPlaceholderText(str(self._search_words))
        self.field.setAccessibleName(str(self._search_words))
        self._lens.move(px(12), (self.field.height() - self._lens.height()) // 2)
