"""`ecabinet layout`: a PDF, or data still to be typeset, against the layout decree."""

from __future__ import annotations

import argparse
from pathlib import Path

from ecabinet import bootstrap
from ecabinet.domain.documents.layout.check import NO_TEXT
from ecabinet.domain.documents.layout.finding import LayoutFinding
from ui.kit.command_line import Answer, Command, Exit
from ui.kit.error_words import finding_sentence
from ui.kit.output_file import read_bounded

_LARGEST_PDF = 200 * 1024 * 1024
_LARGEST_DATA = 16 * 1024 * 1024
_SEVERITIES = {"error": "lỗi", "warning": "lưu ý", "info": "thông tin"}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.pdf|DATA.json", type=Path, help="văn bản PDF, hoặc dữ liệu để trình bày")
    parser.add_argument(
        "--profile", metavar="TÊN", default="decree-30-2020", help="bộ quy tắc (mặc định decree-30-2020)"
    )


def _run(arguments: argparse.Namespace) -> Answer:
    checker = bootstrap.layout_checker(arguments.profile)
    findings = checker.check(_pdf(arguments.file))
    return Answer(
        {
            "findings": [
                {
                    "code": finding.code,
                    "severity": finding.severity,
                    "where": finding.where,
                    "message": finding_sentence(finding.code, finding.facts),
                }
                for finding in findings
            ],
            "profile": {"name": checker.profile.name, "sha256": checker.profile.digest},
        },
        _lines(findings),
        _status(findings),
    )


def _pdf(file: Path) -> bytes:
    if file.suffix.casefold() != ".json":
        return read_bounded(file, _LARGEST_PDF)
    typesetter = bootstrap.typesetter()
    return typesetter.prepared(typesetter.typeset(typesetter.read(read_bounded(file, _LARGEST_DATA))))


def _status(findings: tuple[LayoutFinding, ...]) -> Exit:
    if any(finding.severity == "error" for finding in findings):
        return Exit.DOES_NOT_HOLD
    return Exit.UNDECIDED if any(finding.code == NO_TEXT for finding in findings) else Exit.DONE


def _lines(findings: tuple[LayoutFinding, ...]) -> tuple[str, ...]:
    if not findings:
        return ("Thể thức đúng quy định.",)
    return tuple(
        f"Trang {finding.seen.page} ({finding.seen.x:.0f} mm từ trái, {finding.seen.y:.0f} mm từ trên), "
        f"{_SEVERITIES[finding.severity]} {finding.code}: {finding_sentence(finding.code, finding.facts)}"
        for finding in findings
    )


COMMANDS = (
    Command(
        name="layout",
        summary="Kiểm tra thể thức, kỹ thuật trình bày theo Nghị định 30/2020/NĐ-CP, cả với PDF của chương trình khác.",
        example="ecabinet layout cong-van.pdf --json",
        arguments=_arguments,
        run=_run,
    ),
)
