"""What reading or checking a packet noticed: stable codes and facts; the sentences are made in `ui`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """One observation about a packet.

    `error` means the packet must not be accepted; `warning` and `info` tell what was repaired or is odd.
    `path` names the element from the root without prefixes (`/edXML/edXMLEnvelope/.../To[2]/OrganId`), `line` counts
    from 1 and is 0 where there is none.
    """

    code: str
    severity: Severity
    path: str = ""
    line: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
