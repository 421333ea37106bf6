"""Fetching CRLs and OCSP answers over http(s), within limits of size, time and number.

Only addresses named in certificates whose chain to a trusted root was already verified are ever asked: issuers are
never fetched (no `caIssuers`), so that a stranger's file cannot make this program call an address of his choice.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Iterable
from http.client import HTTPException
from typing import TypeAlias
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, Request

from asn1crypto import cms, crl, ocsp, x509
from pyhanko_certvalidator.authority import Authority
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError
from pyhanko_certvalidator.fetchers import CertificateFetcher, CRLFetcher, Fetchers, OCSPFetcher
from pyhanko_certvalidator.fetchers.common_utils import format_ocsp_request, process_ocsp_response_data

from signing.trust.policy import POLICY, Policy

Certificate: TypeAlias = x509.Certificate | cms.AttributeCertificateV2
_PIECE = 1 << 16
_NOTHING: tuple[x509.Certificate, ...] = ()


class FetchFailed(Exception):
    """An address gave nothing usable: refused, silent, too large, not http(s), or the budget is spent."""


class Web:
    """Plain requests without redirects, proxies, cookies or other schemes; counts what it has spent.

    Answers and failures are remembered for as long as this object lives (one judgement), so that a dead server costs
    its time limit once.
    """

    def __init__(self, policy: Policy = POLICY) -> None:
        self._policy = policy
        self._left = policy.fetch_requests
        self._spent = 0.0
        self._known: dict[tuple[str, bytes], bytes | FetchFailed] = {}
        self._opener = OpenerDirector()
        for handler in (HTTPHandler(), HTTPSHandler()):
            self._opener.add_handler(handler)

    def ask(self, url: str, body: bytes = b"", content_type: str = "") -> bytes:
        """GET, or POST when there is a body. Raises `FetchFailed`."""
        key = (url, body)
        if key not in self._known:
            started = time.monotonic()
            try:
                self._known[key] = self._ask(url, body, content_type)
            except FetchFailed as failure:
                self._known[key] = failure
            self._spent += time.monotonic() - started
        answer = self._known[key]
        if isinstance(answer, FetchFailed):
            raise answer
        return answer

    @property
    def _exhausted(self) -> bool:
        """Dead servers must not eat the time that judging itself may take."""
        return self._left <= 0 or self._spent > self._policy.fetch_total_seconds

    def _ask(self, url: str, body: bytes, content_type: str) -> bytes:
        if urlsplit(url).scheme not in ("http", "https") or self._exhausted:
            raise FetchFailed(url)
        self._left -= 1
        headers = {"User-Agent": "ecabinet", "Connection": "close"}
        if content_type:
            headers["Content-Type"] = content_type
        request = Request(url, data=body or None, headers=headers)  # noqa: S310  the scheme was checked above
        try:
            with self._opener.open(request, timeout=self._policy.fetch_seconds) as answer:
                if answer.status != 200:
                    raise FetchFailed(url)
                return self._read(answer, url)
        except (URLError, OSError, HTTPException, ValueError) as error:
            raise FetchFailed(url) from error

    def _read(self, answer: object, url: str) -> bytes:
        deadline = time.monotonic() + self._policy.fetch_seconds
        content = bytearray()
        while piece := answer.read1(_PIECE):  # type: ignore[attr-defined]
            content += piece
            if len(content) > self._policy.fetch_bytes or time.monotonic() > deadline:
                raise FetchFailed(url)
        return bytes(content)


class CrlsFromWeb(CRLFetcher):
    """CRLs from the distribution points a certificate names."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._found: dict[bytes, list[crl.CertificateList]] = {}

    async def fetch(self, cert: Certificate, *, use_deltas: bool | None = None) -> Iterable[crl.CertificateList]:
        """Every CRL that could be had; raises `CRLFetchError` when points are named and none answers."""
        urls = _crl_urls(cert)
        lists: list[crl.CertificateList] = []
        for url in urls:
            try:
                lists.append(crl.CertificateList.load(self._web.ask(url), strict=True))
                break
            except (FetchFailed, ValueError):
                continue
        self._found[cert.dump()] = lists
        if urls and not lists:
            raise CRLFetchError(f"no CRL from {urls[0]}")
        return lists

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        """All of them."""
        return [one for lists in self._found.values() for one in lists]

    def fetched_crls_for_cert(self, cert: Certificate) -> Iterable[crl.CertificateList]:
        """Those fetched for one certificate; `KeyError` when none was tried."""
        return self._found[cert.dump()]


class OcspFromWeb(OCSPFetcher):
    """OCSP answers from the responder a certificate names."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._found: dict[bytes, ocsp.OCSPResponse] = {}

    async def fetch(self, cert: Certificate, authority: Authority) -> ocsp.OCSPResponse:
        """One answer. Raises `OCSPFetchError`."""
        # The certificate id is only a key for look-up (RFC 6960 4.3 makes SHA-1 mandatory); nothing is signed with it.
        request = format_ocsp_request(cert, authority, certid_hash_algo="sha1", request_nonces=False)
        for url in cert.ocsp_urls:
            try:
                answer = self._web.ask(url, request.dump(), "application/ocsp-request")
                found = process_ocsp_response_data(answer, ocsp_request=request, ocsp_url=url)
            except Exception as error:  # noqa: BLE001  whatever a responder sends, the next one is asked
                _ = error
                continue
            self._found[cert.dump()] = found
            return found
        raise OCSPFetchError("no OCSP responder answered")

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        """All of them."""
        return list(self._found.values())

    def fetched_responses_for_cert(self, cert: Certificate) -> Iterable[ocsp.OCSPResponse]:
        """The answer fetched for one certificate, if any."""
        found = self._found.get(cert.dump())
        return [found] if found is not None else []


class NoIssuersFromWeb(CertificateFetcher):
    """Issuers come from the file and the trust set only."""

    async def fetch_cert_issuers(self, cert: Certificate) -> AsyncGenerator[x509.Certificate, None]:
        """Nothing."""
        for certificate in _NOTHING:
            yield certificate

    async def fetch_crl_issuers(self, certificate_list: crl.CertificateList) -> AsyncGenerator[x509.Certificate, None]:
        """Nothing."""
        for certificate in _NOTHING:
            yield certificate

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        """Nothing."""
        return ()


def fetchers(web: Web) -> Fetchers:
    """The three fetchers over one budget."""
    return Fetchers(ocsp_fetcher=OcspFromWeb(web), crl_fetcher=CrlsFromWeb(web), cert_fetcher=NoIssuersFromWeb())


def _crl_urls(cert: Certificate) -> list[str]:
    points = getattr(cert, "crl_distribution_points", ())
    urls = [point.url for point in points]
    return [url for url in urls if url and url.lower().startswith(("http://", "https://"))]
