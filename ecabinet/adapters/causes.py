"""Naming the cause of an error from another package among the facts of ours."""

from __future__ import annotations

from collections.abc import Mapping


def caused(code: str, facts: Mapping[str, str]) -> dict[str, str]:
    """The other error's facts, its code as `reason`; a `reason` of its own becomes `detail`."""
    told = {("detail" if name == "reason" else name): value for name, value in facts.items()}
    return told | {"reason": code}
