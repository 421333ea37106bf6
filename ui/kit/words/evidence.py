"""Sentences about evidence kept beside a signed file."""

from __future__ import annotations

EVIDENCE_STATES: dict[str, str] = {
    "queued": "chờ lưu bằng chứng",
    "done": "đã lưu bằng chứng",
    "failed": "không lưu được bằng chứng",
    "expired": "hết hạn thử lại",
}

ERRORS: dict[str, str] = {
    "stamp-out-of-reach": "{cause} Bằng chứng của văn bản chưa được lưu và sẽ được thử lại khi đồng bộ.",
    "revocation-out-of-reach": "{cause} Bằng chứng của văn bản chưa được lưu và sẽ được thử lại khi đồng bộ.",
    "evidence-refused": "{cause} Không lưu được bằng chứng cho bản kê khai của văn bản này.",
    "evidence-unreadable": "Tệp bằng chứng kèm theo không đọc được ({why}); lấy lại tệp bằng chứng từ nơi đã lưu.",
    "stamp-not-believed": "Dấu thời gian nhận được không dùng được. Kiểm tra địa chỉ dịch vụ dấu thời gian "
    "và chứng thư gốc dấu thời gian tin cậy (thư mục tsa).",
}

FINDINGS: dict[str, str] = {
    "evidence-beside": "Thời điểm {time} được chứng minh bằng dấu thời gian lưu trong tệp bằng chứng kèm theo.",
    "evidence-ignored": "Tệp bằng chứng kèm theo không chứng minh được gì nên không được tính.",
    "evidence-unreadable": "Tệp bằng chứng kèm theo không đọc được ({why}) nên không được tính.",
    "evidence-of-another-file": "Tệp bằng chứng kèm theo thuộc về một tệp khác.",
    "evidence-without-stamp": "Tệp bằng chứng kèm theo không có dấu thời gian.",
}
