"""Judging certificates of a real PKI, with its CRL and OCSP over TCP and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509

from signing.trust.path import judge_signer
from signing.trust.store import TrustSet, TrustUnreadable, installed_trust, load_trust
from signing.verdict import Indication
from ui.demo.pki import TestPki


def judge(
    pki: TestPki, label: str, *, trust: TrustSet | None = None, fetch: bool = True
) -> tuple[Indication, str, list[str]]:
    leaf = x509.load_pem_x509_certificate(pki.certificate(label).read_bytes())
    issuing = pki.authority("issuing").certificate
    indication, sub, findings = judge_signer(
        leaf, [issuing], load_trust(pki.trust) if trust is None else trust, fetch=fetch
    )
    return indication, sub, [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("label", "indication", "sub", "codes"),
    [
        ("minister", Indication.PASSED, "", []),
        ("seal", Indication.PASSED, "", []),
        ("revoked", Indication.FAILED, "REVOKED", ["revoked"]),
        ("expired", Indication.INDETERMINATE, "OUT_OF_BOUNDS_NO_POE", ["expired"]),
        ("future", Indication.FAILED, "NOT_YET_VALID", ["not-yet-valid"]),
        ("wrong-usage", Indication.FAILED, "CHAIN_CONSTRAINTS_FAILURE", ["wrong-key-usage"]),
    ],
)
def test_each_condition_has_its_verdict(
    pki: TestPki, label: str, indication: Indication, sub: str, codes: list[str]
) -> None:
    assert judge(pki, label) == (indication, sub, codes)


def test_without_the_network_and_without_evidence_nothing_is_decided(pki: TestPki) -> None:
    assert judge(pki, "minister", fetch=False) == (Indication.INDETERMINATE, "TRY_LATER", ["revocation-unknown"])


def test_no_roots_means_root_unknown(pki: TestPki) -> None:
    assert judge(pki, "minister", trust=TrustSet())[1:] == ("NO_CERTIFICATE_CHAIN_FOUND", ["root-unknown"])


def test_roots_of_time_stamps_do_not_vouch_for_signers(pki: TestPki) -> None:
    trust = load_trust(pki.trust)
    assert judge(pki, "minister", trust=TrustSet((), trust.roots + trust.tsa_roots))[2] == ["root-unknown"]


def test_service_certificates_are_no_signers(pki: TestPki) -> None:
    trust = load_trust(pki.trust)
    everything = TrustSet(trust.roots + trust.tsa_roots)
    for name in ("ocsp", "tsa", "issuing"):
        leaf = pki.authority(name).certificate
        indication, _, findings = judge_signer(leaf, [pki.authority("issuing").certificate], everything, fetch=True)
        assert (indication, findings[0].code) == (Indication.FAILED, "wrong-key-usage")


def test_trust_folders_are_read_whole_or_not_at_all(tmp_path: Path, pki: TestPki) -> None:
    with pytest.raises(TrustUnreadable):
        load_trust(tmp_path / "absent")
    with pytest.raises(TrustUnreadable):
        load_trust(tmp_path)
    (tmp_path / "root.pem").write_bytes((pki.trust / "roots" / "root.pem").read_bytes())
    assert len(load_trust(tmp_path).roots) == 1
    (tmp_path / "tsa").mkdir()
    (tmp_path / "tsa" / "broken.crt").write_bytes(b"\x30\x03nonsense")
    with pytest.raises(TrustUnreadable):
        load_trust(tmp_path)


def test_keys_beside_certificates_are_passed_over(tmp_path: Path, pki: TestPki) -> None:
    key = (pki.folder / "authority" / "root.key").read_bytes()
    (tmp_path / "both.pem").write_bytes(key + (pki.trust / "roots" / "root.pem").read_bytes())
    assert len(load_trust(tmp_path).roots) == 1


def test_the_installed_set_may_be_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert installed_trust() == TrustSet()
