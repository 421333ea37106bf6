"""`ecabinet book verify`: an evidence file, off line."""

from __future__ import annotations

import argparse
from pathlib import Path

from signing.container.asice import open_container
from ui.kit.command_line import Answer, Command, Exit
from ui.kit.error_words import finding_sentence


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="hồ sơ chứng cứ (.asice)")
    parser.add_argument("--trust", type=Path, metavar="THƯ-MỤC", help="chứng thư gốc được tin")


def _verify(arguments: argparse.Namespace) -> Answer:
    container = open_container(arguments.file)
    words = finding_sentence("book-not-judged")
    data = {
        "book": None,
        "verdict": "undecided",
        "finality": "provisional",
        "statements": 0,
        "set_aside": [],
        "broken": [],
        "entries": list(container.entries),
        "findings": [{"code": "book-not-judged", "severity": "warning", "message": words}],
    }
    return Answer(data, (f"{arguments.file}: {words}",), Exit.UNDECIDED)


COMMANDS = (
    Command(
        "book verify",
        "Kiểm hồ sơ chứng cứ của một sổ, không cần mạng",
        "ecabinet book verify phien-hop.asice --trust tin-cay/",
        _arguments,
        _verify,
    ),
)
