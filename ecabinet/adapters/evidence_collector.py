"""Evidence for signed manifests behind the port: one time-stamp authority, this desk's trust, errors in its words."""

from __future__ import annotations

from ecabinet.adapters.causes import caused
from ecabinet.application.evidence_ports import EvidenceRefused, RevocationOutOfReach, StampOutOfReach
from ecabinet.settings import STAMP_SECONDS
from signing.errors import SigningError, Unavailable
from signing.evidence.collect import collect
from signing.evidence.record import write_evidence
from signing.pdf.errors import RevocationUnavailable
from signing.trust.store import TrustSet


class EvidenceCollector:
    """Asks `tsa_url`, then the revocation services that the certificates name."""

    def __init__(self, trust: TrustSet, tsa_url: str) -> None:
        self._trust = trust
        self._tsa_url = tsa_url

    def collect(self, signed: bytes) -> bytes:
        """The evidence file for these signed bytes."""
        try:
            return write_evidence(collect(signed, self._trust, tsa_url=self._tsa_url, timeout=STAMP_SECONDS))
        except RevocationUnavailable as error:
            raise RevocationOutOfReach(**caused(error.code, error.facts)) from error
        except Unavailable as error:
            raise StampOutOfReach(**caused(error.code, error.facts)) from error
        except SigningError as error:
            raise EvidenceRefused(**caused(error.code, error.facts)) from error
