"""PKCS#12 keys: opened once, wrong passphrases and broken files named, signatures other programs accept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from signing.keys.reference import KeyReferenceUnknown, open_key
from signing.keys.software import KeyTooWeak, KeyUnreadable, WrongPassphrase, open_pkcs12, software_key
from ui.demo.pki import TestPki


def test_an_rsa_key_signs_pkcs1(pki: TestPki) -> None:
    key = open_pkcs12(pki.p12("seal"), pki.pin("seal").encode())
    public = key.certificate.public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    public.verify(key.sign(b"abc"), b"abc", padding.PKCS1v15(), hashes.SHA256())


def test_ecdsa_signatures_always_have_low_s(pki: TestPki) -> None:
    key = open_pkcs12(pki.p12("minister"), pki.pin("minister").encode())
    public = key.certificate.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    for number in range(40):
        data = str(number).encode()
        signature = key.sign(data)
        public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        assert decode_dss_signature(signature)[1] <= public.curve.group_order // 2


def test_the_chain_begins_with_the_leafs_issuer(pki: TestPki) -> None:
    key = open_pkcs12(pki.p12("minister"), pki.pin("minister").encode())
    assert key.chain[0].subject == key.certificate.issuer
    assert key.chain[-1].issuer == key.chain[-1].subject


def test_a_wrong_passphrase_is_named(pki: TestPki) -> None:
    with pytest.raises(WrongPassphrase):
        open_pkcs12(pki.p12("seal"), b"not this one")


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x30\x03\x02\x01\x03", b"\x30" * 5000, b"0" * (2 << 20)])
def test_a_broken_file_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key.p12"
    path.write_bytes(content)
    with pytest.raises(KeyUnreadable):
        open_pkcs12(path, b"x")


def test_small_rsa_keys_are_refused() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    name = x509.Name([])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1))
        .not_valid_after(datetime(2027, 1, 1))
        .sign(key, hashes.SHA256())
    )
    with pytest.raises(KeyTooWeak):
        software_key(key, certificate)


def test_a_certificate_of_another_key_is_refused(pki: TestPki) -> None:
    stranger = open_pkcs12(pki.p12("seal"), pki.pin("seal").encode()).certificate
    with pytest.raises(KeyUnreadable):
        software_key(ec.generate_private_key(ec.SECP256R1()), stranger)


class _Answering:
    def __init__(self, answer: str) -> None:
        self.given = bytearray(answer.encode())

    def ask(self, key: str) -> bytearray:
        return self.given


def test_the_passphrase_is_wiped(pki: TestPki) -> None:
    prompt = _Answering(pki.pin("seal"))
    open_key(f"p12:{pki.p12('seal')}", prompt)
    assert not any(prompt.given)


@pytest.mark.parametrize("reference", ["", "p12:", "token:x", "/some/file.p12"])
def test_other_references_are_refused(reference: str) -> None:
    with pytest.raises(KeyReferenceUnknown):
        open_key(reference, _Answering("x"))
