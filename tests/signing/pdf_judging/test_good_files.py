"""What our own signing parts make is judged valid, at every level, with and without the network."""

from __future__ import annotations

import io

import pytest
from judging_papers import Papers
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper

from signing.pdf.timestamping import TimestampAuthority
from signing.pdf.validate import PdfJudgement, judge_pdf
from signing.trust.context import signing_context
from signing.trust.store import TrustSet
from signing.verdict import Indication
from ui.demo.pki import TestPki


def codes(judgement: PdfJudgement, field: str) -> set[str]:
    found = next(one for one in judgement.signatures if one.field == field)
    return {finding.code for finding in found.findings if finding.severity != "info"}


@pytest.mark.parametrize(
    ("paper", "levels"),
    [("issued_b", ("B", "B")), ("issued_t", ("T", "T")), ("issued_lta", ("LTA", "LTA"))],
)
def test_an_issued_paper_is_valid_and_issued(papers: Papers, paper: str, levels: tuple[str, str]) -> None:
    judged = judge_pdf(getattr(papers, paper), papers.trust, fetch=True)
    assert [one.indication for one in judged.signatures] == [Indication.PASSED] * 2
    assert tuple(one.level for one in judged.signatures) == levels
    assert not codes(judged, "leader") and not codes(judged, "agency")
    assert (judged.issued, judged.so, judged.ngay) == (True, "15", "ngày 21 tháng 11 năm 2026")
    assert [one.signer for one in judged.signatures] == ["Nguyễn Văn An", "Văn phòng Chính phủ"]
    assert judged.signatures[0].covers == "revision"


def test_an_archived_paper_is_valid_without_the_network(papers: Papers) -> None:
    judged = judge_pdf(papers.issued_lta, papers.trust, fetch=False)
    assert [one.indication for one in judged.signatures] == [Indication.PASSED] * 2
    assert [one.level for one in judged.signatures] == ["LTA", "LTA"]
    assert all(one.trusted_time for one in judged.signatures) and judged.issued


def test_without_network_or_evidence_the_matter_is_open(papers: Papers) -> None:
    judged = judge_pdf(papers.issued_t, papers.trust, fetch=False)
    assert {one.indication for one in judged.signatures} == {Indication.INDETERMINATE}
    assert codes(judged, "agency") == {"revocation-unknown"}
    assert all(one.integrity for one in judged.signatures) and not judged.issued


def test_an_unknown_root_leaves_integrity_whole(papers: Papers) -> None:
    judged = judge_pdf(papers.issued_t, TrustSet(), fetch=False)
    assert {one.sub_indication for one in judged.signatures} == {"NO_CERTIFICATE_CHAIN_FOUND"}
    assert all(one.integrity and one.level == "T" and one.trusted_time is None for one in judged.signatures)


def test_the_leaders_file_is_not_issued(papers: Papers) -> None:
    judged = judge_pdf(papers.leader_lt, papers.trust, fetch=False)
    assert judged.signatures[0].indication is Indication.PASSED
    assert judged.signatures[0].level == "LT"
    assert codes(judged, "leader") == {"not-issued"}
    assert not judged.issued and judged.so is None and judged.ngay is None


def test_a_paper_without_signatures_has_none(papers: Papers) -> None:
    assert judge_pdf(papers.prepared, papers.trust, fetch=False).signatures == ()


def test_the_archive_stamp_may_be_renewed(papers: Papers, pki: TestPki) -> None:
    """A later stamp over the whole file changes nothing of what was signed, under the strict policy too."""
    stamper = PdfTimeStamper(TimestampAuthority(pki.tsa_url, 30))
    renewed = stamper.update_archival_timestamp_chain(
        PdfFileReader(io.BytesIO(papers.issued_lta)), signing_context(papers.trust, fetch=True), output=io.BytesIO()
    ).getvalue()
    assert len(renewed) > len(papers.issued_lta)
    judged = judge_pdf(renewed, papers.trust, fetch=False)
    assert judged.issued and [one.level for one in judged.signatures] == ["LTA", "LTA"]
    assert not codes(judged, "leader") and not codes(judged, "agency")
