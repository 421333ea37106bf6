"""Keys for the XML signature tests: a root of their own and signers below it."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from xml_samples import PrivateKey, certify

from signing.keys.software import SoftwareKey, software_key


@pytest.fixture(scope="session")
def root() -> tuple[PrivateKey, x509.Certificate]:
    private = ec.generate_private_key(ec.SECP256R1())
    return private, certify(private, "Root of the tests")


@pytest.fixture(scope="session")
def keys(root) -> dict[str, SoftwareKey]:
    made: dict[str, SoftwareKey] = {}
    for label, private in {
        "rsa-3072": rsa.generate_private_key(65537, 3072),
        "p-256": ec.generate_private_key(ec.SECP256R1()),
        "p-384": ec.generate_private_key(ec.SECP384R1()),
        "p-256-other": ec.generate_private_key(ec.SECP256R1()),
    }.items():
        made[label] = software_key(private, certify(private, f"Signer {label}", root), (root[1],))
    return made


@pytest.fixture(params=["rsa-3072", "p-256", "p-384"])
def key(request: pytest.FixtureRequest, keys: dict[str, SoftwareKey]) -> SoftwareKey:
    return keys[request.param]
