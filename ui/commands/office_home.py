"""What every command of an office shares: the desk, the book, the keys, and what became of a statement."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ecabinet.application.book_ports import PaperOptions, Pen, StatementJob
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.bootstrap import office_pen, open_office
from signing.keys.key import SigningKey
from ui.commands.desk_home import asked, causes_in_words, home_arguments, key_arguments, key_of
from ui.commands.office_carry import carried, synced_lines, synced_status
from ui.kit.command_line import Answer, Usage
from ui.kit.output_file import read_bounded
from ui.kit.words.office_desk import TYPES

_LARGEST_PICTURE = 8 * 1024 * 1024


@dataclass(frozen=True)
class AtDesk:
    """An opened office desk and the key of whoever sits at it."""

    office: OfficeDesk
    key: SigningKey
    pen: Pen


def office_arguments(parser: argparse.ArgumentParser, *, whose: str = "của người dùng", saying: bool = True) -> None:
    """--home, --book, the official's key, and --sync for commands that say something."""
    show_arguments(parser)
    key_arguments(parser, whose)
    if saying:
        parser.add_argument(
            "--sync", action="store_true", help="đồng bộ ngay sau khi ký, thay cho ecabinet office sync"
        )


def show_arguments(parser: argparse.ArgumentParser) -> None:
    home_arguments(parser)
    parser.add_argument("--book", metavar="MÃ_SỔ", default="", help="sổ của cơ quan; cần khi bàn làm việc có nhiều sổ")


@contextmanager
def at_desk(arguments: argparse.Namespace, *, fetch: bool = True) -> Iterator[AtDesk]:
    """The desk with its key; the passphrase is read before the key's. With --sync what was said is carried at once."""
    with (
        causes_in_words(),
        open_office(arguments.home, asked(arguments.passphrase_fd), fetch=fetch) as office,
    ):
        key = key_of(arguments)
        pen = office_pen(office.desk, key)
        yield AtDesk(office, key, pen)
        arguments.synced = carried(office, key, pen) if getattr(arguments, "sync", False) else None


@contextmanager
def office_alone(arguments: argparse.Namespace) -> Iterator[OfficeDesk]:
    """The desk without any key: for looking."""
    with causes_in_words(), open_office(arguments.home, asked(arguments.passphrase_fd)) as office:
        yield office


def paper_arguments(parser: argparse.ArgumentParser, *, stamp: str) -> None:
    parser.add_argument("--stamp", metavar="HÌNH.png", type=Path, help=stamp)
    parser.add_argument("--tsa", metavar="ĐỊA_CHỈ", help="dịch vụ dấu thời gian; mặc định của bàn làm việc")
    parser.add_argument("--level", choices=("B", "T", "LT", "LTA"), help="mức chữ ký; mặc định T khi có dấu thời gian")


def paper_options(arguments: argparse.Namespace, default_tsa: str) -> PaperOptions:
    tsa = arguments.tsa or default_tsa or None
    level = arguments.level or ("T" if tsa else "B")
    if level != "B" and not tsa:
        raise Usage(f"mức {level} cần dấu thời gian: --tsa ĐỊA_CHỈ")
    stamp = read_bounded(arguments.stamp, _LARGEST_PICTURE) if arguments.stamp else None
    return PaperOptions(level, tsa if level != "B" else None, stamp)


def queued_answer(arguments: argparse.Namespace, job: StatementJob, line: str, **facts: Any) -> Answer:
    """What was said; after --sync also what became of it, else that the book has not accepted it yet."""
    data = {
        "statement": str(job.id),
        "book": job.book,
        "type": job.entry.type,
        "by": job.entry.by,
        "state": "queued",
        **facts,
    }
    what = TYPES.get(job.entry.type, job.entry.type)
    if arguments.synced is not None:
        data |= {"state": "carried", "synced": arguments.synced}
        return Answer(data, (line, *synced_lines(arguments.synced)), synced_status(arguments.synced))
    return Answer(data, (line, f"Đã ký ({what}); chờ sổ ghi nhận: chạy ecabinet office sync."))


def body_of(job: StatementJob) -> dict[str, str]:
    """The plain texts of a statement's body, by name."""
    body = job.entry.body
    parts = () if isinstance(body, str) else body
    return {name: text for name, text in parts if isinstance(text, str)}
