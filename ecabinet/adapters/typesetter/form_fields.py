"""The places of a typeset document made into form and signature fields, so that it can be signed."""

from __future__ import annotations

from dataclasses import asdict

from ecabinet.adapters.typesetter.typeset import Typeset
from ecabinet.domain.documents.place import SignaturePlace, TextPlace
from signing.pdf import fields


def with_fields(document: Typeset) -> bytes:
    """The PDF ready for the leader: open number and date as read-only text fields, both signature fields.

    Raises what `signing.pdf.fields.prepare` raises; none of it can come from data that `typeset` accepted.
    """
    texts = [fields.TextPlace(**asdict(place)) for place in document.places if isinstance(place, TextPlace)]
    areas = [fields.SignaturePlace(**asdict(place)) for place in document.places if isinstance(place, SignaturePlace)]
    return fields.prepare(document.pdf, texts, areas)
