"""Keys on PKCS#11 tokens. The driver lives in a process of its own (`token_child`); here is only what people decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from signing.errors import SigningError
from signing.keys.prompt import Prompt
from signing.keys.software import CURVES, LEAST_RSA_BITS, KeyTooWeak
from signing.keys.token_choice import Candidate, Token, choose, read_candidates
from signing.keys.token_errors import (
    PinLocked,
    PinNotSet,
    PinOnLastTry,
    PinWrong,
    PinWrongOneLeft,
    TokenDriverFailed,
    TokenGone,
    TokenKeyMismatch,
    TokenKeyMissing,
    TokenMechanismMissing,
    TokenModuleUnusable,
    TokenPurposeRefused,
)
from signing.keys.token_process import LOGIN_SECONDS, LOOK_SECONDS, SIGN_SECONDS, TokenProcess, existing_module
from signing.keys.token_purpose import PURPOSES, Purpose, purpose_of
from signing.keys.token_wire import wipe


class PinRemark(StrEnum):
    """What the token says about tries left, told before the PIN is asked for; each is a finding's code."""

    LOW = "token-pin-low"
    LAST_TRY = "token-pin-last-try-left"
    ON_PAD = "token-pin-on-pad"


def list_certificates(module: Path) -> tuple[Candidate, ...]:
    """Every holder's certificate on every token plugged in, fit or not. Raises as `open_token`; asks no PIN."""
    process = TokenProcess()
    try:
        return read_candidates(_look(process, module, "*"), datetime.now(UTC))
    finally:
        process.close()


def open_token(
    module: Path,
    label: str,
    serial: str,
    prompt: Prompt,
    *,
    purposes: Sequence[Purpose] = PURPOSES,
    told: Callable[[PinRemark], None] = lambda remark: None,
    attended: bool = True,
) -> TokenKey:
    """The key of the certificate with this serial (hex; empty: the only one that can sign) on the token `label`.

    The certificate is chosen and the token's flags are read before the PIN is asked for, once; a wrong PIN is never
    tried again. `told` hears how many tries are left; without a person `attended` a last try is not taken.
    Raises what stands in `token_errors`, and the reasons why a certificate cannot sign (`signing.keys.holder`).
    """
    process = TokenProcess()
    try:
        tokens = _look(process, module, label)
        candidate = choose(
            [str(one["label"]) for one in tokens], read_candidates(tokens, datetime.now(UTC)), label, serial
        )
        _require_strength(candidate)
        answer = _log_in(process, candidate, prompt, purposes, told, attended)
    except BaseException:
        process.close()
        raise
    return TokenKey(process, candidate, prompt if answer["asks_each_time"] else None)


