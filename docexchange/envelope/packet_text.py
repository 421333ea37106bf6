"""Text on its way into a packet: what may not travel is refused, what needs escaping is escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from docexchange.envelope.elements import PREFIX, Field
from docexchange.envelope.errors import FactMissing, TextForbidden, TextTooLong
from docexchange.envelope.moments import write_date, write_moment

LONGEST = 4000
"""Characters of a text for which nobody states a limit."""

_ALLOWED_CONTROLS = "\n\t"
_DIRECTION = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PLACEHOLDERS = {"null", "n/a"}


def checked(path: str, text: str, limit: int = LONGEST, *, required: bool = False) -> str:
    """The trimmed text. Raises FactMissing, TextTooLong, TextForbidden (control and direction characters; `null`)."""
    text = text.strip()
    if required and not text:
        raise FactMissing(path=path)
    if len(text) > limit:
        raise TextTooLong(path=path, limit=limit, length=len(text))
    if text.casefold() in _PLACEHOLDERS or any(_forbidden(letter) for letter in text):
        raise TextForbidden(path=path, value=text[:60].encode("ascii", "backslashreplace").decode())
    return text


def escaped(text: str) -> str:
    """For element content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _forbidden(letter: str) -> bool:
    kind = unicodedata.category(letter)
    if kind == "Cc":
        return letter not in _ALLOWED_CONTROLS
    return kind == "Cs" or letter in _DIRECTION or (ord(letter) & 0xFFFE) == 0xFFFE


class Lines:
    """Elements of the envelope in the making, one per line, all with the prefix consumers look for."""

    def __init__(self, depth: int) -> None:
        self.text: list[str] = []
        self._open: list[str] = []
        self._depth = depth

    def open(self, name: str, attributes: str = "") -> None:
        """Start a group."""
        self._line(f"<{PREFIX}:{name}{attributes}>")
        self._open.append(name)

    def close(self) -> None:
        """End the group started last."""
        name = self._open.pop()
        self._line(f"</{PREFIX}:{name}>")

    def leaf(self, name: str, text: str, limit: int = LONGEST, *, required: bool = False) -> None:
        """One text element, empty ones too: some receivers insist on presence."""
        checked_text = checked("/".join([*self._open[2:], name]), text, limit, required=required)
        self._line(f"<{PREFIX}:{name}>{escaped(checked_text)}</{PREFIX}:{name}>")

    def given(self, name: str, text: str, limit: int = LONGEST) -> None:
        """One text element, left out when empty."""
        if text:
            self.leaf(name, text, limit)

    def day(self, name: str, day: date | None, *, required: bool = False) -> None:
        """A date, left out when missing."""
        if day is not None:
            self.leaf(name, write_date(day))
        elif required:
            raise FactMissing(path="/".join([*self._open[2:], name]))

    def moment(self, name: str, moment: datetime | None) -> None:
        """A time; required."""
        if moment is None:
            raise FactMissing(path="/".join([*self._open[2:], name]))
        self.leaf(name, write_moment(moment))

    def empty(self, name: str) -> None:
        """An element without content."""
        self._line(f"<{PREFIX}:{name}></{PREFIX}:{name}>")

    def fields(self, table: Sequence[Field], record: object, required: Sequence[str] = ()) -> None:
        """Every text of a table, in its order."""
        for element, attribute, limit in table:
            self.leaf(element, getattr(record, attribute), limit, required=element in required)

    def _line(self, text: str) -> None:
        self.text.append("  " * (self._depth + len(self._open)) + text + "\n")
