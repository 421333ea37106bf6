"""The form of our own files: number `so`, date `ngay`, signatures `leader` and `agency` (`docs/signatures.md` 2)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

from signing.pdf.reading import form_fields, look

NUMBER, DATE, LEADER, AGENCY = "so", "ngay", "leader", "agency"
TEXTS = (NUMBER, DATE)
SIGNATURES = (LEADER, AGENCY)
NAMES = frozenset({*TEXTS, *SIGNATURES})

_HIDDEN_BITS = 0b100011  # Invisible, Hidden, NoView (ISO 32000-1, table 165)
_PRINT = 0b100


@dataclass(frozen=True)
class OwnForm:
    """The four fields as one revision shows them; `duplicates` are names of ours that occur twice."""

    fields: dict[str, generic.DictionaryObject]
    duplicates: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """All four are there: the file claims to be one of ours."""
        return self.fields.keys() >= NAMES

    def value(self, name: str) -> str:
        """The field's text in NFC; empty when absent."""
        value = look(self.fields[name], "/V") if name in self.fields else None
        return unicodedata.normalize("NFC", str(value)) if isinstance(value, generic.TextStringObject) else ""

    def filled(self, name: str) -> bool:
        """Whether a number or date stands there; the date's start value has blanks instead of digits."""
        return any(letter.isdigit() for letter in self.value(name))

    def hidden(self) -> tuple[str, ...]:
        """Fields of ours that a viewer would not show or print, or that have no size."""
        return tuple(sorted(name for name, field in self.fields.items() if not _visible(field)))

    def unlocked(self) -> tuple[str, ...]:
        """Text fields of ours that a viewer would let a reader edit (read-only flag not set)."""
        return tuple(name for name in TEXTS if name in self.fields and not _flags(self.fields[name], "/Ff") & 1)


def read_own_form(handler: PdfHandler) -> OwnForm:
    """The fields of ours in this state of the file. Raises `PdfUnreadable`."""
    found = [(name, field) for name, field in form_fields(handler) if name in NAMES]
    counted = Counter(name for name, _ in found)
    return OwnForm(
        fields=dict(reversed(found)),
        duplicates=tuple(sorted(name for name, count in counted.items() if count > 1)),
    )


def is_own_file(reader: PdfFileReader) -> bool:
    """Whether any state of the file carried our whole form: removing a field later does not buy the laxer policy."""
    return read_own_form(reader).complete or any(
        read_own_form(reader.get_historical_resolver(revision)).complete for revision in range(reader.total_revisions)
    )


def earlier_values(reader: PdfFileReader, name: str) -> tuple[str, ...]:
    """Every different value that `name` was ever filled with, oldest first; more than one tells of a second fill."""
    values: dict[str, None] = {}
    for revision in range(reader.total_revisions):
        form = read_own_form(reader.get_historical_resolver(revision))
        if form.filled(name):
            values[form.value(name)] = None
    return tuple(values)


def _visible(field: generic.DictionaryObject) -> bool:
    flags, rectangle = _flags(field, "/F"), look(field, "/Rect")
    if flags & _HIDDEN_BITS or not flags & _PRINT or not isinstance(rectangle, list) or len(rectangle) != 4:
        return False
    left, bottom, right, top = (float(number) for number in rectangle)
    return abs(right - left) > 1 and abs(top - bottom) > 1


def _flags(field: generic.DictionaryObject, key: str) -> int:
    value = look(field, key)
    return int(value) if isinstance(value, int) else 0
