"""Certificates carried beside a signature: no signature covers them, so damage in them is looked for by itself."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.utils import CryptographyDeprecationWarning

from signing.trust.policy import POLICY


def any_broken(certificates: Iterable[asn1_x509.Certificate]) -> bool:
    """Whether one cannot be read, or names an issuer carried along (or itself) whose key does not fit."""
    carried = list(certificates)[: POLICY.most_certificates]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            loaded = [x509.load_der_x509_certificate(one.dump()) for one in carried]
        agree = [one["signature_algorithm"].dump() == one["tbs_certificate"]["signature"].dump() for one in carried]
    except (ValueError, x509.InvalidVersion):
        return True
    return not all(agree) or not all(_explained(one, loaded) for one in loaded)


def _explained(one: x509.Certificate, loaded: list[x509.Certificate]) -> bool:
    issuers = [other for other in loaded if one.issuer == other.subject]
    return not issuers or any(not _contradicts(one, other) for other in issuers)


def _contradicts(one: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        one.verify_directly_issued_by(issuer)
    except InvalidSignature:
        return True
    except (ValueError, TypeError):
        # Algorithms unknown here are judged with the path; this is only about damage.
        return False
    return False
