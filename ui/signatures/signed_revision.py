"""The bytes that a signature in a PDF covers: what its signer saw."""

from __future__ import annotations

from ecabinet.domain.errors import Refusal
from signing.pdf.reading import open_pdf


class NoSignedRevision(Refusal):
    """The file holds no such signature, or one that covers no beginning of the file. Facts: field."""

    code = "no-signed-revision"


def signed_revision(pdf: bytes, field: str) -> bytes:
    """The file as far as the signature in `field` reaches. Raises NoSignedRevision, PdfUnreadable, PdfEncrypted.

    It is a whole PDF of its own: later revisions are only ever appended (ISO 32000-1, 7.5.6).
    """
    found = next((one for one in open_pdf(pdf).embedded_signatures if one.field_name == field), None)
    ends = [int(number) for number in found.byte_range] if found is not None else []
    if len(ends) != 4 or ends[0] != 0 or not 0 < ends[2] + ends[3] <= len(pdf):
        raise NoSignedRevision(field=field)
    return pdf[: ends[2] + ends[3]]
