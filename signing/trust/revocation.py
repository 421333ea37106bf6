"""Revocation evidence: what came with the file, what was fetched, and which of it may speak for a certificate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator.authority import Authority
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.ltv.poe import POEManager
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule
from pyhanko_certvalidator.registry import CertificateRegistry
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer
from pyhanko_certvalidator.revinfo.manager import RevinfoManager

Answer = TypeVar("Answer", CRLContainer, OCSPContainer)

REQUIRED = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED),
    # An answer given after the moment in question speaks for that moment too: it names the date of a revocation.
    retroactive_revinfo=True,
)
"""Every certificate below the root needs a CRL or OCSP answer; none, or a stale one, means undecided."""


class Evidence(RevinfoManager):
    """Revocation evidence that asks before it believes what came along, and that ends with a certificate's expiry.

    A CA may drop an expired certificate from its CRL (RFC 5280, 3.3): a list issued after the expiry would make a
    revoked certificate look good, so after `hear_until` no later list or answer is heard.
    """

    _until: datetime | None = None

    def hear_until(self, moment: datetime) -> None:
        """Ignore what was issued after `moment` (aware), the judged certificate's expiry."""
        self._until = moment

    def currently_available_crls(self) -> list[CRLContainer]:
        """Fetched lists only, when asking is allowed: an embedded one may be older than a revocation."""
        if self._fetchers is None:
            return self._timely(super().currently_available_crls())
        return self._timely([CRLContainer(one) for one in self._fetchers.crl_fetcher.fetched_crls()])

    async def fetch_crls(self, cert: x509.Certificate) -> list[CRLContainer]:
        """What the distribution points give, then what came along."""
        try:
            fetched = await super().fetch_crls(cert)
        except CRLFetchError:
            fetched = []
        return self._timely([*fetched, *self._crls])

    async def async_retrieve_ocsps(self, cert: x509.Certificate, authority: Authority) -> list[OCSPContainer]:
        """What the responder says, then what came along."""
        try:
            found = await super().async_retrieve_ocsps(cert, authority)
        except OCSPFetchError:
            found = list(self._ocsps)
        return self._timely(found)

    def _timely(self, found: list[Answer]) -> list[Answer]:
        return [one for one in found if self._until is None or _issued_by(one, self._until)]


def gather(
    registry: CertificateRegistry,
    crls: Iterable[crl.CertificateList],
    ocsps: Iterable[ocsp.OCSPResponse],
    fetchers: Fetchers | None,
) -> Evidence:
    """Evidence from embedded lists and answers, and from the web where `fetchers` are given."""
    return Evidence(
        certificate_registry=registry,
        poe_manager=POEManager(),
        crls=[CRLContainer(one) for one in crls],
        ocsps=[container for one in ocsps for container in OCSPContainer.load_multi(one)],
        fetchers=fetchers,
    )


def _issued_by(container: CRLContainer | OCSPContainer, until: datetime) -> bool:
    issued = container.issuance_date
    return issued is not None and issued <= until
