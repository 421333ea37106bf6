"""`ecabinet office found|grant|end|mandate`: who is in the office, and who may act for whom."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from ecabinet.application.book_ports import BookChecker
from ecabinet.application.offices.change_circle import EndRole, GrantRole, end_role, grant_role
from ecabinet.application.offices.change_mandate import EndMandate, GiveMandate, end_mandate, give_mandate
from ecabinet.application.offices.found_office import FoundOffice, found_office
from ecabinet.application.offices.open_epoch import OpenEpoch, open_epoch
from ecabinet.domain.calendar import VIETNAM
from ecabinet.domain.offices.mandate import Authority
from ecabinet.domain.offices.member import OfficeRole
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.statements.official_part import OfficialPart
from ui.commands.office_home import at_desk, body_of, office_arguments, queued_answer
from ui.kit.command_line import Answer, Command, Usage
from ui.kit.output_file import read_bounded

_LARGEST_LIST = 4 * 1024 * 1024
_LARGEST_CERTIFICATE = 64 * 1024
_ROLES = tuple(role.value for role in OfficeRole)


def _found_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "officials",
        metavar="DANH_SÁCH.json",
        type=Path,
        help='danh sách người dùng: [{"id","name","post","roles":[…],"certificate":"tệp"}]',
    )
    parser.add_argument("--title", required=True, metavar="TÊN", help="tên sổ, thường là tên cơ quan")
    office_arguments(parser, whose="của con dấu cơ quan", saying=False)


def _found(arguments: argparse.Namespace) -> Answer:
    listed = _listed(arguments.officials)
    with at_desk(arguments) as at:
        officials = tuple(_official(one, arguments.officials.parent, at.office.checker) for one in listed)
        job = found_office(FoundOffice(arguments.title, officials, DECREE_30), at.office, at.pen)
    return queued_answer(
        arguments, job, f"Đã lập sổ cơ quan {job.book[:16]}… với {len(officials)} người.", title=arguments.title
    )


def _listed(path: Path) -> list[Any]:
    try:
        found = json.loads(read_bounded(path, _LARGEST_LIST))
    except ValueError as error:
        raise Usage(f"{path.name} không phải danh sách JSON: {error}") from error
    if not isinstance(found, list) or not found:
        raise Usage(f"{path.name} phải là danh sách người dùng")
    return found


def _official(one: Any, folder: Path, checker: BookChecker) -> OfficialPart:
    try:
        roles = tuple(str(role) for role in one["roles"])
        until = datetime.fromisoformat(one["until"]) if one.get("until") else None
        texts = [str(one[name]).strip() for name in ("id", "name", "post")]
        certificate = folder / str(one["certificate"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Usage('mỗi người cần "id", "name", "post", "roles" và "certificate"') from error
    if not set(roles) <= set(_ROLES):
        raise Usage(f"vai trò phải là {', '.join(_ROLES)}")
    digest = checker.certificate(read_bounded(certificate, _LARGEST_CERTIFICATE))
    return OfficialPart(texts[0], texts[1], texts[2], roles, digest, _whole(until))


def _whole(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=VIETNAM)).replace(microsecond=0)


def _moment(text: str) -> datetime:
    try:
        found = _whole(datetime.fromisoformat(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"thời điểm không đúng dạng ISO 8601: {text}") from error
    assert found is not None
    return found


def _grant_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("official", metavar="MÃ", help="mã người dùng trên trục liên thông")
    parser.add_argument("--name", required=True, metavar="HỌ_TÊN", help="họ và tên")
    parser.add_argument("--post", default="", metavar="CHỨC_VỤ", help="chức vụ")
    parser.add_argument("--role", action="append", required=True, choices=_ROLES, help="vai trò; ghi được nhiều lần")
    parser.add_argument("--cert", required=True, type=Path, metavar="TỆP", help="chứng thư số")
    parser.add_argument("--until", type=_moment, metavar="THỜI_ĐIỂM", help="hết hạn lúc")
    office_arguments(parser, whose="của thủ trưởng hoặc con dấu cơ quan")


def _grant(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        digest = at.office.checker.certificate(read_bounded(arguments.cert, _LARGEST_CERTIFICATE))
        roles = tuple(dict.fromkeys(arguments.role))
        official = OfficialPart(arguments.official, arguments.name, arguments.post, roles, digest, arguments.until)
        job = grant_role(GrantRole(arguments.book, official), at.office, at.pen)
    return queued_answer(arguments, job, f"Đã ghi {arguments.name} vào sổ cơ quan.", official=arguments.official)


def _end_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("official", metavar="MÃ", help="mã người dùng")
    parser.add_argument("--reason", required=True, metavar="LÝ_DO", help="lý do thôi nhiệm vụ")
    office_arguments(parser, whose="của thủ trưởng hoặc con dấu cơ quan")


def _end(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        job = end_role(EndRole(arguments.book, arguments.official, arguments.reason), at.office, at.pen)
    return queued_answer(arguments, job, f"Đã ghi {arguments.official} thôi nhiệm vụ.", official=arguments.official)


def _give_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("official", metavar="MÃ", help="người được ủy quyền")
    parser.add_argument("--authority", required=True, choices=[one.value for one in Authority], help="TM., KT., TL.…")
    parser.add_argument("--post", required=True, metavar="CHỨC_VỤ", help="chức vụ được ký thay")
    parser.add_argument("--document", default="", metavar="SỐ/KÝ_HIỆU", help="văn bản ủy quyền hoặc quy chế")
    parser.add_argument("--until", type=_moment, metavar="THỜI_ĐIỂM", help="hết hạn lúc")
    parser.add_argument("--type", action="append", default=[], metavar="VIẾT_TẮT", help="loại văn bản được ký: QĐ, TB…")
    parser.add_argument("--scope", default="", metavar="NỘI_DUNG", help="nội dung được ủy quyền")
    office_arguments(parser, whose="của thủ trưởng")


def _give(arguments: argparse.Namespace) -> Answer:
    command = GiveMandate(
        arguments.book,
        arguments.official,
        Authority(arguments.authority),
        arguments.post,
        arguments.document,
        arguments.until,
        tuple(dict.fromkeys(arguments.type)),
        arguments.scope,
    )
    with at_desk(arguments) as at:
        job = give_mandate(command, at.office, at.pen)
    mandate = body_of(job)["mandate"]
    return queued_answer(arguments, job, f"Đã ghi ủy quyền cho {arguments.official}: {mandate}.", mandate=mandate)


def _take_back_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mandate", metavar="MÃ", help="mã ủy quyền, phần đầu hoặc phần cuối của mã")
    parser.add_argument("--reason", required=True, metavar="LÝ_DO", help="lý do chấm dứt")
    office_arguments(parser, whose="của thủ trưởng")


def _take_back(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        job = end_mandate(EndMandate(arguments.book, arguments.mandate, arguments.reason), at.office, at.pen)
    return queued_answer(arguments, job, "Đã ghi chấm dứt ủy quyền.", mandate=body_of(job)["mandate"])


def _epoch_arguments(parser: argparse.ArgumentParser) -> None:
    office_arguments(parser, whose="của con dấu cơ quan", saying=False)


def _epoch(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments) as at:
        job = open_epoch(OpenEpoch(arguments.book), at.office, at.pen)
    said = body_of(job)
    line = f"Đã ký mở thời kỳ {said['epoch']}, nối tiếp mục {said['sequence']}."
    return queued_answer(arguments, job, line, epoch=int(said["epoch"]), sequence=int(said["sequence"]))


CIRCLE_COMMANDS: tuple[Command, ...] = (
    Command(
        "office epoch",
        "con dấu mở thời kỳ mới của sổ sau khi trục khôi phục từ bản sao lưu",
        "ecabinet office epoch --home ban-a --key p12:dau.p12 --passphrase-fd 3 --pin-fd 3",
        _epoch_arguments,
        _epoch,
    ),
    Command(
        "office found",
        "lập sổ của cơ quan bằng con dấu số: ai ở trong sổ, với vai trò gì",
        "ecabinet office found nguoi-dung.json --title 'Văn phòng' --home ban-a --key p12:dau.p12 --passphrase-fd 3",
        _found_arguments,
        _found,
    ),
    Command(
        "office grant",
        "ghi người vào sổ, hoặc đổi chức vụ, vai trò, chứng thư số của người đó",
        "ecabinet office grant lan --name 'Lê Thị Lan' --role clerk --cert lan.pem --home ban-a --key p12:tt.p12",
        _grant_arguments,
        _grant,
    ),
    Command(
        "office end",
        "ghi một người thôi nhiệm vụ trong sổ",
        "ecabinet office end lan --reason 'Chuyển công tác' --home ban-a --key p12:thu-truong.p12",
        _end_arguments,
        _end,
    ),
    Command(
        "office mandate give",
        "ghi ủy quyền ký TM., Q., KT., TL., TUQ. (Điều 13 Nghị định 30/2020/NĐ-CP)",
        "ecabinet office mandate give binh --authority TL. --post 'Bộ trưởng' --document 12/QĐ-BTC --home ban-a"
        " --key p12:thu-truong.p12",
        _give_arguments,
        _give,
    ),
    Command(
        "office mandate end",
        "ghi chấm dứt ủy quyền",
        "ecabinet office mandate end 01a1ffea --reason 'Hết việc' --home ban-a --key p12:thu-truong.p12",
        _take_back_arguments,
        _take_back,
    ),
)
