"""Lanes: order, threads, progress, cancel, closed screens, errors."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from event_loop_watchdog import watching
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget

from ui.kit.command_runner import CommandRunner


@pytest.fixture
def runner(qapp) -> Iterator[CommandRunner]:
    made = CommandRunner()
    yield made
    made.close()


def test_work_leaves_the_windows_thread_and_the_answer_comes_back(runner, qtbot):
    home, heard = QThread.currentThread(), []
    screen = QObject()
    runner.run("records", lambda _p: threading.current_thread().name, screen=screen,
               done=lambda name: heard.append((name, QThread.currentThread() is home)))  # fmt: skip
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("records-0", True)]
    assert not runner.busy


def test_records_keep_their_order_one_at_a_time(runner, qtbot):
    screen, heard, inside = QObject(), [], []

    def work(number: int):
        inside.append(number)
        time.sleep(0.002)
        assert inside.pop() == number and not inside
        return number

    for number in range(30):
        runner.run("records", lambda _p, number=number: work(number), screen=screen, done=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 30)
    assert heard == list(range(30))


def test_the_wire_lane_works_side_by_side(runner, qtbot):
    screen, heard, gate = QObject(), [], threading.Barrier(3, timeout=5)
    for _number in range(3):
        runner.run("wire", lambda _p: gate.wait() >= 0, screen=screen, done=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 3)


def test_a_closed_page_hears_nothing(runner, qtbot):
    page, heard, gate = QWidget(), [], threading.Event()
    task = runner.run("records", lambda _p: gate.wait(5), screen=page, done=heard.append, failed=heard.append)
    task.finished.connect(lambda: heard.append("finished"))
    page.deleteLater()
    with qtbot.waitSignal(page.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert heard == []


def test_a_forgotten_page_hears_nothing(runner, qtbot):
    heard, gate = [], threading.Event()
    page = QObject()
    runner.run("records", lambda _p: gate.wait(5), screen=page, done=heard.append)
    del page
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert heard == []


def test_progress_is_heard_and_cancel_ends_the_work(runner, qtbot):
    screen, steps, ends = QObject(), [], []

    def work(progress):
        for number in range(10_000):
            progress.step(number / 10_000, file=f"tệp {number}")
            time.sleep(0.001)
        ends.append("to the end")

    task = runner.run("wire", work, screen=screen, done=ends.append, failed=ends.append)
    task.progressed.connect(steps.append)
    qtbot.waitUntil(lambda: len(steps) > 3)
    assert steps[0].part == 0 and steps[1].facts == {"file": "tệp 1"}
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert ends == []


def test_waiting_work_can_be_cancelled_before_it_starts(runner, qtbot):
    screen, gate, ran = QObject(), threading.Event(), []
    runner.run("card", lambda _p: gate.wait(5), screen=screen)
    task = runner.run("card", lambda _p: ran.append(1), screen=screen)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert ran == []


def test_errors_go_to_the_one_who_asked_or_to_all(runner, qtbot):
    screen, mine = QObject(), []

    def fails(_progress):
        raise ValueError("hỏng")

    runner.run("records", fails, screen=screen, failed=mine.append)
    qtbot.waitUntil(lambda: bool(mine))
    with qtbot.waitSignal(runner.failed) as heard:
        runner.run("records", fails, screen=screen)
    assert isinstance(mine[0], ValueError) and isinstance(heard.args[0], ValueError)


def test_tasks_let_go_of_what_they_held(runner, qtbot):
    import gc
    import weakref

    class Big:
        pass

    big, screen, heard = Big(), QObject(), []
    gone = weakref.ref(big)
    runner.run("records", lambda _p, big=big: id(big), screen=screen, done=heard.append)
    qtbot.waitUntil(lambda: bool(heard) and not runner.busy)
    del big
    qtbot.wait(20)
    gc.collect()
    assert gone() is None


def test_slow_work_does_not_hold_the_loop(runner, qtbot):
    screen, heard = QObject(), []
    with watching(limit=250) as blocks:
        runner.run("records", lambda _p: time.sleep(0.3), screen=screen, done=heard.append)
        qtbot.waitUntil(lambda: bool(heard))
    assert blocks.found == [], str(blocks)


def test_the_watchdog_barks(qtbot):
    with watching(limit=50) as blocks:
        time.sleep(0.12)
        qtbot.wait(10)
    assert len(blocks.found) == 1 and blocks.found[0][0] > 100
    assert "time.sleep(0.12)" in blocks.found[0][1]
