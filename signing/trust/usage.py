"""Whether a certificate was made for signing documents at all."""

from __future__ import annotations

from asn1crypto import x509

from signing.trust.policy import POLICY, Policy


def may_sign_documents(certificate: x509.Certificate, policy: Policy = POLICY) -> bool:
    """digitalSignature or nonRepudiation stated; not a CA; not an OCSP responder or time-stamp authority."""
    usage = certificate.key_usage_value
    if usage is None or not policy.usages & set(usage.native):
        return False
    purposes = certificate.extended_key_usage_value
    return not certificate.ca and not (purposes is not None and policy.purposes_never & set(purposes.native))


def is_weak_but_tolerated(certificate: x509.Certificate, policy: Policy = POLICY) -> bool:
    """RSA under 3072 bits: accepted with a remark, since keys in use still have 2048."""
    key = certificate.public_key
    return bool(key.algorithm in ("rsa", "rsassa_pss") and key.bit_size < policy.rsa_good_bits)
