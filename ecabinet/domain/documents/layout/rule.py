"""One rule of layout: a code, its weight, the section of the profile it measures by, the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ecabinet.domain.documents.layout.anatomy import Anatomy
from ecabinet.domain.documents.layout.finding import Seen, Severity
from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.profile import RuleProfile

Look = Callable[[Anatomy, RuleProfile], Iterable[Seen]]


@dataclass(frozen=True)
class Rule:
    """`section` names the part of the rule profile, and so the article; `measures` says in English what is measured."""

    code: str
    severity: Severity
    section: str
    look: Look
    measures: str


def seen(component: str, line: Line, **facts: object) -> Seen:
    """A finding at the beginning of a line."""
    return Seen(component, line.page, line.x0, line.baseline, {name: _shown(fact) for name, fact in facts.items()})


def seen_page(component: str, page: int, x: float = 0.0, y: float = 0.0, **facts: object) -> Seen:
    """A finding at a place of a page, or of the page as a whole."""
    return Seen(component, page, x, y, {name: _shown(fact) for name, fact in facts.items()})


def _shown(fact: object) -> str:
    if isinstance(fact, float):
        return f"{round(fact, 1):g}"
    text = str(fact)
    return text if len(text) <= 80 else text[:79] + "…"
