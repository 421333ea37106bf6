"""Taking a document apart: page numbers off, appendices off, then head, foot and body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ecabinet.domain.documents.layout.anatomy import Anatomy, Appendix, Paragraph
from ecabinet.domain.documents.layout.closing import read_closing, split_contact
from ecabinet.domain.documents.layout.frames import Frame, tables
from ecabinet.domain.documents.layout.header import read_header
from ecabinet.domain.documents.layout.lines import Line, rows
from ecabinet.domain.documents.layout.page import Page, PageDocument
from ecabinet.domain.documents.layout.paragraphs import body_rows, paragraphs, text_edges
from ecabinet.domain.documents.layout.profile import RuleProfile
from ecabinet.domain.folding import folded

PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*$|^[ivxlc]{1,6}$")
SECTION = re.compile(r"^[IVX]{1,5}\. \S")
EDGE_SHARE = 0.09


def dissect(document: PageDocument, profile: RuleProfile) -> Anatomy:
    """Recognise the parts of a document; parts that are not there are absent, nothing is guessed."""
    reading = profile.section("reading")
    numbers: dict[int, Line] = {}
    content: dict[int, tuple[Line, ...]] = {}
    for page in document.pages:
        found = rows(page, reading)
        number = _page_number(found, page)
        if number:
            numbers[page.number] = number
        content[page.number] = tuple(row for row in found if row is not number)
    appendices = _appendices(content, document, profile)
    last = appendices[0].first_page - 1 if appendices else len(document.pages)
    return _main(document, numbers, content, appendices, last, profile)


def _main(
    document: PageDocument,
    numbers: Mapping[int, Line],
    content: Mapping[int, tuple[Line, ...]],
    appendices: Sequence[Appendix],
    last: int,
    profile: RuleProfile,
) -> Anatomy:
    first = document.pages[0]
    page_one, contact = split_contact(content[1], first, profile) if last else ([], [])
    header = read_header(page_one, first.width, first.bars, profile)
    parts = dict(header.parts)
    if contact:
        parts["contact"] = tuple(contact)
    flow = [*header.below, *(row for number in range(2, last + 1) for row in content[number])]
    closing, above = read_closing(flow, first.width, profile)
    parts |= closing
    body = body_rows(above, _tables(document, above, profile))
    left, right = text_edges(body, closing.get("recipients-heading", ()), first.width, profile)
    type_key = parts["type-name"][0].key if "type-name" in parts else ""
    bases, rest = _bases(paragraphs(body, left, right, profile), type_key, profile)
    parts |= _divisions(rest, profile)
    if bases:
        parts["bases"] = tuple(row for paragraph in bases for row in paragraph.rows)
    return Anatomy(
        document,
        parts,
        rest,
        left,
        right,
        numbers,
        content,
        tuple(appendices),
        bases,
    )


def _tables(document: PageDocument, lines: Sequence[Line], profile: RuleProfile) -> dict[int, tuple[Frame, ...]]:
    joint = profile.section("reading").number("joint-tolerance-mm")
    return {number: tables(document.pages[number - 1].bars, joint) for number in {line.page for line in lines}}


def _page_number(found: Sequence[Line], page: Page) -> Line | None:
    """A number alone at the very top, else at the very bottom of the page."""
    for row, near in ((found[:1], True), (found[-1:], False)):
        if row and PAGE_NUMBER.match(row[0].key):
            share = row[0].baseline / page.height
            if share < EDGE_SHARE if near else share > 1 - EDGE_SHARE:
                return row[0]
    return None


def _bases(
    found: tuple[Paragraph, ...], type_key: str, profile: RuleProfile
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """In typed documents: the legal bases under the title, and the other paragraphs.

    In resolutions and decisions their words tell; elsewhere such words also open body text, and italics tell.
    """
    section = profile.section("bases")
    words = tuple(folded(word) for word in section.list("words"))
    always = type_key in {folded(name) for name in section.list("always-in-types")}

    def is_base(paragraph: Paragraph) -> bool:
        return paragraph.key.startswith(words) and (always or paragraph.rows[0].italic)

    start = next((index for index, paragraph in enumerate(found[:3]) if is_base(paragraph)), None)
    if not type_key or start is None or any(not paragraph.centred for paragraph in found[:start]):
        return (), found
    end = start
    while end < len(found) and is_base(found[end]):
        end += 1
    return found[start:end], found[:start] + found[end:]


def _divisions(found: Sequence[Paragraph], profile: RuleProfile) -> dict[str, tuple[Line, ...]]:
    """Phần, Chương, Mục, Tiểu mục: a name and a numeral alone on a row; centred rows below are the title.

    Where there are no chapters, sections are `I. TITLE`.
    """
    section = profile.section("division")
    names = "|".join(folded(name) for name in (*section.list("roman"), *section.list("arabic")))
    heading = re.compile(rf"^(?:{names}) [ivxlc0-9]{{1,6}}$")
    divisions: list[Line] = []
    titles: list[Line] = []
    open_title = False
    for paragraph in found:
        row = paragraph.rows[0]
        if len(paragraph.rows) == 1 and heading.match(row.key):
            divisions.append(row)
            open_title = True
        elif paragraph.centred and open_title:
            titles.append(row)
        else:
            open_title = False
    sections = [row for paragraph in found if SECTION.match(paragraph.text) for row in paragraph.rows]
    parts = {"division": tuple(divisions), "division-title": tuple(titles), "section-title": tuple(sections)}
    return {name: lines for name, lines in parts.items() if lines}


def _appendices(
    content: Mapping[int, tuple[Line, ...]], document: PageDocument, profile: RuleProfile
) -> tuple[Appendix, ...]:
    """Appendices begin on a page of their own whose first row says so."""
    word = folded(profile.section("appendix").text("word"))
    heading = re.compile(rf"^{word}(?:\s+(?:[ivxlc]+|\d+|[a-z]))?[.:]?$")
    starts = [number for number, lines in content.items() if lines and heading.match(lines[0].key)]
    found = []
    for index, start in enumerate(starts):
        last = starts[index + 1] - 1 if index + 1 < len(starts) else len(document.pages)
        found.append(_appendix(content[start], start, last, profile))
    return tuple(found)


def _appendix(lines: Sequence[Line], first: int, last: int, profile: RuleProfile) -> Appendix:
    opening = folded(profile.section("appendix-reference").text("opening"))
    at = next((index for index, line in enumerate(lines[:8]) if line.key.startswith(opening)), None)
    if at is None:
        title = [line for line in lines[1:2] if line.caps or line.bold]
        return Appendix(lines[0], tuple(title), (), first, last)
    end = at
    while end < min(len(lines) - 1, at + 4) and not lines[end].text.rstrip().endswith(")"):
        end += 1
    return Appendix(lines[0], tuple(lines[1:at]), tuple(lines[at : end + 1]), first, last)
