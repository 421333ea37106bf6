"""Words for books and their evidence files."""

from __future__ import annotations

ERRORS = {
    "not-an-asice-container": "Đây không phải hồ sơ chứng cứ của sổ (.asice) hoặc tệp đã hỏng; hãy xin lại tệp gốc.",
}
FINDINGS = {
    "book-not-judged": "Phiên bản này mới đọc được vỏ hồ sơ chứng cứ, chưa kiểm được nội dung sổ.",
}
