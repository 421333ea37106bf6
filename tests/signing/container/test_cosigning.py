"""Several people sign one container: each over all files, none undoing another's."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from container_samples import REPORT, SIGNATURE, changed, packed, unpacked, written

from ecabinet.adapters.evidence_checker import EvidenceChecker
from ecabinet.domain.documents.evidence import Verdict
from signing.container.cosign import add_signature
from signing.container.errors import ContainerFlawed, ContainerNotWritable
from signing.keys.software import SoftwareKey
from signing.pdf.timestamping import TimestampAuthority
from signing.trust.store import TrustSet
from ui.cli import main
from ui.demo.pki import TestPki

Keys = Callable[[str], SoftwareKey]


def _cosigned(path: Path, key: SoftwareKey, authority: TimestampAuthority | None = None) -> bytes:
    out = io.BytesIO()
    add_signature(path, out, key, made=datetime.now(UTC), authority=authority)
    return out.getvalue()


def test_three_sign(signed: bytes, key: Keys, pki: TestPki, trust: TrustSet, tmp_path: Path):
    twice = _cosigned(written(tmp_path, signed, "1.asice"), key("minister"), TimestampAuthority(pki.tsa_url))
    thrice = _cosigned(written(tmp_path, twice, "2.asice"), key("clerk"))
    report = EvidenceChecker(trust, fetch=True).check(written(tmp_path, thrice))
    assert report.verdict is Verdict.VALID
    assert [(one.field[-5], one.level) for one in report.signatures] == [("1", "B"), ("2", "T"), ("3", "B")]
    before = unpacked(signed)
    assert {name: content for name, content in unpacked(thrice).items() if name in before} == before


@pytest.mark.parametrize(
    ("spoil", "label", "why"),
    [
        (lambda entries: None, "seal", "signed-already"),
        (lambda entries: entries.update({REPORT: b"forged"}), "clerk", "not-whole"),
        (lambda entries: entries.update({"added": b"x"}), "clerk", "not-whole"),
        (lambda entries: entries.pop(SIGNATURE), "clerk", "not-whole"),
        (lambda entries: entries.update({"META-INF/signatures9.xml": b"<theirs/>"}), "clerk", "not-whole"),
    ],
    ids=["twice", "changed", "added", "unsigned", "foreign"],
)
def test_what_is_not_whole_gets_no_signature(
    signed: bytes, key: Keys, tmp_path: Path, spoil: Callable[[dict[str, bytes]], object], label: str, why: str
):
    path = written(tmp_path, changed(signed, spoil))
    with pytest.raises(ContainerNotWritable) as refused:
        _cosigned(path, key(label))
    assert refused.value.facts["why"] == why


def test_a_second_reading_gets_no_signature(signed: bytes, key: Keys, tmp_path: Path):
    with pytest.raises(ContainerFlawed):
        _cosigned(written(tmp_path, signed + b"x"), key("clerk"))


def test_the_command_adds_to_our_containers_and_wraps_others(
    signed: bytes, pki: TestPki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    entries = unpacked(signed)
    theirs = packed(entries | {SIGNATURE: b"\n" + entries[SIGNATURE]})
    names = {}
    for name, container in (("ours", signed), ("theirs", theirs)):
        source, out = written(tmp_path, container, f"{name}.asice"), tmp_path / f"{name}-out.asice"
        with (pki.folder / "keys" / "clerk.pin").open("rb") as pin:
            words = ["sign", str(source), "--key", f"p12:{pki.p12('clerk')}", "-o", str(out)]
            assert main([*words, "--pin-fd", str(pin.fileno())]) == 0
        names[name] = set(unpacked(out.read_bytes()))
    assert "META-INF/signatures002.xml" in names["ours"]
    assert names["theirs"] == {"mimetype", "theirs.asice", "META-INF/manifest.xml", SIGNATURE}
