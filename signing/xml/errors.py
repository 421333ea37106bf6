"""How an XML signature can fail: not in the one strict shape, altered, or not to be made at all."""

from __future__ import annotations

from typing import ClassVar

from signing.errors import Refused, Unreadable


class XmlSignatureBroken(Unreadable):
    """Whatever `verify_xml` refuses. Says nothing about trust in the signer.

    `altered` is true when the shape is ours but digests or the signature value do not hold: somebody changed the
    bytes after signing. `foreign` is true when there is a signature, only not in our shape.
    """

    code = "xml-signature-broken"
    altered: ClassVar[bool] = False
    foreign: ClassVar[bool] = False


class XmlNotSigned(XmlSignatureBroken):
    """No XML signature anywhere."""

    code = "xml-not-signed"


class XmlTooLarge(XmlSignatureBroken):
    """More bytes than the limit. Facts: size, limit."""

    code = "xml-too-large"


class XmlNotStrict(XmlSignatureBroken):
    """The signed content is not in strict form. Facts: flaw (see `signing.xml.canonical.content_flaw`)."""

    code = "xml-not-strict"
    foreign = True


class XmlOtherShape(XmlSignatureBroken):
    """There is a signature, but not byte for byte the one shape, or not where it must stand."""

    code = "xml-other-shape"
    foreign = True


class XmlContentAltered(XmlSignatureBroken):
    """The content, or what the signer signed about himself, has another digest than the one signed."""

    code = "xml-content-altered"
    altered = True


class XmlValueWrong(XmlSignatureBroken):
    """The signature value was not made by the certificate's key over this SignedInfo, or has a second spelling."""

    code = "xml-value-wrong"
    altered = True


class XmlCertificateNotBound(XmlSignatureBroken):
    """KeyInfo carries other certificates than those named in SigningCertificateV2."""

    code = "xml-certificate-not-bound"
    altered = True


class XmlCertificateUnreadable(XmlSignatureBroken):
    """A certificate in KeyInfo cannot be read."""

    code = "xml-certificate-unreadable"


class XmlKeyNotAccepted(XmlSignatureBroken):
    """Key type or strength outside the profile: RSA 2048 to 8192 bits, P-256, P-384. Facts: key."""

    code = "xml-key-not-accepted"


class XmlAlgorithmMismatch(XmlSignatureBroken):
    """The algorithm named is not the one of the certificate's key type. Facts: algorithm."""

    code = "xml-algorithm-mismatch"


class XmlNotSignable(Refused):
    """What should be signed is not in strict form. Facts: flaw."""

    code = "xml-not-signable"


class XmlKeyRefused(Refused):
    """The key at hand cannot make this signature: wrong type, or it does not belong to its certificate. Facts: key."""

    code = "xml-key-refused"
