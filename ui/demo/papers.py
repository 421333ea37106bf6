"""The demonstration's papers: a decision of several pages with a table, its attachments, and the letter in answer.

Invented content between two real kinds of agency; every line of form comes from the templates, not from here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl

OFFICE = {"organ_id": "000.00.00.G22", "name": "Văn phòng Chính phủ", "parent": None, "symbol": "QĐ-VPCP"}
MINISTRY = {"organ_id": "000.00.00.G12", "name": "Bộ Tài chính", "parent": None, "symbol": "BTC-THTK"}

_TASKS = (
    ("Hoàn thiện quy chế gửi, nhận văn bản điện tử", "Vụ Hành chính", "Vụ Pháp luật"),
    ("Kết nối hệ thống quản lý văn bản với Trục liên thông", "Trung tâm Tin học", "Vụ Hành chính"),
    ("Cấp chứng thư chữ ký số cho lãnh đạo và văn thư", "Vụ Tổ chức cán bộ", "Trung tâm Tin học"),
    ("Tập huấn nghiệp vụ văn thư điện tử", "Vụ Hành chính", "Vụ Tổ chức cán bộ"),
    ("Chuẩn hoá danh mục cơ quan và mã định danh", "Trung tâm Tin học", "Vụ Hành chính"),
    ("Rà soát thể thức, kỹ thuật trình bày văn bản", "Vụ Pháp luật", "Vụ Hành chính"),
    ("Số hoá văn bản đến bằng giấy", "Vụ Hành chính", "Trung tâm Tin học"),
    ("Lưu trữ hồ sơ điện tử của Văn phòng", "Vụ Hành chính", "Trung tâm Tin học"),
)


def decision() -> dict[str, Any]:
    """Data of the decision: four articles, a table of 40 tasks, an appendix."""
    rows = [
        [str(number + 1), task, lead, support, f"Quý {number % 4 + 1}/2027"]
        for number, (task, lead, support) in enumerate(_TASKS * 5)
    ]
    columns = [
        {"title": "STT", "width": 0.6, "align": "center"},
        {"title": "Nhiệm vụ", "width": 3.2},
        {"title": "Chủ trì", "width": 1.6},
        {"title": "Phối hợp", "width": 1.6},
        {"title": "Thời hạn", "width": 1.2, "align": "center"},
    ]
    return {
        "type": "quyet-dinh",
        "issuer": {key: OFFICE[key] for key in ("parent", "name", "organ_id")},
        "number": None,
        "date": None,
        "symbol": OFFICE["symbol"],
        "place": "Hà Nội",
        "subject": "Về việc ban hành Kế hoạch gửi, nhận văn bản điện tử năm 2027",
        "bases": [
            "Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023",
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
            "Theo đề nghị của Vụ trưởng Vụ Hành chính",
        ],
        "body": [
            {"kind": "clause", "level": "dieu", "text": "Ban hành kèm theo Quyết định này Kế hoạch gửi, nhận văn bản "
             "điện tử năm 2027 của Văn phòng Chính phủ với các nhiệm vụ sau đây:"},
            {"kind": "table", "columns": columns, "rows": rows},
            {"kind": "clause", "level": "dieu", "title": "Nguyên tắc thực hiện"},
            {"kind": "clause", "level": "khoan", "number": 1, "text": "Văn bản điện tử ký số có giá trị như "
             "văn bản giấy; không gửi bản giấy khi bên nhận đã xác nhận tiếp nhận bản điện tử."},
            {"kind": "clause", "level": "khoan", "number": 2, "text": "Văn bản có nội dung bí mật nhà nước "
             "không được gửi qua hệ thống này."},
            {"kind": "clause", "level": "dieu", "text": "Quyết định này có hiệu lực kể từ ngày ký."},
            {"kind": "clause", "level": "dieu", "text": "Vụ trưởng Vụ Hành chính, Giám đốc Trung tâm Tin học "
             "và Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này."},
        ],
        "signer": {"authority": None, "body": None, "post": "Bộ trưởng, Chủ nhiệm", "name": "Nguyễn Văn An"},
        "recipients": ["Như Điều 4", "Bộ Tài chính", "Các Phó Chủ nhiệm"],
        "archive": {"unit": "VT, HC", "copies": 2},
        "drafter": {"code": "TTB", "copies": 40},
        "attachments": [
            {"title": "Chỉ tiêu gửi, nhận văn bản điện tử năm 2027", "body": [
                {"kind": "paragraph", "text": "Tỷ lệ văn bản gửi, nhận dưới dạng điện tử đạt 100%, trừ văn bản mật."},
                {"kind": "paragraph", "text": "Thời gian từ khi ký đến khi phát hành không quá một ngày làm việc."},
            ]},
        ],
        "profile": "decree-30-2020",
    }  # fmt: skip


def reply(number_and_symbol: str, day: str) -> dict[str, Any]:
    """Data of the ministry's letter in answer; `day` as people write it (21/11/2026)."""
    return {
        "type": "cong-van",
        "issuer": {key: MINISTRY[key] for key in ("parent", "name", "organ_id")},
        "number": None,
        "date": None,
        "symbol": MINISTRY["symbol"],
        "place": "Hà Nội",
        "subject": "Thực hiện Kế hoạch gửi, nhận văn bản điện tử năm 2027",
        "urgency": 1,
        "addressees": ["Văn phòng Chính phủ"],
        "body": [
            {"kind": "paragraph", "text": f"Bộ Tài chính nhận được Quyết định số {number_and_symbol} ngày {day} của "
             "Văn phòng Chính phủ. Bộ Tài chính đã giao Cục Tin học và Thống kê tài chính làm đầu mối thực hiện."},
            {"kind": "paragraph", "text": "Bộ Tài chính trân trọng đề nghị Văn phòng Chính phủ phối hợp, hướng dẫn "
             "trong quá trình thực hiện."},
        ],
        "signer": {"authority": None, "body": None, "post": "Bộ trưởng", "name": "Phạm Đức Cường"},
        "recipients": ["Như trên", "Cục Tin học và Thống kê tài chính"],
        "archive": {"unit": "VT, THTK", "copies": 1},
        "contact": {"address": "28 Trần Hưng Đạo, Hà Nội", "email": "vanthu@botaichinh.example"},
        "profile": "decree-30-2020",
    }  # fmt: skip


