"""Programs nobody here wrote must accept what `sign_xml` writes, and refuse it once altered."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import signxml
import signxml.xades
import xmlsec
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from xml_samples import CONTENT, MADE

from signing.xml.sign import sign_xml

DS = "{http://www.w3.org/2000/09/xmldsig#}"
XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
JAVA_FILE = Path(__file__).with_name("VerifyXmlSignature.java")


@pytest.fixture
def signed(key) -> bytes:
    return sign_xml(CONTENT, key, made=MADE)


def altered(signed: bytes) -> bytes:
    return signed.replace(b"<amount>1000<", b"<amount>9000<")


def signxml_accepts(signed: bytes, root_file: Path) -> bool:
    configuration = signxml.xades.XAdESSignatureConfiguration(expect_references=2)
    try:
        results = signxml.xades.XAdESVerifier().verify(signed, ca_pem_file=str(root_file), expect_config=configuration)
    except (signxml.InvalidSignature, signxml.InvalidInput, signxml.InvalidDigest):
        return False
    # What was signed, as signxml canonicalised it, is our content.
    return results[0].signed_data == CONTENT


def xmlsec_accepts(signed: bytes, root) -> bool:
    document = etree.fromstring(signed)
    xmlsec.tree.add_ids(document.find(f".//{XADES}SignedProperties"), ["Id"])
    manager = xmlsec.KeysManager()
    manager.load_cert_from_memory(
        root[1].public_bytes(Encoding.PEM), xmlsec.constants.KeyDataFormatPem, xmlsec.constants.KeyDataTypeTrusted
    )
    context = xmlsec.SignatureContext(manager)
    try:
        context.verify(document.find(f"{DS}Signature"))
    except xmlsec.Error:
        return False
    return True


def test_signxml_agrees(signed, root, tmp_path):
    root_file = tmp_path / "root.pem"
    root_file.write_bytes(root[1].public_bytes(Encoding.PEM))
    assert signxml_accepts(signed, root_file)
    assert not signxml_accepts(altered(signed), root_file)


@pytest.mark.parametrize(
    "content",
    [
        b"<a></a>",
        b'<ds:a xmlns:ds="urn:x"></ds:a>',
        b'<xades:a xmlns:xades="urn:x" xades:b="1"><c xmlns="urn:y">x</c></xades:a>',
        '<a xmlns="urn:x" xml:lang="vi">“&amp;” &lt; &gt; "q"<b c="&quot;&lt;>&amp;"></b></a>'.encode(),
    ],
)
def test_odd_contents_verify_elsewhere_too(keys, root, content):
    assert xmlsec_accepts(sign_xml(content, keys["p-256"], made=MADE), root)


def test_python_xmlsec_agrees(signed, root):
    assert xmlsec_accepts(signed, root)
    assert not xmlsec_accepts(altered(signed), root)


@pytest.mark.skipif(shutil.which("xmlsec1") is None, reason="program xmlsec1 is missing")
def test_xmlsec1_program_agrees(signed, root, tmp_path):
    (tmp_path / "root.pem").write_bytes(root[1].public_bytes(Encoding.PEM))
    for name, data, status in (("good.xml", signed, 0), ("bad.xml", altered(signed), 1)):
        (tmp_path / name).write_bytes(data)
        done = subprocess.run(
            [
                *("xmlsec1", "--verify", "--enabled-key-data", "x509,rsa,ecdsa", "--trusted-pem", "root.pem"),
                *("--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", name),
            ],
            cwd=tmp_path,
            capture_output=True,
        )
        assert min(done.returncode, 1) == status, done.stderr.decode()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="program java (JDK 17) is missing")
def test_jdk_agrees(keys, tmp_path):
    files = []
    for label in ("rsa-3072", "p-256", "p-384"):
        signed = sign_xml(CONTENT, keys[label], made=MADE)
        for name, data in ((f"{label}.xml", signed), (f"{label}-altered.xml", altered(signed))):
            (tmp_path / name).write_bytes(data)
            files.append(str(tmp_path / name))
    done = subprocess.run(["java", str(JAVA_FILE), *files], capture_output=True, text=True, check=True)
    verdicts = [line.split()[0] for line in done.stdout.splitlines()]
    assert verdicts == ["true", "false"] * 3, done.stdout
