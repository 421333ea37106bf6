"""What every desk command shares: where the desk is, its passphrase, the key, errors with their causes in words."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ecabinet.application.ports import Desk
from ecabinet.bootstrap import open_desk
from ecabinet.domain.errors import EcabinetError
from signing.keys.reference import KeyReferenceUnknown, key_file, open_key
from signing.keys.software import SoftwareKey
from ui.kit.command_line import Usage, read_secret
from ui.kit.desk_words import facts_in_words


def home_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", metavar="THƯ_MỤC", type=Path, required=True, help="thư mục của bàn làm việc")
    parser.add_argument(
        "--passphrase-fd", metavar="N", type=int, help="bộ mô tả tệp chứa mật khẩu của bàn làm việc, một dòng"
    )


def key_arguments(parser: argparse.ArgumentParser, whose: str) -> None:
    parser.add_argument("--key", metavar="p12:TỆP", required=True, help=f"khóa {whose}")
    parser.add_argument(
        "--pin-fd",
        metavar="N",
        type=int,
        help="bộ mô tả tệp chứa mật khẩu khóa (dòng sau --passphrase-fd nếu chung)",
    )


def asked(descriptor: int | None) -> Callable[[], bytes | bytearray]:
    """The passphrase. One given on a descriptor is read at once, so that the next line there is the key's."""
    if descriptor is not None:
        given = read_secret(descriptor, "")
        return lambda: given
    return _typed


def _typed() -> bytearray:
    try:
        return read_secret(None, "Mật khẩu của bàn làm việc: ")
    except Usage as error:
        raise Usage("cần --passphrase-fd vì không có bàn phím để hỏi mật khẩu của bàn làm việc") from error


@contextmanager
def desk_of(arguments: argparse.Namespace, *, trust: Path | None = None, fetch: bool = True) -> Iterator[Desk]:
    """The desk of `--home`, with the causes of errors put into words on their way out."""
    with causes_in_words(), open_desk(arguments.home, asked(arguments.passphrase_fd), trust=trust, fetch=fetch) as desk:
        yield desk


@dataclass(frozen=True)
class _KeyPrompt:
    descriptor: int | None

    def ask(self, key: str) -> bytearray:
        return read_secret(self.descriptor, f"Mật khẩu của khóa {key}: ")


def key_of(arguments: argparse.Namespace) -> SoftwareKey:
    try:
        key_file(arguments.key)
    except KeyReferenceUnknown as error:
        raise Usage(f"không hiểu --key {arguments.key}; dạng đúng là p12:TỆP") from error
    return open_key(arguments.key, _KeyPrompt(arguments.pin_fd))


@contextmanager
def causes_in_words() -> Iterator[None]:
    """An error of ours that names another one's code as `reason` tells it in that one's words; codes become words."""
    try:
        yield
    except EcabinetError as error:
        error.facts = facts_in_words(error.facts)
        raise
