"""Reading small parts of a header leniently: any order, any prefix, empty and missing alike, every repair noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from docexchange.envelope.element_stream import Element
from docexchange.envelope.elements import Field
from docexchange.envelope.moments import read_date, read_moment
from docexchange.envelope.notes import Notes

_PLACEHOLDERS = {"null", "n/a"}


class Part:
    """The children of one element by local name: those asked for, the rest noted as not understood.

    `names` maps each expected name to whether it may repeat; of one that may not, the first counts.
    """

    __slots__ = ("element", "found", "notes")

    def __init__(self, element: Element | None, names: Mapping[str, bool], notes: Notes) -> None:
        self.element = element
        self.notes = notes
        self.found: dict[str, list[Element]] = {}
        for child in element.children if element is not None else ():
            name = child.name
            if name not in names:
                notes.not_understood(child)
            elif name not in self.found:
                self.found[name] = [child]
            elif names[name]:
                self.found[name].append(child)
            else:
                notes.add("element-repeated", "error", child, name=name)

    def one(self, name: str) -> Element | None:
        """The child of that name, empty or not."""
        children = self.found.get(name)
        return children[0] if children is not None else None

    def all(self, name: str) -> list[Element]:
        """Every child of that name."""
        return self.found.get(name, [])

    def text(self, name: str) -> str:
        """The child's trimmed text; empty when missing, empty or a placeholder word."""
        children = self.found.get(name)
        return clean(children[0], self.notes) if children is not None else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of every child of that name that has one."""
        return tuple(text for child in self.all(name) if (text := clean(child, self.notes)))

    def fields(self, table: Sequence[Field]) -> dict[str, str]:
        """Texts by the model's attribute names."""
        found, notes = self.found, self.notes
        return {
            field.attribute: clean(found[field.element][0], notes) if field.element in found else "" for field in table
        }

    def number(self, name: str) -> int | None:
        """A whole number, with or without leading zeros; None when missing or unreadable (noted)."""
        text = self.text(name)
        if not text:
            return None
        if len(text) <= 10 and text.isascii() and text.lstrip("-").isdigit():
            return int(text)
        self.notes.add("number-unreadable", "warning", self.one(name), value=text)
        return None

    def truth(self, name: str) -> bool | None:
        """`true`, `false`, `1`, `0`; None when missing or unreadable (noted)."""
        text = self.text(name).casefold()
        if text in ("true", "1"):
            return True
        if text and text not in ("false", "0"):
            self.notes.add("truth-unreadable", "warning", self.one(name), value=text)
            return None
        return False if text else None

    def day(self, name: str) -> date | None:
        """A date in any of the usual forms; None when missing or no date (noted)."""
        text = self.text(name)
        if not text:
            return None
        try:
            day, canonical = read_date(text)
        except ValueError:
            self.notes.add("date-unreadable", "warning", self.one(name), value=text)
            return None
        if not canonical:
            self.notes.add("date-form", "info", self.one(name), value=text)
        return day

    def moment(self, name: str) -> datetime | None:
        """A time in any of the usual forms, Vietnam's where no zone is given; None when missing or no time (noted)."""
        text = self.text(name)
        if not text:
            return None
        try:
            moment, canonical = read_moment(text)
        except ValueError:
            self.notes.add("date-unreadable", "warning", self.one(name), value=text)
            return None
        if not canonical:
            self.notes.add("date-form", "info", self.one(name), value=text)
        return moment


def clean(element: Element, notes: Notes) -> str:
    """Trimmed text of a leaf; `null` and `N/A` count as missing (noted)."""
    for child in element.children:
        notes.not_understood(child)
    text = element.text.strip()
    if len(text) <= 4 and text.casefold() in _PLACEHOLDERS:
        notes.add("placeholder-text", "warning", element, value=text)
        return ""
    return text


def once(*names: str) -> dict[str, bool]:
    """Names that may not repeat."""
    return dict.fromkeys(names, False)


def many(*names: str) -> dict[str, bool]:
    """Names that may repeat."""
    return dict.fromkeys(names, True)
