"""Whatever is done to a book or to its file: it is noticed, and nothing but a named error comes out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from book_keys import people
from book_world import FILE, BookWorld
from hypothesis import given, settings
from hypothesis import strategies as st

from docexchange.books.acceptance import Accepted, hub_key_bytes
from docexchange.books.chain import chain_flaw
from docexchange.books.errors import EvidenceUnreadable
from docexchange.books.evidence import read_evidence, write_evidence
from docexchange.hub.identity import open_hub_key


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> BookWorld:
    return BookWorld(people(), open_hub_key(tmp_path_factory.mktemp("hub"))).filled(5)


@pytest.fixture(scope="module")
def evidence(book) -> bytes:
    out = io.BytesIO()
    write_evidence(
        out, book.accepted, [hub_key_bytes(book.hub.certificate)], signers=[book.keys["seal"]], made=book.now
    )
    return out.getvalue()


def bent(rows: list[Accepted], step: tuple[str, int, int]) -> list[Accepted]:
    """One thing a hub or a thief without the signers' keys can do to the rows."""
    name, a, b = step
    rows = [*rows]
    a, b = a % len(rows), b % len(rows)
    match name:
        case "drop" if len(rows) > 1:
            del rows[a]
        case "swap":
            rows[a], rows[b] = rows[b], rows[a]
        case "repeat":
            rows.insert(a, rows[b])
        case "raw":
            rows[a] = replace(rows[a], raw=rows[b].raw)
        case "receipt":
            rows[a] = replace(rows[a], receipt=rows[b].receipt)
        case "record":
            rows[a] = replace(rows[a], record=rows[b].record)
        case "time":
            rows[a] = replace(rows[a], record=replace(rows[a].record, time=rows[a].record.time + timedelta(seconds=b)))
        case "renumber":
            rows[a] = replace(rows[a], record=replace(rows[a].record, sequence=b + 1))
    return rows


STEPS = st.tuples(
    st.sampled_from(["drop", "swap", "repeat", "raw", "receipt", "record", "time", "renumber"]),
    st.integers(0, 5),
    st.integers(0, 5),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=4))
def test_only_a_beginning_of_the_book_is_without_flaw(book, steps):
    rows = book.accepted
    for step in steps:
        rows = bent(rows, step)
    honest = rows == book.accepted[: len(rows)]
    assert (chain_flaw(rows, book.hub_keys) is None) == honest


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_named_or_says_the_same(book, evidence, data):
    at = data.draw(st.integers(0, len(evidence) - 1))
    damaged = bytearray(evidence)
    match data.draw(st.sampled_from(["flip", "cut", "fill", "insert"])):
        case "flip":
            damaged[at] ^= 1 << data.draw(st.integers(0, 7))
        case "cut":
            del damaged[at:]
        case "fill":
            damaged[at : at + 8] = b"\xff" * len(damaged[at : at + 8])
        case "insert":
            damaged[at:at] = b"PK\x05\x06"
    try:
        reading = read_evidence(io.BytesIO(bytes(damaged)))
    except EvidenceUnreadable:
        return
    assert not reading.holds or reading.accepted == tuple(book.accepted)


def test_files_named_by_statements_need_not_be_there(book, evidence):
    reading = read_evidence(io.BytesIO(evidence))
    assert reading.holds and reading.files == frozenset()
    assert {file.sha256 for file in reading.withheld} == {FILE.sha256}
