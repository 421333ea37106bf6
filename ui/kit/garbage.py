"""Python's cycle collector, kept in the window's thread.

Left alone it runs in whichever thread allocates, and a lane that happens to collect a cycle with a widget in it
destroys the widget there: the program dies. So automatic runs are off and a timer collects in the loop instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
_OLD_EVERY = 20
"""One full collection in so many young ones; after `freeze` it has little to look at."""


class GarbageKeeper(QObject):
    """Lives as long as the application; `stop` gives collecting back to Python."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.collect()
        gc.freeze()
        gc.disable()
        self._turns = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Young objects if there are enough of them, old ones now and then."""
        self._turns += 1
        young, middle, _old = gc.get_count()
        limits = gc.get_threshold()
        if self._turns % _OLD_EVERY == 0:
            gc.collect(2)
        elif young > limits[0]:
            gc.collect(1 if middle > limits[1] else 0)

    def collect_every(self, milliseconds: int) -> None:
        self._timer.setInterval(milliseconds)

    def stop(self) -> None:
        self._timer.stop()
        gc.collect()
        gc.unfreeze()
        gc.enable()
