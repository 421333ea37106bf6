"""The entries of an evidence file, with a note of everything that does not hold."""

from __future__ import annotations

from docexchange.books.evidence_report import Broken, BrokenEntry
from docexchange.books.evidence_zip import EntryDamaged, EvidenceZip


class NotedEntries:
    """Reads entries of `zip` and keeps what was found wrong, in the order of finding, each once."""

    def __init__(self, entries: EvidenceZip) -> None:
        self.zip = entries
        self._broken: dict[BrokenEntry, None] = {}

    @property
    def broken(self) -> tuple[BrokenEntry, ...]:
        return tuple(self._broken)

    def note(self, entry: str, reason: Broken, detail: str = "") -> None:
        self._broken[BrokenEntry(entry, reason, detail)] = None

    def noted(self, entry: str) -> bool:
        return any(one.entry == entry for one in self._broken)

    def read(self, entry: str) -> bytes | None:
        """The whole entry, or None with the reason noted."""
        if entry not in self.zip:
            self.note(entry, Broken.MISSING)
            return None
        try:
            return self.zip.read(entry)
        except EntryDamaged:
            self.note(entry, Broken.DAMAGED)
            return None

    def digest(self, entry: str) -> str | None:
        """Its SHA-256 in hex, streamed, or None with the reason noted."""
        try:
            return self.zip.digest(entry)
        except EntryDamaged:
            self.note(entry, Broken.DAMAGED)
            return None
