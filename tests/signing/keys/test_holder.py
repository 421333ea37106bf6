"""Who may sign in which role, and which certificates are refused before anything is signed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography import x509

from signing.errors import Refused
from signing.keys.holder import (
    CertificateExpired,
    CertificateNotForSigning,
    CertificateNotYetValid,
    Role,
    WrongCertificateForRole,
    read_holder,
    require_role,
    require_usable,
)
from ui.demo.pki import TestPki


def _certificate(pki: TestPki, label: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pki.certificate(label).read_bytes())


def test_a_person_and_an_agency_are_told_apart(pki: TestPki) -> None:
    minister, seal = read_holder(_certificate(pki, "minister")), read_holder(_certificate(pki, "seal"))
    assert (minister.kind, minister.name, minister.organisation) == ("person", "Nguyễn Văn An", "Văn phòng Chính phủ")
    assert minister.post == "Bộ trưởng, Chủ nhiệm"
    assert (seal.kind, seal.name, seal.organ_id) == ("agency", "Văn phòng Chính phủ", "000.00.00.G22")


@pytest.mark.parametrize(
    ("label", "role"), [("minister", "agency"), ("clerk", "copy"), ("clerk", "appendix"), ("seal", "leader")]
)
def test_the_wrong_kind_of_holder_is_refused(pki: TestPki, label: str, role: Role) -> None:
    with pytest.raises(WrongCertificateForRole):
        require_role(_certificate(pki, label), role)


@pytest.mark.parametrize(
    ("label", "refusal"),
    [("expired", CertificateExpired), ("future", CertificateNotYetValid), ("wrong-usage", CertificateNotForSigning)],
)
def test_unusable_certificates_are_refused(pki: TestPki, label: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        require_usable(_certificate(pki, label), datetime.now(UTC))


@pytest.mark.parametrize("name", ["root", "issuing", "ocsp", "tsa"])
def test_authorities_may_not_sign_documents(pki: TestPki, name: str) -> None:
    with pytest.raises(CertificateNotForSigning):
        require_usable(pki.authority(name).certificate, datetime.now(UTC))
