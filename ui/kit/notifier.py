"""What the window tells unasked: toasts with undo, banners, failures. Pages speak to it, the shell shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.kit.banner import BannerKind
from ui.kit.error_words import sentence
from ui.kit.phrases import Words, say


@dataclass(frozen=True)
class Told:
    """Something is done; `undo` takes it back within five seconds."""

    words: Words
    undo: Callable[[], None] | None = None


@dataclass(frozen=True)
class Notice:
    """A state that lasts. Two notices with the same `key` are one."""

    key: str
    kind: BannerKind
    words: Words
    remainder: Words = ""
    act_words: Words = ""
    act: Callable[[], None] | None = None


class Notifier(QObject):
    """One per window. Never a toast for signing, voting or errors."""

    told = Signal(object)
    noticed = Signal(object)
    over = Signal(str)

    def tell(self, words: Words, undo: Callable[[], None] | None = None) -> None:
        self.told.emit(Told(words, undo))

    def notice(self, notice: Notice) -> None:
        self.noticed.emit(notice)

    def clear(self, key: str) -> None:
        self.over.emit(key)

    def failed(self, error: Exception, *, again: Callable[[], None] | None = None) -> None:
        """An error in words: what happened, and a way to try again if there is one."""
        act_words: Words = say("Thử lại") if again else say("Đã rõ")
        self.notice(Notice("failure", "failure", say("Không làm được"), sentence(error), act_words, again))
