"""`ecabinet sync`: send what waits, fetch what has come."""

from __future__ import annotations

import argparse
from typing import Any

from ecabinet.application.dispatches.sync_desk import SyncDesk, SyncReport, sync_desk
from ecabinet.application.jobs import JobState
from ecabinet.application.ports import DeliveryRecord
from ecabinet.bootstrap import desk_exchange
from ecabinet.settings import LEASE_LIMIT
from ui.commands.desk_home import desk_of, home_arguments, key_arguments, key_of
from ui.kit.command_line import Answer, Command, Exit
from ui.kit.desk_words import job_data


def _arguments(parser: argparse.ArgumentParser) -> None:
    home_arguments(parser)
    parser.add_argument("--wait", metavar="GIÂY", type=float, default=0.0, help="chờ văn bản đến tối đa chừng này giây")
    parser.add_argument("--once", action="store_true", help="chỉ một lượt gửi, nhận")
    parser.add_argument("--offline", action="store_true", help="không hỏi trạng thái thu hồi qua mạng")
    key_arguments(parser, "của người dùng, để đăng nhập trục liên thông")


def _sync(arguments: argparse.Namespace) -> Answer:
    with desk_of(arguments, fetch=not arguments.offline) as desk:
        key = key_of(arguments)
        with desk_exchange(desk, key) as exchange:
            report = sync_desk(SyncDesk(LEASE_LIMIT, max(0.0, arguments.wait), arguments.once), desk, exchange)
    states = [job.state for job in report.pushed]
    data: dict[str, Any] = {
        "agencies": report.agencies,
        "sent": [job_data(job) for job in report.pushed if job.state is JobState.DONE],
        "failed": [job_data(job) for job in report.pushed if job.state in (JobState.FAILED, JobState.EXPIRED)],
        "put_off": [job_data(job) for job in report.pushed if job.state is JobState.QUEUED],
        "received": [_record(record) for record in report.fetched],
        "evidence": [job_data(job) for job in report.evidence],
    }
    status = Exit.DONE
    if JobState.QUEUED in states:
        status = Exit.HINDERED
    if JobState.FAILED in states or JobState.EXPIRED in states:
        status = Exit.REFUSED
    return Answer(data, tuple(_lines(report, data)), status)


def _record(record: DeliveryRecord) -> dict[str, object]:
    return {
        "delivery": record.id,
        "from": record.sender,
        "kind": "document" if record.dispatch else ("unreadable" if record.outcome == "fail" else "status"),
        "dispatch": str(record.dispatch) if record.dispatch else None,
        "outcome": record.outcome,
        "reason": record.reason or None,
        "sha256": record.packet.sha256,
    }


def _lines(report: SyncReport, data: dict[str, Any]) -> list[str]:
    lines = [f"Đã gửi {len(data['sent'])} gói tin, nhận {len(report.fetched)} gói tin."]
    if report.evidence:
        lines.append(f"Đã lưu bằng chứng cho {sum(job.state is JobState.DONE for job in report.evidence)} văn bản.")
    for job in (*report.pushed, *report.evidence):
        if job.last_error:
            told = job_data(job)["error"]
            lines.append(f"  {job.kind.value} {str(job.dispatch)[:13]}: {told['message'] if told else ''}")
    lines += [
        f"  Gói tin từ {one.sender} không đọc được; đã giữ riêng." for one in report.fetched if one.outcome == "fail"
    ]
    return lines


SYNC_COMMANDS: tuple[Command, ...] = (
    Command(
        "sync",
        "gửi văn bản trong hàng chờ và nhận văn bản đến",
        "ecabinet sync --home ban-a --key p12:van-thu.p12 --passphrase-fd 3 --pin-fd 3 --wait 20",
        _arguments,
        _sync,
    ),
)