def annex() -> dict[str, Any]:
    """Data of the PDF attachment: a letter explaining the plan, typeset like any other."""
    return {
        **reply("", ""),
        "issuer": {key: OFFICE[key] for key in ("parent", "name", "organ_id")},
        "symbol": "VPCP-HC",
        "number": "118",
        "date": "2026-11-20",
        "subject": "Thuyết minh Kế hoạch gửi, nhận văn bản điện tử",
        "urgency": 0,
        "addressees": ["Các cơ quan liên quan"],
        "body": [{"kind": "paragraph", "text": "Kế hoạch được xây dựng trên kết quả gửi, nhận văn bản năm 2026."}],
        "signer": {"authority": "TL.", "body": "Bộ trưởng, Chủ nhiệm", "post": "Vụ trưởng Vụ Hành chính",
                   "name": "Đặng Thị Em"},
        "archive": {"unit": "VT", "copies": 1},
        "contact": None,
    }  # fmt: skip


def write_docx(path: Path) -> None:
    """The DOCX attachment: a form with a table."""
    paper = docx.Document()
    paper.add_heading("Mẫu báo cáo kết quả thực hiện", 1)
    paper.add_paragraph("Kính gửi Văn phòng Chính phủ số liệu gửi, nhận văn bản điện tử trong quý.")
    table = paper.add_table(rows=1, cols=3)
    for cell, title in zip(table.rows[0].cells, ("Chỉ tiêu", "Kế hoạch", "Thực hiện"), strict=True):
        cell.text = title
    paper.save(str(path))


def write_xlsx(path: Path) -> None:
    """The XLSX attachment: the tasks as a sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Nhiệm vụ"
    sheet.append(["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp"])
    for number, row in enumerate(_TASKS, 1):
        sheet.append([number, *row])
    book.save(path)
