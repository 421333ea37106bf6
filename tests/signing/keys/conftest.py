"""Tokens for the whole run; each test that spoils one makes its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from softhsm import MODULES, Content, SoftHsm

from ui.demo.pki import TestPki


@pytest.fixture(scope="session")
def hsm(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoftHsm]:
    if shutil.which("softhsm2-util") is None or not any(Path(path).exists() for path in MODULES):
        pytest.skip("SoftHSM (Debian softhsm2) is missing")
    made = SoftHsm(tmp_path_factory.mktemp("softhsm"), pki)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(made.configuration))
        made.make("Con dấu", [Content("seal", "seal")])
        made.make("lãnh đạo", [Content("wrong-usage", "wrong-usage"), Content("minister", "minister")])
        made.make("hai người", [Content("minister", "minister"), Content("clerk", "clerk")])
        made.make("mã hóa", [Content("wrong-usage", "wrong-usage")])
        made.make("trống", [])
        made.make("lẫn lộn", [Content("clerk", "minister")])
        made.make("thiếu khóa", [Content("clerk", "")])
        made.make("hỏi mỗi lần", [Content("seal", "seal", asks_each_time=True)])
        yield made
