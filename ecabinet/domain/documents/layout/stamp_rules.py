"""Stamps of secrecy, urgency and circulation."""

from __future__ import annotations

from collections.abc import Iterator

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.finding import Seen
from ecabinet.domain.documents.layout.frames import frame_around
from ecabinet.domain.documents.layout.page import Colour
from ecabinet.domain.documents.layout.profile import RuleProfile, Section
from ecabinet.domain.documents.layout.rule import Look, Rule, seen, seen_page
from ecabinet.domain.documents.layout.secrecy import secrecy_marks
from ecabinet.domain.folding import folded


def secret_mark(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    found = next(secrecy_marks(anatomy.document, profile), None)
    if found:
        mark, page, x, y = found
        yield seen_page("secrecy", page, x, y, found=mark)


def urgency_colour(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Words and frame are bright red."""
    section = profile.section("urgency")
    for line in anatomy.lines("urgency"):
        colours = [run.colour for run in line.runs]
        frame = frame_around(line, anatomy.bars(line.page))
        if frame:
            near = [bar for bar in anatomy.bars(line.page) if abs(bar.y0 - frame.y0) < 0.1 and bar.x0 <= line.x0]
            colours += [bar.colour for bar in near[:1]]
        if not all(_bright_red(colour, section) for colour in colours):
            yield seen("urgency", line, found=line.text)


def _bright_red(colour: Colour, section: Section) -> bool:
    red, green, blue = colour
    return section.range("red").holds(red) and all(section.range("other-channels").holds(one) for one in (green, blue))


def frame_missing(component: str) -> Look:
    def look(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
        for line in anatomy.lines(component):
            if frame_around(line, anatomy.bars(line.page)) is None:
                yield seen(component, line, found=line.text)

    return look


def urgency_frame(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """Width by the word, height the same for all; measured between the middles of the strokes."""
    section = profile.section("urgency")
    widths = {folded(mark): float(width) for mark, width in section.table("frame-width-mm").items()}
    height, tolerance = section.number("frame-height-mm"), section.number("frame-tolerance-mm")
    for line in anatomy.lines("urgency"):
        frame = frame_around(line, anatomy.bars(line.page))
        width = widths.get(line.key)
        if frame is None or width is None:
            continue
        if abs(frame.width - width) > tolerance or abs(frame.height - height) > tolerance:
            yield seen(
                "urgency",
                line,
                stamp=line.text,
                wanted=f"{width:g} x {height:g}",
                found=f"{frame.width:.1f} x {frame.height:.1f}",
            )


def urgency_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """In the left column, under the number."""
    number = anatomy.first("number")
    for line in anatomy.lines("urgency"):
        low = number is None or line.baseline > number.baseline
        if not low or line.centre > anatomy.document.pages[0].width / 2:
            yield seen("urgency", line, found=line.text)


def circulation_place(anatomy: Anatomy, profile: RuleProfile) -> Iterator[Seen]:
    """In the top margin on the right: above the national name."""
    national = anatomy.first("national-name")
    for line in anatomy.lines("circulation"):
        high = national is None or line.baseline < national.baseline
        if not high or line.centre < anatomy.document.pages[0].width / 2:
            yield seen("circulation", line, found=line.text)


STAMP_RULES = (
    Rule(
        "secret-mark", "error", "secrecy", secret_mark, "MẬT, TỐI MẬT, TUYỆT MẬT alone on a line or in a cell, any page"
    ),
    Rule("urgency-colour", "error", "urgency", urgency_colour, "bright red of words and frame"),
    Rule("urgency-frame-missing", "error", "urgency", frame_missing("urgency"), "four strokes around the words"),
    Rule("urgency-frame", "error", "urgency", urgency_frame, "width and height of the frame"),
    Rule("urgency-place", "error", "urgency", urgency_place, "left column, under the number"),
    Rule(
        "circulation-frame-missing",
        "error",
        "circulation",
        frame_missing("circulation"),
        "four strokes around the words",
    ),
    Rule("circulation-place", "error", "circulation", circulation_place, "top margin on the right"),
)
