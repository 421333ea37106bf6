"""The commands of docs/manifest.md, run as they stand: good manifests pass, altered ones do not."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from manifest_samples import DOCX, MANIFEST, PDF

from docexchange.envelope.manifest import write_manifest
from signing.keys.software import open_pkcs12
from signing.xml.sign import sign_xml

PAGE = Path(__file__).parents[3] / "docs" / "manifest.md"
MISSING = [tool for tool in ("sh", "openssl", "python3", "sha256sum", "grep", "sed") if shutil.which(tool) is None]


@pytest.fixture(params=["seal", "seal-b"], ids=["rsa-3072", "p-256"])
def signed(request, pki) -> bytes:
    key = open_pkcs12(pki.p12(request.param), pki.pin(request.param).encode())
    return sign_xml(write_manifest(MANIFEST), key, made=datetime.now(UTC))


def check(folder: Path, pki, signed: bytes, pdf: bytes = PDF) -> subprocess.CompletedProcess[str]:
    (folder / "manifest.xml").write_bytes(signed)
    (folder / "Công văn 12.pdf").write_bytes(pdf)
    (folder / "Phụ lục.docx").write_bytes(DOCX)
    roots = sorted((pki.folder / "trust" / "roots").glob("*.pem"))
    (folder / "root.pem").write_bytes(b"".join(root.read_bytes() for root in roots))
    steps = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(), flags=re.DOTALL | re.MULTILINE)
    assert len(steps) == 8
    script = "set -e\n" + "".join(f"echo step {number}\n{step}" for number, step in enumerate(steps, 1))
    return subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True)


@pytest.mark.skipif(bool(MISSING), reason=f"programs missing: {MISSING}")
def test_a_stranger_can_check_a_manifest(signed, pki, tmp_path):
    done = check(tmp_path, pki, signed)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Verified OK" in done.stdout and "Công văn 12.pdf: OK" in done.stdout


@pytest.mark.skipif(bool(MISSING), reason=f"programs missing: {MISSING}")
@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        (rb"<number>12<", rb"<number>13<", 4),
        (rb"<sender>", rb"<sender ><!---->", 2),
        (rb"(<xades:SigningTime>)2", rb"\g<1>3", 4),
        (rb"(<ds:DigestValue>)....", rb"\1AAAA", 4),
        (rb"(<ds:SignatureValue>)........", rb"\1AAAAAAAA", 6),
        (rb"</ds:Signature>", rb"</ds:Signature><subject>x</subject>", 1),
    ],
)
def test_a_stranger_sees_what_was_altered(signed, pki, tmp_path, old, new, step):
    done = check(tmp_path, pki, re.sub(old, new, signed, count=1))
    assert done.returncode != 0
    assert re.findall(r"^step (\d)$", done.stdout, flags=re.MULTILINE)[-1] == str(step)


@pytest.mark.skipif(bool(MISSING), reason=f"programs missing: {MISSING}")
def test_a_stranger_sees_an_altered_file(signed, pki, tmp_path):
    done = check(tmp_path, pki, signed, pdf=b"forged")
    assert done.returncode != 0
    assert "Công văn 12.pdf: FAILED" in done.stdout
