"""The head of page 1: cells 1 to 5 of the decree's drawing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.finding import Seen
from ecabinet.domain.documents.layout.frames import rule_below
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.number_rules import date_is_open
from ecabinet.domain.documents.layout.page import MM_PER_POINT, Bar
from ecabinet.domain.documents.layout.profile import RuleProfile, Section
from ecabinet.domain.documents.layout.rule import Look, Rule, seen, seen_page

SAME_LINE_MM = 2.0


def missing(component: str) -> Look:
    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        if not anatomy.lines(component):
            yield seen_page(component, 1)

    return look


def title_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    if not anatomy.lines("type-name") and not anatomy.lines("letter-abstract"):
        yield seen_page("type-name", 1)


def abstract_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    name = anatomy.first("type-name")
    if name and not anatomy.lines("abstract"):
        yield seen("abstract", name)


def text_form(component: str) -> Look:
    """The words letter by letter; case is the business of another rule."""

    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        allowed = profile.section(component).list("texts")
        line = anatomy.first(component)
        if line and line.text.casefold() not in {text.casefold() for text in allowed}:
            yield seen(component, line, wanted=allowed[0], found=line.text)

    return look


def motto_capitals(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """The first letter of each phrase is a capital, the others are not."""
    allowed = profile.section("motto").list("texts")
    line = anatomy.first("motto")
    same = line is not None and line.text.casefold() in {text.casefold() for text in allowed}
    if line and same and not line.caps and line.text not in allowed:
        yield seen("motto", line, wanted=allowed[0], found=line.text)


def national_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """The national name stands in the right half of the page, level with the first line of the left cell."""
    line = anatomy.first("national-name")
    if line is None:
        return
    left = [*anatomy.lines("parent"), *anatomy.lines("issuer")]
    above = min((other.baseline for other in left), default=line.baseline)
    if line.centre < anatomy.document.pages[0].width / 2 or line.baseline > above + SAME_LINE_MM * 2:
        yield seen("national-name", line)


def motto_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    yield from _centred_under(anatomy, profile, "motto", "national-name")


def motto_spacing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    above, line = anatomy.first("national-name"), anatomy.first("motto")
    if above and line:
        allowed = profile.section("motto").range("spacing-em")
        distance = (line.baseline - above.baseline) / (line.size * MM_PER_POINT)
        if distance > 0 and not allowed.holds(distance):
            yield seen("motto", line, allowed=allowed, found=distance)


def motto_rule(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("motto")
    bar = _rule(anatomy, profile, "motto")
    if line is None:
        return
    if bar is None:
        yield seen("motto", line, found=0)
        return
    allowed = profile.section("motto").range("rule-share")
    if not allowed.holds(bar.length / line.width) or not _balanced(bar, line, profile.section("motto")):
        yield seen("motto", line, found=100 * bar.length / line.width)


def partial_rule(component: str) -> Look:
    """A rule below of a third to half the line, balanced; the longest line of a cell counts for its length."""

    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        lines = anatomy.lines(component)
        if not lines:
            return
        section = profile.section(component)
        bar = _rule(anatomy, profile, component)
        if bar is None:
            yield seen(component, lines[-1], found=0)
            return
        shares = (bar.length / lines[-1].width, bar.length / max(line.width for line in lines))
        allowed, tolerance = section.range("rule-share"), section.number("rule-share-tolerance")
        fits = any(allowed.holds(share, tolerance) for share in shares)
        if not fits or not _balanced(bar, lines[-1], section):
            yield seen(component, lines[-1], found=100 * shares[0])

    return look


def _rule(anatomy: Anatomy, profile: RuleProfile, component: str) -> Bar | None:
    lines = anatomy.lines(component)
    if not lines:
        return None
    allowed = profile.section(component).range("rule-below-mm")
    return rule_below(lines[-1], anatomy.bars(1), allowed.minimum, allowed.maximum)


def _balanced(bar: Bar, line: Line, section: Section) -> bool:
    return abs((bar.x0 + bar.x1) / 2 - line.centre) <= section.number("centre-tolerance-mm")


def issuer_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """All lines of the left cell share one middle."""
    lines = [*anatomy.lines("parent"), *anatomy.lines("issuer")]
    tolerance = profile.section("issuer").number("centre-tolerance-mm")
    for line in lines[1:]:
        if abs(line.centre - lines[0].centre) > tolerance:
            yield seen("issuer", line, found=line.centre - lines[0].centre)
            return


def number_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    yield from _centred_under(anatomy, profile, "number", "issuer")


def place_date_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """An open date is drawn shorter than the filled one will be."""
    line = anatomy.first("place-date")
    if line and not date_is_open(line):
        yield from _centred_under(anatomy, profile, "place-date", "national-name")


def place_date_level(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    number, line = anatomy.first("number"), anatomy.first("place-date")
    tolerance = profile.section("place-date").number("line-tolerance-mm")
    if number and line and abs(number.baseline - line.baseline) > tolerance:
        yield seen("place-date", line, found=line.baseline - number.baseline)


def letter_abstract_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """All its lines are centred under the number."""
    lines = anatomy.lines("letter-abstract")
    number, issuer = anatomy.first("number"), anatomy.first("issuer")
    above = issuer or number
    tolerance = profile.section("letter-abstract").number("centre-tolerance-mm")
    for line in lines:
        if above and abs(line.centre - above.centre) > tolerance:
            yield seen("letter-abstract", line, found=line.centre - above.centre)
            return


def letter_abstract_space(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    number, line = anatomy.first("number"), anatomy.first("letter-abstract")
    if number is None or line is None:
        return
    section = profile.section("letter-abstract")
    allowed, tolerance = section.range("space-before-pt"), section.number("space-tolerance-pt")
    single = profile.section("body").number("single-line-em") * line.size
    space = (line.baseline - number.baseline) / MM_PER_POINT - single
    # above the number, the order is wrong, not the space
    if line.baseline > number.baseline and not allowed.holds(space, tolerance):
        yield seen("letter-abstract", line, allowed=allowed, found=space)


def title_place(component: str) -> Look:
    """Centred on the page or on the text."""

    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        tolerance = profile.section(component).number("centre-tolerance-mm")
        middles = (anatomy.document.pages[0].width / 2, (anatomy.text_left + anatomy.text_right) / 2)
        for line in anatomy.lines(component):
            if all(abs(line.centre - middle) > tolerance for middle in middles):
                yield seen(component, line, found=line.centre - middles[1])
                return

    return look


def header_order(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Each column from top to bottom."""
    columns: Sequence[tuple[str, ...]] = (
        ("parent", "issuer", "number", "letter-abstract", "urgency"),
        ("national-name", "motto", "place-date"),
    )
    for column in columns:
        lines = [(name, line) for name in column for line in anatomy.lines(name)]
        for (_, above), (name, line) in itertools.pairwise(lines):
            if line.baseline < above.baseline:
                yield seen(name, line, text=line.text)
                return


