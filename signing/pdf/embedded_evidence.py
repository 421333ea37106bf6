"""Certificates, CRLs and OCSP answers that travel in the file itself (DSS, ISO 32000-2, 12.8.4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.rw_common import PdfHandler

from signing.pdf.reading import look

MOST_PIECES = 300
LARGEST_PIECE = 20 * (1 << 20)

Piece = TypeVar("Piece", x509.Certificate, crl.CertificateList, ocsp.OCSPResponse)


@dataclass(frozen=True)
class EmbeddedEvidence:
    """What the file brings along; each piece is signed by its issuer and judged like any other."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    @property
    def any_revocation(self) -> bool:
        """Whether there is any CRL or OCSP answer at all."""
        return bool(self.crls or self.ocsps)


def read_evidence(handler: PdfHandler) -> EmbeddedEvidence:
    """The DSS as this state of the file shows it; unreadable pieces are left out, which can only cost trust."""
    store = look(handler.root, "/DSS")
    if not isinstance(store, generic.DictionaryObject):
        return EmbeddedEvidence()
    return EmbeddedEvidence(
        certificates=tuple(_parsed(store, "/Certs", x509.Certificate)),
        crls=tuple(_parsed(store, "/CRLs", crl.CertificateList)),
        ocsps=tuple(_parsed(store, "/OCSPs", ocsp.OCSPResponse)),
    )


def _parsed(store: generic.DictionaryObject, key: str, kind: type[Piece]) -> list[Piece]:
    pieces = look(store, key)
    found: list[Piece] = []
    for piece in list(pieces)[:MOST_PIECES] if isinstance(pieces, list) else ():
        try:
            content = piece.get_object().data
            if len(content) <= LARGEST_PIECE:
                loaded = kind.load(content, strict=True)
                _ = loaded.native
                found.append(loaded)
        except Exception as error:  # noqa: BLE001  a broken piece of evidence is no evidence
            _ = error
    return found
