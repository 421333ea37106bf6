"""Accepted statements checked before they are kept: signature, receipt, chain, circle; then trust in the signers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from docexchange.books.acceptance import Accepted, read_hub_key, read_record
from docexchange.books.chain import BookReader, Flaw, HubKeys, Taken
from docexchange.books.errors import BookError, ChainBroken, RecordUnreadable
from docexchange.books.founding_bodies import BODIES
from docexchange.books.membership import Membership
from docexchange.books.statement import SignedStatement, read_signed
from ecabinet.application.book_ports import (
    AcceptedBytes,
    BookUnreadable,
    Checked,
    Fork,
    HeldEntry,
    Progress,
    SignerTrust,
)
from ecabinet.domain.books.entry import Entry, FileReference
from ecabinet.domain.documents.evidence import Verdict
from signing.keys.holder import read_holder
from signing.trust.path import judge_signer
from signing.trust.store import TrustSet
from signing.verdict import Indication
from signing.xml.errors import XmlSignatureBroken

LARGEST_CERTIFICATE = 64 * 1024


class BookChecker:
    """Judges under one trust set. With `fetch` revocation lists may be asked for."""

    circle_types: tuple[str, ...] = tuple(BODIES)

    def __init__(self, trust: TrustSet, *, fetch: bool) -> None:
        self._trust = trust
        self._fetch = fetch

    def check(self, progress: Progress, news: Sequence[AcceptedBytes], now: datetime) -> Checked:
        """The news as far as they go on after `progress`; the first piece that does not is the flaw."""
        reader = _reader(progress)
        taken: list[tuple[HeldEntry, AcceptedBytes]] = []
        for one in news:
            try:
                accepted = _accepted(one)
                if accepted.record.book != progress.book:
                    raise ChainBroken(flaw=Flaw.OTHER_BOOK, sequence=accepted.record.sequence, detail="")
                place = reader.take(accepted)
            except ChainBroken as error:
                facts = error.facts
                return Checked(tuple(taken), Fork(facts["flaw"], int(facts["sequence"]), facts["detail"], one, now))
            except RecordUnreadable as error:
                return Checked(tuple(taken), Fork(Flaw.RECORD, 0, error.facts["reason"], one, now))
            taken.append((held_entry(place, reader.membership), one))
        return Checked(tuple(taken))

    def founding(self, raw: bytes) -> Entry:
        signed = _signed(raw)
        try:
            membership = Membership.founded_by(signed)
        except BookError as error:
            raise BookUnreadable(reason=error.facts.get("reason", error.code)) from error
        return entry_of(signed, membership, sequence=1, epoch=1, at=signed.statement.made)

    def certificate(self, raw: bytes) -> str:
        try:
            pem = b"-----BEGIN" in raw[:LARGEST_CERTIFICATE]
            found = x509.load_pem_x509_certificate(raw) if pem else x509.load_der_x509_certificate(raw)
        except (ValueError, x509.InvalidVersion) as error:
            raise BookUnreadable(reason="certificate") from error
        return sha256(found.public_bytes(Encoding.DER)).hexdigest()

    def judge(self, raw: bytes, now: datetime) -> SignerTrust:
        """Whether the desk's roots vouch for the signer of this statement at present."""
        signed = _signed(raw)
        indication, sub, findings = judge_signer(
            signed.certificate, signed.intermediates, self._trust, at=None, fetch=self._fetch
        )
        code = next((one.code for one in findings if one.severity == "error"), sub.lower().replace("_", "-"))
        name = read_holder(signed.certificate).name
        return SignerTrust(signed.certificate_digest, name, _VERDICTS[indication], code, now)


_VERDICTS = {
    Indication.PASSED: Verdict.VALID,
    Indication.INDETERMINATE: Verdict.UNDECIDED,
    Indication.FAILED: Verdict.INVALID,
}


def held_entry(taken: Taken, membership: Membership | None) -> HeldEntry:
    """A statement in its place, in the words of readers."""
    record = taken.record
    entry = entry_of(taken.signed, membership, sequence=record.sequence, epoch=record.epoch, at=record.time)
    return HeldEntry(entry, taken.head, str(taken.refusal or ""), taken.seen_elsewhere)


def entry_of(
    signed: SignedStatement, membership: Membership | None, *, sequence: int, epoch: int, at: datetime
) -> Entry:
    """`membership` tells which name is the agency's own."""
    statement = signed.statement
    return Entry(
        sequence=sequence,
        epoch=epoch,
        accepted_at=at,
        id=statement.id,
        type=statement.type,
        by=statement.by,
        post=statement.mandate.post,
        authority=statement.mandate.authority,
        delegation=statement.mandate.delegation,
        made=statement.made,
        seen_sequence=statement.seen.sequence,
        body=statement.body,
        files=tuple(FileReference(one.name, one.media_type, one.size, one.sha256) for one in statement.files),
        digest=signed.digest,
        signer=signed.certificate_digest,
        by_seal=membership is not None and statement.by == membership.agency,
    )


def hub_keys(ders: Sequence[bytes]) -> HubKeys:
    return dict(read_hub_key(der) for der in ders)


def _reader(progress: Progress) -> BookReader:
    """A reader that goes on where the replica stands: only the circle's own statements are read again."""
    keys = hub_keys(progress.keys)
    if progress.last is None:
        return BookReader(keys)
    membership = membership_of(progress.circle)
    last = read_record(progress.last.record)
    return BookReader.resumed(keys, membership, last, progress.heads, progress.ids)


def membership_of(circle: Sequence[tuple[bytes, datetime]]) -> Membership:
    """Who belongs to a book after these statements of its circle, the founding first."""
    founding, *changes = circle
    membership = Membership.founded_by(_signed(founding[0]))
    for raw, at in changes:
        membership = membership.after(_signed(raw), at=at)
    return membership


def _accepted(one: AcceptedBytes) -> Accepted:
    return Accepted(read_record(one.record), one.receipt, one.raw)


def _signed(raw: bytes) -> SignedStatement:
    try:
        return read_signed(raw)
    except (XmlSignatureBroken, BookError) as error:
        raise BookUnreadable(reason=error.code) from error
