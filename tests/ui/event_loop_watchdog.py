"""Watches that the event loop is never held longer than a limit, and says where it was held.

The goal is 50 ms on a quiet machine: `make watch` holds the tests to it. In the ordinary run, on machines that do
other work meanwhile, only a window that truly stands still (a second) fails; a tighter figure would fail by chance.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

BEAT_MS = 4
LIMIT_MS = 50 if os.environ.get("WATCHDOG") == "strict" else 1000


@dataclass
class Blocks:
    """Every time the loop stood still longer than the limit: milliseconds and the stack seen meanwhile."""

    limit: float
    longest: float = 0.0
    found: list[tuple[float, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(f"{length:.0f} ms\n{stack}" for length, stack in self.found)


class _Heart(QObject):
    """Beats in the loop. Time in which the machine gave the thread no processor is not counted (Linux)."""

    def __init__(self, blocks: Blocks) -> None:
        super().__init__()
        self.blocks, self.stack = blocks, ""
        self.last = time.perf_counter()
        self._waited = _queue_wait()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        now, waited = time.perf_counter(), _queue_wait()
        length = (now - self.last - (waited - self._waited)) * 1000
        self.blocks.longest = max(self.blocks.longest, length)
        if length > self.blocks.limit:
            self.blocks.found.append((length, self.stack))
        self.last, self._waited, self.stack = now, waited, ""


@contextmanager
def watching(limit: float = LIMIT_MS) -> Iterator[Blocks]:
    """Use around clicks and waits; afterwards `found` should be empty."""
    blocks = Blocks(limit)
    heart, loop_thread, ended = _Heart(blocks), threading.get_ident(), threading.Event()

    def look() -> None:
        while not ended.wait(0.01):
            if not heart.stack and (time.perf_counter() - heart.last) * 1000 > limit:
                frame = sys._current_frames().get(loop_thread)
                heart.stack = "".join(traceback.format_stack(frame)[-6:]) if frame else ""

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield blocks
        heart.beat()
    finally:
        ended.set()
        watcher.join()
        heart.deleteLater()


def _queue_wait() -> float:
    """Seconds this thread stood in the scheduler's queue; 0 where the system does not tell."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
