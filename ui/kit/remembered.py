"""Small things a desk remembers about its window: pane widths, palette, density, text scale. Never contents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings


class Remembered:
    """Key to short text, in an INI file beside the desk, or in memory only when there is none yet."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat) if file else None
        self._memory: dict[str, str] = {}

    def read(self, key: str) -> str:
        """The text kept under `key`, empty if there is none."""
        if self._settings is None:
            return self._memory.get(key, "")
        # a list comes back where the text held commas: that is how INI files of Qt are read
        value = self._settings.value(key, "")
        return ",".join(map(str, value)) if isinstance(value, list) else str(value)

    def write(self, key: str, text: str) -> None:
        if self._settings is None:
            self._memory[key] = text
        else:
            self._settings.setValue(key, text)
