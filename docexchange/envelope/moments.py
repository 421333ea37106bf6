"""Dates and times as packets write them, and as other systems write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))

_YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_TIME = re.compile(r"[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")


def write_date(day: date) -> str:
    """`yyyy/MM/dd`."""
    return f"{day.year:04}/{day.month:02}/{day.day:02}"


def write_moment(moment: datetime) -> str:
    """`yyyy/MM/dd HH:mm:ss` in Vietnam's time; `moment` must be aware."""
    local = moment.astimezone(VIETNAM)
    return f"{write_date(local)} {local.hour:02}:{local.minute:02}:{local.second:02}"


def read_moment(text: str) -> tuple[datetime, bool]:
    """The time meant and whether it was written canonically; no time of day is midnight, no zone Vietnam's.

    Raises ValueError when no calendar knows the date.
    """
    day, rest = _read_day(text)
    canonical = text[4:5] == "/" and len(text) == 19 and text[10] == " "
    if not rest:
        return datetime.combine(day, time(), VIETNAM), False
    matched = _TIME.fullmatch(rest)
    if matched is None:
        raise ValueError(text)
    hour, minute, second, zone = matched.groups()
    moment = datetime.combine(day, time(int(hour), int(minute), int(second or 0)), _zone(zone))
    return moment, canonical and zone is None


def read_date(text: str) -> tuple[date, bool]:
    """The date meant and whether it was written `yyyy/MM/dd`; a time of day after it is dropped. Raises ValueError."""
    day, rest = _read_day(text)
    if rest and _TIME.fullmatch(rest) is None:
        raise ValueError(text)
    return day, len(text) == 10 and text[4] == "/" and text[7] == "/"


def _read_day(text: str) -> tuple[date, str]:
    matched = _YEAR_FIRST.match(text)
    if matched is not None:
        year, month, day = matched.groups()
    else:
        matched = _DAY_FIRST.match(text)
        if matched is None:
            raise ValueError(text)
        day, month, year = matched.groups()
    return date(int(year), int(month), int(day)), text[matched.end() :]


def _zone(text: str | None) -> timezone:
    if text is None:
        return VIETNAM
    if text == "Z":
        return timezone.utc  # noqa: UP017  one type with the line below
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
