"""The commands as a script calls them: exit status, one JSON object, files written whole and only where they may be."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from envelope_packets import (
    DOCUMENT,
    PDF,
    STATUS,
    attachment,
    one_file,
    packet,
    read,
    replaced,
    status_packet,
    with_attachments,
)

from docexchange.envelope.check import check_packet
from ui.cli import main

META: dict[str, Any] = {
    "kind": "document",
    "from": {"organ_id": "000.00.00.G22", "name": "Văn phòng Chính phủ"},
    "to": [{"organ_id": "H41.02", "name": "Sở Nội vụ"}],
    "code": {"number": "12", "notation": "VPCP-TH"},
    "promulgation": {"place": "Hà Nội", "date": "2026-01-05"},
    "type": {"name": "Công văn"},
    "subject": "V/v thử nghiệm",
    "signer": {"competence": "TL.", "position": "Vụ trưởng", "full_name": "Nguyễn Văn An"},
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*arguments: object) -> tuple[int, dict[str, Any]]:
        status = main([str(one) for one in arguments] + ["--json"])
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        return status, json.loads(out)

    return call


def stored(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def listed(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_read_answers_in_the_contracts_shape(run, tmp_path: Path):
    status, answer = run("envelope", "read", stored(tmp_path, "a.edxml", packet()))
    assert status == 0
    assert list(answer) == [
        "kind",
        "generation",
        "document_id",
        "from",
        "to",
        "code",
        "promulgation",
        "type",
        "subject",
        "content",
        "signer",
        "due_date",
        "priority",
        "to_places",
        "appendixes",
        "response_for",
        "trace",
        "business",
        "status",
        "attachments",
        "unknown",
        "findings",
    ]
    assert list(answer["from"]) == ["organ_id", "name", "in_charge", "address", "email", "telephone", "fax", "website"]
    assert answer["type"] == {"type": 2, "detail": 18, "name": "Công văn", "resolved": "cong-van"}
    assert answer["promulgation"] == {"place": None, "date": "2026-01-05"}
    assert answer["trace"] == [{"organ_id": "000.00.00.G22", "timestamp": "2026-01-05T08:30:00+07:00"}]
    assert answer["business"] == {
        "type": 0,
        "document_id": None,
        "reason": None,
        "paper": 0,
        "changes": None,
        "replaces": [],
        "staff": None,
    }
    assert answer["attachments"] == [
        {
            "name": "cong-van.pdf",
            "declared_type": "application/pdf",
            "detected_type": "application/pdf",
            "size": len(PDF),
            "sha256": hashlib.sha256(PDF).hexdigest(),
            "unwrapped": False,
            "path": None,
        }
    ]
    assert (answer["content"], answer["due_date"], answer["status"], answer["findings"]) == (None, None, None, [])


def test_read_a_status_packet(run, tmp_path: Path):
    status, answer = run("envelope", "read", stored(tmp_path, "a.edxml", status_packet()))
    assert (status, answer["kind"], answer["document_id"], answer["business"]) == (0, "status", None, None)
    assert answer["status"]["code"] == "03" and answer["status"]["staff"]["name"] == "Trần Thị Bình"
    assert answer["response_for"][0]["document_id"] == DOCUMENT.document_id


def test_exit_statuses(run, tmp_path: Path):
    warned = run("envelope", "read", stored(tmp_path, "w", b"junk" + packet()))
    assert warned[0] == 0 and warned[1]["findings"][0]["severity"] == "warning"
    assert "byte thừa" in warned[1]["findings"][0]["message"]
    assert run("envelope", "read", stored(tmp_path, "x", replaced(packet(), (">12<", "><"))))[0] == 1
    assert run("envelope", "read", stored(tmp_path, "y", b"<html/>"))[0] == 3
    assert run("envelope", "read", tmp_path / "missing")[0] == 3
    assert run("envelope", "check", stored(tmp_path, "z", packet())) == (0, {"ok": True, "findings": []})
    status, answer = run("envelope", "check", stored(tmp_path, "v", replaced(packet(), ("Priority>0<", "Priority>9<"))))
    assert status == 1 and answer["ok"] is False
    assert list(answer["findings"][0]) == ["code", "path", "line", "message"]
    with pytest.raises(SystemExit) as usage:
        main(["envelope", "read"])
    assert usage.value.code == 64


def test_extract_writes_only_into_its_folder(run, tmp_path: Path):
    target = tmp_path / "out" / "files"
    content = with_attachments(
        [attachment("../../evil.pdf", PDF, "1"), attachment("a.pdf", PDF, "2"), attachment("A.pdf", PDF, "3")],
        [("1", ""), ("2", ""), ("3", "")],
    )
    status, answer = run("envelope", "read", "--extract", target, stored(tmp_path, "p.edxml", content))
    assert status == 0
    assert listed(target) == ["A (2).pdf", "a.pdf", "evil.pdf"]
    assert [Path(one["path"]).read_bytes() for one in answer["attachments"]] == [PDF] * 3
    assert listed(tmp_path) == ["out", "p.edxml"]


def test_extract_overwrites_nothing(run, tmp_path: Path):
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / "cong-van.pdf").symlink_to(tmp_path / "victim")
    source = stored(tmp_path, "p.edxml", packet())
    for number in (2, 3):
        status, answer = run("envelope", "read", "--extract", tmp_path, source)
        assert status == 0 and answer["attachments"][0]["path"].endswith(f"cong-van ({number}).pdf")
    assert (tmp_path / "victim").read_bytes() == b"mine"


def test_extract_leaves_nothing_of_a_broken_packet(run, tmp_path: Path):
    target = tmp_path / "out"
    whole = packet(DOCUMENT, {"a.pdf": PDF, "b.pdf": PDF * 50})
    status, _ = run("envelope", "read", "--extract", target, stored(tmp_path, "p.edxml", whole[:-80]))
    assert status == 3 and listed(target) == []
    status, answer = run(
        "envelope", "read", "--extract", target, stored(tmp_path, "q.edxml", one_file("a.pdf", "QUJD%"))
    )
    assert status == 1 and answer["attachments"][0]["path"] is None and listed(target) == []


def test_write_then_read(run, tmp_path: Path):
    meta = stored(tmp_path, "meta.json", json.dumps(META).encode())
    pdf, table = stored(tmp_path, "công văn.pdf", PDF), stored(tmp_path, "b.xlsx", b"xyz")
    out = tmp_path / "out.edxml"
    status, answer = run("envelope", "write", meta, "--attach", pdf, "--attach", table, "-o", out)
    content = out.read_bytes()
    assert status == 0
    assert answer == {"path": str(out), "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    assert check_packet(io.BytesIO(content)) == ()
    reading = read(content)
    assert reading.document is not None and reading.document.document_id == "000.00.00.G22,2026/01/05,12/VPCP-TH"
    assert (reading.document.type.type, reading.document.type.detail) == (2, 18)
    assert reading.document.trace[0].organ_id == "000.00.00.G22"
    assert [one.name for one in reading.attachments] == ["công văn.pdf", "b.xlsx"]
    assert listed(tmp_path) == ["b.xlsx", "công văn.pdf", "meta.json", "out.edxml"]


def test_an_answer_can_be_written_again(run, tmp_path: Path):
    source = stored(tmp_path, "a.edxml", packet())
    _, answer = run("envelope", "read", "--extract", tmp_path / "x", source)
    meta = stored(tmp_path, "meta.json", json.dumps(answer).encode())
    again = tmp_path / "b.edxml"
    assert run("envelope", "write", meta, "--attach", tmp_path / "x" / "cong-van.pdf", "-o", again)[0] == 0
    assert read(again.read_bytes()).document == DOCUMENT
    other = stored(tmp_path, "cong-van.pdf", PDF + b"x")
    assert run("envelope", "write", meta, "--attach", other, "-o", again)[0] == 4
    assert run("envelope", "write", meta, "--attach", source, "-o", again)[0] == 4
    _, answer = run("envelope", "read", stored(tmp_path, "s.edxml", status_packet()))
    meta = stored(tmp_path, "status.json", json.dumps(answer).encode())
    assert run("envelope", "write", meta, "-o", again)[0] == 0
    assert read(again.read_bytes()).status == STATUS


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"urgency": 1}, 4, "meta-key-unknown"),
        ({"from": {"organ_id": "G22", "name": "x", "post": "y"}}, 4, "meta-key-unknown"),
        ({"subject": 5}, 4, "meta-value-wrong"),
        ({"priority": True}, 4, "meta-value-wrong"),
        ({"priority": 7}, 4, "envelope-value-forbidden"),
        ({"due_date": "05/01/2026"}, 4, "meta-value-wrong"),
        ({"due_date": "2026-02-30"}, 4, "meta-value-wrong"),
        ({"to": {}}, 4, "meta-value-wrong"),
        ({"to": [1]}, 4, "meta-value-wrong"),
        ({"kind": "letter"}, 4, "meta-value-wrong"),
        ({"generation": "G0"}, 4, "meta-value-wrong"),
        ({"signer": None}, 4, "envelope-fact-missing"),
        ({"subject": None}, 4, "envelope-fact-missing"),
        ({"status": {"code": "03"}}, 4, "meta-value-wrong"),
        ({"kind": "status"}, 4, "envelope-fact-missing"),
    ],
)
def test_meta_that_is_refused(run, tmp_path: Path, change: dict[str, Any], status: int, code: str):
    meta = stored(tmp_path, "meta.json", json.dumps(META | change).encode())
    out = tmp_path / "out.edxml"
    answer = run("envelope", "write", meta, "--attach", stored(tmp_path, "a.pdf", PDF), "-o", out)
    assert (answer[0], answer[1]["error"]["code"]) == (status, code)
    assert not out.exists() and listed(tmp_path) == ["a.pdf", "meta.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"nonsense"])
def test_meta_that_is_no_json(run, tmp_path: Path, content: bytes):
    status, answer = run("envelope", "write", stored(tmp_path, "m", content), "-o", tmp_path / "o")
    assert (status, answer["error"]["code"]) == (3, "meta-unreadable")
    assert run("envelope", "write", stored(tmp_path, "m", b"[]"), "-o", tmp_path / "o")[0] == 4


def test_every_command_speaks_without_json(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    source = str(stored(tmp_path, "a.edxml", packet()))
    assert main(["envelope", "read", source]) == 0
    assert "Từ: Văn phòng Chính phủ (000.00.00.G22)" in capsys.readouterr().out
    assert main(["envelope", "check", source]) == 0
    assert capsys.readouterr().out == "Gói tin đúng chuẩn.\n"
    assert main(["envelope", "read", str(stored(tmp_path, "s.edxml", status_packet()))]) == 0
    assert "Trạng thái 03" in capsys.readouterr().out
