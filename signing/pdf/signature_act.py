"""One signature put into a PDF: the engine behind leader, seal, copy and appendix."""

from __future__ import annotations

import asyncio
import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    CRLFetchError,
    InsufficientRevinfoError,
    OCSPFetchError,
    PathError,
    RevokedError,
    ValidationError,
)

from signing.errors import SigningError
from signing.keys.key import SigningKey
from signing.pdf.errors import LevelNeedsTimestamp, RevocationUnavailable, SignerNotTrusted, SignerRevoked
from signing.pdf.key_signer import KeySigner
from signing.pdf.reading import PdfUnreadable
from signing.pdf.timestamping import TimestampAuthority
from signing.trust.context import signing_context
from signing.trust.store import TrustSet, installed_trust

Level = Literal["B", "T", "LT", "LTA"]

VIETNAM = timezone(timedelta(hours=7))
RESERVED = 32768
"""Hex digits reserved for the CMS object: room for 16 KiB, enough for chain and time stamp."""


_BROKEN_FILE = (
    *(PdfError, LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError),
    *(ArithmeticError, NotImplementedError, zlib.error, struct.error),
)
"""What the library raises while it writes on top of a file that it could open but not follow everywhere."""


@dataclass(frozen=True)
class EarlierSigner:
    """Somebody who signed before; LT and LTA embed the evidence for him too, or his signature could not be proved."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    time_stamp: bool = False


@dataclass(frozen=True)
class SignatureAct:
    """What is to be signed and how. `made` is aware; `field_spec` makes a field that the file does not have."""

    field: str
    level: Level
    made: datetime
    tsa_url: str | None = None
    tsa_timeout: float = 30.0
    trust: TrustSet | None = None
    stamp: StaticStampStyle | None = None
    certify: bool = False
    reason: str | None = None
    location: str | None = None
    field_spec: SigFieldSpec | None = None
    earlier: tuple[EarlierSigner, ...] = ()


def put_signature(writer: Callable[[], IncrementalPdfFileWriter], key: SigningKey, act: SignatureAct) -> bytes:
    """The file with the signature; `writer` gives a fresh writer holding whatever else belongs into this update.

    Raises `LevelNeedsTimestamp`, the errors of `TimestampAuthority`, `RevocationUnavailable`, `SignerNotTrusted`,
    `SignerRevoked`, `PdfUnreadable`.
    """
    authority = _authority(act)
    try:
        return asyncio.run(_sign(writer(), key, act, authority, RESERVED))
    except _Overflow:
        return asyncio.run(_sign(writer(), key, act, authority, 4 * RESERVED))


class _Overflow(Exception):
    """The CMS object is larger than the space reserved."""


class _ClockedSigner(PdfSigner):
    """A signer told what time it is, so that the time drawn and the time in the signature are the same."""

    made: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.made
        return session


def _authority(act: SignatureAct) -> TimestampAuthority | None:
    if act.level == "B":
        return None
    if act.tsa_url is None:
        raise LevelNeedsTimestamp(level=act.level)
    return TimestampAuthority(act.tsa_url, act.tsa_timeout)


async def _sign(
    writer: IncrementalPdfFileWriter,
    key: SigningKey,
    act: SignatureAct,
    authority: TimestampAuthority | None,
    reserved: int,
) -> bytes:
    out = io.BytesIO()
    try:
        context = await _evidence(act)
        signer = _ClockedSigner(
            _metadata(act, context),
            signer=KeySigner(key),
            timestamper=authority,
            stamp_style=act.stamp,
            new_field_spec=act.field_spec,
        )
        signer.made = act.made
        await signer.async_sign_pdf(
            writer, existing_fields_only=act.field_spec is None, bytes_reserved=reserved, output=out
        )
    except SigningError:
        raise
    except (PyHankoSigningError, PathError, ValidationError, CRLFetchError, OCSPFetchError) as error:
        raise _said_plainly(error) from error
    except _BROKEN_FILE as error:
        raise PdfUnreadable(reason=type(error).__name__) from error
    return out.getvalue()


async def _evidence(act: SignatureAct) -> ValidationContext | None:
    """For LT and LTA a context that fetches and keeps revocation data, hard-fail; earlier signers' data included."""
    if act.level not in ("LT", "LTA"):
        return None
    trust = act.trust or installed_trust()
    context = signing_context(trust, fetch=True)
    for earlier in act.earlier:
        validator = CertificateValidator(earlier.certificate, earlier.others, validation_context=context)
        await validator.async_validate_usage(set(), {"time_stamping"} if earlier.time_stamp else None)
    return context


def _metadata(act: SignatureAct, context: ValidationContext | None) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=act.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=act.certify,
        docmdp_permissions=MDPPerm.FILL_FORMS if act.certify else MDPPerm.NO_CHANGES,
        reason=act.reason,
        location=act.location,
        validation_context=context,
        embed_validation_info=context is not None,
        use_pades_lta=act.level == "LTA",
        # `signing.keys.holder.require_usable` has checked usage: either of two bits will do.
        signer_key_usage=set(),
    )


def _said_plainly(error: Exception) -> Exception:
    inner = (argument for argument in error.args if isinstance(argument, Exception))
    causes: tuple[BaseException | None, ...] = (error, error.__cause__, *inner)
    if "payload larger than expected" in str(error):
        return _Overflow()
    if any(isinstance(cause, RevokedError) for cause in causes):
        return SignerRevoked()
    if any(isinstance(cause, (InsufficientRevinfoError, CRLFetchError, OCSPFetchError)) for cause in causes):
        return RevocationUnavailable()
    if any(isinstance(cause, (PathError, ValidationError)) for cause in causes):
        return SignerNotTrusted(detail=type(error.__cause__ or error).__name__)
    return PdfUnreadable(reason=type(error).__name__)
