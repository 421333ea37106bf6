"""What evidence beside a signed XML proves offline, and what it does not; `fetch=False` asks nobody."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from beside_samples import DAY, HOUR, YEAR, Sample, crl_of, sample, serial_of

from signing.evidence.judge import EvidencedJudgement, judge_with_evidence
from signing.evidence.record import Evidence, read_evidence, write_evidence
from signing.trust.store import TrustSet
from signing.verdict import Indication
from ui.demo.pki import Person, TestPki, free_port
from ui.demo.pki_server import serve

PASSED, UNDECIDED, FAILED = Indication.PASSED, Indication.INDETERMINATE, Indication.FAILED


def judge(
    kept: Sample,
    evidence: Evidence | None,
    *,
    at: datetime | None = None,
    fetch: bool = False,
    trust: TrustSet | None = None,
) -> EvidencedJudgement:
    return judge_with_evidence(kept.signed, evidence, trust or kept.trust, at=at, fetch=fetch)


def codes(judged: EvidencedJudgement) -> set[str]:
    return {finding.code for finding in judged.findings}


def test_offline_without_evidence_nothing_is_decided(kept: Sample) -> None:
    judged = judge(kept, None)
    assert (judged.indication, judged.sub_indication, judged.level) == (UNDECIDED, "TRY_LATER", "B")


def test_offline_with_evidence_it_holds(kept: Sample) -> None:
    judged = judge(kept, read_evidence(write_evidence(kept.evidence)))
    assert (judged.indication, judged.sub_indication, judged.level) == (PASSED, "", "LT")
    assert judged.trusted_time is not None
    assert abs(judged.trusted_time - datetime.now(UTC)) < HOUR
    assert codes(judged) == {"evidence-beside"}


def test_it_holds_after_the_signers_certificate_expired(kept: Sample) -> None:
    later = datetime.now(UTC) + 4 * YEAR
    assert judge(kept, None, at=later).sub_indication == "OUT_OF_BOUNDS_NO_POE"
    judged = judge(kept, kept.evidence, at=later)
    assert (judged.indication, judged.level) == (PASSED, "LT")
    assert all(finding.severity == "info" for finding in judged.findings)


def test_it_ends_with_the_authority_of_the_stamp(kept: Sample) -> None:
    judged = judge(kept, kept.evidence, at=datetime.now(UTC) + 7 * YEAR)
    assert (judged.indication, judged.trusted_time) == (UNDECIDED, None)
    assert {"timestamp-authority-expired", "evidence-ignored"} <= codes(judged)


def test_before_the_stamp_it_proves_nothing(kept: Sample) -> None:
    judged = judge(kept, kept.evidence, at=datetime.now(UTC) - DAY)
    assert judged.indication is UNDECIDED and "timestamp-from-future" in codes(judged)


@pytest.mark.parametrize(
    ("shift", "indication", "sub", "code"),
    [(HOUR, PASSED, "", "revoked-after-signing"), (-HOUR, FAILED, "REVOKED", "revoked")],
)
def test_revocation_counts_from_its_date(
    pki: TestPki, kept: Sample, shift: timedelta, indication: Indication, sub: str, code: str
) -> None:
    """The list, issued a day after the stamp, says: revoked an hour after it, or an hour before."""
    now = datetime.now(UTC).replace(microsecond=0)
    gone = {serial_of(pki, "seal"): now + shift}
    lists = (crl_of(pki, "root", now), crl_of(pki, "issuing", now + DAY, revoked=gone))
    judged = judge(kept, replace(kept.evidence, crls=lists, ocsps=()), at=now + 2 * DAY)
    assert (judged.indication, judged.sub_indication) == (indication, sub)
    assert code in codes(judged)


@pytest.mark.parametrize("parts", ["crls", "ocsps", "both", "stamp"])
def test_missing_parts_leave_it_undecided(pki: TestPki, kept: Sample, parts: str) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    by_lists = replace(kept.evidence, crls=(*kept.evidence.crls, crl_of(pki, "issuing", now)))
    lacking = {
        "crls": replace(kept.evidence, crls=()),
        "ocsps": replace(kept.evidence, ocsps=()),
        "both": replace(by_lists, crls=(), ocsps=()),
        "stamp": replace(by_lists, stamp=b""),
    }[parts]
    judged = judge(kept, lacking)
    assert (judged.indication, judged.sub_indication) == (UNDECIDED, "TRY_LATER")
    assert judged.level == ("B" if parts == "stamp" else "T")
    assert (judged.trusted_time is None) == (parts == "stamp")
    assert "revocation-unknown" in codes(judged)


def test_lists_alone_suffice_where_nobody_answers_ocsp(pki: TestPki, kept: Sample) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    lists = (crl_of(pki, "root", now), crl_of(pki, "issuing", now))
    judged = judge(kept, replace(kept.evidence, crls=lists, ocsps=()))
    assert (judged.indication, judged.level) == (PASSED, "LT")


def test_a_list_of_another_issuer_or_a_forged_one_is_not_heard(pki: TestPki, kept: Sample) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    root = crl_of(pki, "root", now)
    for second in (crl_of(pki, "tsa-root", now), crl_of(pki, "issuing", now, signer="tsa-root")):
        judged = judge(kept, replace(kept.evidence, crls=(root, second), ocsps=()))
        assert (judged.indication, judged.level) == (UNDECIDED, "T")


def _spoiled(pki: TestPki, kept: Sample, other: Sample) -> dict[str, tuple[Evidence, str]]:
    """Evidence that must not count, and the finding that says why."""
    forged = bytearray(kept.evidence.stamp)
    forged[-20] ^= 1
    swapped = replace(kept.evidence, stamp=other.evidence.stamp)
    garbage = b"\x30\x82\xff\xffgarbage"
    return {
        "of another file": (other.evidence, "evidence-of-another-file"),
        "stamp over another file": (swapped, "timestamp-broken"),
        "stamp altered": (replace(kept.evidence, stamp=bytes(forged)), "timestamp-broken"),
        "stamp is no stamp": (replace(kept.evidence, stamp=kept.evidence.certificates[0]), "timestamp-broken"),
        "stamp is garbage": (replace(kept.evidence, stamp=garbage), "timestamp-broken"),
        "no stamp": (replace(kept.evidence, stamp=b""), "evidence-without-stamp"),
    }


def test_spoiled_evidence_is_ignored_and_told(pki: TestPki, kept: Sample, other: Sample) -> None:
    """Never better than no evidence, and never worse: neither offline nor with the PKI at hand."""
    for name, (evidence, code) in _spoiled(pki, kept, other).items():
        for fetch in (False, True):
            bare, judged = judge(kept, None, fetch=fetch), judge(kept, evidence, fetch=fetch)
            assert (judged.indication, judged.sub_indication) == (bare.indication, bare.sub_indication), name
            assert (judged.level, judged.trusted_time) == ("B", None), name
            added = [finding for finding in judged.findings if finding not in bare.findings]
            assert {code, "evidence-ignored"} <= {finding.code for finding in added}, name
            assert {finding.severity for finding in added} == {"info"}, name


def test_an_authority_nobody_trusts_proves_nothing(kept: Sample) -> None:
    for roots in ((), kept.trust.roots):
        judged = judge(kept, kept.evidence, trust=TrustSet(kept.trust.roots, roots))
        assert (judged.indication, judged.trusted_time) == (UNDECIDED, None)
        assert {"timestamp-untrusted", "evidence-ignored"} <= codes(judged)


def test_an_authority_known_to_be_revoked_proves_nothing(pki: TestPki, kept: Sample) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    gone = {pki.authority("tsa").certificate.serial_number: now - HOUR}
    lists = (*kept.evidence.crls, crl_of(pki, "tsa-root", now, revoked=gone))
    judged = judge(kept, replace(kept.evidence, crls=lists))
    assert (judged.indication, judged.trusted_time) == (UNDECIDED, None)
    assert {"timestamp-authority-revoked", "evidence-ignored"} <= codes(judged)


def test_it_holds_after_the_pki_has_stopped(tmp_path: Path) -> None:
    """Asked for in vain, or not asked at all; without evidence nothing could be decided."""
    port = free_port()
    pki = TestPki.create(tmp_path, f"http://127.0.0.1:{port}", [Person("seal", "Bộ X", "Bộ X", "X")])
    server = serve(pki.folder, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept = sample(pki, "seal")
    assert judge(kept, None, fetch=True).indication is PASSED
    server.shutdown()
    server.server_close()
    for fetch in (True, False):
        assert judge(kept, None, fetch=fetch).indication is UNDECIDED
        judged = judge(kept, kept.evidence, fetch=fetch)
        assert (judged.indication, judged.level) == (PASSED, "LT")


def test_hostile_lists_do_not_spoil_what_holds_without_them(kept: Sample) -> None:
    garbage = (b"\x30\x82\xff\xff", b"", b"\x30\x03\x02\x01\x01", b"\x30" * 5000)
    hostile = replace(kept.evidence, crls=garbage, ocsps=garbage, certificates=garbage)
    assert judge(kept, hostile, fetch=True).indication is PASSED
    judged = judge(kept, hostile)
    assert (judged.indication, judged.level) == (UNDECIDED, "T")


def test_no_single_altered_byte_makes_another_proof(kept: Sample) -> None:
    """Every altered stamp proves nothing, or (where nobody's signature covers the byte) the very same time."""
    proven = judge(kept, kept.evidence).trusted_time
    for position in range(0, len(kept.evidence.stamp), 61):
        stamp = bytearray(kept.evidence.stamp)
        stamp[position] ^= 0x04
        judged = judge(kept, replace(kept.evidence, stamp=bytes(stamp)))
        assert judged.trusted_time in (None, proven)
        assert judged.trusted_time == proven or judged.indication is UNDECIDED


def test_a_revoked_signer_is_not_saved_by_evidence(pki: TestPki, kept: Sample) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    gone = {serial_of(pki, "seal"): now - HOUR}
    lists = (crl_of(pki, "root", now), crl_of(pki, "issuing", now, revoked=gone))
    judged = judge(kept, replace(kept.evidence, crls=lists, ocsps=()))
    assert (judged.indication, judged.sub_indication) == (FAILED, "REVOKED")
