"""Look at one kept file: what it says of itself, and what its signatures prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from ecabinet.application.file_ports import DocumentFacts, FileEvidence
from ecabinet.application.ports import Desk
from ecabinet.domain.dispatches.dispatch import StoredFile


@dataclass(frozen=True)
class ExaminedFile:
    file: StoredFile
    facts: DocumentFacts
    evidence: FileEvidence


def examine_file(name: str, file: StoredFile, desk: Desk) -> ExaminedFile:
    """Only files that can bear text or a signature are brought into memory, one at a time."""

    def open_file() -> BinaryIO:
        return desk.files.open(file)

    facts = desk.reader.facts(name, file.size, open_file)
    return ExaminedFile(file, facts, desk.judge.judge(name, file.size, open_file))
