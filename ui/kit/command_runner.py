"""Lanes for work that would block the window: records (one), card (one), pages (one), wire (a few).

Answers cross to the screen by queued signals. A closed screen, or a cancelled task, hears nothing more.
"""

from __future__ import annotations

import threading
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

LaneName = Literal["records", "card", "pages", "wire"]
LANES: dict[LaneName, int] = {"records": 1, "card": 1, "pages": 1, "wire": 3}
"""Threads per lane. `pages` serves PDFium, which is not safe for threads."""

T = TypeVar("T")


class Cancelled(Exception):
    """Raised by `Progress.step` inside work whose person pressed stop; nothing is shown for it."""


@dataclass(frozen=True)
class Step:
    """How far work is: `part` from 0 to 1 or None, and facts for the words beside the bar."""

    part: float | None
    facts: dict[str, object]


class Progress:
    """Handed to work: it tells how far it is and hears whether it should stop."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        self._stop.set()

    def step(self, part: float | None, **facts: object) -> None:
        """Report, and end here if the person wants to stop. Raises Cancelled."""
        if self.stopped:
            raise Cancelled()
        self._tell(Step(part, facts))


class Task(QObject, Generic[T]):
    """One piece of work on its way, living in the window's thread; `finished` comes unless the screen has closed."""

    progressed = Signal(object)
    finished = Signal()

    def __init__(self, work: Callable[[Progress], T], screen: QObject) -> None:
        super().__init__()
        self._work = work
        self._screen = weakref.ref(screen)
        self._done: Callable[[T], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self.progress = Progress(lambda step: _send(self._told, step))
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    _told = Signal(object)
    _ended = Signal(object, object)

    def cancel(self) -> None:
        """Ask the work to stop; neither `done` nor `failed` will be called."""
        self.progress.stop()

    def answer_to(self, done: Callable[[T], None] | None, failed: Callable[[Exception], None] | None) -> None:
        self._done, self._failed = done, failed

    def run(self) -> None:
        """In the lane's thread: do the work, send its end home."""
        result: Any = None
        error: Exception | None = None
        if self.progress.stopped:
            error = Cancelled()
        else:
            try:
                result = self._work(self.progress)
            except Exception as raised:  # noqa: BLE001  every error of a lane is shown by the screen that asked
                error = raised
        _send(self._ended, result, error)

    def _screen_stands(self) -> bool:
        screen = self._screen()
        return screen is not None and shiboken6.isValid(screen)

    def _hear(self, step: Step) -> None:
        if self._screen_stands() and not self.progress.stopped:
            self.progressed.emit(step)

    def _end(self, result: T, error: Exception | None) -> None:
        if not self._screen_stands():
            return
        if not self.progress.stopped:
            if error is None and self._done:
                self._done(result)
            elif error is not None and not isinstance(error, Cancelled) and self._failed:
                self._failed(error)
        self.finished.emit()


class CommandRunner(QObject):
    """Owns the lanes. `failed` hears the errors that no screen took."""

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {name: _Lane(name, threads) for name, threads in LANES.items()}
        self._running: set[Task[Any]] = set()

    def run(
        self,
        lane: LaneName,
        work: Callable[[Progress], T],
        *,
        screen: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Task[T]:
        """Do `work` in a lane; `done` or `failed` is called later in the window's thread, unless `screen` is gone."""
        task: Task[T] = Task(work, screen)
        task.answer_to(done, failed or self.failed.emit)
        # the set keeps the task alive until its end has been delivered, even if no one else holds it
        self._running.add(task)
        task._ended.connect(lambda *_: self._running.discard(task), Qt.ConnectionType.QueuedConnection)
        self._lanes[lane].put(task)
        return task

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def close(self, seconds: float = 5.0) -> None:
        """Cancel what waits, ask what runs to stop, and wait for the lanes that long together."""
        for task in tuple(self._running):
            task.cancel()
        for lane in self._lanes.values():
            lane.close()
        for lane in self._lanes.values():
            lane.join(seconds / len(self._lanes))


class _Lane:
    """A queue and its threads."""

    def __init__(self, name: str, threads: int) -> None:
        self._waiting: deque[Task[Any]] = deque()
        self._bell = threading.Condition()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True) for number in range(threads)
        ]
        self._started = False

    def put(self, task: Task[Any]) -> None:
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        with self._bell:
            self._waiting.append(task)
            self._bell.notify()

    def close(self) -> None:
        with self._bell:
            self._closed = True
            self._bell.notify_all()

    def join(self, seconds: float) -> None:
        for thread in self._threads:
            if thread.is_alive():
                thread.join(seconds)

    def _work(self) -> None:
        while True:
            with self._bell:
                self._bell.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                task = self._waiting.popleft()
            task.run()
            del task


def _send(signal: SignalInstance, *values: object) -> None:
    """Emit from a lane; the receiver may be gone because the program is ending."""
    try:
        signal.emit(*values)
    except RuntimeError as gone:
        if "deleted" not in str(gone):
            raise
