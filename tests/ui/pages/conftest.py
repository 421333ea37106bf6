"""Desks for the pages: a real encrypted store, real signed papers, the window around one place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes.desk_data import identity
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ecabinet.application.ports import Desk
from ecabinet.bootstrap import create_desk, evidence_checker, open_desk, typesetter
from ecabinet.domain.people.official import Role
from signing.keys.software import open_pkcs12
from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from ui.demo.papers import decision
from ui.demo.pki import TestPki
from ui.kit.appearance import Appearance
from ui.kit.command_runner import CommandRunner
from ui.kit.notifier import Notifier
from ui.kit.page import Page, Place
from ui.kit.phrases import say
from ui.kit.remembered import Remembered
from ui.shell.top_line import Person
from ui.shell.window import Services, Window
from ui.signatures.signatures_presenter import FileTools
from ui.signatures.signed_revision import signed_revision

PASSPHRASE = b"mot mat khau dai"


@pytest.fixture(scope="session")
def draft() -> bytes:
    """A decision in type, with room for number, day and signatures."""
    setter = typesetter()
    return setter.prepared(setter.typeset(setter.read(json.dumps(decision()).encode())))


@dataclass(frozen=True)
class Papers:
    """The same decision: signed by the minister, then sealed under a number, then tampered with."""

    signed: bytes
    issued: bytes
    altered: bytes


@pytest.fixture(scope="session")
def papers(pki: TestPki, draft: bytes) -> Papers:
    def key(label: str):  # type: ignore[no-untyped-def]
        return open_pkcs12(pki.p12(label), pki.pin(label).encode())

    signed = sign_leader(draft, key("minister"), tsa_url=pki.tsa_url)
    issued = seal(signed, key("seal"), number="15", day=date(2026, 11, 21), tsa_url=pki.tsa_url)
    middle = len(signed) // 3
    altered = issued[:middle] + bytes([issued[middle] ^ 1]) + issued[middle + 1 :]
    return Papers(signed, issued, altered)


@pytest.fixture
def make_desk(tmp_path: Path, pki: TestPki) -> Iterator[Callable[..., Desk]]:
    """Opens new desks; all are closed in the end."""
    opened = []

    def make(role: Role = Role.CLERK) -> Desk:
        home = tmp_path / f"desk-{len(opened)}"
        create_desk(home, identity(role=role), pki.trust, bytes(PASSPHRASE))
        opened.append(open_desk(home, lambda: bytes(PASSPHRASE), fetch=False))
        return opened[-1].__enter__()

    yield make
    for one in opened:
        one.__exit__(None, None, None)


@pytest.fixture
def tools(pki: TestPki) -> FileTools:
    """The real judge under the test PKI, without the network unless asked."""

    def check(path: Path, online: bool):  # type: ignore[no-untyped-def]
        return evidence_checker(pki.trust, fetch=online).check(path)

    return FileTools(check, signed_revision, lambda: datetime.now(UTC))


@pytest.fixture
def show(look: Appearance, qtbot) -> Iterator[Callable[..., Window]]:
    """A window with one place in it, made by a function of the window's services."""
    windows: list[Window] = []

    def put_up(make: Callable[[Services], Page], words: str = "Văn bản đến", icon: str = "inbox") -> Window:
        services = Services(CommandRunner(), Notifier(), Remembered())
        place = Place("here", icon, say(words), lambda: make(services))
        window = Window((place,), Person("Trần Thị Bình", "Văn thư · Văn phòng Chính phủ"), services)
        windows.append(window)
        window.show_place("here")
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        return window

    yield put_up
    for window in windows:
        window.services.runner.close()
        window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
