"""The schedule of further attempts: growing, spread, finite."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexchange.protocol.retry import STANDARD, ceiling, next_try

BEGUN = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def test_waits_grow_threefold_up_to_an_hour():
    assert [ceiling(failures).total_seconds() for failures in range(1, 8)] == [20, 60, 180, 540, 1620, 3600, 3600]
    assert ceiling(10**6) == timedelta(hours=1)
    with pytest.raises(ValueError, match="at least one"):
        ceiling(0)


@given(st.integers(1, 500), st.floats(0, 1, exclude_max=True), st.integers(0, 400_000))
def test_the_next_try_lies_ahead_and_within_patience(failures: int, chance: float, seconds: int):
    now = BEGUN + timedelta(seconds=seconds)
    then = next_try(failures, BEGUN, now, chance)
    if seconds >= 360_000:
        assert then is None
    else:
        assert now <= then <= min(now + ceiling(failures), BEGUN + STANDARD.patience)


def test_chance_spreads_over_the_whole_wait():
    assert next_try(2, BEGUN, BEGUN, 0.0) == BEGUN
    assert next_try(2, BEGUN, BEGUN, 0.5) == BEGUN + timedelta(seconds=30)
