"""Incoming dispatches as rows, steps and facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from ecabinet.application.queries.dispatch_rows import DispatchRow
from ecabinet.domain.calendar import office_day
from ecabinet.domain.dispatches.dispatch import Dispatch, Handling
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.identity import DispatchId
from ui.kit.dispatch_words import HANDLING_WORDS, STATE_WORDS, deadline, remark_words, urgency, verdict_kind
from ui.kit.evidence_panel import EvidenceView
from ui.kit.fact_list import Fact
from ui.kit.formats import day, short_moment, size
from ui.kit.list_row import ListRow
from ui.kit.phrases import Words, say
from ui.kit.time_line import Step

FILTERS: tuple[tuple[str, Words], ...] = (
    ("open", say("Chờ tiếp nhận")),
    ("urgent", say("Khẩn")),
    ("due", say("Có hạn")),
)
_TESTS: dict[str, Callable[[Dispatch], bool]] = {
    "open": lambda one: one.handling in (Handling.ARRIVED, Handling.ACCEPTED),
    "urgent": lambda one: one.priority > 0,
    "due": lambda one: one.due_on is not None,
}


def fits(row: DispatchRow, filters: Iterable[str]) -> bool:
    """Whether a dispatch passes all of these filters."""
    return all(_TESTS[one](row.dispatch) for one in filters)


def count(rows: Iterable[DispatchRow], key: str) -> int:
    return sum(_TESTS[key](row.dispatch) for row in rows)


def list_row(row: DispatchRow, now: datetime, pending: DispatchId | None) -> ListRow:
    """One row; a dispatch being accepted is shown as taken in already."""
    one, today = row.dispatch, office_day(now)
    open_still = one.handling in (Handling.ARRIVED, Handling.ACCEPTED)
    arrived = one.handling is Handling.ARRIVED and one.id != pending
    return ListRow(
        key=str(one.id),
        version=f"{one.handling}/{one.verdict}/{arrived:d}/{today}",
        sender=one.sender.name,
        reference=one.number.text,
        subject=one.subject,
        moment=short_moment(one.entered_at, now),
        urgency=urgency(one.priority),
        deadline=deadline(one.due_on, today) if open_still else None,
        verdict=verdict_kind(one.verdict),
        attachments=sum(file.role != "manifest" for file in one.attachments),
        unread=arrived,
    )


def steps(row: DispatchRow, now: datetime) -> tuple[Step, ...]:
    """What has happened at this desk, what is due now, what comes."""
    one = row.dispatch
    done = [Step(short_moment(one.entered_at, now), say("Đã đến"), say("Gói tin đã lưu và kiểm tra"))]
    for status in row.statuses:
        done.append(
            Step(
                short_moment(status.reported_at, now),
                STATE_WORDS[status.code],
                status.description or say("Đã báo nơi gửi · {code}", code=status.code.value),
                "failed" if one.handling is Handling.REFUSED and status.code.value == "02" else "done",
            )
        )
    return (*done, *_coming(row))


def _coming(row: DispatchRow) -> tuple[Step, ...]:
    one = row.dispatch
    enter = say("Lấy số đến, báo nơi gửi")
    if one.handling is Handling.ARRIVED:
        return (Step("", say("Chờ tiếp nhận"), say("Văn thư kiểm tra và quyết định"), "now"),
                Step("", say("Vào sổ"), enter, "next"))  # fmt: skip
    if one.handling is Handling.ACCEPTED:
        return (Step("", say("Chờ vào sổ"), enter, "now"),)
    return ()


def facts(row: DispatchRow) -> tuple[Fact, ...]:
    """What the envelope says, and our register."""
    one = row.dispatch
    files = [file for file in one.attachments if file.role != "manifest"]
    total = say("{size} · {count} tệp", size=size(sum(file.file.size for file in files)), count=len(files))
    return (
        (say("Tình trạng"), HANDLING_WORDS[one.handling]),
        (say("Số đến"), f"{row.incoming.number}/{row.incoming.year}" if row.incoming else ""),
        (say("Loại"), one.type_name),
        (say("Nơi gửi"), say("{name} · {id}", name=one.sender.name, id=one.sender.organ_id)),
        (say("Người ký (theo phong bì)"), " ".join(filter(None, (one.signer.position, one.signer.name)))),
        (say("Hạn xử lý"), day(one.due_on) if one.due_on else ""),
        (say("Lý do vẫn nhận"), one.despite),
        (say("Dung lượng"), total),
    )


def evidence(one: Dispatch) -> EvidenceView:
    """What was found when the packet came, or when it was judged again."""
    words: dict[Verdict, Words] = {
        Verdict.VALID: say("Chữ ký và bảng kê của gói tin đều đạt"),
        Verdict.VALID_WITH_REMARKS: say("Chữ ký đạt; có điều cần biết"),
        Verdict.UNDECIDED: say("Còn điều chưa kiểm tra được"),
        Verdict.INVALID: say("Có điều không đạt; không được tiếp nhận"),
        Verdict.ALTERED: say("Nội dung đã khác với nội dung được ký; không được tiếp nhận"),
        Verdict.UNSIGNED: say("Không tệp nào trong gói tin có chữ ký số."),
        Verdict.UNREADABLE: say("Không đọc được tệp cần kiểm tra."),
    }
    told = tuple(dict.fromkeys(remark_words(remark) for remark in one.remarks if remark.severity != "info"))
    return EvidenceView(one.verdict, words[one.verdict], reasons=told)
