"""What the hub's command line says, in Vietnamese."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "hub-agency-exists": "Cơ quan {organ_id} đã có trong danh bạ; thêm --renew để thay thông tin.",
    "hub-agency-unknown": "Chưa có cơ quan {organ_id} trong danh bạ; hãy thêm bằng lệnh agency add trước.",
    "hub-official-exists": "Người dùng {official} đã được ghi danh; thêm --renew để thay chứng thư.",
    "hub-official-unknown": "Không có người dùng {official} trong danh bạ.",
    "hub-name-not-allowed": "Mã hoặc tên “{name}” không dùng được: phải có chữ, tối đa 200 ký tự "
    "(mã cơ quan tối đa 35), không có ký tự điều khiển và không có khoảng trắng ở hai đầu.",
    "hub-certificate-unreadable": "Tệp {path} không phải là chứng thư số (PEM hoặc DER).",
    "hub-list-unreadable": "Tệp {path} không đúng mẫu danh sách: CSV, mã UTF-8, dòng đầu là "
    "organ_id,name,in_charge,email,capable.",
    "hub-store-damaged": "Kho dữ liệu {path} bị hỏng; hãy khôi phục từ bản sao lưu.",
    "hub-store-version": "Kho dữ liệu thuộc phiên bản {found}, chương trình này dùng phiên bản {known}.",
    "hub-key-unreadable": "Không đọc được khóa hoặc chứng thư của trục tại {path}.",
    "hub-is-running": "Một tiến trình khác đang phục vụ thư mục {path}.",
    "hub-not-there": "Thư mục {path} không có trục đầy đủ; hãy chạy serve hoặc agency add trước.",
    "hub-address-unusable": "Không mở được địa chỉ {address}; có thể chương trình khác đang dùng.",
    "hub-target-exists": "{path} đã có; sao lưu và khôi phục luôn ghi vào thư mục mới.",
    "hub-payload-lost": "Thiếu hoặc hỏng gói tin có mã băm {sha256} trong kho.",
}

FAULTS: dict[str, str] = {
    "missing": "mất mục nhật ký số {sequence}",
    "altered": "mục nhật ký số {sequence} đã bị sửa",
    "unlinked": "mục nhật ký số {sequence} không nối với mục trước",
    "receipt": "giấy biên nhận không khớp mục nhật ký số {sequence}",
}

BOOK_FLAW = "sổ {book}: hỏng tại mục {sequence} ({flaw})"

WAITING = "chờ mở thời kỳ mới"

STATES: dict[str, str] = {"waiting": "chờ nhận", "leased": "đang giao", "done": "đã nhận", "fail": "không nhận được"}
ROLES: dict[str, str] = {"clerk": "văn thư", "leader": "lãnh đạo", "specialist": "chuyên viên"}
UNKNOWN = "Không làm được ({code})."
OUR_FAULT = "Chương trình gặp lỗi ngoài dự liệu. Chạy lại với --debug để báo lỗi."
STORE = "kho dữ liệu của trục"
MACHINE = "Không dùng được {name}: {reason}."
