"""Look at one kept file: what it says of itself, and what its signatures prove."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.file_intake import all_bytes
from ecabinet.application.ports import Desk, DocumentFacts, FileEvidence
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.documents.evidence import Verdict


@dataclass(frozen=True)
class ExaminedFile:
    file: StoredFile
    facts: DocumentFacts
    evidence: FileEvidence


def examine_file(name: str, file: StoredFile, desk: Desk) -> ExaminedFile:
    """Only files that can bear text or a signature are brought into memory, one at a time."""
    read, judge = desk.reader.looks_at(name, file.size), desk.judge.looks_at(name, file.size)
    content = all_bytes(desk.files, file) if read or judge else b""
    facts = desk.reader.facts(name, content) if read else DocumentFacts()
    evidence = desk.judge.judge(name, content) if judge else FileEvidence(Verdict.UNSIGNED)
    return ExaminedFile(file, facts, evidence)
