"""`ecabinet verify` as a program: JSON by contract, exit statuses, Vietnamese sentences."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from evidence_samples import manifest_for, packet

import docexchange.envelope.manifest
import ecabinet.adapters.evidence_checker
import signing.pdf.validate
import signing.trust.path
from ui.cli import main
from ui.kit.error_words import ERRORS, FINDINGS
from ui.kit.words.verify import ADVICE, VERDICTS

pytestmark = pytest.mark.slow

SIGNATURE_KEYS = {
    *("field", "signer", "organisation", "serial", "issuer", "verdict", "level"),
    *("claimed_time", "trusted_time", "covers", "findings"),
}


@pytest.fixture
def verify(capsys, pki):  # type: ignore[no-untyped-def]
    def run(*arguments: object) -> tuple[int, dict]:
        status = main(["verify", "--json", *map(str, arguments), "--trust", str(pki.trust)])
        return status, json.loads(capsys.readouterr().out)

    return run


def test_the_answer_has_the_shape_of_the_contract(verify, files, written) -> None:
    path = written("a.pdf", files.issued)
    status, answer = verify(path, "--offline")
    (file,) = answer["files"]
    assert status == 0
    assert {"path", "kind", "verdict", "signatures", "attachments"} <= file.keys()
    assert (file["path"], file["kind"], file["verdict"], file["issued"]) == (str(path), "pdf", "valid", True)
    for signature in file["signatures"]:
        assert signature.keys() == SIGNATURE_KEYS
        assert signature["verdict"] == "valid" and signature["level"] == "LTA"
        assert datetime.fromisoformat(signature["trusted_time"]).tzinfo is not None
        assert all(finding.keys() == {"code", "severity", "message"} for finding in signature["findings"])
    assert file["signatures"][1]["covers"] == "revision"


def test_exit_statuses(verify, files, written, capsys) -> None:
    good, odd = written("good.pdf", files.issued), written("odd.pdf", files.leader_only)
    changed = bytearray(files.issued)
    changed[3000] ^= 1
    broken, none = written("changed.pdf", bytes(changed)), written("text.txt", b"xin chao")
    unsigned = written("a.xml", b"<a/>")
    assert verify(good, "--offline")[0] == 0
    assert verify(odd, "--offline")[1]["files"][0]["verdict"] == "valid-with-remarks"
    assert verify(good, broken, "--offline")[0] in (1, 3)
    assert verify(none, "--offline")[0] == 3
    assert verify(unsigned, "--offline")[0] == 1
    assert verify(good, none, unsigned, "--offline")[0] == 1
    assert verify(good.parent / "absent.pdf")[0] == 3


def test_an_unknown_root_is_undecided(files, written, capsys, tmp_path, pki) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.pem").write_bytes((pki.trust / "tsa" / "tsa-root.pem").read_bytes())
    status = main(["verify", "--json", "--offline", "--trust", str(other), str(written("a.pdf", files.issued))])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (status, file["verdict"]) == (2, "undecided")
    assert "root-unknown" in {finding["code"] for finding in file["signatures"][0]["findings"]}


def test_the_installed_set_is_used_without_trust(files, written, capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert main(["verify", "--json", "--offline", str(written("a.pdf", files.issued))]) == 2
    capsys.readouterr()


def test_a_broken_trust_folder_is_told(files, written, capsys, tmp_path) -> None:
    status = main(["verify", "--json", "--trust", str(tmp_path / "absent"), str(written("a.pdf", files.issued))])
    said = capsys.readouterr()
    assert status == 3 and json.loads(said.out)["error"]["code"] == "trust-unreadable"
    assert "chứng thư" in said.err


def test_judging_as_of_another_time(verify, files, written) -> None:
    path = written("a.pdf", files.issued)
    later = (datetime.now(UTC) + timedelta(days=4 * 365)).isoformat()
    assert verify(path, "--offline", "--at", later)[0] == 0
    much_later = (datetime.now(UTC) + timedelta(days=8 * 365)).isoformat()
    assert verify(path, "--offline", "--at", much_later)[0] == 2


def test_a_wrong_time_is_wrong_usage(files, written, capsys) -> None:
    assert main(["verify", "--at", "hôm qua", str(written("a.pdf", files.issued))]) == 64
    assert "ISO 8601" in capsys.readouterr().err


def test_a_packet_lists_its_files(verify, files, written) -> None:
    carried = {"van-ban.pdf": files.issued}
    status, answer = verify(written("p.edxml", packet(carried, manifest_for(carried, files.seal))))
    (file,) = answer["files"]
    assert (status, file["kind"], file["verdict"]) == (0, "edxml", "valid")
    assert [one.keys() for one in file["attachments"]] == [{"name", "sha256", "verdict"}] * 2


def test_people_read_who_when_and_what_to_do(files, written, capsys, pki) -> None:
    carried = {"van-ban.pdf": files.leader_only}
    path = written("p.edxml", packet(carried, None))
    assert main(["verify", str(path), "--offline", "--trust", str(pki.trust)]) == 0
    said = capsys.readouterr().out
    assert "Hợp lệ, có lưu ý" in said and "Nguyễn Văn An" in said and "chưa ban hành" in said
    assert "manifest.xml" in said and "→" in said


def test_bad_papers_leave_no_traceback(files, written, pki) -> None:
    """As a program of its own: what the libraries log must not reach people."""
    broken = bytearray(files.issued)
    broken[-3000] ^= 1
    changed = files.leader_only + b"\n1 0 obj\n<<>>\nendobj\n"
    paths = [written("a.pdf", bytes(broken)), written("b.pdf", changed), written("c.pdf", files.issued[:-900])]
    program = [sys.executable, "-m", "ui.cli", "verify", "--offline", "--trust", str(pki.trust), *map(str, paths)]
    ran = subprocess.run(program, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 1 and ran.stderr == ""


def test_every_code_has_words() -> None:
    """Every finding and error that can come out of judging can be said in Vietnamese."""
    folders = {Path(module.__file__).parent for module in (signing.pdf.validate, signing.trust.path)}
    sources = [path for folder in folders for path in folder.glob("*.py")]
    adapters = Path(ecabinet.adapters.evidence_checker.__file__).parent
    sources += [adapters / f"{name}.py" for name in ("evidence_checker", "packet_evidence", "xml_evidence")]
    sources.append(Path(docexchange.envelope.manifest.__file__))
    codes = {code for path in sources for code in _codes(ast.parse(path.read_text()))}
    assert len(codes) > 50
    assert sorted(codes - FINDINGS.keys() - ERRORS.keys()) == []
    assert VERDICTS.keys() == ADVICE.keys()


def _codes(tree: ast.AST) -> set[str]:
    """String literals that name a finding: first words of calls that make one."""
    makers = {"Finding": 0, "EvidenceFinding": 0, "_broken": 2, "_failed": 1, "_undecided": 1, "_unreadable": 1}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
            place = makers[node.func.id]
            if len(node.args) > place and isinstance(node.args[place], ast.Constant):
                found.add(node.args[place].value)
    return found
