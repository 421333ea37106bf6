"""Which certificate on which token: told apart by label and serial, paired with its key by CKA_ID."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from signing.errors import Refused
from signing.keys.holder import require_usable
from signing.keys.token_errors import TokenAmbiguous, TokenMissing, TokenWithoutCertificate

LONGEST_CHAIN = 5


@dataclass(frozen=True)
class Token:
    """A token as it says of itself. `unset`: no user PIN yet, or one to be changed; `pad`: it asks for it itself."""

    slot: int
    label: str
    serial: str
    low: bool
    final: bool
    locked: bool
    unset: bool
    pad: bool


@dataclass(frozen=True)
class Candidate:
    """A holder's certificate on a token. `refusal` says why it cannot sign documents, None when it can."""

    token: Token
    key_id: bytes
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    refusal: Refused | None

    @property
    def serial(self) -> str:
        return f"{self.certificate.serial_number:X}"


def read_candidates(tokens: Iterable[dict[str, Any]], at: datetime) -> tuple[Candidate, ...]:
    """All holders' certificates with their fitness at `at` (aware); CAs' only serve as issuers."""
    found: list[Candidate] = []
    for told in tokens:
        token = Token(**{name: told[name] for name in Token.__dataclass_fields__})
        pairs = [(bytes.fromhex(one["id"]), _certificate(bytes.fromhex(one["der"]))) for one in told["certificates"]]
        every = [certificate for _, certificate in pairs if certificate is not None]
        for key_id, certificate in pairs:
            if certificate is not None and not _is_authority(certificate):
                chain = _issuers(certificate, every)
                found.append(Candidate(token, key_id, certificate, chain, _refusal(certificate, at)))
    return tuple(found)


def choose(tokens: Sequence[str], candidates: Sequence[Candidate], label: str, serial: str) -> Candidate:
    """The one certificate meant by `label` and `serial` (of the certificate, hex, may be empty).

    `tokens`: labels of all tokens there are. Raises `TokenMissing`, `TokenWithoutCertificate`, `TokenAmbiguous`, and
    the reason why the only possible one cannot sign (`CertificateExpired` and its like).
    """
    if not any(_same(one, label) for one in tokens):
        raise TokenMissing(label=label, found=", ".join(sorted(tokens)) or "0")
    named = [
        one for one in candidates if _same(one.token.label, label) and serial.upper().lstrip("0") in ("", one.serial)
    ]
    able = [one for one in named if one.refusal is None]
    if len(able) == 1:
        return able[0]
    if able:
        raise TokenAmbiguous(label=label, serials=", ".join(f"{label}#{one.serial}" for one in able))
    refusal = next((one.refusal for one in named if one.refusal is not None), None)
    raise refusal or TokenWithoutCertificate(label=label, serial=serial or "*")


def _same(label: str, named: str) -> bool:
    # Accents typed on some systems come as letters of their own.
    return unicodedata.normalize("NFC", label) == unicodedata.normalize("NFC", named)


def _certificate(der: bytes) -> x509.Certificate | None:
    try:
        certificate = x509.load_der_x509_certificate(der)
        # Read lazily: what cannot be read must fail here.
        _ = certificate.extensions, certificate.subject, certificate.issuer, certificate.public_key()
    except (ValueError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.InvalidVersion):
        return None
    return certificate


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _refusal(certificate: x509.Certificate, at: datetime) -> Refused | None:
    try:
        require_usable(certificate, at)
    except Refused as refusal:
        return refusal
    return None


def _issuers(certificate: x509.Certificate, every: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The issuers that are on the token too, the nearest first."""
    chain: list[x509.Certificate] = []
    current = certificate
    while current.issuer != current.subject and len(chain) < LONGEST_CHAIN:
        issuer = next((one for one in every if _issued(current, one)), None)
        if issuer is None:
            break
        chain.append(issuer)
        current = issuer
    return tuple(chain)


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return _is_authority(issuer)
