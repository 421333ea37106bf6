"""Our strict XML verifier beside signxml's and python-xmlsec's, in one run: `python tests/benchmarks/xml_verify.py`.

Each peer checks the very same signed bytes (content of about 10 KB) from bytes to verdict; medians of interleaved rounds.
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
from cryptography.hazmat.primitives.asymmetric import ec, rsa  # noqa: E402
from cryptography.hazmat.primitives.serialization import Encoding  # noqa: E402
from lxml import etree  # noqa: E402
from xml_samples import MADE, certify  # noqa: E402

from signing.keys.software import software_key  # noqa: E402
from signing.xml.sign import sign_xml  # noqa: E402
from signing.xml.verify import verify_xml  # noqa: E402

ROUNDS, REPEATS = 15, 20
LINE = "Quyết định về việc ban hành quy chế làm việc của cơ quan; căn cứ Nghị định số 30/2020/NĐ-CP. "


def content() -> bytes:
    items = "".join(f'<item n="{number}">{LINE}</item>' for number in range(70))
    return f'<statement xmlns="urn:ecabinet:statement:1">{items}</statement>'.encode()


def peers(signed: bytes, root_file: Path) -> dict[str, Callable[[], object]]:
    configuration = signxml.xades.XAdESSignatureConfiguration(expect_references=2)

    def by_signxml() -> object:
        return signxml.xades.XAdESVerifier().verify(signed, ca_pem_file=str(root_file), expect_config=configuration)

    def by_xmlsec() -> None:
        document = etree.fromstring(signed)
        xmlsec.tree.add_ids(document.find(".//{http://uri.etsi.org/01903/v1.3.2#}SignedProperties"), ["Id"])
        manager = xmlsec.KeysManager()
        manager.load_cert(str(root_file), xmlsec.constants.KeyDataFormatPem, xmlsec.constants.KeyDataTypeTrusted)
        xmlsec.SignatureContext(manager).verify(document.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))

    return {"ours": lambda: verify_xml(signed), "signxml": by_signxml, "xmlsec": by_xmlsec}


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
            key = software_key(private, certify(private, "Signer", (root_key, root)), (root,))
            took = measure(peers(sign_xml(content(), key, made=MADE), root_file))
            report[label] = {
                **{f"{name}_ms": round(value, 3) for name, value in took.items()},
                "signxml_over_ours": round(took["signxml"] / took["ours"], 1),
                "xmlsec_over_ours": round(took["xmlsec"] / took["ours"], 1),
            }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
