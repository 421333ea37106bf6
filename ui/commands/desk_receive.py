"""`ecabinet receive` and `ecabinet register`: the clerk's acts on what has come."""

from __future__ import annotations

import argparse

from ecabinet.application.dispatches.find_dispatch import find_dispatch
from ecabinet.application.dispatches.judge_again import JudgeAgain, judge_again
from ecabinet.application.dispatches.receive_dispatch import (
    AcceptDispatch,
    RefuseDispatch,
    accept_dispatch,
    refuse_dispatch,
)
from ecabinet.application.dispatches.register_dispatch import RegisterDispatch, register_dispatch
from ui.commands.desk_home import desk_of, home_arguments
from ui.kit.command_line import Answer, Command, Usage
from ui.kit.desk_words import moment

_DESPITE = "lý do vẫn nhận khi kết quả kiểm tra chưa kết luận được; được lưu lại"


def _receive_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="MÃ", help="mã văn bản đến, hoặc phần đầu của mã")
    home_arguments(parser)
    act = parser.add_mutually_exclusive_group(required=True)
    act.add_argument("--accept", action="store_true", help="nhận văn bản")
    act.add_argument("--refuse", action="store_true", help="từ chối, báo lại nơi gửi (trạng thái 02)")
    parser.add_argument("--reason", metavar="LÝ_DO", default="", help="lý do từ chối")
    parser.add_argument("--despite", metavar="LÝ_DO", default="", help=_DESPITE)


def _receive(arguments: argparse.Namespace) -> Answer:
    if arguments.accept and arguments.reason:
        raise Usage("--reason chỉ đi với --refuse")
    with desk_of(arguments) as desk:
        with desk.records.reading() as unit:
            dispatch = find_dispatch(arguments.id, unit)
        if arguments.accept:
            judge_again(JudgeAgain(dispatch), desk)
            changed = accept_dispatch(AcceptDispatch(dispatch, arguments.despite), desk)
            line = f"Đã nhận văn bản {changed.number.text}; vào sổ bằng ecabinet register."
        else:
            changed = refuse_dispatch(RefuseDispatch(dispatch, arguments.reason), desk)
            line = f"Đã từ chối văn bản {changed.number.text}; lý do sẽ được gửi lại nơi gửi khi đồng bộ."
    data = {"id": str(changed.id), "handling": changed.handling.value, "despite": changed.despite or None}
    return Answer(data, (line,))


def _register_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="MÃ", help="mã văn bản đến, hoặc phần đầu của mã")
    home_arguments(parser)
    parser.add_argument("--number", metavar="SỐ_ĐẾN", type=int, help="số đến; mặc định số kế tiếp trong năm")
    parser.add_argument("--despite", metavar="LÝ_DO", default="", help=_DESPITE)


def _register(arguments: argparse.Namespace) -> Answer:
    with desk_of(arguments) as desk:
        with desk.records.reading() as unit:
            dispatch = find_dispatch(arguments.id, unit)
        judge_again(JudgeAgain(dispatch), desk)
        entry = register_dispatch(RegisterDispatch(dispatch, arguments.number, arguments.despite), desk)
    data = {
        "id": str(entry.dispatch),
        "arrival": {"number": entry.number, "year": entry.year, "at": moment(entry.entered_at)},
        "official": entry.official,
        "despite": entry.despite or None,
    }
    return Answer(data, (f"Đã vào sổ văn bản đến: số đến {entry.number} năm {entry.year}.",))


RECEIVE_COMMANDS: tuple[Command, ...] = (
    Command(
        "receive",
        "nhận hoặc từ chối một văn bản đến",
        "ecabinet receive 01a1ffea --home ban-b --refuse --reason 'Gửi nhầm cơ quan' --passphrase-fd 3",
        _receive_arguments,
        _receive,
    ),
    Command(
        "register",
        "vào sổ văn bản đến, cấp số đến",
        "ecabinet register 01a1ffea --home ban-b --passphrase-fd 3",
        _register_arguments,
        _register,
    ),
)
