"""An office, its statements and its troubles as data for machines and lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ecabinet.application.book_ports import StatementJob
from ecabinet.application.offices.read_office import OfficeReading, Trouble
from ecabinet.domain.books.entry import FileReference, SetAside
from ecabinet.domain.offices.approval import draft_state
from ecabinet.domain.offices.draft import Draft, Said
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.register import Arrival
from ecabinet.domain.offices.task import Task
from ui.kit.desk_words import error_words, moment
from ui.kit.error_words import finding_sentence
from ui.kit.words.office_desk import DRAFT_STATES, TASK_STATES, TYPES


def statement_data(job: StatementJob) -> dict[str, Any]:
    error = job.last_error
    return {
        "statement": str(job.id),
        "type": job.entry.type,
        "by": job.entry.by,
        "state": job.state.value,
        "carried": job.carried,
        "created_at": moment(job.created_at),
        "error": {"code": error.facts.get("reason", error.code), "message": _error(job)} if error else None,
    }


def _error(job: StatementJob) -> str:
    error = job.last_error
    assert error is not None
    facts = {"type": job.entry.type, "by": job.entry.by, **error.facts}
    said = error_words(error.code, facts)
    if facts.get("who"):
        said += f" Người đã làm trước: {facts['who']}, số {facts.get('number', '?')}."
    return said


def trouble_data(trouble: Trouble) -> dict[str, str]:
    return {"code": trouble.code, "message": finding_sentence(trouble.code, dict(trouble.facts))}


def set_aside_data(one: SetAside) -> dict[str, Any]:
    words = finding_sentence(one.reason, {"type": one.type, "by": one.by})
    return {
        "id": str(one.id),
        "sequence": one.sequence,
        "type": one.type,
        "by": one.by,
        "reason": one.reason,
        "message": words,
    }


def reading_data(reading: OfficeReading) -> dict[str, Any]:
    """A whole office as this desk holds it; `docs/office-commands.md` describes every member."""
    place = reading.place
    return {
        "book": reading.book.id,
        "title": reading.book.title,
        "agency": reading.book.agency,
        "epoch": place.epoch,
        "sequence": place.sequence,
        "head": place.head,
        **office_data(reading.office),
        "pending": [statement_data(job) for job in reading.jobs],
        "expected": office_data(reading.expected) if reading.jobs else None,
        "set_aside": [set_aside_data(one) for one in reading.set_aside],
        "troubles": [trouble_data(one) for one in reading.troubles],
        "seen_elsewhere": [one.entry.sequence for one in reading.entries if one.seen_elsewhere],
        "signers": [
            {"certificate": one.certificate, "name": one.name, "verdict": one.verdict.value, "code": one.code or None}
            for one in reading.signers.values()
        ],
    }


def office_data(office: Office) -> dict[str, Any]:
    """What the statements amount to."""
    return {
        "profile": office.profile.name if office.profile else None,
        "officials": [
            {
                "id": one.id,
                "name": one.name,
                "post": one.post,
                "roles": sorted(one.roles),
                "until": moment(one.until),
                "ended": one.ended,
            }
            for one in office.members.values()
        ],
        "mandates": [
            {
                "id": one.id,
                "official": one.official,
                "authority": one.authority.value,
                "post": one.post,
                "document": one.document or None,
                "until": moment(one.until),
                "types": list(one.types),
                "scope": one.scope or None,
                "ended": one.ended,
            }
            for one in office.mandates.values()
        ],
        "drafts": [_draft(one, office) for one in office.drafts.values()],
        "numbers": [
            {
                "series": place.series,
                "year": place.year,
                "number": place.number,
                "revision": line.revision,
                "clerk": line.clerk,
                "date": line.day.isoformat(),
            }
            for place, line in office.numbers.items()
        ],
        "arrivals": [_arrival(one, office) for one in office.arrivals.values()],
        "refusals": [
            {"packet": one.packet, "from": one.sender, "document_id": one.document, **_said(one.said)}
            for one in office.refusals.values()
        ],
        "tasks": [_task(one) for one in office.tasks.values()],
    }


def _said(said: Said) -> dict[str, Any]:
    return {"by": said.by, "at": moment(said.at), "text": said.text or None}


def _files(files: Iterable[FileReference]) -> list[dict[str, Any]]:
    return [{"name": one.name, "type": one.media_type, "size": one.size, "sha256": one.sha256} for one in files]


def _draft(draft: Draft, office: Office) -> dict[str, Any]:
    revision = office.revisions.get(draft.revision)
    issue = office.issues.get(revision.sealed) if revision else None
    return {
        "id": draft.id,
        "title": draft.latest.title,
        "type": draft.latest.type,
        "notation": draft.latest.notation or None,
        "state": draft_state(office, draft).value,
        "drafter": draft.drafter,
        "versions": [
            {
                "number": one.number,
                "digest": one.digest,
                "author": one.author,
                "at": moment(one.at),
                "approvals": [_said(said) for said in one.approvals],
                "returned": _said(one.returned) if one.returned else None,
                "files": _files(one.files),
            }
            for one in draft.versions
        ],
        "comments": [{"version": one.version, **_said(one.said)} for one in draft.comments],
        "revision": {
            "digest": revision.digest,
            "version": revision.version,
            "authority": revision.authority or None,
            "mandate": revision.delegation or None,
            **_said(revision.signed),
        }
        if revision
        else None,
        "number": {
            "series": revision.number.series,
            "year": revision.number.year,
            "number": revision.number.number,
        }
        if revision and revision.number
        else None,
        "issued": {
            "sealed": issue.sealed,
            "to": list(issue.addressees),
            "dispatch": issue.dispatch or None,
            **_said(issue.said),
        }
        if issue
        else None,
    }


def _arrival(one: Arrival, office: Office) -> dict[str, Any]:
    return {
        "number": one.place.number,
        "year": one.place.year,
        "packet": one.packet,
        "from": one.sender,
        "document_id": one.document,
        "code": f"{one.number}/{one.notation}" if one.notation else one.number,
        "date": one.day.isoformat() if one.day else None,
        "subject": one.subject,
        "verdict": one.verdict,
        "despite": one.despite or None,
        "tasks": [task.id for task in office.tasks.values() if task.arrival == one.place],
        **_said(one.said),
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "arrival": {"number": task.arrival.number, "year": task.arrival.year},
        "state": task.state.value,
        "lead": task.lead,
        "support": list(task.support),
        "deadline": task.deadline.isoformat() if task.deadline else None,
        "directive": _said(task.directive),
        "reports": [
            {"progress": one.progress.value, "answer": one.answer or None, **_said(one.said)} for one in task.reports
        ],
        "closed": {"outcome": task.closed.outcome.value, **_said(task.closed.said)} if task.closed else None,
    }


def reading_lines(data: Mapping[str, Any]) -> tuple[str, ...]:
    """An office for people."""
    lines = [f"{data['title']}: sổ {data['book'][:16]}…, {data['sequence']} mục, đầu sổ {data['head'][:16]}…"]
    lines += [f"! {one['message']}" for one in data["troubles"]]
    for draft in data["drafts"]:
        number = f" số {draft['number']['number']}" if draft["number"] else ""
        state = DRAFT_STATES[draft["state"]]
        lines.append(f"  dự thảo {draft['id']}: {draft['title']} [lần {len(draft['versions'])}, {state}{number}]")
    for one in data["arrivals"]:
        lines.append(f"  số đến {one['number']}/{one['year']}: {one['code']} {one['subject']} ({one['by']})")
    lines += [f"  nhiệm vụ {one['id']}: {one['lead']} [{TASK_STATES[one['state']]}]" for one in data["tasks"]]
    lines += [_pending_line(one) for one in data["pending"]]
    lines += [f"  không có hiệu lực, mục {one['sequence']}: {one['message']}" for one in data["set_aside"]]
    lines += [
        f"  người ký {one['name']}: {finding_sentence(one['code'] or '')}"
        for one in data["signers"]
        if one["verdict"] != "valid"
    ]
    return tuple(lines)


def _pending_line(one: Mapping[str, Any]) -> str:
    whose = f" (chuyển hộ {one['by']})" if one["carried"] else ""
    return f"  chưa ghi nhận: {TYPES.get(one['type'], one['type'])}{whose}"
