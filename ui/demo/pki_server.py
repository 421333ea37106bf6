"""The test PKI on loopback, a process of its own: CRLs, OCSP, issuers' certificates, and a time-stamp authority.

`python -m ui.demo.pki_server --folder DIR` prints its address once it answers. Misbehaving time-stamp services for
tests: `/tsa-slow?seconds=N`, `/tsa-silent` (never answers), `/tsa-wrong` (stamps another digest), `/tsa-refused`,
`/tsa-garbage`.
"""

from __future__ import annotations

import argparse
import time
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ui.demo.pki import TestPki

_LARGEST_REQUEST = 1 << 20
_CRL_LIFE = timedelta(days=7)
_OCSP_LIFE = timedelta(days=1)
_REFUSED_STAMP = bytes.fromhex("30053003020102")
"""RFC 3161 TimeStampResp with status 2 (rejection) and no token, which asn1crypto cannot write."""


class Answers:
    """What the PKI answers, computed from its folder."""

    def __init__(self, folder: Path) -> None:
        self.pki = TestPki(folder, "")
        self.authority = cache(self.pki.authority)

    @property
    def revoked(self) -> frozenset[int]:
        """Serial numbers revoked so far; read anew each time, so that a test can revoke."""
        path = self.pki.folder / "authority" / "revoked"
        return frozenset(int(line) for line in path.read_text().split()) if path.exists() else frozenset()

    def crl(self, issuer: str) -> bytes:
        """The CRL of root, issuing or tsa-root, in DER."""
        authority, now = self.authority(issuer), _now()
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(authority.certificate.subject)
            .last_update(now - timedelta(minutes=1))
            .next_update(now + _CRL_LIFE)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
            )
            .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        )
        for serial in self.revoked if issuer == "issuing" else ():
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(now - timedelta(days=7))
                .add_extension(x509.CRLReason(x509.ReasonFlags.key_compromise), critical=False)
                .build()
            )
        return builder.sign(authority.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def issuer(self, name: str) -> bytes:
        """An authority's certificate, DER."""
        return self.authority(name).certificate.public_bytes(serialization.Encoding.DER)

    def ocsp(self, request_der: bytes) -> bytes:
        """RFC 6960 answer for one certificate of the issuing CA."""
        request = ocsp.load_der_ocsp_request(request_der)
        responder, now = self.authority("ocsp"), _now()
        gone = request.serial_number in self.revoked
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response_by_hash(
                issuer_name_hash=request.issuer_name_hash,
                issuer_key_hash=request.issuer_key_hash,
                serial_number=request.serial_number,
                algorithm=request.hash_algorithm,
                cert_status=ocsp.OCSPCertStatus.REVOKED if gone else ocsp.OCSPCertStatus.GOOD,
                this_update=now,
                next_update=now + _OCSP_LIFE,
                revocation_time=now - timedelta(days=7) if gone else None,
                revocation_reason=x509.ReasonFlags.key_compromise if gone else None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
            .certificates([responder.certificate])
        )
        for extension in request.extensions:
            if isinstance(extension.value, x509.OCSPNonce):
                builder = builder.add_extension(extension.value, extension.critical)
        return builder.sign(responder.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def stamp(self, request_der: bytes, *, wrong_digest: bool = False) -> bytes:
        """RFC 3161 answer."""
        request = tsp.TimeStampReq.load(request_der)
        if wrong_digest:
            request["message_imprint"]["hashed_message"] = bytes(32)
        return bytes(self._stamper.request_tsa_response(request).dump())

    @cached_property
    def _stamper(self) -> DummyTimeStamper:
        authority = self.authority("tsa")
        key = authority.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        certificate = asn1_x509.Certificate.load(authority.certificate.public_bytes(serialization.Encoding.DER))
        root = asn1_x509.Certificate.load(self.issuer("tsa-root"))
        return DummyTimeStamper(
            certificate, asn1_keys.PrivateKeyInfo.load(key), certs_to_embed=SimpleCertificateStore.from_certs([root])
        )


class _Handler(BaseHTTPRequestHandler):
    answers: Answers
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        kind, _, name = path.strip("/").partition("/")
        known = name.rpartition(".")[0] in {"root", "issuing", "tsa-root"}
        if kind == "crl" and known:
            self._send(self.answers.crl(name.rpartition(".")[0]), "application/pkix-crl")
        elif kind == "aia" and known:
            self._send(self.answers.issuer(name.rpartition(".")[0]), "application/pkix-cert")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST_REQUEST:
            self.send_error(413)
            return
        body, target = self.rfile.read(length), urlsplit(self.path)
        stamp_type = "application/timestamp-reply"
        match target.path:
            case "/ocsp":
                self._send(self.answers.ocsp(body), "application/ocsp-response")
            case "/tsa":
                self._send(self.answers.stamp(body), stamp_type)
            case "/tsa-slow":
                time.sleep(float(parse_qs(target.query).get("seconds", ["30"])[0]))
                self._send(self.answers.stamp(body), stamp_type)
            case "/tsa-silent":
                time.sleep(3600)
            case "/tsa-wrong":
                self._send(self.answers.stamp(body, wrong_digest=True), stamp_type)
            case "/tsa-refused":
                self._send(_REFUSED_STAMP, stamp_type)
            case "/tsa-garbage":
                self._send(b"not a time stamp", stamp_type)
            case _:
                self.send_error(404)

    def _send(self, body: bytes, media_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the demonstration prints its own story."""


def serve(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server bound to loopback, ready for `serve_forever`."""
    handler = type("Handler", (_Handler,), {"answers": Answers(folder)})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    return server


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def main() -> None:
    """Entry point of the process."""
    parser = argparse.ArgumentParser(prog="pki-server")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    server = serve(arguments.folder, arguments.port)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201  the one line its starter waits for
    server.serve_forever()


if __name__ == "__main__":
    main()
