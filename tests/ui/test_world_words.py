"""What the system refuses and what a person types wrongly is said in Vietnamese, with the contract's status."""

from __future__ import annotations

import json
import re

import pytest

from ui.cli import main
from ui.kit.usage_words import in_vietnamese

ENGLISH = re.compile(r"\b(the|file|directory|argument|arguments|invalid|expected|required|choose|usage|options|show)\b")
DATA = {
    "type": "cong-van", "issuer": {"name": "Văn phòng Chính phủ"}, "symbol": "VPCP-TH", "place": "Hà Nội",
    "subject": "Về việc gửi báo cáo", "body": [{"kind": "paragraph", "text": "Kính gửi."}],
    "signer": {"post": "Chánh Văn phòng", "name": "Nguyễn Văn An"},
}  # fmt: skip


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "data.json"
    path.write_text(json.dumps(DATA))
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["typeset", "{there}", "-o", "x.pdf"], ["layout", "{there}"], ["envelope", "read", "{there}"],
        ["envelope", "check", "{there}"], ["book", "verify", "{there}"], ["verify", "{there}"],
        ["draft", "{there}", "--type", "cong-van", "-o", "x.json"],
        ["prepare", "{there}", "--leader", "1,20,20", "-o", "x.pdf"],
    ],
    ids=lambda words: " ".join(words[:2]),
)  # fmt: skip
@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_what_is_no_file_cannot_be_read(words, kind, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    assert main([word.replace("{there}", kind) for word in words]) == 3
    said = capsys.readouterr()
    assert kind in said.err + said.out and not ENGLISH.search((said.err + said.out).lower())
    assert {path.name for path in tmp_path.iterdir()} == {"folder"}


def test_a_missing_folder_for_the_result_is_named(data, tmp_path, capsys):
    assert main(["typeset", str(data), "-o", str(tmp_path / "nowhere" / "x.pdf")]) == 5
    assert "chưa có thư mục" in capsys.readouterr().err


def test_a_folder_in_the_place_of_the_result_stays(data, tmp_path, capsys):
    (tmp_path / "there").mkdir()
    assert main(["typeset", str(data), "-o", str(tmp_path / "there")]) == 5
    assert "Không ghi được there: đây là thư mục" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"there", "data.json"}


def test_the_result_never_replaces_what_was_given(data, capsys):
    before = data.read_bytes()
    assert main(["typeset", str(data), "-o", str(data)]) == 64
    assert data.read_bytes() == before
    assert "trùng với tệp đưa vào" in capsys.readouterr().err


def test_the_result_never_replaces_the_key(data, tmp_path, capsys):
    key = tmp_path / "key.p12"
    key.write_bytes(b"precious")
    assert main(["sign", str(data), "--key", f"p12:{key}", "-o", str(key)]) == 64
    assert key.read_bytes() == b"precious"


@pytest.mark.parametrize(
    "words",
    [
        ["typeset"], ["verify"], ["frobnicate"], ["envelope"], ["typeset", "a", "-o"], ["verify", "a", "--at"],
        ["register", "x", "--home", "a", "--number", "x"], ["receive", "x", "--home", "a", "--accept", "--refuse"],
        ["receive", "x", "--home", "a"], ["verify", "a", "--nothing"], ["list", "--home", "a", "--box", "attic"],
        ["sign", "a", "-o", "b", "--key", "p12:k", "--role", "king"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_explained_in_vietnamese(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    said = capsys.readouterr().err
    assert ended.value.code == 64 and "sai cách dùng" in said
    assert not ENGLISH.search(re.sub(r"--?[a-z\d-]+|ecabinet [a-z ]+|\{.*?\}|'[^']*'", "", said).lower()), said


@pytest.mark.parametrize("words", [["--help"], ["typeset", "--help"], ["envelope", "read", "--help"]], ids=" ".join)
def test_help_speaks_vietnamese(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    said = capsys.readouterr().out
    assert ended.value.code == 0 and "Tùy chọn:" in said and "usage:" not in said and "show this" not in said


def test_an_unknown_complaint_is_passed_on():
    assert in_vietnamese("something new") == "something new"
