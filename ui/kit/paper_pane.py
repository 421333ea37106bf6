"""Files of one dispatch, and the chosen one's pages: chips, page number, zoom, and words where nothing can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from ui.kit.actions import Action
from ui.kit.appearance import appearance, px
from ui.kit.buttons import Button
from ui.kit.command_runner import CommandRunner
from ui.kit.filter_chip import FilterChip
from ui.kit.keyboard import READ
from ui.kit.layouts import Line, column, framed, row
from ui.kit.pdf_view import PdfView
from ui.kit.phrases import Words, say
from ui.kit.texts import Text, horizontal_line

_LONGEST_NAME = 32
_MOST_FILES = 200


class PaperPane(QFrame):
    """`wanted` with the number of the file whose content should be shown."""

    wanted = Signal(int)

    def __init__(self, runner: CommandRunner) -> None:
        super().__init__()
        self.view = PdfView(runner)
        self.files: list[FilterChip] = []
        self._page = Text("", "caption", tone="2", tabular=True)
        self._told = Text("", "body", tone="2", wrap=True, centred=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(framed(column(0, self._told, 0, margins=(24, 16, 24, 16))))
        self._chips: Line = row(space=6)
        self._strip = _Strip(framed(self._chips))
        self._zooms = (
            Button(say("Thu nhỏ"), "tool", icon="zoom-out", key="Ctrl+-"),
            Button(say("Phóng to"), "tool", icon="zoom-in", key="Ctrl++"),
            Button(say("Vừa bề ngang"), "tool", icon="maximize", key="Ctrl+0"),
        )
        for button, act in zip(self._zooms, (self.view.zoom_out, self.view.zoom_in, self._fit), strict=True):
            button.clicked.connect(act)
        tools = row((self._strip, 1), self._page, *self._zooms, space=4, margins=(16, 4, 10, 4))
        self.setLayout(column(framed(tools), horizontal_line(), (self._stack, 1), space=0))
        self._place = 0
        self._waited_from: QWidget | None = None
        self.view.page_changed.connect(self._turn)
        self.view.opened.connect(lambda _count: self._show_pages())
        self.view.failed.connect(lambda _error: self.say(say("Không vẽ được trang của tệp này. Tệp có thể đã hỏng.")))
        self.say("")

    def show_files(self, names: Sequence[str]) -> None:
        """Chips for these files, none chosen; what was shown goes."""
        for old in self.files:
            self._chips.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.files = []
        for place, name in enumerate(names[:_MOST_FILES]):
            chip = FilterChip(name if len(name) <= _LONGEST_NAME else f"{name[:20]}…{name[-9:]}")
            chip.setToolTip(name)
            chip.clicked.connect(lambda _on, place=place: self.choose(place))
            self.files.append(chip)
            self._chips.addWidget(chip)
        self.say("")

    def choose(self, place: int) -> None:
        """Mark a file as chosen and ask for it."""
        self.mark(place)
        self.say(say("Đang mở tệp…"))
        self.wanted.emit(place)

    def mark(self, place: int) -> None:
        for number, chip in enumerate(self.files):
            chip.setChecked(number == place)

    def show_pdf(self, content: bytes) -> None:
        """These very bytes, forms drawn."""
        self.view.show_pdf(content)

    def say(self, words: Words) -> None:
        """Words instead of pages."""
        self.view.clear()
        self._told.say(words)
        self._page.say("")
        self._stack.setCurrentIndex(1)
        self._tools(shown=False)

    def take_keyboard(self) -> None:
        """Give the pages the keyboard: now, or when they come, unless somebody moved it meanwhile."""
        self._waited_from = None
        if self._can_read():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._waited_from = QApplication.focusWidget()

    def offers(self) -> tuple[Action, ...]:
        """The keys of reading."""
        can = self._can_read
        return (
            Action("zoom-in", say("Phóng to"), READ, self.view.zoom_in, "zoom-in", can),
            Action("zoom-out", say("Thu nhỏ"), READ, self.view.zoom_out, "zoom-out", can),
            Action("fit-width", say("Vừa bề ngang"), READ, self._fit, "maximize", can),
        )

    def _can_read(self) -> bool:
        return self._stack.currentIndex() == 0 and self.view.page_count > 0

    def _show_pages(self) -> None:
        self._stack.setCurrentIndex(0)
        self._tools(shown=True)
        self._place = 0
        self._count()
        if self._waited_from is not None and self._waited_from is QApplication.focusWidget():
            self.take_keyboard()
        self._waited_from = None

    def _turn(self, page: int) -> None:
        self._place = page
        self._count()

    def _count(self) -> None:
        count = self.view.page_count
        self._page.say(say("Trang {page} / {count}", page=self._place + 1, count=count) if count else "")

    def _tools(self, *, shown: bool) -> None:
        for button in self._zooms:
            button.setVisible(shown)

    def _fit(self) -> None:
        self.view.fit("width")


class _Strip(QScrollArea):
    """One line of chips; what has no room is reached by Tab or by wheel."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = inner.layout()
        if isinstance(layout, Line):
            layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setFixedHeight(px(34))
        self.setMinimumWidth(px(60))
