"""The frame of the hub's commands: arguments, one JSON answer, sentences on standard error, exit status.

It repeats in small what `ui.kit` has for the desktop: the hub stands below `ui` and must run without it.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NoReturn

from sqlalchemy.exc import DBAPIError

from docexchange.hub import words
from docexchange.protocol.errors import ProtocolError, Refused, Unreadable


class Exit(IntEnum):
    """Exit statuses of the contract."""

    DONE = 0
    DOES_NOT_HOLD = 1
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
    """One command; `name` may have two words."""

    name: str
    summary: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], Answer | None]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Exit.USAGE, f"{self.prog}: sai cách dùng: {message}\n")


def build_parser(program: str, version: str, commands: tuple[Command, ...]) -> argparse.ArgumentParser:
    """The whole parser."""
    parser = _Parser(prog=program)
    parser.add_argument("--version", action="version", version=f"{program} {version}")
    top = parser.add_subparsers(metavar="LỆNH", parser_class=_Parser)
    groups: dict[str, Any] = {}
    for command in commands:
        first, _, second = command.name.partition(" ")
        place: Any = top
        if second:
            if first not in groups:
                inner = top.add_parser(first, help=f"các lệnh {first} ...")
                groups[first] = inner.add_subparsers(metavar="LỆNH", parser_class=_Parser, required=True)
            place = groups[first]
        leaf = place.add_parser(
            second or first,
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


def run(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Run one command; gives the exit status."""
    parsed = parser.parse_args(arguments)
    if not hasattr(parsed, "command"):
        parser.print_help()
        return Exit.USAGE
    try:
        answer: Answer | None = parsed.command.run(parsed)
        return int(Exit.DONE) if answer is None else show(answer, as_json=parsed.json)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  the last line of defence: never a traceback for bad input
        return _failed(error, as_json=parsed.json, debug=parsed.debug)


def show(answer: Answer, *, as_json: bool) -> int:
    """Print an answer at once and give its exit status."""
    lines = (json.dumps(answer.data, ensure_ascii=False),) if as_json else answer.lines
    sys.stdout.write("".join(line + "\n" for line in lines))
    sys.stdout.flush()
    return int(answer.status)


def _failed(error: Exception, *, as_json: bool, debug: bool) -> int:
    code, status, sentence = type(error).__name__, Exit.HINDERED, words.OUR_FAULT
    if isinstance(error, ProtocolError):
        code = error.code
        sentence = words.ERRORS.get(code, words.UNKNOWN.format(code=code)).format_map(error.facts)
        status = _status(error)
    elif isinstance(error, DBAPIError):
        sentence = words.MACHINE.format(name=words.STORE, reason=error.orig)
    elif isinstance(error, OSError):
        sentence = words.MACHINE.format(name=error.filename or "tài nguyên của máy", reason=error.strerror or error)
    if debug:
        traceback.print_exc()
    sys.stderr.write(sentence + "\n")
    if as_json:
        sys.stdout.write(json.dumps({"error": {"code": code, "message": sentence}}, ensure_ascii=False) + "\n")
    return int(status)


def _status(error: ProtocolError) -> Exit:
    if isinstance(error, Refused):
        return Exit.REFUSED
    return Exit.UNREADABLE if isinstance(error, Unreadable) else Exit.HINDERED
