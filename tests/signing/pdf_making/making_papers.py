"""What the tests of making signatures share: a draft, places, pictures, and other programs' opinions."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import typst
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.pdf.fields import SignaturePlace, TextPlace

_LETTER = b"""
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm))
#set text(font: "Liberation Serif", size: 13pt, lang: "vi", fallback: false)
#set document(title: "Letter", date: datetime(year: 2026, month: 11, day: 21))
#place(top + left, dy: 30mm)[S\xe1\xbb\x91:#h(30pt)/VPCP-TH]
#place(top + left, dx: 75mm, dy: 30mm)[_H\xc3\xa0 N\xe1\xbb\x99i,_]
#place(top + left, dy: 60mm)[#lorem(120)]
"""
TEXTS = (
    TextPlace("so", 1, 106.5, 138.0, 27.0, 16.0, 4.0, align="right"),
    TextPlace("ngay", 1, 340.0, 138.0, 146.6, 16.0, 4.0, style="italic", value="ngày      tháng      năm       "),
)
LEADER = SignaturePlace("leader", 1, 370.0, 600.0, 136.06, 62.36)
AGENCY = SignaturePlace("agency", 1, 370.0 + 136.06 / 3 - 102.05, 600.0 + (62.36 - 102.05) / 2, 102.05, 102.05)


def compiled(standard: str) -> bytes:
    pdf = typst.Compiler(_LETTER, font_paths=["resources/fonts"], ignore_system_fonts=True).compile(
        format="pdf", pdf_standards=[standard], timestamp=0
    )
    assert isinstance(pdf, bytes)
    return pdf


def picture(kind: str, mode: str = "RGBA") -> bytes:
    """A blue scrawl or a red ring, transparent (RGBA) or on white (RGB)."""
    image = Image.new(mode, (600, 275) if kind == "hand" else (600, 600), (255, 255, 255, 0)[: len(mode)])
    draw = ImageDraw.Draw(image)
    if kind == "hand":
        draw.line([(10, 200), (90, 40), (160, 230), (260, 60), (380, 210), (480, 90), (590, 150)], (20, 50, 170), 10)
    else:
        draw.ellipse((8, 8, 592, 592), outline=(215, 10, 30), width=20)
        draw.regular_polygon((300, 300, 130), 5, fill=(215, 10, 30))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def changed(pdf: bytes, change) -> bytes:  # type: ignore[no-untyped-def]
    """The PDF after `change(pikepdf.Pdf)` and a full rewrite."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


def qpdf_is_clean(pdf: bytes, folder: Path) -> bool:
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode == 0


def pdfsig_says(pdf: bytes, folder: Path) -> list[str]:
    """pdfsig's word on each signature (document time stamps it does not know)."""
    path = folder / "asked.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True).stdout
    return re.findall(r"Signature Validation: (.*)", said)


def cms_holds(pdf: bytes, field: str, roots: Path, folder: Path) -> bool:
    """openssl cms over the two parts of the ByteRange, with the chain up to the given root."""
    reader = PdfFileReader(io.BytesIO(pdf))
    signature = next(one for one in reader.embedded_signatures if one.field_name == field)
    start, length, second, rest = (int(number) for number in signature.byte_range)
    (folder / "content").write_bytes(pdf[start : start + length] + pdf[second : second + rest])
    (folder / "cms").write_bytes(bytes(signature.pkcs7_content))
    command = ["openssl", "cms", "-verify", "-binary", "-purpose", "any", "-inform", "DER"]
    command += ["-in", str(folder / "cms"), "-content", str(folder / "content")]
    command += ["-CAfile", str(roots), "-out", "/dev/null"]
    return subprocess.run(command, capture_output=True).returncode == 0


def xmp_of_all_revisions(pdf: bytes) -> list[bytes]:
    """The XMP packet as each revision shows it, read by another library."""
    packets = []
    for end in re.finditer(rb"%%EOF", pdf):
        with pikepdf.open(io.BytesIO(pdf[: end.end()])) as revision:
            packets.append(revision.Root.Metadata.read_bytes())
    return packets


def drawn(pdf: bytes, folder: Path, dpi: int = 100) -> Image.Image:
    """Page 1 as poppler draws it."""
    (folder / "drawn.pdf").write_bytes(pdf)
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            str(dpi),
            "-png",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            str(folder / "drawn.pdf"),
            str(folder / "drawn"),
        ],
        check=True,
        capture_output=True,
    )
    return Image.open(folder / "drawn.png").convert("RGB")


def ink(image: Image.Image, place: SignaturePlace | TextPlace, colour: str) -> int:
    """How many pixels of the place have this ink; `image` shows an A4 page."""
    scale = image.width / 595.276
    box = (place.x * scale, place.y * scale, (place.x + place.width) * scale, (place.y + place.height) * scale)
    tests = {
        "red": lambda r, g, b: r > 150 and g < 110 and b < 110,
        "blue": lambda r, g, b: b > 120 and r < 110,
        "black": lambda r, g, b: max(r, g, b) < 110,
    }
    return sum(tests[colour](*pixel) for pixel in image.crop(tuple(round(side) for side in box)).get_flattened_data())
