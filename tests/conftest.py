"""Real parts shared by the tests: a test PKI with its own CRL, OCSP and time-stamp services on loopback."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.demo.pki import Person, TestPki, free_port
from ui.demo.pki_server import serve

VPCP, BTC = "000.00.00.G22", "000.00.00.G12"

PEOPLE = (
    Person("minister", "Nguyễn Văn An", "Văn phòng Chính phủ", VPCP, post="Bộ trưởng, Chủ nhiệm"),
    Person("clerk", "Trần Thị Bình", "Văn phòng Chính phủ", VPCP, post="Văn thư"),
    Person("seal", "Văn phòng Chính phủ", "Văn phòng Chính phủ", VPCP, key="rsa3072"),
    Person("minister-b", "Phạm Đức Cường", "Bộ Tài chính", BTC, post="Bộ trưởng", key="rsa3072"),
    Person("clerk-b", "Lê Thị Dung", "Bộ Tài chính", BTC, post="Văn thư"),
    Person("seal-b", "Bộ Tài chính", "Bộ Tài chính", BTC),
    Person("specialist", "Ngô Thị Phương", "Văn phòng Chính phủ", VPCP, post="Chuyên viên"),
    Person("unit-head", "Đặng Thị Em", "Văn phòng Chính phủ", VPCP, post="Vụ trưởng Vụ Hành chính"),
    Person("clerk-2", "Lý Văn Giang", "Văn phòng Chính phủ", VPCP, post="Văn thư"),
    Person("specialist-b", "Hồ Thị Hạnh", "Bộ Tài chính", BTC, post="Chuyên viên"),
    Person("clerk-b2", "Mai Văn Ích", "Bộ Tài chính", BTC, post="Văn thư"),
    Person("revoked", "Hoàng Văn Thu", "Văn phòng Chính phủ", VPCP, post="Vụ trưởng", condition="revoked"),
    Person("expired", "Đỗ Thị Hết Hạn", "Văn phòng Chính phủ", VPCP, post="Vụ trưởng", condition="expired"),
    Person("future", "Vũ Văn Mai", "Văn phòng Chính phủ", VPCP, post="Vụ trưởng", condition="not-yet-valid"),
    Person("wrong-usage", "Ngô Văn Mã", "Văn phòng Chính phủ", VPCP, post="Vụ trưởng", condition="wrong-usage"),
    Person("seal-revoked", "Văn phòng Chính phủ", "Văn phòng Chính phủ", VPCP, condition="revoked"),
)
"""Labels for `pki.p12(label)` and `pki.pin(label)`; "seal*" are agency seals, the rest are officials."""


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPki]:
    """One PKI for the whole run, served over TCP on loopback."""
    port = free_port()
    made = TestPki.create(tmp_path_factory.mktemp("pki"), f"http://127.0.0.1:{port}", PEOPLE)
    server = serve(made.folder, port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In CI a skipped test means a required part is missing; only the sample packets may be absent."""
    if os.environ.get("CI") != "true":
        return
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", []) if report.longrepr]
    missing = sorted({reason for reason in reasons if "vectors" not in reason})
    if missing:
        terminalreporter.write_line("CI needs every part; skipped for want of: " + "; ".join(missing), red=True)
        terminalreporter._session.exitstatus = 1


PROCESS_FOLDERS = ("docexchange/hub", "docexchange/client", "faults", "stories")
"""Tests here start a hub or desks as processes of their own: seconds each, so they stay out of `make check`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).as_posix().startswith(PROCESS_FOLDERS):
            item.add_marker(pytest.mark.slow)
