"""Appendices in the same file, address lines, and the pictures of signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.finding import Seen
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.page import Field
from ecabinet.domain.documents.layout.profile import RuleProfile
from ecabinet.domain.documents.layout.rule import Rule, seen, seen_page

ROMAN = re.compile(r"^(?=[IVXL])(X{0,3}|XL|L)(IX|IV|V?I{0,3})$")
REFERENCE = re.compile(r"^\(Kèm theo .+ số .*/.+ ngày .*tháng .*năm .*của .+\)$", re.IGNORECASE)


def appendix_numeral(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Two appendices or more are numbered I, II, III; a single one is not."""
    many = len(anatomy.appendices) > 1
    word = profile.section("appendix").text("word")
    for index, appendix in enumerate(anatomy.appendices):
        numeral = appendix.heading.text[len(word) :].strip()
        right = numeral == _roman(index + 1) if many else not numeral or bool(ROMAN.match(numeral))
        if not right:
            yield seen("appendix", appendix.heading, wanted=_roman(index + 1), found=appendix.heading.text)
            return


def _roman(number: int) -> str:
    values = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    shown = ""
    for value, letters in values:
        shown += letters * (number // value)
        number %= value
    return shown


def appendix_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    tolerance = profile.section("appendix").number("centre-tolerance-mm")
    for appendix in anatomy.appendices:
        page = anatomy.document.pages[appendix.first_page - 1]
        middles = (page.width / 2, (anatomy.text_left + anatomy.text_right) / 2)
        for line in (appendix.heading, *appendix.title, *_closed(appendix.reference)):
            if all(abs(line.centre - middle) > tolerance for middle in middles):
                yield seen("appendix", line, text=line.text)
                return


def _closed(reference: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines that end in a word or the bracket; blanks left open at the end of a line cannot be seen."""
    return tuple(line for line in reference if not re.search(r"\b(số|ngày|tháng|năm)$", line.text))


def appendix_title_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    for appendix in anatomy.appendices:
        if not appendix.title:
            yield seen("appendix-title", appendix.heading, text=appendix.heading.text)
            return


def appendix_reference_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    for appendix in anatomy.appendices:
        if not appendix.reference:
            yield seen("appendix-reference", appendix.heading, text=appendix.heading.text)
            return


def appendix_reference_form(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    for appendix in anatomy.appendices:
        text = " ".join(line.text for line in appendix.reference)
        if text and not REFERENCE.match(text):
            yield seen("appendix-reference", appendix.reference[0], text=text)
            return


def appendix_reference_filled(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """In electronic documents number and date in that line stay open."""
    for appendix in anatomy.appendices:
        text = " ".join(line.text for line in appendix.reference)
        if re.search(r"số\s*\d+\s*/|ngày\s*\d+\s*tháng", text):
            yield seen("appendix-reference", appendix.reference[0], text=text)
            return


def contact_rule(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """A stroke as wide as the text between text and address."""
    first = anatomy.first("contact")
    if first is None:
        return
    allowed = profile.section("contact").range("rule-share")
    width = anatomy.text_right - anatomy.text_left
    above = [bar for bar in anatomy.bars(1) if bar.lies and 0 < first.baseline - bar.y0 < 12]
    if not any(allowed.holds(bar.length / width) for bar in above):
        yield seen("contact", first, found=max((bar.length for bar in above), default=0.0))


def leader_signature_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """The leader's picture stands under the post, above the name, in their middle."""
    picture, name = _signature(anatomy, "leader"), anatomy.lines("signer")[-1:]
    tolerance = profile.section("leader-signature").number("centre-tolerance-mm")
    if picture is None or not name or name[0].page != picture.page:
        return
    post = anatomy.lines("authority")[-1:]
    middle = (picture.x0 + picture.x1) / 2
    between = picture.y0 < name[0].baseline and (not post or picture.y1 > post[0].baseline)
    if abs(middle - name[0].centre) > tolerance or not between or _covers_post(picture, post):
        yield seen_page("leader-signature", picture.page, picture.x0, picture.y0)


def _covers_post(picture: Field, post: tuple[Line, ...]) -> bool:
    return bool(post) and picture.y0 < post[0].baseline - 2


def agency_signature_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """The seal covers about a third of the leader's picture, on its left."""
    picture, seal = _signature(anatomy, "leader"), _signature(anatomy, "agency")
    if picture is None or seal is None or picture.x1 <= picture.x0:
        return
    section = profile.section("agency-signature")
    covered = (seal.x1 - picture.x0) / (picture.x1 - picture.x0)
    apart = abs((seal.y0 + seal.y1) / 2 - (picture.y0 + picture.y1) / 2)
    level = apart <= section.number("level-tolerance-mm") and seal.page == picture.page
    if not section.range("overlap-share").holds(covered) or not level or seal.x0 > picture.x0:
        yield seen_page("agency-signature", seal.page, seal.x0, seal.y0, found=100 * covered)


def _signature(anatomy: Anatomy, name: str) -> Field | None:
    field = anatomy.document.field(name)
    return field if field and field.kind == "signature" else None


APPENDIX_RULES = (
    Rule("appendix-numeral", "error", "appendix", appendix_numeral, "Roman numerals in order where there are several"),
    Rule("appendix-place", "error", "appendix", appendix_place, "heading, title and reference in the middle"),
    Rule("appendix-title-missing", "error", "appendix-title", appendix_title_missing, "a title under the heading"),
    Rule(
        "appendix-reference-missing",
        "error",
        "appendix-reference",
        appendix_reference_missing,
        "the line `(Kèm theo ...)`",
    ),
    Rule(
        "appendix-reference-form",
        "error",
        "appendix-reference",
        appendix_reference_form,
        "`(Kèm theo ... số .../... ngày ... tháng ... năm ... của ...)`",
    ),
    Rule(
        "appendix-reference-filled",
        "warning",
        "appendix-reference",
        appendix_reference_filled,
        "digits where an electronic document leaves blanks",
    ),
    Rule("contact-rule", "error", "contact", contact_rule, "a stroke as wide as the text above the address"),
    Rule(
        "leader-signature-place",
        "error",
        "leader-signature",
        leader_signature_place,
        "place of the field `leader` between post and name",
    ),
    Rule(
        "agency-signature-place",
        "error",
        "agency-signature",
        agency_signature_place,
        "how much of the field `leader` the field `agency` covers",
    ),
)
