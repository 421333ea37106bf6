"""Identifiers: of agencies (Decision 20/2020, QCVN 102:2016) and of documents."""

from __future__ import annotations

import re
from datetime import date
from typing import NewType
from uuid import UUID

from ecabinet.domain.errors import Unreadable

OrganId = NewType("OrganId", str)
"""Agency identifier, at most 35 of `0-9 A-Z .` (Decision 20/2020, Article 4)."""

DispatchId = NewType("DispatchId", UUID)
"""The desk's own name for one dispatch, UUIDv7, never sent to others."""

DocumentId = NewType("DocumentId", str)
"""The sender's name for a document, in the comma form `<OrganId>,<yyyy/MM/dd>,<number>/<notation>`."""

_ORGAN_ID = re.compile(r"[0-9A-Z]+(\.[0-9A-Z]+)*")


class BadOrganId(Unreadable):
    """Not an agency identifier."""

    code = "bad-organ-id"


def organ_id(text: str) -> OrganId:
    """The identifier in `text`; both the old form `000.00.00.G22` and the new `G22.01` are taken."""
    text = text.strip()
    if len(text) > 35 or not _ORGAN_ID.fullmatch(text):
        raise BadOrganId(organ_id=text[:60])
    return OrganId(text)


def document_id(sender: OrganId, issued_on: date, number: str, notation: str) -> DocumentId:
    return DocumentId(f"{sender},{issued_on:%Y/%m/%d},{number}/{notation}")
