"""Whatever is typeset holds before the project's own check of the layout, which knows nothing of the templates."""

from __future__ import annotations

import pytest

from ecabinet import bootstrap
from ecabinet.adapters.typesetter.typesetter import Typesetter

LONG_NAME = "Cục Kiểm soát thủ tục hành chính và chuyển đổi số quốc gia"
BASE = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
SENTENCE = f"Đề nghị {LONG_NAME} và các đơn vị liên quan phối hợp thực hiện nghiêm túc các nội dung đã nêu trên đây."
CHANGES = {
    "as it is": {},
    "number and date given": {"number": "7", "date": "2026-03-09"},
    "hỏa tốc": {"urgency": 3},
    "thượng khẩn": {"urgency": 2},
    "khẩn, circulation": {"urgency": 1, "circulation": "Xem xong trả lại"},
    "many addressees": {"addressees": [f"Ủy ban nhân dân tỉnh số {at}" for at in range(1, 9)]},
    "long addressee": {"addressees": [f"{LONG_NAME} thuộc Văn phòng Chính phủ nước Cộng hòa"] * 2},
    "long issuer": {"issuer": {"parent": f"{LONG_NAME} và cải cách", "name": LONG_NAME}},
    "no parent": {"issuer": {"name": "Bộ Nội vụ"}},
    "long subject": {"subject": f"triển khai nhiệm vụ của {LONG_NAME} giai đoạn 2026 - 2030 và các năm tiếp theo"},
    "acting": {"signer": {"authority": "Q.", "post": "Cục trưởng", "name": "Trần Văn An"}},
    "for many": {"signer": {"authority": "TM.", "body": "Ủy ban nhân dân", "post": "Chủ tịch", "name": "Lê An"}},
    "two steps": {
        "signer": {
            "authority": "TL.",
            "body": "Bộ trưởng",
            "post": "KT. Chánh Văn phòng\nPhó Chánh Văn phòng",
            "name": "Trần Văn An",
        }
    },
    "no drafter, no foot": {"drafter": None, "contact": None},
    "divisions": {
        "body": [
            {"kind": "heading", "level": "la-ma", "title": "Tình hình chung"},
            {"kind": "clause", "level": "khoan", "title": "Kết quả", "text": "Đã hoàn thành nhiệm vụ."},
            {"kind": "list", "items": ["Việc thứ nhất;", "Việc thứ hai."]},
            {
                "kind": "table",
                "caption": "Số liệu",
                "columns": [{"title": "A"}, {"title": "B"}],
                "rows": [["1", "2"]] * 9,
            },
            {"kind": "paragraph", "text": SENTENCE},
        ]
    },
}
SYMBOLS = {
    "bao-cao": "BC",
    "chi-thi": "CT",
    "chuong-trinh": "CTr",
    "de-an": "ĐA",
    "du-an": "DA",
    "huong-dan": "HD",
    "ke-hoach": "KH",
    "nghi-quyet": "NQ",
    "phuong-an": "PA",
    "quyet-dinh": "QĐ",
    "thong-bao": "TB",
    "thong-cao": "TC",
    "to-trinh": "TTr",
}


def _faults(data) -> list[str]:
    typesetter = Typesetter()
    found = bootstrap.layout_checker().check(typesetter.prepared(typesetter.typeset(data)))
    return [f"{item.code} {item.where} {dict(item.facts)}" for item in found if item.severity != "info"]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_letters_hold(letter, change):
    assert _faults(letter | change) == []


@pytest.mark.parametrize("change", [{}, {"number": "7", "date": "2026-03-09"}, {"urgency": 2}])
def test_decisions_hold(decision, change):
    assert _faults(decision | change) == []


def test_every_type_holds(letter):
    for kind in Typesetter().templates():
        symbol = f"{SYMBOLS[kind]}-VPB" if kind in SYMBOLS else "VPB-TH"
        assert _faults(letter | {"type": kind, "symbol": symbol, "bases": [BASE, BASE]}) == [], kind
