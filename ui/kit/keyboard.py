"""The keyboard map: one table for the program, its menus, its palette and `docs/keyboard.md`.

Single letters act only when no text field has the focus and no input method is composing (Telex, VNI).
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.kit.phrases import Phrase, say


@dataclass(frozen=True)
class Key:
    """One action's keys, as Qt writes them (`Ctrl+K`); the first is shown. `letter` works outside text fields only."""

    action: str
    keys: tuple[str, ...]
    words: Phrase
    group: Phrase
    letter: str = ""
    by_part: bool = False
    """Handled by the part that has the focus, as text fields do; the window must not take it away."""

    @property
    def shown(self) -> str:
        return self.keys[0] if self.keys else self.letter


MOVE, WORK, READ, LOOK = say("Di chuyển"), say("Xử lý"), say("Xem trang"), say("Cửa sổ")

KEYS: tuple[Key, ...] = (
    Key("palette", ("Ctrl+K", "Ctrl+Shift+P"), say("Gõ lệnh, tên người, số ký hiệu"), MOVE),
    Key("search", ("Ctrl+Shift+F",), say("Tìm trong mọi nơi"), MOVE, "/"),
    Key("next-pane", ("F6",), say("Khung tiếp theo"), MOVE),
    Key("previous-pane", ("Shift+F6",), say("Khung trước"), MOVE),
    Key("next-tab", ("Ctrl+Tab", "Ctrl+PgDown"), say("Thẻ tiếp theo"), MOVE),
    Key("previous-tab", ("Ctrl+Shift+Tab", "Ctrl+PgUp"), say("Thẻ trước"), MOVE),
    Key("close-tab", ("Ctrl+W", "Ctrl+F4"), say("Đóng thẻ"), MOVE),
    Key("back", ("Alt+Left",), say("Trở lại danh sách"), MOVE),
    Key("next-row", (), say("Dòng tiếp theo"), MOVE, "J"),
    Key("previous-row", (), say("Dòng trước"), MOVE, "K"),
    Key("undo", ("Ctrl+Z",), say("Hoàn tác việc vừa làm"), WORK),
    Key("new", ("Ctrl+N",), say("Soạn văn bản mới"), WORK),
    Key("sync", ("F5",), say("Đồng bộ ngay"), WORK),
    Key("find-in-page", ("Ctrl+F",), say("Tìm trong trang"), READ),
    Key("next-hit", ("F3",), say("Chỗ tìm thấy tiếp theo"), READ),
    Key("previous-hit", ("Shift+F3",), say("Chỗ tìm thấy trước"), READ),
    Key("zoom-in", ("Ctrl++", "Ctrl+="), say("Phóng to"), READ),
    Key("zoom-out", ("Ctrl+-",), say("Thu nhỏ"), READ),
    Key("fit-width", ("Ctrl+0",), say("Vừa bề ngang"), READ),
    Key("copy", ("Ctrl+C",), say("Chép chữ đã chọn"), READ, by_part=True),
    Key("menu", ("F10",), say("Trình đơn chính"), LOOK),
    Key("keys", ("F1",), say("Bảng phím"), LOOK),
    Key("preferences", ("Ctrl+,",), say("Thiết lập"), LOOK),
    Key("full-screen", ("F11",), say("Toàn màn hình"), LOOK),
    *(
        Key(f"place-{number}", (f"Ctrl+{number}",), say("Đến mục thứ {number} ở cột trái", number=number), MOVE)
        for number in range(1, 10)
    ),
)

BY_ACTION: dict[str, Key] = {key.action: key for key in KEYS}


def keys_of(action: str) -> tuple[str, ...]:
    """Key sequences of an action, none if the table does not know it."""
    return BY_ACTION[action].keys if action in BY_ACTION else ()


def keyboard_page() -> str:
    """`docs/keyboard.md`'s table, in the language of this moment."""
    lines = ["| việc | phím | phím chữ đơn |", "| --- | --- | --- |"]
    for group in (MOVE, WORK, READ, LOOK):
        lines.append(f"| **{group}** | | |")
        lines += [_line(key) for key in KEYS if key.group == group]
    return "\n".join(lines) + "\n"


def _line(key: Key) -> str:
    written = ", ".join(f"`{one}`" for one in key.keys)
    letter = f"`{key.letter}`" if key.letter else ""
    return f"| {key.words} | {written} | {letter} |"
