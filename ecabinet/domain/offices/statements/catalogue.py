"""Every type of statement an office's book knows; anything else is set aside."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import Any, Final

from ecabinet.domain.offices.rule import StatementRule
from ecabinet.domain.offices.statements import (
    arrival_refuse,
    arrival_register,
    book_found,
    desk_end,
    desk_enrol,
    directive_give,
    document_issued,
    document_signed,
    draft_approve,
    draft_comment,
    draft_return,
    draft_submit,
    epoch_open,
    head_seen,
    mandate_end,
    mandate_give,
    number_take,
    profile_change,
    role_end,
    role_grant,
    task_close,
    task_report,
)

FOUNDING: Final = "book.found/1"
MODULES: Final[tuple[ModuleType, ...]] = (
    *(book_found, role_grant, role_end, profile_change, desk_enrol, desk_end, epoch_open, head_seen),
    *(draft_submit, draft_comment, draft_approve, draft_return, document_signed, number_take, document_issued),
    *(arrival_register, arrival_refuse, directive_give, task_report, task_close, mandate_give, mandate_end),
)
RULES: Final[Mapping[str, StatementRule[Any]]] = MappingProxyType({one.RULE.type: one.RULE for one in MODULES})
"""Type -> its rule."""
