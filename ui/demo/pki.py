"""A test PKI made afresh: root, issuing CA, OCSP responder, time-stamp authority, people; trusted nowhere else.

Addresses of CRL, OCSP and issuers are baked into the certificates, so the port is chosen before (`free_port`).
Leaves `trust/roots`, `trust/tsa`, `keys/NAME.p12` with `keys/NAME.pin`, and `authority/` (what the server needs).
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
Condition = Literal["good", "revoked", "expired", "not-yet-valid", "wrong-usage"]

_ORGANISATION = "Cơ yếu thử nghiệm"
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Person:
    """A holder of a key: an official (`post` given) or, without a post, an agency's seal."""

    label: str
    name: str
    organisation: str
    organ_id: str
    post: str | None = None
    key: Literal["p256", "rsa3072"] = "p256"
    condition: Condition = "good"


@dataclass
class Authority:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: PrivateKey


@dataclass
class TestPki:
    """The finished PKI in `folder`; `base_url` is where `pki_server` must answer."""

    __test__ = False
    folder: Path
    base_url: str
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def trust(self) -> Path:
        """Folder for `--trust`."""
        return self.folder / "trust"

    @property
    def tsa_url(self) -> str:
        """The time-stamp authority; `/tsa-slow?seconds=N`, `/tsa-silent`, `/tsa-wrong`, `/tsa-refused` misbehave."""
        return f"{self.base_url}/tsa"

    def p12(self, label: str) -> Path:
        """PKCS#12 file of one holder."""
        return self.folder / "keys" / f"{label}.p12"

    def pin(self, label: str) -> str:
        """Passphrase of that file."""
        return (self.folder / "keys" / f"{label}.pin").read_text()

    def certificate(self, label: str) -> Path:
        """The holder's certificate, PEM."""
        return self.folder / "keys" / f"{label}.crt"

    @classmethod
    def create(cls, folder: Path, base_url: str, people: Sequence[Person]) -> TestPki:
        """Make everything under `folder` (new or empty)."""
        made = cls(folder, base_url.rstrip("/"), {person.label: person for person in people})
        for name in ("trust/roots", "trust/tsa", "keys", "authority"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        made._make_authorities()
        for person in people:
            made._make_person(person)
        return made

    def authority(self, name: str) -> Authority:
        """One of root, issuing, ocsp, tsa-root, tsa."""
        return Authority(
            x509.load_pem_x509_certificate((self.folder / "authority" / f"{name}.crt").read_bytes()),
            _private_key((self.folder / "authority" / f"{name}.key").read_bytes()),
        )

    def _make_authorities(self) -> None:
        root = self._authority("root", "Gốc thử nghiệm eCabinet", None, path_length=1)
        issuing = self._authority("issuing", "CA cấp chứng thư thử nghiệm", root, path_length=0)
        self._responder("ocsp", "OCSP thử nghiệm", issuing, ExtendedKeyUsageOID.OCSP_SIGNING)
        tsa_root = self._authority("tsa-root", "Gốc cấp dấu thời gian thử nghiệm", None, path_length=0)
        self._responder("tsa", "Dấu thời gian thử nghiệm", tsa_root, ExtendedKeyUsageOID.TIME_STAMPING)
        (self.folder / "trust/roots/root.pem").write_bytes(_pem(root.certificate))
        (self.folder / "trust/tsa/tsa-root.pem").write_bytes(_pem(tsa_root.certificate))

    def _authority(self, label: str, name: str, issuer: Authority | None, *, path_length: int) -> Authority:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name, _ORGANISATION)
        builder = (
            self._builder(subject, key, issuer, age=2 * _YEAR, life=20 * _YEAR)
            .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
            .add_extension(_key_usage(authority=True), critical=True)
        )
        if issuer is not None:
            builder = self._pointers(builder, "root", ocsp=False)
        signer = issuer.key if issuer else key
        return self._kept(label, Authority(builder.sign(signer, hashes.SHA256()), key))

    def _responder(self, label: str, name: str, issuer: Authority, purpose: x509.ObjectIdentifier) -> Authority:
        key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
        builder = (
            self._builder(_name(name, _ORGANISATION), key, issuer, age=_YEAR, life=6 * _YEAR)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        )
        if purpose == ExtendedKeyUsageOID.OCSP_SIGNING:
            builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
        else:
            builder = self._pointers(builder, "tsa-root", ocsp=False)
        return self._kept(label, Authority(builder.sign(issuer.key, hashes.SHA256()), key))

    def _make_person(self, person: Person) -> None:
        issuing = self.authority("issuing")
        key: PrivateKey = (
            ec.generate_private_key(ec.SECP256R1())
            if person.key == "p256"
            else rsa.generate_private_key(public_exponent=65537, key_size=3072)
        )
        age, life = {
            "expired": (2 * _YEAR, _YEAR),
            "not-yet-valid": (-30 * timedelta(days=1), _YEAR),
        }.get(person.condition, (timedelta(days=30), 3 * _YEAR))
        builder = (
            self._builder(_holder(person), key, issuing, age=age, life=life)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(encipher_only=person.condition == "wrong-usage"), critical=True)
        )
        certificate = self._pointers(builder, "issuing", ocsp=True).sign(issuing.key, hashes.SHA256())
        pin = secrets.token_urlsafe(9)
        chain = [issuing.certificate, self.authority("root").certificate]
        protected = serialization.BestAvailableEncryption(pin.encode())
        self.p12(person.label).write_bytes(
            pkcs12.serialize_key_and_certificates(person.name.encode(), key, certificate, chain, protected)
        )
        _write_private(self.folder / "keys" / f"{person.label}.pin", pin.encode())
        self.certificate(person.label).write_bytes(_pem(certificate))
        if person.condition == "revoked":
            with (self.folder / "authority" / "revoked").open("a") as revoked:
                revoked.write(f"{certificate.serial_number}\n")

    def _builder(
        self, subject: x509.Name, key: PrivateKey, issuer: Authority | None, *, age: timedelta, life: timedelta
    ) -> x509.CertificateBuilder:
        start = datetime.now(UTC).replace(microsecond=0) - age
        public = key.public_key()
        issuer_key = issuer.key.public_key() if issuer else public
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.certificate.subject if issuer else subject)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + life)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
        )

    def _pointers(self, builder: x509.CertificateBuilder, issuer: str, *, ocsp: bool) -> x509.CertificateBuilder:
        access = [(AuthorityInformationAccessOID.CA_ISSUERS, f"/aia/{issuer}.crt")]
        if ocsp:
            access.append((AuthorityInformationAccessOID.OCSP, "/ocsp"))
        crl = x509.DistributionPoint([_uri(f"{self.base_url}/crl/{issuer}.crl")], None, None, None)
        return builder.add_extension(
            x509.AuthorityInformationAccess(
                [x509.AccessDescription(method, _uri(self.base_url + path)) for method, path in access]
            ),
            critical=False,
        ).add_extension(x509.CRLDistributionPoints([crl]), critical=False)

    def _kept(self, label: str, authority: Authority) -> Authority:
        place = self.folder / "authority"
        (place / f"{label}.crt").write_bytes(_pem(authority.certificate))
        _write_private(
            place / f"{label}.key",
            authority.key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        )
        return authority


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _holder(person: Person) -> x509.Name:
    if person.post is None:
        return _name(person.name, person.organisation, organ_id=person.organ_id)
    return _name(person.name, person.organisation, post=person.post)


def _name(common: str, organisation: str, *, organ_id: str | None = None, post: str | None = None) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
    ]
    if organ_id:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, organ_id))
    if post:
        parts.append(x509.NameAttribute(NameOID.TITLE, post))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _key_usage(*, authority: bool = False, encipher_only: bool = False) -> x509.KeyUsage:
    signs = not authority and not encipher_only
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=encipher_only,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _uri(address: str) -> x509.UniformResourceIdentifier:
    return x509.UniformResourceIdentifier(address)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private_key(pem: bytes) -> PrivateKey:
    key = serialization.load_pem_private_key(pem, None)
    if not isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)):
        raise TypeError(type(key).__name__)
    return key


def _write_private(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
