"""`ecabinet prepare`, `sign`, `seal`: answers and exit statuses of the contract, nothing left behind when refused."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from making_papers import picture

from ui.cli import main
from ui.demo.pki import TestPki

pytestmark = pytest.mark.slow


class Office:
    """Runs commands in a folder of its own; passphrases come over a pipe, as scripts give them."""

    def __init__(self, folder: Path, pki: TestPki, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.pki, self._capsys = folder, pki, capsys

    def run(self, *words: str, pin: str | None = None) -> tuple[int, dict[str, Any], str]:
        arguments = [*words]
        if pin is not None:
            reading, writing = os.pipe()
            os.write(writing, pin.encode() + b"\n")
            os.close(writing)
            arguments += ["--pin-fd", str(reading)]
        try:
            status = main([*arguments, "--json"])
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        return status, json.loads(out) if out else {}, err

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def key(self, label: str) -> str:
        return f"p12:{self.pki.p12(label)}"

    def sign(self, source: str, out: str, *more: str, label: str = "minister") -> tuple[int, dict[str, Any], str]:
        words = ["sign", self.path(source), "--key", self.key(label), "-o", self.path(out), *more]
        return self.run(*words, pin=self.pki.pin(label))

    def seal(self, source: str, out: str, *more: str, label: str = "seal") -> tuple[int, dict[str, Any], str]:
        words = ["seal", self.path(source), "--key", self.key(label), "-o", self.path(out)]
        return self.run(*words, "--number", "15", "--date", "2026-11-21", *more, pin=self.pki.pin(label))


@pytest.fixture
def office(
    tmp_path: Path, pki: TestPki, draft: bytes, prepared: bytes, led: bytes, capsys: pytest.CaptureFixture[str]
) -> Iterator[Office]:
    for name, pdf in (("draft.pdf", draft), ("prepared.pdf", prepared), ("led.pdf", led)):
        (tmp_path / name).write_bytes(pdf)
    (tmp_path / "hand.png").write_bytes(picture("hand"))
    (tmp_path / "ring.png").write_bytes(picture("seal"))
    yield Office(tmp_path, pki, capsys)


@pytest.mark.slow
def test_the_whole_flow(office: Office, pki: TestPki) -> None:
    places = ["--number", "1,37.6,48.7", "--date", "1,120,48.7", "--leader", "1,130,212"]
    status, answer, _ = office.run("prepare", office.path("draft.pdf"), *places, "-o", office.path("a.pdf"))
    assert (status, answer) == (0, {"fields": ["so", "ngay", "leader", "agency"]})
    online = ["--tsa", pki.tsa_url, "--trust", str(pki.trust)]
    status, answer, _ = office.sign("a.pdf", "b.pdf", "--role", "leader", "--stamp", office.path("hand.png"), *online)
    assert status == 0
    assert answer["signature"]["field"] == "leader"
    assert answer["signature"]["level"] == "T"
    assert answer["signature"]["signer"] == "Nguyễn Văn An"
    status, answer, _ = office.seal("b.pdf", "c.pdf", "--stamp", office.path("ring.png"), "--level", "LTA", *online)
    assert status == 0
    signature = answer["signature"]
    assert (signature["field"], signature["verdict"], signature["level"]) == ("agency", "valid", "LTA")
    assert signature["trusted_time"] and signature["organisation"] == "Văn phòng Chính phủ"


def test_without_roots_the_verdict_is_undecided_and_the_file_is_written(office: Office) -> None:
    status, answer, _ = office.sign("prepared.pdf", "b.pdf")
    assert (status, answer["signature"]["verdict"]) == (0, "undecided")
    assert Path(office.path("b.pdf")).exists()


@pytest.mark.parametrize(
    ("source", "label", "more", "expected", "code"),
    [
        ("prepared.pdf", "seal", (), 4, "wrong-certificate-for-role"),
        ("prepared.pdf", "expired", (), 4, "certificate-expired"),
        ("prepared.pdf", "wrong-usage", (), 4, "certificate-not-for-signing"),
        ("draft.pdf", "minister", (), 4, "field-missing"),
        ("led.pdf", "minister", (), 4, "field-already-signed"),
        ("hand.png", "minister", (), 3, "pdf-unreadable"),
        ("prepared.pdf", "minister", ("--level", "T"), 4, "level-needs-timestamp"),
        ("prepared.pdf", "minister", ("--tsa", "http://127.0.0.1:1/"), 5, "tsa-silent"),
    ],
)
def test_refusals(office: Office, source: str, label: str, more: tuple[str, ...], expected: int, code: str) -> None:
    status, answer, said = office.sign(source, "out.pdf", *more, label=label)
    assert (status, answer["error"]["code"]) == (expected, code)
    assert said.strip().endswith((".", ")"))
    assert not Path(office.path("out.pdf")).exists()


def test_a_revoked_signer_leaves_no_file(office: Office, pki: TestPki) -> None:
    more = ("--tsa", pki.tsa_url, "--trust", str(pki.trust))
    status, answer, _ = office.sign("prepared.pdf", "out.pdf", *more, label="revoked")
    assert (status, answer["error"]["code"]) == (4, "own-signature-fails")
    assert not Path(office.path("out.pdf")).exists()


def test_what_a_revoked_leader_signed_is_not_sealed(office: Office, pki: TestPki) -> None:
    assert office.sign("prepared.pdf", "b.pdf", label="revoked")[0] == 0
    status, answer, _ = office.seal("b.pdf", "c.pdf", "--trust", str(pki.trust))
    assert (status, answer["error"]["code"]) == (4, "own-signature-fails")
    assert "Hoàng Văn Thu" in answer["error"]["message"]
    assert not Path(office.path("c.pdf")).exists()


def test_an_older_output_survives_a_failure(office: Office) -> None:
    Path(office.path("out.pdf")).write_bytes(b"older")
    office.sign("draft.pdf", "out.pdf")
    assert Path(office.path("out.pdf")).read_bytes() == b"older"
    assert [path.name for path in office.folder.iterdir() if path.name.startswith(".")] == []


def test_a_wrong_passphrase(office: Office) -> None:
    words = ["sign", office.path("prepared.pdf"), "--key", office.key("minister"), "-o", office.path("out.pdf")]
    status, answer, said = office.run(*words, pin="sai")
    assert (status, answer["error"]["code"]) == (4, "wrong-passphrase")
    assert "sai" not in said.replace("sai cách", "")


@pytest.mark.parametrize(
    "words",
    [
        ["--key", "token:VGCA"],
        ["--key", "minister.p12"],
        ["--key", "p12:x.p12", "--role", "appendix"],
        ["--key", "p12:x.p12", "--role", "copy", "--stamp", "x.png"],
        ["--key", "p12:x.p12", "--level", "X"],
        ["--key", "p12:x.p12", "--tsa-timeout", "0"],
        ["--key", "p12:x.p12", "--tsa-timeout", "abc"],
        [],
    ],
)
def test_wrong_usage(office: Office, words: list[str]) -> None:
    status, _, said = office.run("sign", office.path("prepared.pdf"), *words, "-o", office.path("out.pdf"), pin="x")
    assert status == 64
    assert said


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--leader", "1,10"], 64),
        (["--leader", "1,10,20,30"], 64),
        (["--leader", "1.5,10,20"], 64),
        (["--leader", "a,b,c"], 64),
        (["--leader", "1,130,212", "--number", "1,20,20"], 64),
        (["--leader", "9,130,212"], 4),
        (["--leader", "1,205,212"], 4),
        (["--leader", "0,130,212"], 4),
    ],
)
def test_wrong_places(office: Office, words: list[str], status: int) -> None:
    got, _, _ = office.run("prepare", office.path("draft.pdf"), *words, "-o", office.path("out.pdf"))
    assert got == status
    assert not Path(office.path("out.pdf")).exists()


def test_copies_and_appendices(office: Office) -> None:
    status, answer, _ = office.sign("draft.pdf", "copy.pdf", "--role", "copy", "--form", "TRÍCH SAO", label="seal")
    assert (status, answer["signature"]["field"]) == (0, "copy")
    more = ("--role", "appendix", "--reference", "15/QĐ-VPCP")
    status, answer, _ = office.sign("draft.pdf", "appendix.pdf", *more, label="seal")
    assert (status, answer["signature"]["field"]) == (0, "appendix")


def test_a_statement_is_signed_as_xml(office: Office, pki: TestPki) -> None:
    Path(office.path("s.xml")).write_bytes('<a xmlns="urn:x"><b>Đồng ý</b></a>'.encode())
    status, answer, _ = office.sign("s.xml", "signed.xml", "--trust", str(pki.trust))
    assert (status, answer["signature"]["level"]) == (0, "B")
    assert answer["signature"]["verdict"].startswith("valid")
    assert office.run("verify", office.path("signed.xml"), "--trust", str(pki.trust))[0] == 0
    assert office.sign("s.xml", "t.xml", "--level", "LT")[0] == 64
    Path(office.path("loose.xml")).write_bytes(b"<!DOCTYPE a><a/>")
    status, answer, _ = office.sign("loose.xml", "t.xml")
    assert (status, answer["error"]["code"]) == (4, "xml-not-signable")
    assert not Path(office.path("t.xml")).exists()


def test_remarks_on_the_picture_are_told(office: Office) -> None:
    Path(office.path("white.png")).write_bytes(picture("seal", "RGB"))
    status, answer, _ = office.sign("prepared.pdf", "b.pdf", "--stamp", office.path("white.png"))
    codes = {finding["code"] for finding in answer["signature"]["findings"]}
    assert status == 0 and {"stamp-not-transparent", "stamp-colour-unusual"} <= codes
