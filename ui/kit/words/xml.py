"""Sentences for XML signatures and for the signed manifest."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "xml-signature-broken": "Chữ ký số trên tệp XML không hợp lệ. Hãy đề nghị bên gửi ký và gửi lại.",
    "xml-not-signed": "Tệp XML không có chữ ký số. Hãy đề nghị bên gửi ký và gửi lại.",
    "xml-too-large": "Tệp XML quá lớn ({size} byte, tối đa {limit} byte) nên không được đọc.",
    "xml-not-strict": (
        "Nội dung XML đã ký không đúng dạng quy định ({flaw}). Không dùng tệp này; đề nghị bên gửi ký và gửi lại."
    ),
    "xml-other-shape": (
        "Chữ ký số trên tệp XML không đúng mẫu quy định hoặc đặt sai vị trí. "
        "Không dùng tệp này; đề nghị bên gửi ký và gửi lại."
    ),
    "xml-content-altered": "Tệp XML đã bị thay đổi sau khi ký. Không dùng tệp này; đề nghị bên gửi gửi lại.",
    "xml-value-wrong": "Giá trị chữ ký số không khớp với chứng thư số kèm theo. Không dùng tệp này.",
    "xml-certificate-not-bound": "Chứng thư số kèm theo đã bị thay bằng chứng thư số khác. Không dùng tệp này.",
    "xml-certificate-unreadable": "Không đọc được chứng thư số kèm theo chữ ký. Hãy đề nghị bên gửi ký lại.",
    "xml-key-not-accepted": (
        "Khóa của người ký ({key}) không được chấp nhận: cần RSA từ 2048 đến 8192 bit, hoặc P-256, P-384."
    ),
    "xml-algorithm-mismatch": "Thuật toán ghi trong chữ ký ({algorithm}) không đúng loại khóa của chứng thư số.",
    "xml-not-signable": "Không ký được: nội dung XML không đúng dạng quy định ({flaw}).",
    "xml-key-refused": (
        "Không ký được bằng khóa này ({key}): loại khóa không được chấp nhận, khóa không khớp chứng thư số, "
        "hoặc chuỗi chứng thư số quá dài. Hãy chọn khóa khác."
    ),
    "manifest-unreadable": (
        "Không đọc được bảng kê đã ký (manifest.xml): sai ở {reason}. Hãy đề nghị bên gửi lập và ký lại."
    ),
    "manifest-refused": "Không lập được bảng kê để ký: {what} không hợp lệ. Hãy sửa rồi gửi lại.",
}

FINDINGS: dict[str, str] = {}