class TokenKey:
    """A `SigningKey` whose private part stays on its token. Used by one thread at a time; `close` logs out."""

    def __init__(self, process: TokenProcess, candidate: Candidate, prompt: Prompt | None) -> None:
        self._process = process
        self._candidate = candidate
        self._prompt = prompt

    @property
    def certificate(self) -> x509.Certificate:
        return self._candidate.certificate

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        return self._candidate.chain

    @property
    def driver_pid(self) -> int:
        """The process that holds the driver, for those who watch over processes."""
        return self._process.pid

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`: RSA PKCS#1 v1.5, or ECDSA in DER with low S.

        Raises `TokenPurposeRefused`, `TokenGone`, `TokenDriverFailed`, `TokenKeyMismatch`; `PinWrong` and its like with
        keys that ask each time.
        """
        label, purpose = self._candidate.token.label, purpose_of(data)
        if purpose is None:
            raise TokenPurposeRefused(purposes=", ".join(PURPOSES))
        header: dict[str, Any] = {"verb": "sign", "purpose": purpose, "slot": self._candidate.token.slot}
        if self._prompt is None:
            signature = _asked(self._process, header, data, SIGN_SECONDS, label)[1]
        else:
            signature = self._signed_with_pin(header, data, label, self._prompt)
        return _checked(self.certificate, data, bytes(signature), label)

    def close(self) -> None:
        """Log out and end the driver's process; the key is of no use afterwards."""
        self._process.close()

    def __enter__(self) -> TokenKey:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _signed_with_pin(self, header: dict[str, Any], data: bytes, label: str, prompt: Prompt) -> bytearray:
        secret = prompt.ask(label)
        whole = secret + data
        try:
            return _asked(self._process, header | {"pin_length": len(secret)}, whole, LOGIN_SECONDS, label)[1]
        finally:
            wipe(secret)
            whole[:] = bytes(len(whole))


def _look(process: TokenProcess, module: Path, label: str) -> list[dict[str, Any]]:
    question = {"verb": "look", "module": existing_module(module)}
    answer, _ = process.ask(question, seconds=LOOK_SECONDS, label=label)
    if answer.get("failure") == "module":
        raise TokenModuleUnusable(module=module.name)
    _raise_failure(answer, label)
    tokens: list[dict[str, Any]] = answer["tokens"]
    return tokens


def _log_in(
    process: TokenProcess,
    candidate: Candidate,
    prompt: Prompt,
    purposes: Sequence[Purpose],
    told: Callable[[PinRemark], None],
    attended: bool,
) -> dict[str, Any]:
    token = candidate.token
    require_tries(token, told, attended=attended)
    question = {
        "verb": "login",
        "slot": token.slot,
        "key_id": candidate.key_id.hex(),
        "purposes": list(purposes),
        "pad": token.pad,
    }
    secret = bytearray() if token.pad else prompt.ask(f"{token.label}#{candidate.serial}")
    try:
        return _asked(process, question, secret, LOGIN_SECONDS, token.label)[0]
    finally:
        wipe(secret)


def require_tries(token: Token, told: Callable[[PinRemark], None], *, attended: bool) -> None:
    """What the token's flags say before a PIN is asked for. Raises `PinLocked`, `PinNotSet`, `PinOnLastTry`."""
    if token.locked:
        raise PinLocked(label=token.label)
    if token.unset:
        raise PinNotSet(label=token.label)
    if token.final and not attended:
        raise PinOnLastTry(label=token.label)
    if token.final or token.low:
        told(PinRemark.LAST_TRY if token.final else PinRemark.LOW)
    if token.pad:
        told(PinRemark.ON_PAD)


def _asked(
    process: TokenProcess, question: dict[str, Any], content: bytes | bytearray, seconds: float, label: str
) -> tuple[dict[str, Any], bytearray]:
    answer, result = process.ask(question, content, seconds=seconds, label=label)
    _raise_failure(answer, label)
    return answer, result


def _raise_failure(answer: dict[str, Any], label: str) -> None:
    word = answer.get("failure")
    if word is None:
        return
    if word == "pin-wrong" and answer.get("locked"):
        word = "pin-locked"
    if word == "pin-wrong" and answer.get("final"):
        raise PinWrongOneLeft(label=label)
    if word == "purpose":
        raise TokenPurposeRefused(purposes="?")
    errors: dict[str, type[SigningError]] = {
        "pin-wrong": PinWrong,
        "pin-locked": PinLocked,
        "pin-not-set": PinNotSet,
        "gone": TokenGone,
        "key-missing": TokenKeyMissing,
        "mechanism-missing": TokenMechanismMissing,
    }
    raise errors.get(str(word), TokenDriverFailed)(label=label, detail=answer.get("detail") or word)


def _require_strength(candidate: Candidate) -> None:
    key, label = candidate.certificate.public_key(), candidate.token.label
    if isinstance(key, rsa.RSAPublicKey):
        if key.key_size < LEAST_RSA_BITS:
            raise KeyTooWeak(file=label, kind=f"RSA {key.key_size}")
    elif not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name not in CURVES:
        raise KeyTooWeak(file=label, kind=type(key).__name__)


def _checked(certificate: x509.Certificate, data: bytes, signature: bytes, label: str) -> bytes:
    """The signature with low S, believed only under the certificate's own key."""
    public = certificate.public_key()
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
            return signature
        if not isinstance(public, ec.EllipticCurvePublicKey):
            raise TokenKeyMismatch(label=label)
        public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(signature)
    except (InvalidSignature, ValueError) as error:
        raise TokenKeyMismatch(label=label) from error
    return encode_dss_signature(r, min(s, public.curve.group_order - s))
