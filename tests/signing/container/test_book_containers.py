"""A book's evidence file is told by `verify` too: its signers, and whatever in it was altered."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from container_samples import SIGNATURE, packed, unpacked, written

from docexchange.books.acceptance import hub_key_bytes
from docexchange.books.evidence import write_evidence
from docexchange.hub.identity import open_hub_key
from ecabinet.adapters.evidence_checker import EvidenceChecker
from ecabinet.domain.documents.evidence import Verdict
from signing.keys.software import SoftwareKey
from signing.trust.store import TrustSet

sys.path.append(str(Path(__file__).parents[2] / "docexchange" / "books"))

from book_world import BookWorld

Keys = Callable[[str], SoftwareKey]


@pytest.fixture(scope="module")
def book(key: Keys, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    people = {"seal": "seal", "head": "minister", "clerk": "clerk", "leader": "minister-b", "stranger": "clerk-b"}
    hub = open_hub_key(tmp_path_factory.mktemp("hub"))
    world = BookWorld({label: key(whose) for label, whose in people.items()}, hub)
    world.filled(2)
    out = io.BytesIO()
    write_evidence(out, world.accepted, [hub_key_bytes(hub.certificate)], signers=[key("seal")], made=world.now)
    return out.getvalue()


def test_a_book_names_its_signers(book: bytes, trust: TrustSet, tmp_path: Path):
    report = EvidenceChecker(trust, fetch=True).check(written(tmp_path, book))
    # Books are judged by what lies in them; nothing proves revocation in this one.
    assert (report.kind, report.verdict) == ("asice", Verdict.UNDECIDED)
    assert {one.signer for one in report.signatures} >= {"Văn phòng Chính phủ"}
    assert {finding.code for one in report.signatures for finding in one.findings} == {"revocation-unknown"}
    assert {one.code for one in report.findings} == {"container-is-book"}


def test_an_altered_book_is_altered(book: bytes, trust: TrustSet, tmp_path: Path):
    checker = EvidenceChecker(trust, fetch=False)
    for name in ("book/000002.xml", "acceptance/000001.sig", "META-INF/evidence-1.xml"):
        entries = unpacked(book)
        content = bytearray(entries[name])
        content[len(content) // 2] ^= 1
        report = checker.check(written(tmp_path, packed(entries | {name: bytes(content)})))
        assert report.verdict is Verdict.ALTERED, name
    added = packed(unpacked(book) | {"files/evil": b"x"})
    assert checker.check(written(tmp_path, added)).verdict is Verdict.ALTERED


def test_a_signature_over_files_is_not_hidden_by_a_book_s_list(signed: bytes, trust: TrustSet, tmp_path: Path):
    entries = unpacked(signed) | {"META-INF/evidence.xml": b"<evidence/>"}
    report = EvidenceChecker(trust, fetch=True).check(written(tmp_path, packed(entries)))
    assert [one.field for one in report.signatures] == [SIGNATURE]
    assert report.verdict is Verdict.INVALID
