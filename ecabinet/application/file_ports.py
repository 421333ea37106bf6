"""What a desk learns of one file: what it says of itself, and what its signatures prove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Protocol

from ecabinet.domain.dispatches.dispatch import Remark, Signer
from ecabinet.domain.documents.evidence import Verdict


@dataclass(frozen=True)
class DocumentFacts:
    """What a file says of itself; empty where it says nothing. `number`, `issued_on`: the sealed `so` and `ngay`.

    `unread`: the file should bear text but could not be searched, so nobody knows whether it is marked secret.
    """

    text: str = ""
    unread: bool = False
    secrecy_mark: str | None = None
    number: str = ""
    issued_on: date | None = None
    notation: str = ""
    subject: str = ""


@dataclass(frozen=True)
class FileEvidence:
    """`issued`: an authorised person's and the agency's signature both hold and lock number and date.

    `sealed_by`: the organ id in the seal's certificate, empty where it names none.
    """

    verdict: Verdict
    issued: bool = False
    leader: Signer | None = None
    sealed_by: str = ""
    remarks: tuple[Remark, ...] = ()


class DocumentReader(Protocol):
    def facts(self, name: str, size: int, open_file: Callable[[], BinaryIO]) -> DocumentFacts:
        """Reads only what may hold text and is not too large. Never raises for the content's sake."""
        ...


class EvidenceJudge(Protocol):
    def judge(self, name: str, size: int, open_file: Callable[[], BinaryIO]) -> FileEvidence:
        """Reads only files of a kind that bears signatures. Never raises for the content's sake."""
        ...
