"""Base64 in pieces of any length, white space ignored, anything else noticed."""

from __future__ import annotations

import binascii


class Base64Stream:
    """Decodes piece by piece. `broken`: not base64, decoding has stopped; `unpadded`: the closing `=` were missing."""

    def __init__(self) -> None:
        self.broken = False
        self.unpadded = False
        self._rest = ""
        self._ended = False

    def feed(self, text: str) -> bytes:
        """The bytes this piece completes."""
        if self.broken:
            return b""
        text = self._rest + "".join(text.split())
        whole = len(text) & ~3
        self._rest = text[whole:]
        return self._decoded(text[:whole])

    def finish(self) -> bytes:
        """The bytes of what is left."""
        rest, self._rest = self._rest, ""
        if self.broken or not rest:
            return b""
        if len(rest.rstrip("=")) < 2:
            self.broken = True
            return b""
        self.unpadded = True
        return self._decoded(rest.ljust(4, "="))

    def _decoded(self, text: str) -> bytes:
        if not text:
            return b""
        if self._ended:
            self.broken = True
            return b""
        try:
            decoded = binascii.a2b_base64(text, strict_mode=True)
        except ValueError:
            self.broken = True
            return b""
        self._ended = text[-1] == "="
        return decoded
