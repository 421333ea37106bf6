"""A PKI that nobody here wrote (certomancer), with its own ideas of names, lists and responders."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from signing.trust.path import judge_signer
from signing.trust.store import TrustSet
from signing.verdict import Indication

certomancer = pytest.importorskip("certomancer.registry")

CONFIG = """
external-url-prefix: "http://127.0.0.1:9"
keysets:
  k:
    path-prefix: "."
    keys:
      {keys}
pki-architectures:
  gov:
    keyset: k
    entity-defaults: {{country-name: VN, organization-name: "Cơ yếu khác"}}
    entities:
      root: {{common-name: Root}}
      interm: {{common-name: Interm}}
      good: {{common-name: "Nguyễn Thị Tốt"}}
      gone: {{common-name: "Trần Văn Thôi"}}
      odd: {{common-name: "Lê Văn Lạ"}}
    certs:
      root:
        subject: root
        issuer: root
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2100-01-01T00:00:00+0000"}}
        profiles: [{{id: simple-ca, params: {{crl-repo: root}}}}]
      interm:
        subject: interm
        issuer: root
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2100-01-01T00:00:00+0000"}}
        profiles: [{{id: simple-ca, params: {{crl-repo: interm, max-path-len: 0}}}}]
      good: &leaf
        subject: good
        issuer: interm
        validity: {{valid-from: "2024-01-01T00:00:00+0000", valid-to: "2090-01-01T00:00:00+0000"}}
        extensions:
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [non_repudiation]}}}}
      gone:
        <<: *leaf
        subject: gone
        revocation: {{revoked-since: "2025-06-01T00:00:00+0000", reason: key_compromise}}
      odd:
        <<: *leaf
        subject: odd
        extensions:
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [key_encipherment]}}}}
    services:
      crl-repo:
        root: {{for-issuer: root, signing-key: root, simulated-update-schedule: "P90D"}}
        interm: {{for-issuer: interm, signing-key: interm, simulated-update-schedule: "P90D"}}
"""


@pytest.fixture(scope="module")
def gov(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("certomancer")
    names = ("root", "interm", "good", "gone", "odd")
    for name in names:
        key = ec.generate_private_key(ec.SECP256R1())
        text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(text)
    keys = "\n      ".join(f"{name}: {{path: {name}.pem}}" for name in names)
    (folder / "c.yml").write_text(CONFIG.format(folder=folder, keys=keys))
    loaded = certomancer.CertomancerConfig.from_file(str(folder / "c.yml"), key_search_dir=str(folder))
    return loaded.get_pki_arch(certomancer.ArchLabel("gov"))


def judge(gov, label: str, at: datetime | None = None) -> tuple[Indication, str]:  # type: ignore[no-untyped-def]
    def certificate(name: str):  # type: ignore[no-untyped-def]
        return gov.get_cert(certomancer.CertLabel(name))

    moment = datetime.now(UTC)
    lists = [gov.service_registry.get_crl(certomancer.ServiceLabel(name), moment) for name in ("root", "interm")]
    leaf, interm = (x509.load_der_x509_certificate(certificate(name).dump()) for name in (label, "interm"))
    trust = TrustSet((certificate("root"),))
    indication, sub, _ = judge_signer(leaf, [interm], trust, at=at, fetch=False, crls=lists)
    return indication, sub


def test_another_pki_is_judged_alike(gov) -> None:  # type: ignore[no-untyped-def]
    assert judge(gov, "good") == (Indication.PASSED, "")
    assert judge(gov, "gone") == (Indication.FAILED, "REVOKED")
    assert judge(gov, "gone", datetime(2025, 1, 1, tzinfo=UTC)) == (Indication.PASSED, "")
    assert judge(gov, "odd") == (Indication.FAILED, "CHAIN_CONSTRAINTS_FAILURE")
