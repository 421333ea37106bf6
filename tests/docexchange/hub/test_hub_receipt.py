"""Receipts are read only as they are written."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexchange.books import plain_xml
from docexchange.protocol.errors import StatementUnreadable
from docexchange.protocol.receipt import Placed, Receipt, receipt_of, write_receipt

PLAIN = st.text(max_size=40).filter(plain_xml.is_plain)
DIGEST = st.binary(min_size=32, max_size=32).map(bytes.hex)
RECEIPTS = st.builds(
    Receipt,
    hub=PLAIN,
    operation=st.uuids(),
    sender=PLAIN,
    kind=st.sampled_from(["document", "status"]),
    document_id=PLAIN,
    addressees=st.lists(st.builds(Placed, PLAIN, st.integers(1, 10**9)), max_size=5).map(tuple),
    sha256=DIGEST,
    size=st.integers(0, 10**12),
    accepted=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
        lambda at: at.replace(microsecond=0, tzinfo=UTC)
    ),
    audit_sequence=st.integers(1, 10**9),
    audit_head=DIGEST,
)
ONE = Receipt(
    "h", UUID(int=7), "A", "document", "d", (Placed("B", 1),), "ab" * 32, 5, datetime(2026, 1, 1, tzinfo=UTC), 3, "0"
)


@given(RECEIPTS)
def test_reading_is_the_inverse_of_writing(receipt: Receipt):
    assert receipt_of(write_receipt(receipt)) == receipt


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=3))
def test_changed_bytes_are_never_read_as_the_same_receipt(place: int, change: bytes):
    written = write_receipt(ONE)
    place %= len(written)
    changed = written[:place] + change + written[place + 1 :]
    with contextlib.suppress(StatementUnreadable):
        assert changed == written or receipt_of(changed) != ONE


@pytest.mark.parametrize(
    "change",
    [
        (b'sequence="1"', b'sequence="01"'),
        (b'sequence="1"', b'sequence="\xd9\xa1"'),
        (b'size="5"', b'size="+5"'),
        (b"<audit ", b"<audit extra='' "),
        (b"</addressee>", b"<x></x></addressee>"),
        (b"<sender>", b"<!-- --><sender>"),
        (b"00000007", b"0000000G"),
    ],
)
def test_other_spellings_are_refused(change: tuple[bytes, bytes]):
    changed = write_receipt(ONE).replace(*change)
    assert changed != write_receipt(ONE)
    with pytest.raises(StatementUnreadable):
        receipt_of(changed)


@pytest.mark.parametrize("text", ["a\u0000b", "a\u202eb", "e\u0301", "a\nb", "\u200b", "\ud800"])
def test_hidden_or_decomposed_characters_are_not_written(text: str):
    with pytest.raises(StatementUnreadable):
        write_receipt(replace(ONE, document_id=text))
