"""Binding a 10 MB file: signed manifest beside signing the file in base64: `python tests/benchmarks/xml_manifest.py`.

The bound: SHA-256 of the raw file and one RSA-3072 operation. Medians of interleaved rounds, in milliseconds.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "signing" / "xml")]

import xmlsec  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa  # noqa: E402
from cryptography.hazmat.primitives.hashes import SHA256  # noqa: E402
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: E402
from lxml import etree  # noqa: E402
from xml_samples import certify  # noqa: E402

from docexchange.envelope.manifest import Manifest, ManifestFile, read_manifest, write_manifest  # noqa: E402
from signing.keys.software import software_key  # noqa: E402
from signing.xml.sign import sign_xml  # noqa: E402
from signing.xml.verify import verify_xml  # noqa: E402

SIZE, ROUNDS = 10 << 20, 9


def digest(data: bytes) -> str:
    return hashlib.file_digest(io.BytesIO(data), "sha256").hexdigest()


def manifest_for(data: bytes) -> Manifest:
    file = ManifestFile("a.pdf", "application/pdf", len(data), digest(data))
    return Manifest("G22,2026/11/21,1/A", "G22", ("G12",), 0, (), "1", "A", date(2026, 11, 21), "x", (file,))


def inlined(data: bytes, private: rsa.RSAPrivateKey) -> etree._Element:
    """The file in the signed tree, as a whole-envelope signature needs it; xmlsec, the fastest peer."""
    root = etree.fromstring("<packet><file/></packet>")
    # libxml2 takes no text over 10,000,000 bytes, so the peer may have two.
    half = len(data) // 6 * 3
    root.append(etree.fromstring("<file/>"))
    root[0].text, root[1].text = (base64.b64encode(part).decode() for part in (data[:half], data[half:]))
    signature = xmlsec.template.create(root, xmlsec.Transform.EXCL_C14N, xmlsec.Transform.RSA_SHA256)
    reference = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA256, uri="")
    xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
    xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
    root.append(signature)
    context = xmlsec.SignatureContext()
    context.key = peer_key(private)
    context.sign(signature)
    return root


def peer_key(private: rsa.RSAPrivateKey) -> xmlsec.Key:
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return xmlsec.Key.from_memory(pem, xmlsec.KeyFormat.PEM)


def main() -> None:
    data = os.urandom(SIZE)
    root_key = ec.generate_private_key(ec.SECP256R1())
    private = rsa.generate_private_key(65537, 3072)
    key = software_key(private, certify(private, "Signer", (root_key, certify(root_key, "Root"))))
    public = key.certificate.public_key()
    packet, signed = etree.tostring(inlined(data, private)), b""
    value = key.sign(b"x")

    def sign() -> None:
        nonlocal signed
        signed = sign_xml(write_manifest(manifest_for(data)), key, made=datetime.now(UTC))

    def verify() -> None:
        assert read_manifest(verify_xml(signed).content).files[0].sha256 == digest(data)

    def peer_verify() -> None:
        tree = etree.fromstring(packet)
        context = xmlsec.SignatureContext()
        context.key = peer_key(private)
        context.verify(tree.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))

    def bound_verify() -> None:
        digest(data)
        assert isinstance(public, rsa.RSAPublicKey)
        public.verify(value, b"x", padding.PKCS1v15(), SHA256())

    work: dict[str, Callable[[], object]] = {
        "bound_sign": lambda: (digest(data), key.sign(b"x")),
        "manifest_sign": sign,
        "xmlsec_inlined_sign": lambda: etree.tostring(inlined(data, private)),
        "bound_verify": bound_verify,
        "manifest_verify": verify,
        "xmlsec_inlined_verify": peer_verify,
    }
    took: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, call in work.items():
            start = time.perf_counter()
            call()
            took[name].append((time.perf_counter() - start) * 1000)
    print(json.dumps({f"{name}_ms": round(median(times), 2) for name, times in took.items()}, indent=1))


if __name__ == "__main__":
    main()
