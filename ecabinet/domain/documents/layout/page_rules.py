"""Paper, margins, font, colour, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.finding import Seen
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.page import MM_PER_POINT, Page, Run
from ecabinet.domain.documents.layout.profile import RuleProfile, Section
from ecabinet.domain.documents.layout.rule import Rule, seen, seen_page

STYLE_WORDS = re.compile(r"(bold|italic|oblique|regular|roman|mt|ps)+$")
OUTSIDE_MARGINS = ("copy-mark", "circulation", "contact")


def paper_size(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    paper = profile.section("paper")
    wanted = sorted((paper.number("width-mm"), paper.number("height-mm")))
    tolerance = paper.number("size-tolerance-mm")
    for page in anatomy.document.pages:
        sides = sorted((page.width, page.height))
        if any(abs(side - want) > tolerance for side, want in zip(sides, wanted, strict=True)):
            yield seen_page("page", page.number, width=page.width, height=page.height)
            return


def paper_direction(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Landscape is for tables only: such a page has rules both ways."""
    for page in anatomy.document.pages:
        across = sum(bar.lies for bar in page.bars)
        if page.width > page.height + 1 and (across < 2 or across == len(page.bars)):
            yield seen_page("page", page.number)
            return


def margin_left(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    margins = profile.section("margins")
    allowed = margins.range("left-mm")
    lines = _text_lines(anatomy)
    if not lines:
        return
    first = min(lines, key=lambda line: line.x0)
    if not allowed.holds(first.x0, margins.number("side-tolerance-mm")):
        yield seen("page", first, allowed=allowed, found=first.x0)


def margin_right(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Too narrow is seen on any line; too wide only where full lines show the edge."""
    margins = profile.section("margins")
    allowed, tolerance = margins.range("right-mm"), margins.number("side-tolerance-mm")
    lines = _text_lines(anatomy)
    full = any(len(paragraph.rows) > 1 for paragraph in anatomy.paragraphs if not paragraph.centred)
    if not lines:
        return
    last = max(lines, key=lambda line: line.x1)
    left_over = anatomy.document.pages[last.page - 1].width - last.x1
    if left_over < allowed.minimum - tolerance or (full and left_over > allowed.maximum + tolerance):
        yield seen("page", last, allowed=allowed, found=left_over)


def margin_top(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    margins = profile.section("margins")
    allowed, tolerance = margins.range("top-mm"), margins.number("top-tolerance-mm")
    for page in _upright_pages(anatomy):
        lines = _within(anatomy, page)
        if not lines:
            continue
        first = min(lines, key=lambda line: line.baseline)
        top = first.baseline - margins.number("ascent-em") * first.size * MM_PER_POINT
        if not allowed.holds(top, tolerance):
            yield seen("page", first, allowed=allowed, found=top)
            return


def margin_bottom(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Too narrow is seen on any page; too wide where even the fullest page that runs on ends early."""
    margins = profile.section("margins")
    allowed, tolerance = margins.range("bottom-mm"), margins.number("bottom-tolerance-mm")
    left_over: dict[int, tuple[float, Line]] = {}
    for page in _upright_pages(anatomy):
        lines = _within(anatomy, page)
        if lines:
            last = max(lines, key=lambda line: line.baseline)
            depth = last.baseline + margins.number("descent-em") * last.size * MM_PER_POINT
            left_over[page.number] = (page.height - depth, last)
    narrowest = min(left_over.values(), key=lambda pair: pair[0], default=None)
    if narrowest and narrowest[0] < allowed.minimum - tolerance:
        yield seen("page", narrowest[1], allowed=allowed, found=narrowest[0])
        return
    full = [left_over[number] for number in _running_on(anatomy) if number in left_over]
    fullest = min(full, key=lambda pair: pair[0], default=None)
    if fullest and fullest[0] > allowed.maximum + margins.number("bottom-slack-mm"):
        yield seen("page", fullest[1], allowed=allowed, found=fullest[0])


def _running_on(anatomy: Anatomy) -> list[int]:
    """Pages whose last paragraph goes on, or whose text is followed by more, on the next page of the main document."""
    pages = [row.page for paragraph in anatomy.paragraphs for row in paragraph.rows]
    last = max(pages, default=1)
    return [number for number in sorted(set(pages)) if number < last]


def _upright_pages(anatomy: Anatomy) -> list[Page]:
    return [page for page in anatomy.document.pages if page.height >= page.width]


def _within(anatomy: Anatomy, page: Page) -> list[Line]:
    """Rows of a page that must keep to its margins."""
    outside = {id(run) for part in OUTSIDE_MARGINS for line in anatomy.lines(part) for run in line.runs}
    return [line for line in anatomy.content.get(page.number, ()) if not all(id(run) in outside for run in line.runs)]


def _text_lines(anatomy: Anatomy) -> list[Line]:
    """Rows that show the side margins: body and recipients on upright pages; tables may be set wider by a hair."""
    upright = {page.number for page in _upright_pages(anatomy)}
    parts = ("recipients-heading", "recipients", "bases")
    lines = [line for part in parts for line in anatomy.lines(part)]
    lines += [row for paragraph in anatomy.paragraphs for row in paragraph.rows]
    return [line for line in lines if line.page in upright]


def font_family(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """One finding for each foreign font; signs without letters may come from any."""
    families = {_family(name) for name in profile.section("font").list("families")}
    reported: set[str] = set()
    for page, run in _lettered(anatomy):
        if _family(run.font) not in families and run.font not in reported:
            reported.add(run.font)
            yield seen_page("page", page.number, run.x0, run.baseline, font=run.font or "?", text=run.text)


def _family(name: str) -> str:
    bare = re.sub(r"[\s,_-]", "", name.casefold())
    return STYLE_WORDS.sub("", bare)


def text_colour(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Black everywhere but on stamps; the first run of each other colour is shown."""
    darkest = profile.section("font").range("darkest-channel")
    stamps = {id(run) for part in ("urgency", "circulation") for line in anatomy.lines(part) for run in line.runs}
    reported: set[tuple[int, int, int]] = set()
    for page, run in _lettered(anatomy):
        if id(run) in stamps or darkest.holds(max(run.colour)) or run.colour in reported:
            continue
        reported.add(run.colour)
        yield seen_page("page", page.number, run.x0, run.baseline, text=run.text)


def _lettered(anatomy: Anatomy) -> Iterator[tuple[Page, Run]]:
    for page in anatomy.document.pages:
        for run in page.runs:
            if any(letter.isalnum() for letter in run.text):
                yield page, run


def page_number_on_first(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    first = anatomy.page_numbers.get(1)
    if first and not any(appendix.first_page == 1 for appendix in anatomy.appendices):
        yield seen("page-number", first, found=first.text)


def page_number_missing(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    for page, expected in _expected(anatomy).items():
        if expected > 1 and page not in anatomy.page_numbers:
            yield seen_page("page-number", page, wanted=expected)
            return


def page_number_value(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """From 1 in each document; each appendix counts for itself."""
    for page, expected in _expected(anatomy).items():
        line = anatomy.page_numbers.get(page)
        if line and page > 1 and line.text != str(expected):
            yield seen("page-number", line, wanted=expected, found=line.text)
            return


def page_number_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    section = profile.section("page-number")
    for number, line in anatomy.page_numbers.items():
        page = anatomy.document.pages[number - 1]
        if number > 1 and not _in_top_middle(line, page, anatomy, section):
            yield seen("page-number", line, found=line.text)
            return


def _in_top_middle(line: Line, page: Page, anatomy: Anatomy, section: Section) -> bool:
    """Centred on the page or on the text: the decree says only "centred"."""
    tolerance = section.number("centre-tolerance-mm")
    middles = (page.width / 2, (anatomy.text_left + anatomy.text_right) / 2)
    centred = any(abs(line.centre - middle) <= tolerance for middle in middles)
    return line.baseline <= section.number("top-margin-mm") and centred


def _expected(anatomy: Anatomy) -> dict[int, int]:
    starts = {appendix.first_page for appendix in anatomy.appendices} | _attached(anatomy)
    expected: dict[int, int] = {}
    count = 0
    for page in anatomy.document.pages:
        count = 1 if page.number in starts else count + 1
        expected[page.number] = count
    return expected


def _attached(anatomy: Anatomy) -> set[int]:
    """A regulation issued with a decision begins after the signature, unnumbered, with a title of its own."""
    signed = max((line.page for part in ("signer", "authority") for line in anatomy.lines(part)), default=0)
    first = next(iter(anatomy.content.get(signed + 1, ())), None) if signed else None
    return {signed + 1} if first and first.bold and first.caps and signed + 1 not in anatomy.page_numbers else set()


PAGE_RULES = (
    Rule("paper-size", "error", "paper", paper_size, "width and height of each page"),
    Rule("paper-direction", "error", "paper", paper_direction, "landscape pages without a table"),
    Rule("margin-top", "error", "margins", margin_top, "from the page's top to the top of the first line"),
    Rule(
        "margin-bottom",
        "error",
        "margins",
        margin_bottom,
        "from the last line to the foot; wide only if no page that runs on is full",
    ),
    Rule("margin-left", "error", "margins", margin_left, "the outermost left end of text"),
    Rule(
        "margin-right", "error", "margins", margin_right, "the outermost right end of text; wide only where lines wrap"
    ),
    Rule("font-family", "error", "font", font_family, "name of each font that shows letters"),
    Rule("text-colour", "error", "font", text_colour, "fill colour of letters outside stamps"),
    Rule("page-number-on-first", "error", "page-number", page_number_on_first, "a number printed on page 1"),
    Rule(
        "page-number-missing", "error", "page-number", page_number_missing, "pages from the second on without a number"
    ),
    Rule(
        "page-number-value",
        "error",
        "page-number",
        page_number_value,
        "the number printed, in Arabic digits, for each document and appendix",
    ),
    Rule("page-number-place", "error", "page-number", page_number_place, "in the top margin, in the middle"),
)
