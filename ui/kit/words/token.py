"""Sentences for keys on tokens (USB token, smart card)."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "token-module-missing": (
        "Chưa biết trình điều khiển PKCS#11 của thiết bị ký. Thêm --pkcs11-module ĐƯỜNG_DẪN hoặc đặt biến "
        "ECABINET_PKCS11_MODULE."
    ),
    "token-module-unusable": (
        "Không dùng được trình điều khiển PKCS#11 “{module}”. Kiểm tra đường dẫn hoặc cài lại phần mềm của thiết bị ký."
    ),
    "token-missing": "Không thấy thiết bị ký “{label}” (đang cắm: {found}). Cắm thiết bị rồi làm lại.",
    "token-gone": "Thiết bị ký “{label}” đã bị rút hoặc hết phiên làm việc. Chưa có gì được ghi; cắm lại rồi ký lại.",
    "token-driver-failed": (
        "Trình điều khiển của thiết bị ký “{label}” gặp lỗi ({detail}). Chưa có gì được ghi; rút ra, cắm lại rồi ký "
        "lại, nếu vẫn lỗi thì cài lại phần mềm của thiết bị."
    ),
    "token-without-certificate": "Trên thiết bị ký “{label}” không có chứng thư số ký văn bản ({serial}).",
    "token-ambiguous": "Thiết bị ký “{label}” có nhiều chứng thư số dùng được. Chọn một: --key token:… ({serials}).",
    "token-key-missing": "Thiết bị ký “{label}” có chứng thư số nhưng thiếu khóa ký tương ứng. Báo nơi cấp thiết bị.",
    "token-key-mismatch": (
        "Khóa trên thiết bị ký “{label}” không khớp với chứng thư số nên không ghi gì. Báo nơi cấp thiết bị."
    ),
    "token-mechanism-missing": "Thiết bị ký “{label}” không hỗ trợ cách ký nào được chấp nhận (RSA PKCS#1, ECDSA).",
    "token-purpose-refused": "Nội dung không thuộc loại được phép ký bằng thiết bị ký này nên không ký.",
    "token-pin-wrong": "Mã PIN của thiết bị ký “{label}” không đúng. Nhập sai nhiều lần thiết bị sẽ bị khóa.",
    "token-pin-wrong-one-left": (
        "Mã PIN của thiết bị ký “{label}” không đúng và CHỈ CÒN MỘT LẦN THỬ. Chưa chắc chắn thì hỏi nơi cấp thiết bị."
    ),
    "token-pin-last-try": (
        "Thiết bị ký “{label}” chỉ còn một lần thử mã PIN nên không nhận mã từ chương trình khác; "
        "bỏ --pin-fd và tự nhập mã PIN."
    ),
    "token-pin-locked": "Mã PIN của thiết bị ký “{label}” đã bị khóa. Liên hệ nơi cấp thiết bị để mở khóa.",
    "token-pin-not-set": (
        "Thiết bị ký “{label}” chưa có mã PIN hoặc phải đổi mã PIN trước. Dùng phần mềm của thiết bị để đặt mã PIN."
    ),
}

FINDINGS: dict[str, str] = {
    "token-pin-low": "Thiết bị ký cho biết mã PIN đã bị nhập sai ít nhất một lần.",
    "token-pin-last-try-left": "CHỈ CÒN MỘT LẦN THỬ mã PIN: nhập sai lần này thiết bị ký sẽ bị khóa.",
    "token-pin-on-pad": "Nhập mã PIN trên bàn phím của thiết bị ký.",
}
