"""Judging a signer's certificate: path to a root, validity, revocation, usage; words of ETSI EN 319 102-1."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, ocsp, x509
from cryptography import x509 as cryptography_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import ValidationContext, find_valid_path
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)

from signing.trust.context import build_context
from signing.trust.revocation import Evidence
from signing.trust.store import TrustSet
from signing.trust.usage import is_weak_but_tolerated, may_sign_documents
from signing.verdict import Finding, Indication


@dataclass(frozen=True)
class PathJudgement:
    """What the path says at one moment. `revoked_at` is the date in the CRL or OCSP answer that revoked."""

    indication: Indication
    sub_indication: str
    findings: tuple[Finding, ...]
    revoked_at: datetime | None = None

    @property
    def passed(self) -> bool:
        """TOTAL-PASSED, with or without remarks."""
        return self.indication is Indication.PASSED


def judge_signer(
    certificate: cryptography_x509.Certificate,
    intermediates: Sequence[cryptography_x509.Certificate],
    trust: TrustSet,
    *,
    at: datetime | None = None,
    fetch: bool,
    crls: Sequence[crl.CertificateList] = (),
    ocsps: Sequence[ocsp.OCSPResponse] = (),
) -> tuple[Indication, str, tuple[Finding, ...]]:
    """Indication, sub-indication (empty when passed) and findings for a signer's certificate at `at` (`None`: now).

    `at` must be a trusted time (a verified time stamp, or now), never the signer's own claim. Never raises for what the
    certificates contain. Not to be called from inside a running event loop.
    """
    others = [x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in intermediates]
    leaf = x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    context = build_context(trust, at=at, fetch=fetch, extra_certs=others, crls=crls, ocsps=ocsps)
    judged = asyncio.run(judge_path(leaf, context))
    return judged.indication, judged.sub_indication, judged.findings


async def judge_path(certificate: x509.Certificate, context: ValidationContext) -> PathJudgement:
    """The certificate of a document's signer, in a context that fixes trust, time and evidence."""
    try:
        if not may_sign_documents(certificate):
            # Stricter than ETSI, which says INDETERMINATE: no evidence can ever make this certificate a signer's.
            return _failed("CHAIN_CONSTRAINTS_FAILURE", "wrong-key-usage", holder=_name(certificate))
        if isinstance(context.revinfo_manager, Evidence):
            context.revinfo_manager.hear_until(certificate.not_valid_after)
        paths = context.path_builder.async_build_paths_lazy(certificate)
        await find_valid_path(certificate, paths, validation_context=context)
    except Exception as error:  # noqa: BLE001  hostile certificates break the libraries in many ways; none may pass
        if isinstance(error, InsufficientRevinfoError) and certificate.not_valid_after < context.moment:
            # Paths are walked from the root down; that the signer's own certificate expired says more.
            until = certificate.not_valid_after.isoformat()
            return _undecided("OUT_OF_BOUNDS_NO_POE", "expired", holder=_name(certificate), until=until)
        return _reason(error, certificate)
    remarks: tuple[Finding, ...] = ()
    if is_weak_but_tolerated(certificate):
        bits = str(certificate.public_key.bit_size)
        remarks = (Finding("rsa-key-short", "warning", {"bits": bits}),)
    return PathJudgement(Indication.PASSED, "", remarks)


def _reason(error: Exception, certificate: x509.Certificate) -> PathJudgement:
    holder = _name(certificate)
    match error:
        case RevokedError():
            when = error.revocation_dt
            sub = "REVOKED" if error.is_ee_cert and not error.is_side_validation else "REVOKED_CA"
            code = "revoked" if sub == "REVOKED" else "issuer-revoked"
            facts = {"holder": holder, "revoked_at": when.isoformat()}
            return PathJudgement(Indication.FAILED, sub, (Finding(code, "error", facts),), when)
        case NotYetValidError():
            return _failed("NOT_YET_VALID", "not-yet-valid", holder=holder, since=error.valid_from.isoformat())
        case ExpiredError():
            facts = {"holder": holder, "until": error.expired_dt.isoformat()}
            return _undecided("OUT_OF_BOUNDS_NO_POE", "expired", **facts)
        case DisallowedAlgorithmError():
            return _undecided("CRYPTO_CONSTRAINTS_FAILURE_NO_POE", "weak-algorithm", holder=holder)
        case InsufficientRevinfoError():
            return _undecided("TRY_LATER", "revocation-unknown", holder=holder)
        case PathBuildingError() | InvalidCertificateError():
            return _undecided("NO_CERTIFICATE_CHAIN_FOUND", "root-unknown", holder=holder, issuer=_issuer(certificate))
        case ValidationError():
            return _undecided("CERTIFICATE_CHAIN_GENERAL_FAILURE", "chain-broken", holder=holder)
        case _:
            return _undecided("CERTIFICATE_CHAIN_GENERAL_FAILURE", "chain-unreadable", error=type(error).__name__)


def _failed(sub: str, code: str, **facts: str) -> PathJudgement:
    return PathJudgement(Indication.FAILED, sub, (Finding(code, "error", facts),))


def _undecided(sub: str, code: str, **facts: str) -> PathJudgement:
    return PathJudgement(Indication.INDETERMINATE, sub, (Finding(code, "error", facts),))


def _name(certificate: x509.Certificate) -> str:
    try:
        return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)
    except Exception:  # noqa: BLE001  only a name to show; a certificate that cannot be read is judged elsewhere
        return "?"


def _issuer(certificate: x509.Certificate) -> str:
    try:
        return str(certificate.issuer.human_friendly)
    except Exception:  # noqa: BLE001  as above
        return "?"
