"""Evidence files: a whole book in one ASiC-E container (`.asice`), to carry, to keep and to prove.

`docs/evidence.md` tells strangers how to check one.
"""

from __future__ import annotations

from docexchange.books.evidence_form import EvidenceManifest, ProofKind
from docexchange.books.evidence_read import extract_file, read_evidence
from docexchange.books.evidence_report import Broken, BrokenEntry, EvidenceReading, EvidenceSigner
from docexchange.books.evidence_write import EvidenceFile, Proof, write_evidence

__all__ = [
    "Broken",
    "BrokenEntry",
    "EvidenceFile",
    "EvidenceManifest",
    "EvidenceReading",
    "EvidenceSigner",
    "Proof",
    "ProofKind",
    "extract_file",
    "read_evidence",
    "write_evidence",
]
