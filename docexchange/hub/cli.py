"""The entry point `ecabinet-hub`."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from docexchange.hub import administration, book_audit, copying, words
from docexchange.hub.command_line import Answer, Command, Exit, build_parser, run, show
from docexchange.hub.errors import NoSuchHub
from docexchange.hub.limits import Limits
from docexchange.hub.serve import Serving, only_one, serve
from docexchange.hub.store.directory import Agency, Official

_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit status of the contract."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    parser = build_parser("ecabinet-hub", version("ecabinet"), COMMANDS)
    return run(parser, sys.argv[1:] if arguments is None else arguments)


def _size(text: str) -> int:
    number, unit = (text[:-1], text[-1].upper()) if text[-1:].upper() in _UNITS else (text, "")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise argparse.ArgumentTypeError(f"kích thước không đúng: {text} (ví dụ 600M)")
    return int(number) * _UNITS.get(unit, 1)


def _listen(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"địa chỉ không đúng: {text} (ví dụ 127.0.0.1:8443)")
    return host.strip("[]"), int(port)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10**9:
        raise argparse.ArgumentTypeError(f"số không đúng: {text}")
    return int(text)


def _data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path("ecabinet-hub"), metavar="DIR", help="thư mục của trục")


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    standard = Limits()
    options: tuple[tuple[str, Callable[[str], object], object, str, str], ...] = (
        ("--listen", _listen, ("127.0.0.1", 8443), "HOST:PORT", "địa chỉ phục vụ; cổng 0 là cổng trống bất kỳ"),
        ("--max-packet", _size, standard.max_packet, "SIZE", "gói tin lớn nhất, ví dụ 600M"),
        ("--reserve", _size, standard.reserve, "SIZE", "dung lượng đĩa luôn để trống"),
        ("--quota-per-day", _size, standard.bytes_per_day, "SIZE", "hạn mức gửi của mỗi cơ quan trong 24 giờ"),
        ("--requests-per-minute", _count, standard.requests_per_minute, "N", "số yêu cầu mỗi phút của một người dùng"),
        ("--open-uploads", _count, standard.open_uploads, "N", "số gói tin một cơ quan được gửi cùng lúc"),
    )
    for name, kind, default, metavar, words_for_it in options:
        parser.add_argument(name, type=kind, default=default, metavar=metavar, help=words_for_it)


def _serve(parsed: argparse.Namespace) -> None:
    limits = replace(
        Limits(),
        max_packet=parsed.max_packet,
        reserve=parsed.reserve,
        bytes_per_day=parsed.quota_per_day,
        requests_per_minute=parsed.requests_per_minute,
        open_uploads=parsed.open_uploads,
    )

    def announce(serving: Serving) -> None:
        line = f"Trục đang phục vụ tại {serving.address} (vân tay khóa: {serving.fingerprint})"
        show(Answer(asdict(serving), (line,)), as_json=parsed.json)

    host, port = parsed.listen
    serve(parsed.data, host, port, limits, announce)


def _agency_arguments(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("organ_id", metavar="ORGANID", help="mã định danh cơ quan (Quyết định 20/2020/QĐ-TTg)")
    parser.add_argument("--name", required=True, help="tên cơ quan")
    parser.add_argument("--in-charge", default="", metavar="NAME", help="cơ quan chủ quản")
    parser.add_argument("--email", default="", help="thư điện tử công vụ")
    parser.add_argument("--seal-cert", type=Path, action="append", default=[], metavar="FILE", help="chứng thư con dấu")
    parser.add_argument("--capable", action="store_true", help="máy trạm của cơ quan luôn gửi kèm manifest đã ký")
    parser.add_argument("--renew", action="store_true", help="thay mọi thông tin của cơ quan đã có")


def _add_agency(parsed: argparse.Namespace) -> Answer:
    seals = tuple(administration.read_certificate(file) for file in parsed.seal_cert)
    new = Agency(parsed.organ_id, parsed.name, parsed.in_charge, parsed.email, parsed.capable, seals)
    administration.add_agency(parsed.data, new, renew=parsed.renew)
    return Answer(_agency(new), (f"Đã thêm cơ quan {new.organ_id} ({new.name}).",))


def _list_agencies(parsed: argparse.Namespace) -> Answer:
    found = administration.agencies(parsed.data)
    return Answer({"agencies": [_agency(one) for one in found]}, tuple(f"{one.organ_id}\t{one.name}" for one in found))


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="danh sách, mã UTF-8")


def _import_agencies(parsed: argparse.Namespace) -> Answer:
    added, known = administration.import_agencies(parsed.data, parsed.file)
    return Answer({"added": added, "known": known}, (f"Đã thêm {added} cơ quan; {known} cơ quan đã có sẵn.",))


def _official_arguments(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("id", metavar="ID", help="tên đăng nhập")
    parser.add_argument("--agency", required=True, metavar="ORGANID", help="mã định danh cơ quan")
    parser.add_argument("--name", required=True, help="họ và tên")
    parser.add_argument("--role", required=True, choices=sorted(words.ROLES), help="vai trò")
    parser.add_argument("--cert", required=True, type=Path, metavar="FILE", help="chứng thư dùng để đăng nhập")
    parser.add_argument("--renew", action="store_true", help="thay chứng thư của người đã ghi danh")


def _add_official(parsed: argparse.Namespace) -> Answer:
    digest, der = administration.read_certificate(parsed.cert)
    new = Official(parsed.id, parsed.agency, parsed.name, parsed.role, der, digest)
    administration.add_official(parsed.data, new, renew=parsed.renew)
    return Answer(_official(new), (f"Đã ghi danh {new.name} ({words.ROLES[new.role]}, {new.organ_id}).",))


def _remove_arguments(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("id", metavar="ID", help="tên đăng nhập")


def _remove_official(parsed: argparse.Namespace) -> Answer:
    administration.remove_official(parsed.data, parsed.id)
    return Answer({"removed": parsed.id}, (f"Đã thôi ghi danh {parsed.id}; mọi phiên đăng nhập đã kết thúc.",))


def _list_officials(parsed: argparse.Namespace) -> Answer:
    found = administration.officials(parsed.data)
    lines = tuple(f"{one.organ_id}\t{one.id}\t{one.name}\t{words.ROLES[one.role]}" for one in found)
    return Answer({"officials": [_official(one) for one in found]}, lines)


def _status(parsed: argparse.Namespace) -> Answer:
    state = administration.state(parsed.data)
    deliveries = ", ".join(f"{words.STATES[name]} {count}" for name, count in state.deliveries.items())
    lines = (
        f"Trục: {state.hub}",
        f"Vân tay khóa: {state.fingerprint}",
        f"Cơ quan: {state.agencies}; người dùng: {state.officials}",
        f"Lượt giao: {deliveries}",
        f"Nhật ký: {state.audit_entries} mục",
        f"Sổ: {state.books}; chờ mở thời kỳ mới: {state.books_restored}",
        f"Đĩa còn trống: {state.free_bytes // 1024**2} MB",
    )
    return Answer(asdict(state), lines)


def _verify_audit(parsed: argparse.Namespace) -> Answer:
    entries, faults = administration.verify_audit(parsed.data)
    statements, flaws = book_audit.verify(parsed.data)
    data = {
        "ok": not faults and not flaws,
        "entries": entries,
        "faults": [asdict(fault) for fault in faults],
        "statements": statements,
        "books": [asdict(flaw) for flaw in flaws],
    }
    if data["ok"]:
        return Answer(data, (f"Nhật ký nguyên vẹn: {entries} mục; các sổ nguyên vẹn: {statements} mục.",))
    lines = [words.FAULTS[fault.what].format(sequence=fault.sequence) for fault in faults]
    lines += [words.BOOK_FLAW.format(**asdict(flaw)) for flaw in flaws]
    return Answer(data, ("Nhật ký hoặc sổ không nguyên vẹn:", *lines), Exit.DOES_NOT_HOLD)


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("target", type=Path, metavar="DIR", help="thư mục mới")


def _backup(parsed: argparse.Namespace) -> Answer:
    files, size = copying.back_up(parsed.data, parsed.target)
    line = f"Đã sao lưu {files} tệp ({size // 1024} KB) vào {parsed.target}; trong đó có khóa bí mật của trục."
    return Answer({"path": str(parsed.target), "packets": files, "size": size}, (line,))


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("backup", type=Path, metavar="DIR", help="thư mục sao lưu")


def _restore(parsed: argparse.Namespace) -> Answer:
    files, size = copying.restore(parsed.backup, parsed.data)
    lines = (
        f"Đã khôi phục {files} tệp ({size // 1024} KB) vào {parsed.data}; mọi phiên đăng nhập đã kết thúc.",
        "Các sổ chưa nhận mục mới: máy trạm gửi lại những mục còn giữ biên nhận, rồi con dấu cơ quan mở thời kỳ mới.",
    )
    return Answer({"path": str(parsed.data), "files": files, "size": size}, lines)


def _list_books(parsed: argparse.Namespace) -> Answer:
    found = administration.shelf(parsed.data)
    lines = tuple(
        f"{one.id}\t{one.agency}\t{one.title}\tmục {one.sequence}\t{words.WAITING if one.restored else ''}".rstrip()
        for one in found
    )
    return Answer({"books": [asdict(one) for one in found]}, lines)


def _upgrade(parsed: argparse.Namespace) -> Answer:
    if not parsed.data.is_dir():
        raise NoSuchHub(path=parsed.data)
    with only_one(parsed.data):
        before, after = administration.upgrade(parsed.data)
    return Answer({"from": before, "to": after}, (f"Kho dữ liệu: từ phiên bản {before} lên {after}.",))


def _agency(one: Agency) -> dict[str, object]:
    data = asdict(one) | {"seal_certificates": [digest for digest, _ in one.seals]}
    del data["seals"]
    return data


def _official(one: Official) -> dict[str, object]:
    return {key: value for key, value in asdict(one).items() if key != "certificate"}


COMMANDS = (
    Command(
        "serve",
        "Chạy trục trao đổi văn bản; lần đầu tự tạo khóa và in vân tay khóa để máy trạm ghim.",
        "ecabinet-hub serve --listen 0.0.0.0:8443 --data truc",
        _serve_arguments,
        _serve,
    ),
    Command(
        "agency add",
        "Thêm một cơ quan vào danh bạ.",
        'ecabinet-hub agency add --data truc 000.00.00.H41 --name "UBND tỉnh Nghệ An" --capable',
        _agency_arguments,
        _add_agency,
    ),
    Command("agency list", "Liệt kê các cơ quan.", "ecabinet-hub agency list --data truc", _data, _list_agencies),
    Command(
        "agency import",
        "Thêm nhiều cơ quan từ tệp CSV (cột organ_id,name,in_charge,email,capable).",
        "ecabinet-hub agency import --data truc danh-ba.csv",
        _import_arguments,
        _import_agencies,
    ),
    Command(
        "official add",
        "Ghi danh một người dùng cùng chứng thư đăng nhập.",
        'ecabinet-hub official add --data truc lan --agency 000.00.00.H41 --name "Nguyễn Thị Lan" '
        "--role clerk --cert lan.pem",
        _official_arguments,
        _add_official,
    ),
    Command("official list", "Liệt kê người dùng.", "ecabinet-hub official list --data truc", _data, _list_officials),
    Command(
        "official remove",
        "Thôi ghi danh một người dùng; mọi phiên đăng nhập kết thúc ngay.",
        "ecabinet-hub official remove --data truc lan",
        _remove_arguments,
        _remove_official,
    ),
    Command("status", "Tình trạng của trục.", "ecabinet-hub status --data truc", _data, _status),
    Command(
        "audit verify",
        "Kiểm tra chuỗi băm của nhật ký, các giấy biên nhận và các sổ.",
        "ecabinet-hub audit verify --data truc",
        _data,
        _verify_audit,
    ),
    Command("book list", "Liệt kê các sổ.", "ecabinet-hub book list --data truc", _data, _list_books),
    Command(
        "upgrade",
        "Đưa kho dữ liệu lên phiên bản của chương trình; trục phải đang dừng.",
        "ecabinet-hub upgrade --data truc",
        _data,
        _upgrade,
    ),
    Command(
        "backup",
        "Sao lưu kho dữ liệu, gói tin và khóa vào một thư mục mới, ngay khi trục đang chạy.",
        "ecabinet-hub backup --data truc sao-luu-2026-11-21",
        _backup_arguments,
        _backup,
    ),
    Command(
        "restore",
        "Lập lại trục trong một thư mục mới từ bản sao lưu; các sổ chờ cơ quan mở thời kỳ mới.",
        "ecabinet-hub restore sao-luu-2026-11-21 --data truc-moi",
        _restore_arguments,
        _restore,
    ),
)


if __name__ == "__main__":
    sys.exit(main())
