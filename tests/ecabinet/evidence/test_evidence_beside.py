"""Evidence files beside packets and statements, through the checker and the command, with nobody to ask."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from evidence_samples import Files, key_of, manifest_for, packet

from ecabinet.adapters.evidence_checker import EvidenceChecker
from ecabinet.adapters.evidence_collector import EvidenceCollector
from ecabinet.application.evidence_ports import EvidenceRefused, RevocationOutOfReach, StampOutOfReach
from ecabinet.domain.documents.evidence import FileReport, Verdict
from signing.evidence.record import LARGEST_EVIDENCE
from signing.trust.store import TrustSet, load_trust
from signing.xml.sign import sign_xml
from ui.cli import main
from ui.demo.pki import Person, TestPki, free_port

STATEMENT = b'<statement xmlns="urn:ecabinet:statement:1"><official>x</official></statement>'


@pytest.fixture(scope="module")
def carried(pki: TestPki, files: Files) -> tuple[bytes, bytes]:
    """A packet, and the evidence for its manifest."""
    carries = {"van-ban.pdf": files.issued}
    manifest = manifest_for(carries, files.seal)
    return packet(carries, manifest), EvidenceCollector(files.trust, pki.tsa_url).collect(manifest)


@pytest.fixture
def offline(files: Files, tmp_path: Path):
    def run(content: bytes, evidence: bytes | None, name: str = "p.edxml", at: datetime | None = None) -> FileReport:
        (tmp_path / name).write_bytes(content)
        (tmp_path / f"{name}.evidence").unlink(missing_ok=True)
        if evidence is not None:
            (tmp_path / f"{name}.evidence").write_bytes(evidence)
        return EvidenceChecker(files.trust, fetch=False).check(tmp_path / name, at)

    return run


def codes(report: FileReport) -> set[str]:
    inside = {finding.code for one in report.signatures for finding in one.findings}
    return inside | {finding.code for finding in report.findings}


def test_a_packet_off_line(offline, carried) -> None:
    bare = offline(carried[0], None)
    assert (bare.verdict, bare.signatures[0].level) == (Verdict.UNDECIDED, "B")
    report = offline(*carried)
    (signature,) = report.signatures
    assert (report.verdict, signature.verdict, signature.level) == (Verdict.VALID, Verdict.VALID, "LT")
    assert signature.trusted_time is not None
    assert "evidence-beside" in codes(report)
    assert {one.name: one.verdict for one in report.attachments}["manifest.xml"] is Verdict.VALID


@pytest.mark.slow
def test_a_packet_years_later(offline, carried) -> None:
    later = datetime.now(UTC) + timedelta(days=4 * 365)
    assert offline(carried[0], None, at=later).signatures[0].verdict is Verdict.UNDECIDED
    assert offline(*carried, at=later).signatures[0].verdict is Verdict.VALID


def test_a_statement_off_line(pki: TestPki, files: Files, offline) -> None:
    signed = sign_xml(STATEMENT, files.seal, made=datetime.now(UTC))
    evidence = EvidenceCollector(files.trust, pki.tsa_url).collect(signed)
    assert offline(signed, None, "s.xml").verdict is Verdict.UNDECIDED
    report = offline(signed, evidence, "s.xml")
    assert (report.kind, report.verdict, report.signatures[0].level) == ("statement", Verdict.VALID, "LT")
    assert offline(signed.replace(b">x<", b">y<"), evidence, "s.xml").verdict is Verdict.ALTERED


@pytest.mark.slow
def test_evidence_that_is_not_used_says_why(pki: TestPki, files: Files, offline, carried) -> None:
    signed = sign_xml(STATEMENT, files.seal, made=datetime.now(UTC))
    other = EvidenceCollector(files.trust, pki.tsa_url).collect(signed)
    cut = carried[1][: len(carried[1]) // 2]
    for evidence, code in (
        (other, "evidence-of-another-file"),
        (cut, "evidence-unreadable"),
        (b"", "evidence-unreadable"),
        (b"garbage" * 1000, "evidence-unreadable"),
        (bytes(LARGEST_EVIDENCE + 1), "evidence-unreadable"),
    ):
        report = offline(carried[0], evidence)
        assert (report.verdict, report.signatures[0].level) == (Verdict.UNDECIDED, "B")
        assert code in codes(report)


def test_bad_evidence_costs_nothing_where_it_is_not_needed(files: Files, carried, tmp_path: Path) -> None:
    (tmp_path / "p.edxml").write_bytes(carried[0])
    (tmp_path / "p.edxml.evidence").write_bytes(b"garbage")
    report = EvidenceChecker(files.trust, fetch=True).check(tmp_path / "p.edxml")
    assert report.verdict is Verdict.VALID and "evidence-unreadable" in codes(report)


def test_a_folder_of_that_name_is_no_evidence(offline, carried, tmp_path: Path, files: Files) -> None:
    (tmp_path / "q.edxml").write_bytes(carried[0])
    (tmp_path / "q.edxml.evidence").mkdir()
    assert EvidenceChecker(files.trust, fetch=False).check(tmp_path / "q.edxml").verdict is Verdict.UNDECIDED


def test_the_command_tells_in_vietnamese(pki: TestPki, carried, tmp_path: Path, capsys) -> None:
    path = tmp_path / "p.edxml"
    path.write_bytes(carried[0])
    (tmp_path / "p.edxml.evidence").write_bytes(carried[1])
    words = ["verify", str(path), "--trust", str(pki.trust), "--offline"]
    assert main([*words, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["files"]
    (signature,) = told["signatures"]
    assert (told["verdict"], signature["level"]) == ("valid", "LT")
    assert datetime.fromisoformat(signature["trusted_time"]).tzinfo is not None
    assert main(words) == 0
    assert "tệp bằng chứng kèm theo" in capsys.readouterr().out


def test_the_collectors_errors_are_the_desks(pki: TestPki, files: Files, tmp_path: Path) -> None:
    signed = sign_xml(STATEMENT, files.seal, made=datetime.now(UTC))
    for address, error, reason in (
        ("/tsa-refused", StampOutOfReach, "tsa-refused"),
        ("/tsa-garbage", StampOutOfReach, "tsa-answer-wrong"),
    ):
        with pytest.raises(error) as caught:
            EvidenceCollector(files.trust, pki.base_url + address).collect(signed)
        assert caught.value.facts["reason"] == reason
    with pytest.raises(EvidenceRefused) as refused:
        EvidenceCollector(TrustSet(), pki.tsa_url).collect(signed)
    assert refused.value.facts["reason"] == "stamp-not-believed"
    silent = TestPki.create(tmp_path, f"http://127.0.0.1:{free_port()}", [Person("seal", "Bộ X", "Bộ X", "X")])
    with pytest.raises(StampOutOfReach):
        EvidenceCollector(files.trust, silent.tsa_url).collect(signed)
    trust = TrustSet(load_trust(silent.trust).roots, files.trust.tsa_roots)
    with pytest.raises(RevocationOutOfReach):
        EvidenceCollector(trust, pki.tsa_url).collect(
            sign_xml(STATEMENT, key_of(silent, "seal"), made=datetime.now(UTC))
        )
