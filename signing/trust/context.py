"""Validation contexts: one place where trust, time, evidence and policy become what the libraries want."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy
from pyhanko_certvalidator.registry import CertificateRegistry, SimpleTrustManager

import signing.quiet_libraries  # noqa: F401
from signing.trust.fetching import NoIssuersFromWeb, Web, fetchers
from signing.trust.policy import ALGORITHMS, POLICY
from signing.trust.revocation import REQUIRED, gather
from signing.trust.store import TrustSet


def build_context(
    trust: TrustSet,
    *,
    at: datetime | None = None,
    fetch: bool,
    extra_certs: Iterable[x509.Certificate] = (),
    crls: Iterable[crl.CertificateList] = (),
    ocsps: Iterable[ocsp.OCSPResponse] = (),
    for_timestamps: bool = False,
    revocation: CertRevTrustPolicy = REQUIRED,
    web: Fetchers | None = None,
) -> ValidationContext:
    """A context that requires revocation evidence and knows only the given roots.

    `at` (aware) judges as of that moment, `None` as of now. With `fetch` the CRL and OCSP addresses of verified
    certificates are asked, within the limits of `policy`; without, nothing leaves this machine. `web` shares fetched
    answers between contexts of one judgement.
    """
    return _context(
        trust.tsa_roots if for_timestamps else trust.roots, at, fetch, extra_certs, crls, ocsps, revocation, web
    )


def signing_context(trust: TrustSet, *, fetch: bool, extra_certs: Iterable[x509.Certificate] = ()) -> ValidationContext:
    """A context for signing with embedded evidence (LT, LTA): knows the roots of signers and of time stamps."""
    return _context((*trust.roots, *trust.tsa_roots), None, fetch, extra_certs, (), (), REQUIRED, None)


def _context(
    roots: tuple[x509.Certificate, ...],
    at: datetime | None,
    fetch: bool,
    extra_certs: Iterable[x509.Certificate],
    crls: Iterable[crl.CertificateList],
    ocsps: Iterable[ocsp.OCSPResponse],
    revocation: CertRevTrustPolicy,
    web: Fetchers | None,
) -> ValidationContext:
    registry = CertificateRegistry(cert_fetcher=NoIssuersFromWeb())
    registry.register_multiple(list(extra_certs)[: POLICY.most_certificates])
    asked = (web or fetchers(Web())) if fetch else None
    return ValidationContext(
        moment=at,
        trust_manager=SimpleTrustManager.build(trust_roots=list(roots)),
        certificate_registry=registry,
        revinfo_manager=gather(registry, crls, ocsps, asked),
        revinfo_policy=revocation,
        algorithm_usage_policy=ALGORITHMS,
        time_tolerance=POLICY.clock_tolerance,
        allow_fetching=fetch,
    )
