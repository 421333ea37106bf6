"""What a drafter's text means: lines and tables of a word processor made into the data of an official document.

Recognised is what Decree 30 prescribes (Appendix I, Part I, II); everything else stays a paragraph, nothing is dropped.
The number stays open: only the clerk gives it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ecabinet.domain.documents.draft_closing import read_closing, recipients_and_archive
from ecabinet.domain.documents.draft_head import is_form_line, read_head_line

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Letters of points: the Vietnamese alphabet as the decree counts it."""

Listed = Literal["", "bullet", "number", "letter", "article"]


@dataclass(frozen=True)
class Line:
    """One paragraph. `listed`: what the word processor would print before it; `outline`: level of its heading style."""

    text: str
    listed: Listed = ""
    outline: int = 0


@dataclass(frozen=True)
class Grid:
    """One table, row by row; lines inside a cell are separated by line feeds."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for row in self.rows for cell in row for line in cell.split("\n") if line.strip())


_DIVISION = re.compile(r"(Phần|Chương|Mục|Tiểu mục)\s+(?:[IVXLC]+|\d{1,3})\s*[.:]?\s*(.*)", re.IGNORECASE)
_LEVELS = {"phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu-muc"}
_ARTICLE = re.compile(r"Điều\s+(\d{1,4})\s*[.:]\s*(.*)")
_ROMAN = re.compile(r"[IVX]{1,6}\.\s+(.+)")
_CLAUSE = re.compile(r"(\d{1,3})\.\s+(.+)")
_POINT = re.compile(r"([a-zđ])\)\s*(.+)")
_BULLET = re.compile(r"[-–—•+*]\s+(.+)")
_APPENDIX = re.compile(r"PHỤ LỤC(\s+[IVXLC\d]+)?\.?", re.IGNORECASE)
_ENDING = re.compile(r"\s*\.\s*/\s*\.?$")  # `./.` belongs to the form
_LONGEST_TITLE = 150


@dataclass
class _Reading:
    """What has been recognised so far; `stage` moves from the head to the body to the end."""

    facts: dict[str, Any] = field(default_factory=dict)
    body: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    stage: Literal["head", "addressees", "body", "recipients"] = "head"
    recipients: list[str] = field(default_factory=list)
    untitled: dict[str, Any] | None = None

    @property
    def blocks(self) -> list[dict[str, Any]]:
        blocks: list[dict[str, Any]] = self.attachments[-1]["body"] if self.attachments else self.body
        return blocks


def recognise(parts: Sequence[Line | Grid]) -> dict[str, Any]:
    """Whatever of issuer, symbol, place, subject, addressees, bases, body, signer, recipients can be told."""
    reading = _Reading()
    for part in parts:
        if isinstance(part, Grid):
            _read_grid(reading, part)
        elif part.text:
            _read_line(reading, part)
    if reading.recipients:
        reading.facts |= recipients_and_archive(reading.recipients)
    return {**reading.facts, "body": reading.body, "attachments": reading.attachments}


def _read_grid(reading: _Reading, grid: Grid) -> None:
    if reading.stage == "head" and any(is_form_line(line) for line in grid.lines):
        for cell in (cell for row in grid.rows for cell in row):
            for line in filter(None, map(str.strip, cell.split("\n"))):
                read_head_line(reading.facts, line)
        return
    if any(line.casefold().startswith("nơi nhận") for line in grid.lines):
        reading.facts |= read_closing([cell for row in grid.rows for cell in row if cell.strip()])
        return
    first, *rest = grid.rows
    width = max(len(row) for row in grid.rows)
    flat = [tuple(" ".join(cell.split()) for cell in row) + ("",) * (width - len(row)) for row in (first, *rest)]
    reading.stage = "body"
    columns = [{"title": title[:200]} for title in flat[0]]
    reading.blocks.append({"kind": "table", "columns": columns, "rows": [list(row) for row in flat[1:]]})


def _read_line(reading: _Reading, line: Line) -> None:
    if _APPENDIX.fullmatch(line.text) and reading.stage != "head":
        reading.attachments.append({"title": "", "body": []})
    elif reading.attachments and not reading.attachments[-1]["title"]:
        reading.attachments[-1]["title"] = line.text
    elif reading.attachments and line.text.startswith("(Kèm theo"):
        return
    elif line.text.casefold().startswith("nơi nhận"):
        reading.stage = "recipients"
    elif reading.stage == "recipients" and not reading.attachments:
        reading.recipients.append(line.text)
    elif not _read_opening(reading, line):
        reading.stage = "body"
        _read_body(reading, line)


def _read_opening(reading: _Reading, line: Line) -> bool:
    text = line.text
    if reading.stage == "body" and not text.casefold().startswith("quyết định:"):
        return False
    if reading.stage == "addressees" and (bullet := _BULLET.fullmatch(text)):
        reading.facts["addressees"].append(bullet[1].rstrip(" .;"))
        return True
    if text.casefold().startswith("kính gửi"):
        named = text[len("kính gửi") :].strip(" :.;")
        reading.facts["addressees"] = [named] if named else []
        reading.stage = "addressees"
        return True
    if text.startswith(("Căn cứ ", "Theo đề nghị ", "Xét đề nghị ")):
        reading.facts.setdefault("bases", []).append(text.rstrip(" .;"))
        return True
    if reading.stage == "addressees" or _block(line)["kind"] != "paragraph":
        return False
    return read_head_line(reading.facts, text)


def _read_body(reading: _Reading, line: Line) -> None:
    text, blocks = _ENDING.sub(".", line.text).lstrip("."), reading.blocks
    block = _block(Line(text, line.listed, line.outline)) if text else None
    if block is None:
        return
    if reading.untitled is not None and block["kind"] == "paragraph":
        reading.untitled["title"], reading.untitled = text, None
        return
    reading.untitled = block if block["kind"] == "heading" and not block["title"] else None
    if block["kind"] == "list" and blocks and blocks[-1]["kind"] == "list":
        blocks[-1]["items"] += block["items"]
    else:
        blocks.append(block)


def _block(line: Line) -> dict[str, Any]:
    text = line.text
    if division := _DIVISION.fullmatch(text):
        return {"kind": "heading", "level": _LEVELS[division[1].casefold()], "title": division[2]}
    if article := _ARTICLE.fullmatch(text):
        return _clause("dieu", article[2], int(article[1]))
    if line.listed == "article":
        return _clause("dieu", text)
    if roman := _ROMAN.fullmatch(text):
        return {"kind": "heading", "level": "la-ma", "title": roman[1]}
    if clause := _CLAUSE.fullmatch(text):
        return _clause("khoan", clause[2], int(clause[1]))
    if line.listed == "number":
        return _clause("khoan", text)
    if (point := _POINT.fullmatch(text)) and point[1] in ALPHABET:
        return {"kind": "point", "number": ALPHABET.index(point[1]) + 1, "text": point[2]}
    if line.listed == "letter":
        return {"kind": "point", "text": text}
    if bullet := _BULLET.fullmatch(text):
        return {"kind": "list", "items": [bullet[1]]}
    if line.listed == "bullet":
        return {"kind": "list", "items": [text]}
    if line.outline == 1:
        return {"kind": "heading", "level": "la-ma", "title": text}
    if line.outline > 1:
        return {"kind": "clause", "level": "khoan", "title": text}
    return {"kind": "paragraph", "text": text}


def _clause(level: str, words: str, number: int = 0) -> dict[str, Any]:
    titled = level == "dieu" and len(words) <= _LONGEST_TITLE and not words.endswith((".", ";", ":", ","))
    block: dict[str, Any] = {"kind": "clause", "level": level, "title" if titled else "text": words}
    return block | ({"number": number} if number else {})
