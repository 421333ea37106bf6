"""Presenters ask and answer without widgets: only what they import themselves counts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

UI = Path(__file__).parents[3] / "ui"


@pytest.mark.parametrize("path", sorted(UI.rglob("*_presenter.py")), ids=lambda path: path.name)
def test_presenters_import_no_widgets(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    widgets = [one for one in named if one in ("PySide6.QtWidgets", "PySide6.QtGui")]
    assert widgets + [one for one in named if one.startswith("ui.") and one.endswith(("_page", "_rows"))] == []


@pytest.mark.parametrize("place", ["inbox", "outbox", "signatures"])
def test_places_do_not_know_each_other(place: str):
    others = tuple(f"ui.{other}" for other in ("inbox", "outbox", "signatures", "shell") if other != place)
    for path in (UI / place).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert [one for one in named if one.startswith(others)] == []
