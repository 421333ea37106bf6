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
    """One piece of work as the window sees it; only the window's thread ever holds it.

    `finished` comes in every case, unless the screen has closed.
    """

    progressed = Signal(object)
    finished = Signal()

    def __init__(
        self,
        progress: Progress,
        screen: QObject,
        done: Callable[[T], None] | None,
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._progress, self._screen, self._closed = progress, weakref.ref(screen), False
        self._done, self._failed = done, failed
        screen.destroyed.connect(self.forget)

    def cancel(self) -> None:
        """Ask the work to stop; neither `done` nor `failed` will be called."""
        self._progress.stop()

    def hear(self, step: Step) -> None:
        if self._screen_stands() and not self._progress.stopped:
            self.progressed.emit(step)

    def end(self, result: T, error: Exception | None) -> None:
        if not self._screen_stands():
            return
        if not self._progress.stopped:
            if error is None and self._done:
                self._done(result)
            elif error is not None and not isinstance(error, Cancelled):
                self._failed(error)
        self.finished.emit()

    def forget(self) -> None:
        """The screen has closed: nobody waits for the answer any more."""
        self._closed = True
        self._done = None

    def _screen_stands(self) -> bool:
        return not self._closed and self._screen() is not None


class CommandRunner(QObject):
    """Owns the lanes. `failed` hears the errors that no screen took."""

    failed = Signal(object)
    _told = Signal(object, object)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {name: _Lane(name, threads) for name, threads in LANES.items()}
        self._running: dict[_Job, Task[Any]] = {}
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

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
        job = _Job(work, self._told, self._ended)
        task: Task[T] = Task(job.progress, screen, done, failed or self.failed.emit)
        self._running[job] = task
        self._lanes[lane].put(job)
        return task

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def close(self, seconds: float = 5.0) -> None:
        """Ask everything to stop, and wait for the lanes that long together."""
        for task in self._running.values():
            task.cancel()
        for lane in self._lanes.values():
            lane.close()
        for lane in self._lanes.values():
            lane.join(seconds / len(self._lanes))

    def _hear(self, job: _Job, step: Step) -> None:
        if job in self._running:
            self._running[job].hear(step)

    def _end(self, job: _Job, result: Any, error: Exception | None) -> None:
        # widgets that the work had hold of must be let go here, never in a lane
        job.work = None
        task = self._running.pop(job, None)
        if task is not None:
            task.end(result, error)


class _Job:
    """One piece of work as a lane sees it: plain Python, no Qt object that could die in the wrong thread."""

    def __init__(self, work: Callable[[Progress], Any], told: SignalInstance, ended: SignalInstance) -> None:
        self.work: Callable[[Progress], Any] | None = work
        self._ended = ended
        self.progress = Progress(lambda step: _send(told, self, step))

    def run(self) -> None:
        result: Any = None
        error: Exception | None = None
        if self.progress.stopped or self.work is None:
            error = Cancelled()
        else:
            try:
                result = self.work(self.progress)
            except Exception as raised:  # noqa: BLE001  every error of a lane is shown by the screen that asked
                error = raised
        _send(self._ended, self, result, error)


class _Lane:
    """A queue and its threads."""

    def __init__(self, name: str, threads: int) -> None:
        self._waiting: deque[_Job] = deque()
        self._bell = threading.Condition()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True) for number in range(threads)
        ]
        self._started = False

    def put(self, job: _Job) -> None:
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        with self._bell:
            self._waiting.append(job)
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
                job = self._waiting.popleft()
            job.run()
            del job


def _send(signal: SignalInstance, *values: object) -> None:
    """Emit from a lane; the receiver may be gone because the program is ending."""
    try:
        signal.emit(*values)
    except RuntimeError as gone:
        if "deleted" not in str(gone):
            raise
