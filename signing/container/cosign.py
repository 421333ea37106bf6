"""A further signature over the files of a container that is whole; what is in it already is copied as it is."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.serialization import Encoding

from signing.container.errors import ContainerNotWritable
from signing.container.judge import MOST_SIGNATURES, ContainerJudgement, judge_container
from signing.container.layout import pieces, read_layout
from signing.container.write import entry_info, signature_name, time_stamp
from signing.keys.key import SigningKey
from signing.pdf.timestamping import TimestampAuthority
from signing.trust.store import TrustSet
from signing.xml.detached import sign_detached
from signing.xml.detached_shape import FileDigest


def can_be_cosigned(container: Path) -> bool:
    """Whether it bears a signature of ours. Raises `ContainerFlawed`, OSError."""
    return any(one.certificate for one in judge_container(container, TrustSet(), fetch=False).signatures)


def add_signature(
    container: Path,
    out: BinaryIO,
    key: SigningKey,
    *,
    made: datetime,
    authority: TimestampAuthority | None = None,
) -> str:
    """Write `container` to `out` with one more signature over all its files; gives the name of the new entry.

    Whether the earlier signers are to be believed is not asked, only that nothing was changed. Arguments and errors are
    those of `write_container`; besides `ContainerFlawed`, and `ContainerNotWritable` with `why` one of not-whole,
    signed-already, too-many.
    """
    judged = judge_container(container, TrustSet(), fetch=False)
    _require_whole(judged, key, container.name)
    files = [FileDigest(one.name, one.media_type, one.digest) for one in judged.files]
    signature = sign_detached(files, key, made=made)
    stamp = time_stamp(authority, signature.stamped) if authority else b""
    with container.open("rb") as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        taken: set[str] = set()
        for entry in read_layout(source):
            taken.add(entry.name)
            with archive.open(entry_info(entry.name), "w") as target:
                for piece in pieces(source, entry):
                    target.write(piece)
        free = (signature_name(number) for number in range(1, MOST_SIGNATURES + 1))
        name = next(one for one in free if one not in taken)
        archive.writestr(entry_info(name), signature.file(stamp))
    return name


def _require_whole(judged: ContainerJudgement, key: SigningKey, file: str) -> None:
    # A stranger's signature cannot be judged here, so a container with one is not known to be whole.
    whole = not judged.findings and all(one.integrity and one.covers == "whole-file" for one in judged.signatures)
    if not judged.signatures or not whole:
        raise ContainerNotWritable(why="not-whole", file=file)
    mine = key.certificate.public_bytes(Encoding.DER)
    if any(one.certificate == mine for one in judged.signatures):
        raise ContainerNotWritable(why="signed-already", file=file)
    if len(judged.signatures) >= MOST_SIGNATURES:
        raise ContainerNotWritable(why="too-many", file=file)
