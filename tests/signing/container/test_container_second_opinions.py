"""Programs nobody here wrote must open the containers, accept their signatures, and refuse altered ones."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
import signxml
import signxml.xades
from container_samples import REPORT, SIGNATURE, changed, made, unpacked, written
from lxml import etree

from signing.keys.software import SoftwareKey
from ui.demo.pki import TestPki

Keys = Callable[[str], SoftwareKey]
JAVA_FILE = Path(__file__).with_name("VerifyContainer.java")
DS, XADES = "{http://www.w3.org/2000/09/xmldsig#}", "{http://uri.etsi.org/01903/v1.3.2#}"


def altered(container: bytes) -> bytes:
    return changed(container, lambda entries: entries.update({REPORT: b"forged"}))


@pytest.fixture(params=["seal", "minister"])
def container(request: pytest.FixtureRequest, key: Keys) -> bytes:
    """RSA-3072 and P-256."""
    return made(key(request.param))


def _extracted(folder: Path, container: bytes) -> Path:
    for name, content in unpacked(container).items():
        place = folder / "open" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder / "open"


@pytest.mark.skipif(shutil.which("unzip") is None, reason="program unzip is missing")
def test_unzip_finds_no_fault(container: bytes, tmp_path: Path):
    done = subprocess.run(["unzip", "-t", str(written(tmp_path, container))], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_media_type_stands_at_byte_38(container: bytes):
    assert container[30:38] == b"mimetype"
    assert container[38:].startswith(b"application/vnd.etsi.asic-e+zipPK")


def _signxml_accepts(container: bytes, root: Path) -> bool:
    entries = unpacked(container)
    signature = etree.fromstring(entries[SIGNATURE])[0]
    configuration = signxml.xades.XAdESSignatureConfiguration(expect_references=3)
    try:
        signxml.xades.XAdESVerifier().verify(
            etree.tostring(signature),
            ca_pem_file=str(root),
            expect_config=configuration,
            uri_resolver=lambda uri: entries[unquote(uri)],
        )
    except (signxml.InvalidSignature, signxml.InvalidInput, signxml.InvalidDigest):
        return False
    return True


def test_signxml_agrees(container: bytes, pki: TestPki):
    root = pki.trust / "roots" / "root.pem"
    assert _signxml_accepts(container, root)
    assert not _signxml_accepts(altered(container), root)


@pytest.mark.skipif(shutil.which("xmlsec1") is None, reason="program xmlsec1 is missing")
def test_xmlsec1_agrees(key: Keys, pki: TestPki, tmp_path: Path):
    # It reads references as names of files, without decoding them: so only plain names here.
    files = {"report.docx": b"report", "appendix/table.xlsx": b"table"}
    for label in ("seal", "minister"):
        for number, status in ((0, 0), (1, 1)):
            folder = _extracted(tmp_path / f"{label}{number}", made(key(label), files))
            if number:
                (folder / "report.docx").write_bytes(b"forged")
            words = ["xmlsec1", "--verify", "--enabled-key-data", "x509,rsa,ecdsa"]
            words += ["--trusted-pem", str(pki.trust / "roots" / "root.pem")]
            words += ["--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", SIGNATURE]
            done = subprocess.run(words, cwd=folder, capture_output=True)
            assert min(done.returncode, 1) == status, done.stderr.decode()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="program openssl is missing")
def test_openssl_accepts_the_stamp(stamped: bytes, pki: TestPki, tmp_path: Path):
    signature = etree.fromstring(unpacked(stamped)[SIGNATURE])
    value, token = signature.find(f".//{DS}SignatureValue"), signature.find(f".//{XADES}EncapsulatedTimeStamp")
    assert value is not None and token is not None and token.text
    (tmp_path / "value").write_bytes(etree.tostring(value, method="c14n", exclusive=True))
    (tmp_path / "stamp.tst").write_bytes(base64.b64decode(token.text))
    for data, status in (("value", 0), ("stamp.tst", 1)):
        words = ["openssl", "ts", "-verify", "-token_in", "-in", "stamp.tst", "-data", data]
        words += ["-CAfile", str(pki.trust / "tsa" / "tsa-root.pem")]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
        assert min(done.returncode, 1) == status, done.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="program java (JDK 17) is missing")
def test_jdk_agrees(key: Keys, stamped: bytes, tmp_path: Path):
    files = []
    for name, one in (("rsa", made(key("seal"))), ("p256", stamped)):
        files += [str(written(tmp_path, one, f"{name}.asice"))]
        files += [str(written(tmp_path, altered(one), f"{name}-altered.asice"))]
    done = subprocess.run(["java", str(JAVA_FILE), *files], capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["true", "false"] * 2, done.stdout
