"""Carrying what was said: the office's books, and for a clerk the mail, in one session with the hub."""

from __future__ import annotations

from typing import Any

from ecabinet.application.book_ports import Pen
from ecabinet.application.dispatches.fetch_directory import fetch_directory
from ecabinet.application.dispatches.sync_desk import SyncDesk, SyncReport, sync_desk
from ecabinet.application.jobs import JobState
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.sync_office import OfficesSynced, OfficeSynced, SyncOffice, sync_office
from ecabinet.bootstrap import desk_exchange
from ecabinet.domain.people.official import Role
from ecabinet.settings import LEASE_LIMIT
from signing.keys.key import SigningKey
from ui.kit.command_line import Exit
from ui.kit.desk_words import job_data
from ui.kit.office_words import set_aside_data, statement_data, trouble_data


def carried(office: OfficeDesk, key: SigningKey, pen: Pen, *, wait: float = 0.0, mail: bool = True) -> dict[str, Any]:
    """What one sync moved, as `office sync --json` tells it. `wait` in seconds; `mail`: send and fetch packets too."""
    desk = office.desk
    with desk.records.reading() as unit:
        role = unit.desk.load().official.role
    report = SyncReport()
    with desk_exchange(desk, key) as exchange:
        synced = sync_office(SyncOffice(wait), office, exchange.books(), pen)
        if role is Role.CLERK and mail:
            report = sync_desk(SyncDesk(LEASE_LIMIT), desk, exchange)
        else:
            fetch_directory(desk, exchange)
    return _synced_data(synced, report)


def _synced_data(synced: OfficesSynced, mail: SyncReport) -> dict[str, Any]:
    founded = synced.founded
    return {
        "offices": [_office_data(one) for one in synced.offices],
        "founded": [statement_data(job) | {"state": "done"} for job in founded.sent],
        "failed": [statement_data(job) for job in founded.failed],
        "put_off": [statement_data(job) for job in founded.put_off],
        "waiting": [statement_data(job) for job in synced.waiting],
        "mail": {
            "sent": [job_data(job) for job in mail.pushed if job.state is JobState.DONE],
            "failed": [job_data(job) for job in mail.pushed if job.state in (JobState.FAILED, JobState.EXPIRED)],
            "put_off": [job_data(job) for job in mail.pushed if job.state is JobState.QUEUED],
            "received": [str(one.dispatch) for one in mail.fetched if one.dispatch],
        },
    }


def _office_data(one: OfficeSynced) -> dict[str, Any]:
    reading, pushed = one.reading, one.pushed
    sent = {job.id for job in pushed.sent}
    return {
        "book": reading.book.id,
        "title": reading.book.title,
        "epoch": reading.place.epoch,
        "sequence": reading.place.sequence,
        "head": reading.place.head,
        "taken": one.taken,
        "sent": [statement_data(job) | {"state": "done"} for job in pushed.sent],
        "failed": [statement_data(job) for job in pushed.failed],
        "put_off": [statement_data(job) for job in pushed.put_off],
        "replaced": pushed.replaced,
        "set_aside": [set_aside_data(aside) for aside in reading.set_aside if aside.id in sent],
        "reports": [report.code.value for report in one.reports],
        "missed": list(one.missed),
        "troubles": [trouble_data(trouble) for trouble in one.troubles],
    }


def synced_status(data: dict[str, Any]) -> Exit:
    offices = data["offices"]
    if any(one["troubles"] for one in offices):
        return Exit.DOES_NOT_HOLD
    if data["failed"] or data["mail"]["failed"] or any(one["failed"] or one["set_aside"] for one in offices):
        return Exit.REFUSED
    hindered = data["put_off"] or data["mail"]["put_off"] or any(one["put_off"] or one["missed"] for one in offices)
    return Exit.HINDERED if hindered else Exit.DONE


def synced_lines(data: dict[str, Any]) -> list[str]:
    lines = []
    for one in data["offices"]:
        lines.append(
            f"{one['title']}: {one['sequence']} mục (mới {one['taken']}, của bàn này {len(one['sent'])});"
            f" đầu sổ {one['head'][:16]}…"
        )
        lines += [f"  ! {trouble['message']}" for trouble in one["troubles"]]
        lines += [f"  {job['error']['message']}" for job in one["failed"] + one["put_off"] if job["error"]]
        lines += [f"  không có hiệu lực: {aside['message']}" for aside in one["set_aside"]]
        lines += [f"  đã báo nơi gửi: {code}" for code in one["reports"]]
        lines += [f"  chưa tải được tệp {name}" for name in one["missed"]]
    lines += [f"  {job['error']['message']}" for job in data["failed"] + data["put_off"] if job["error"]]
    mail = data["mail"]
    lines.append(f"Đã gửi {len(mail['sent'])} gói tin, nhận {len(mail['received'])} văn bản.")
    return lines
