"""Speaking PKCS#11 (OASIS, v2.40) to one vendor's module; only ever loaded in the process made for it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

import pkcs11
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pkcs11 import Attribute, CertificateType, KeyType, Mechanism, ObjectClass, TokenFlag, exceptions

MOST_OBJECTS: Final = 200
LARGEST_OBJECT: Final = 64 << 10
_SHA256_INFO: Final = bytes.fromhex("3031300d060960864801650304020105000420")
"""DigestInfo for SHA-256 up to the digest (RFC 8017, 9.2, note 1)."""

_WRONG = (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange)
_GONE = (
    exceptions.TokenNotPresent,
    exceptions.DeviceRemoved,
    exceptions.SessionHandleInvalid,
    exceptions.SessionClosed,
    exceptions.ObjectHandleInvalid,
    exceptions.SlotIDInvalid,
    exceptions.UserNotLoggedIn,
)


class Failure(Exception):
    """What is told to the other side: a word, and a detail for those who look after tokens."""

    def __init__(self, word: str, detail: str = "") -> None:
        super().__init__(word, detail)
        self.word, self.detail = word, detail


class _Pin:
    """A PIN that the library takes for text, and that stays the one copy which is wiped."""

    def __init__(self, raw: bytearray) -> None:
        self._raw = raw

    def encode(self, _encoding: str) -> bytearray:
        return self._raw


class Driver:
    """One module, and after `login` one session with one key."""

    def __init__(self, module: str) -> None:
        try:
            self._library = pkcs11.lib(module)
        except (RuntimeError, OSError, exceptions.PKCS11Error) as error:
            raise Failure("module", type(error).__name__) from error
        self._session: Any = None
        self._key: Any = None
        self._mechanism: Mechanism | None = None

    def look(self) -> list[dict[str, Any]]:
        """Every token with its certificates; no PIN is needed for that."""
        found = []
        for slot in self._library.get_slots(token_present=True):
            try:
                token = slot.get_token()
                found.append(_state(slot, token) | {"certificates": list(_certificates(token))})
            except exceptions.PKCS11Error:
                # An empty or foreign token in another slot must not hide the one that is wanted.
                continue
        return found

    def state(self, slot_id: int) -> dict[str, Any]:
        """Flags as they are now."""
        slot = self._slot(slot_id)
        return _state(slot, slot.get_token())

    def login(self, slot_id: int, key_id: bytes, pin: bytearray | None) -> dict[str, Any]:
        """Open the session and find the key; `pin` None means a PIN pad asks for it. One try, whatever happens."""
        slot = self._slot(slot_id)
        given: Any = pkcs11.types.PROTECTED_AUTH if pin is None else _Pin(pin)
        try:
            self._session = slot.get_token().open(user_pin=given)
        except _WRONG as error:
            raise Failure("pin-wrong", type(error).__name__) from error
        except exceptions.PinLocked as error:
            raise Failure("pin-locked") from error
        except (exceptions.PinExpired, exceptions.UserPinNotInitialized) as error:
            raise Failure("pin-not-set", type(error).__name__) from error
        wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: key_id}
        keys = [key for _, key in zip(range(2), self._session.get_objects(wanted), strict=False)]
        if len(keys) != 1 or not _flag(keys[0], Attribute.SIGN, otherwise=True):
            raise Failure("key-missing")
        self._key = keys[0]
        self._mechanism = _mechanism(self._key.key_type, set(slot.get_mechanisms()))
        return {"asks_each_time": _flag(self._key, Attribute.ALWAYS_AUTHENTICATE, otherwise=False)}

    def sign(self, content: bytearray, pin: bytearray | None) -> bytes:
        """Signature over SHA-256 of `content`: RSA PKCS#1 v1.5, or ECDSA in DER."""
        if self._key is None or self._mechanism is None:
            raise Failure("driver", "not logged in")
        more = {} if pin is None else {"pin": _Pin(pin)}
        data = _prepared(content, self._mechanism)
        signature = bytes(self._key.sign(data, mechanism=self._mechanism, **more))
        if self._key.key_type is not KeyType.EC:
            return signature
        half = len(signature) // 2
        return encode_dss_signature(*(int.from_bytes(part, "big") for part in (signature[:half], signature[half:])))

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def _slot(self, slot_id: int) -> Any:
        for slot in self._library.get_slots(token_present=True):
            if slot.slot_id == slot_id:
                return slot
        raise Failure("gone")


def failure_of(error: Exception) -> Failure:
    """Any error of the library in one of the few words people can act on."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, _WRONG):
        return Failure("pin-wrong", type(error).__name__)
    if isinstance(error, exceptions.PinLocked):
        return Failure("pin-locked")
    return Failure("gone" if isinstance(error, _GONE) else "driver", type(error).__name__)


def _state(slot: Any, token: Any) -> dict[str, Any]:
    flags = token.flags
    return {
        "slot": slot.slot_id,
        "label": token.label,
        "serial": bytes(token.serial).decode("ascii", "replace").strip("\0 "),
        "low": bool(flags & TokenFlag.USER_PIN_COUNT_LOW),
        "final": bool(flags & TokenFlag.USER_PIN_FINAL_TRY),
        "locked": bool(flags & TokenFlag.USER_PIN_LOCKED),
        "unset": not flags & TokenFlag.USER_PIN_INITIALIZED or bool(flags & TokenFlag.USER_PIN_TO_BE_CHANGED),
        "pad": bool(flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH),
    }


def _certificates(token: Any) -> Iterator[dict[str, str]]:
    wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509}
    with token.open() as session:
        for _, certificate in zip(range(MOST_OBJECTS), session.get_objects(wanted), strict=False):
            try:
                key_id, value = bytes(certificate[Attribute.ID]), bytes(certificate[Attribute.VALUE])
            except exceptions.PKCS11Error:
                continue
            if len(value) <= LARGEST_OBJECT:
                yield {"id": key_id.hex(), "der": value.hex()}


def _flag(key: Any, attribute: Attribute, *, otherwise: bool) -> bool:
    try:
        return bool(key[attribute])
    except exceptions.PKCS11Error:
        return otherwise


def _mechanism(kind: KeyType, offered: set[Any]) -> Mechanism:
    """The way to sign: the digest computed here where the token takes one, else its own over the whole content."""
    ways = {
        KeyType.RSA: (Mechanism.RSA_PKCS, Mechanism.SHA256_RSA_PKCS),
        KeyType.EC: (Mechanism.ECDSA, Mechanism.ECDSA_SHA256),
    }
    for way in ways.get(kind, ()):
        if way in offered:
            return way
    raise Failure("mechanism-missing")


def _prepared(content: bytearray, mechanism: Mechanism) -> bytes:
    digest = sha256(content).digest()
    if mechanism is Mechanism.ECDSA:
        return digest
    return _SHA256_INFO + digest if mechanism is Mechanism.RSA_PKCS else bytes(content)
