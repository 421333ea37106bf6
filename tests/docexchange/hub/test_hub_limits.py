"""The pace of callers."""

from __future__ import annotations

from docexchange.hub.limits import Pace


def test_a_minutes_worth_at_once_then_one_at_a_time():
    pace = Pace(60)
    assert [pace.wait("a", 100.0) for _ in range(60)] == [0.0] * 60
    assert pace.wait("a", 100.0) == 1.0
    assert pace.wait("b", 100.0) == 0.0
    assert pace.wait("a", 101.0) == 0.0
    assert pace.wait("a", 101.5) == 0.5


def test_names_are_forgotten_so_that_memory_stays_bounded():
    pace = Pace(1)
    for number in range(Pace._MOST_NAMES + 100):
        pace.wait(str(number), 0.0)
    assert len(pace._buckets) == Pace._MOST_NAMES


def test_amounts_are_taken_together_or_not_at_all():
    pace = Pace(60)
    assert pace.wait("a", 0.0, 50.0) == 0.0
    assert pace.wait("a", 0.0, 20.0) == 10.0
    assert pace.wait("a", 0.0, 10.0) == 0.0
    assert pace.wait("a", 20.0, 20.0) == 0.0
