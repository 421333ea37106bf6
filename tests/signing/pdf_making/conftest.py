"""A draft as the typesetter leaves it, and the keys of an office."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from making_papers import AGENCY, LEADER, TEXTS, compiled, picture

from signing.keys.software import SoftwareKey, open_pkcs12
from signing.pdf.fields import prepare
from signing.pdf.sign import sign_leader
from signing.trust.store import TrustSet, load_trust
from ui.demo.pki import TestPki


@pytest.fixture(scope="session")
def draft() -> bytes:
    return compiled("a-2b")


@pytest.fixture(scope="session")
def prepared(draft: bytes) -> bytes:
    return prepare(draft, TEXTS, (LEADER, AGENCY))


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
def led(prepared: bytes, key: Callable[[str], SoftwareKey], pki: TestPki) -> bytes:
    """Signed by the leader, level T."""
    return sign_leader(prepared, key("minister"), level="T", tsa_url=pki.tsa_url, stamp=picture("hand"))
