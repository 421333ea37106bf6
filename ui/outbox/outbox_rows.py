"""Outgoing dispatches as rows, steps, facts, and what to do where something waits or failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ecabinet.application.jobs import Job, JobKind, JobState
from ecabinet.application.queries.dispatch_rows import DispatchRow, Reached
from ecabinet.domain.dispatches.status import StatusCode
from ecabinet.domain.identity import OrganId
from ui.kit.chips import ChipKind, ChipSign
from ui.kit.dispatch_words import JOB_ADVICE, JOB_WORDS, STATE_WORDS, job_reason, urgency, verdict_kind
from ui.kit.fact_list import Fact
from ui.kit.formats import clock, day, short_moment, size
from ui.kit.list_row import ListRow
from ui.kit.phrases import Words, say
from ui.kit.time_line import Step, StepState
from ui.outbox.outbox_presenter import SentDispatch

FILTERS: tuple[tuple[str, Words], ...] = (
    ("waiting", say("Chờ gửi")),
    ("failed", say("Cần xử lý")),
    ("silent", say("Chưa phản hồi")),
)
_BROKEN = (JobState.FAILED, JobState.EXPIRED)
_WAITING = (JobState.QUEUED, JobState.HELD)


def _state(row: DispatchRow) -> JobState | None:
    return row.submission.state if row.submission else None


_TESTS: dict[str, Callable[[DispatchRow], bool]] = {
    "waiting": lambda row: _state(row) in _WAITING,
    "failed": lambda row: _state(row) in _BROKEN or any(one.state is StatusCode.REFUSED for one in row.reached),
    "silent": lambda row: _state(row) is JobState.DONE and any(one.state is None for one in row.reached),
}


def fits(row: DispatchRow, filters: Iterable[str]) -> bool:
    """Whether a dispatch passes all of these filters."""
    return all(_TESTS[one](row) for one in filters)


def count(rows: Iterable[DispatchRow], key: str) -> int:
    return sum(_TESTS[key](row) for row in rows)


def list_row(row: DispatchRow, now: datetime) -> ListRow:
    """One row; where it got to stands as a chip."""
    one, sign = row.dispatch, state_sign(row)
    return ListRow(
        key=str(one.id),
        version=f"{sign.text}/{one.verdict}/{short_moment(one.entered_at, now)}",
        sender=", ".join(agency.name for agency in one.addressees),
        reference=one.number.text,
        subject=one.subject,
        moment=short_moment(one.entered_at, now),
        urgency=urgency(one.priority),
        deadline=sign,
        verdict=verdict_kind(one.verdict),
        attachments=sum(file.role != "manifest" for file in one.attachments),
        unread=_TESTS["failed"](row),
    )


def state_sign(row: DispatchRow) -> ChipSign:
    """Where it stands in a few words: waiting, failed, or how many have answered."""
    state = _state(row)
    if state is None:
        return ChipSign("plain", say("Chưa gửi"))
    if state is not JobState.DONE:
        kind: ChipKind = "failed" if state in _BROKEN else "waiting"
        return ChipSign(kind, JOB_WORDS[state])
    if len(row.reached) == 1:
        return reached_sign(row.reached[0])
    refused = sum(one.state is StatusCode.REFUSED for one in row.reached)
    if refused:
        return ChipSign("failed", say("{count} nơi từ chối", count=refused))
    heard = sum(one.state is not None for one in row.reached)
    return ChipSign("plain", say("{heard} / {count} nơi phản hồi", heard=heard, count=len(row.reached)))


def reached_sign(one: Reached) -> ChipSign:
    """The state shown for one addressee."""
    if one.state is None:
        return ChipSign("plain", STATE_WORDS[None])
    kinds: dict[StatusCode, ChipKind] = {
        StatusCode.REFUSED: "failed",
        StatusCode.TAKE_BACK_ASKED: "waiting",
        StatusCode.REGISTERED: "done",
        StatusCode.COMPLETED: "done",
    }
    return ChipSign(kinds.get(one.state, "accent"), STATE_WORDS[one.state])


def steps(sent: SentDispatch, now: datetime) -> tuple[Step, ...]:
    """Queued, sent, then everything that came back, oldest first; then what is still to come."""
    row = sent.row
    names = {agency.organ_id: agency.name for agency in row.dispatch.addressees}
    first = Step(short_moment(row.dispatch.entered_at, now), say("Đã vào sổ, lập gói tin"), _register_words(row))
    came = sorted(row.statuses, key=lambda one: one.reported_at)
    answers = tuple(
        Step(
            short_moment(one.reported_at, now),
            STATE_WORDS[one.code],
            _answer(names, one.reporter, one.code, one.description),
            "failed" if one.code is StatusCode.REFUSED else "done",
        )
        for one in came
    )
    silent = [one.agency.name for one in row.reached if one.state is None]
    waits = (
        (Step("", say("Chờ phản hồi"), ", ".join(silent), "now"),) if silent and _state(row) is JobState.DONE else ()
    )
    return (first, *_sending(row, now), *answers, *waits)


def _sending(row: DispatchRow, now: datetime) -> tuple[Step, ...]:
    job = row.submission
    if job is None:
        return (Step("", say("Chưa gửi"), "", "next"),)
    states: dict[JobState, StepState] = {JobState.DONE: "done", JobState.FAILED: "failed", JobState.EXPIRED: "failed"}
    moment: Words = short_moment(job.next_try, now) if job.state is JobState.DONE else ""
    detail: Words = say("Trục liên thông đã nhận") if job.state is JobState.DONE else job_reason(job)
    return (Step(moment, JOB_WORDS[job.state], detail, states.get(job.state, "now")),)


def _answer(names: dict[OrganId, str], reporter: OrganId, code: StatusCode, description: str) -> Words:
    name = names.get(reporter, reporter)
    if description:
        return say("{name} · {code} · {description}", name=name, code=code.value, description=description)
    return say("{name} · {code}", name=name, code=code.value)


def _register_words(row: DispatchRow) -> Words:
    entry = row.outgoing
    return say("Số đi {number} năm {year}", number=entry.number, year=entry.year) if entry else ""


@dataclass(frozen=True)
class Trouble:
    """A job that waits or failed: what, why, what to do."""

    title: Words
    reason: str
    advice: Words
    grave: bool


def troubles(sent: SentDispatch, now: datetime) -> tuple[Trouble, ...]:
    """Jobs of this dispatch that are not done, gravest first."""
    open_jobs = [job for job in sent.jobs if job.state not in (JobState.DONE, JobState.REPLACED)]
    found = [_trouble(job, now) for job in open_jobs]
    return tuple(sorted(found, key=lambda one: not one.grave))


def _trouble(job: Job, now: datetime) -> Trouble:
    kinds: dict[JobKind, Words] = {
        JobKind.SUBMIT_DOCUMENT: say("Gửi văn bản"),
        JobKind.SUBMIT_STATUS: say("Báo trạng thái"),
        JobKind.COLLECT_EVIDENCE: say("Lưu bằng chứng chữ ký"),
    }
    title = say("{what}: {state}", what=kinds[job.kind], state=JOB_WORDS[job.state])
    advice = JOB_ADVICE.get(job.state, "")
    if job.state is JobState.QUEUED and job.attempts:
        advice = say(
            "Đã thử {count} lần; thử lại lúc {at} hoặc khi đồng bộ.", count=job.attempts, at=clock(job.next_try)
        )
    elif job.state is JobState.QUEUED and job.kind is JobKind.COLLECT_EVIDENCE:
        advice = say("Sẽ tự làm ở lần đồng bộ tới; văn bản đã gửi không bị ảnh hưởng.")
    return Trouble(title, job_reason(job), advice, job.state in _BROKEN)


def facts(sent: SentDispatch) -> tuple[Fact, ...]:
    """What was sent, under which number, and what is kept of it."""
    row, one = sent.row, sent.row.dispatch
    files = [file for file in one.attachments if file.role != "manifest"]
    total = say("{size} · {count} tệp", size=size(sum(file.file.size for file in files)), count=len(files))
    return (
        (say("Loại"), one.type_name),
        (say("Số đi"), f"{row.outgoing.number}/{row.outgoing.year}" if row.outgoing else ""),
        (say("Người ký"), " ".join(filter(None, (one.signer.position, one.signer.name)))),
        (say("Hạn xử lý"), day(one.due_on) if one.due_on else ""),
        (say("Dung lượng"), total),
        (say("Biên nhận"), say("Có, do trục liên thông ký") if sent.receipt else say("Chưa có")),
        (say("Bằng chứng"), say("Đã lưu") if sent.has_evidence else say("Chưa lưu")),
    )
