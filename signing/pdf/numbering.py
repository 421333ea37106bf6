"""Number and date as Decree 30/2020 writes them (Appendix I, Section II, 3 and 4)."""

from __future__ import annotations

from datetime import date

from signing.pdf.errors import NumberWrong

_MOST_DIGITS = 6


def number_text(number: str) -> str:
    """The number in Arabic digits, with a leading zero below 10. Raises `NumberWrong`."""
    digits = number.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS and int(digits)):
        raise NumberWrong(number=number)
    return f"{int(digits):02d}"


def date_text(day: date) -> str:
    """The date in words; days below 10 and the months 1 and 2 get a leading zero, other months none."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
