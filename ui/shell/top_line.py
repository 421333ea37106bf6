"""The top line: mark and name, one search field over everything, help, news, and who is working here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy

from ui.kit.appearance import appearance, font, px
from ui.kit.avatar import Avatar
from ui.kit.buttons import Button
from ui.kit.layouts import column, framed, row
from ui.kit.measures import SEARCH_WIDTH, TOP_LINE
from ui.kit.phrases import Words, say
from ui.kit.texts import ElidedText, Icon, KeyCap, Text
from ui.shell.mark import Mark


@dataclass(frozen=True)
class Person:
    """Who sits at this desk."""

    name: str
    role: Words


class SearchField(QLineEdit):
    """Search over everything. It takes the focus by click or key only, never by itself at start."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("k", "search")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon, self._cap = Icon("search", "text3", 16), KeyCap("Ctrl K")
        self._inner = QHBoxLayout(self)
        self._inner.addWidget(self._icon)
        self._inner.addStretch(1)
        self._inner.addWidget(self._cap)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setFont(font("body"))
        self.setFixedHeight(px(36))
        self.setMaximumWidth(px(SEARCH_WIDTH))
        self._inner.setContentsMargins(px(11), 0, px(8), 0)
        self.setAccessibleName(str(say("Tìm trong mọi nơi")))
        self.setAccessibleDescription(str(say("Gõ có dấu hoặc không dấu; Enter để tìm")))
        self.setPlaceholderText(str(say("Tìm văn bản, phiên họp, người, việc…")))

    def sizeHint(self) -> QSize:
        return QSize(px(SEARCH_WIDTH), px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.clearFocus()
            self.window().setFocus()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cap.setVisible(self.width() > px(240))


class TopLine(QFrame):
    """`searched` with the words typed when Enter is pressed; the buttons speak for themselves."""

    searched = Signal(str)

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.mark, self.search = Mark(), SearchField()
        self.help = Button(say("Bảng phím"), "tool", icon="circle-question-mark", key="F1")
        self.news = Button(say("Thông báo"), "tool", icon="bell")
        self._product = Text(say("Nội các điện tử"), "body", weight=600)
        self._name = Text(person.name, "meta", weight=600)
        self._role = ElidedText(person.role, "caption", tone="3")
        for words in (self._name, self._role):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._who = framed(column(0, self._name, self._role, 0, space=0))
        self.avatar = Avatar(person.name, 32)
        left = framed(row(self.mark, self._product, 0, space=8))
        right = framed(row(0, self.help, self.news, 8, (self._who, 0), self.avatar, space=8))
        self.setLayout(row((left, 1), (self.search, 4), (right, 1), space=8, margins=(16, 0, 16, 0)))
        self.search.returnPressed.connect(lambda: self.searched.emit(self.search.text().strip()))
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_person(self, person: Person) -> None:
        self._name.say(person.name)
        self._role.say(person.role)
        self.avatar.show_name(person.name)

    def refresh(self) -> None:
        self.setFixedHeight(px(TOP_LINE))
        self._who.setMaximumWidth(px(260))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Names give way before the search field does."""
        self._product.setVisible(self.width() > px(900))
        self._who.setVisible(self.width() > px(760))