def _centred_under(anatomy: Anatomy, profile: RuleProfile, component: str, above: str) -> Iterator[Seen]:
    line, upper = anatomy.first(component), anatomy.first(above)
    tolerance = profile.section(component).number("centre-tolerance-mm")
    if line and upper and abs(line.centre - upper.centre) > tolerance:
        yield seen(component, line, found=line.centre - upper.centre)


HEADER_RULES = (
    Rule("national-name-missing", "error", "national-name", missing("national-name"), "the line is on page 1"),
    Rule(
        "national-name-form",
        "error",
        "national-name",
        text_form("national-name"),
        "the words, either placing of the tone",
    ),
    Rule(
        "national-name-place",
        "error",
        "national-name",
        national_place,
        "right half of page 1, level with the left cell",
    ),
    Rule("motto-missing", "error", "motto", missing("motto"), "the line is on page 1"),
    Rule("motto-form", "error", "motto", text_form("motto"), "the words, hyphens with spaces"),
    Rule("motto-capitals", "error", "motto", motto_capitals, "first letter of each phrase"),
    Rule("motto-place", "error", "motto", motto_place, "middle under the national name"),
    Rule("motto-spacing", "error", "motto", motto_spacing, "baseline distance to the national name"),
    Rule("motto-rule", "error", "motto", motto_rule, "length and middle of the stroke below"),
    Rule("issuer-missing", "error", "issuer", missing("issuer"), "a name in the left cell"),
    Rule("issuer-place", "error", "issuer", issuer_place, "one middle for all lines of the cell"),
    Rule("issuer-rule", "error", "issuer", partial_rule("issuer"), "length and middle of the stroke below"),
    Rule("number-missing", "error", "number", missing("number"), "a line that begins with `Số:`"),
    Rule("number-place", "error", "number", number_place, "middle under the issuer"),
    Rule("place-date-place", "error", "place-date", place_date_place, "middle under the national name"),
    Rule("place-date-level", "error", "place-date", place_date_level, "same baseline as the number"),
    Rule("letter-abstract-place", "error", "letter-abstract", letter_abstract_place, "middle of the left cell"),
    Rule(
        "letter-abstract-space",
        "error",
        "letter-abstract",
        letter_abstract_space,
        "space between number and `V/v` beyond one single line",
    ),
    Rule("title-missing", "error", "type-name", title_missing, "a type name or `V/v`"),
    Rule("type-name-place", "error", "type-name", title_place("type-name"), "middle of the page or the text"),
    Rule("abstract-missing", "error", "abstract", abstract_missing, "a line under the type name"),
    Rule("abstract-place", "error", "abstract", title_place("abstract"), "middle of the page or the text"),
    Rule("abstract-rule", "error", "abstract", partial_rule("abstract"), "length and middle of the stroke below"),
    Rule("header-order", "error", "national-name", header_order, "order of the cells in each column"),
)
