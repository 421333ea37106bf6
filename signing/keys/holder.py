"""Who holds a certificate, and whether that holder may sign in a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from signing.errors import Refused

Role = Literal["leader", "agency", "copy", "appendix"]

ORGANIZATION_IDENTIFIER = ObjectIdentifier("2.5.4.97")
PERSONAL = (NameOID.TITLE, NameOID.GIVEN_NAME, NameOID.SURNAME, NameOID.SERIAL_NUMBER)
NOT_FOR_DOCUMENTS = {ExtendedKeyUsageOID.OCSP_SIGNING, ExtendedKeyUsageOID.TIME_STAMPING}


class WrongCertificateForRole(Refused):
    """A person's certificate where the agency's belongs, or the other way round (Decree 30/2020, Article 32.2)."""

    code = "wrong-certificate-for-role"


class CertificateExpired(Refused):
    """The certificate's validity ended before the moment of signing."""

    code = "certificate-expired"


class CertificateNotYetValid(Refused):
    """The certificate's validity begins after the moment of signing."""

    code = "certificate-not-yet-valid"


class CertificateNotForSigning(Refused):
    """No digitalSignature or nonRepudiation, or the certificate of a CA, an OCSP responder, a time-stamp authority."""

    code = "certificate-not-for-signing"


@dataclass(frozen=True)
class Holder:
    """The holder of a certificate as its subject names him; absent parts are empty."""

    kind: Literal["person", "agency"]
    name: str
    organisation: str
    organ_id: str
    post: str


def read_holder(certificate: x509.Certificate) -> Holder:
    """Agency: CN equals O and nothing personal stands in the subject; anything else is a person."""
    name = _attribute(certificate, NameOID.COMMON_NAME)
    organisation = _attribute(certificate, NameOID.ORGANIZATION_NAME)
    personal = any(_attribute(certificate, part) for part in PERSONAL)
    return Holder(
        kind="agency" if name and name == organisation and not personal else "person",
        name=name,
        organisation=organisation,
        organ_id=_attribute(certificate, ORGANIZATION_IDENTIFIER),
        post=_attribute(certificate, NameOID.TITLE),
    )


def require_role(certificate: x509.Certificate, role: Role) -> Holder:
    """The holder, if one of his kind may sign in this role: a person leads, the agency does all the rest.

    Copies and appendices in files of their own bear the agency's signature (Decree 30/2020, Appendix I, Part II.I and
    III.1.d). Raises `WrongCertificateForRole`.
    """
    holder = read_holder(certificate)
    needed = "person" if role == "leader" else "agency"
    if holder.kind != needed:
        raise WrongCertificateForRole(role=role, needed=needed, holder=holder.name or "?")
    return holder


def require_usable(certificate: x509.Certificate, at: datetime) -> None:
    """Refuse to sign with a certificate that no verifier could accept at `at` (aware)."""
    holder = read_holder(certificate).name or "?"
    if at > certificate.not_valid_after_utc:
        raise CertificateExpired(holder=holder, until=f"{certificate.not_valid_after_utc:%d/%m/%Y}")
    if at < certificate.not_valid_before_utc:
        raise CertificateNotYetValid(holder=holder, since=f"{certificate.not_valid_before_utc:%d/%m/%Y}")
    if not _for_signing(certificate):
        raise CertificateNotForSigning(holder=holder)


def _for_signing(certificate: x509.Certificate) -> bool:
    extensions = {extension.oid: extension.value for extension in certificate.extensions}
    usage = extensions.get(x509.KeyUsage.oid)
    constraints = extensions.get(x509.BasicConstraints.oid)
    purposes = extensions.get(x509.ExtendedKeyUsage.oid)
    if not isinstance(usage, x509.KeyUsage) or not (usage.digital_signature or usage.content_commitment):
        return False
    if isinstance(constraints, x509.BasicConstraints) and constraints.ca:
        return False
    return not (isinstance(purposes, x509.ExtendedKeyUsage) and NOT_FOR_DOCUMENTS & set(purposes))


def _attribute(certificate: x509.Certificate, oid: ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
