"""`ecabinet office draft|comment|approve|return|sign|number|issue`: from a draft to a document that leaves."""

from __future__ import annotations

import argparse
from pathlib import Path

from ecabinet.application.offices.issue_document import IssueDocument, issue_document
from ecabinet.application.offices.judge_draft import (
    ApproveDraft,
    CommentDraft,
    ReturnDraft,
    approve_draft,
    comment_draft,
    return_draft,
)
from ecabinet.application.offices.sign_document import SignDocument, sign_document
from ecabinet.application.offices.submit_draft import BesideFile, SubmitDraft, submit_draft
from ecabinet.application.offices.take_number import TakeNumber, take_number
from ecabinet.bootstrap import desk_seal, office_papers
from ecabinet.domain.dispatches.dispatch import Agency
from ecabinet.domain.dispatches.register import COMMON_SERIES
from ecabinet.domain.identity import organ_id
from ui.commands.desk_home import key_of
from ui.commands.office_home import (
    AtDesk,
    at_desk,
    body_of,
    office_arguments,
    paper_arguments,
    paper_options,
    queued_answer,
)
from ui.kit.command_line import Answer, Command, Usage
from ui.kit.output_file import read_bounded

_LARGEST_DATA = 16 * 1024 * 1024
_LARGEST_BESIDE = 200 * 1024 * 1024
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain",
}


def _draft_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="DATA.json", type=Path, help="dữ liệu văn bản theo document.schema.json")
    parser.add_argument("--attach", metavar="TỆP", type=Path, nargs="+", default=[], help="tệp gửi kèm văn bản")
    parser.add_argument("--draft", metavar="MÃ", default="", help="mã dự thảo, khi trình lần sửa tiếp theo")
    office_arguments(parser)


def _draft(arguments: argparse.Namespace) -> Answer:
    data = read_bounded(arguments.data, _LARGEST_DATA)
    beside = tuple(_beside(path) for path in arguments.attach)
    with at_desk(arguments) as at:
        command = SubmitDraft(arguments.book, data, beside, arguments.draft)
        job = submit_draft(command, at.office, office_papers(at.office.desk, None), at.pen)
    said = body_of(job)
    line = f"Đã trình dự thảo “{said['title']}”, lần sửa {said['version']}."
    return queued_answer(arguments, job, line, draft=said["draft"], version=int(said["version"]), title=said["title"])


def _beside(path: Path) -> BesideFile:
    content = read_bounded(path, _LARGEST_BESIDE)
    if len(content) > _LARGEST_BESIDE:
        raise Usage(f"tệp kèm theo {path.name} quá lớn")
    return BesideFile(path.name, _TYPES.get(path.suffix.lower(), "application/octet-stream"), content)


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="MÃ", help="mã dự thảo, phần đầu hoặc phần cuối của mã")


def _comment_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("--text", required=True, metavar="Ý_KIẾN", help="ý kiến về lần sửa mới nhất")
    office_arguments(parser)


