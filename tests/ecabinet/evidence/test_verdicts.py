"""The office's verdicts: their order, and how ETSI's words become them."""

from __future__ import annotations

import itertools

import pytest

from ecabinet.adapters.verdicts import verdict_of
from ecabinet.domain.documents.evidence import Verdict, worst
from signing.verdict import Finding, Indication, SignatureJudgement


def judged(indication: Indication, sub: str = "", *, integrity: bool = True, severity: str = "") -> SignatureJudgement:
    findings = (Finding("x", severity),) if severity else ()  # type: ignore[arg-type]
    return SignatureJudgement(
        "f", "s", "o", "1", "i", indication, sub, integrity, "B", None, None, "whole-file", findings
    )


@pytest.mark.parametrize(
    ("judgement", "verdict"),
    [
        (judged(Indication.PASSED), Verdict.VALID),
        (judged(Indication.PASSED, severity="info"), Verdict.VALID),
        (judged(Indication.PASSED, severity="warning"), Verdict.VALID_WITH_REMARKS),
        (judged(Indication.INDETERMINATE, "TRY_LATER"), Verdict.UNDECIDED),
        (judged(Indication.INDETERMINATE, "GENERIC", integrity=False), Verdict.UNDECIDED),
        (judged(Indication.FAILED, "REVOKED"), Verdict.INVALID),
        (judged(Indication.FAILED, "FORMAT_FAILURE", integrity=False), Verdict.INVALID),
        (judged(Indication.FAILED, "HASH_FAILURE", integrity=False), Verdict.ALTERED),
    ],
)
def test_each_indication_has_its_verdict(judgement: SignatureJudgement, verdict: Verdict) -> None:
    assert verdict_of(judgement) is verdict


def test_the_worst_is_taken() -> None:
    order = [Verdict.ALTERED, Verdict.INVALID, Verdict.UNDECIDED, Verdict.VALID_WITH_REMARKS, Verdict.VALID]
    for worse, better in itertools.combinations(order, 2):
        assert worst((better, worse)) is worse is worst((worse, better))
    assert worst(()) is Verdict.UNSIGNED
