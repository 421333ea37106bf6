"""Whatever stands on a page, the check ends in findings: no input of the page model may raise or hang."""

from __future__ import annotations

from dataclasses import replace

import pytest
from good_papers import decision, letter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from producers import by_typst

from ecabinet.adapters.page_reader import read_pages
from ecabinet.adapters.rule_profiles import load_rule_profile
from ecabinet.domain.documents.layout.check import check_layout
from ecabinet.domain.documents.layout.page import Bar, Field, Page, PageDocument, Run

PROFILE = load_rule_profile()
WORDS = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số:",
    "Số: 05/VP-TH",
    "/",
    "Số",
    "V/v",
    "V/v gửi",
    "Kính gửi:",
    "- Bộ A;",
    "-",
    "Nơi nhận:",
    "- Như trên;",
    "- Lưu: VT.",
    "PL.(3)",
    "TM. CHÍNH PHỦ",
    "KT.",
    "TUQ.",
    "QUYẾT ĐỊNH",
    "QUYẾT ĐỊNH:",
    "Căn cứ",
    "Điều 1.",
    "a)",
    "đ)",
    "f)",
    "1.",
    "./.",
    "Hà Nội, ngày 05 tháng 01 năm 2026",
    "ngày tháng năm",
    ", ngày 99 tháng 99 năm 9999",
    "Phụ lục",
    "Phụ lục II",
    "(Kèm theo",
    "của)",
    "KHẨN",
    "HỎA TỐC",
    "MẬT",
    "LƯU HÀNH NỘI BỘ",
    "SAO Y",
    "Chương I",
    "Mục 1",
    "BIÊN BẢN",
    "Điện thoại",
    "GS.",
    "Nguyễn Văn An",
    "12",
    "½",
    "²",
    "…",
    "١٢",
    "x",
    "ℌ",
]
PLACE = st.floats(-50, 400, allow_nan=False)
COLOUR = st.sampled_from([(0, 0, 0), (255, 0, 0), (255, 255, 255)])


@st.composite
def runs(draw: st.DrawFn) -> Run:
    x0 = draw(PLACE)
    return Run(
        text=draw(st.sampled_from(WORDS) | st.text(min_size=1, max_size=6)),
        font=draw(st.sampled_from(["LiberationSerif", "", "Arial-BoldMT"])),
        size=draw(st.sampled_from([0.0, 1.0, 8.0, 11.0, 12.0, 13.0, 14.0, 400.0])),
        bold=draw(st.booleans()),
        italic=draw(st.booleans()),
        colour=draw(COLOUR),
        x0=x0,
        x1=x0 + draw(st.floats(-1, 200, allow_nan=False)),
        baseline=draw(st.sampled_from([20.0, 24.0, 29.0, 37.0, 60.0, 200.0, 286.0]) | PLACE),
        spaced=draw(st.booleans()),
        rotated=draw(st.booleans()),
    )


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    x, y, length = draw(PLACE), draw(PLACE), draw(st.floats(0, 300, allow_nan=False))
    flat = draw(st.booleans())
    return Bar(x, y, x + length * flat, y + length * (not flat), 0.3, draw(COLOUR))


@st.composite
def documents(draw: st.DrawFn) -> PageDocument:
    count = draw(st.integers(1, 3))
    sides = st.sampled_from([(210.0, 297.0), (297.0, 210.0), (0.0, 0.0), (1.0, 5000.0)])
    pages = tuple(
        Page(
            number, *draw(sides), tuple(draw(st.lists(runs(), max_size=25))), tuple(draw(st.lists(bars(), max_size=8)))
        )
        for number in range(1, count + 1)
    )
    fields = tuple(
        Field(name, "signature", draw(st.integers(1, count)), *(draw(PLACE) for _ in range(4)))
        for name in ("leader", "agency")
        if draw(st.booleans())
    )
    return PageDocument(pages, fields)


@st.composite
def disturbed(draw: st.DrawFn, whole: PageDocument) -> PageDocument:
    """A real document with a few words changed for others, moved, or taken away."""
    pages = []
    for page in whole.pages:
        kept = list(page.runs)
        for _ in range(draw(st.integers(0, 12))):
            at = draw(st.integers(0, len(kept) - 1))
            other = draw(runs())
            near = replace(kept[at], text=other.text, size=other.size, italic=other.italic, bold=other.bold)
            kept[at] = draw(st.sampled_from([other, near, replace(other, x0=kept[at].x0, x1=kept[at].x1)]))
        drop = draw(st.integers(0, len(kept)))
        pages.append(replace(page, runs=tuple(kept[drop:] if draw(st.booleans()) else kept)))
    return PageDocument(tuple(pages), whole.fields)


REAL = (read_pages(by_typst(letter())), read_pages(by_typst(decision())))


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents() | st.sampled_from(REAL).flatmap(disturbed))
def test_every_document_ends_in_findings(document: PageDocument):
    for finding in check_layout(document, PROFILE):
        assert finding.where.startswith("page ")
        assert 1 <= finding.seen.page <= len(document.pages)
        assert finding.facts["article"]
