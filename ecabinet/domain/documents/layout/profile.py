"""A rule profile: the values the rules of layout measure against, each section with its article of the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ecabinet.domain.errors import Unreadable

T = TypeVar("T")


class ProfileBroken(Unreadable):
    """The rule profile lacks a value or holds one of the wrong kind."""

    code = "layout-profile-broken"


@dataclass(frozen=True, slots=True)
class Range:
    """From `minimum` to `maximum`, both allowed; `sample` is the decree's own choice."""

    minimum: float
    maximum: float
    sample: float

    def holds(self, value: float, tolerance: float = 0.0) -> bool:
        return self.minimum - tolerance <= value <= self.maximum + tolerance

    def __str__(self) -> str:
        return f"{self.minimum:g}" if self.minimum == self.maximum else f"{self.minimum:g}-{self.maximum:g}"


@dataclass(frozen=True)
class Section:
    """One section of a profile; asking for a value it lacks raises `ProfileBroken`."""

    name: str
    article: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lengths: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str | float]] = field(default_factory=dict)

    def number(self, key: str) -> float:
        return self._value(self.numbers, key)

    def range(self, key: str) -> Range:
        return self._value(self.ranges, key)

    def text(self, key: str) -> str:
        return self._value(self.texts, key)

    def flag(self, key: str) -> bool:
        return self._value(self.flags, key)

    def list(self, key: str) -> tuple[str, ...]:
        return self._value(self.lists, key)

    def numbers_of(self, key: str) -> tuple[float, ...]:
        return self._value(self.lengths, key)

    def table(self, key: str) -> Mapping[str, str | float]:
        return self._value(self.tables, key)

    def _value(self, values: Mapping[str, T], key: str) -> T:
        if key not in values:
            raise ProfileBroken(section=self.name, key=key)
        return values[key]


@dataclass(frozen=True)
class RuleProfile:
    """A named set of rules; `digest` is the SHA-256 of the file it was read from, to be kept with every result."""

    name: str
    title: str
    effective_from: str
    digest: str
    sections: Mapping[str, Section]

    def section(self, name: str) -> Section:
        if name not in self.sections:
            raise ProfileBroken(section=name, key="")
        return self.sections[name]
