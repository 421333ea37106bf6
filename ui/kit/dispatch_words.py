"""Words and signs of dispatches for the window: states, handling, jobs, verdicts, urgency, deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ecabinet.application.jobs import Job, JobState
from ecabinet.domain.dispatches.dispatch import Handling, Remark
from ecabinet.domain.dispatches.status import StatusCode
from ecabinet.domain.documents.evidence import Verdict
from ui.kit.chips import ChipKind, ChipSign
from ui.kit.desk_words import error_words, remark_data
from ui.kit.formats import day
from ui.kit.phrases import Words, say
from ui.kit.verdict_card import VERDICT_WORDS

STATE_WORDS: Mapping[StatusCode | None, Words] = {
    None: say("Chưa có phản hồi"),
    StatusCode.ARRIVED: say("Đã đến"),
    StatusCode.REFUSED: say("Từ chối tiếp nhận"),
    StatusCode.REGISTERED: say("Đã tiếp nhận"),
    StatusCode.ASSIGNED: say("Phân công"),
    StatusCode.IN_WORK: say("Đang xử lý"),
    StatusCode.COMPLETED: say("Hoàn thành"),
    StatusCode.TAKE_BACK_ASKED: say("Xin lấy lại"),
    StatusCode.TAKE_BACK_AGREED: say("Đồng ý lấy lại hoặc cập nhật"),
    StatusCode.TAKE_BACK_DENIED: say("Từ chối lấy lại hoặc cập nhật"),
}
HANDLING_WORDS: Mapping[Handling, Words] = {
    Handling.ARRIVED: say("Mới đến"),
    Handling.ACCEPTED: say("Đã nhận, chưa vào sổ"),
    Handling.REFUSED: say("Đã từ chối"),
    Handling.REGISTERED: say("Đã vào sổ"),
    Handling.SENT: say("Văn bản đi"),
}
JOB_WORDS: Mapping[JobState, Words] = {
    JobState.QUEUED: say("Chờ gửi"),
    JobState.DONE: say("Đã gửi"),
    JobState.FAILED: say("Không gửi được"),
    JobState.EXPIRED: say("Hết hạn thử lại"),
    JobState.HELD: say("Chờ sổ cơ quan ghi nhận"),
    JobState.REPLACED: say("Đã lập lại theo sổ mới"),
}
JOB_ADVICE: Mapping[JobState, Words] = {
    JobState.QUEUED: say("Sẽ tự gửi ở lần đồng bộ tới; không cần làm gì thêm."),
    JobState.FAILED: say("Trục liên thông đã từ chối; sửa theo lý do bên trên rồi gửi lại."),
    JobState.EXPIRED: say("Đã thử hết lịch mà chưa gửi được; hãy kiểm tra mạng rồi gửi lại, hoặc báo quản trị."),
    JobState.HELD: say("Sẽ gửi sau khi sổ của cơ quan ghi nhận văn bản đã ban hành."),
}
ADVICE: Mapping[Verdict, Words] = {
    Verdict.VALID_WITH_REMARKS: say("Có thể dùng; hãy đọc các lưu ý."),
    Verdict.UNDECIDED: say("Chưa đủ căn cứ để tin; nối mạng hoặc bổ sung chứng thư gốc tin cậy rồi kiểm tra lại."),
    Verdict.INVALID: say("Không dùng văn bản này; đề nghị nơi gửi ký và gửi lại."),
    Verdict.ALTERED: say("Không dùng văn bản này; đề nghị nơi gửi gửi lại bản gốc."),
    Verdict.UNSIGNED: say("Tệp không có chữ ký số nên không có giá trị như bản gốc điện tử."),
    Verdict.UNREADABLE: say("Tệp hỏng hoặc không phải định dạng có ký số; đề nghị nơi gửi gửi lại."),
}
_KINDS: Mapping[Verdict, ChipKind] = {
    Verdict.VALID: "valid",
    Verdict.VALID_WITH_REMARKS: "valid-with-remarks",
    Verdict.UNDECIDED: "undecided",
    Verdict.INVALID: "invalid",
    Verdict.ALTERED: "altered",
}
_URGENCIES: Mapping[int, ChipKind] = {1: "urgent", 2: "most-urgent", 3: "express", 4: "express-timed"}
"""Priorities of edXML packets."""
_SOON_DAYS = 2


def verdict_kind(verdict: Verdict) -> ChipKind | None:
    """The shield of a verdict; None for files without signature or beyond reading, which have none."""
    return _KINDS.get(verdict)


def verdict_words(verdict: Verdict) -> Words:
    """The verdict as people say it."""
    kind = _KINDS.get(verdict)
    if kind is not None:
        return VERDICT_WORDS[kind]
    return say("Không có chữ ký") if verdict is Verdict.UNSIGNED else say("Không đọc được")


def verdict_chip(verdict: Verdict) -> ChipSign:
    return ChipSign(verdict_kind(verdict) or "plain", verdict_words(verdict))


def urgency(priority: int) -> ChipSign | None:
    """The stamp of a packet's priority; nothing for an ordinary one."""
    kind = _URGENCIES.get(priority)
    return ChipSign(kind) if kind else None


def deadline(due_on: date | None, today: date) -> ChipSign | None:
    """The pill of a deadline. It counts days of the calendar: no list of holidays is kept yet."""
    if due_on is None:
        return None
    left, tip = (due_on - today).days, say("Hạn xử lý: {day}", day=day(due_on))
    if left < 0:
        return ChipSign("overdue", say("Quá {count} ngày", count=-left), tip)
    if left == 0:
        return ChipSign("due-soon", say("Hạn hôm nay"), tip)
    words = say("{day} · còn {count} ngày", day=f"{due_on:%d/%m}", count=left)
    return ChipSign("due-soon" if left <= _SOON_DAYS else "due", words, tip)


def remark_words(remark: Remark) -> str:
    return str(remark_data(remark)["message"])


def job_reason(job: Job) -> str:
    """Why a job has not gone through, empty if nothing stood in its way."""
    return error_words(job.last_error.code, job.last_error.facts) if job.last_error else ""
