"""RFC 3161 time stamps over http: bounded in time and size, believed only after imprint and signature were checked."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

import aiohttp
from asn1crypto import cms, core, tsp, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from signing.errors import SigningError
from signing.pdf.errors import (
    ClockDisagrees,
    TimestampAddressWrong,
    TimestampAuthorityRefused,
    TimestampAuthoritySilent,
    TimestampAuthorityWrong,
)

LARGEST_ANSWER = 1 << 18
CLOCK_TOLERANCE = timedelta(minutes=5)
DEFAULT_TIMEOUT = 30.0
_REFUSALS = ("rejection", "waiting", "revocation_warning", "revocation_notification")


class _Answer(core.Sequence):  # type: ignore[misc]
    """TimeStampResp; asn1crypto's own does not know that a refusal has no token (RFC 3161, 2.4.2)."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]


class TimestampAuthority(TimeStamper):
    """One authority. `timeout` in seconds bounds each whole request. Raises only errors of `signing.pdf.errors`."""

    def __init__(self, url: str, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._url, self._timeout, self._host = url, timeout, _host(url)
        super().__init__()  # type: ignore[no-untyped-call]

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A time stamp token over `message_digest`, checked."""
        nonce, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        asked = datetime.now(UTC)
        answer = await self.async_request_tsa_response(request)
        try:
            return self._checked(answer, message_digest, md_algorithm, nonce, asked)
        except SigningError:
            raise
        except Exception as error:  # a stranger's ASN.1 breaks parsers in many ways
            raise TimestampAuthorityWrong(host=self._host, detail=type(error).__name__) from error

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> _Answer:
        """Post the request; the answer is not yet looked into."""
        host = self._host
        limit = aiohttp.ClientTimeout(total=self._timeout, connect=min(10.0, self._timeout))
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            async with (
                aiohttp.ClientSession(timeout=limit) as session,
                session.post(self._url, data=req.dump(), headers=headers, allow_redirects=False) as response,
            ):
                body = await response.content.read(LARGEST_ANSWER + 1) if response.status == 200 else b""
                while response.status == 200 and len(body) <= LARGEST_ANSWER and not response.content.at_eof():
                    body += await response.content.read(LARGEST_ANSWER)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise TimestampAuthoritySilent(host=host, seconds=f"{self._timeout:g}") from error
        if response.status != 200:
            raise TimestampAuthorityRefused(host=host, status=response.status)
        if len(body) > LARGEST_ANSWER:
            raise TimestampAuthorityWrong(host=host, detail="size")
        try:
            answer: _Answer = _Answer.load(body)
            return answer
        except ValueError as error:
            raise TimestampAuthorityWrong(host=host, detail="ASN.1") from error

    def _checked(
        self, answer: _Answer, digest: bytes, algorithm: str, nonce: object, asked: datetime
    ) -> cms.ContentInfo:
        host = self._host
        status = answer["status"]["status"].native
        if status in _REFUSALS:
            raise TimestampAuthorityRefused(host=host, status=status)
        token = answer["time_stamp_token"]
        content = token["content"]["encap_content_info"]["content"]
        info: tsp.TSTInfo = content.parsed
        imprint = info["message_imprint"]
        same = imprint["hashed_message"].native == digest and imprint["hash_algorithm"]["algorithm"].native == algorithm
        if not same or info["nonce"].native != getattr(nonce, "native", nonce):
            raise TimestampAuthorityWrong(host=host, detail="imprint")
        if not _signed_by_an_authority(token["content"], content.contents):
            raise TimestampAuthorityWrong(host=host, detail="signature")
        stamped = info["gen_time"].native
        if not asked - CLOCK_TOLERANCE <= stamped <= datetime.now(UTC) + CLOCK_TOLERANCE:
            raise ClockDisagrees(host=host, stamped=stamped.isoformat(), here=asked.isoformat(timespec="seconds"))
        return token


def _host(url: str) -> str:
    """The host to name in errors; the whole address may carry credentials."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise TimestampAddressWrong() from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise TimestampAddressWrong()
    return parts.hostname


def _signed_by_an_authority(signed: cms.SignedData, content: bytes) -> bool:
    """Whether the token's one signature holds under a certificate in it that is made for time stamps. No trust."""
    (signer,) = signed["signer_infos"]
    wanted = signer["sid"].chosen
    certificate = next(
        (
            choice.chosen
            for choice in signed["certificates"]
            if isinstance(choice.chosen, x509.Certificate)
            and choice.chosen.serial_number == wanted["serial_number"].native
            and choice.chosen.issuer == wanted["issuer"]
        ),
        None,
    )
    if certificate is None or certificate.extended_key_usage_value is None:
        return False
    if "time_stamping" not in certificate.extended_key_usage_value.native:
        return False
    from_digest = _digest(content, signer["digest_algorithm"]["algorithm"].native)
    return all(validate_sig_integrity(signer, certificate, "tst_info", from_digest))


def _digest(content: bytes, algorithm: str) -> bytes:
    return hashlib.new(algorithm, content).digest()
