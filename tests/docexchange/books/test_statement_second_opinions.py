"""Programs nobody here wrote verify our statements, and refuse them once altered."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from book_world import BookWorld
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

sys.path.append(str(Path(__file__).parents[2] / "signing" / "xml"))

import test_xml_second_opinions as second
from xml_samples import PrivateKey, certify

from docexchange.books.statement import read_statement, write_statement
from signing.keys.software import software_key
from signing.xml.sign import sign_xml


@pytest.fixture(scope="module")
def statement_root() -> tuple[PrivateKey, x509.Certificate]:
    private = ec.generate_private_key(ec.SECP256R1())
    return private, certify(private, "Root of the statements")


@pytest.fixture
def content(world: BookWorld) -> bytes:
    return write_statement(world.filled(1).statement())


@pytest.fixture
def signed(world, content, statement_root) -> bytes:
    private = ec.generate_private_key(ec.SECP256R1())
    key = software_key(private, certify(private, "Trần Thị Bình", statement_root), (statement_root[1],))
    return sign_xml(content, key, made=world.now)


def altered(signed: bytes) -> bytes:
    assert b"<version>2<" in signed
    return signed.replace(b"<version>2<", b"<version>3<")


def test_signxml_reads_the_same_statement(signed, content, statement_root, tmp_path, monkeypatch):
    monkeypatch.setattr(second, "CONTENT", content)
    root_file = tmp_path / "root.pem"
    root_file.write_bytes(statement_root[1].public_bytes(Encoding.PEM))
    assert second.signxml_accepts(signed, root_file)
    assert not second.signxml_accepts(altered(signed), root_file)
    assert read_statement(content).type == "draft.comment/1"


def test_python_xmlsec_agrees(signed, statement_root):
    assert second.xmlsec_accepts(signed, statement_root)
    assert not second.xmlsec_accepts(altered(signed), statement_root)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="program java (JDK 17) is missing")
def test_jdk_agrees(signed, tmp_path):
    files = []
    for name, data in (("good.xml", signed), ("bad.xml", altered(signed))):
        (tmp_path / name).write_bytes(data)
        files.append(str(tmp_path / name))
    done = subprocess.run(["java", str(second.JAVA_FILE), *files], capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["true", "false"], done.stdout
