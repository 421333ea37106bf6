"""Both producers and the checker."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from ecabinet.adapters.layout_checker import LayoutChecker
from ecabinet.adapters.rule_profiles import load_rule_profile


@pytest.fixture(scope="session")
def checker() -> LayoutChecker:
    return LayoutChecker(load_rule_profile())
