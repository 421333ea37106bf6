"""Judging a document against a rule profile."""

from __future__ import annotations

from dataclasses import replace

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.dissect import dissect
from ecabinet.domain.documents.layout.finding import LayoutFinding, Seen, Severity
from ecabinet.domain.documents.layout.page import PageDocument
from ecabinet.domain.documents.layout.profile import RuleProfile
from ecabinet.domain.documents.layout.rule_table import RULES
from ecabinet.domain.documents.layout.secrecy import secrecy_marks

NO_TEXT, NOT_OFFICIAL, SECRET = "no-text-layer", "not-an-official-document", "secret-mark"
OFFICIAL_SIGNS = ("national-name", "motto", "number", "place-date", "recipients-heading")
FEWEST_SIGNS = 2
FEWEST_LETTERS = 20
MOST_FINDINGS = 500
SMALLEST_MM, SMALLEST_PT = 1.0, 0.5


def check_layout(document: PageDocument, profile: RuleProfile) -> tuple[LayoutFinding, ...]:
    """Findings in the order of the rule table; none means the layout holds.

    A document without text, or that is no official document, gets one finding that says so (and a secrecy mark
    if it bears one), because no other rule would mean anything.
    """
    document = _measurable(document)
    if _letters(document) < FEWEST_LETTERS:
        return (_whole(NO_TEXT, "warning", profile), *_secret(document, profile))
    anatomy = dissect(document, profile)
    if _signs(anatomy) < FEWEST_SIGNS:
        return (_whole(NOT_OFFICIAL, "error", profile), *_secret(document, profile))
    found = [
        LayoutFinding(rule.code, rule.severity, seen, profile.section(rule.section).article)
        for rule in RULES
        for seen in rule.look(anatomy, profile)
    ]
    return tuple(found[:MOST_FINDINGS])


def _measurable(document: PageDocument) -> PageDocument:
    """Without blank glyphs or glyphs of no size, and with pages of some size: a rule may divide by what it measures."""
    pages = tuple(
        replace(
            page,
            width=max(page.width, SMALLEST_MM),
            height=max(page.height, SMALLEST_MM),
            runs=tuple(
                run for run in page.runs if run.size >= SMALLEST_PT and run.x1 - run.x0 > 0.01 and run.text.strip()
            ),
        )
        for page in document.pages
    )
    return replace(document, pages=pages)


def _letters(document: PageDocument) -> int:
    return sum(sum(letter.isalpha() for letter in run.text) for page in document.pages for run in page.runs)


def _signs(anatomy: Anatomy) -> int:
    return sum(bool(anatomy.lines(part)) for part in OFFICIAL_SIGNS)


def _whole(code: str, severity: Severity, profile: RuleProfile) -> LayoutFinding:
    return LayoutFinding(code, severity, Seen("document", 1, 0.0, 0.0), profile.section("paper").article)


def _secret(document: PageDocument, profile: RuleProfile) -> tuple[LayoutFinding, ...]:
    found = next(secrecy_marks(document, profile), None)
    if found is None:
        return ()
    mark, page, x, y = found
    article = profile.section("secrecy").article
    return (LayoutFinding(SECRET, "error", Seen("secrecy", page, x, y, {"found": mark}), article),)
