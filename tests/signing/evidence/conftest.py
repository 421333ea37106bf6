"""One signed statement with real evidence, collected once while the PKI answers."""

from __future__ import annotations

import pytest
from beside_samples import Sample, sample

from ui.demo.pki import TestPki


@pytest.fixture(scope="session")
def kept(pki: TestPki) -> Sample:
    return sample(pki, "seal")


@pytest.fixture(scope="session")
def other(pki: TestPki) -> Sample:
    return sample(pki, "minister")
