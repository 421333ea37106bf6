"""Real tokens in SoftHSM, filled with the keys of the test PKI. Its driver is never loaded into the tests."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from ui.demo.pki import TestPki

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
PIN, OFFICER_PIN = "Mat-khau-1", "So-pin-12345"

_CERTIFICATES = """
import json, sys
import pkcs11
from pkcs11 import Attribute as A
from cryptography import x509
from pkcs11.util.rsa import decode_rsa_private_key
task = json.load(sys.stdin)
token = pkcs11.lib(task["module"]).get_token(token_label=task["label"])
with token.open(rw=True, user_pin=task["pin"]) as session:
    for one in task["certificates"]:
        der = bytes.fromhex(one["der"])
        certificate = x509.load_der_x509_certificate(der)
        session.create_object({
            A.CLASS: pkcs11.ObjectClass.CERTIFICATE, A.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509, A.TOKEN: True,
            A.PRIVATE: False, A.VALUE: der, A.ID: bytes.fromhex(one["id"]), A.LABEL: "same label",
            A.SUBJECT: certificate.subject.public_bytes(), A.ISSUER: certificate.issuer.public_bytes(),
            A.SERIAL_NUMBER: certificate.serial_number.to_bytes(21, "big"),
        })
    for one in task["keys_that_ask"]:
        session.create_object(decode_rsa_private_key(bytes.fromhex(one["der"])) | {
            A.TOKEN: True, A.PRIVATE: True, A.SENSITIVE: True, A.SIGN: True, A.ALWAYS_AUTHENTICATE: True,
            A.ID: bytes.fromhex(one["id"]),
        })
"""


@dataclass(frozen=True)
class Content:
    """What to put under one CKA_ID: whose certificate, whose key (empty: none), and whether the key asks each time."""

    certificate: str
    key: str
    asks_each_time: bool = False


class SoftHsm:
    """A folder of tokens; `module` is the driver to give to the program."""

    def __init__(self, folder: Path, pki: TestPki) -> None:
        self.folder, self.pki = folder, pki
        self.module = Path(next(path for path in MODULES if Path(path).exists()))
        (folder / "tokens").mkdir()
        self.configuration = folder / "softhsm2.conf"
        self.configuration.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")

    def make(self, label: str, contents: Sequence[Content]) -> None:
        words = ("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", OFFICER_PIN)
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
        certificates = [(f"{number:02x}", self._certificate(one.certificate)) for number, one in enumerate(contents, 1)]
        for name in ("issuing", "root"):
            certificates.append((f"f{len(certificates):x}", self.pki.authority(name).certificate))
        for number, one in enumerate(contents, 1):
            if one.key and not one.asks_each_time:
                self._import_key(label, one.key, f"{number:02x}")
        task = {
            "module": str(self.module),
            "label": label,
            "pin": PIN,
            "certificates": [
                {"id": key_id, "der": certificate.public_bytes(Encoding.DER).hex()}
                for key_id, certificate in (certificates if contents else [])
            ],
            "keys_that_ask": [
                {
                    "id": f"{number:02x}",
                    "der": self._private(one.key, Encoding.DER, PrivateFormat.TraditionalOpenSSL).hex(),
                }
                for number, one in enumerate(contents, 1)
                if one.asks_each_time
            ],
        }
        subprocess.run([sys.executable, "-c", _CERTIFICATES], input=json.dumps(task), check=True, text=True)

    def _certificate(self, label: str) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.pki.certificate(label).read_bytes())

    def _import_key(self, label: str, whose: str, key_id: str) -> None:
        place = self.folder / "key.pem"
        place.write_bytes(self._private(whose, Encoding.PEM, PrivateFormat.PKCS8))
        words = ("--import", str(place), "--token", label, "--label", "same label", "--id", key_id, "--pin", PIN)
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
        place.unlink()

    def _private(self, whose: str, encoding: Encoding, form: PrivateFormat) -> bytes:
        private = pkcs12.load_pkcs12(self.pki.p12(whose).read_bytes(), self.pki.pin(whose).encode()).key
        assert isinstance(private, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey))
        return private.private_bytes(encoding, form, NoEncryption())
