"""The parts of an official document as found on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.page import Bar, PageDocument

Parts = Mapping[str, tuple[Line, ...]]


@dataclass(frozen=True)
class Paragraph:
    """Rows that belong together. `centred`: every row stands in the middle and is short."""

    rows: tuple[Line, ...]
    centred: bool = False

    @property
    def text(self) -> str:
        return " ".join(row.text for row in self.rows)

    @property
    def key(self) -> str:
        return " ".join(row.key for row in self.rows)


@dataclass(frozen=True)
class Appendix:
    """One appendix in the same file: heading, title, the line in brackets, and the pages it fills (first to last)."""

    heading: Line
    title: tuple[Line, ...]
    reference: tuple[Line, ...]
    first_page: int
    last_page: int


@dataclass(frozen=True)
class Anatomy:
    """What was recognised. `parts` maps the names of components (as in the rule profile) to their lines.

    `text_left` and `text_right` are the edges of the body in millimetres.
    """

    document: PageDocument
    parts: Parts
    paragraphs: tuple[Paragraph, ...]
    text_left: float
    text_right: float
    page_numbers: Mapping[int, Line] = field(default_factory=dict)
    content: Mapping[int, tuple[Line, ...]] = field(default_factory=dict)
    """Rows of each page besides its page number."""
    appendices: tuple[Appendix, ...] = ()
    bases: tuple[Paragraph, ...] = ()

    def lines(self, part: str) -> tuple[Line, ...]:
        return self.parts.get(part, ())

    def first(self, part: str) -> Line | None:
        return next(iter(self.lines(part)), None)

    def bars(self, page: int) -> tuple[Bar, ...]:
        return self.document.pages[page - 1].bars

    @property
    def is_letter(self) -> bool:
        """A công văn: it has `V/v` and no type name."""
        return "letter-abstract" in self.parts and "type-name" not in self.parts

    @property
    def type_key(self) -> str:
        name = self.first("type-name")
        return name.key if name else ""
