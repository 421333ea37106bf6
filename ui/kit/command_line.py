"""The frame of every command without a window: arguments, one JSON answer, sentences on standard error, exit status."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

from ui.kit.usage_words import in_vietnamese


class Exit(IntEnum):
    """Exit statuses of the contract."""

    DONE = 0
    DOES_NOT_HOLD = 1
    UNDECIDED = 2
    UNREADABLE = 3
    REFUSED = 4
    HINDERED = 5
    USAGE = 64


@dataclass(frozen=True)
class Answer:
    """What a command answers: `data` for machines, `lines` for people."""

    data: dict[str, Any]
    lines: tuple[str, ...] = ()
    status: Exit = Exit.DONE


@dataclass(frozen=True)
class Command:
    """One command: `name` may have several words ("envelope read")."""

    name: str
    summary: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], Answer]


class Usage(Exception):
    """Wrong usage, found after the arguments were parsed (exit status 64)."""

    code = "wrong-usage"


class VietnameseParser(argparse.ArgumentParser):
    """argparse with the contract's exit status and Vietnamese words."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **(options | {"add_help": False}))
        self._positionals.title, self._optionals.title = "Đối số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")

    def format_usage(self) -> str:
        return self._in_our_words(super().format_usage())

    def format_help(self) -> str:
        return self._in_our_words(super().format_help())

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Exit.USAGE, f"{self.prog}: sai cách dùng: {in_vietnamese(message)}.\n")

    @staticmethod
    def _in_our_words(text: str) -> str:
        return text.replace("usage: ", "Dùng:  ", 1)


def build_parser(program: str, version: str, commands: tuple[Command, ...]) -> argparse.ArgumentParser:
    """The whole parser; every command gets --json, --debug, --help with an example."""
    parser = VietnameseParser(prog=program)
    parser.add_argument("--version", action="version", version=f"{program} {version}", help="hiện phiên bản")
    groups: dict[str, Any] = {"": parser.add_subparsers(metavar="LỆNH", parser_class=VietnameseParser)}
    for command in commands:
        *path, last = command.name.split()
        group = groups[""]
        for depth, word in enumerate(path):
            key = " ".join(path[: depth + 1])
            if key not in groups:
                inner = group.add_parser(word, help=f"các lệnh {key} ...")
                groups[key] = inner.add_subparsers(metavar="LỆNH", parser_class=VietnameseParser, required=True)
            group = groups[key]
        leaf = group.add_parser(
            last,
            help=command.summary,
            description=command.summary,
            epilog=f"Ví dụ:  {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        leaf.add_argument("--json", action="store_true", help="trả lời bằng một đối tượng JSON")
        leaf.add_argument("--debug", action="store_true", help="hiện vết lỗi khi chương trình hỏng")
        command.arguments(leaf)
        leaf.set_defaults(command=command)
    return parser


def keep_inputs(parsed: argparse.Namespace) -> None:
    """Refuse to write the result over a file that the command reads; Usage."""
    out = getattr(parsed, "out", None)
    if not isinstance(out, Path) or not out.is_file():
        return
    for name, value in vars(parsed).items():
        given = value if isinstance(value, list | tuple) else [value]
        paths = [Path(str(one).removeprefix("p12:")) for one in given if isinstance(one, str | Path)]
        if name != "out" and any(path.is_file() and path.samefile(out) for path in paths):
            raise Usage(f"tệp kết quả {out.name} trùng với tệp đưa vào; hãy đặt tên khác để giữ bản gốc")


def show(answer: Answer, *, as_json: bool) -> int:
    """Print an answer and give its exit status."""
    if as_json:
        sys.stdout.write(json.dumps(answer.data, ensure_ascii=False) + "\n")
    else:
        for line in answer.lines:
            sys.stdout.write(line + "\n")
    return int(answer.status)


def read_secret(descriptor: int | None, prompt: str) -> bytearray:
    """A PIN or passphrase: the next line of the named file descriptor, or asked on a terminal.

    Reads byte by byte, so that a further secret on the same descriptor stays for the next call.
    """
    if descriptor is None:
        if not sys.stdin.isatty():
            raise Usage("cần --pin-fd vì không có bàn phím để hỏi mã PIN hoặc mật khẩu")
        return bytearray(getpass.getpass(prompt).encode())
    secret = bytearray()
    while len(secret) < 4096:
        try:
            byte = os.read(descriptor, 1)
        except OSError as error:
            raise Usage(f"không đọc được mã từ bộ mô tả tệp {descriptor}") from error
        if byte in (b"", b"\n"):
            break
        secret += byte
    return secret
