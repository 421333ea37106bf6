"""Trusting exactly one TLS key: no authority is asked, the key's fingerprint must be the pinned one."""

from __future__ import annotations

import asyncio

import aiohttp
from cryptography import x509

from docexchange.protocol.fingerprint import key_fingerprint


class PinnedKey(aiohttp.Fingerprint):
    """aiohttp checks this right after the handshake, before a byte of a request is sent.

    aiohttp itself would compare the whole certificate; we compare the key, so that a certificate can be renewed.
    """

    def check(self, transport: asyncio.Transport) -> None:
        """Raise ServerFingerprintMismatch unless the peer proved it holds the pinned key."""
        tls = transport.get_extra_info("ssl_object")
        der = tls.getpeercert(binary_form=True) if tls is not None else None
        found = bytes.fromhex(key_fingerprint(x509.load_der_x509_certificate(der))) if der else b""
        if found != self.fingerprint:
            host, port, *_ = transport.get_extra_info("peername") or ("", 0)
            raise aiohttp.ServerFingerprintMismatch(self.fingerprint, found, host, port)
