"""Look at one kept file: what it says of itself, and what its signatures prove."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ecabinet.application.file_intake import all_bytes
from ecabinet.application.ports import Desk, DocumentFacts, FileEvidence
from ecabinet.domain.dispatches.dispatch import StoredFile


@dataclass(frozen=True)
class ExaminedFile:
    file: StoredFile
    facts: DocumentFacts
    evidence: FileEvidence


def examine_file(name: str, file: StoredFile, desk: Desk) -> ExaminedFile:
    """Only files that can bear text or a signature are brought into memory, one at a time."""
    read = cache(lambda: all_bytes(desk.files, file))
    facts = desk.reader.facts(name, file.size, read)
    return ExaminedFile(file, facts, desk.judge.judge(name, file.size, read))
