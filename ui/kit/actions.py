"""Everything that can be done, once: the palette, the menu and the keys all read this list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.kit.phrases import Words


@dataclass(frozen=True)
class Action:
    """Something a person can do here. `key` names it in the keyboard map; `possible` says whether now."""

    key: str
    words: Words
    group: Words
    run: Callable[[], None]
    icon: str = ""
    possible: Callable[[], bool] = lambda: True


@dataclass(frozen=True)
class Finding:
    """One line of the command palette that is no action: a document, a person, a meeting."""

    words: Words
    group: Words
    run: Callable[[], None]
    icon: str = "file-text"


Finder = Callable[[str], tuple[Finding, ...]]
"""Folded words typed -> what was found, best first; must answer at once (from memory)."""
