"""Collecting evidence from a real PKI that answers well, badly, or not at all."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from asn1crypto import crl
from beside_samples import Sample, key_of, signed_by
from cryptography.hazmat.primitives.serialization import Encoding

from signing.errors import Refused, Unavailable
from signing.evidence.collect import collect
from signing.evidence.errors import StampNotBelieved
from signing.pdf.errors import (
    RevocationUnavailable,
    SignerNotTrusted,
    SignerRevoked,
    TimestampAddressWrong,
    TimestampAuthorityRefused,
    TimestampAuthoritySilent,
    TimestampAuthorityWrong,
)
from signing.trust.store import TrustSet, load_trust
from signing.xml.errors import XmlContentAltered
from ui.demo.pki import Person, TestPki, free_port


def test_everything_both_paths_need_is_there(pki: TestPki, kept: Sample) -> None:
    issuers = {
        crl.CertificateList.load(one)["tbs_cert_list"]["issuer"].native["common_name"] for one in kept.evidence.crls
    }
    assert {"Gốc thử nghiệm eCabinet", "Gốc cấp dấu thời gian thử nghiệm"} <= issuers
    assert kept.evidence.ocsps or "CA cấp chứng thư thử nghiệm" in issuers
    assert kept.evidence.certificates[0] == key_of(pki, "seal").certificate.public_bytes(Encoding.DER)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/tsa-wrong", TimestampAuthorityWrong),
        ("/tsa-garbage", TimestampAuthorityWrong),
        ("/tsa-refused", TimestampAuthorityRefused),
        ("/nowhere", TimestampAuthorityRefused),
        ("/tsa-silent", TimestampAuthoritySilent),
        ("/tsa-slow?seconds=20", TimestampAuthoritySilent),
    ],
)
def test_an_authority_that_fails_is_tried_again_later(
    pki: TestPki, kept: Sample, path: str, error: type[Unavailable]
) -> None:
    silent = error is TimestampAuthoritySilent
    started = time.monotonic()
    with pytest.raises(error):
        collect(kept.signed, kept.trust, tsa_url=pki.base_url + path, timeout=0.5 if silent else 20)
    assert time.monotonic() - started < 10
    assert issubclass(error, Unavailable)


def test_an_authority_out_of_reach(kept: Sample) -> None:
    with pytest.raises(TimestampAuthoritySilent):
        collect(kept.signed, kept.trust, tsa_url=f"http://127.0.0.1:{free_port()}/tsa", timeout=1)
    with pytest.raises(TimestampAddressWrong):
        collect(kept.signed, kept.trust, tsa_url="file:///tmp/tsa")


def test_revocation_services_out_of_reach(pki: TestPki, tmp_path: Path) -> None:
    """The stamp comes, and then nobody answers: nothing half-proven is given back, and another try may help."""
    silent = TestPki.create(tmp_path, f"http://127.0.0.1:{free_port()}", [Person("seal", "Bộ X", "Bộ X", "X")])
    trust = TrustSet(load_trust(silent.trust).roots, load_trust(pki.trust).tsa_roots)
    with pytest.raises(RevocationUnavailable):
        collect(signed_by(silent, "seal"), trust, tsa_url=pki.tsa_url)


@pytest.mark.parametrize(
    ("label", "error"), [("revoked", SignerRevoked), ("expired", SignerNotTrusted), ("wrong-usage", Refused)]
)
def test_a_signer_nobody_believes_gets_none(pki: TestPki, kept: Sample, label: str, error: type[Refused]) -> None:
    with pytest.raises(error):
        collect(signed_by(pki, label), kept.trust, tsa_url=pki.tsa_url)


def test_roots_unknown(pki: TestPki, kept: Sample) -> None:
    with pytest.raises(SignerNotTrusted):
        collect(kept.signed, TrustSet((), kept.trust.tsa_roots), tsa_url=pki.tsa_url)
    with pytest.raises(StampNotBelieved):
        collect(kept.signed, TrustSet(kept.trust.roots, ()), tsa_url=pki.tsa_url)


def test_altered_bytes_are_never_stamped(pki: TestPki, kept: Sample) -> None:
    with pytest.raises(XmlContentAltered):
        collect(kept.signed.replace(b">A<", b">B<"), kept.trust, tsa_url=pki.tsa_url)
