"""`ecabinet sign` for any other file: an ASiC-E container with a detached signature over the file's digest."""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from ecabinet.adapters.container_evidence import is_book, looks_like_container
from ecabinet.adapters.verdicts import signature_report
from ecabinet.domain.documents.evidence import SignatureReport
from signing.container.cosign import add_signature, can_be_cosigned
from signing.container.judge import judge_container
from signing.container.names import media_type_of
from signing.container.write import Source, signature_name, write_container
from signing.keys.holder import require_usable
from signing.pdf.errors import LevelNeedsTimestamp
from signing.pdf.timestamping import TimestampAuthority
from signing.trust.store import TrustSet, load_trust
from ui.commands.signed_answer import OwnSignatureFails, answer, named_key, require_holding
from ui.kit.command_line import Answer, Usage

SUFFIXES = frozenset({".asice", ".sce"})


def sign_container(arguments: argparse.Namespace) -> Answer:
    """Sign, judge, then name the file. Raises as `write_container`, `require_usable`, and `OwnSignatureFails`."""
    if arguments.role or arguments.stamp or arguments.reference or arguments.level in ("LT", "LTA"):
        raise Usage("tệp ký trong gói ASiC-E chỉ có mức B hoặc T, không có vai, hình")
    if arguments.level == "T" and not arguments.tsa:
        raise LevelNeedsTimestamp(level="T")
    authority = TimestampAuthority(arguments.tsa, arguments.tsa_timeout) if arguments.tsa else None
    trust = load_trust(arguments.trust) if arguments.trust else None
    source, signed_before = _source(arguments.file), _is_ours(arguments.file)
    key, made = named_key(arguments), datetime.now(UTC)
    require_usable(key.certificate, made)
    authority = None if arguments.level == "B" else authority

    with _unfinished(arguments.out) as (out, place):
        field = signature_name(1)
        if signed_before:
            field = add_signature(arguments.file, out, key, made=made, authority=authority)
        else:
            write_container(out, [source], key, made=made, authority=authority)
        out.flush()
        judged = _own_verdict(place, field, trust)

    return answer(arguments.out, judged)


def _source(path: Path) -> Source:
    # Names typed on some systems come in parts (base letter, then accents); in the container there is one spelling.
    name = unicodedata.normalize("NFC", path.name)
    with path.open("rb"):
        return Source(name, media_type_of(name), lambda: cast(BinaryIO, path.open("rb")))


def _is_ours(path: Path) -> bool:
    """A container signed here gets one more signature; any other is a file like all others."""
    with path.open("rb") as file:
        start = file.read(200)
    return looks_like_container(start) and not is_book(path) and can_be_cosigned(path)


def _own_verdict(place: Path, field: str, trust: TrustSet | None) -> SignatureReport:
    """Our own verifier's word before the file gets its name; earlier signatures count too."""
    judged = judge_container(place, trust or TrustSet(), fetch=trust is not None)
    signatures = [signature_report(one) for one in judged.signatures]
    require_holding(signatures)
    mine = next((one for one in signatures if one.field == field), None)
    if mine is None or judged.findings:
        raise OwnSignatureFails(signer="?", finding=field)
    return mine


@contextlib.contextmanager
def _unfinished(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A file beside `path` that takes its name, synced, when the block ends well, and else leaves nothing."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    place = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as out:
            yield out, place
            os.fsync(out.fileno())
        mask = os.umask(0o077)
        os.umask(mask)
        place.chmod(0o666 & ~mask)
        place.replace(path)
    finally:
        place.unlink(missing_ok=True)
