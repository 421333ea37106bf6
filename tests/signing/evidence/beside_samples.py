"""Signed statements, their evidence, and revocation lists as a CA could have issued them at any moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from signing.evidence.collect import collect
from signing.evidence.record import Evidence
from signing.keys.software import SoftwareKey, open_pkcs12
from signing.trust.store import TrustSet, load_trust
from signing.xml.sign import sign_xml
from ui.demo.pki import TestPki

STATEMENT = (
    '<statement xmlns="urn:ecabinet:statement:1" type="login/1"><by>Trần Thị Bình</by><note>A</note></statement>'
).encode()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YEAR = 365 * DAY


@dataclass(frozen=True)
class Sample:
    signed: bytes
    evidence: Evidence
    trust: TrustSet


def key_of(pki: TestPki, label: str) -> SoftwareKey:
    return open_pkcs12(pki.p12(label), pki.pin(label).encode())


def signed_by(pki: TestPki, label: str) -> bytes:
    return sign_xml(STATEMENT, key_of(pki, label), made=datetime.now(UTC))


def sample(pki: TestPki, label: str) -> Sample:
    trust, signed = load_trust(pki.trust), signed_by(pki, label)
    return Sample(signed, collect(signed, trust, tsa_url=pki.tsa_url), trust)


def crl_of(
    pki: TestPki, issuer: str, issued: datetime, *, revoked: dict[int, datetime] | None = None, signer: str = ""
) -> bytes:
    """A list in `issuer`'s name, good for a week; `signer` signs it instead, as a forger would."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(pki.authority(issuer).certificate.subject)
        .last_update(issued)
        .next_update(issued + 7 * DAY)
    )
    for serial, moment in (revoked or {}).items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(pki.authority(signer or issuer).key, hashes.SHA256()).public_bytes(Encoding.DER)


def serial_of(pki: TestPki, label: str) -> int:
    return x509.load_pem_x509_certificate(pki.certificate(label).read_bytes()).serial_number
