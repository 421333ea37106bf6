"""What the shell asks of every page, be it a place or an opened tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit.actions import Action
from ui.kit.phrases import Words, say


class Page(QWidget):
    """A page. Closing it ends it: what its tasks answer later reaches nobody (`CommandRunner`)."""

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes inside this page, in order; each takes the focus or holds something that does."""
        return (self,)

    def first_focus(self) -> QWidget | None:
        """What has the keyboard when the page comes to the front."""
        return None

    def offers(self) -> tuple[Action, ...]:
        """What can be done here; shown in the palette and the menu while the page is in front."""
        return ()

    def told_in(self) -> QWidget:
        """The pane that changes here, at whose foot toasts stand."""
        return self

    def corner(self) -> QBoxLayout | None:
        """Where the title line leaves room at its right for the minister profile's facts; None lets them float."""
        return None

    def entered(self) -> None:
        """The page came to the front."""


@dataclass(frozen=True)
class Place:
    """One entry of the rail. `make` is called at the first visit. `tile` is its place in the minister profile."""

    key: str
    icon: str
    words: Words
    make: Callable[[], Page]
    group: str = "main"
    tile: bool = False
    tile_words: Words = ""


OTHER = say("Khác")
"""Caption above the second group of the rail."""
