"""Whom one trusts: roots for signers and roots for time stamps, each a folder of certificates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asn1crypto import pem, x509
from platformdirs import user_config_path

from signing.errors import Unreadable

LARGEST_FILE = 1 << 20
MOST_FILES = 500
CERTIFICATE_SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der"})


class TrustUnreadable(Unreadable):
    """The trust folder is missing, or a certificate in it cannot be read; a broken set is never half used."""

    code = "trust-unreadable"


@dataclass(frozen=True)
class TrustSet:
    """Trust anchors: `roots` stand above signers, `tsa_roots` above time stamps; neither serves as the other."""

    roots: tuple[x509.Certificate, ...] = ()
    tsa_roots: tuple[x509.Certificate, ...] = ()


def load_trust(folder: Path) -> TrustSet:
    """Certificates (PEM or DER) in `folder` and `folder/roots`; roots of time stamps in `folder/tsa`.

    Raises `TrustUnreadable` when the folder does not exist, holds no certificate, or holds one that cannot be read.
    """
    if not folder.is_dir():
        raise TrustUnreadable(path=folder)
    trust = TrustSet(
        roots=_certificates(folder) + _certificates(folder / "roots"), tsa_roots=_certificates(folder / "tsa")
    )
    if not trust.roots and not trust.tsa_roots:
        raise TrustUnreadable(path=folder)
    return trust


def installed_trust() -> TrustSet:
    """The set kept in the user's configuration folder (`ecabinet/trust`); empty when there is none."""
    folder = user_config_path("ecabinet", appauthor=False) / "trust"
    return TrustSet(
        roots=_certificates(folder) + _certificates(folder / "roots"), tsa_roots=_certificates(folder / "tsa")
    )


def _certificates(folder: Path) -> tuple[x509.Certificate, ...]:
    if not folder.is_dir():
        return ()
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in CERTIFICATE_SUFFIXES)
    if len(files) > MOST_FILES:
        raise TrustUnreadable(path=folder)
    found = {certificate.sha256: certificate for path in files for certificate in _read(path)}
    return tuple(found.values())


def _certificates_in(text: bytes) -> list[bytes]:
    # A PEM file may hold keys and lists beside certificates; those are nobody's roots.
    return [der for label, _, der in pem.unarmor(text, multiple=True) if label.endswith("CERTIFICATE")]


def _read(path: Path) -> tuple[x509.Certificate, ...]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise ValueError("too large")
        ders = _certificates_in(content) if pem.detect(content) else [content]
        certificates = tuple(x509.Certificate.load(der, strict=True) for der in ders)
        for certificate in certificates:
            # asn1crypto reads lazily: touch everything now, so that a broken root fails here and not in a judgement.
            _ = certificate.native
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise TrustUnreadable(path=path) from error
    return certificates
