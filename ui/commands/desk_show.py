"""`ecabinet list` and `ecabinet show`: what the desk holds."""

from __future__ import annotations

import argparse
from pathlib import Path

from ecabinet.application.jobs import JobKind
from ecabinet.application.ports import Desk
from ecabinet.application.queries.dispatch_page import EVIDENCE_BESIDE, PACKET, DispatchPage, dispatch_page, files_of
from ecabinet.application.queries.dispatch_rows import dispatch_list, job_list
from ecabinet.domain.dispatches.dispatch import Box
from ecabinet.domain.errors import Refusal
from ui.commands.desk_home import desk_of, home_arguments
from ui.kit.command_line import Answer, Command
from ui.kit.desk_words import job_data, moment, page_lines, row_data, row_line
from ui.kit.words.desk import JOB_STATES
from ui.kit.words.evidence import EVIDENCE_STATES

_BLOCK = 256 * 1024


class ExtractTargetTaken(Refusal):
    """A file of that name stands in the folder; nothing is overwritten. Facts: folder, name."""

    code = "extract-target-taken"


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    home_arguments(parser)
    parser.add_argument("--box", choices=("in", "out", "jobs"), help="đến, đi hoặc hàng chờ; mặc định đến và đi")
    parser.add_argument("--search", metavar="CHỮ", default="", help="tìm không cần dấu: quyet dinh tìm được Quyết định")
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="số dòng nhiều nhất (mặc định 50)")


def _list(arguments: argparse.Namespace) -> Answer:
    limit = min(max(arguments.limit, 1), 10_000)
    with desk_of(arguments) as desk:
        if arguments.box == "jobs":
            return _jobs(desk, limit)
        rows = dispatch_list(desk, Box(arguments.box) if arguments.box else None, arguments.search, limit)
    lines = tuple(row_line(row) for row in rows) or ("Không có văn bản nào.",)
    return Answer({"dispatches": [row_data(row) for row in rows]}, lines)


def _jobs(desk: Desk, limit: int) -> Answer:
    found = job_list(desk, limit)
    jobs = [job_data(job) for job in found.jobs]
    quarantined = [
        {
            "delivery": one.id,
            "from": one.sender,
            "reason": one.reason,
            "sha256": one.packet.sha256,
            "size": one.packet.size,
            "at": moment(one.stored_at),
        }
        for one in found.quarantined
    ]
    lines = [f"{job['kind']}  {job['dispatch'][:13]}  {_state(job)}  {_why(job)}".rstrip() for job in jobs]
    lines += [f"gói tin không đọc được từ {one['from']}: {one['reason']}" for one in quarantined]
    return Answer({"jobs": jobs, "quarantined": quarantined}, tuple(lines) or ("Hàng chờ trống.",))


def _state(job: dict[str, str]) -> str:
    states = EVIDENCE_STATES if job["kind"] == JobKind.COLLECT_EVIDENCE else JOB_STATES
    return states[job["state"]]


def _why(job: dict[str, dict[str, str] | None]) -> str:
    return job["error"]["message"] if job["error"] else ""


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="MÃ", help="mã văn bản, hoặc phần đầu của mã")
    home_arguments(parser)
    parser.add_argument("--extract", metavar="THƯ_MỤC", type=Path, help="ghi gói tin, tệp kèm và biên nhận ra thư mục")


def _show(arguments: argparse.Namespace) -> Answer:
    with desk_of(arguments) as desk:
        page = dispatch_page(desk, arguments.id)
        paths = _extract(page, desk, arguments.extract) if arguments.extract else {}
    data = row_data(page.row) | {"receipt": page.receipt.decode() if page.receipt else None}
    for attachment in data["attachments"]:
        attachment["path"] = paths.get(attachment["name"])
    data["packet"]["path"] = paths.get(PACKET)
    data["evidence"] = _evidence(page, paths)
    return Answer(data, page_lines(page.row))


def _evidence(page: DispatchPage, paths: dict[str, str]) -> dict[str, object] | None:
    if page.evidence is None:
        return None
    return {"sha256": page.evidence.sha256, "size": page.evidence.size, "path": paths.get(EVIDENCE_BESIDE)}


def _extract(page: DispatchPage, desk: Desk, folder: Path) -> dict[str, str]:
    """Every file under its safe name, in the clear, because a person asked for it; nothing is overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[str, str] = {}
    for name, stream in files_of(page, desk):
        with stream:
            target = folder / Path(name).name
            part = target.with_name(target.name + ".part")
            if target.exists():
                raise ExtractTargetTaken(folder=folder, name=target.name)
            try:
                with part.open("xb") as out:
                    while block := stream.read(_BLOCK):
                        out.write(block)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
        paths[name] = str(target)
    if page.receipt:
        (folder / "receipt.xml").write_bytes(page.receipt)
    return paths


SHOW_COMMANDS: tuple[Command, ...] = (
    Command(
        "list",
        "danh sách văn bản đến, văn bản đi hoặc hàng chờ, mới nhất trước",
        "ecabinet list --home ban-a --box in --search 'quyet dinh' --passphrase-fd 3",
        _list_arguments,
        _list,
    ),
    Command(
        "show",
        "xem một văn bản: thông tin, kết quả kiểm tra, trạng thái, tệp",
        "ecabinet show 01a1ffea --home ban-a --extract ra --passphrase-fd 3",
        _show_arguments,
        _show,
    ),
)
