"""Containers signed by the people of the test PKI."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from container_samples import made

from signing.keys.software import SoftwareKey, open_pkcs12
from signing.pdf.timestamping import TimestampAuthority
from signing.trust.store import TrustSet, load_trust
from ui.demo.pki import TestPki


@pytest.fixture(scope="session")
def key(pki: TestPki) -> Callable[[str], SoftwareKey]:
    opened: dict[str, SoftwareKey] = {}

    def get(label: str) -> SoftwareKey:
        if label not in opened:
            opened[label] = open_pkcs12(pki.p12(label), pki.pin(label).encode())
        return opened[label]

    return get


@pytest.fixture(scope="session")
def trust(pki: TestPki) -> TrustSet:
    return load_trust(pki.trust)


@pytest.fixture(scope="session")
def signed(key: Callable[[str], SoftwareKey]) -> bytes:
    """Two files, level B, an RSA key."""
    return made(key("seal"))


@pytest.fixture(scope="session")
def stamped(key: Callable[[str], SoftwareKey], pki: TestPki) -> bytes:
    """Two files, level T, a P-256 key."""
    return made(key("minister"), authority=TimestampAuthority(pki.tsa_url))
