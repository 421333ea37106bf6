"""Revocation evidence: what came with the file, what was fetched, and which of it may speak for a certificate."""

from __future__ import annotations

from collections.abc import Iterable

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator.authority import Authority
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.ltv.poe import POEManager
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule
from pyhanko_certvalidator.registry import CertificateRegistry
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer
from pyhanko_certvalidator.revinfo.manager import RevinfoManager

REQUIRED = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED),
    # An answer given after the moment in question speaks for that moment too: it names the date of a revocation.
    retroactive_revinfo=True,
)
"""Every certificate below the root needs a CRL or OCSP answer; none, or a stale one, means undecided."""

KNOWN_ONLY = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        RevocationCheckingRule.CHECK_IF_DECLARED_SOFT, RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
    ),
    retroactive_revinfo=True,
)
"""Refuses what is known to be revoked, accepts what nobody could be asked about (time-stamp authorities only)."""


class Evidence(RevinfoManager):
    """Revocation evidence in which a certificate's expiry ends what can be said of it.

    A CA may drop an expired certificate from its CRL (RFC 5280, 3.3): a list issued after the expiry would make a
    revoked certificate look good, so such lists and answers are not heard for that certificate.
    """

    async def async_retrieve_crls(self, cert: x509.Certificate) -> list[CRLContainer]:
        """CRLs issued while `cert` was valid."""
        found = await super().async_retrieve_crls(cert)
        return [one for one in found if _issued_in_time(one, cert)]

    async def async_retrieve_ocsps(self, cert: x509.Certificate, authority: Authority) -> list[OCSPContainer]:
        """OCSP answers given while `cert` was valid."""
        found = await super().async_retrieve_ocsps(cert, authority)
        return [one for one in found if _issued_in_time(one, cert)]


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


def _issued_in_time(container: CRLContainer | OCSPContainer, cert: x509.Certificate) -> bool:
    issued = container.issuance_date
    return issued is not None and issued <= cert.not_valid_after
