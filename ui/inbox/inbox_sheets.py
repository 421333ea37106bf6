"""Sheets of the inbox: accept what is undecided, refuse with a reason, enter in the register."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ecabinet.domain.dispatches.dispatch import Dispatch, Handling
from ecabinet.domain.documents.evidence import Verdict
from ui.kit.buttons import Button
from ui.kit.dispatch_words import verdict_words
from ui.kit.field import Field
from ui.kit.layouts import Item, column, framed
from ui.kit.phrases import Words, say
from ui.kit.sheet import Sheet
from ui.kit.texts import Text

_MOST_DIGITS = 7


def needs_despite(one: Dispatch) -> bool:
    """Nothing is proven: taking it in needs a recorded reason."""
    return one.verdict in (Verdict.UNDECIDED, Verdict.UNSIGNED) and not one.despite


def cannot_be_taken_in(one: Dispatch) -> bool:
    """Altered, invalid or unreadable: it can only be refused."""
    return one.verdict in (Verdict.ALTERED, Verdict.INVALID, Verdict.UNREADABLE)


def ask_despite(window: QWidget, one: Dispatch, done: Callable[[str], None]) -> Sheet:
    """Accept although nothing is proven, for a recorded reason."""
    reason = Field(say("Lý do vẫn nhận (bắt buộc)"), say("Lý do được lưu cùng văn bản."))
    act = Button(say("Vẫn tiếp nhận"), "primary", icon="check", height=42)
    sheet = Sheet(
        window, say("Tiếp nhận khi chưa đủ căn cứ?"), _title(one), column(_verdict(one), reason, space=12), act=act
    )
    return _armed(sheet, act, reason, lambda: done(reason.text))


def ask_refusal(window: QWidget, one: Dispatch, done: Callable[[str], None]) -> Sheet:
    """Return to the sender, who is told why."""
    reason = Field(say("Lý do từ chối (bắt buộc)"), say("Nơi gửi sẽ đọc lý do này."))
    act = Button(say("Từ chối và báo nơi gửi"), "danger", icon="x", height=42)
    warning = Text(say("Việc này không hoàn tác được."), "meta", weight=500, tone="note", wrap=True)
    content = column(_verdict(one), reason, warning, space=12)
    return _armed(Sheet(window, say("Từ chối tiếp nhận?"), _title(one), content, act=act), act, reason,
                  lambda: done(reason.text))  # fmt: skip


def ask_number(window: QWidget, one: Dispatch, done: Callable[[int | None, str], None]) -> Sheet:
    """Enter in the register of incoming documents; an empty number takes the next one of the year."""
    number = Field(say("Số đến"), say("Để trống để lấy số tiếp theo của năm."), longest=_MOST_DIGITS)
    despite = Field(say("Lý do vẫn nhận (bắt buộc)"), say("Lý do được lưu cùng văn bản."))
    needed = needs_despite(one) and one.handling is Handling.ARRIVED
    act = Button(say("Vào sổ"), "primary", icon="book-open", height=42)
    warning = Text(say("Số đã lấy không trả lại được; nơi gửi được báo đã tiếp nhận."), "meta", tone="2", wrap=True)
    parts: list[Item] = [_verdict(one), number, *([despite] if needed else []), warning]
    sheet = Sheet(window, say("Vào sổ văn bản đến"), _title(one), column(*parts, space=12), act=act)

    def ready() -> None:
        wrong: Words = say("Số đến chỉ gồm chữ số và lớn hơn 0") if not _number_fits(number.text) else ""
        if not str(wrong) and needed and not despite.text:
            wrong = say("Hãy ghi lý do trước")
        _allow(act, wrong)

    def enter() -> None:
        sheet.dismiss()
        done(int(number.text) if number.text else None, despite.text)

    for field in (number, despite):
        field.changed.connect(lambda _text: ready())
    act.clicked.connect(enter)
    ready()
    return sheet


def _armed(sheet: Sheet, act: Button, reason: Field, run: Callable[[], None]) -> Sheet:
    """The act waits for a reason."""

    def go() -> None:
        sheet.dismiss()
        run()

    def ready() -> None:
        _allow(act, "" if reason.text else say("Hãy ghi lý do trước"))

    reason.changed.connect(lambda _text: ready())
    act.clicked.connect(go)
    ready()
    return sheet


def _allow(act: Button, wrong: Words) -> None:
    if str(wrong):
        act.forbid(wrong)
    else:
        act.allow()


def _number_fits(text: str) -> bool:
    return not text or (text.isascii() and text.isdigit() and int(text) > 0)


def _title(one: Dispatch) -> Words:
    return f"{one.number.text} · {one.sender.name} · {one.subject}"


def _verdict(one: Dispatch) -> QWidget:
    told = say("Kết quả kiểm tra: {verdict}", verdict=verdict_words(one.verdict))
    return framed(column(Text(told, "body", weight=600, wrap=True), margins=(14, 10, 14, 10)), card="quiet")
