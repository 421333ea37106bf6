"""The rule profile is data: changing it alone changes findings; a broken one is refused."""

from __future__ import annotations

from importlib import resources

import pytest
from good_papers import decision, letter
from producers import by_typst

from ecabinet.adapters.layout_checker import LayoutChecker
from ecabinet.adapters.rule_profiles import load_rule_profile, parse_rule_profile
from ecabinet.domain.documents.layout.profile import ProfileBroken
from ecabinet.domain.documents.layout.rule_table import RULES
from ecabinet.domain.documents.layout.style_rules import STYLED


def source() -> str:
    return resources.files("resources").joinpath("rules", "decree-30-2020.toml").read_text()


def with_change(old: str, new: str) -> LayoutChecker:
    text = source()
    assert text.count(old) == 1, old
    return LayoutChecker(parse_rule_profile(text.replace(old, new).encode()))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "left-mm = { min = 30.0, max = 35.0, sample = 30.0 }",
            "left-mm = { min = 33, max = 35, sample = 33 }",
            "margin-left",
        ),
        ("indent-mm = [10.0, 12.7]", "indent-mm = [12.7]", "body-indent"),
        ('"KHẨN" = 20.0', '"KHẨN" = 25.0', "urgency-frame"),
        ("leading-zero-months-below = 3", "leading-zero-months-below = 1", "date-zero"),
        ('end = "./."', 'end = "."', None),
        (
            "top-mm = { min = 20.0, max = 25.0, sample = 20.0 }",
            "top-mm = { min = 24, max = 25, sample = 24 }",
            "margin-top",
        ),
        ('"QUYẾT ĐỊNH" = "QĐ"', '"QUYẾT ĐỊNH" = "QDD"', "symbol-type"),
    ],
)
def test_changing_the_data_alone_changes_findings(old: str, new: str, code: str | None):
    make = decision if code == "symbol-type" else letter
    findings = with_change(old, new).check(by_typst(make()))
    assert {finding.code for finding in findings} == ({code} if code else set())


def test_every_rule_finds_its_section_and_its_article():
    profile = load_rule_profile()
    for rule in RULES:
        assert len(profile.section(rule.section).article) > 3, rule.code


def test_style_rules_and_profile_agree_on_letters():
    profile = load_rule_profile()
    for component, kinds in STYLED:
        letters = profile.section(component).text("letters")
        assert ("letters" in kinds) == (letters != "any") or component in ("urgency", "circulation"), component


def test_the_digest_is_of_the_bytes():
    profile = load_rule_profile()
    assert profile.digest == parse_rule_profile(source().encode()).digest
    assert profile.digest != parse_rule_profile((source() + "\n# note\n").encode()).digest


@pytest.mark.parametrize(
    "content",
    [b"\xff", b"name = ", b'name = "x"', b'name = "a"\ntitle = "b"\neffective-from = "c"\n[paper]\nwidth-mm = 1\n'],
)
def test_a_broken_profile_is_refused(content: bytes):
    with pytest.raises(ProfileBroken):
        parse_rule_profile(content)


@pytest.mark.parametrize("name", ["nothing", "../rules/decree-30-2020", "", "a" * 300])
def test_an_unknown_profile_is_refused(name: str):
    with pytest.raises(ProfileBroken):
        load_rule_profile(name)


def test_a_missing_value_is_named():
    with pytest.raises(ProfileBroken) as refused:
        with_change('end = "./."\n', "").check(by_typst(letter()))
    assert refused.value.facts == {"section": "body", "key": "end"}
