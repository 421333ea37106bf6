"""One decision between two agencies through a real hub, acted on in the window: arrives, is registered, is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stories.world import BTC, PASSPHRASE, World, a_world

from ecabinet.bootstrap import open_desk
from ui.demo.pki import TestPki
from ui.inbox.inbox_page import InboxPage
from ui.kit.sheet import Sheet
from ui.outbox.outbox_page import OutboxPage

pytestmark = pytest.mark.slow


@pytest.fixture
def world(pki: TestPki, tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path, pki) as made:
        yield made


def opened(world: World, name: str):  # type: ignore[no-untyped-def]
    return open_desk(world.folder / name, lambda: PASSPHRASE.encode())


def test_a_decision_is_registered_in_one_window_and_seen_in_the_other(world: World, show, qtbot):
    issued = world.issued(12)
    sent = world.done("send", issued, "--to", BTC, desk="a", key="seal")
    world.done("sync", desk="a", key="clerk")
    world.done("sync", "--wait", 10, desk="b", key="clerk-b")

    with opened(world, "b") as desk:
        window = show(lambda services: InboxPage(desk, services))
        page = window.current_page()
        qtbot.waitUntil(lambda: page.paper.view.page_count > 0, timeout=10_000)
        assert page.presenter.row.dispatch.number.text == "12/QĐ-VPCP"
        assert page.presenter.row.dispatch.verdict.holds
        page.register.click()
        with qtbot.waitSignal(page.presenter.registered, timeout=10_000) as told:
            next(one for one in window.findChildren(Sheet) if one.isVisible()).act.click()
        assert told.args[0].entry.number == 1
        window.services.runner.close()

    world.done("sync", desk="b", key="clerk-b")
    world.done("sync", "--wait", 10, desk="a", key="clerk")
    with opened(world, "a") as desk:
        window = show(lambda services: OutboxPage(desk, services), "Văn bản đi", "send")
        page = window.current_page()
        qtbot.waitUntil(lambda: page.presenter.sent is not None, timeout=10_000)
        assert str(page.presenter.sent.row.dispatch.id) == sent["id"]
        assert "Đã tiếp nhận" in page.line.accessibleDescription()
        assert page.presenter.sent.receipt
        qtbot.waitUntil(lambda: page.paper.view.page_count > 0, timeout=10_000)
        window.services.runner.close()
