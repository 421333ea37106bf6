"""`ecabinet sign` and `verify` for files of any kind: answers and exit statuses of the contract."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from container_samples import changed

from ui.cli import main
from ui.demo.pki import TestPki

CONTENT = b"PK\x03\x04 any file at all" * 50


class Desk:
    def __init__(self, folder: Path, pki: TestPki, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.pki, self._capsys = folder, pki, capsys

    def run(self, *words: str, pin: str | None = None) -> tuple[int, dict[str, Any], str]:
        arguments = [*words, "--json"]
        if pin is not None:
            reading, writing = os.pipe()
            os.write(writing, pin.encode() + b"\n")
            os.close(writing)
            arguments += ["--pin-fd", str(reading)]
        try:
            status = main(arguments)
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = self._capsys.readouterr()
        return status, json.loads(out) if out else {}, err

    def sign(self, source: str, out: str, *more: str, label: str = "seal") -> tuple[int, dict[str, Any], str]:
        key = f"p12:{self.pki.p12(label)}"
        words = ["sign", str(self.folder / source), "--key", key, "-o", str(self.folder / out), *more]
        return self.run(*words, pin=self.pki.pin(label))

    def verify(self, name: str, *more: str) -> tuple[int, dict[str, Any]]:
        status, answer, _ = self.run("verify", str(self.folder / name), *more)
        return status, answer["files"][0]


@pytest.fixture
def desk(tmp_path: Path, pki: TestPki, capsys: pytest.CaptureFixture[str]) -> Desk:
    (tmp_path / "Báo cáo.docx").write_bytes(CONTENT)
    return Desk(tmp_path, pki, capsys)


@pytest.mark.parametrize("stamped", [False, True])
def test_sign_and_verify(desk: Desk, stamped: bool):
    trust = ("--trust", str(desk.pki.trust))
    status, answer, _ = desk.sign("Báo cáo.docx", "a.asice", *trust, *(("--tsa", desk.pki.tsa_url) if stamped else ()))
    level = "T" if stamped else "B"
    assert (status, answer["signature"]["verdict"], answer["signature"]["level"]) == (0, "valid", level)
    status, file = desk.verify("a.asice", *trust)
    assert (status, file["kind"], file["verdict"]) == (0, "asice", "valid")
    assert file["attachments"] == [
        {"name": "Báo cáo.docx", "sha256": hashlib.sha256(CONTENT).hexdigest(), "verdict": "valid"}
    ]
    assert bool(file["signatures"][0]["trusted_time"]) is stamped
    assert desk.verify("a.asice", *trust, "--offline")[0] == 2
    assert {path.name for path in desk.folder.iterdir()} == {"Báo cáo.docx", "a.asice"}


def test_an_altered_container_does_not_hold(desk: Desk):
    desk.sign("Báo cáo.docx", "a.asice")
    path = desk.folder / "a.asice"
    path.write_bytes(changed(path.read_bytes(), lambda entries: entries.update({"Báo cáo.docx": b"x"})))
    status, file = desk.verify("a.asice", "--trust", str(desk.pki.trust))
    assert (status, file["verdict"], file["attachments"][0]["verdict"]) == (1, "altered", "altered")
    assert all(finding["message"].endswith(".") for finding in file["signatures"][0]["findings"])


def test_any_file_goes_into_a_container_when_one_is_asked_for(desk: Desk):
    (desk.folder / "loose.xml").write_bytes(b"<!DOCTYPE a><a/>")
    assert desk.sign("loose.xml", "b.asice")[0] == 0
    assert desk.verify("b.asice", "--trust", str(desk.pki.trust))[1]["kind"] == "asice"


@pytest.mark.parametrize(
    ("out", "more", "label", "status", "code"),
    [
        ("a.asice", ("--level", "LTA"), "seal", 64, None),
        ("a.asice", ("--role", "leader"), "seal", 64, None),
        ("a.asice", ("--level", "T"), "seal", 4, "level-needs-timestamp"),
        ("a.asice", ("--tsa", "http://127.0.0.1:1/"), "seal", 5, "tsa-silent"),
        ("a.asice", (), "expired", 4, "certificate-expired"),
        ("a.asice", (), "wrong-usage", 4, "certificate-not-for-signing"),
        ("a.pdf", (), "minister", 3, "pdf-unreadable"),
    ],
)
def test_refusals(desk: Desk, out: str, more: tuple[str, ...], label: str, status: int, code: str | None):
    got, answer, said = desk.sign("Báo cáo.docx", out, *more, label=label)
    assert (got, answer.get("error", {}).get("code")) == (status, code or "wrong-usage")
    assert said and "Traceback" not in said
    assert [path.name for path in desk.folder.iterdir()] == ["Báo cáo.docx"]


def test_a_revoked_signer_leaves_no_file(desk: Desk):
    status, answer, _ = desk.sign("Báo cáo.docx", "a.asice", "--trust", str(desk.pki.trust), label="revoked")
    assert (status, answer["error"]["code"]) == (4, "own-signature-fails")
    assert not (desk.folder / "a.asice").exists()
