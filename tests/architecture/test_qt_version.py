"""PySide6 6.12.0 loses a reference to None with every void call and so kills Python 3.11; this keeps it out."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer


def test_void_calls_do_not_lose_references_to_none():
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(1000):
        timer.setInterval(10)
    assert abs(sys.getrefcount(None) - before) < 200
