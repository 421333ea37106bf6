"""Authorities that are slow, silent, wrong or rude: always a clear error, never a half-signed file."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from signing.errors import SigningError
from signing.keys.software import SoftwareKey
from signing.pdf.errors import (
    LevelNeedsTimestamp,
    RevocationUnavailable,
    SignerNotTrusted,
    TimestampAddressWrong,
    TimestampAuthorityRefused,
    TimestampAuthoritySilent,
    TimestampAuthorityWrong,
)
from signing.pdf.sign import sign_leader
from signing.trust.store import TrustSet
from ui.demo.pki import Person, TestPki, free_port

Key = Callable[[str], SoftwareKey]


def _signed(prepared: bytes, key: Key, url: str | None, timeout: float = 30.0) -> bytes:
    return sign_leader(prepared, key("minister"), level="T", tsa_url=url, tsa_timeout=timeout)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/tsa-wrong", TimestampAuthorityWrong),
        ("/tsa-garbage", TimestampAuthorityWrong),
        ("/nothing-here", TimestampAuthorityRefused),
    ],
)
def test_misbehaving_authorities(prepared: bytes, key: Key, pki: TestPki, path: str, error: type[SigningError]) -> None:
    with pytest.raises(error):
        _signed(prepared, key, pki.base_url + path)


@pytest.mark.parametrize("path", ["/tsa-silent", "/tsa-slow?seconds=30"])
def test_no_answer_in_time(prepared: bytes, key: Key, pki: TestPki, path: str) -> None:
    begun = time.monotonic()
    with pytest.raises(TimestampAuthoritySilent) as caught:
        _signed(prepared, key, pki.base_url + path, timeout=0.4)
    assert time.monotonic() - begun < 3
    assert caught.value.facts == {"host": "127.0.0.1", "seconds": "0.4"}


def test_a_slow_authority_is_waited_for(prepared: bytes, key: Key, pki: TestPki) -> None:
    assert _signed(prepared, key, pki.base_url + "/tsa-slow?seconds=0.7", timeout=5)


@pytest.mark.slow
def test_thirty_seconds_are_too_long_by_default(prepared: bytes, key: Key, pki: TestPki) -> None:
    with pytest.raises(TimestampAuthoritySilent):
        _signed(prepared, key, pki.base_url + "/tsa-slow?seconds=31")


def test_nobody_listens(prepared: bytes, key: Key) -> None:
    with pytest.raises(TimestampAuthoritySilent):
        _signed(prepared, key, f"http://127.0.0.1:{free_port()}/tsa")


@pytest.mark.parametrize("url", ["ftp://tsa.test/", "tsa.test", "file:///etc/passwd", "http://", "http://[", ""])
def test_addresses_must_be_http(prepared: bytes, key: Key, url: str) -> None:
    with pytest.raises(TimestampAddressWrong):
        _signed(prepared, key, url)


def test_level_t_without_an_address(prepared: bytes, key: Key) -> None:
    with pytest.raises(LevelNeedsTimestamp):
        _signed(prepared, key, None)


class _Endless(BaseHTTPRequestHandler):
    """Answers with an endless body, sends elsewhere, or says that it will not."""

    def do_POST(self) -> None:
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        if self.path == "/refused":
            self.wfile.write(bytes.fromhex("30053003020102"))  # TimeStampResp with PKIStatus rejection (RFC 3161)
            return
        try:
            for _ in range(400):
                self.wfile.write(bytes(1 << 16))
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def rude() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Endless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_endless_answer_is_cut_off(prepared: bytes, key: Key, rude: str) -> None:
    with pytest.raises(TimestampAuthorityWrong):
        _signed(prepared, key, rude + "/endless")


def test_an_authority_that_will_not(prepared: bytes, key: Key, rude: str) -> None:
    with pytest.raises(TimestampAuthorityRefused) as caught:
        _signed(prepared, key, rude + "/refused")
    assert caught.value.facts["status"] == "rejection"


def test_redirections_are_not_followed(prepared: bytes, key: Key, rude: str) -> None:
    with pytest.raises(TimestampAuthorityRefused):
        _signed(prepared, key, rude + "/elsewhere")


def test_a_server_that_hangs_up(prepared: bytes, key: Key) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def hang_up() -> None:
            connection, _ = listener.accept()
            connection.close()

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(TimestampAuthoritySilent):
            _signed(prepared, key, f"http://127.0.0.1:{listener.getsockname()[1]}/")


def test_lt_without_roots_is_refused(prepared: bytes, key: Key, pki: TestPki) -> None:
    with pytest.raises(SignerNotTrusted):
        sign_leader(prepared, key("minister"), level="LT", tsa_url=pki.tsa_url, trust=TrustSet())


def test_lt_without_revocation_services(
    prepared: bytes, pki: TestPki, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A PKI whose CRL and OCSP addresses answer nobody; its time stamps come from the one that is alive."""
    from signing.keys.software import open_pkcs12
    from signing.trust.store import load_trust

    person = Person("lonely", "Lý Văn Xa", "Bộ Xa", "000.00.00.G99", post="Bộ trưởng")
    dead = TestPki.create(tmp_path_factory.mktemp("dead"), f"http://127.0.0.1:{free_port()}", [person])
    trust = load_trust(dead.trust)
    both = TrustSet(trust.roots, load_trust(pki.trust).tsa_roots)
    lonely = open_pkcs12(dead.p12("lonely"), dead.pin("lonely").encode())
    with pytest.raises(RevocationUnavailable):
        sign_leader(prepared, lonely, level="LT", tsa_url=pki.tsa_url, trust=both)
