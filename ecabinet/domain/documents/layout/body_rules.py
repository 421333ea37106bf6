"""Bases and body: justification, indents, spaces, divisions, clauses, points, the closing sign."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator

from ecabinet.domain.documents.layout.anatomy import Anatomy, Paragraph
from ecabinet.domain.documents.layout.finding import Seen
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.page import MM_PER_POINT
from ecabinet.domain.documents.layout.profile import RuleProfile
from ecabinet.domain.documents.layout.rule import Rule, seen, seen_page

POINT = re.compile(r"^([^\W\d_])\)\s")
CLAUSE = re.compile(r"^\d+\.\s")
LEFT_EDGE_MM = 1.5
DIVISIONS = ("division", "division-title", "section-title")


def bases_endings(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """`;` after each, `.` after the last."""
    section = profile.section("bases")
    for index, base in enumerate(anatomy.bases):
        wanted = section.text("last" if index == len(anatomy.bases) - 1 else "between")
        if not base.text.endswith(wanted):
            yield seen("bases", base.rows[-1], wanted=wanted, text=base.rows[-1].text)
            return


def body_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    if not anatomy.paragraphs:
        yield seen_page("body", 1)


def body_size(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    allowed = profile.section("body").range("size")
    tolerance = profile.section("reading").number("size-tolerance-pt")
    for row in _rows(anatomy):
        if not allowed.holds(row.size, tolerance):
            yield seen("body", row, allowed=allowed, found=row.size, text=row.text)
            return


def body_slope(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Words may be stressed; a whole paragraph in italic is not body text."""
    for paragraph in _running(anatomy):
        if len(paragraph.rows) > 1 and all(row.italic for row in paragraph.rows):
            yield seen("body", paragraph.rows[0], text=paragraph.rows[0].text)
            return


