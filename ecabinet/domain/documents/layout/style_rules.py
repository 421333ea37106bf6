"""Letters, size, weight and slope of each component: the same four looks for every row of the decree's table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.finding import Seen
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.profile import RuleProfile
from ecabinet.domain.documents.layout.rule import Look, Rule, seen

STYLED: tuple[tuple[str, str], ...] = (
    ("national-name", "size letters weight slope"),
    ("motto", "size letters weight slope"),
    ("parent", "size letters slope"),
    ("issuer", "size letters weight slope"),
    ("number", "size weight slope"),
    ("place-date", "size letters weight slope"),
    ("letter-abstract", "size letters weight slope"),
    ("type-name", "size letters weight slope"),
    ("abstract", "size letters weight slope"),
    ("addressees", "size letters weight slope"),
    ("bases", "size letters weight slope"),
    ("division", "size letters weight slope"),
    ("division-title", "size letters weight slope"),
    ("section-title", "size letters weight slope"),
    ("authority", "size letters weight slope"),
    ("signer", "size letters weight slope"),
    ("recipients-heading", "size letters weight slope"),
    ("recipients", "size letters weight slope"),
    ("urgency", "size weight slope"),
    ("circulation", "size weight slope"),
    ("drafter-code", "size letters weight slope"),
    ("contact", "size letters weight slope"),
    ("copy-mark", "size weight slope"),
    ("page-number", "size weight slope"),
    ("appendix", "size letters weight slope"),
    ("appendix-title", "size letters weight slope"),
    ("appendix-reference", "size letters weight slope"),
)
"""Component -> what is looked at. A parent's weight is missing: by weight the parent is told from the issuer."""

WHAT = {
    "size": "type size in points",
    "letters": "capitals or sentence letters",
    "weight": "bold or not",
    "slope": "italic or upright",
}


def style_rules() -> tuple[Rule, ...]:
    """One rule for each component and look."""
    looks = {"size": _size, "letters": _letters, "weight": _weight, "slope": _slope}
    return tuple(
        Rule(f"{component}-{kind}", "error", component, looks[kind](component), WHAT[kind])
        for component, kinds in STYLED
        for kind in kinds.split()
    )


def styled_lines(anatomy: Anatomy, component: str) -> Sequence[Line]:
    """The lines a style rule looks at."""
    if component == "page-number":
        return tuple(anatomy.page_numbers.values())
    if component == "appendix":
        return tuple(appendix.heading for appendix in anatomy.appendices)
    if component == "appendix-title":
        return tuple(line for appendix in anatomy.appendices for line in appendix.title)
    if component == "appendix-reference":
        return tuple(line for appendix in anatomy.appendices for line in appendix.reference)
    return anatomy.lines(component)


def _size(component: str) -> Look:
    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        allowed = profile.section(component).range("size")
        tolerance = profile.section("reading").number("size-tolerance-pt")
        for line in styled_lines(anatomy, component):
            if not allowed.holds(line.size, tolerance):
                yield seen(component, line, allowed=allowed, found=line.size, text=line.text)
                return

    return look


def _letters(component: str) -> Look:
    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        wanted = profile.section(component).text("letters")
        lines = [line for line in styled_lines(anatomy, component) if any(letter.isalpha() for letter in line.text)]
        shouting = [line for line in lines if line.caps]
        # one line of a component in sentence letters may be an abbreviation
        wrong = {"caps": [line for line in lines if not line.caps], "sentence": shouting}.get(wanted, [])
        if wrong and (wanted == "caps" or 2 * len(shouting) > len(lines)):
            yield seen(component, wrong[0], text=wrong[0].text)

    return look


def _weight(component: str) -> Look:
    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        wanted = profile.section(component).flag("bold")
        for line in styled_lines(anatomy, component):
            if not _holds(line.share(lambda run: run.bold), wanted, profile):
                yield seen(component, line, text=line.text)
                return

    return look


def _slope(component: str) -> Look:
    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        wanted = profile.section(component).flag("italic")
        for line in styled_lines(anatomy, component):
            if not _holds(line.share(lambda run: run.italic), wanted, profile):
                yield seen(component, line, text=line.text)
                return

    return look


def _holds(share: float, wanted: bool, profile: RuleProfile) -> bool:
    enough = profile.section("reading").number("style-share")
    return share >= enough if wanted else share <= 1 - enough
