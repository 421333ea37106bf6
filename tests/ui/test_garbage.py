"""Widgets in cycles die in the window's thread, whoever allocates meanwhile."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject


def test_lanes_never_collect(garbage_keeper, qtbot):
    died_in: list[str] = []

    class Watched(QObject):
        def __del__(self) -> None:
            died_in.append(threading.current_thread().name)

    def cycle() -> None:
        one = Watched()
        one.itself = one

    def allocate() -> None:
        for _turn in range(200):
            [[] for _ in range(1000)]

    assert not gc.isenabled()
    garbage_keeper.collect_every(5)
    for _count in range(20):
        cycle()
    lane = threading.Thread(target=allocate, name="lane")
    lane.start()
    lane.join()
    assert died_in == []
    qtbot.waitUntil(lambda: len(died_in) == 20, timeout=15_000)
    assert set(died_in) == {threading.current_thread().name}
