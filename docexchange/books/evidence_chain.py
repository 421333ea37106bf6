"""The book inside an evidence file: statements, records and receipts read in order, the altered one of them named."""

from __future__ import annotations

from dataclasses import dataclass

from docexchange.books.acceptance import Accepted, head_of, read_record, receipt_holds
from docexchange.books.chain import BookReader, Flaw, FoundFlaw, HubKeys, Taken
from docexchange.books.errors import ChainBroken, RecordUnreadable
from docexchange.books.evidence_entries import NotedEntries
from docexchange.books.evidence_form import EvidenceManifest, receipt_entry, record_entry, statement_entry
from docexchange.books.evidence_report import Broken
from docexchange.books.evidence_zip import EntryDamaged
from docexchange.books.membership import Membership


@dataclass(frozen=True)
class BookPart:
    """The book as far as it holds, and its first flaw."""

    taken: tuple[Taken, ...]
    accepted: tuple[Accepted, ...]
    membership: Membership | None
    flaw: FoundFlaw | None


def read_book(entries: NotedEntries, keys: HubKeys, manifest: EvidenceManifest | None) -> BookPart:
    """Take statement after statement, from 1 to the first flaw or the last entry."""
    reader, taken, accepted = BookReader(keys), list[Taken](), list[Accepted]()
    flaw: FoundFlaw | None = None
    for sequence in range(1, _last_sequence(entries) + 1):
        one = _accepted(entries, sequence)
        if one is None:
            flaw = FoundFlaw(Flaw.GAP, sequence)
            break
        try:
            taken.append(reader.take(one))
        except ChainBroken as error:
            flaw = FoundFlaw(Flaw(error.facts["flaw"]), sequence, error.facts["detail"])
            _blame(entries, one, flaw, keys, manifest)
            break
        accepted.append(one)
    return BookPart(tuple(taken), tuple(accepted), reader.membership, flaw)


def _last_sequence(entries: NotedEntries) -> int:
    named = entries.zip.named
    kinds = (named["statement"], named["record"], named["receipt"])
    return max((int(number) for kind in kinds for number in kind), default=0)


def _accepted(entries: NotedEntries, sequence: int) -> Accepted | None:
    raw, written, receipt = (
        entries.read(entry) for entry in (statement_entry(sequence), record_entry(sequence), receipt_entry(sequence))
    )
    if raw is None or written is None or receipt is None:
        return None
    try:
        record = read_record(written)
    except RecordUnreadable as error:
        entries.note(record_entry(sequence), Broken.ALTERED, error.facts["reason"])
        return None
    if record.sequence != sequence:
        entries.note(record_entry(sequence), Broken.ALTERED, Flaw.GAP)
        return None
    return Accepted(record, receipt, raw)


def _blame(
    entries: NotedEntries, one: Accepted, found: FoundFlaw, keys: HubKeys, manifest: EvidenceManifest | None
) -> None:
    """Note which of the three entries of a place was altered; when the hub itself signed what does not fit, say so."""
    flaw, sequence = found.flaw, found.sequence
    signed = any(receipt_holds(one.record, one.receipt, key) for key in keys.values())
    chained = _next_previous(entries, sequence, manifest) == head_of(one.record)
    if flaw is Flaw.HUB_KEY:
        entries.note(f"hub/{found.detail}.der", Broken.MISSING)
    elif flaw is Flaw.STATEMENT or (flaw is Flaw.CONTENT and (signed or chained)):
        entries.note(statement_entry(sequence), Broken.ALTERED, flaw)
    elif signed:
        entries.note(record_entry(sequence), Broken.HUB, flaw)
    else:
        entries.note(receipt_entry(sequence) if chained else record_entry(sequence), Broken.ALTERED, flaw)


def _next_previous(entries: NotedEntries, sequence: int, manifest: EvidenceManifest | None) -> str:
    """The head that whatever comes after this place names."""
    following = record_entry(sequence + 1)
    if following not in entries.zip:
        return manifest.head if manifest is not None else ""
    try:
        return read_record(entries.zip.read(following)).previous
    except (RecordUnreadable, EntryDamaged):
        return ""
