"""Papers of ours for the judging tests: a small draft, its fields, stamps."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from PIL import Image, ImageDraw

from signing.keys.software import SoftwareKey, open_pkcs12
from signing.pdf.fields import SignaturePlace, TextPlace, prepare
from signing.trust.store import TrustSet
from ui.demo.pki import TestPki

BLANK_DATE = "ngày     tháng     năm"
PAGE = b"q 1 0 0 RG 72 760 200 2 re S Q"


def key_of(pki: TestPki, label: str) -> SoftwareKey:
    return open_pkcs12(pki.p12(label), pki.pin(label).encode())


def draft() -> bytes:
    """A one-page paper with a drawn line, XMP and document information."""
    paper = pikepdf.new()
    paper.add_blank_page(page_size=(595.276, 841.89))
    paper.pages[0].obj.Contents = paper.make_stream(PAGE)
    with paper.open_metadata() as metadata:
        metadata["dc:title"] = "Công văn thử"
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def prepared() -> bytes:
    texts = [
        TextPlace("so", 1, 120, 100, 27, 16, 4, align="right"),
        TextPlace("ngay", 1, 330, 100, 160, 16, 4, style="italic", value=BLANK_DATE),
    ]
    places = [SignaturePlace("leader", 1, 350, 400, 136, 62), SignaturePlace("agency", 1, 290, 380, 102, 102)]
    return prepare(draft(), texts, places)


@dataclass(frozen=True)
class Papers:
    """`leader_*` signed by the minister only; `issued_*` numbered 15 and sealed."""

    trust: TrustSet
    prepared: bytes
    leader_b: bytes
    issued_b: bytes
    issued_t: bytes
    leader_lt: bytes
    issued_lta: bytes


def picture(colour: str) -> bytes:
    """A transparent PNG of one colour."""
    image = Image.new("RGBA", (120, 60), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 110, 50), outline=colour, width=4)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
