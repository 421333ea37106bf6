"""`ecabinet office arrive|refuse|direct|report|close`: what has come, and what becomes of it."""

from __future__ import annotations

import argparse
from datetime import date

from ecabinet.application.offices.decide_arrival import (
    RefuseArrival,
    RegisterArrival,
    refuse_arrival,
    register_arrival,
)
from ecabinet.application.offices.handle_task import (
    CloseTask,
    GiveDirective,
    ReportTask,
    close_task,
    give_directive,
    report_task,
)
from ecabinet.domain.offices.task import Outcome, Progress
from ui.commands.office_home import at_desk, body_of, office_arguments, queued_answer
from ui.kit.command_line import Answer, Command


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="MÃ", help="mã văn bản đến trên bàn làm việc này, hoặc phần đầu của mã")


def _arrive_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("--despite", metavar="LÝ_DO", default="", help="lý do vẫn nhận khi chưa đủ căn cứ")
    office_arguments(parser, whose="của văn thư")


def _arrive(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        job = register_arrival(RegisterArrival(arguments.book, arguments.id, arguments.despite), at.office, at.pen)
    said = body_of(job)
    line = f"Xin số đến {said['arrival']} năm {said['year']}; số chỉ chắc chắn khi sổ đã ghi nhận."
    return queued_answer(arguments, job, line, arrival={"number": int(said["arrival"]), "year": int(said["year"])})


def _refuse_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("--reason", metavar="LÝ_DO", required=True, help="lý do, được gửi lại nơi gửi (trạng thái 02)")
    office_arguments(parser, whose="của văn thư")


def _refuse(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        job = refuse_arrival(RefuseArrival(arguments.book, arguments.id, arguments.reason), at.office, at.pen)
    return queued_answer(arguments, job, "Đã từ chối văn bản đến; nơi gửi sẽ được báo khi sổ ghi nhận.")


def _direct_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arrival", metavar="SỐ_ĐẾN", help="số đến, ví dụ 12 hoặc 12/2026")
    parser.add_argument("--lead", required=True, metavar="MÃ", help="người chủ trì")
    parser.add_argument("--support", action="append", default=[], metavar="MÃ", help="người phối hợp")
    parser.add_argument("--deadline", type=_day, metavar="yyyy-MM-dd", help="thời hạn giải quyết")
    parser.add_argument("--text", required=True, metavar="Ý_KIẾN", help="ý kiến chỉ đạo")
    office_arguments(parser, whose="của lãnh đạo")


def _direct(arguments: argparse.Namespace) -> Answer:
    support = tuple(dict.fromkeys(arguments.support))
    command = GiveDirective(
        arguments.book, arguments.arrival, arguments.lead, support, arguments.deadline, arguments.text
    )
    with at_desk(arguments) as at:
        job = give_directive(command, at.office, at.pen)
    task = body_of(job)["task"]
    return queued_answer(arguments, job, f"Đã ghi ý kiến chỉ đạo; nhiệm vụ {task}.", task=task)


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("task", metavar="MÃ", help="mã nhiệm vụ, phần đầu hoặc phần cuối của mã")
    parser.add_argument("--progress", choices=[one.value for one in Progress], required=True, help="tiến độ")
    parser.add_argument("--text", default="", metavar="NỘI_DUNG", help="nội dung báo cáo")
    parser.add_argument("--answer", default="", metavar="MÃ", help="dự thảo trả lời văn bản đến")
    office_arguments(parser, whose="của người xử lý")


def _report(arguments: argparse.Namespace) -> Answer:
    command = ReportTask(arguments.book, arguments.task, Progress(arguments.progress), arguments.text, arguments.answer)
    with at_desk(arguments) as at:
        job = report_task(command, at.office, at.pen)
    return queued_answer(arguments, job, "Đã báo cáo tiến độ.", task=body_of(job)["task"])


def _close_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("task", metavar="MÃ", help="mã nhiệm vụ, phần đầu hoặc phần cuối của mã")
    parser.add_argument("--drop", action="store_true", help="hủy nhiệm vụ thay vì hoàn thành; phải ghi --note")
    parser.add_argument("--note", default="", metavar="NỘI_DUNG", help="ghi chú, hoặc lý do hủy")
    office_arguments(parser, whose="của người giao nhiệm vụ")


def _close(arguments: argparse.Namespace) -> Answer:
    outcome = Outcome.DROPPED if arguments.drop else Outcome.DONE
    with at_desk(arguments) as at:
        job = close_task(CloseTask(arguments.book, arguments.task, outcome, arguments.note), at.office, at.pen)
    return queued_answer(arguments, job, "Đã kết thúc nhiệm vụ.", task=body_of(job)["task"], outcome=outcome.value)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"ngày không đúng dạng yyyy-MM-dd: {text}") from error


ARRIVAL_COMMANDS: tuple[Command, ...] = (
    Command(
        "office arrive",
        "vào sổ văn bản đến của cơ quan; một trong nhiều văn thư được ghi",
        "ecabinet office arrive 01a1ffea --home ban-b --key p12:van-thu.p12 --passphrase-fd 3 --pin-fd 3",
        _arrive_arguments,
        _arrive,
    ),
    Command(
        "office refuse",
        "từ chối văn bản đến, có lý do",
        "ecabinet office refuse 01a1ffea --reason 'Gửi nhầm cơ quan' --home ban-b --key p12:van-thu.p12",
        _refuse_arguments,
        _refuse,
    ),
    Command(
        "office direct",
        "lãnh đạo chỉ đạo giải quyết văn bản đến đã vào sổ",
        "ecabinet office direct 12 --lead lan --text 'Nghiên cứu, tham mưu' --deadline 2026-12-01 --home ban-b"
        " --key p12:bo-truong.p12",
        _direct_arguments,
        _direct,
    ),
    Command(
        "office report",
        "người xử lý báo cáo tiến độ nhiệm vụ",
        "ecabinet office report 01a1ffea --progress done --text 'Đã trả lời' --home ban-b --key p12:lan.p12",
        _report_arguments,
        _report,
    ),
    Command(
        "office close",
        "người giao kết thúc nhiệm vụ",
        "ecabinet office close 01a1ffea --home ban-b --key p12:bo-truong.p12",
        _close_arguments,
        _close,
    ),
)
