"""`ecabinet send`: an issued document into the outbox."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from ecabinet.application.dispatches.send_dispatch import Enclosure, SendDispatch, send_dispatch
from ecabinet.bootstrap import desk_seal
from ecabinet.domain.dispatches.dispatch import Agency, Operation, Signer
from ecabinet.domain.dispatches.register import COMMON_SERIES
from ecabinet.domain.identity import organ_id
from ecabinet.settings import ATTACHMENT_COUNT_LIMIT
from ui.commands.desk_home import desk_of, home_arguments, key_arguments, key_of
from ui.commands.desk_meta import DispatchMeta, read_meta
from ui.kit.command_line import Answer, Command, Usage

_TYPES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
    ".png": "image/png",
    ".txt": "text/plain",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.pdf", type=Path, help="văn bản đã ký và đóng dấu")
    home_arguments(parser)
    parser.add_argument("--to", metavar="MÃ", action="extend", nargs="+", default=[], help="mã các cơ quan nhận")
    parser.add_argument(
        "--attach", metavar="TỆP", action="extend", nargs="+", type=Path, default=[], help="tệp kèm theo"
    )
    parser.add_argument("--number", metavar="SỐ", default="", help="số; mặc định đọc trên văn bản")
    parser.add_argument("--symbol", metavar="KÝ_HIỆU", default="", help="ký hiệu; mặc định đọc trên văn bản")
    parser.add_argument("--date", metavar="yyyy-MM-dd", type=_day, help="ngày ban hành; mặc định đọc trên văn bản")
    parser.add_argument("--subject", metavar="TRÍCH_YẾU", default="", help="trích yếu; mặc định đọc trên văn bản")
    parser.add_argument("--type", metavar="TÊN_LOẠI", default="", help="tên loại; mặc định theo ký hiệu")
    parser.add_argument("--signer", metavar="HỌ_TÊN", default="", help="người ký; mặc định theo chứng thư số")
    parser.add_argument("--due", metavar="yyyy-MM-dd", type=_day, help="hạn trả lời")
    parser.add_argument(
        "--priority", metavar="0-3", type=int, choices=range(4), help="0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc"
    )
    parser.add_argument("--reply-to", metavar="MÃ_VĂN_BẢN", action="append", default=[], help="văn bản được trả lời")
    parser.add_argument(
        "--series", metavar="SỔ", default=COMMON_SERIES, help="sổ đăng ký; mặc định sổ chung của cơ quan"
    )
    parser.add_argument(
        "--meta", metavar="META.json", type=Path, help="thông tin còn lại, theo dạng của envelope write"
    )
    parser.add_argument("--trust", metavar="THƯ_MỤC", type=Path, help="gốc tin cậy, thay cho của bàn làm việc")
    parser.add_argument("--offline", action="store_true", help="không hỏi trạng thái thu hồi qua mạng")
    key_arguments(parser, "của con dấu cơ quan, ký bản kê khai")


def _send(arguments: argparse.Namespace) -> Answer:
    meta = read_meta(arguments.meta) if arguments.meta else DispatchMeta()
    if len(arguments.attach) > ATTACHMENT_COUNT_LIMIT:
        raise Usage(f"quá nhiều tệp kèm theo (tối đa {ATTACHMENT_COUNT_LIMIT})")
    if arguments.file.suffix.lower() != ".pdf":
        raise Usage("văn bản gửi đi phải là tệp .pdf")
    addressees = _addressees(arguments.to, meta)
    if not addressees:
        raise Usage("cần ít nhất một cơ quan nhận: --to")
    with ExitStack() as opened, desk_of(arguments, trust=arguments.trust, fetch=not arguments.offline) as desk:
        files = [
            Enclosure(
                path.name,
                _media_type(path),
                opened.enter_context(path.open("rb")),
            )
            for path in (arguments.file, *arguments.attach)
        ]
        command = _command(arguments, meta, addressees, files)
        seal = desk_seal(desk, key_of(arguments), trust=arguments.trust, fetch=not arguments.offline)
        queued = send_dispatch(command, desk, seal)
    sent = queued.dispatch
    data = {
        "id": str(sent.id),
        "operation_id": str(queued.operation),
        "document_id": sent.document_id,
        "code": sent.number.text,
        "date": sent.issued_on.isoformat() if sent.issued_on else None,
        "subject": sent.subject,
        "register": {"series": queued.entry.series, "year": queued.entry.year, "number": queued.entry.number},
        "to": [one.organ_id for one in sent.addressees],
        "packet": {"sha256": sent.packet.sha256, "size": sent.packet.size},
        "verdict": sent.verdict.value,
    }
    line = f"Đã vào sổ và xếp hàng gửi văn bản {sent.number.text}; chạy ecabinet sync để gửi."
    return Answer(data, (line, f"Mã: {sent.id}"))


def _command(
    arguments: argparse.Namespace, meta: DispatchMeta, addressees: tuple[Agency, ...], files: list[Enclosure]
) -> SendDispatch:
    signer = meta.signer
    if arguments.signer:
        signer = Signer(arguments.signer, signer.position if signer else "", signer.authority if signer else "")
    return SendDispatch(
        main=files[0],
        enclosures=tuple(files[1:]),
        addressees=addressees,
        number=arguments.number or meta.number,
        notation=arguments.symbol or meta.notation,
        issued_on=arguments.date or meta.issued_on,
        series=arguments.series,
        signer=signer,
        priority=meta.priority if arguments.priority is None else arguments.priority,
        due_on=arguments.due or meta.due_on,
        references=(*arguments.reply_to, *meta.references),
        operation=Operation.NEW,
        texts={
            "subject": arguments.subject or meta.subject,
            "content": meta.content,
            "type_name": arguments.type or meta.type_name,
            "secrecy": meta.secrecy,
        },
    )


def _addressees(given: list[str], meta: DispatchMeta) -> tuple[Agency, ...]:
    """Those of --to, then those of META.json, each once; names come from META.json until the directory knows better."""
    named = {one.organ_id: one for one in meta.addressees}
    wanted = [organ_id(text) for text in given] + list(named)
    return tuple(named.get(one, Agency(one, "")) for one in dict.fromkeys(wanted))


def _media_type(path: Path) -> str:
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"ngày không đúng dạng yyyy-MM-dd: {text}") from error


SEND_COMMANDS: tuple[Command, ...] = (
    Command(
        "send",
        "gửi văn bản đã ban hành: kiểm tra, vào sổ văn bản đi, xếp hàng gửi",
        "ecabinet send qd-12.pdf --home ban-a --to 000.00.00.G12 --attach phu-luc.xlsx --key p12:dau.p12"
        " --passphrase-fd 3 --pin-fd 3",
        _arguments,
        _send,
    ),
)
