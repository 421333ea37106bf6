"""`ecabinet typeset`: an official document by Decree 30 as PDF/A, with the fields for number, date and signatures."""

from __future__ import annotations

import argparse
from pathlib import Path

from ecabinet import bootstrap
from ui.kit.command_line import Answer, Command
from ui.kit.error_words import finding_sentence
from ui.kit.output_file import read_bounded, write_whole

_LIMIT = 16 * 1024 * 1024


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="DATA.json", type=Path, help="dữ liệu văn bản theo document.schema.json")
    parser.add_argument("-o", "--out", metavar="OUT.pdf", type=Path, required=True, help="tệp PDF/A sẽ ghi")
    parser.add_argument("--template", metavar="TÊN", help="mẫu trình bày; mặc định theo loại văn bản")
    parser.add_argument("--pdfa", choices=("a-2b", "a-1b"), default="a-2b", help="chuẩn PDF/A (mặc định a-2b)")
    parser.add_argument(
        "--no-fields", action="store_true", help="không đặt ô ký: cho tệp kèm theo, ký bằng --role appendix"
    )


def _run(arguments: argparse.Namespace) -> Answer:
    typesetter = bootstrap.typesetter()
    data = typesetter.read(read_bounded(arguments.data, _LIMIT))
    document = typesetter.typeset(data, arguments.pdfa, template=arguments.template)
    pdf = document.pdf if arguments.no_fields else typesetter.prepared(document)
    layout = bootstrap.layout_checker(data.get("profile", "decree-30-2020")).check(pdf)
    write_whole(arguments.out, pdf)
    findings = [_finding(code, "warning", where, {}) for code, where in document.remarks]
    findings += [_finding(found.code, found.severity, found.where, found.facts) for found in layout]
    return Answer(
        {"pages": document.pages, "pdfa": arguments.pdfa, "findings": findings},
        (
            f"Đã ghi {arguments.out} ({document.pages} trang, PDF/A {arguments.pdfa}).",
            *(finding["message"] for finding in findings if finding["severity"] != "info"),
        ),
    )


def _finding(code: str, severity: str, where: str, facts: dict[str, str]) -> dict[str, str]:
    return {"code": code, "severity": severity, "where": where, "message": finding_sentence(code, facts)}


COMMANDS = (
    Command(
        name="typeset",
        summary="Trình bày văn bản theo Nghị định 30/2020/NĐ-CP thành PDF/A, chừa chỗ cho số, ngày và chữ ký.",
        example="ecabinet typeset cong-van.json -o cong-van.pdf",
        arguments=_arguments,
        run=_run,
    ),
)
