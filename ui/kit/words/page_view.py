"""Words for pages that cannot be shown."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "pdf-unreadable": (
        "Không mở được tệp PDF này để xem: tệp hỏng, bị khóa hoặc không có trang. Tệp gốc vẫn còn nguyên."
    ),
    "pdf-too-large": "Tệp PDF quá lớn để xem trong cửa sổ. Hãy lưu tệp ra rồi mở bằng trình xem khác.",
}
FINDINGS: dict[str, str] = {}
