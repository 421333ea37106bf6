"""Our strict XML verifier beside signxml's and python-xmlsec's, in one run: `python tests/benchmarks/xml_verify.py`.

All check the very same signed bytes from bytes to verdict: a statement of about 1 KB (a ballot, a login, a receipt) and
one of about 10 KB. Medians of interleaved rounds.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "signing" / "xml")]

import signxml.xades  # noqa: E402
import xmlsec  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec, rsa  # noqa: E402
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: E402
from lxml import etree  # noqa: E402
from xml_samples import MADE, PrivateKey, certify  # noqa: E402

from signing.keys.software import software_key  # noqa: E402
from signing.xml.sign import sign_xml  # noqa: E402
from signing.xml.verify import verify_xml  # noqa: E402

ROUNDS, REPEATS = 15, 20
LINE = "Quyết định về việc ban hành quy chế làm việc của cơ quan; căn cứ Nghị định số 30/2020/NĐ-CP. "


def content(lines: int = 70) -> bytes:
    items = "".join(f'<item n="{number}">{LINE}</item>' for number in range(lines))
    return f'<statement xmlns="urn:ecabinet:statement:1">{items}</statement>'.encode()


def peers(signed: bytes, stock: bytes, root_file: Path) -> dict[str, Callable[[], object]]:
    """`signxml` and `xmlsec` check our bytes; `signxml_own` checks signxml's own XAdES over the same content."""
    manager = xmlsec.KeysManager()
    manager.load_cert(str(root_file), xmlsec.constants.KeyDataFormatPem, xmlsec.constants.KeyDataTypeTrusted)

    def by_signxml(data: bytes, references: int) -> object:
        configuration = signxml.xades.XAdESSignatureConfiguration(expect_references=references)
        return signxml.xades.XAdESVerifier().verify(data, ca_pem_file=str(root_file), expect_config=configuration)

    def by_xmlsec() -> None:
        document = etree.fromstring(signed)
        xmlsec.tree.add_ids(document.find(".//{http://uri.etsi.org/01903/v1.3.2#}SignedProperties"), ["Id"])
        xmlsec.SignatureContext(manager).verify(document.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))

    return {
        "ours": lambda: verify_xml(signed),
        "signxml": lambda: by_signxml(signed, 2),
        "signxml_own": lambda: by_signxml(stock, 3),
        "xmlsec": by_xmlsec,
    }


def by_stock_signxml(data: bytes, private: PrivateKey, certificates: tuple[x509.Certificate, ...]) -> bytes:
    kind = "rsa-sha256" if isinstance(private, rsa.RSAPrivateKey) else "ecdsa-sha256"
    signer = signxml.xades.XAdESSigner(signature_algorithm=kind, digest_algorithm="sha256")
    pems = [certificate.public_bytes(Encoding.PEM).decode() for certificate in certificates]
    key = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return etree.tostring(signer.sign(etree.fromstring(data), key=key, cert=pems, always_add_key_value=False))


def measure(work: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Milliseconds for one call, each."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, call in work.items():
            start = time.perf_counter()
            for _ in range(REPEATS):
                call()
            times[name].append((time.perf_counter() - start) / REPEATS * 1000)
    return {name: median(values) for name, values in times.items()}


def main() -> None:
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = certify(root_key, "Root")
    report = {}
    with tempfile.TemporaryDirectory() as folder:
        root_file = Path(folder) / "root.pem"
        root_file.write_bytes(root.public_bytes(Encoding.PEM))
        for label, private in {
            "rsa-3072": rsa.generate_private_key(65537, 3072),
            "p-256": ec.generate_private_key(ec.SECP256R1()),
        }.items():
            leaf = certify(private, "Signer", (root_key, root))
            key = software_key(private, leaf, (root,))
            for size, lines in (("1 KB", 7), ("10 KB", 70)):
                stock = by_stock_signxml(content(lines), private, (leaf, root))
                took = measure(peers(sign_xml(content(lines), key, made=MADE), stock, root_file))
                ratios = {f"{name}_over_ours": round(took[name] / took["ours"], 1) for name in took if name != "ours"}
                report[f"{label}, {size}"] = {f"{name}_ms": round(value, 3) for name, value in took.items()} | ratios
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