def _comment(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        job = comment_draft(CommentDraft(arguments.book, arguments.draft, arguments.text), at.office, at.pen)
    return queued_answer(arguments, job, "Đã ghi ý kiến.", draft=body_of(job)["draft"])


def _approve_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("--version", type=int, metavar="N", help="lần sửa đã đọc; mặc định lần mới nhất")
    parser.add_argument("--note", default="", metavar="Ý_KIẾN", help="ghi chú")
    parser.add_argument("--mandate", default="", metavar="MÃ", help="mã ủy quyền, khi duyệt thay")
    office_arguments(parser)


def _approve(arguments: argparse.Namespace) -> Answer:
    command = ApproveDraft(arguments.book, arguments.draft, arguments.version, arguments.note, arguments.mandate)
    with at_desk(arguments) as at:
        job = approve_draft(command, at.office, at.pen)
    said = body_of(job)
    line = f"Đã duyệt lần sửa {said['version']}."
    return queued_answer(arguments, job, line, draft=said["draft"], version=int(said["version"]))


def _return_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("--reason", required=True, metavar="LÝ_DO", help="vì sao trả lại")
    office_arguments(parser)


def _return(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        job = return_draft(ReturnDraft(arguments.book, arguments.draft, arguments.reason), at.office, at.pen)
    return queued_answer(arguments, job, "Đã trả lại dự thảo.", draft=body_of(job)["draft"])


def _sign_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("--mandate", default="", metavar="MÃ", help="mã ủy quyền, khi ký thay, thừa lệnh…")
    office_arguments(parser, whose="của người ký")
    paper_arguments(parser, stamp="hình chữ ký (xanh), nền trong")


def _sign(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        options = paper_options(arguments, _tsa(at))
        papers = office_papers(at.office.desk, at.key)
        command = SignDocument(arguments.book, arguments.draft, arguments.mandate, options)
        job = sign_document(command, at.office, papers, at.pen)
    said = body_of(job)
    line = f"Đã ký văn bản (mức {options.level})."
    return queued_answer(arguments, job, line, draft=said["draft"], revision=said["revision"], level=options.level)


def _tsa(at: AtDesk) -> str:
    with at.office.desk.records.reading() as unit:
        return unit.desk.load().tsa or ""


def _number_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument(
        "--series", metavar="SỔ", default=COMMON_SERIES, help="sổ đăng ký văn bản đi; mặc định sổ chung"
    )
    office_arguments(parser, whose="của văn thư")


def _number(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        job = take_number(TakeNumber(arguments.book, arguments.draft, arguments.series), at.office, at.pen)
    said = body_of(job)
    line = f"Xin số {said['number']} năm {said['year']}; số chỉ chắc chắn khi sổ đã ghi nhận."
    return queued_answer(
        arguments, job, line, series=said["series"], year=int(said["year"]), number=int(said["number"])
    )


def _issue_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("--to", metavar="MÃ", action="append", required=True, help="mã định danh nơi nhận")
    parser.add_argument("--attach", metavar="TỆP", type=Path, nargs="+", default=[], help="tệp kèm thêm, ví dụ phụ lục")
    parser.add_argument("--reply-to", metavar="MÃ_VĂN_BẢN", action="append", default=[], help="văn bản được trả lời")
    parser.add_argument("--priority", type=int, choices=range(4), default=0, help="0 thường … 3 hỏa tốc")
    office_arguments(parser, whose="của văn thư")
    parser.add_argument("--seal", metavar="p12:TỆP", required=True, help="khóa của con dấu cơ quan")
    parser.add_argument("--seal-pin-fd", metavar="N", type=int, help="bộ mô tả tệp chứa mật khẩu khóa con dấu")
    paper_arguments(parser, stamp="hình dấu (đỏ), nền trong")


def _issue(arguments: argparse.Namespace) -> Answer:
    addressees = tuple(Agency(organ_id(one), "") for one in dict.fromkeys(arguments.to))
    beside = tuple(_beside(path) for path in arguments.attach)
    with at_desk(arguments) as at:
        seal_key = key_of(argparse.Namespace(key=arguments.seal, pin_fd=arguments.seal_pin_fd))
        desk = at.office.desk
        command = IssueDocument(
            arguments.book,
            arguments.draft,
            addressees,
            beside,
            tuple(arguments.reply_to),
            arguments.priority,
            paper_options(arguments, _tsa(at)),
        )
        job = issue_document(command, at.office, office_papers(desk, seal_key), desk_seal(desk, seal_key), at.pen)
    said = body_of(job)
    line = f"Đã đóng dấu văn bản số {said['number']}; gói tin sẽ đi khi sổ ghi nhận việc ban hành."
    return queued_answer(
        arguments, job, line, number=int(said["number"]), dispatch=said["dispatch"], sealed=said["sealed"]
    )


DRAFT_COMMANDS: tuple[Command, ...] = (
    Command(
        "office draft",
        "trình dự thảo hoặc lần sửa tiếp theo của dự thảo",
        "ecabinet office draft cong-van.json --home ban-a --key p12:chuyen-vien.p12 --passphrase-fd 3 --pin-fd 3",
        _draft_arguments,
        _draft,
    ),
    Command(
        "office comment",
        "góp ý cho dự thảo",
        "ecabinet office comment 01a1ffea --text 'Sửa Điều 2' --home ban-a --key p12:lan.p12",
        _comment_arguments,
        _comment,
    ),
    Command(
        "office approve",
        "duyệt đúng một lần sửa của dự thảo",
        "ecabinet office approve 01a1ffea --version 2 --home ban-a --key p12:truong-phong.p12",
        _approve_arguments,
        _approve,
    ),
    Command(
        "office return",
        "trả lại dự thảo hoặc văn bản đã ký mà chưa cho số, có lý do",
        "ecabinet office return 01a1ffea --reason 'Sai thể thức' --home ban-a --key p12:truong-phong.p12",
        _return_arguments,
        _return,
    ),
    Command(
        "office sign",
        "trình bày lần sửa đã duyệt thành PDF và ký số của người có thẩm quyền",
        "ecabinet office sign 01a1ffea --home ban-a --key p12:bo-truong.p12 --passphrase-fd 3 --pin-fd 3",
        _sign_arguments,
        _sign,
    ),
    Command(
        "office number",
        "xin số kế tiếp của sổ văn bản đi cho văn bản đã ký",
        "ecabinet office number 01a1ffea --home ban-a --key p12:van-thu.p12",
        _number_arguments,
        _number,
    ),
    Command(
        "office issue",
        "ghi số, ngày, ký số của cơ quan và xếp hàng gửi văn bản đã được cấp số",
        "ecabinet office issue 01a1ffea --to 000.00.00.G12 --home ban-a --key p12:van-thu.p12 --seal p12:dau.p12",
        _issue_arguments,
        _issue,
    ),
)
