"""Dates, numbers and names as people in Viet Nam write them. No widgets; the clock is passed in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ecabinet.domain.calendar import VIETNAM
from ui.kit.phrases import Words, say

_WEEKDAYS = (
    say("Thứ Hai"),
    say("Thứ Ba"),
    say("Thứ Tư"),
    say("Thứ Năm"),
    say("Thứ Sáu"),
    say("Thứ Bảy"),
    say("Chủ nhật"),
)
_BYTES = ("B", "KB", "MB", "GB", "TB")


def number(value: int | float, decimals: int = 0) -> str:
    """1234.5 -> `1.234,5`: full stop between thousands, comma before decimals."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def day(value: date) -> str:
    """20/11/2026."""
    return f"{value:%d/%m/%Y}"


def clock(value: datetime) -> str:
    """07:14, in Viet Nam."""
    return f"{value.astimezone(VIETNAM):%H:%M}"


def moment(value: datetime) -> str:
    """`07:12:44 20/11/2026`, in Viet Nam; the aware moment `value` may be of any zone."""
    return f"{value.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}"


def long_day(value: date) -> Words:
    """Thứ Sáu, 20 tháng 11."""
    return say("{weekday}, {day} tháng {month}", weekday=_WEEKDAYS[value.weekday()], day=value.day, month=value.month)


def short_moment(value: datetime, now: datetime) -> Words:
    """How a row tells time: the clock today, "Hôm qua", then day and month, at last the year."""
    then, today = value.astimezone(VIETNAM).date(), now.astimezone(VIETNAM).date()
    if then == today:
        return clock(value)
    if then == today - timedelta(days=1):
        return say("Hôm qua")
    return f"{then:%d/%m}" if then.year == today.year else day(then)


def ago(value: datetime, now: datetime) -> Words:
    """`3 phút trước`; counts no seconds."""
    minutes = int((now.astimezone(UTC) - value.astimezone(UTC)).total_seconds() // 60)
    if minutes < 1:
        return say("vừa xong")
    if minutes < 60:
        return say("{count} phút trước", count=minutes)
    if minutes < 24 * 60:
        return say("{count} giờ trước", count=minutes // 60)
    return say("{count} ngày trước", count=minutes // (24 * 60))


def length_of_time(seconds: float) -> Words:
    """How long something still takes, rounded to what matters."""
    whole = max(0, round(seconds))
    if whole < 60:
        return say("{count} giây", count=whole)
    if whole < 3600:
        return say("{count} phút", count=round(whole / 60))
    hours, minutes = divmod(round(whole / 60), 60)
    return say("{hours} giờ {minutes} phút", hours=hours, minutes=minutes)


def size(count: int) -> str:
    """1843200 -> `1,8 MB`; steps of 1024."""
    value, step = float(count), 0
    while value >= 1024 and step < len(_BYTES) - 1:
        value, step = value / 1024, step + 1
    return f"{number(value, 0 if step == 0 or value >= 100 else 1)} {_BYTES[step]}"
