"""Every rule has a paper that breaks it, and only it."""

from __future__ import annotations

import pytest
from broken_papers import BROKEN
from good_papers import decision, letter
from producers import by_qt, by_typst

from ecabinet.adapters.layout_checker import LayoutChecker
from ecabinet.domain.documents.layout.finding import LayoutFinding
from ecabinet.domain.documents.layout.rule_table import RULES
from ui.kit.error_words import finding_sentence

BY_FIELDS = {"leader-signature-place", "agency-signature-place"}
SEVERITIES = {rule.code: rule.severity for rule in RULES}


def shown(findings: tuple[LayoutFinding, ...]) -> list[str]:
    return [f"{finding.code} {finding.where} {finding.facts}" for finding in findings]


@pytest.mark.parametrize("make", [letter, decision], ids=["letter", "decision"])
def test_a_good_paper_has_no_finding(make, checker: LayoutChecker):
    assert shown(checker.check(by_typst(make()))) == []


@pytest.mark.parametrize("make", [letter, decision], ids=["letter", "decision"])
def test_a_good_paper_of_another_producer_has_no_finding(make, checker: LayoutChecker, qapp):
    assert shown(checker.check(by_qt(make()))) == []


def test_every_rule_has_a_broken_paper():
    assert len(SEVERITIES) == len(RULES), "a code twice"
    assert set(BROKEN) | BY_FIELDS == set(SEVERITIES)


@pytest.mark.parametrize("code", BROKEN)
def test_the_broken_rule_is_found_and_no_other(code: str, checker: LayoutChecker):
    findings = checker.check(by_typst(BROKEN[code]()))
    assert {finding.code for finding in findings} == {code}, shown(findings)
    assert {finding.severity for finding in findings} == {SEVERITIES[code]}
    # every {fact} of the sentence is given: a fact that is missing shows as a question mark
    assert "?" not in finding_sentence(code, findings[0].facts)


@pytest.mark.slow
@pytest.mark.parametrize("code", BROKEN)
def test_the_broken_rule_is_found_in_another_producers_file(code: str, checker: LayoutChecker, qapp):
    findings = checker.check(by_qt(BROKEN[code]()))
    assert {finding.code for finding in findings} == {code}, shown(findings)
