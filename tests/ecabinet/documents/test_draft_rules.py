"""What follows from a draft's data: numbers, the line of authority, secrecy."""

from __future__ import annotations

import pytest

from ecabinet.domain.documents.draft import SecretContent, authority_line, completed, numbered, refuse_secret


def _clause(level: str, number: int | None = None) -> dict[str, object]:
    return {"kind": "clause", "level": level, "text": "a"} | ({"number": number} if number else {})


def _heading(level: str) -> dict[str, object]:
    return {"kind": "heading", "level": level, "title": "a"}


POINT: dict[str, object] = {"kind": "point", "text": "a"}


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ([_clause("dieu"), _clause("khoan"), POINT, POINT, _clause("khoan"), POINT], [1, 1, 1, 2, 2, 1]),
        ([_heading("chuong"), _clause("dieu"), _heading("chuong"), _clause("dieu"), _clause("khoan")], [1, 1, 2, 2, 1]),
        ([_heading("chuong"), _heading("muc"), _heading("muc"), _heading("chuong"), _heading("muc")], [1, 1, 2, 2, 1]),
        ([_clause("dieu", 7), _clause("dieu"), _clause("khoan", 3), _clause("khoan")], [7, 8, 3, 4]),
        ([_heading("la-ma"), _clause("khoan"), _heading("la-ma"), _clause("khoan")], [1, 1, 2, 1]),
    ],
)
def test_divisions_count_by_themselves_and_articles_through_the_whole(body, numbers):
    assert [block["number"] for block in numbered(body)] == numbers


@pytest.mark.parametrize(
    ("signer", "issuer", "line"),
    [
        ({"authority": None, "body": None, "post": "Bộ trưởng"}, "Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ"),
        ({"authority": "KT.", "body": "Bộ trưởng", "post": "Thứ trưởng"}, "Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ"),
        ({"authority": "TM.", "body": "Chính phủ", "post": "Thủ tướng"}, "Chính phủ", "Chính phủ"),
        ({"authority": None, "post": "Chánh Văn phòng"}, "Văn phòng Bộ", "Chánh Văn phòng Bộ"),
        ({"authority": "Q.", "body": None, "post": "Cục trưởng"}, "Cục Hải quan", "Cục trưởng Cục Hải quan"),
    ],
)
def test_authority_line_names_the_head_or_the_collective_once(signer, issuer, line):
    assert authority_line(signer, issuer) == line


def test_long_words_may_break_and_pictures_are_left_alone():
    block = {"kind": "figure", "image": "A" * 100, "caption": "b" * 60}
    done = completed(
        {"type": "cong-van", "issuer": {"name": "A"}, "signer": {"post": "B", "name": "C"}, "body": [block]}
    )

    assert done["body"][0]["image"] == "A" * 100
    assert done["body"][0]["caption"].replace("\u200b", "") == "b" * 60
    assert max(map(len, done["body"][0]["caption"].split("\u200b"))) <= 25


@pytest.mark.parametrize("data", [{"secrecy": "mật"}, {"a": {"ĐỘ MẬT": "Tối mật"}}, {"b": ["(TUYỆT MẬT)"]}])
def test_marks_of_secrecy_are_found_wherever_they_stand(data):
    with pytest.raises(SecretContent):
        refuse_secret(data)
