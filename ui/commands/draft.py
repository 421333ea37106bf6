"""`ecabinet draft`: the text of a DOCX as data of an official document, to be completed and typeset."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ecabinet import bootstrap
from ui.kit.command_line import Answer, Command
from ui.kit.error_words import finding_sentence
from ui.kit.output_file import read_bounded, write_whole

_LIMIT = 50 * 1024 * 1024


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="FILE.docx", type=Path, help="dự thảo bằng phần mềm soạn thảo")
    parser.add_argument("--type", choices=bootstrap.typesetter().templates(), required=True, help="loại văn bản")
    parser.add_argument("-o", "--out", metavar="DATA.json", type=Path, required=True, help="tệp dữ liệu sẽ ghi")


def _run(arguments: argparse.Namespace) -> Answer:
    source: Path = arguments.source
    draft = bootstrap.draft_from_docx(read_bounded(source, _LIMIT), source.name, arguments.type)
    write_whole(arguments.out, (json.dumps(draft.data, ensure_ascii=False, indent=2) + "\n").encode())
    left_out = [
        {"code": f"left-out-{what}", "severity": "warning", "where": source.name, "message": _left_out(what, count)}
        for what, count in draft.left_out.items()
    ]
    answer = {
        "path": str(arguments.out),
        "source": {"name": source.name, "sha256": draft.sha256},
        "missing": list(draft.missing),
        "findings": left_out,
    }
    lines = [f"Đã ghi {arguments.out}."]
    if draft.missing:
        lines.append("Cần điền: " + ", ".join(draft.missing) + ".")
    return Answer(answer, (*lines, *(str(finding["message"]) for finding in left_out)))


def _left_out(what: str, count: int) -> str:
    return finding_sentence(f"left-out-{what}", {"count": str(count)})


COMMANDS = (
    Command(
        name="draft",
        summary="Lấy nội dung tệp DOCX làm dữ liệu dự thảo; chỗ chưa biết để trống và được liệt kê.",
        example="ecabinet draft du-thao.docx --type cong-van -o cong-van.json",
        arguments=_arguments,
        run=_run,
    ),
)
