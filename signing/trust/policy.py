"""What is believed, as frozen data: algorithms, key sizes, key usage, limits of fetching (`docs/signatures.md` 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import algos, keys
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator.policy_decl import AlgorithmUsageConstraint


@dataclass(frozen=True)
class Policy:
    """One judging policy; sizes in bits and bytes, times in seconds unless typed."""

    digests: frozenset[str] = frozenset({"sha256", "sha384", "sha512"})
    schemes: frozenset[str] = frozenset({"rsassa_pkcs1v15", "rsassa_pss", "ecdsa"})
    rsa_least_bits: int = 2048
    rsa_good_bits: int = 3072
    curves: frozenset[str] = frozenset({"secp256r1", "secp384r1"})
    usages: frozenset[str] = frozenset({"digital_signature", "non_repudiation"})
    purposes_never: frozenset[str] = frozenset({"ocsp_signing", "time_stamping"})
    clock_tolerance: timedelta = timedelta(seconds=60)
    fetch_seconds: float = 10.0
    fetch_total_seconds: float = 45.0
    fetch_bytes: int = 20 * (1 << 20)
    fetch_requests: int = 60
    most_certificates: int = 300


POLICY = Policy()
"""The one policy in force."""


class Algorithms(CMSAlgorithmUsagePolicy):
    """`Policy` in the shape the validation libraries ask for; for signatures, certificates, CRLs and OCSP alike."""

    def __init__(self, policy: Policy = POLICY) -> None:
        self._policy = policy

    def digest_algorithm_allowed(
        self, algo: algos.DigestAlgorithm, moment: datetime | None
    ) -> AlgorithmUsageConstraint:
        """SHA-2 with at least 256 bits."""
        return _answer(algo["algorithm"].native in self._policy.digests, f"digest {algo['algorithm'].native}")

    def signature_algorithm_allowed(
        self, algo: algos.SignedDigestAlgorithm, moment: datetime | None, public_key: keys.PublicKeyInfo | None
    ) -> AlgorithmUsageConstraint:
        """RSA (PKCS#1 v1.5 or PSS) of enough bits, ECDSA on the named curves, both over an allowed digest."""
        name = algo["algorithm"].native
        # CMS may name plain RSA; the digest then stands beside it and is asked about by itself.
        if name != "rsassa_pkcs1v15":
            try:
                scheme, digest = algo.signature_algo, algo.hash_algo
            except ValueError:
                return _answer(False, f"signature {name}")
            if scheme not in self._policy.schemes or digest not in self._policy.digests:
                return _answer(False, f"{scheme} {digest}")
        return _answer(public_key is None or self._key_allowed(public_key), "key too weak")

    def _key_allowed(self, key: keys.PublicKeyInfo) -> bool:
        if key.algorithm in ("rsa", "rsassa_pss"):
            return bool(key.bit_size >= self._policy.rsa_least_bits)
        return bool(key.algorithm == "ec" and key.curve[0] == "named" and key.curve[1] in self._policy.curves)


ALGORITHMS = Algorithms()


def _answer(allowed: bool, reason: str) -> AlgorithmUsageConstraint:
    return AlgorithmUsageConstraint(allowed=allowed, failure_reason=None if allowed else reason)
