"""What can go wrong with a key on a token: the reasons drivers give are many, what people can do is little."""

from __future__ import annotations

from signing.errors import Refused, Unavailable


class TokenModuleMissing(Refused):
    """No PKCS#11 module was named, so no token can be reached."""

    code = "token-module-missing"


class TokenModuleUnusable(Unavailable):
    """The file is missing, no PKCS#11 module, or made for another machine. Facts: module."""

    code = "token-module-unusable"


class TokenMissing(Unavailable):
    """No token with this label is plugged in. Facts: label, found (labels that are)."""

    code = "token-missing"


class TokenGone(Unavailable):
    """The token was pulled out, or its session ended. Facts: label."""

    code = "token-gone"


class TokenDriverFailed(Unavailable):
    """The driver crashed, hung, or answered with an error nobody can act on. Facts: label, detail."""

    code = "token-driver-failed"


class TokenWithoutCertificate(Refused):
    """Nothing on the token could sign a document, or not the certificate asked for. Facts: label, serial."""

    code = "token-without-certificate"


class TokenAmbiguous(Refused):
    """Several certificates could be meant. Facts: label, serials."""

    code = "token-ambiguous"


class TokenKeyMissing(Refused):
    """The certificate is there, but not exactly one private key of its CKA_ID that may sign. Facts: label, serial."""

    code = "token-key-missing"


class TokenKeyMismatch(Refused):
    """What the token signed does not verify under the certificate: another key bears the same CKA_ID. Facts: label."""

    code = "token-key-mismatch"


class TokenMechanismMissing(Refused):
    """The token offers no way to sign that the profile accepts. Facts: label."""

    code = "token-mechanism-missing"


class TokenPurposeRefused(Refused):
    """The content is not of a kind this key was opened for; the token was not asked. Facts: purposes."""

    code = "token-purpose-refused"


class PinWrong(Refused):
    """The token refused the PIN. It is never tried again by itself. Facts: label."""

    code = "token-pin-wrong"


class PinWrongOneLeft(PinWrong):
    """As above, and the token says that the next wrong one locks it. Facts: label."""

    code = "token-pin-wrong-one-left"


class PinOnLastTry(Refused):
    """The next wrong PIN locks the token, and nobody is there to type it with care. Facts: label."""

    code = "token-pin-last-try"


class PinLocked(Refused):
    """The PIN is locked; only who issued the token can help. Facts: label."""

    code = "token-pin-locked"


class PinNotSet(Refused):
    """The token has no user PIN yet, or it must be changed first. Facts: label."""

    code = "token-pin-not-set"
