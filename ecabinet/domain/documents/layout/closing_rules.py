"""Addressees, recipients, authority, post and name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.finding import Seen
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.profile import RuleProfile, Section
from ecabinet.domain.documents.layout.rule import Rule, seen, seen_page
from ecabinet.domain.folding import folded

WRAPPED_MM = 1.0


def addressees_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    if anatomy.is_letter and not anatomy.lines("addressees"):
        yield seen_page("addressees", 1)


def addressees_needless(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Only letters, submissions and reports are addressed."""
    types = {folded(name) for name in profile.section("addressees").list("only-in-types")}
    line = anatomy.first("addressees")
    if line and anatomy.type_key and anatomy.type_key not in types:
        yield seen("addressees", line, text=line.text)


def addressees_form(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """One addressee on the line itself; several below it, `- ` before, `;` after, `.` after the last."""
    section = profile.section("addressees")
    lines = anatomy.lines("addressees")
    if not lines:
        return
    rest = lines[0].text[len(section.text("word")) :].strip()
    if not lines[0].text.casefold().startswith(section.text("word").casefold()):
        yield seen("addressees", lines[0], text=lines[0].text)
        return
    listed = [line for line in lines[1:] if line.text.startswith("-")]
    if bool(rest) == bool(listed) or len(listed) == 1:
        yield seen("addressees", lines[0], text=lines[0].text)
        return
    yield from _at_most_one(_endings(_items(lines[1:]), section, "addressees") if listed else iter(()))


def addressees_dashes(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Dashes stand under the colon."""
    section = profile.section("addressees")
    lines = anatomy.lines("addressees")
    if not lines:
        return
    colon = next((run.x1 for run in lines[0].runs if run.text.endswith(":")), None)
    for line in lines[1:]:
        if colon is not None and line.text.startswith("-"):
            width = line.runs[0].x1 - line.runs[0].x0 if line.runs[0].text == "-" else 1.0
            if abs(line.x0 + width / 2 - colon) > section.number("dash-tolerance-mm"):
                yield seen("addressees", line, text=line.text)
                return


def recipients_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    if not anatomy.lines("recipients-heading"):
        yield seen_page("recipients-heading", len(anatomy.document.pages))


def recipients_heading_form(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("recipients-heading")
    wanted = profile.section("recipients-heading").text("word")
    if line and line.text.casefold() != wanted.casefold():
        yield seen("recipients-heading", line, wanted=wanted, found=line.text)


def recipients_flush_left(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("recipients-heading")
    tolerance = profile.section("recipients-heading").number("left-tolerance-mm")
    body = min((row.x0 for paragraph in anatomy.paragraphs for row in paragraph.rows), default=None)
    if line and body is not None and line.x0 > min(body, anatomy.text_left) + tolerance:
        yield seen("recipients-heading", line, found=line.x0 - anatomy.text_left)


def recipients_level(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """`Nơi nhận:` is level with the authority's first line, unless a second signer stands above it."""
    line, authority = anatomy.first("recipients-heading"), anatomy.first("authority")
    tolerance = profile.section("recipients-heading").number("level-tolerance-mm")
    if (
        line
        and authority
        and not anatomy.lines("second-signer")
        and abs(line.baseline - authority.baseline) > tolerance
    ):
        yield seen("recipients-heading", line, found=line.baseline - authority.baseline)


def recipients_form(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """`- name;` each, the last with a full stop."""
    lines = anatomy.lines("recipients")
    if anatomy.lines("recipients-heading") and not lines:
        yield seen("recipients", anatomy.lines("recipients-heading")[0], text="")
        return
    if lines and not lines[0].text.startswith("-"):
        yield seen("recipients", lines[0], text=lines[0].text)
        return
    yield from _at_most_one(_endings(_items(lines), profile.section("recipients"), "recipients"))


def recipients_first(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Letters begin with `- Như trên`."""
    wanted = profile.section("recipients").text("first-in-letters")
    line = anatomy.first("recipients")
    if line and anatomy.is_letter and not line.text.lstrip("- ").casefold().startswith(wanted.casefold()):
        yield seen("recipients", line, wanted=wanted, text=line.text)


def recipients_archive(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """The last line says where a copy is kept: `- Lưu: VT, ...`."""
    section = profile.section("recipients")
    items = _items(anatomy.lines("recipients"))
    if not items:
        return
    last = " ".join(line.text for line in items[-1])
    if not re.match(rf"^-\s*{section.text('archive')}\s*{section.text('archive-office')}\b", last):
        yield seen("recipients", items[-1][0], text=last)


def authority_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    if not anatomy.lines("authority"):
        yield seen_page("authority", len(anatomy.document.pages))


def authority_form(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("authority")
    misspelt = {word.casefold() for word in profile.section("authority").list("misspelt")}
    if line and " " in line.text and line.text.split()[0].casefold() in misspelt:
        yield seen("authority", line, found=line.text.split()[0])


def authority_post(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Who signs for another names the own post below."""
    lines = anatomy.lines("authority")
    two = profile.section("authority").list("two-lines")
    if lines and lines[0].text.split()[0] in two and len(lines) < 2:
        yield seen("authority", lines[0], text=lines[0].text)


def authority_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """One middle, in the right half."""
    lines = anatomy.lines("authority")
    tolerance = profile.section("signer").number("centre-tolerance-mm")
    for line in lines[1:]:
        if abs(line.centre - lines[0].centre) > tolerance:
            yield seen("authority", line, text=line.text)
            return


def signer_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    if anatomy.lines("authority") and not anatomy.lines("signer"):
        yield seen("signer", anatomy.lines("authority")[-1])


def signer_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Centred under authority and post."""
    upper = anatomy.lines("authority")
    tolerance = profile.section("signer").number("centre-tolerance-mm")
    for line in anatomy.lines("signer")[-1:]:
        if upper and abs(line.centre - upper[0].centre) > tolerance:
            yield seen("signer", line, text=line.text)


def signer_title(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    yield from _before_name(anatomy, profile.section("signer").list("titles"))


def signer_rank(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    yield from _before_name(anatomy, profile.section("signer").list("ranks"))


def _before_name(anatomy: Anatomy, titles: Sequence[str]) -> Iterator[Seen]:
    any_title = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    for line in anatomy.lines("signer")[-1:]:
        found = re.match(rf"(?:{any_title})(?=[.\s])", line.text)
        if found:
            yield seen("signer", line, found=found[0], text=line.text)


def _items(lines: Sequence[Line]) -> list[list[Line]]:
    """Rows grouped by the dash that opens each item."""
    items: list[list[Line]] = []
    for line in lines:
        if line.text.startswith("-") or not items:
            items.append([line])
        else:
            items[-1].append(line)
    return items


def _endings(items: Sequence[Sequence[Line]], section: Section, component: str) -> Iterator[Seen]:
    for index, item in enumerate(items):
        wanted = section.text("last" if index == len(items) - 1 else "between")
        if not item[-1].text.endswith(wanted) or not re.match(r"^-\s", item[0].text):
            yield seen(component, item[-1], wanted=wanted, text=item[-1].text)


def _at_most_one(found: Iterator[Seen]) -> Iterator[Seen]:
    """At most one finding."""
    for one in found:
        yield one
        return


CLOSING_RULES = (
    Rule("addressees-missing", "error", "addressees", addressees_missing, "`Kính gửi:` in a letter"),
    Rule(
        "addressees-needless",
        "error",
        "addressees",
        addressees_needless,
        "`Kính gửi:` in other types than submissions and reports",
    ),
    Rule(
        "addressees-form",
        "error",
        "addressees",
        addressees_form,
        "one on the line, or a list with dashes, `;` and a last `.`",
    ),
    Rule("addressees-dashes", "error", "addressees", addressees_dashes, "dashes under the colon"),
    Rule("recipients-missing", "error", "recipients-heading", recipients_missing, "`Nơi nhận:`"),
    Rule("recipients-heading-form", "error", "recipients-heading", recipients_heading_form, "the words"),
    Rule(
        "recipients-flush-left",
        "error",
        "recipients-heading",
        recipients_flush_left,
        "left end at the text's left edge",
    ),
    Rule("recipients-level", "error", "recipients-heading", recipients_level, "same baseline as the authority"),
    Rule("recipients-form", "error", "recipients", recipients_form, "`- name;` each, `.` after the last"),
    Rule("recipients-first", "error", "recipients", recipients_first, "`- Như trên` first in letters"),
    Rule("recipients-archive", "error", "recipients", recipients_archive, "`- Lưu: VT, ...` last"),
    Rule("authority-missing", "error", "authority", authority_missing, "post in capitals in the right half"),
    Rule("authority-form", "error", "authority", authority_form, "spelling of TM., Q., KT., TL., TUQ."),
    Rule("authority-post", "error", "authority", authority_post, "own post under TM., KT., TL., TUQ."),
    Rule("authority-place", "error", "authority", authority_place, "one middle for all lines"),
    Rule("signer-missing", "error", "signer", signer_missing, "a name under the post"),
    Rule("signer-place", "error", "signer", signer_place, "middle under the post"),
    Rule("signer-title", "error", "signer", signer_title, "academic rank, degree or title before the name"),
    Rule("signer-rank", "warning", "signer", signer_rank, "military rank before the name (allowed in some sectors)"),
)
