"""Every rule of layout, in the order of the page; `docs/layout.md` lists the same."""

from __future__ import annotations

from ecabinet.domain.documents.layout.appendix_rules import APPENDIX_RULES
from ecabinet.domain.documents.layout.body_rules import BODY_RULES
from ecabinet.domain.documents.layout.closing_rules import CLOSING_RULES
from ecabinet.domain.documents.layout.header_rules import HEADER_RULES
from ecabinet.domain.documents.layout.number_rules import NUMBER_RULES
from ecabinet.domain.documents.layout.page_rules import PAGE_RULES
from ecabinet.domain.documents.layout.rule import Rule
from ecabinet.domain.documents.layout.stamp_rules import STAMP_RULES
from ecabinet.domain.documents.layout.style_rules import style_rules

RULES: tuple[Rule, ...] = (
    *PAGE_RULES,
    *HEADER_RULES,
    *NUMBER_RULES,
    *STAMP_RULES,
    *BODY_RULES,
    *CLOSING_RULES,
    *APPENDIX_RULES,
    *style_rules(),
)
"""The rules for a document that can be judged; whether it can, is asked first, in `check`."""
