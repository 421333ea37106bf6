"""Find the dispatch a person means: its whole id, or the beginning of it."""

from __future__ import annotations

import re
from uuid import UUID

from ecabinet.application.ports import Unit
from ecabinet.domain.dispatches.dispatch import Dispatch
from ecabinet.domain.errors import Refusal
from ecabinet.domain.identity import DispatchId

_PREFIX = re.compile(r"[0-9a-f-]{4,36}")


class DispatchUnknown(Refusal):
    code = "dispatch-unknown"


class DispatchAmbiguous(Refusal):
    """The beginning fits several."""

    code = "dispatch-ambiguous"


def find_dispatch(text: str, unit: Unit) -> DispatchId:
    """Raises DispatchUnknown, DispatchAmbiguous."""
    text = text.strip().lower()
    if not _PREFIX.fullmatch(text):
        raise DispatchUnknown(id=text[:60])
    found = unit.dispatches.by_prefix(text, 2)
    if not found:
        raise DispatchUnknown(id=text)
    if len(found) > 1:
        raise DispatchAmbiguous(id=text)
    return DispatchId(UUID(str(found[0])))


def loaded(dispatch: DispatchId, unit: Unit) -> Dispatch:
    found = unit.dispatches.get(dispatch)
    if found is None:
        raise DispatchUnknown(id=dispatch)
    return found
