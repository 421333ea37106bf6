"""The evidence file: written one way, read strictly, within limits, readable by other programs."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from beside_samples import Sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signing.evidence.errors import EvidenceUnreadable
from signing.evidence.record import LARGEST_EVIDENCE, MEDIA_TYPE, MOST_PIECES, Evidence, read_evidence, write_evidence
from ui.demo.pki import TestPki

DIGEST = "ab" * 32
PIECES = st.lists(st.binary(max_size=50), max_size=4).map(tuple)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stamp=st.binary(max_size=50), crls=PIECES, ocsps=PIECES, certificates=PIECES)
def test_what_is_written_is_read(
    stamp: bytes, crls: tuple[bytes, ...], ocsps: tuple[bytes, ...], certificates: tuple[bytes, ...]
) -> None:
    evidence = Evidence(DIGEST, stamp, crls, ocsps, certificates)
    assert read_evidence(write_evidence(evidence)) == evidence
    assert write_evidence(evidence) == write_evidence(evidence)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=st.binary(max_size=300))
def test_garbage_is_refused(raw: bytes) -> None:
    with pytest.raises(EvidenceUnreadable):
        read_evidence(raw)


def test_no_altered_byte_breaks_the_reader(kept: Sample) -> None:
    good = write_evidence(kept.evidence)
    for position in range(0, len(good), 53):
        raw = bytearray(good)
        raw[position] ^= 0x41
        try:
            read_evidence(bytes(raw))
        except EvidenceUnreadable as error:
            assert error.facts["why"] in ("not-zip", "entries", "digest")


def test_no_cut_file_is_read(kept: Sample) -> None:
    good = write_evidence(kept.evidence)
    for length in (0, 1, 30, len(good) // 2, len(good) - 1):
        with pytest.raises(EvidenceUnreadable):
            read_evidence(good[:length])


def zipped(entries: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


HEAD = [("mimetype", MEDIA_TYPE), ("signed.sha256", DIGEST.encode() + b"\n")]


def test_the_shape_is_strict() -> None:
    assert read_evidence(zipped(HEAD)) == Evidence(DIGEST)
    wrong = [
        [],
        HEAD[:1],
        HEAD[1:],
        HEAD[::-1],
        [("mimetype", b"application/zip"), HEAD[1]],
        [HEAD[0], ("signed.sha256", DIGEST.upper().encode() + b"\n")],
        [HEAD[0], ("signed.sha256", DIGEST.encode())],
        [*HEAD, ("more.txt", b"x")],
        [*HEAD, ("../stamp.tst", b"x")],
        [*HEAD, ("crls/2.crl", b"x")],
        [*HEAD, ("crls/1.ocsp", b"x")],
        [*HEAD, ("ocsps/1.ocsp", b"x"), ("crls/1.crl", b"x")],
        [*HEAD, *((f"crls/{number}.crl", b"x") for number in range(1, MOST_PIECES + 2))],
    ]
    for entries in wrong:
        with pytest.raises(EvidenceUnreadable):
            read_evidence(zipped(entries))


def test_names_that_stand_twice_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        raw = zipped([*HEAD, ("stamp.tst", b"x"), ("stamp.tst", b"y")])
    with pytest.raises(EvidenceUnreadable):
        read_evidence(raw)


def test_limits() -> None:
    with pytest.raises(EvidenceUnreadable) as caught:
        read_evidence(bytes(LARGEST_EVIDENCE + 1))
    assert caught.value.facts == {"why": "too-large"}
    bomb = zipped([*HEAD, ("crls/1.crl", bytes(1 << 20))], zipfile.ZIP_DEFLATED)
    with pytest.raises(EvidenceUnreadable):
        read_evidence(bomb)


def test_other_programs_check_the_stamp(pki: TestPki, kept: Sample, tmp_path: Path) -> None:
    (tmp_path / "e.zip").write_bytes(write_evidence(kept.evidence))
    zipfile.ZipFile(tmp_path / "e.zip").extractall(tmp_path)
    root = pki.trust / "tsa" / "tsa-root.pem"
    digest = (tmp_path / "signed.sha256").read_text().strip()
    command = [
        "openssl",
        "ts",
        "-verify",
        "-digest",
        digest,
        "-in",
        tmp_path / "stamp.tst",
        "-token_in",
        "-CAfile",
        root,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout + done.stderr
    for piece in (tmp_path / "crls").iterdir():
        read = subprocess.run(["openssl", "crl", "-inform", "DER", "-in", piece, "-noout"], check=False)
        assert read.returncode == 0
