"""What Word prints before a paragraph and how deep its heading is: own properties first, then those of its styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from ecabinet.domain.documents.draft_text import Listed

_FORMATS: Mapping[str, Listed] = {"bullet": "bullet", "decimal": "number", "lowerLetter": "letter"}
_DEEPEST = 10


class Styles:
    """The styles and numberings of one document, looked up by id."""

    def __init__(self, document: Document) -> None:
        self._styles = {item.get(qn("w:styleId")): item for item in document.styles.element.iterchildren(qn("w:style"))}
        self._numberings: dict[str, Any] = {}
        self._shapes: dict[str, Any] = {}
        try:
            table = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without numbered paragraphs has no such part
            return
        self._numberings = {item.get(qn("w:numId")): item for item in table.iterchildren(qn("w:num"))}
        self._shapes = {item.get(qn("w:abstractNumId")): item for item in table.iterchildren(qn("w:abstractNum"))}

    def listed(self, paragraph: Any) -> Listed:
        """What stands before the paragraph: nothing, a bullet, a number, a letter, or `Điều n.`."""
        for properties in (paragraph.pPr, *(style.find(qn("w:pPr")) for style in self._of(paragraph))):
            numbering = None if properties is None else properties.find(qn("w:numPr"))
            if numbering is not None:
                return self._format(_value(numbering, "w:numId"), _value(numbering, "w:ilvl") or "0")
        return ""

    def outline(self, paragraph: Any) -> int:
        """1-9 for a paragraph in a style named `heading n`, else 0."""
        for style in self._of(paragraph):
            words = _value(style, "w:name").casefold()
            level = words.removeprefix("heading ")
            if words.startswith("heading ") and len(level) == 1 and level.isdecimal():
                return int(level)
        return 0

    def _of(self, paragraph: Any) -> Iterator[Any]:
        name = paragraph.style
        for _depth in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = _value(style, "w:basedOn")

    def _format(self, number: str, level: str) -> Listed:
        shape = self._shapes.get(_value(self._numberings.get(number), "w:abstractNumId"))
        levels = () if shape is None else shape.iterchildren(qn("w:lvl"))
        for item in levels:
            if item.get(qn("w:ilvl")) == level:
                if _value(item, "w:lvlText").strip().startswith("Điều"):
                    return "article"
                return _FORMATS.get(_value(item, "w:numFmt"), "")
        return ""


def _value(parent: Any, tag: str) -> str:
    found = None if parent is None else parent.find(qn(tag))
    return "" if found is None else str(found.get(qn("w:val"), ""))
