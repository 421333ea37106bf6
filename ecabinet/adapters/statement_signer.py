"""Signing the desk's own statements (logins, manifests) with a key that fits their kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ecabinet.domain.errors import Refusal
from ecabinet.domain.identity import OrganId
from signing.keys.holder import read_holder, require_role, require_usable
from signing.keys.key import SigningKey
from signing.trust.path import judge_signer
from signing.trust.store import TrustSet
from signing.verdict import Indication
from signing.xml.sign import sign_xml


class SealOfAnotherAgency(Refusal):
    """The seal's certificate names another agency than the desk's."""

    code = "seal-of-another-agency"


class SealDoesNotHold(Refusal):
    """The seal's certificate is known to be revoked or otherwise not to hold; what it signs would be refused."""

    code = "seal-does-not-hold"


class StatementSigner:
    """Signs canonical XML in the one strict shape, with the present moment as claimed time."""

    def __init__(self, key: SigningKey, now: Callable[[], datetime]) -> None:
        self._key = key
        self._now = now

    def sign(self, unsigned: bytes) -> bytes:
        """Raises CertificateExpired and its like, XmlNotSignable, and whatever the key raises."""
        made = self._now().replace(microsecond=0)
        require_usable(self._key.certificate, made)
        return sign_xml(unsigned, self._key, made=made)


def agency_seal(
    key: SigningKey, agency: OrganId, now: Callable[[], datetime], trust: TrustSet, *, fetch: bool
) -> StatementSigner:
    """The agency's seal, for manifests. Off line an unknown state of revocation is no hindrance: it is judged later.

    Raises WrongCertificateForRole, SealOfAnotherAgency, SealDoesNotHold.
    """
    holder = require_role(key.certificate, "agency")
    if holder.organ_id and holder.organ_id != agency:
        raise SealOfAnotherAgency(seal=read_holder(key.certificate).name, agency=agency)
    indication, why, _ = judge_signer(key.certificate, key.chain, trust, fetch=fetch)
    if indication is Indication.FAILED:
        raise SealDoesNotHold(why=why)
    return StatementSigner(key, now)
