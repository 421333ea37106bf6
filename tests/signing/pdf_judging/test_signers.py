"""Who signed, with which certificate, and when: each condition has its own verdict."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attacking import sealed
from judging_papers import Papers, key_of, picture, prepared

from signing.keys.software import software_key
from signing.pdf.sign import sign_leader
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet, load_trust
from signing.verdict import Indication
from ui.demo.pki import Person, TestPki, free_port
from ui.demo.pki_server import serve

YEAR = timedelta(days=365)
BLUE = picture("#0b2fa0")


@pytest.mark.parametrize(
    ("label", "indication", "sub", "code"),
    [
        ("revoked", Indication.FAILED, "REVOKED", "revoked"),
        ("expired", Indication.INDETERMINATE, "OUT_OF_BOUNDS_NO_POE", "expired"),
        ("future", Indication.FAILED, "NOT_YET_VALID", "not-yet-valid"),
        ("wrong-usage", Indication.FAILED, "CHAIN_CONSTRAINTS_FAILURE", "wrong-key-usage"),
    ],
)
def test_wrong_certificates(
    papers: Papers, pki: TestPki, label: str, indication: Indication, sub: str, code: str
) -> None:
    signed = sealed(papers.prepared, key_of(pki, label), field="leader", certify=True)
    (one,) = judge_pdf(signed, papers.trust, fetch=True).signatures
    assert (one.indication, one.sub_indication, one.findings[0].code) == (indication, sub, code)
    assert one.integrity


@pytest.mark.parametrize("service", ["ocsp", "tsa"])
def test_a_service_certificate_is_no_signer(papers: Papers, pki: TestPki, service: str) -> None:
    authority = pki.authority(service)
    above = pki.authority("issuing" if service == "ocsp" else "tsa-root").certificate
    key = software_key(authority.key, authority.certificate, (above,))
    everything = TrustSet(papers.trust.roots + papers.trust.tsa_roots, papers.trust.tsa_roots)
    signed = sealed(papers.prepared, key, field="leader", certify=True)
    (one,) = judge_pdf(signed, everything, fetch=True).signatures
    assert (one.indication, one.findings[0].code) == (Indication.FAILED, "wrong-key-usage")


def test_an_archived_paper_outlives_its_signers_certificates(papers: Papers) -> None:
    later = datetime.now(UTC) + 4 * YEAR
    judged = judge_pdf(papers.issued_lta, papers.trust, at=later, fetch=False)
    assert [one.indication for one in judged.signatures] == [Indication.PASSED] * 2 and judged.issued


def test_without_a_time_stamp_expiry_ends_the_proof(papers: Papers) -> None:
    judged = judge_pdf(papers.issued_b, papers.trust, at=datetime.now(UTC) + 4 * YEAR, fetch=False)
    assert {one.sub_indication for one in judged.signatures} == {"OUT_OF_BOUNDS_NO_POE"}


def test_an_expired_time_stamp_authority_proves_nothing(papers: Papers) -> None:
    judged = judge_pdf(papers.issued_lta, papers.trust, at=datetime.now(UTC) + 7 * YEAR, fetch=False)
    assert {one.indication for one in judged.signatures} == {Indication.INDETERMINATE}
    assert all(one.trusted_time is None and one.integrity for one in judged.signatures)


def test_before_it_was_signed_a_stamp_proves_nothing(papers: Papers) -> None:
    judged = judge_pdf(papers.issued_lta, papers.trust, at=datetime.now(UTC) - timedelta(days=2), fetch=False)
    assert all(one.trusted_time is None for one in judged.signatures) and not judged.issued


def test_a_stranger_to_time_stamps_is_told(papers: Papers) -> None:
    judged = judge_pdf(papers.issued_t, TrustSet(papers.trust.roots, ()), fetch=True)
    assert {one.indication for one in judged.signatures} == {Indication.PASSED}
    assert all(one.trusted_time is None for one in judged.signatures)
    assert all("timestamp-untrusted" in {finding.code for finding in one.findings} for one in judged.signatures)


@pytest.fixture(scope="module")
def short_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestPki, list[bool]]]:
    """A PKI of its own, whose signer is revoked and whose servers are stopped on the way."""
    port = free_port()
    person = Person("official", "Bùi Thị Sớm", "Bộ Tài chính", "000.00.00.G12", post="Vụ trưởng")
    made = TestPki.create(tmp_path_factory.mktemp("short"), f"http://127.0.0.1:{port}", [person])
    server = serve(made.folder, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made, []
    server.shutdown()
    server.server_close()


def test_a_revocation_found_later_wins_over_embedded_evidence(
    short_lived: tuple[TestPki, list[bool]], tmp_path: Path
) -> None:
    """The list says revoked a week ago: what was embedded at signing did not know yet."""
    pki, trust = short_lived[0], load_trust(short_lived[0].trust)
    key = key_of(pki, "official")
    signed = sign_leader(prepared(), key, level="LT", tsa_url=pki.tsa_url, trust=trust, stamp=BLUE)
    assert judge_pdf(signed, trust, fetch=True).signatures[0].indication is Indication.PASSED
    (pki.folder / "authority" / "revoked").write_text(f"{key.certificate.serial_number}\n")
    (online,) = judge_pdf(signed, trust, fetch=True).signatures
    assert (online.indication, online.sub_indication) == (Indication.FAILED, "REVOKED")
    (offline,) = judge_pdf(signed, trust, fetch=False).signatures
    assert offline.indication is Indication.PASSED
