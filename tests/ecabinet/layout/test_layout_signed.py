"""A document that went the whole way is judged as the reader sees it: number and date drawn by the seal's update."""

from __future__ import annotations

from datetime import date

import pytest

from ecabinet import bootstrap
from ecabinet.adapters.layout_checker import LayoutChecker
from ecabinet.adapters.page_reader import read_pages
from signing.keys.software import open_pkcs12
from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from ui.demo import papers


@pytest.mark.slow
def test_a_sealed_decision_keeps_every_rule(pki, checker: LayoutChecker):
    typesetter = bootstrap.typesetter()
    prepared = typesetter.prepared(typesetter.typeset(papers.decision()))
    leader = open_pkcs12(pki.p12("minister"), pki.pin("minister").encode())
    agency = open_pkcs12(pki.p12("seal"), pki.pin("seal").encode())
    signed = sign_leader(prepared, leader, level="B")
    assert {finding.code for finding in checker.check(signed)} == {"number-open", "date-open"}

    sealed = seal(signed, agency, number="7", day=date(2026, 3, 5), level="B")
    assert [finding.code for finding in checker.check(sealed)] == []
    words = [run.text for run in read_pages(sealed).pages[0].runs]
    assert "07" in words
    assert "05" in words
