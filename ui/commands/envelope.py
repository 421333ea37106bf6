"""`ecabinet envelope read|check|write`: edXML packets without a store."""

from __future__ import annotations

import argparse
import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from docexchange.envelope.check import check_packet
from docexchange.envelope.errors import AttachmentDiffers, MetaValueWrong
from docexchange.envelope.findings import Finding
from docexchange.envelope.model import Reading
from docexchange.envelope.plain_data import described
from docexchange.envelope.plain_facts import META_LIMIT, ExpectedFile, Meta, read_meta
from docexchange.envelope.read import read_packet
from docexchange.envelope.write import AttachmentSource, Profile, Written, write_document, write_status
from ui.commands.envelope_files import SavedFiles, whole_file
from ui.kit.command_line import Answer, Command, Exit
from ui.kit.error_words import finding_sentence
from ui.kit.output_file import read_bounded

_SEVERITIES = {"error": "LỖI", "warning": "lưu ý", "info": "thông tin"}


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="gói tin .edxml")
    parser.add_argument("--extract", metavar="DIR", type=Path, help="ghi các tệp đính kèm vào thư mục này")


def _read(arguments: argparse.Namespace) -> Answer:
    with arguments.file.open("rb") as stream:
        reading, paths = _extracted(stream, arguments.extract) if arguments.extract else (read_packet(stream), ())
    data = described(reading, paths)
    for entry, finding in zip(data["findings"], reading.findings, strict=True):
        entry["message"] = finding_sentence(finding.code, dict(finding.facts))
    status = Exit.DONE if reading.acceptable else Exit.DOES_NOT_HOLD
    return Answer(data, _reading_lines(data, reading), status)


def _extracted(stream: BinaryIO, folder: Path) -> tuple[Reading, Sequence[str | None]]:
    """Whole attachments get their names only after the whole packet was read; broken ones get none."""
    with SavedFiles(folder) as saved:
        reading = read_packet(stream, saved.open)
        intact = [attachment.intact for attachment in reading.attachments]
        return reading, saved.keep(intact)


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="gói tin .edxml")


def _check(arguments: argparse.Namespace) -> Answer:
    with arguments.file.open("rb") as stream:
        findings = check_packet(stream)
    entries = [
        {
            "code": finding.code,
            "path": finding.path,
            "line": finding.line,
            "message": finding_sentence(finding.code, dict(finding.facts)),
        }
        for finding in findings
    ]
    lines = [f"dòng {entry['line']}: {entry['message']} [{entry['path']}]" for entry in entries]
    ok = not findings
    verdict = "Gói tin đúng chuẩn." if ok else f"Gói tin không đúng chuẩn: {len(entries)} điểm."
    return Answer({"ok": ok, "findings": entries}, (*lines, verdict), Exit.DONE if ok else Exit.DOES_NOT_HOLD)


def _write_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("meta", metavar="META.json", type=Path, help="thông tin phong bì, cùng dạng với lệnh đọc")
    parser.add_argument(
        "--attach", metavar="FILE", type=Path, nargs="+", action="extend", default=[], help="tệp đính kèm"
    )
    parser.add_argument("-o", "--out", metavar="OUT.edxml", type=Path, required=True, help="gói tin sẽ ghi")
    parser.add_argument(
        "--zip",
        choices=("sdk", "raw"),
        default="sdk",
        help="bọc zip như bộ công cụ của trục (sdk) hoặc không bọc (raw)",
    )
    parser.add_argument(
        "--presence",
        choices=("canonical", "all"),
        default="canonical",
        help="all: ghi cả phần tử ngày và số lượng để trống cho trục trung gian đòi đủ phần tử",
    )


def _write(arguments: argparse.Namespace) -> Answer:
    meta = read_meta(read_bounded(arguments.meta, META_LIMIT), now=datetime.now(UTC))
    _agree(meta.files, arguments.attach)
    with whole_file(arguments.out) as out:
        written = _packet(meta, arguments, out)
    data = {"path": str(arguments.out), "sha256": written.sha256, "size": written.size}
    return Answer(data, (f"Đã ghi {arguments.out} ({written.size} byte, SHA-256 {written.sha256}).",))


def _packet(meta: Meta, arguments: argparse.Namespace, out: BinaryIO) -> Written:
    if meta.status is not None:
        if arguments.attach:
            raise MetaValueWrong(path="kind")
        return write_status(meta.status, out)
    assert meta.document is not None
    profile = Profile(arguments.zip, arguments.presence)
    return write_document(meta.document, [_source(path) for path in arguments.attach], out, profile=profile)


def _source(path: Path) -> AttachmentSource:
    return AttachmentSource(_name(path), lambda: path.open("rb"))


def _name(path: Path) -> str:
    """Some systems write names decomposed; agencies compare them by eye."""
    return unicodedata.normalize("NFC", path.name)


def _agree(expected: Sequence[ExpectedFile], given: Sequence[Path]) -> None:
    """A META file that lists its attachments is held to them."""
    if not expected:
        return
    files = {_name(path): path for path in given}
    for name in {one.name for one in expected} ^ set(files):
        raise AttachmentDiffers(name=name)
    for one in expected:
        path = files[one.name]
        if one.size is not None and one.size != path.stat().st_size:
            raise AttachmentDiffers(name=one.name)
        if one.sha256 and one.sha256 != _digest(path):
            raise AttachmentDiffers(name=one.name)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _reading_lines(data: dict[str, Any], reading: Reading) -> tuple[str, ...]:
    sender = data["from"]
    lines = [f"Từ: {sender['name'] or ''} ({sender['organ_id'] or '?'})"]
    if reading.document is not None:
        lines += [f"Đến: {to['name'] or ''} ({to['organ_id'] or '?'})" for to in data["to"]]
        lines.append(
            f"{reading.document.type.name or 'Văn bản'} số {reading.document.code.full or '?'}: {data['subject'] or ''}"
        )
        lines.append(
            f"Ngày ban hành: {data['promulgation']['date'] or '?'}. Mã định danh: {data['document_id'] or '?'}"
        )
    elif reading.status is not None:
        about = reading.status.response_for
        lines.append(f"Trạng thái {reading.status.code or '?'} của văn bản {about.code or about.document_id}")
        lines.append(reading.status.description)
    lines += [f"Tệp: {one['name']} ({one['size']} byte, {one['detected_type']})" for one in data["attachments"]]
    return (*lines, *(_finding_line(finding) for finding in reading.findings))


def _finding_line(finding: Finding) -> str:
    return f"[{_SEVERITIES[finding.severity]}] {finding_sentence(finding.code, dict(finding.facts))}"


COMMANDS = (
    Command(
        name="envelope read",
        summary="Đọc gói tin edXML (đọc được cả gói tin viết chưa đúng chuẩn) và kể ra mọi điểm phải sửa.",
        example="ecabinet envelope read cong-van.edxml --extract tep-dinh-kem --json",
        arguments=_read_arguments,
        run=_read,
    ),
    Command(
        name="envelope check",
        summary="Kiểm tra chặt gói tin edXML theo dạng chuẩn của QCVN 102:2016/BTTTT.",
        example="ecabinet envelope check cong-van.edxml",
        arguments=_check_arguments,
        run=_check,
    ),
    Command(
        name="envelope write",
        summary="Lập gói tin edXML đúng chuẩn từ thông tin phong bì và các tệp đính kèm.",
        example="ecabinet envelope write META.json --attach cong-van.pdf phu-luc.xlsx -o cong-van.edxml",
        arguments=_write_arguments,
        run=_write,
    ),
)
