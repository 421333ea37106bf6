"""Nothing takes forever."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress

import pytest
from judging_papers import Papers

import signing.pdf.validate
from signing.pdf.deadline import TookTooLong, deadline
from signing.pdf.reading import PdfUnreadable


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(Exception):
            sum(range(100))


def test_a_loop_that_swallows_errors_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(TookTooLong), deadline(0.2):
        spin(20)
    assert time.monotonic() - started < 5


def test_other_threads_are_ended_too() -> None:
    ended: list[bool] = []

    def work() -> None:
        try:
            with deadline(0.2):
                spin(20)
        except TookTooLong:
            ended.append(True)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(10)
    assert ended == [True]


def test_what_is_in_time_goes_undisturbed() -> None:
    for _ in range(50):
        with deadline(0.01):
            pass
    spin(0.1)


def test_inside_a_running_loop_the_mistake_is_the_callers(papers: Papers) -> None:
    async def mistaken() -> None:
        signing.pdf.validate.judge_pdf(papers.issued_b, papers.trust, fetch=False)

    with pytest.raises(RuntimeError):
        asyncio.run(mistaken())


def test_judging_too_long_is_unreadable(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing.pdf.validate, "LONGEST_SECONDS", 0.02)
    with pytest.raises(PdfUnreadable):
        signing.pdf.validate.judge_pdf(papers.issued_lta, papers.trust, fetch=False)
