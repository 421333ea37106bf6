"""Which revocation evidence is heard, and what it proves about which moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import crl
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from signing.trust.path import judge_signer
from signing.trust.store import load_trust
from signing.verdict import Indication
from ui.demo.pki import TestPki

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


def crl_of(
    pki: TestPki,
    issuer: str,
    issued: datetime,
    *,
    revoked: dict[int, datetime] | None = None,
    life: timedelta = 7 * DAY,
) -> crl.CertificateList:
    authority = pki.authority(issuer)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(issued)
        .next_update(issued + life)
    )
    for serial, moment in (revoked or {}).items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment).build()
        builder = builder.add_revoked_certificate(entry)
    signed = builder.sign(authority.key, hashes.SHA256()).public_bytes(Encoding.DER)
    return crl.CertificateList.load(signed)


def judge(pki: TestPki, label: str, at: datetime | None, crls: list[crl.CertificateList]) -> tuple[Indication, str]:
    leaf = x509.load_pem_x509_certificate(pki.certificate(label).read_bytes())
    issuing = pki.authority("issuing").certificate
    indication, sub, _ = judge_signer(leaf, [issuing], load_trust(pki.trust), at=at, fetch=False, crls=crls)
    return indication, sub


def serial(pki: TestPki, label: str) -> int:
    return x509.load_pem_x509_certificate(pki.certificate(label).read_bytes()).serial_number


def test_embedded_lists_suffice(pki: TestPki) -> None:
    lists = [crl_of(pki, "root", NOW - DAY), crl_of(pki, "issuing", NOW - DAY)]
    assert judge(pki, "minister", None, lists) == (Indication.PASSED, "")


def test_the_issuers_own_status_is_required(pki: TestPki) -> None:
    assert judge(pki, "minister", None, [crl_of(pki, "issuing", NOW - DAY)]) == (Indication.INDETERMINATE, "TRY_LATER")


@pytest.mark.parametrize(("hours", "indication"), [(-2, Indication.FAILED), (2, Indication.PASSED)])
def test_a_revocation_counts_from_its_date(pki: TestPki, hours: int, indication: Indication) -> None:
    """Signed a day ago; the list of today says: revoked two hours before, or after."""
    signed = NOW - DAY
    gone = {serial(pki, "minister"): signed + timedelta(hours=hours)}
    lists = [crl_of(pki, "root", NOW), crl_of(pki, "issuing", NOW, revoked=gone)]
    assert judge(pki, "minister", signed, lists)[0] is indication
    assert judge(pki, "minister", None, lists) == (Indication.FAILED, "REVOKED")


def test_a_stale_list_is_not_heard(pki: TestPki) -> None:
    old = [crl_of(pki, "root", NOW - 20 * DAY), crl_of(pki, "issuing", NOW - 20 * DAY)]
    assert judge(pki, "minister", None, old) == (Indication.INDETERMINATE, "TRY_LATER")


def test_a_list_issued_after_expiry_is_not_heard(pki: TestPki) -> None:
    """A CA may drop expired certificates from its list: silence then is no proof."""
    expired = x509.load_pem_x509_certificate(pki.certificate("expired").read_bytes())
    signed = expired.not_valid_after_utc - 100 * DAY
    for issued, said in ((NOW, "TRY_LATER"), (signed + DAY, "")):
        assert judge(pki, "expired", signed, [crl_of(pki, "root", signed), crl_of(pki, "issuing", issued)])[1] == said


def test_a_revoked_issuer_fails(pki: TestPki) -> None:
    issuing = pki.authority("issuing").certificate
    gone = {issuing.serial_number: NOW - 30 * DAY}
    lists = [crl_of(pki, "root", NOW, revoked=gone), crl_of(pki, "issuing", NOW)]
    assert judge(pki, "minister", None, lists) == (Indication.FAILED, "REVOKED_CA")


def test_a_list_signed_by_a_stranger_is_not_heard(pki: TestPki) -> None:
    forged = crl_of(pki, "issuing", NOW)
    forged["signature"] = crl_of(pki, "tsa-root", NOW)["signature"]
    lists = [crl_of(pki, "root", NOW), crl.CertificateList.load(forged.dump())]
    assert judge(pki, "minister", None, lists)[0] is Indication.INDETERMINATE
