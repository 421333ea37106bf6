"""What a check of the layout found: codes and facts; words for people are made in `ui`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Seen:
    """One place where a rule does not hold. `component` names the part of the document, x and y are millimetres."""

    component: str
    page: int
    x: float
    y: float
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LayoutFinding:
    """One finding; `facts` always hold `article`, the place in the law."""

    code: str
    severity: Severity
    seen: Seen
    article: str

    @property
    def facts(self) -> dict[str, str]:
        return {"article": self.article, **self.seen.facts}

    @property
    def where(self) -> str:
        """`page 2, 34.0 mm, 120.5 mm, motto`: from the left and from the top."""
        return f"page {self.seen.page}, {self.seen.x:.1f} mm, {self.seen.y:.1f} mm, {self.seen.component}"