def body_weight(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Titles of articles and clauses are bold; a whole paragraph of three rows is not a title."""
    word = profile.section("clause").text("word")
    for paragraph in _running(anatomy):
        titled = paragraph.text.startswith(word) or CLAUSE.match(paragraph.text)
        if len(paragraph.rows) > 2 and not titled and all(row.bold for row in paragraph.rows):
            yield seen("body", paragraph.rows[0], text=paragraph.rows[0].text)
            return


def body_justified(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Every row that goes on in the next reaches the right edge."""
    section = profile.section("body")
    tolerance = section.number("justify-tolerance-mm")
    inner = [row for paragraph in (*_running(anatomy), *anatomy.bases) for row in paragraph.rows[:-1]]
    ragged = [row for row in inner if row.x1 < anatomy.text_right - tolerance]
    if ragged and 100 * len(ragged) > section.number("ragged-percent") * len(inner):
        yield seen("body", ragged[0], found=len(ragged), rows=len(inner))


def body_indent(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """First rows stand 10 or 12.7 mm in; hanging lists, whose next rows stand in too, are left alone."""
    section = profile.section("body")
    allowed, tolerance = section.numbers_of("indent-mm"), section.number("indent-tolerance-mm")
    for paragraph in (*_running(anatomy), *anatomy.bases):
        indent = paragraph.rows[0].x0 - anatomy.text_left
        if any(row.x0 > anatomy.text_left + LEFT_EDGE_MM for row in paragraph.rows[1:]):
            continue
        if len(paragraph.rows) == 1 and indent > max(allowed) + tolerance:
            continue
        if not any(abs(indent - one) <= tolerance for one in allowed):
            shown = " / ".join(f"{one:g}" for one in allowed)
            yield seen("body", paragraph.rows[0], allowed=shown, found=indent, text=paragraph.rows[0].text)
            return


def line_spacing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Baseline distances inside paragraphs, in single lines of the font."""
    section = profile.section("body")
    allowed, tolerance = section.range("line-spacing"), section.number("line-spacing-tolerance")
    for paragraph in (*_running(anatomy), *anatomy.bases):
        for above, row in itertools.pairwise(paragraph.rows):
            if above.page != row.page:
                continue
            found = (row.baseline - above.baseline) / _single(row, profile)
            if not allowed.holds(found, tolerance):
                yield seen("body", row, allowed=allowed, found=f"{found:.2f}", text=row.text)
                return


def paragraph_spacing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Between paragraphs, beyond the distance of lines within them: this document's own, at least single."""
    section = profile.section("body")
    allowed, tolerance = section.range("space-between-pt"), section.number("space-tolerance-pt")
    pitch = _pitch(anatomy, profile)
    running = [paragraph for paragraph in anatomy.paragraphs if not paragraph.centred]
    for above, below in itertools.pairwise(running):
        last, first = above.rows[-1], below.rows[0]
        if last.page != first.page or not _adjacent(last, first, anatomy):
            continue
        space = (first.baseline - last.baseline - pitch * _single(first, profile)) / MM_PER_POINT
        if space < allowed.minimum - tolerance:
            yield seen("body", first, allowed=f"{allowed.minimum:g}", found=space, text=first.text)
            return


def _pitch(anatomy: Anatomy, profile: RuleProfile) -> float:
    """The usual distance of baselines within paragraphs, in single lines; 1 if no paragraph has two rows."""
    pitches = sorted(
        (row.baseline - above.baseline) / _single(row, profile)
        for paragraph in (*_running(anatomy), *anatomy.bases)
        for above, row in itertools.pairwise(paragraph.rows)
        if above.page == row.page
    )
    return max(pitches[len(pitches) // 2], 1.0) if pitches else 1.0


def _adjacent(above: Line, below: Line, anatomy: Anatomy) -> bool:
    """No other row (of a table, of a heading) between two rows of a page."""
    lines = anatomy.content[above.page]
    following = bisect.bisect_right(lines, above.baseline + 0.5, key=lambda line: line.baseline)
    return following >= len(lines) or lines[following].baseline >= below.baseline - 0.5


def _single(row: Line, profile: RuleProfile) -> float:
    return profile.section("body").number("single-line-em") * row.size * MM_PER_POINT


def body_end(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """The text ends with `./.`."""
    wanted = profile.section("body").text("end")
    last = anatomy.paragraphs[-1] if anatomy.paragraphs else None
    if last and not last.text.replace(" ", "").endswith(wanted):
        yield seen("body", last.rows[-1], wanted=wanted, text=last.rows[-1].text[-40:])


def division_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    tolerance = profile.section("division").number("centre-tolerance-mm")
    middle = (anatomy.text_left + anatomy.text_right) / 2
    for line in (*anatomy.lines("division"), *anatomy.lines("division-title")):
        if abs(line.centre - middle) > tolerance:
            yield seen("division", line, text=line.text)
            return


def division_numeral(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Roman for Phần and Chương, Arabic for Mục and Tiểu mục."""
    section = profile.section("division")
    for line in anatomy.lines("division"):
        name, _, numeral = line.text.rpartition(" ")
        roman = bool(re.fullmatch(r"[IVXLC]+", numeral))
        arabic = bool(re.fullmatch(r"[1-9][0-9]*", numeral))
        wants_roman = name.casefold() in {word.casefold() for word in section.list("roman")}
        if (wants_roman and not roman) or (not wants_roman and not arabic):
            yield seen("division", line, found=line.text)
            return


def clause_weight(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """`Điều 1.` is bold, its title too where it has one of its own."""
    section = profile.section("clause")
    for paragraph in anatomy.paragraphs:
        row = paragraph.rows[0]
        if re.match(rf"{section.text('word')} \d+\.", row.text) and not all(run.bold for run in row.runs[:2]):
            yield seen("clause", row, text=row.text)
            return


def clause_form(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """An article's number is Arabic and ends with a dot; only bold openings are taken for headings."""
    word = profile.section("clause").text("word")
    for paragraph in anatomy.paragraphs:
        row = paragraph.rows[0]
        heading = re.match(rf"{word} ([0-9IVXLC]+)\s*[.:)]?", row.text)
        if heading and all(run.bold for run in row.runs[:2]) and not re.match(rf"{word} \d+\.(\s|$)", row.text):
            yield seen("clause", row, text=row.text)
            return


def point_letters(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Points run through the Vietnamese alphabet: đ after d, no f, j, w, z; each row of points begins again with a."""
    alphabet = profile.section("point").list("alphabet")
    before: str | None = None
    for paragraph in anatomy.paragraphs:
        point = POINT.match(paragraph.text)
        if not point:
            before = before if not CLAUSE.match(paragraph.text) else None
            continue
        letter = point[1]
        following = alphabet[alphabet.index(before) + 1 : alphabet.index(before) + 2] if before in alphabet else ()
        if letter != alphabet[0] and letter not in following:
            yield seen("point", paragraph.rows[0], wanted=next(iter(following), alphabet[0]), found=letter)
            return
        before = letter


def _rows(anatomy: Anatomy) -> list[Line]:
    divisions = {line for part in DIVISIONS for line in anatomy.lines(part)}
    return [row for paragraph in anatomy.paragraphs for row in paragraph.rows if row not in divisions]


def _running(anatomy: Anatomy) -> list[Paragraph]:
    return [paragraph for paragraph in anatomy.paragraphs if not paragraph.centred]


BODY_RULES = (
    Rule("bases-endings", "error", "bases", bases_endings, "`;` after each base, `.` after the last"),
    Rule("body-missing", "error", "body", body_missing, "text between head and closing"),
    Rule("body-size", "error", "body", body_size, "type size in points"),
    Rule("body-slope", "error", "body", body_slope, "whole paragraphs in italic"),
    Rule("body-weight", "error", "body", body_weight, "whole paragraphs in bold"),
    Rule("body-justified", "error", "body", body_justified, "right ends of rows that go on"),
    Rule("body-indent", "error", "body", body_indent, "left end of first rows"),
    Rule("line-spacing", "error", "body", line_spacing, "baseline distance within paragraphs, in single lines"),
    Rule("paragraph-spacing", "error", "body", paragraph_spacing, "space between paragraphs beyond the line distance"),
    Rule("body-end", "error", "body", body_end, "`./.` at the end of the text"),
    Rule("division-place", "error", "division", division_place, "middle of the text"),
    Rule("division-numeral", "error", "division", division_numeral, "Roman or Arabic numeral"),
    Rule("clause-weight", "error", "clause", clause_weight, "`Điều n.` in bold"),
    Rule("clause-form", "error", "clause", clause_form, "Arabic number and dot"),
    Rule("point-letters", "error", "point", point_letters, "order of the Vietnamese alphabet"),
)
