"""The entry point `ecabinet`: commands without a window, through the same use cases as the desktop."""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
import traceback
from importlib.metadata import version

from ui.kit.command_line import Answer, Command, Exit, Usage, build_parser, keep_inputs, show
from ui.kit.error_words import exit_status, sentence
from ui.kit.world_words import world_code, world_sentence

COMMAND_MODULES = {
    "typeset": "ui.commands.typeset",
    "layout": "ui.commands.layout",
    "draft": "ui.commands.draft",
    "prepare": "ui.commands.sign",
    "sign": "ui.commands.sign",
    "seal": "ui.commands.sign",
    "verify": "ui.commands.verify",
    "envelope": "ui.commands.envelope",
    "book": "ui.commands.book",
    "desk": "ui.commands.desk",
    "send": "ui.commands.desk",
    "sync": "ui.commands.desk",
    "list": "ui.commands.desk",
    "show": "ui.commands.desk",
    "receive": "ui.commands.desk",
    "register": "ui.commands.desk",
    "office": "ui.commands.office",
    "demo": "ui.commands.demo",
}
"""First word of a command -> the module that holds it; only the module asked for is imported."""

TOKEN_PROCESS = "--token-process"  # noqa: S105  a word of the command line, not a secret
"""How a packaged program starts the process that holds a token's driver; there is no interpreter to start it with."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit status of the contract."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == [TOKEN_PROCESS]:
        return int(importlib.import_module("signing.keys.token_child").main())
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    parser = build_parser("ecabinet", version("ecabinet"), _commands(arguments))
    parsed = parser.parse_args(arguments)
    if not hasattr(parsed, "command"):
        parser.print_help()
        return int(Exit.USAGE)
    try:
        keep_inputs(parsed)
        answer: Answer = parsed.command.run(parsed)
        return show(answer, as_json=parsed.json)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  the last line of defence: never a traceback for bad input
        return _failed(error, as_json=parsed.json, debug=parsed.debug)


def _commands(arguments: list[str]) -> tuple[Command, ...]:
    first = next((word for word in arguments if not word.startswith("-")), "")
    wanted = {COMMAND_MODULES[first]} if first in COMMAND_MODULES else dict.fromkeys(COMMAND_MODULES.values())
    return tuple(command for name in wanted for command in importlib.import_module(name).COMMANDS)


def _failed(error: Exception, *, as_json: bool, debug: bool) -> int:
    status = exit_status(error)
    if isinstance(error, Usage):
        words = str(error)
    elif isinstance(error, OSError):
        words = world_sentence(error)
    elif status is None:
        words = "Chương trình gặp lỗi ngoài dự liệu; không có gì được ghi. Chạy lại với --debug để báo lỗi."
    else:
        words = sentence(error)
    if debug:
        traceback.print_exc()
    sys.stderr.write(words + "\n")
    if as_json:
        code = world_code(error) if isinstance(error, OSError) else getattr(error, "code", type(error).__name__)
        sys.stdout.write(json.dumps({"error": {"code": code, "message": words}}, ensure_ascii=False) + "\n")
    return int(Exit.HINDERED if status is None else status)


if __name__ == "__main__":
    sys.exit(main())
