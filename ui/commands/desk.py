"""The desk without a window: `desk create`, `desk set`, `send`, `sync`, `list`, `show`, `receive`, `register`."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from urllib.parse import urlsplit

from ecabinet.application.ports import DeskIdentity
from ecabinet.bootstrap import create_desk
from ecabinet.domain.identity import organ_id
from ecabinet.domain.people.official import Official, Role
from ui.commands.desk_home import desk_of, home_arguments
from ui.commands.desk_receive import RECEIVE_COMMANDS
from ui.commands.desk_send import SEND_COMMANDS
from ui.commands.desk_show import SHOW_COMMANDS
from ui.commands.desk_sync import SYNC_COMMANDS
from ui.kit.command_line import Answer, Command, Usage, read_secret

_TSA = "dịch vụ dấu thời gian, để lưu bằng chứng cho bản kê khai đã ký"
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def _create_arguments(parser: argparse.ArgumentParser) -> None:
    home_arguments(parser)
    parser.add_argument("--agency", metavar="MÃ", required=True, help="mã định danh cơ quan")
    parser.add_argument("--name", metavar="TÊN", required=True, help="tên cơ quan")
    parser.add_argument("--in-charge", metavar="TÊN", default="", help="cơ quan chủ quản")
    parser.add_argument("--official", metavar="MÃ", required=True, help="mã người dùng trên trục liên thông")
    parser.add_argument("--role", choices=[role.value for role in Role], required=True, help="vai trò")
    parser.add_argument("--hub", metavar="https://MÁY:CỔNG", required=True, help="địa chỉ trục liên thông")
    parser.add_argument("--fingerprint", metavar="HEX", required=True, help="dấu vân tay khóa TLS của trục liên thông")
    parser.add_argument("--trust", metavar="THƯ_MỤC", type=Path, help="chứng thư gốc tin cậy, chép vào bàn làm việc")
    parser.add_argument("--tsa", metavar="ĐỊA_CHỈ", default="", help=_TSA)


def _create(arguments: argparse.Namespace) -> Answer:
    fingerprint = arguments.fingerprint.replace(":", "").lower()
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise Usage("--fingerprint phải là 64 chữ số hệ 16")
    if not arguments.hub.startswith("https://"):
        raise Usage("--hub phải có dạng https://MÁY:CỔNG")
    tsa = _checked_tsa(arguments.tsa)
    official = Official(
        arguments.official, Role(arguments.role), organ_id(arguments.agency), " ".join(arguments.name.split())
    )
    identity = DeskIdentity(official, arguments.in_charge, arguments.hub, fingerprint, tsa)
    descriptor = arguments.passphrase_fd
    passphrase = read_secret(descriptor, "") if descriptor is not None else None
    if passphrase is not None and not passphrase:
        raise Usage("mật khẩu của bàn làm việc không được để trống")
    create_desk(arguments.home, identity, arguments.trust, passphrase)
    slot = "system" if passphrase is None else "passphrase"
    data = {"home": str(arguments.home), "agency": official.agency, "official": official.id, "key_slot": slot}
    return Answer(data, (f"Đã tạo bàn làm việc của {official.agency_name} tại {arguments.home}.",))


def _checked_tsa(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if address and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise Usage("--tsa phải có dạng http://MÁY/… hoặc https://MÁY/…")
    return address


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    home_arguments(parser)
    parser.add_argument("--tsa", metavar="ĐỊA_CHỈ", required=True, help=f"{_TSA}; để trống ('') là thôi lưu")


def _set(arguments: argparse.Namespace) -> Answer:
    tsa = _checked_tsa(arguments.tsa)
    with desk_of(arguments) as desk, desk.records.writing() as unit:
        unit.desk.set_tsa(tsa)
    line = f"Dịch vụ dấu thời gian của bàn làm việc: {tsa}." if tsa else "Bàn làm việc không lưu bằng chứng nữa."
    return Answer({"tsa": tsa or None}, (line,))


COMMANDS: tuple[Command, ...] = (
    Command(
        "desk create",
        "tạo bàn làm việc (kho dữ liệu mã hóa) cho một người của cơ quan",
        "ecabinet desk create --home ban-a --agency 000.00.00.G22 --name 'Văn phòng Chính phủ' --official vanthu"
        " --role clerk --hub https://127.0.0.1:8443 --fingerprint 3f… --trust trust --passphrase-fd 3",
        _create_arguments,
        _create,
    ),
    Command(
        "desk set",
        "đổi thiết lập của bàn làm việc: dịch vụ dấu thời gian",
        "ecabinet desk set --home ban-a --tsa http://tsa.example.gov.vn/tsa --passphrase-fd 3",
        _set_arguments,
        _set,
    ),
    *SEND_COMMANDS,
    *SYNC_COMMANDS,
    *SHOW_COMMANDS,
    *RECEIVE_COMMANDS,
)
