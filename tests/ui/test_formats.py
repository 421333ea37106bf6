"""Dates, numbers and order as people in Viet Nam write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit import formats
from ui.kit.avatar import avatar_colour, initials
from ui.kit.collation import person_key, vietnamese_key
from ui.kit.highlight import folded_with_places, hits

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
"""12:00 in Viet Nam."""


@pytest.mark.parametrize(
    ("value", "decimals", "text"), [(1234.5, 1, "1.234,5"), (0, 0, "0"), (-1234567, 0, "-1.234.567"), (0.25, 2, "0,25")]
)
def test_numbers(value, decimals, text):
    assert formats.number(value, decimals) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 B"), (1023, "1.023 B"), (1024, "1,0 KB"), (1887437, "1,8 MB"), (3 * 1024**4, "3,0 TB")]
)
def test_sizes(count, text):
    assert formats.size(count) == text


def test_days_and_moments(qapp):
    assert formats.day(date(2026, 3, 5)) == "05/03/2026"
    assert str(formats.long_day(date(2026, 11, 20))) == "Thứ Sáu, 20 tháng 11"
    assert formats.moment(NOON) == "12:00:00 20/11/2026"
    assert formats.clock(datetime(2026, 11, 19, 18, 30, tzinfo=UTC)) == "01:30", "the clock of Viet Nam, not of UTC"


@pytest.mark.parametrize(
    ("back", "text"),
    [
        (timedelta(hours=1), "11:00"),
        (timedelta(hours=13), "Hôm qua"),
        (timedelta(days=2), "18/11"),
        (timedelta(days=400), "16/10/2025"),
    ],
)
def test_short_moments(qapp, back, text):
    assert str(formats.short_moment(NOON - back, NOON)) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(10, "vừa xong"), (180, "3 phút trước"), (7200, "2 giờ trước"), (3 * 86400, "3 ngày trước")]
)
def test_ago(qapp, seconds, text):
    assert str(formats.ago(NOON - timedelta(seconds=seconds), NOON)) == text


@pytest.mark.parametrize(("seconds", "text"), [(12.4, "12 giây"), (150, "2 phút"), (16320, "4 giờ 32 phút")])
def test_lengths(qapp, seconds, text):
    assert str(formats.length_of_time(seconds)) == text


def test_letters_come_before_marks():
    words = [
        "đá",
        "dạ",
        "da",
        "dá",
        "ăn",
        "an",
        "ân",
        "ấn",
        "ngũ",
        "ngủ",
        "ngu",
        "Êm",
        "em",
        "ơn",
        "ôn",
        "on",
        "ưa",
        "ua",
    ]
    assert sorted(words, key=vietnamese_key) == [
        "an", "ăn", "ân", "ấn", "da", "dá", "dạ", "đá", "em", "Êm", "ngu", "ngủ", "ngũ", "on", "ôn", "ơn", "ua", "ưa",
    ]  # fmt: skip


def test_people_are_sorted_by_their_given_name():
    people = ["Nguyễn Văn Bình", "Trần Thị An", "Lê Đức Ân", "Đặng Bình", "Phạm Thế Ánh"]
    assert sorted(people, key=person_key) == [
        "Trần Thị An",
        "Phạm Thế Ánh",
        "Lê Đức Ân",
        "Đặng Bình",
        "Nguyễn Văn Bình",
    ]


@given(st.text(max_size=40))
def test_any_text_has_a_place_in_the_order(text):
    assert vietnamese_key(text) <= vietnamese_key(text)


@given(st.text(max_size=60), st.text(min_size=1, max_size=6))
def test_hits_lie_inside_the_text(text, phrase):
    for first, last in hits(text, (phrase,)):
        assert 0 <= first < last <= len(text)
    plain, places = folded_with_places(text)
    assert len(plain) == len(places)


def test_hits_mark_the_letters_that_were_meant():
    text = "Quyết định số 15/QĐ-TTg; quyết định"
    assert [text[first:last] for first, last in hits(text, ("quyet dinh", "qd"))] == ["Quyết định", "QĐ", "quyết định"]


def test_people_as_initials():
    assert (initials("Phạm Thế Hưng"), initials("Hưng"), initials("")) == ("PH", "HƯ", "?")
    assert avatar_colour("Phạm Thế Hưng") == avatar_colour("Phạm Thế Hưng")
