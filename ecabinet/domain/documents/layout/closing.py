"""The foot of the document: recipients on the left, authority, post and name on the right."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ecabinet.domain.documents.layout.lines import Line, joined, segments
from ecabinet.domain.documents.layout.page import Page
from ecabinet.domain.documents.layout.profile import RuleProfile
from ecabinet.domain.folding import folded

DRAFTER_CODE = re.compile(r"^[^\W\d_]{1,6}\.\s?\(\d{1,5}\)$")
NAME_GAP_MM = 10.0
LEFT_HALF = 0.55
Parts = dict[str, tuple[Line, ...]]


def split_contact(rows: Sequence[Line], page: Page, profile: RuleProfile) -> tuple[list[Line], list[Line]]:
    """Page 1 without its contact lines, and these: under a wide rule at the foot, or plainly an address there."""
    section = profile.section("contact")
    foot = section.number("foot-share") * page.height
    words = tuple(folded(word) for word in section.list("words"))
    low = [row for row in rows if row.baseline > foot]
    bar = next((bar for bar in page.bars if bar.lies and bar.y0 > foot and bar.length > page.width * 0.4), None)
    below = [row for row in low if bar and row.baseline > bar.y0]
    named = [index for index, row in enumerate(low) if any(word in row.key for word in words)]
    contact = below if below and any(word in row.key for row in below for word in words) else []
    if not contact and named and low[-1] is low[named[-1]]:
        contact = low[named[0] :]
    return [row for row in rows if row not in contact], contact


def read_closing(rows: Sequence[Line], page_width: float, profile: RuleProfile) -> tuple[Parts, list[Line]]:
    """The parts of the closing block, and the rows before it; `rows` are the main document's, in order."""
    reading = profile.section("reading")
    parted = [segments(row, reading) for row in rows]
    start = _start(rows, parted, page_width, profile)
    if start is None:
        return {}, list(rows)
    page = rows[start].page
    block = [parted[index] for index in range(start, len(rows)) if rows[index].page == page]
    left, right, parts = _columns([*block, *_overflow(rows, parted, page, page_width)], page_width)
    parts |= _recipients(left, profile)
    parts |= _signer(right)
    return parts, list(rows[:start])


def _start(
    rows: Sequence[Line], parted: Sequence[tuple[Line, ...]], page_width: float, profile: RuleProfile
) -> int | None:
    """Index of the closing block's first row: where recipients begin, or the last rows that keep to the right."""
    word = folded(profile.section("recipients-heading").text("word")).rstrip(":")
    heads = [index for index, pieces in enumerate(parted) if pieces[0].key.startswith(word)]
    start = heads[-1] if heads else _without_recipients(rows, parted, page_width)
    while start and rows[start - 1].page == rows[start].page:
        above = parted[start - 1]
        if not _keeps_right(above, page_width) and not _two_signers(above, page_width):
            break
        start -= 1
    return start


def _two_signers(pieces: tuple[Line, ...], page_width: float) -> bool:
    """Minutes are signed by secretary and chair, side by side above the recipients."""
    return len(pieces) == 2 and all(piece.bold for piece in pieces) and pieces[1].centre > page_width / 2 > pieces[0].x1


def _overflow(
    rows: Sequence[Line], parted: Sequence[tuple[Line, ...]], page: int, page_width: float
) -> list[tuple[Line, ...]]:
    """A list of recipients that runs on at the head of the next page."""
    taken: list[tuple[Line, ...]] = []
    for row, pieces in zip(rows, parted, strict=True):
        if row.page != page + 1:
            continue
        if row.x1 > LEFT_HALF * page_width or not (taken or row.text.startswith("-")):
            break
        taken.append(pieces)
    return taken


def _without_recipients(rows: Sequence[Line], parted: Sequence[tuple[Line, ...]], page_width: float) -> int | None:
    """The first bold row on the right of those rows at the end that keep to one half of the page."""
    start = None
    for index in range(len(rows) - 1, -1, -1):
        right = _keeps_right(parted[index], page_width)
        if rows[index].page != rows[-1].page or not (right or rows[index].x1 < LEFT_HALF * page_width):
            break
        if right and rows[index].bold:
            start = index
    return start


def _keeps_right(pieces: tuple[Line, ...], page_width: float) -> bool:
    return pieces[0].x0 > page_width / 2 - 12 and pieces[0].centre > page_width / 2


def _columns(block: Sequence[tuple[Line, ...]], page_width: float) -> tuple[list[Line], list[Line], Parts]:
    left: list[Line] = []
    right: list[Line] = []
    parts: Parts = {}
    for pieces in block:
        rest = []
        for piece in pieces:
            before, code = _without_code(piece)
            rest += before
            if code:
                parts["drafter-code"] = (code,)
        for side, mine in (
            (left, [piece for piece in rest if piece.centre < page_width / 2]),
            (right, [piece for piece in rest if piece.centre >= page_width / 2]),
        ):
            if mine:
                side.append(joined(mine))
    return left, right, parts


def _without_code(piece: Line) -> tuple[list[Line], Line | None]:
    """The drafter's code may end the row of the last recipient: `- Lưu: VT (2).    PL.(300)`."""
    for length in (1, 2):
        tail = replace(piece, runs=piece.runs[-length:])
        if DRAFTER_CODE.match(tail.text):
            rest = piece.runs[:-length]
            return ([replace(piece, runs=rest)] if rest else []), tail
    return [piece], None


def _recipients(left: Sequence[Line], profile: RuleProfile) -> Parts:
    word = folded(profile.section("recipients-heading").text("word")).rstrip(":")
    head = next((index for index, line in enumerate(left) if line.key.startswith(word)), None)
    if head is None:
        return {}
    parts: Parts = {"recipients-heading": (left[head],)}
    if any(line.bold for line in left[:head]):
        parts["second-signer"] = tuple(left[:head])
    if left[head + 1 :]:
        parts["recipients"] = tuple(left[head + 1 :])
    return parts


def _signer(right: Sequence[Line]) -> Parts:
    """Authority and posts stand above the place of the signature, the name below; without a gap, capitals tell."""
    if not right:
        return {}
    gaps = [below.baseline - above.baseline for above, below in itertools.pairwise(right)]
    widest = max(range(len(gaps)), key=lambda index: gaps[index], default=None)
    if widest is not None and gaps[widest] > NAME_GAP_MM:
        split = widest + 1
    else:
        split = next((index for index, line in enumerate(right) if not line.caps), len(right))
    parts: Parts = {}
    if right[:split]:
        parts["authority"] = tuple(right[:split])
    if right[split:]:
        parts["signer"] = tuple(right[split:])
    return parts
