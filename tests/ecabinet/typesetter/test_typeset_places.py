"""Open places: where they are, how wide, and that number and date fit into the line when they come."""

from __future__ import annotations

import io

import pikepdf
import pytest

from ecabinet.adapters.typesetter.typesetter import Typesetter
from ecabinet.domain.documents.place import SignaturePlace, TextPlace

MM = 25.4 / 72


def _places(data) -> dict[str, TextPlace | SignaturePlace]:
    return {place.name: place for place in Typesetter().typeset(data).places}


def test_number_and_date_are_open_until_they_are_given(letter):
    assert set(_places(letter)) == {"so", "ngay", "leader", "agency"}
    assert set(_places(letter | {"number": "12"})) == {"ngay", "leader", "agency"}
    assert set(_places(letter | {"number": "12", "date": "2026-02-03"})) == {"leader", "agency"}


def test_open_places_lie_on_the_line_they_belong_to(printed, letter):
    page, places = printed(letter)[0], _places(letter)
    number, day = places["so"], places["ngay"]

    for place, row in ((number, page.row("Số:")), (day, page.row("Hà Nội,"))):
        assert (place.y + place.height - place.descent) * MM == pytest.approx(row.y, abs=0.05)
        assert place.size == row.size
    slash = next(x0 for x0, _, drawn in page.row("Số:").letters if drawn == "/")
    assert (number.x + number.width) * MM == pytest.approx(slash, abs=0.2)
    assert (number.align, number.style, number.value) == ("right", "upright", "")
    assert (day.align, day.style) == ("left", "italic")
    assert day.value.split() == ["ngày", "tháng", "năm"]


def test_open_places_are_as_wide_as_the_widest_words(printed, letter):
    places = _places(letter)
    filled = printed(letter | {"number": "1234", "date": "2026-12-30"})[0].row("Hà Nội,")
    comma = next(x1 for _, x1, drawn in filled.letters if drawn == ",")

    assert places["ngay"].width * MM >= filled.x1 - comma - 0.25 * 13 * MM - 0.05
    assert places["so"].width == pytest.approx(4 * 6.5 + 1, abs=0.1)


def test_signature_lies_between_post_and_name_and_the_seal_covers_its_left_third(printed, letter):
    page, places = printed(letter)[0], _places(letter)
    leader, seal = places["leader"], places["agency"]

    assert (leader.width * MM, leader.height * MM) == pytest.approx((48, 22), abs=0.1)
    assert page.row("PHÓ CHÁNH").y < leader.y * MM
    assert (leader.y + leader.height) * MM < page.row("Nguyễn Thị Hương").y
    assert (leader.x + leader.width / 2) * MM == pytest.approx(page.row("Nguyễn Thị Hương").centre, abs=0.3)
    assert (seal.width * MM, seal.height * MM) == pytest.approx((36, 36), abs=0.1)
    assert seal.x + seal.width == pytest.approx(leader.x + leader.width / 3, abs=0.1)
    assert seal.y + seal.height / 2 == pytest.approx(leader.y + leader.height / 2, abs=0.1)


def test_places_follow_the_text_to_later_pages(letter):
    document = Typesetter().typeset(letter | {"body": letter["body"] * 8})
    pages = {place.name: place.page for place in document.places}

    assert document.pages > 1
    assert pages == {"so": 1, "ngay": 1, "leader": document.pages, "agency": document.pages}


def test_prepared_file_holds_the_fields_at_the_reported_places(letter):
    typesetter = Typesetter()
    document = typesetter.typeset(letter)
    with pikepdf.open(io.BytesIO(typesetter.prepared(document))) as pdf:
        boxes = {str(item.T): [float(side) for side in item.Rect] for item in pdf.Root.AcroForm.Fields}
        height = float(pdf.pages[0].MediaBox[3])

    assert set(boxes) == {"so", "ngay", "leader", "agency"}
    for place in document.places:
        x0, y0, x1, y1 = boxes[place.name]
        assert (x0, x1) == pytest.approx((place.x, place.x + place.width), abs=0.01)
        if isinstance(place, SignaturePlace):
            assert (height - y1, height - y0) == pytest.approx((place.y, place.y + place.height), abs=0.01)
        else:
            assert height - y1 < place.y + 0.01, "the field holds the line box of its letters"
            assert height - y0 > place.y + place.height - 0.01
