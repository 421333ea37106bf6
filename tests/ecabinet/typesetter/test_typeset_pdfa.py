"""PDF/A: A-1b by PDFBox Preflight, A-2b by structure; qpdf finds nothing."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ecabinet.adapters.typesetter.typesetter import Typesetter

JARS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api", "bcprov")
HERE = Path(__file__).parent


def _picture(mode: str = "RGBA") -> str:
    out = io.BytesIO()
    Image.new(mode, (60, 40), (200, 30, 30, 90)[: len(mode)]).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


@pytest.mark.slow
def test_a1b_variant_passes_preflight_before_and_after_preparing(tmp_path, letter, decision):
    jars = [Path("/usr/share/java") / f"{jar}.jar" for jar in JARS]
    absent = [jar.name for jar in jars if not jar.exists()]
    if shutil.which("java") is None or absent:
        pytest.skip(f"needs java and the Debian jars of libpdfbox2-java; missing: {', '.join(absent) or 'java'}")
    typesetter, names = Typesetter(), []
    letter["body"].append({"kind": "figure", "image": _picture(), "caption": "Hình 1"})
    letter |= {"urgency": 3, "circulation": "Lưu hành nội bộ"}
    for kind, data in (("letter", letter), ("decision", decision)):
        document = typesetter.typeset(data, "a-1b")
        for state, pdf in (("plain", document.pdf), ("prepared", typesetter.prepared(document))):
            names.append(tmp_path / f"{kind}-{state}.pdf")
            names[-1].write_bytes(pdf)

    command = ["java", "-cp", ":".join(map(str, jars)), str(HERE / "Preflight.java"), *map(str, names)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)

    assert [line.split("\t")[1] for line in done.stdout.splitlines()] == ["valid"] * 4, done.stdout


@pytest.mark.parametrize(("pdfa", "part"), [("a-2b", "2"), ("a-1b", "1")])
def test_file_says_which_part_it_keeps_and_embeds_every_font(letter, pdfa, part):
    with pikepdf.open(io.BytesIO(Typesetter().typeset(letter, pdfa).pdf)) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == (part, "B")
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        described = [font for font in fonts if "/FontDescriptor" in font]
        assert described
        assert all({"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in described)
        assert all("LiberationSerif" in str(font.BaseFont) for font in described)
        assert "/OutputIntents" in pdf.Root
        assert str(pdf.Root.Lang) == "vi-VN"


def test_qpdf_finds_no_fault(tmp_path, decision):
    if shutil.which("qpdf") is None:
        pytest.skip("needs qpdf")
    typesetter = Typesetter()
    for name, pdf in (("plain", (made := typesetter.typeset(decision)).pdf), ("prepared", typesetter.prepared(made))):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True, timeout=60).returncode == 0


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_picture_loses_its_transparency_and_keeps_its_shape(letter, mode):
    letter["body"].append({"kind": "figure", "image": _picture(mode), "width_mm": 60})
    with pikepdf.open(io.BytesIO(Typesetter().typeset(letter).pdf)) as pdf:
        drawn = [image for page in pdf.pages for image in page.get_images().values()]
        masked = [image for image in drawn if "/SMask" in image]

    assert [(image.Width, image.Height) for image in drawn] == [(60, 40)]
    assert masked == []
