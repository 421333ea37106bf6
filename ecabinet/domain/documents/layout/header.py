"""The head of page 1: two columns of cells, then the title and the addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ecabinet.domain.documents.layout.frames import rule_below
from ecabinet.domain.documents.layout.lines import Line, joined, segments
from ecabinet.domain.documents.layout.page import Bar
from ecabinet.domain.documents.layout.profile import RuleProfile, Section
from ecabinet.domain.folding import folded

MOTTO_KEY = "doclaptudohanhphuc"
NATIONAL_KEY = "conghoaxahoichunghiavietnam"
PLACE_DATE = r".*\bngay\b.*\bthang\b.*\bnam\b"
NUMBER = r"so\s?(?::|\d|/|\.|…)"
LETTER_ABSTRACT = r"v/v\b"
SPANNING_MM = 5.0
SAME_CELL_MM = 14.0
FARTHEST_RULE_MM = 6.0


@dataclass(frozen=True)
class Header:
    """What the head of page 1 holds; `below` are the rows of page 1 under it."""

    parts: dict[str, tuple[Line, ...]]
    below: tuple[Line, ...]


def read_header(rows: Sequence[Line], page_width: float, bars: Sequence[Bar], profile: RuleProfile) -> Header:
    """Recognise the cells of the head; `rows` are the rows of page 1 without the page number."""
    reading = profile.section("reading")
    parted = [segments(row, reading) for row in rows]
    pieces = [piece for row in parted for piece in row]
    parts: dict[str, tuple[Line, ...]] = {}
    for name, key in (("national-name", NATIONAL_KEY), ("motto", MOTTO_KEY)):
        found = next((piece for piece in pieces if piece.letters_key == key), None)
        if found:
            parts[name] = (found,)
    parts |= _stamps(pieces, profile)
    border = _border(parts, page_width)
    end = _end(rows, parted, parts, border, page_width, profile)
    head = [row for row in parted if row[0].baseline < end - 0.1]
    taken = {line for lines in parts.values() for line in lines}
    parts |= _left_cells(_column(head, border, taken, left=True), profile)
    parts |= _right_cells(_column(head, border, taken, left=False))
    below = [row for row in rows if row.baseline >= end - 0.1]
    return _titled(Header(parts, tuple(below)), page_width, bars, profile)


def _stamps(pieces: Sequence[Line], profile: RuleProfile) -> dict[str, tuple[Line, ...]]:
    """Stamps stand alone in their segment, whatever the column."""
    widths = profile.section("urgency").table("frame-width-mm")
    found: dict[str, tuple[Line, ...]] = {}
    for name, marks in (("urgency", tuple(widths)), ("circulation", profile.section("circulation").list("marks"))):
        keys = {folded(mark) for mark in marks}
        stamp = next((piece for piece in pieces if piece.key in keys), None)
        if stamp:
            found[name] = (stamp,)
    marks = tuple(folded(word) for word in profile.section("copy-mark").list("words"))
    copies = [piece for piece in pieces if piece.key.startswith(marks)]
    first = copies[0] if copies else None
    national = found.get("national-name")
    if first and (national is None or first.baseline < national[0].baseline):
        found["copy-mark"] = (first,)
    return found


def _border(parts: dict[str, tuple[Line, ...]], page_width: float) -> float:
    """Where the left column ends: left of the national name, which fills the right cell."""
    for name, inset in (("national-name", 2.0), ("motto", 12.0)):
        if name in parts and parts[name][0].centre > page_width / 2:
            return parts[name][0].x0 - inset
    return page_width / 2


def _end(
    rows: Sequence[Line],
    parted: Sequence[tuple[Line, ...]],
    parts: dict[str, tuple[Line, ...]],
    border: float,
    page_width: float,
    profile: RuleProfile,
) -> float:
    """The baseline of the first row that belongs to neither column."""
    types = {folded(name) for name in profile.section("types").table("abbreviations")}
    word = folded(profile.section("addressees").text("word"))
    started = max((line.baseline for name in ("national-name", "motto") for line in parts.get(name, ())), default=0.0)
    stamps = {line for name in ("urgency", "circulation", "copy-mark") for line in parts.get(name, ())}
    for row, pieces in zip(rows, parted, strict=True):
        if row.baseline <= started or stamps & set(pieces):
            continue
        title = row.key in types and abs(row.centre - page_width / 2) < 15 and row.x0 > border - 30
        spanning = any(piece.x0 < border - SPANNING_MM and piece.x1 > border + SPANNING_MM for piece in pieces)
        if title or row.key.startswith(word) or spanning:
            return row.baseline
    return rows[-1].baseline + 1 if rows else 0.0


def _column(head: Sequence[tuple[Line, ...]], border: float, taken: set[Line], *, left: bool) -> list[Line]:
    """One line for each row of a column, its segments joined (a gap left open for a number parts them)."""
    column: list[Line] = []
    for row in head:
        mine = [piece for piece in row if (piece.centre < border) == left and piece not in taken]
        if mine:
            column.append(joined(mine))
    return column


def _left_cells(column: Sequence[Line], profile: RuleProfile) -> dict[str, tuple[Line, ...]]:
    """Parent, issuer, number and `V/v` from top to bottom."""
    found: dict[str, tuple[Line, ...]] = {}
    number = next((line for line in column if re.match(NUMBER, line.key)), None)
    abstract = next((index for index, line in enumerate(column) if re.match(LETTER_ABSTRACT, line.key)), None)
    if number:
        found["number"] = (number,)
    if abstract is not None:
        found["letter-abstract"] = tuple(_following(column[abstract:]))
    used = {line for lines in found.values() for line in lines}
    names = [line for line in column if line not in used]
    limit = column[abstract].baseline if abstract is not None else None
    if limit is None and number and names and names[0].baseline < number.baseline:
        limit = number.baseline
    names = [line for line in names if limit is None or line.baseline < limit]
    return found | _names(names)


def _names(names: Sequence[Line]) -> dict[str, tuple[Line, ...]]:
    """Parent lines stand first and are not bold; with nothing bold the last line is the issuer."""
    if not names:
        return {}
    parents = next((index for index, line in enumerate(names) if line.bold), len(names) - 1)
    found = {"issuer": tuple(names[parents:])}
    if parents:
        found["parent"] = tuple(names[:parents])
    return found


def _following(lines: Sequence[Line]) -> list[Line]:
    """The first line and those close below it."""
    taken = [lines[0]]
    for line in lines[1:]:
        if line.baseline - taken[-1].baseline > SAME_CELL_MM / 2:
            break
        taken.append(line)
    return taken


def _right_cells(column: Sequence[Line]) -> dict[str, tuple[Line, ...]]:
    place = next((line for line in column if re.match(PLACE_DATE, line.key)), None)
    return {"place-date": (place,)} if place else {}


def _titled(header: Header, page_width: float, bars: Sequence[Bar], profile: RuleProfile) -> Header:
    """Take title, abstract and addressees off the rows below the columns."""
    parts, rows = dict(header.parts), list(header.below)
    types = {folded(name) for name in profile.section("types").table("abbreviations")}
    if rows and rows[0].key in types:
        parts["type-name"] = (rows.pop(0),)
        abstract = _abstract(rows, page_width, bars)
        if abstract:
            parts["abstract"] = tuple(abstract)
            rows = rows[len(abstract) :]
    word = folded(profile.section("addressees").text("word"))
    to = next((index for index, row in enumerate(rows[:4]) if row.key.startswith(word)), None)
    if to is not None:
        lines = _addressees(rows[to:], profile.section("addressees"))
        parts["addressees"] = tuple(lines)
        rows = rows[:to] + rows[to + len(lines) :]
    return Header(parts, tuple(rows))


def _abstract(rows: Sequence[Line], page_width: float, bars: Sequence[Bar]) -> list[Line]:
    """Centred rows under the type, down to the rule that closes them or to a row of another look."""
    if not rows or (rows[0].caps and rule_below(rows[0], bars, 0.0, FARTHEST_RULE_MM) is None):
        return []
    taken: list[Line] = []
    for row in rows:
        if abs(row.centre - page_width / 2) > 15 or (taken and row.caps) or (taken and row.bold != taken[0].bold):
            break
        if taken and any(bar.lies and taken[-1].baseline < bar.y0 < row.baseline - row.size * 0.25 for bar in bars):
            break
        taken.append(row)
    return taken


def _addressees(rows: Sequence[Line], section: Section) -> list[Line]:
    """`Kính gửi:` and, when nothing follows the colon or a dash opens the next row, the list below it."""
    taken = [rows[0]]
    listed = False
    for row in rows[1:]:
        if row.key.startswith("-") and row.x0 > rows[0].x0 + 2:
            listed = True
        elif not listed or row.x0 < taken[-1].x0 - 1 or taken[-1].text.endswith(section.text("last")):
            break
        taken.append(row)
    return taken
