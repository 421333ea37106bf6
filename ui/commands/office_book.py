"""`ecabinet office sync|show|export|import`: the office's book itself."""

from __future__ import annotations

import argparse
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from ecabinet.application.offices.book_files import held_file
from ecabinet.application.offices.carry_waiting import ExportWaiting, ImportWaiting, export_waiting, import_waiting
from ecabinet.application.offices.find_in_office import find_arrival, find_draft
from ecabinet.application.offices.import_book import ImportBook, import_book
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import OfficeReading, read_office
from ecabinet.bootstrap import book_evidence, waiting_files
from ecabinet.domain.books.entry import FileReference
from ecabinet.domain.calendar import office_day
from signing.keys.key import SigningKey
from ui.commands.desk_home import key_of
from ui.commands.office_carry import carried, synced_lines, synced_status
from ui.commands.office_home import at_desk, office_alone, office_arguments, show_arguments
from ui.kit.command_line import Answer, Command, Exit, Usage
from ui.kit.office_words import reading_data, reading_lines, statement_data, trouble_data

_ALL = 10_000_000
_BLOCK = 256 * 1024


def _sync_arguments(parser: argparse.ArgumentParser) -> None:
    office_arguments(parser, whose="của người dùng, để đăng nhập và để ký lại việc xin số", saying=False)
    parser.add_argument("--wait", metavar="GIÂY", type=float, default=0.0, help="chờ tin mới tối đa chừng này giây")
    parser.add_argument("--no-mail", action="store_true", help="chỉ đồng bộ sổ, không gửi nhận gói tin")
    parser.add_argument("--offline", action="store_true", help="không hỏi trạng thái thu hồi qua mạng")


def _sync(arguments: argparse.Namespace) -> Answer:
    with at_desk(arguments, fetch=not arguments.offline) as at:
        data = carried(at.office, at.key, at.pen, wait=max(0.0, arguments.wait), mail=not arguments.no_mail)
    return Answer(data, tuple(synced_lines(data)), synced_status(data))


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    show_arguments(parser)
    parser.add_argument("--draft", metavar="MÃ", default="", help="chỉ một dự thảo")
    parser.add_argument("--arrival", metavar="SỐ_ĐẾN", default="", help="chỉ một văn bản đến")
    parser.add_argument("--extract", metavar="THƯ_MỤC", type=Path, help="ghi các tệp của mục đã chọn ra thư mục")


def _show(arguments: argparse.Namespace) -> Answer:
    with office_alone(arguments) as office:
        reading = read_office(arguments.book, office)
        data = reading_data(reading)
        lines = reading_lines(data)
        chosen = _chosen(arguments, reading, office)
        if arguments.extract:
            data["extracted"] = _extracted(chosen, arguments.extract, office)
    return Answer(data, lines, Exit.DOES_NOT_HOLD if data["troubles"] else Exit.DONE)


def _chosen(arguments: argparse.Namespace, reading: OfficeReading, office: OfficeDesk) -> tuple[FileReference, ...]:
    """The files of the draft or the arrival that was named."""
    if arguments.draft:
        draft = find_draft(arguments.draft, reading.expected)
        revision = reading.expected.revisions.get(draft.revision)
        issue = reading.expected.issues.get(revision.sealed) if revision else None
        signed = [
            file
            for one in reading.entries
            for file in one.entry.files
            if revision and one.entry.sequence == revision.signed.sequence
        ]
        return (*draft.latest.files, *signed, *(issue.files if issue else ()))
    if arguments.arrival:
        year = office_day(office.desk.clock.now()).year
        return find_arrival(arguments.arrival, reading.expected, year).files
    return ()


