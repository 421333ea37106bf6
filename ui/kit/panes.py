"""Panes side by side, parted by hairlines; widths are remembered, a narrow window hides panes by rank."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.kit.appearance import appearance, px
from ui.kit.phrases import Words
from ui.kit.remembered import Remembered


@dataclass(frozen=True)
class Pane:
    """One pane: widths in pixels at 100 %. `rank` 0 never hides; higher ranks hide first when room is short."""

    name: Words
    widget: QWidget
    least: int
    usual: int
    most: int = 0
    rank: int = 0


class Panes(QSplitter):
    """Panes of one place. With room for one only, `show_pane` moves between list and item; `narrowed` tells it."""

    narrowed = Signal(bool)

    def __init__(self, key: str, panes: tuple[Pane, ...], remembered: Remembered) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._key, self.panes, self._remembered = f"panes/{key}", panes, remembered
        self._single: int | None = None
        self._shown_alone = 0
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, pane in enumerate(panes):
            self.addWidget(pane.widget)
            self.setStretchFactor(place, 0 if pane.most else 1)
            pane.widget.setAccessibleName(str(pane.name))
        self._restore()
        self.splitterMoved.connect(self._remember)
        appearance().changed.connect(self.refresh)
        self.refresh()

    @property
    def single(self) -> bool:
        """Only one pane has room now."""
        return self._single is not None

    def refresh(self) -> None:
        for pane in self.panes:
            pane.widget.setMinimumWidth(px(pane.least))
            pane.widget.setMaximumWidth(px(pane.most) if pane.most and self._single is None else 16_777_215)
        self._fit(self.width())

    def show_pane(self, place: int) -> None:
        """In a narrow window show this pane alone; otherwise give it the keyboard only."""
        self._shown_alone = place
        if self._single is not None:
            self._single = place
            self._fit(self.width())

    def minimumSizeHint(self) -> QSize:
        """Never wider than the widest single pane: what does not fit hides."""
        return QSize(max(px(pane.least) for pane in self.panes), px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        kept = list(range(len(self.panes)))
        for place in sorted(kept, key=lambda one: -self.panes[one].rank):
            if sum(px(self.panes[one].least) for one in kept) <= width or len(kept) == 1:
                break
            if self.panes[place].rank:
                kept.remove(place)
        single = sum(px(self.panes[one].least) for one in kept) > width and len(kept) > 1
        was = self._single
        self._single = self._shown_alone if single else None
        shown = [self._shown_alone] if single else kept
        for place, pane in enumerate(self.panes):
            pane.widget.setVisible(place in shown)
        if (was is None) != (self._single is None):
            for pane in self.panes:
                pane.widget.setMaximumWidth(px(pane.most) if pane.most and not single else 16_777_215)
            self.narrowed.emit(single)

    def _restore(self) -> None:
        widths = [int(part) for part in self._remembered.read(self._key).split(",") if part.isdigit()]
        usual = [px(pane.usual) for pane in self.panes]
        self.setSizes(widths if len(widths) == len(self.panes) else usual)

    def _remember(self) -> None:
        if all(pane.widget.isVisible() for pane in self.panes):
            self._remembered.write(self._key, ",".join(map(str, self.sizes())))
