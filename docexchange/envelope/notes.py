"""Where a reader writes down what it repaired, missed and did not understand."""

from __future__ import annotations

from docexchange.envelope import limits
from docexchange.envelope.element_stream import Element
from docexchange.envelope.findings import Finding, Severity
from docexchange.envelope.model import UnknownElement


class Notes:
    """Findings and unknown elements in the order met; the lists stay short even for a hostile packet."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.unknown: list[UnknownElement] = []

    def add(self, code: str, severity: Severity, where: Element | str | None = None, **facts: object) -> None:
        """Note one finding at an element or a path. Past the limit only errors are kept, then nothing."""
        if len(self.findings) >= limits.LISTED * (2 if severity == "error" else 1):
            return
        path = where.path if isinstance(where, Element) else where or ""
        line = where.line if isinstance(where, Element) else 0
        self.findings.append(
            Finding(code, severity, path, line, {name: str(fact)[:200] for name, fact in facts.items()})
        )

    def not_understood(self, element: Element) -> None:
        """Keep an element nobody asked for, with its text and that of the elements in it."""
        if len(self.unknown) < limits.LISTED:
            self.unknown.append(UnknownElement(element.path, " ".join(_texts(element))))

    def once(self, code: str, severity: Severity, where: Element | str | None = None, **facts: object) -> None:
        """As `add`, but a code at most once."""
        if all(finding.code != code for finding in self.findings):
            self.add(code, severity, where, **facts)


def _texts(element: Element) -> list[str]:
    own = element.text.strip()
    return ([own] if own else []) + [text for child in element.children for text in _texts(child)]
