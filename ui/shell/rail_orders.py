"""Names and icons of the places, and which stand where in the rail of whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from ui.kit.page import Page, Place
from ui.kit.phrases import Phrase, say

Profile = Literal["clerk", "leader", "secretariat"]

_FACES: dict[str, tuple[str, Phrase]] = {
    "today": ("sun", say("Hôm nay")),
    "inbox": ("inbox", say("Văn bản đến")),
    "outbox": ("send", say("Văn bản đi")),
    "drafting": ("file-pen-line", say("Soạn thảo")),
    "registers": ("book-open", say("Sổ")),
    "meetings": ("landmark", say("Phiên họp")),
    "opinions": ("message-square-text", say("Xin ý kiến")),
    "voting": ("vote", say("Biểu quyết")),
    "reader": ("book-open-text", say("Đọc")),
    "tasks": ("list-checks", say("Công việc")),
    "signatures": ("signature", say("Chữ ký")),
    "signing": ("signature", say("Ký")),
    "search": ("search", say("Tìm")),
    "preferences": ("settings", say("Thiết lập")),
}
_TILES = ("today", "meetings", "opinions", "signing", "search")
"""The five places of the minister profile."""

_ORDERS: dict[Profile, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "clerk": (("today", "inbox", "outbox", "drafting", "registers"), ("meetings", "tasks", "signatures", "search")),
    "leader": (
        ("today", "meetings", "opinions", "signing", "reader"),
        ("tasks", "inbox", "outbox", "signatures", "search"),
    ),
    "secretariat": (
        ("today", "meetings", "voting", "reader", "tasks"),
        ("inbox", "outbox", "drafting", "signatures", "search"),
    ),
}


def places_for(profile: Profile, pages: Mapping[str, Callable[[], Page]]) -> tuple[Place, ...]:
    """The rail of a profile; places without a page in `pages` are left out."""
    main, other = _ORDERS[profile]
    groups = dict.fromkeys(main, "main") | dict.fromkeys(other, "other") | {"preferences": "foot"}
    tiles = _TILES if "signing" in pages else tuple("signatures" if key == "signing" else key for key in _TILES)
    return tuple(
        Place(key, *_FACES[key], pages[key], group, tile=key in tiles, tile_words=_tile_words(key))
        for key, group in groups.items()
        if key in pages
    )


def _tile_words(key: str) -> Phrase | str:
    return _FACES["signing"][1] if key == "signatures" else ""
