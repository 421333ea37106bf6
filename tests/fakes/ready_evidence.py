"""Evidence without cryptography: the digest of what was signed; bad luck on demand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass
class ReadyCollector:
    """`trouble` holds errors raised one by one at the next calls; None lets one call through."""

    trouble: list = field(default_factory=list)
    asked: int = 0

    def collect(self, signed):
        self.asked += 1
        if self.trouble:
            error = self.trouble.pop(0)
            if error is not None:
                raise error
        return b"evidence for " + hashlib.sha256(signed).hexdigest().encode()
