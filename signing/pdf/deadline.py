"""An end to judging that takes too long, whatever loop a hostile file has led the libraries into."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TookTooLong(BaseException):
    """Raised inside the judging thread. Not an `Exception`, so that no handler of the libraries swallows it."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `TookTooLong` in this thread when the block takes longer; only between steps of Python code.

    The interpreter's own means to interrupt a thread is used, since signals reach only the main thread.
    """
    thread, lock = ctypes.c_ulong(threading.get_ident()), threading.Lock()
    finished = False

    def interrupt() -> None:
        with lock:
            if not finished:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TookTooLong))

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            finished = True
            # Whatever was sent and not yet raised must not hit the code after the block.
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)
        timer.cancel()
