"""Layout of a PDF against one rule profile."""

from __future__ import annotations

from ecabinet.adapters.page_reader import read_pages
from ecabinet.domain.documents.layout.check import check_layout
from ecabinet.domain.documents.layout.finding import LayoutFinding
from ecabinet.domain.documents.layout.profile import RuleProfile
from ecabinet.domain.documents.layout.secrecy import secrecy_mark


class LayoutChecker:
    """Stateless but for its profile; PDFium wants one caller at a time."""

    def __init__(self, profile: RuleProfile) -> None:
        self.profile = profile

    def check(self, pdf: bytes) -> tuple[LayoutFinding, ...]:
        """Every finding, none if the layout holds; raises PagesUnreadable."""
        return check_layout(read_pages(pdf), self.profile)

    def secrecy(self, pdf: bytes) -> str | None:
        """The secrecy mark a PDF bears on any page (`MẬT`, ...), None if there is none; raises PagesUnreadable."""
        return secrecy_mark(read_pages(pdf), self.profile)