def _extracted(files: tuple[FileReference, ...], folder: Path, office: OfficeDesk) -> list[str]:
    """In the clear, because a person asked for it."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for one in files:
        target = folder / Path(one.name).name
        with office.desk.files.open(held_file(one, office.desk)) as source, _whole(target) as out:
            while block := source.read(_BLOCK):
                out.write(block)
        paths.append(str(target))
    return paths


class _whole:
    """A file that has its final name only once it is whole."""

    def __init__(self, target: Path) -> None:
        self._target = target
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        self._out = os.fdopen(descriptor, "w+b")
        self._part = Path(name)

    def __enter__(self) -> Any:
        return self._out

    def __exit__(self, kind: object, _error: object, _trace: object) -> None:
        with self._out:
            if kind is None:
                self._out.flush()
                os.fsync(self._out.fileno())
        if kind is None:
            self._part.replace(self._target)
        with suppress(FileNotFoundError):
            self._part.unlink()


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="SỔ.asice", type=Path, help="hồ sơ chứng cứ sẽ ghi")
    show_arguments(parser)
    parser.add_argument("--tsa", metavar="ĐỊA_CHỈ", help="dịch vụ dấu thời gian; mặc định của bàn làm việc")
    parser.add_argument("--no-files", action="store_true", help="không kèm các tệp mà sổ nói đến")
    parser.add_argument(
        "--pending",
        action="store_true",
        help="chỉ ghi các mục của bàn này còn chờ sổ ghi nhận, kèm tệp, để bàn khác chuyển hộ lên trục",
    )
    parser.add_argument("--key", metavar="p12:TỆP", help="khóa ký bảng kê của hồ sơ")
    parser.add_argument("--pin-fd", metavar="N", type=int, help="bộ mô tả tệp chứa mật khẩu khóa")


def _export(arguments: argparse.Namespace) -> Answer:
    if arguments.pending:
        return _export_pending(arguments)
    with office_alone(arguments) as office:
        desk = office.desk
        reading = read_office(arguments.book, office)
        signers: tuple[SigningKey, ...] = (key_of(arguments),) if arguments.key else ()
        with desk.records.reading() as unit:
            accepted = unit.books.bytes_of(reading.book.id, 0, _ALL)
            keys = unit.books.keys(reading.book.id)
            named = {file.sha256 for one in reading.entries for file in one.entry.files}
            held = [unit.books.file(digest) for digest in sorted(named)]
            tsa = arguments.tsa or unit.desk.load().tsa
        files = [] if arguments.no_files else [one for one in held if one is not None]
        with _whole(arguments.file) as out:
            book_evidence(desk).write(out, accepted, keys, files, tsa=tsa, signers=signers, now=desk.clock.now())
    data = {
        "path": str(arguments.file),
        "book": reading.book.id,
        "statements": len(accepted),
        "files": len(files),
        "stamped": bool(tsa),
    }
    return Answer(data, (f"Đã ghi {arguments.file}: {len(accepted)} mục, {len(files)} tệp.",))


def _export_pending(arguments: argparse.Namespace) -> Answer:
    if arguments.tsa or arguments.key or arguments.no_files:
        raise Usage("--pending không đi cùng --tsa, --key, --no-files: mỗi mục đã có chữ ký riêng và phải đủ tệp")
    with office_alone(arguments) as office, _whole(arguments.file) as out:
        written = export_waiting(ExportWaiting(arguments.book), out, office, waiting_files(office.desk))
    data = {
        "path": str(arguments.file),
        "book": written.book,
        "pending": written.statements,
        "files": written.files,
    }
    line = f"Đã ghi {arguments.file}: {written.statements} mục chờ ghi nhận, {written.files} tệp."
    return Answer(data, (line, "Bàn khác của cơ quan nhận bằng ecabinet office import rồi office sync."))


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="SỔ.asice", type=Path, help="hồ sơ sổ chép từ bàn làm việc khác")
    show_arguments(parser)
    parser.add_argument("--offline", action="store_true", help="không hỏi trạng thái thu hồi qua mạng")


def _import(arguments: argparse.Namespace) -> Answer:
    with office_alone(arguments) as office:
        if waiting_files(office.desk).is_waiting(arguments.file):
            return _import_pending(arguments, office)
        imported = import_book(ImportBook(arguments.file), office, book_evidence(office.desk))
    reading = imported.reading
    data: dict[str, Any] = {
        "book": reading.book.id,
        "title": reading.book.title,
        "taken": imported.taken,
        "same_history": imported.same_history,
        "sequence": reading.place.sequence,
        "head": reading.place.head,
        "troubles": [trouble_data(one) for one in reading.troubles],
    }
    lines = [f"{reading.book.title}: thêm {imported.taken} mục, sổ đến mục {reading.place.sequence}."]
    lines += [f"! {one['message']}" for one in data["troubles"]]
    holds = imported.same_history and not reading.troubles
    return Answer(data, tuple(lines), Exit.DONE if holds else Exit.DOES_NOT_HOLD)


def _import_pending(arguments: argparse.Namespace, office: OfficeDesk) -> Answer:
    imported = import_waiting(ImportWaiting(arguments.file), office, waiting_files(office.desk))
    reading = imported.reading
    data: dict[str, Any] = {
        "book": reading.book.id,
        "title": reading.book.title,
        "pending": [statement_data(job) for job in imported.queued],
        "known": imported.known,
        "troubles": [trouble_data(one) for one in reading.troubles],
    }
    lines = [f"{reading.book.title}: nhận {len(imported.queued)} mục để chuyển hộ, đã có {imported.known} mục."]
    if imported.queued:
        lines.append("Các mục này được chuyển ở lần ecabinet office sync tới của bàn này.")
    lines += [f"! {one['message']}" for one in data["troubles"]]
    return Answer(data, tuple(lines), Exit.DOES_NOT_HOLD if reading.troubles else Exit.DONE)


BOOK_COMMANDS: tuple[Command, ...] = (
    Command(
        "office sync",
        "đồng bộ sổ cơ quan; văn thư gửi và nhận luôn gói tin",
        "ecabinet office sync --home ban-a --key p12:van-thu.p12 --passphrase-fd 3 --pin-fd 3",
        _sync_arguments,
        _sync,
    ),
    Command(
        "office show",
        "xem sổ cơ quan trên bàn làm việc này: dự thảo, số, văn bản đến, nhiệm vụ",
        "ecabinet office show --home ban-a --passphrase-fd 3",
        _show_arguments,
        _show,
    ),
    Command(
        "office export",
        "ghi cả sổ thành hồ sơ chứng cứ, để chuyển bằng USB hoặc để kiểm độc lập",
        "ecabinet office export so-co-quan.asice --home ban-a --passphrase-fd 3",
        _export_arguments,
        _export,
    ),
    Command(
        "office import",
        "nhận sổ từ hồ sơ chứng cứ của bàn làm việc khác, hoặc nhận các mục chờ ghi nhận để chuyển hộ",
        "ecabinet office import so-co-quan.asice --home ban-b --passphrase-fd 3",
        _import_arguments,
        _import,
    ),
)
