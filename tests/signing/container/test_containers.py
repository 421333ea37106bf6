"""ASiC-E containers: made, read, judged like PDFs; and what cannot be put into one."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from container_samples import FILES, REPORT, SIGNATURE, TABLE, made, packed, unpacked, written

from ecabinet.adapters.evidence_checker import EvidenceChecker
from ecabinet.domain.documents.evidence import FileReport, Verdict
from signing.container.errors import ContainerNotWritable
from signing.container.judge import judge_container
from signing.container.names import name_flaw
from signing.container.write import Source, write_container
from signing.keys.software import SoftwareKey
from signing.pdf.errors import TimestampAuthoritySilent
from signing.pdf.timestamping import TimestampAuthority
from signing.trust.store import TrustSet
from signing.verdict import Indication

Keys = Callable[[str], SoftwareKey]


def _checked(path: Path, trust: TrustSet, *, fetch: bool = True) -> FileReport:
    return EvidenceChecker(trust, fetch=fetch).check(path)


def test_a_container_holds(signed: bytes, trust: TrustSet, tmp_path: Path):
    report = _checked(written(tmp_path, signed), trust)
    assert (report.kind, report.verdict, report.findings) == ("asice", Verdict.VALID, ())
    (signature,) = report.signatures
    assert (signature.field, signature.signer, signature.level) == (SIGNATURE, "Văn phòng Chính phủ", "B")
    assert (signature.covers, signature.trusted_time) == ("whole-file", None)
    assert {one.name: one.sha256 for one in report.attachments} == {
        name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()
    }
    assert {one.verdict for one in report.attachments} == {Verdict.VALID}


def test_a_time_stamp_gives_level_t(stamped: bytes, trust: TrustSet, tmp_path: Path):
    (signature,) = _checked(written(tmp_path, stamped), trust).signatures
    assert (signature.verdict, signature.level) == (Verdict.VALID, "T")
    assert signature.trusted_time is not None
    assert abs((datetime.now(UTC) - signature.trusted_time).total_seconds()) < 600


def test_what_is_not_known_stays_open(signed: bytes, trust: TrustSet, tmp_path: Path):
    path = written(tmp_path, signed)
    for report, code in (
        (_checked(path, trust, fetch=False), "revocation-unknown"),
        (_checked(path, TrustSet()), "root-unknown"),
    ):
        assert report.verdict is Verdict.UNDECIDED
        assert code in {finding.code for finding in report.signatures[0].findings}


def test_a_stamp_of_an_unknown_authority_proves_no_time(stamped: bytes, trust: TrustSet, tmp_path: Path):
    (signature,) = _checked(written(tmp_path, stamped), TrustSet(trust.roots)).signatures
    assert (signature.verdict, signature.trusted_time) == (Verdict.VALID_WITH_REMARKS, None)
    assert "timestamp-untrusted" in {finding.code for finding in signature.findings}


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("revoked", Verdict.INVALID),
        ("expired", Verdict.UNDECIDED),
        ("future", Verdict.INVALID),
        ("wrong-usage", Verdict.INVALID),
    ],
)
def test_wrong_signers(key: Keys, trust: TrustSet, tmp_path: Path, label: str, verdict: Verdict):
    report = _checked(written(tmp_path, made(key(label))), trust)
    assert report.verdict is verdict
    assert {one.verdict for one in report.attachments} == {verdict}


def test_packed_by_another_program_it_still_holds(signed: bytes, trust: TrustSet, tmp_path: Path):
    deflated = packed(unpacked(signed), 8)
    assert len(deflated) < len(signed)
    assert _checked(written(tmp_path, deflated), trust).verdict is Verdict.VALID


def test_a_pdf_inside_does_not_make_it_a_pdf(key: Keys, trust: TrustSet, tmp_path: Path):
    container = made(key("seal"), {"a.pdf": b"%PDF-1.7 not really"})
    assert b"%PDF-" in container[:1024]
    assert _checked(written(tmp_path, container), trust).kind == "asice"


def test_two_signatures_both_count(key: Keys, trust: TrustSet, tmp_path: Path):
    mine, revoked = unpacked(made(key("seal"))), unpacked(made(key("revoked")))
    both = packed(mine | {"META-INF/signatures002.xml": revoked[SIGNATURE]})
    report = _checked(written(tmp_path, both), trust)
    assert [one.verdict for one in report.signatures] == [Verdict.VALID, Verdict.INVALID]
    assert report.verdict is Verdict.INVALID


def test_a_container_without_signature_is_unsigned(signed: bytes, trust: TrustSet, tmp_path: Path):
    entries = unpacked(signed)
    del entries[SIGNATURE]
    report = _checked(written(tmp_path, packed(entries)), trust)
    assert (report.kind, report.verdict) == ("asice", Verdict.UNSIGNED)


def test_a_stranger_s_signature_is_undecided(signed: bytes, trust: TrustSet, tmp_path: Path):
    entries = unpacked(signed)
    theirs = entries[SIGNATURE].replace(b"<ds:Signature ", b"\n<ds:Signature ", 1)
    for change in ({SIGNATURE: theirs}, {"META-INF/signature.p7s": b"0"}):
        report = _checked(written(tmp_path, packed(entries | change)), trust)
        assert report.verdict is Verdict.UNDECIDED


def test_a_silent_authority_leaves_nothing(key: Keys):
    with pytest.raises(TimestampAuthoritySilent):
        made(key("seal"), authority=TimestampAuthority("http://127.0.0.1:1/", 2))


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["../a"], "name-path"),
        (["/a"], "name-path"),
        (["a\\b"], "name-letters"),
        (["a."], "name-path"),
        (["con.txt"], "name-device"),
        (["a\u202etxt.exe"], "name-letters"),
        (["e\u0301"], "name-not-nfc"),
        (["a" * 256], "name-length"),
        (["mimetype"], "name-reserved"),
        (["meta-inf/x"], "name-reserved"),
        (["a.txt", "A.TXT"], "duplicate"),
        ([], "too-many"),
    ],
)
def test_names_that_are_refused(key: Keys, names: list[str], why: str):
    sources = [Source(name, "text/plain", io.BytesIO) for name in names]
    with pytest.raises(ContainerNotWritable) as refused:
        write_container(io.BytesIO(), sources, key("seal"), made=datetime.now(UTC))
    assert refused.value.facts["why"] == why


def test_ordinary_vietnamese_names_are_taken():
    for name in (REPORT, TABLE, "Tờ trình (bản 2) – v1.0.docx", "đề án/Phụ lục I.xlsx"):
        assert name_flaw(name) is None


def test_a_file_that_changes_while_it_is_signed_is_refused(key: Keys):
    contents = iter([b"before", b"after"])
    source = Source("a.txt", "text/plain", lambda: io.BytesIO(next(contents)))
    with pytest.raises(ContainerNotWritable) as refused:
        write_container(io.BytesIO(), [source], key("seal"), made=datetime.now(UTC))
    assert refused.value.facts["why"] == "changed"


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(key: Keys, trust: TrustSet, tmp_path: Path):
    big = tmp_path / "big.bin"
    with big.open("wb") as out:
        for number in range(96):
            out.write(bytes([number]) * (1 << 20))
    path = tmp_path / "big.asice"
    tracemalloc.start()
    with path.open("w+b") as out:
        write_container(
            out,
            [Source("big.bin", "application/octet-stream", lambda: big.open("rb"))],
            key("seal"),
            made=datetime.now(UTC),
        )
    judged = judge_container(path, trust, fetch=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert judged.signatures[0].indication is Indication.PASSED
    assert peak < 24 << 20
