"""Buttons: ordinary, primary, danger, ghost, link, tool. One filled blue button per pane, for the thing to do next."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.kit.appearance import appearance, font, px
from ui.kit.icons import button_icon, icon_size
from ui.kit.phrases import Words

ButtonKind = Literal["ordinary", "primary", "danger", "ghost", "link", "tool", "toast", "tab"]
_ICON_TOKENS = {"primary": "on_accent", "danger": "seal_text", "link": "accent_text"}


class Button(QPushButton):
    """A push button that follows language, density and palette. A tool button shows its words as name and tool tip."""

    def __init__(
        self,
        words: Words,
        kind: ButtonKind = "ordinary",
        *,
        icon: str = "",
        icon_size: int = 16,
        key: str = "",
        height: int | None = None,
        small: bool = False,
    ) -> None:
        super().__init__()
        self._words, self._kind, self._icon, self._icon_size = words, kind, icon, icon_size
        self._key, self._height, self._small = key, height, small
        self._why: Words = ""
        self.setProperty("k", "" if kind == "ordinary" else kind)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        appearance().changed.connect(self.refresh)
        self.toggled.connect(lambda _on: self.refresh() if kind == "tab" else None)
        self.refresh()

    def say(self, words: Words) -> None:
        self._words = words
        self.refresh()

    def show_icon(self, icon: str) -> None:
        self._icon = icon
        self.refresh()

    def forbid(self, why: Words) -> None:
        """Disable, and say why in the tool tip: a grey control alone is no news."""
        self._why = why
        self.setEnabled(False)
        self.refresh()

    def allow(self) -> None:
        self._why = ""
        self.setEnabled(True)
        self.refresh()

    def refresh(self) -> None:
        words = str(self._words)
        tool = self._kind == "tool"
        bold = self._kind == "primary" or (self._kind == "tab" and self.isChecked())
        self.setFont(font("meta" if self._small else "body", 600 if bold else 500))
        # Fusion puts 4 px between icon and text; the blank makes it eight
        self.setText("" if tool else (" " + words if self._icon else words))
        self.setAccessibleName(words)
        self.setAccessibleDescription(str(self._why))
        self.setToolTip(str(self._why) or self._tip(words))
        self._measure(tool)

    def _tip(self, words: str) -> str:
        if self._kind == "tool":
            return f"{words} ({self._key})" if self._key else words
        return self._key

    def _measure(self, tool: bool) -> None:
        density = appearance().measures.density
        if self._icon:
            size = density.tool_icon if tool and self._icon_size == 16 else self._icon_size
            self.setIcon(button_icon(self._icon, _ICON_TOKENS.get(self._kind, "text2"), size))
            self.setIconSize(icon_size(size))
        usual = {"link": 22, "toast": 22, "tool": density.tool}.get(self._kind, density.control)
        self.setFixedHeight(px(self._height or usual))
        if tool:
            self.setFixedWidth(px(self._height or usual))
