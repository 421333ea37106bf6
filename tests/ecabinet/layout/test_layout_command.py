"""`ecabinet layout` as a script sees it, its words, and its page in the documentation."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from broken_papers import BROKEN
from good_papers import letter
from paper import Leaf, Paper
from producers import by_typst

from ecabinet import bootstrap
from ecabinet.adapters.layout_checker import LayoutChecker
from ecabinet.domain.documents.layout.check import NO_TEXT, NOT_OFFICIAL
from ecabinet.domain.documents.layout.rule_table import RULES
from ui.cli import main
from ui.demo import papers
from ui.kit.error_words import FINDINGS

DOCS = Path(__file__).parents[3] / "docs" / "layout.md"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:
    status = main(["layout", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def written(folder: Path, content: bytes, name: str = "tệp.pdf") -> str:
    file = folder / name
    file.write_bytes(content)
    return str(file)


def test_a_good_letter(tmp_path: Path, capsys):
    status, answer = run(capsys, written(tmp_path, by_typst(letter())))
    assert (status, answer["findings"]) == (0, [])
    assert answer["profile"]["name"] == "decree-30-2020"
    assert re.fullmatch(r"[0-9a-f]{64}", answer["profile"]["sha256"])


def test_an_error_has_place_and_words(tmp_path: Path, capsys):
    status, answer = run(capsys, written(tmp_path, by_typst(BROKEN["motto-rule"]())))
    assert status == 1
    (finding,) = answer["findings"]
    assert set(finding) == {"code", "severity", "where", "message"}
    assert (finding["code"], finding["severity"]) == ("motto-rule", "error")
    assert re.fullmatch(r"page 1, 1\d\d\.\d mm, 29\.3 mm, motto", finding["where"])
    assert "60%" in finding["message"]
    assert "Phụ lục I, Phần I, Mục II.1" in finding["message"]


def test_warnings_and_information_hold(tmp_path: Path, capsys):
    for code, severity in (("signer-rank", "warning"), ("number-open", "info")):
        status, answer = run(capsys, written(tmp_path, by_typst(BROKEN[code]())))
        assert (status, answer["findings"][0]["severity"]) == (0, severity)


def test_a_scan_is_undecided(tmp_path: Path, capsys):
    status, answer = run(capsys, written(tmp_path, by_typst(Paper([Leaf()]))))
    assert (status, answer["findings"][0]["code"]) == (2, "no-text-layer")


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000, b'{"type": '], ids=["empty", "rubbish", "half"])
@pytest.mark.parametrize("name", ["a.pdf", "a.json"])
def test_bad_files_are_unreadable(tmp_path: Path, capsys, content: bytes, name: str):
    status, answer = run(capsys, written(tmp_path, content, name))
    assert status == 3
    assert answer["error"]["message"].endswith(".")


def test_a_missing_file_cannot_be_read(tmp_path: Path, capsys):
    assert run(capsys, str(tmp_path / "không-có.pdf"))[0] == 3


def test_for_people_each_finding_is_a_line(tmp_path: Path, capsys):
    assert main(["layout", written(tmp_path, by_typst(BROKEN["number-zero"]()))]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("Trang 1 (")
    assert "Số của văn bản phải ghi 05" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize("issued", [False, True], ids=["open", "number and date given"])
@pytest.mark.parametrize(
    "make",
    [papers.decision, papers.annex, lambda: papers.reply("12/QĐ-VPCP", "21/11/2026")],
    ids=["quyet-dinh", "cong-van", "short cong-van with stamp and address"],
)
def test_our_own_typesetting_keeps_every_rule(make, issued: bool, checker: LayoutChecker):
    data = make() | ({"number": "7", "date": "2026-03-05"} if issued else {"number": None, "date": None})
    typesetter = bootstrap.typesetter()
    findings = checker.check(typesetter.prepared(typesetter.typeset(data)))
    expected = [] if issued else ["number-open", "date-open"]
    assert [f"{finding.code}" for finding in findings] == expected


def test_data_is_typeset_and_checked(tmp_path: Path, capsys):
    content = json.dumps(papers.annex() | {"number": "7", "date": "2026-03-05"}).encode()
    assert run(capsys, written(tmp_path, content, "data.json"))[0] == 0


def test_every_code_has_words():
    assert {rule.code for rule in RULES} | {NO_TEXT, NOT_OFFICIAL} <= set(FINDINGS)


def test_the_documentation_lists_the_table():
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \| (\w+) \|$", DOCS.read_text(), re.MULTILINE)
    profile = bootstrap.layout_checker().profile
    expected = {(rule.code, rule.measures, profile.section(rule.section).article, rule.severity) for rule in RULES}
    listed = {row for row in rows if row[0] not in (NO_TEXT, NOT_OFFICIAL)}
    assert listed == expected
    assert {NO_TEXT, NOT_OFFICIAL} <= {row[0] for row in rows}
