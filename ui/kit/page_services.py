"""What a page is given by the window that holds it."""

from __future__ import annotations

from typing import Protocol

from ui.kit.command_runner import CommandRunner
from ui.kit.notifier import Notifier
from ui.kit.remembered import Remembered


class PageServices(Protocol):
    """One of each per window; the shell's services are these."""

    @property
    def runner(self) -> CommandRunner: ...
    @property
    def notifier(self) -> Notifier: ...
    @property
    def remembered(self) -> Remembered: ...
