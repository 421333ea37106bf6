"""Sentences of the window's own places."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "file-changed-while-checked": "Tệp {file} bị ghi lại trong lúc kiểm tra. Hãy đợi ghi xong rồi kiểm tra lại.",
    "no-signed-revision": "Không tách được bản đã ký của ô {field}; chữ ký này không bao trùm phần đầu của tệp.",
}
FINDINGS: dict[str, str] = {}
