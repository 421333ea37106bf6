"""Number and symbol, place and date: their form as text, and whether they are still open."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.finding import Seen
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.profile import RuleProfile
from ecabinet.domain.documents.layout.rule import Rule, seen, seen_page
from ecabinet.domain.folding import folded

LOOSE_NUMBER = re.compile(r"^(?P<word>\S+?\s?:)\s*(?P<digits>\d*)(?P<blank>[.…_\s]*)(?P<slash>/\s*)(?P<symbol>.*)$")
LOOSE_DATE = re.compile(
    r"^(?P<place>.*?)(?P<comma>,?)\s*ngày\s*(?P<day>\S*?)\s*tháng\s*(?P<month>\S*?)\s*năm\s*(?P<year>\S*)$",
    re.IGNORECASE,
)
STRICT_DATE = re.compile(r"^[^,]+, ngày \d{1,2} tháng \d{1,2} năm \d{4}$", re.IGNORECASE)
OPEN_DATE = re.compile(r"^[^,]+, ngày\b.*\btháng\b.*\bnăm\b.*$", re.IGNORECASE)


def number_open(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("number")
    if line and _is_open(line):
        yield seen("number", line)


def number_form(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """`Số: 05/BNV-VP`: the word, one space, digits, slash, symbol; spaces are the business of another rule."""
    line = anatomy.first("number")
    if line is None:
        return
    found = LOOSE_NUMBER.match(line.text)
    word = profile.section("number").text("word")
    if not found or found["word"] != word or not found["symbol"].strip() or not _symbol_letters(found["symbol"]):
        yield seen("number", line, found=line.text)


def number_spaces(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """No space around slash and hyphens; blanks where the digits are still open are none."""
    line = anatomy.first("number")
    found = LOOSE_NUMBER.match(line.text) if line else None
    if line is None or not found:
        return
    around_slash = found["slash"] != "/" or (found["digits"] and found["blank"])
    if around_slash or re.search(r"\s", found["symbol"].strip()):
        yield seen("number", line, found=line.text)


def number_zero(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("number")
    found = LOOSE_NUMBER.match(line.text) if line else None
    if line is None or not found or not found["digits"]:
        return
    digits = found["digits"]
    least = profile.section("number").number("leading-zero-below")
    wanted = f"{int(digits):02d}" if int(digits) < least else str(int(digits))
    if digits != wanted:
        yield seen("number", line, wanted=wanted, found=digits)


def symbol_letters(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("number")
    mixed = profile.section("symbol").list("mixed-case")
    for group in _groups(line):
        if line and group != group.upper() and group not in mixed:
            yield seen("number", line, found=group)
            return


def symbol_type(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """A typed document's symbol begins with its type; a letter's has no type at all."""
    line = anatomy.first("number")
    groups = _groups(line)
    if line is None or not groups:
        return
    types = {folded(name): str(short) for name, short in profile.section("types").table("abbreviations").items()}
    wanted = types.get(anatomy.type_key)
    forbidden = profile.section("symbol").list("forbidden")
    if (wanted and groups[0] != wanted) or groups[0] in forbidden:
        yield seen("number", line, wanted=wanted or "-", found=groups[0])


def _groups(line: Line | None) -> list[str]:
    found = LOOSE_NUMBER.match(line.text) if line else None
    return [group.strip() for group in found["symbol"].split("-")] if found else []


def _symbol_letters(symbol: str) -> bool:
    return bool(re.fullmatch(r"[^\W_]+(?:\s*[-.&/]\s*[^\W_]+|\s[^\W_]+)*", symbol.strip()))


def _is_open(line: Line) -> bool:
    found = LOOSE_NUMBER.match(line.text)
    return bool(found) and not found["digits"] if found else False


def place_date_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Minutes have none."""
    exempt = {folded(name) for name in profile.section("place-date").list("not-in-types")}
    if not anatomy.lines("place-date") and anatomy.type_key not in exempt:
        yield seen_page("place-date", 1)


def date_open(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("place-date")
    if line and date_is_open(line):
        yield seen("place-date", line)


def place_date_form(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("place-date")
    if line is None:
        return
    pattern = OPEN_DATE if date_is_open(line) else STRICT_DATE
    if not pattern.match(line.text):
        yield seen("place-date", line, found=line.text)


def date_zero(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Days below 10 and months 1 and 2 have a leading zero, other months have none."""
    line = anatomy.first("place-date")
    parts = _date(line)
    if line is None or parts is None:
        return
    section = profile.section("place-date")
    for name, least in (("day", "leading-zero-days-below"), ("month", "leading-zero-months-below")):
        value = int(parts[name])
        wanted = f"{value:02d}" if value < section.number(least) else str(value)
        if parts[name] != wanted:
            yield seen("place-date", line, wanted=wanted, found=parts[name])
            return


def date_impossible(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    line = anatomy.first("place-date")
    parts = _date(line)
    if line is None or parts is None:
        return
    day, month, year = (int(parts[name]) for name in ("day", "month", "year"))
    if not (1 <= month <= 12 and 1900 <= year <= 2999 and 1 <= day <= calendar.monthrange(year, month)[1]):
        yield seen("place-date", line, found=line.text)


def _date(line: Line | None) -> Mapping[str, str] | None:
    """Day, month and year if all three are plain digits of sane length."""
    found = LOOSE_DATE.match(line.text) if line else None
    if not found:
        return None
    parts = {name: found[name] for name in ("day", "month", "year")}
    fits = all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts.values())
    return parts if fits else None


def date_is_open(line: Line) -> bool:
    """No day or no month yet: blanks, dots."""
    found = LOOSE_DATE.match(line.text)
    return bool(found) and not (re.search(r"\d", found["day"]) and re.search(r"\d", found["month"])) if found else False


NUMBER_RULES = (
    Rule("number-open", "info", "number", number_open, "no digits before the slash yet"),
    Rule("number-form", "error", "number", number_form, "`Số: 05/BNV-VP`"),
    Rule("number-spaces", "error", "number", number_spaces, "spaces around slash and hyphens"),
    Rule("number-zero", "error", "number", number_zero, "leading zero below 10"),
    Rule("symbol-letters", "error", "symbol", symbol_letters, "capitals in each group of the symbol"),
    Rule("symbol-type", "error", "symbol", symbol_type, "first group against the type name"),
    Rule(
        "place-date-missing",
        "error",
        "place-date",
        place_date_missing,
        "a line `…, ngày … tháng … năm …` in the right cell",
    ),
    Rule("date-open", "info", "place-date", date_open, "no day or month yet"),
    Rule("place-date-form", "error", "place-date", place_date_form, "`Hà Nội, ngày 05 tháng 01 năm 2020`"),
    Rule("date-zero", "error", "place-date", date_zero, "leading zero of day and month"),
    Rule("date-impossible", "error", "place-date", date_impossible, "the day exists"),
)
