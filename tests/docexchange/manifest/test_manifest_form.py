"""One spelling for one manifest: what is written is read back, and nothing else is read."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manifest_samples import DOCUMENT, FILES, MANIFEST

from docexchange.envelope.manifest import (
    Manifest,
    ManifestFile,
    ManifestRefused,
    ManifestUnreadable,
    Reference,
    manifest_of,
    read_manifest,
    write_manifest,
)
from docexchange.envelope.model import Business, Replacement
from signing.xml.canonical import content_flaw

CONTENT = write_manifest(MANIFEST)


def test_written_and_read_back():
    assert read_manifest(CONTENT) == MANIFEST
    assert content_flaw(CONTENT) is None


texts = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        Manifest,
        document_id=texts,
        sender=texts,
        addressees=st.lists(texts, max_size=3).map(tuple),
        operation=st.integers(-1, 4),
        references=st.lists(
            st.builds(Reference, st.sampled_from(["answers", "updates", "sells"]), texts), max_size=2
        ).map(tuple),
        number=texts,
        notation=texts,
        date=st.dates(),
        subject=texts,
        files=st.lists(
            st.builds(
                ManifestFile, texts, st.just("application/pdf"), st.integers(-1, 10**16), st.just("0" * 64) | texts
            ),
            max_size=2,
        ).map(tuple),
    )
    | st.builds(lambda text: replace(MANIFEST, subject=text), texts)
    | st.builds(lambda text: replace(MANIFEST, files=(replace(FILES[0], name=text),)), texts)
)
def test_any_facts_are_bound_exactly_or_refused(manifest):
    try:
        content = write_manifest(manifest)
    except ManifestRefused:
        return
    assert read_manifest(content) == manifest


def changed_file(**changes: object) -> Manifest:
    return replace(MANIFEST, files=(replace(FILES[0], **changes), FILES[1]))


REFUSED = {
    "no number": (replace(MANIFEST, number=""), "number"),
    "space at the end": (replace(MANIFEST, subject="x "), "subject"),
    "two spaces": (replace(MANIFEST, subject="x  y"), "subject"),
    "no-break space": (replace(MANIFEST, subject="x\u00a0y"), "subject"),
    "not NFC": (replace(MANIFEST, subject="e\u0302"), "not-nfc"),
    "bidirectional": (replace(MANIFEST, subject="x\u202ey"), "control-character"),
    "line break": (replace(MANIFEST, subject="x\ny"), "control-character"),
    "not a character": (replace(MANIFEST, subject="x\ud800"), "not-utf-8"),
    "subject too long": (replace(MANIFEST, subject="x" * 501), "subject"),
    "sender too long": (replace(MANIFEST, sender="x" * 36), "sender"),
    "no addressee": (replace(MANIFEST, addressees=()), "addressees"),
    "addressee twice": (replace(MANIFEST, addressees=("G12", "G12")), "addressee"),
    "operation unknown": (replace(MANIFEST, operation=4), "operation"),
    "reference twice": (replace(MANIFEST, references=MANIFEST.references * 2), "reference"),
    "reference of no kind": (replace(MANIFEST, references=(Reference("sells", "x"),)), "reference"),
    "no file": (replace(MANIFEST, files=()), "files"),
    "too many files": (
        replace(MANIFEST, files=tuple(replace(FILES[0], name=f"{i}.pdf") for i in range(1001))),
        "file",
    ),
    "name twice": (replace(MANIFEST, files=FILES[:1] * 2), "name"),
    "name twice but for case": (replace(MANIFEST, files=(FILES[0], replace(FILES[0], name="CÔNG VĂN 12.PDF"))), "name"),
    "path": (changed_file(name="a/b.pdf"), "name"),
    "parent": (changed_file(name=".."), "name"),
    "itself": (changed_file(name="Manifest.xml"), "name"),
    "media type": (changed_file(media_type="Application/PDF; x"), "media-type"),
    "negative size": (changed_file(size=-1), "size"),
    "short digest": (changed_file(sha256="0" * 63), "sha256"),
    "capital digest": (changed_file(sha256="A" * 64), "sha256"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_facts_that_cannot_be_bound_are_refused(case):
    manifest, what = REFUSED[case]
    with pytest.raises(ManifestRefused) as caught:
        write_manifest(manifest)
    assert caught.value.facts["what"] == what


def test_too_large_a_manifest_is_refused():
    files = tuple(replace(FILES[0], name=f"{'ệ' * 70}{i:04}.pdf", media_type="a/" + "b" * 120) for i in range(1000))
    ids = tuple(Reference("answers", f"{i:04}" + "ệ" * 190) for i in range(1000))
    with pytest.raises(ManifestRefused) as caught:
        write_manifest(replace(MANIFEST, files=files, references=ids))
    assert caught.value.facts["what"] == "size"


UNREADABLE = {
    "not XML": (b"%PDF", "not-xml"),
    "empty": (b"", "not-xml"),
    "other root": (
        CONTENT.replace(b"<manifest ", b"<manifesto ").replace(b"</manifest>", b"</manifesto>"),
        "manifesto",
    ),
    "other namespace": (CONTENT.replace(b"manifest:1", b"manifest:2"), "manifest"),
    "DOCTYPE": (b"<!DOCTYPE manifest>" + CONTENT, "doctype"),
    "comment": (CONTENT.replace(b"<sender>", b"<sender><!--x-->"), "comment"),
    "white space": (CONTENT.replace(b"<sender>", b" <sender>"), "white-space"),
    "prefix": (re.sub(rb"(</?)(?=[a-z])", rb"\1m:", CONTENT).replace(b"xmlns=", b"xmlns:m="), "not-canonical"),
    "unknown element": (CONTENT.replace(b"</subject>", b"</subject><extra></extra>"), "extra"),
    "missing element": (re.sub(rb"<date>.*</date>", b"", CONTENT), "subject"),
    "other order": (re.sub(rb"(<number>.*</number>)(<notation>.*</notation>)", rb"\2\1", CONTENT), "notation"),
    "unknown attribute": (CONTENT.replace(b"<date>", b'<date zone="7">'), "date"),
    "no such day": (CONTENT.replace(b"2026-11-21<", b"2026-02-30<"), "date"),
    "year zero": (CONTENT.replace(b"2026-11-21<", b"0000-01-01<"), "date"),
    "zone on the date": (CONTENT.replace(b"2026-11-21<", b"2026-11-21Z<"), "date"),
    "size with zeros": (CONTENT.replace(b"<size>", b"<size>0"), "size"),
    "operation with zeros": (CONTENT.replace(b"<operation>0", b"<operation>00"), "operation"),
    "too large": (b"<" + b"x" * (1 << 20), "size"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_anything_else_is_unreadable(case):
    content, reason = UNREADABLE[case]
    assert content != CONTENT
    with pytest.raises(ManifestUnreadable) as caught:
        read_manifest(content)
    assert caught.value.facts["reason"] == reason


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_damage_never_reads_as_the_same(place, byte):
    damaged = bytearray(CONTENT)
    damaged[place] ^= byte
    with contextlib.suppress(ManifestUnreadable):
        assert read_manifest(bytes(damaged)) != MANIFEST


def test_the_manifest_follows_from_the_document():
    assert MANIFEST.sender == "000.00.00.G22"
    assert MANIFEST.addressees == ("000.00.00.G12", "000.00.00.H41")
    assert MANIFEST.references == (Reference("answers", "000.00.00.G12,2026/11/01,7/BTC-VP"),)
    assert MANIFEST.date == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("business", "references"),
    [
        (Business(1, document_id="old"), (Reference("withdraws", "old"),)),
        (Business(1), (Reference("withdraws", DOCUMENT.document_id),)),
        (Business(2, document_id="old"), (Reference("updates", "old"),)),
        (Business(2), ()),
        (
            Business(3, replaces=(Replacement("a", ("G12",)), Replacement("b"), Replacement("a"))),
            (Reference("replaces", "a"), Reference("replaces", "b")),
        ),
    ],
)
def test_references_of_each_operation(business, references):
    made = manifest_of(replace(DOCUMENT, business=business, response_for=()), FILES)
    assert made.operation == business.operation
    assert made.references == references
    assert read_manifest(write_manifest(made)) == made


def test_texts_of_the_document_are_spelled_once():
    made = manifest_of(replace(DOCUMENT, subject=" Quyê\u0309t\n đi\u0323nh\u00a0 số 1 "), FILES)
    assert made.subject == "Quyểt định số 1"
    assert read_manifest(write_manifest(made)) == made


def test_a_document_without_date_has_no_manifest():
    with pytest.raises(ManifestRefused):
        manifest_of(replace(DOCUMENT, date=None), FILES)
