"""The commands as a script calls them: answers, exit statuses, files."""

from __future__ import annotations

import hashlib
import json

import docx
import pikepdf
import pytest

from ui.cli import main


def _run(capsys, *words: str) -> tuple[int, dict, str]:
    status = main([*words, "--json"])
    out, errors = capsys.readouterr()
    return status, json.loads(out), errors


@pytest.fixture
def data(tmp_path, letter):
    path = tmp_path / "data.json"
    path.write_text(json.dumps(letter, ensure_ascii=False), "utf-8")
    return path


def test_typeset_leaves_a_file_ready_to_sign(tmp_path, capsys, data):
    out = tmp_path / "out.pdf"

    status, answer, _ = _run(capsys, "typeset", str(data), "-o", str(out))

    assert (status, answer["pages"], answer["pdfa"]) == (0, 1, "a-2b")
    assert isinstance(answer["findings"], list)
    with pikepdf.open(out) as pdf:
        assert sorted(str(item.T) for item in pdf.Root.AcroForm.Fields) == ["agency", "leader", "ngay", "so"]
    assert {path.name for path in tmp_path.iterdir()} == {"data.json", "out.pdf"}


def test_template_and_part_can_be_named(tmp_path, capsys, data):
    out = tmp_path / "out.pdf"

    status, answer, _ = _run(capsys, "typeset", str(data), "-o", str(out), "--template", "quyet-dinh", "--pdfa", "a-1b")

    assert (status, answer["pdfa"]) == (0, "a-1b")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"x": 1}, 3, "data-key-unknown"),
        ({"secrecy": "Mật"}, 4, "secret-content"),
        ({"type": "phieu-bao"}, 4, "template-missing"),
    ],
)
def test_refused_data_leaves_the_old_file_and_one_sentence(tmp_path, capsys, letter, change, status, code):
    source, out = tmp_path / "data.json", tmp_path / "out.pdf"
    source.write_text(json.dumps(letter | change, ensure_ascii=False), "utf-8")
    out.write_bytes(b"old")

    given, answer, errors = _run(capsys, "typeset", str(source), "-o", str(out))

    assert (given, answer["error"]["code"]) == (status, code)
    assert out.read_bytes() == b"old"
    assert len(errors.strip().splitlines()) == 1
    assert "?" not in errors


def test_output_that_cannot_be_written_is_a_hindrance(tmp_path, capsys, data):
    status, answer, errors = _run(capsys, "typeset", str(data), "-o", str(tmp_path / "none" / "out.pdf"))

    assert status == 5
    assert "Traceback" not in errors
    assert answer["error"]["message"]


def test_docx_becomes_data_that_typesets(tmp_path, capsys):
    source, data, out = tmp_path / "thu.docx", tmp_path / "data.json", tmp_path / "out.pdf"
    paper = docx.Document()
    paper.add_paragraph("Kính gửi: Bộ Tài chính")
    paper.add_paragraph("1. Nội dung thứ nhất.")
    paper.save(str(source))

    status, answer, _ = _run(capsys, "draft", str(source), "--type", "cong-van", "-o", str(data))

    assert status == 0
    assert answer["source"]["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert answer["missing"] == ["symbol", "place", "subject", "issuer.name", "signer.post", "signer.name"]
    draft = json.loads(data.read_text("utf-8"))
    assert _run(capsys, "typeset", str(data), "-o", str(out))[0] == 3, "an unfinished draft is not a document"
    draft |= {"symbol": "BNV-VP", "place": "Hà Nội", "subject": "hội nghị", "issuer": {"name": "Bộ Nội vụ"},
              "signer": {"post": "Bộ trưởng", "name": "Trần Văn An"}}  # fmt: skip
    data.write_text(json.dumps(draft), "utf-8")
    assert _run(capsys, "typeset", str(data), "-o", str(out))[0] == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 100, b"%PDF-1.7"])
def test_what_is_no_docx_is_unreadable(tmp_path, capsys, content):
    source = tmp_path / "x.docx"
    source.write_bytes(content)

    status, answer, _ = _run(capsys, "draft", str(source), "--type", "cong-van", "-o", str(tmp_path / "d.json"))

    assert (status, answer["error"]["code"]) == (3, "draft-source-unreadable")
    assert not (tmp_path / "d.json").exists()
