"""The A-1b variant stays PDF/A through preparing, signing and sealing (PDFBox Preflight; opaque pictures, level T)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from making_papers import AGENCY, LEADER, TEXTS, compiled, picture

from signing.keys.software import SoftwareKey
from signing.pdf.fields import prepare
from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from ui.demo.pki import TestPki

JARS = [
    Path("/usr/share/java") / f"{name}.jar"
    for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
]
MISSING = [path.name for path in JARS if not path.exists()]


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING) or not shutil.which("java"), reason=f"PDFBox Preflight is not here: {MISSING}")
@pytest.mark.parametrize("pictures", [True, False])
def test_every_stage_is_pdf_a_1b(
    key: Callable[[str], SoftwareKey], pki: TestPki, tmp_path: Path, pictures: bool
) -> None:
    base = compiled("a-1b")
    prepared = prepare(base, TEXTS, (LEADER, AGENCY))
    hand, ring = (picture("hand", "RGB"), picture("seal", "RGB")) if pictures else (None, None)
    led = sign_leader(prepared, key("minister"), level="T", tsa_url=pki.tsa_url, stamp=hand)
    sealed = seal(led, key("seal"), number="15", day=date(2026, 11, 21), level="T", tsa_url=pki.tsa_url, stamp=ring)
    files = []
    for name, pdf in (("base", base), ("prepared", prepared), ("led", led), ("sealed", sealed)):
        files.append(str(tmp_path / f"{name}.pdf"))
        Path(files[-1]).write_bytes(pdf)
    command = ["java", "-cp", os.pathsep.join(map(str, JARS)), str(Path(__file__).with_name("Preflight.java")), *files]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert said.stdout.splitlines() == ["valid"] * 4, said.stderr[-2000:]
