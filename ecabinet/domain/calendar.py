"""Days and years as an office in Viet Nam counts them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""UTC+7 all year since 1975."""


def office_day(at: datetime) -> date:
    """The day in Viet Nam at the aware moment `at`; registers turn with this year, not with UTC's."""
    return at.astimezone(VIETNAM).date()
