"""Words for typesetting and for drafts taken from DOCX."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "data-not-json": "Tệp dữ liệu không phải JSON hợp lệ (dòng {line}). Kiểm tra dấu ngoặc, dấu phẩy, khóa ghi trùng "
    "và mã UTF-8.",
    "data-too-large": "Dữ liệu văn bản quá lớn hoặc lồng quá sâu (giới hạn {limit}).",
    "data-key-unknown": "Không có khóa “{path}” trong mẫu dữ liệu văn bản. Bỏ khóa này hoặc sửa lại tên.",
    "data-key-missing": "Thiếu khóa “{path}” trong dữ liệu văn bản. Bổ sung rồi chạy lại.",
    "data-value-wrong": "Giá trị của “{path}” không hợp lệ: {value}. Sửa theo mẫu document.schema.json.",
    "data-too-long": "Nội dung của “{path}” quá dài (tối đa {limit}). Rút gọn hoặc tách thành nhiều phần.",
    "data-no-room": "Nội dung của “{path}” không vừa chỗ dành cho nó trên trang. Rút gọn rồi chạy lại.",
    "data-letter-unknown": "“{path}” có ký tự {letter} không in được bằng phông chữ của văn bản. "
    "Xóa hoặc thay ký tự này; xuống dòng thì tách thành đoạn mới.",
    "figure-unreadable": "Hình ở “{path}” không phải ảnh PNG hoặc JPEG dùng được (tối đa 16 triệu điểm ảnh).",
    "typesetting-failed": "Không trình bày được văn bản: {reason}.",
    "template-missing": "Chưa có mẫu trình bày “{template}”. Các mẫu hiện có: {known}.",
    "secret-content": "Văn bản mang độ mật “{mark}” (khóa “{key}”). "
    "Nội dung bí mật nhà nước không được đưa vào hệ thống này.",
    "draft-source-unreadable": "Tệp “{name}” không phải DOCX đọc được. "
    "Mở lại bằng phần mềm soạn thảo và lưu thành .docx.",
    "draft-source-too-large": "Tệp “{name}” quá lớn hoặc nén bất thường (giới hạn {limit}).",
}

FINDINGS: dict[str, str] = {
    "addressees-not-printed": "Loại văn bản này không có phần “Kính gửi”; các tên trong “addressees” không được in.",
    "left-out-pictures": "Không lấy {count} hình trong tệp nguồn; cần thì thêm vào dữ liệu dưới dạng “figure”.",
    "left-out-footnotes": "Không lấy {count} chú thích cuối trang hoặc cuối văn bản.",
    "left-out-text-boxes": "Không lấy chữ trong {count} hộp văn bản; kiểm tra xem có nội dung cần giữ.",
    "left-out-comments": "Không lấy {count} lời bình của người góp ý.",
}
