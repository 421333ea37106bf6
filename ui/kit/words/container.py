"""Sentences for ASiC-E containers."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "container-flawed": (
        "Gói ASiC-E không đúng cấu trúc chặt chẽ ({why}; {entry}) nên có thể bị đọc theo hai cách. "
        "Không dùng gói này; đề nghị bên gửi gửi lại bản gốc."
    ),
    "container-entry-damaged": "Tệp {entry} trong gói ASiC-E bị hỏng. Đề nghị bên gửi gửi lại.",
    "container-not-writable": (
        "Không đóng gói được tệp “{file}” ({why}): tên không hợp lệ hoặc trùng, tệp quá lớn, đổi trong lúc ký, "
        "hoặc gói đã bị sửa, đã có chữ ký của chứng thư này. "
        "Đổi tên tệp hoặc đóng chương trình đang mở tệp rồi ký lại."
    ),
}

FINDINGS: dict[str, str] = {
    "container-flawed": (
        "Gói {file} không đúng cấu trúc chặt chẽ ({why}; {entry}) nên các phần mềm có thể thấy các tệp khác nhau. "
        "Không dùng gói này."
    ),
    "container-file-missing": "Thiếu tệp {name}: có trong chữ ký nhưng không có trong gói, hoặc đã bị đổi tên.",
    "container-file-changed": "Tệp {name} đã bị thay đổi sau khi ký (giá trị băm không khớp).",
    "container-file-uncovered": "Tệp {name} không được chữ ký nào bao trùm: bị thêm vào hoặc đổi tên sau khi ký.",
    "container-signature-partial": "Chữ ký này không bao trùm các tệp: {files}.",
    "container-foreign-signature": (
        "Chữ ký {name} không theo mẫu của hệ thống nên chưa kết luận được; kiểm tra bằng phần mềm đã ký."
    ),
    "container-entry-unknown": "Gói có mục lạ {name} trong META-INF, không thuộc chữ ký nào. Không dùng gói này.",
    "container-manifest-missing": "Gói thiếu danh mục tệp (META-INF/manifest.xml); gói đã bị sửa sau khi ký.",
    "container-manifest-differs": (
        "Danh mục tệp của gói (META-INF/manifest.xml) khác với các tệp đã ký. Không dùng gói này."
    ),
    "container-too-many-signatures": "Gói có quá nhiều chữ ký ({count}) nên không được kiểm tra hết.",
    "container-is-book": (
        "Tệp {file} là hồ sơ chứng cứ của một sổ; kết quả ghi trong sổ thì xem bằng ecabinet book verify."
    ),
}
