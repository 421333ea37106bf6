"""Qt without a screen, one appearance for the run, reset after every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui.kit.appearance import Appearance, Choices, start_appearance
from ui.kit.garbage import GarbageKeeper
from ui.kit.typeface import FAMILY


@pytest.fixture(scope="module", autouse=True)
def garbage_keeper(qapp: QApplication) -> Iterator[GarbageKeeper]:
    """As in the application: a lane that collected a widget would end the run."""
    keeper = GarbageKeeper(qapp)
    yield keeper
    keeper.stop()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Appearance]:
    """The appearance, without motion; tests may choose freely."""
    made = start_appearance(qapp)
    made.choose(motion=False)
    assert qapp.font().family() == FAMILY
    yield made
    # what the test closed must be gone, or every later change of the look would dress it again
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    usual = Choices(motion=False)
    made.choose(**{name: getattr(usual, name) for name in usual.__dataclass_fields__})
