"""Words for the demonstration."""

from __future__ import annotations

ERRORS = {
    "no-demonstration-here": "Bản đóng gói không kèm trục nên không chạy được phần trình diễn; "
    "hãy tải mã nguồn rồi chạy make demo.",
}
