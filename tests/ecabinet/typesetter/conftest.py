"""Data of documents, and a reader of what was really drawn: glyph origins, sizes, faces, strokes."""

from __future__ import annotations

import copy
import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from ecabinet.adapters.typesetter.typesetter import Typesetter

MM = 25.4 / 72
LONG = (
    "Các cơ quan, đơn vị thuộc Bộ có trách nhiệm tổ chức thực hiện, theo dõi, đôn đốc, kiểm tra và định kỳ hằng năm "
    "báo cáo kết quả về Văn phòng Bộ trước ngày 15 tháng 12 để tổng hợp, báo cáo Bộ trưởng."
)
LETTER: dict[str, Any] = {
    "type": "cong-van",
    "issuer": {"parent": "Bộ Nội vụ", "name": "Văn phòng Bộ", "organ_id": "000.00.01.G02"},
    "number": None,
    "symbol": "VPB-TH",
    "place": "Hà Nội",
    "date": None,
    "subject": "chuẩn bị hội nghị tổng kết công tác văn thư, lưu trữ năm 2026",
    "urgency": 0,
    "circulation": None,
    "addressees": ["Cục Văn thư và Lưu trữ nhà nước"],
    "bases": [],
    "body": [
        {"kind": "paragraph", "text": LONG},
        {"kind": "clause", "level": "khoan", "text": "Báo cáo kết quả thực hiện Nghị định số 30/2020/NĐ-CP."},
        {"kind": "point", "text": "Số liệu về văn bản điện tử gửi, nhận;"},
        {"kind": "paragraph", "text": LONG},
    ],
    "signer": {
        "authority": "KT.",
        "body": "Chánh Văn phòng",
        "post": "Phó Chánh Văn phòng",
        "name": "Nguyễn Thị Hương",
    },
    "recipients": ["Như trên", "Bộ trưởng (để báo cáo)"],
    "archive": {"unit": "VT, TH", "copies": 2},
    "drafter": {"code": "PL", "copies": 300},
    "contact": {"address": "8 Tôn Thất Thuyết, Hà Nội", "email": "vanphong@example.gov.vn"},
    "attachments": [],
    "profile": "decree-30-2020",
}
DECISION: dict[str, Any] = {
    **LETTER,
    "type": "quyet-dinh",
    "issuer": {"parent": None, "name": "Bộ Nội vụ"},
    "symbol": "QĐ-BNV",
    "subject": "ban hành danh mục nhiệm vụ số hóa tài liệu lưu trữ giai đoạn 2026 - 2030 của cơ quan thuộc Bộ",
    "addressees": [],
    "bases": ["Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;", "Theo đề nghị của Chánh Văn phòng Bộ"],
    "body": [
        {"kind": "clause", "level": "dieu", "text": f"Ban hành kèm theo Quyết định này danh mục. {LONG}"},
        {
            "kind": "table",
            "columns": [{"title": "STT", "width": 0.5}, {"title": "Nhiệm vụ", "width": 3}],
            "rows": [[str(row), f"Số hóa phông lưu trữ số {row}"] for row in range(1, 70)],
        },
        {"kind": "clause", "level": "dieu", "text": "Quyết định này có hiệu lực kể từ ngày ký."},
    ],
    "signer": {"authority": "KT.", "body": "Bộ trưởng", "post": "Thứ trưởng", "name": "Trần Văn An"},
    "contact": None,
    "attachments": [
        {"title": "Danh mục", "body": [{"kind": "paragraph", "text": " ".join([LONG] * 25)}]},
        {"title": "Biểu mẫu", "body": [{"kind": "paragraph", "text": "Nội dung."}]},
    ],
}


@pytest.fixture
def letter() -> dict[str, Any]:
    return copy.deepcopy(LETTER)


@pytest.fixture
def decision() -> dict[str, Any]:
    return copy.deepcopy(DECISION)


@dataclass
class Row:
    """One printed line; millimetres from the page's top left, `size` in points."""

    y: float
    size: float
    face: str
    colour: tuple[int, int, int]
    letters: list[tuple[float, float, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(letter for _, _, letter in sorted(self.letters)).split())

    @property
    def x0(self) -> float:
        return min(x0 for x0, _, letter in self.letters if letter.strip())

    @property
    def x1(self) -> float:
        return max(x1 for _, x1, letter in self.letters if letter.strip())

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass
class Page:
    rows: list[Row]
    strokes: list[tuple[float, float, float, float]]

    def row(self, start: str) -> Row:
        found = [row for row in self.rows if row.text.startswith(start)]
        assert found, f"no line starts with {start!r}: {[row.text for row in self.rows]}"
        return found[0]

    @property
    def text(self) -> str:
        return "\n".join(row.text for row in sorted(self.rows, key=lambda row: (round(row.y), row.x0)))


def read_pages(pdf: bytes) -> list[Page]:
    document = pdfium.PdfDocument(pdf)
    return [_page(document[at]) for at in range(len(document))]


def _page(page: Any) -> Page:
    height, text = page.get_height(), page.get_textpage()
    rows: dict[tuple[float, float, str], Row] = {}
    for at in range(text.count_chars()):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text, at))
        if letter not in "\r\n\0" and not pdfium_c.FPDFText_IsGenerated(text, at):
            _place(rows, text, at, letter, height)
    strokes = []
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        strokes.append((left * MM, (height - top) * MM, right * MM, (height - bottom) * MM))
    return Page([part for row in rows.values() for part in _columns(row)], strokes)


def _place(rows: dict[tuple[float, float, str], Row], text: Any, at: int, letter: str, height: float) -> None:
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    name, paint = ctypes.create_string_buffer(100), [ctypes.c_uint() for _ in range(4)]
    pdfium_c.FPDFText_GetCharOrigin(text, at, x, y)
    pdfium_c.FPDFText_GetLooseCharBox(text, at, box)
    pdfium_c.FPDFText_GetFontInfo(text, at, name, 100, ctypes.c_int())
    pdfium_c.FPDFText_GetFillColor(text, at, *paint)
    size, face = round(pdfium_c.FPDFText_GetFontSize(text, at), 2), name.value.decode().split("+")[-1]
    red, green, blue = (item.value for item in paint[:3])
    row = rows.setdefault((round(y.value, 1), size, face), Row((height - y.value) * MM, size, face, (red, green, blue)))
    row.letters.append((box.left * MM, box.right * MM, letter))


def _columns(row: Row) -> list[Row]:
    """A baseline shared by two columns is two lines."""
    parts: list[Row] = []
    last = -1000.0
    for letter in sorted(row.letters):
        if letter[0] - last > 12:
            parts.append(Row(row.y, row.size, row.face, row.colour))
        parts[-1].letters.append(letter)
        last = letter[1]
    return parts


@pytest.fixture
def printed() -> Callable[[dict[str, Any]], list[Page]]:
    """Typeset data and read what was drawn."""
    return lambda data: read_pages(Typesetter().typeset(data).pdf)
