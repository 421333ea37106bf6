"""Bodies of statements: a tree of named texts, read part by part in the one order in which it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from ecabinet.domain.errors import Unreadable

Node = str | tuple[tuple[str, "Node"], ...]
"""A text, or named children in order; a name may be repeated."""
Part = tuple[str, Node]

LINE: Final = 500
"""Letters of a short text: the longest field of Decree 30/2020, Appendix VI (Subject)."""
PARAGRAPHS: Final = 200
PARAGRAPH: Final = 10_000
MEMBERS: Final = 5_000
LARGEST_NUMBER: Final = 2**53 - 1
_FURTHEST_ZONE: Final = timedelta(hours=14)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,15}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class MalformedBody(Unreadable):
    """The body is not of its type's form. Facts: part."""

    code = "malformed-body"


class BodyReader:
    """Takes parts off the front of a body; every method raises MalformedBody for what we would not have written."""

    __slots__ = ("_at", "_parts")

    def __init__(self, node: object) -> None:
        # An element without children was read as an empty text.
        parts = () if node == "" else node
        if not isinstance(parts, tuple) or not all(isinstance(one, tuple) and len(one) == 2 for one in parts):
            raise MalformedBody(part="")
        self._parts: Sequence[Part] = parts
        self._at = 0

    def optional_node(self, name: str) -> Node | None:
        if not self._is_next(name):
            return None
        found = self._parts[self._at][1]
        self._at += 1
        if not isinstance(found, str | tuple):
            raise MalformedBody(part=name)
        return found

    def _is_next(self, name: str) -> bool:
        return self._at < len(self._parts) and self._parts[self._at][0] == name

    def node(self, name: str) -> Node:
        found = self.optional_node(name)
        if found is None:
            raise MalformedBody(part=name)
        return found

    def optional_text(self, name: str, limit: int = LINE) -> str:
        """A text without spaces at its ends; empty when the part is absent, since an empty one is never written."""
        found = self.optional_node(name)
        if found is None:
            return ""
        if not isinstance(found, str) or not 0 < len(found) <= limit or found != found.strip():
            raise MalformedBody(part=name)
        return found

    def text(self, name: str, limit: int = LINE) -> str:
        found = self.optional_text(name, limit)
        if not found:
            raise MalformedBody(part=name)
        return found

    def repeated(self, name: str, most: int = MEMBERS, limit: int = LINE) -> tuple[str, ...]:
        """Texts of one name, each once."""
        found: list[str] = []
        while text := self.optional_text(name, limit):
            found.append(text)
        if len(found) > most or len(set(found)) != len(found):
            raise MalformedBody(part=name)
        return tuple(found)

    def prose(self, name: str) -> str:
        """Free text, one element for each paragraph; paragraphs are parted by line feeds, absent is empty."""
        found: list[str] = []
        while text := self.optional_text(name, PARAGRAPH):
            found.append(text)
        if len(found) > PARAGRAPHS or any("\n" in text for text in found):
            raise MalformedBody(part=name)
        return "\n".join(found)

    def digest(self, name: str) -> str:
        return self._matching(name, _DIGEST)

    def identity(self, name: str) -> str:
        """A UUID in its canonical spelling."""
        return self._matching(name, _UUID)

    def optional_identity(self, name: str) -> str:
        if self._is_next(name):
            return self.identity(name)
        return ""

    def number(self, name: str) -> int:
        """From 1, without leading zeros, exact in every language."""
        found = int(self._matching(name, _NUMBER))
        if found > LARGEST_NUMBER:
            raise MalformedBody(part=name)
        return found

    def day(self, name: str) -> date:
        written = self._matching(name, _DAY)
        try:
            return date.fromisoformat(written)
        except ValueError as error:
            raise MalformedBody(part=name) from error

    def optional_day(self, name: str) -> date | None:
        if self._is_next(name):
            return self.day(name)
        return None

    def moment(self, name: str) -> datetime:
        """Aware, whole seconds, a zone of whole minutes, in the very spelling of `written_moment`."""
        written = self.text(name)
        try:
            at = datetime.fromisoformat(written)
        except ValueError as error:
            raise MalformedBody(part=name) from error
        offset = at.utcoffset()
        if offset is None or abs(offset) > _FURTHEST_ZONE or offset % timedelta(minutes=1) or at.microsecond:
            raise MalformedBody(part=name)
        if written != written_moment(at):
            raise MalformedBody(part=name)
        return at

    def optional_moment(self, name: str) -> datetime | None:
        if self._is_next(name):
            return self.moment(name)
        return None

    def maybe_empty(self, name: str) -> str:
        """A short text that is always written, even when there is none."""
        found = self.node(name)
        if not isinstance(found, str) or len(found) > LINE or found != found.strip():
            raise MalformedBody(part=name)
        return found

    def end(self) -> None:
        if self._at != len(self._parts):
            raise MalformedBody(part=str(self._parts[self._at][0])[:60])

    def _matching(self, name: str, form: re.Pattern[str]) -> str:
        found = self.node(name)
        if not isinstance(found, str) or not form.fullmatch(found):
            raise MalformedBody(part=name)
        return found


def written_moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def written(name: str, value: str | int | date | None) -> tuple[Part, ...]:
    """One part, or none for an absent value; moments go through `written_moment` first."""
    if value is None or value == "":
        return ()
    return ((name, value.isoformat() if isinstance(value, date) else str(value)),)


def written_each(name: str, values: Iterable[str]) -> tuple[Part, ...]:
    return tuple((name, value) for value in values)


def written_prose(name: str, text: str) -> tuple[Part, ...]:
    """One element for each line that holds anything, without spaces at its ends."""
    return tuple((name, line.strip()) for line in text.splitlines() if line.strip())
