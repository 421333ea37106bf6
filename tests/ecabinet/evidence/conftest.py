"""Signed files of every kind, made once by the real parts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from evidence_samples import Files, key_of, prepared

from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from signing.trust.store import load_trust
from ui.demo.pki import TestPki


@pytest.fixture(scope="session")
def files(pki: TestPki) -> Files:
    trust = load_trust(pki.trust)
    leader = sign_leader(prepared(), key_of(pki, "minister"), level="LT", tsa_url=pki.tsa_url, trust=trust)
    key = key_of(pki, "seal")
    issued = seal(leader, key, number="15", day=date(2026, 11, 21), level="LTA", tsa_url=pki.tsa_url, trust=trust)
    return Files(trust, issued, leader, key, key_of(pki, "seal-b"))


@pytest.fixture
def written(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Writes bytes under a name and gives the path."""

    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write
