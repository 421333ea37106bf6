"""What reading an evidence file gives: the book as far as it holds, and the name of everything that does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509

from docexchange.books.acceptance import Accepted
from docexchange.books.chain import FoundFlaw, Taken
from docexchange.books.evidence_form import EvidenceManifest
from docexchange.books.evidence_write import Proof
from docexchange.books.membership import Membership
from docexchange.books.model import FileReference


class Broken(StrEnum):
    """What is wrong with an entry; each is a finding's code with words in `ui.kit.words.books`."""

    DAMAGED = "book-evidence-damaged"
    ALTERED = "book-evidence-altered"
    MISSING = "book-evidence-missing"
    UNLISTED = "book-evidence-unlisted"
    OTHER_MANIFEST = "book-evidence-other-manifest"
    HUB = "book-evidence-hub"


@dataclass(frozen=True)
class BrokenEntry:
    """An entry that does not hold; `detail` is a code that says more, or empty."""

    entry: str
    reason: Broken
    detail: str = ""


@dataclass(frozen=True)
class EvidenceSigner:
    """Who signed the manifest. `official`: his id at the end of the book, the agency's for the seal, or empty."""

    certificate: x509.Certificate
    intermediates: tuple[x509.Certificate, ...]
    official: str
    claimed_time: datetime


@dataclass(frozen=True)
class EvidenceReading:
    """What an evidence file says, as far as it holds.

    `statements` and `accepted` go together, up to the first flaw of the chain; `files`: digests of those at hand, whose
    bytes are right; `withheld`: files named by statements but left out, which is allowed.
    """

    manifest: EvidenceManifest | None
    statements: tuple[Taken, ...]
    accepted: tuple[Accepted, ...]
    membership: Membership | None
    flaw: FoundFlaw | None
    broken: tuple[BrokenEntry, ...]
    files: frozenset[str]
    withheld: tuple[FileReference, ...]
    proofs: tuple[Proof, ...]
    signers: tuple[EvidenceSigner, ...]

    @property
    def holds(self) -> bool:
        """Nothing is altered, missing or added."""
        return not self.broken and self.flaw is None
