"""Dispatches, jobs and remarks as data for machines and lines for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ecabinet.application.jobs import Job
from ecabinet.application.queries.dispatch_rows import DispatchRow
from ecabinet.domain.calendar import VIETNAM
from ecabinet.domain.dispatches.dispatch import Agency, Remark
from ui.kit.error_words import ERRORS, FINDINGS
from ui.kit.words.desk import FACT_NAMES, HANDLINGS, JOB_STATES, STATES
from ui.kit.words.verify import VERDICTS


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"


def error_words(code: str, facts: Mapping[str, str]) -> str:
    """The sentence for a kept error; the cause behind it is put into words too."""
    return ERRORS.get(code, code).format_map(_Facts(facts_in_words(facts)))


def facts_in_words(facts: Mapping[str, str]) -> dict[str, str]:
    """Facts with the codes among them replaced by words, and the sentence of the `reason` as `cause`."""
    told = dict(facts)
    for name, words in (("verdict", VERDICTS), ("handling", HANDLINGS), ("fact", FACT_NAMES)):
        if name in told:
            told[name] = words.get(told[name], told[name]).lower()
    reason = told.get("reason", "")
    own = {"reason": _in_words(told["detail"])} if "detail" in told else {}  # the cause's reason, not ours for it
    return told | {"cause": (ERRORS.get(reason) or FINDINGS.get(reason, reason)).format_map(_Facts(told | own))}


def _in_words(code: str) -> str:
    """A code inside a sentence: its own sentence without the full stop."""
    return (FINDINGS.get(code) or ERRORS.get(code, code)).removesuffix(".")


def remark_data(remark: Remark) -> dict[str, Any]:
    words = FINDINGS.get(remark.code) or ERRORS.get(remark.code, remark.code)
    message = words.format_map(_Facts(remark.facts))
    return {"code": remark.code, "severity": remark.severity, "file": remark.about or None, "message": message}


def moment(at: datetime | None) -> str | None:
    return at.astimezone(VIETNAM).isoformat(timespec="seconds") if at else None


def job_data(job: Job) -> dict[str, Any]:
    error = job.last_error
    return {
        "id": str(job.id),
        "kind": job.kind.value,
        "dispatch": str(job.dispatch),
        "state": job.state.value,
        "attempts": job.attempts,
        "created_at": moment(job.created_at),
        "next_try": moment(job.next_try) if job.state == "queued" else None,
        "sha256": job.packet.sha256,
        "size": job.packet.size,
        "error": {"code": error.facts.get("reason", error.code), "message": error_words(error.code, error.facts)}
        if error
        else None,
    }


def row_data(row: DispatchRow) -> dict[str, Any]:
    """One dispatch in full; `docs/desk-commands.md` describes every member."""
    one = row.dispatch
    return {
        "id": str(one.id),
        "box": one.box.value,
        "operation": int(one.operation),
        "document_id": one.document_id,
        "code": {"number": one.number.number, "notation": one.number.notation, "text": one.number.text},
        "date": one.issued_on.isoformat() if one.issued_on else None,
        "type": one.type_name,
        "subject": one.subject,
        "content": one.content,
        "signer": {"name": one.signer.name, "position": one.signer.position, "competence": one.signer.authority},
        "priority": one.priority,
        "due_date": one.due_on.isoformat() if one.due_on else None,
        "references": list(one.references),
        "from": _agency(one.sender),
        "to": [_agency(agency) | {"state": _state(row, agency)} for agency in one.addressees],
        "verdict": one.verdict.value,
        "remarks": [remark_data(remark) for remark in one.remarks],
        "handling": one.handling.value,
        "despite": one.despite or None,
        "arrival": {
            "number": row.incoming.number,
            "year": row.incoming.year,
            "official": row.incoming.official,
            "at": moment(row.incoming.entered_at),
        }
        if row.incoming
        else None,
        "outgoing": {"series": row.outgoing.series, "year": row.outgoing.year, "number": row.outgoing.number}
        if row.outgoing
        else None,
        "submission": job_data(row.submission) if row.submission else None,
        "statuses": [
            {
                "code": status.code.value,
                "name": STATES[status.code.value],
                "from": status.reporter,
                "description": status.description or None,
                "staff": status.staff or None,
                "at": moment(status.reported_at),
            }
            for status in row.statuses
        ],
        "attachments": [
            {
                "name": file.name,
                "role": file.role,
                "type": file.media_type,
                "size": file.file.size,
                "sha256": file.file.sha256,
                "verdict": file.verdict.value if file.verdict else None,
            }
            for file in one.attachments
        ],
        "packet": {"sha256": one.packet.sha256, "size": one.packet.size},
        "entered_at": moment(one.entered_at),
    }


def row_line(row: DispatchRow) -> str:
    """One line of a list."""
    one = row.dispatch
    day = f"{one.issued_on:%d/%m/%Y}" if one.issued_on else "--/--/----"
    if row.incoming:
        where = f"số đến {row.incoming.number}"
    elif row.submission:
        states = ", ".join(_short(row, agency) for agency in one.addressees)
        where = f"{JOB_STATES[row.submission.state.value]}: {states}"
    else:
        where = HANDLINGS[one.handling.value]
    return f"{str(one.id)[:13]}  {day}  {one.number.text}  {one.subject}  [{VERDICTS[one.verdict.value]}; {where}]"


def page_lines(row: DispatchRow) -> tuple[str, ...]:
    """One dispatch for people."""
    one = row.dispatch
    lines = [
        row_line(row),
        f"  Nơi gửi: {one.sender.name} ({one.sender.organ_id})",
        f"  Nơi nhận: {', '.join(agency.name for agency in one.addressees)}",
        f"  Người ký: {one.signer.position} {one.signer.name}".rstrip(),
        f"  Kết quả kiểm tra: {VERDICTS[one.verdict.value]}",
    ]
    lines += [f"  - {remark_data(remark)['message']}" for remark in one.remarks]
    if one.despite:
        lines.append(f"  Lý do tiếp nhận khi chưa đủ căn cứ: {one.despite}")
    lines += [
        f"  {moment(status.reported_at)}  {status.reporter}: {status.code.value} {STATES[status.code.value]}"
        f" {status.description}".rstrip()
        for status in row.statuses
    ]
    lines += [f"  Tệp: {file.name} ({file.file.size} byte)" for file in one.attachments]
    return tuple(lines)


def _agency(agency: Agency) -> dict[str, Any]:
    return {"organ_id": agency.organ_id, "name": agency.name}


def _state(row: DispatchRow, agency: Agency) -> str | None:
    found = next((one.state for one in row.reached if one.agency.organ_id == agency.organ_id), None)
    return found.value if found else None


def _short(row: DispatchRow, agency: Agency) -> str:
    state = _state(row, agency)
    return f"{agency.name}: {STATES[state] if state else 'chưa có phản hồi'}"
