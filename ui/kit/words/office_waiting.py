"""Sentences of carrying by file what a book has not accepted yet."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "book-waiting-unreadable": (
        "Tệp chuyển hộ bị hỏng hoặc đã bị sửa ({reason}: {entry}) nên không nhận mục nào. "
        "Hãy xin lại tệp gốc từ người gửi."
    ),
    "office-carried-refused": (
        "{cause} Vì vậy không nhận tệp này (mục {type} của {by}). Hãy đồng bộ sổ rồi nhận lại; "
        "nếu vẫn không được thì báo người gửi."
    ),
    "office-carried-head-moved": (
        "Không chuyển hộ được việc này của {author}: sổ đã có mục mới nên số xin trước không còn dùng được. "
        "Hãy báo {author} đồng bộ hoặc xin lại số rồi gửi tệp mới."
    ),
    "office-nothing-waiting": "Bàn làm việc này không có mục nào của mình đang chờ sổ ghi nhận nên không ghi tệp.",
    "office-founding-not-carried": (
        "Sổ này chưa được lập trên trục nên chưa chuyển hộ được. Hãy đồng bộ bàn làm việc đã lập sổ trước."
    ),
}

FINDINGS: dict[str, str] = {}
