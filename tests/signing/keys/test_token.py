"""Keys on real tokens (SoftHSM): chosen, opened with one PIN, used, and every way in which that can fail."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree
from softhsm import PIN, Content, SoftHsm

from signing.errors import SigningError
from signing.keys.holder import CertificateNotForSigning
from signing.keys.reference import MODULE_VARIABLE, KeyReferenceUnknown, TokenReference, read_reference
from signing.keys.token import PinRemark, TokenKey, list_certificates, open_token, require_tries
from signing.keys.token_errors import (
    PinLocked,
    PinNotSet,
    PinOnLastTry,
    PinWrong,
    TokenAmbiguous,
    TokenDriverFailed,
    TokenGone,
    TokenKeyMismatch,
    TokenKeyMissing,
    TokenMissing,
    TokenModuleUnusable,
    TokenPurposeRefused,
    TokenWithoutCertificate,
)
from signing.keys.token_process import TokenProcess
from signing.keys.token_purpose import purpose_of
from signing.xml.detached import sign_detached, verify_detached
from signing.xml.detached_shape import FileDigest
from signing.xml.sign import sign_xml
from signing.xml.verify import verify_xml

pytestmark = pytest.mark.slow

FILES = [FileDigest("a.txt", "text/plain", sha256(b"a").digest())]
CONTENT = b'<a xmlns="urn:x">b</a>'


class Person:
    """Types a PIN and remembers how often he was asked."""

    def __init__(self, pin: str = PIN) -> None:
        self._pin, self.given, self.told = pin, list[bytearray](), list[PinRemark]()

    def ask(self, key: str) -> bytearray:
        self.given.append(bytearray(self._pin.encode()))
        return self.given[-1]


def _opened(hsm: SoftHsm, label: str, person: Person | None = None, serial: str = "") -> TokenKey:
    person = person or Person()
    return open_token(hsm.module, label, serial, person, told=person.told.append)


def _serial(hsm: SoftHsm, label: str, holder: str) -> str:
    found = (one for one in list_certificates(hsm.module) if one.token.label == label)
    return next(one.serial for one in found if holder in one.certificate.subject.rfc4514_string())


def _signed_info(key: TokenKey) -> bytes:
    return sign_detached(FILES, key, made=datetime.now(UTC)).shape.signed_info()


@pytest.mark.parametrize("label", ["Con dấu", "lãnh đạo"])
def test_a_token_signs(hsm: SoftHsm, label: str):
    """RSA-3072 and P-256, through the digest computed outside the token."""
    with _opened(hsm, label) as key:
        data, public = _signed_info(key), key.certificate.public_key()
        for _ in range(5):
            signature = key.sign(data)
            if isinstance(public, rsa.RSAPublicKey):
                public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
            else:
                assert isinstance(public, ec.EllipticCurvePublicKey)
                public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
                assert decode_dss_signature(signature)[1] <= public.curve.group_order // 2
        assert [one.subject for one in key.chain] == [hsm.pki.authority(it).certificate.subject for it in CHAIN]


CHAIN = ("issuing", "root")


def test_both_shapes_of_xml_are_made_with_a_token(hsm: SoftHsm):
    with _opened(hsm, "Con dấu") as key:
        made = datetime.now(UTC)
        assert verify_xml(sign_xml(CONTENT, key, made=made)).certificate == key.certificate
        assert verify_detached(sign_detached(FILES, key, made=made).file()).certificate == key.certificate


def test_the_pin_is_asked_once_and_wiped(hsm: SoftHsm):
    person = Person()
    with _opened(hsm, "Con dấu", person) as key:
        for _ in range(3):
            _signed_info(key)
    assert len(person.given) == 1 and not any(person.given[0])


def test_a_wrong_pin_is_asked_once_told_and_wiped(hsm: SoftHsm):
    hsm.make("sai mã", [Content("clerk", "clerk")])
    person = Person("sai-roi-123")
    with pytest.raises(PinWrong):
        _opened(hsm, "sai mã", person)
    assert len(person.given) == 1 and not any(person.given[0])
    later = Person()
    _opened(hsm, "sai mã", later).close()
    # Read from the token's flags, before the right PIN was given.
    assert later.told == [PinRemark.LOW]


@pytest.mark.parametrize(
    ("label", "serial", "error"),
    [
        ("hai người", "", TokenAmbiguous),
        ("mã hóa", "", CertificateNotForSigning),
        ("trống", "", TokenWithoutCertificate),
        ("Con dấu", "ABCDEF", TokenWithoutCertificate),
        ("không có", "", TokenMissing),
    ],
)
def test_what_cannot_sign_is_refused_before_the_pin(hsm: SoftHsm, label: str, serial: str, error: type[SigningError]):
    person = Person()
    with pytest.raises(error):
        _opened(hsm, label, person, serial)
    assert person.given == []


def test_a_serial_chooses_among_several(hsm: SoftHsm):
    for holder in ("Nguyễn Văn An", "Trần Thị Bình"):
        serial = _serial(hsm, "hai người", holder)
        for spelled in (serial, serial.lower(), "00" + serial):
            with _opened(hsm, "hai người", serial=spelled) as key:
                assert holder in key.certificate.subject.rfc4514_string()


def test_wrong_usage_is_listed_with_its_reason(hsm: SoftHsm):
    found = [one for one in list_certificates(hsm.module) if one.token.label == "lãnh đạo"]
    assert sorted((one.refusal.code if one.refusal else "") for one in found) == ["", "certificate-not-for-signing"]


def test_another_key_under_the_same_id_is_noticed(hsm: SoftHsm):
    data = _some_signed_info(hsm)
    with _opened(hsm, "lẫn lộn") as key, pytest.raises(TokenKeyMismatch):
        key.sign(data)


def _some_signed_info(hsm: SoftHsm) -> bytes:
    with _opened(hsm, "lãnh đạo") as key:
        return _signed_info(key)


def test_a_certificate_without_key(hsm: SoftHsm):
    with pytest.raises(TokenKeyMissing):
        _opened(hsm, "thiếu khóa")


@pytest.mark.parametrize("name", ["missing.so", "text.so", "another library"])
def test_what_is_no_driver(tmp_path: Path, name: str):
    (tmp_path / "text.so").write_text("not a library")
    module = Path(etree.__file__) if name == "another library" else tmp_path / name
    with pytest.raises(TokenModuleUnusable):
        open_token(module, "x", "", Person())


def test_drivers_are_never_loaded_here():
    code = "import sys, signing.keys.reference; raise SystemExit('pkcs11' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_key_that_asks_each_time(hsm: SoftHsm):
    person = Person()
    with _opened(hsm, "hỏi mỗi lần", person) as key:
        for _ in range(2):
            data = _signed_info(key)
        assert purpose_of(data) == "xml"
    assert len(person.given) == 3 and not any(any(pin) for pin in person.given)


@pytest.mark.skipif(sys.platform != "linux", reason="limits are read from /proc")
def test_the_driver_s_process_leaves_no_core(hsm: SoftHsm):
    with _opened(hsm, "Con dấu") as key:
        limits = Path(f"/proc/{key.driver_pid}/limits").read_text()
        assert "Max core file size        0                    0" in limits
    process = TokenProcess()
    answer, _ = process.ask({"verb": "look", "module": str(hsm.module)}, seconds=20, label="x")
    process.close()
    assert answer["guarded"] == {"core": 0, "dumpable": 0}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are missing")
def test_a_driver_that_crashes_takes_nothing_down(hsm: SoftHsm):
    with _opened(hsm, "Con dấu") as key:
        data = _signed_info(key)
        os.kill(key.driver_pid, signal.SIGSEGV)
        with pytest.raises(TokenDriverFailed) as failed:
            key.sign(data)
        assert failed.value.facts["detail"] in ("signal 11", "ended")
        with pytest.raises(TokenDriverFailed):
            key.sign(data)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are missing")
def test_a_driver_that_hangs_is_ended(hsm: SoftHsm):
    process = TokenProcess()
    process.ask({"verb": "look", "module": str(hsm.module)}, seconds=20, label="x")
    os.kill(process.pid, signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(TokenDriverFailed) as failed:
        process.ask({"verb": "look", "module": str(hsm.module)}, seconds=0.5, label="x")
    assert failed.value.facts["detail"] == "silent" and time.monotonic() - started < 10
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_a_token_that_went_away(hsm: SoftHsm):
    """A software token can only be moved away; pulling a card is another matter, and not tried here."""
    hsm.make("rút ra", [Content("clerk", "clerk")])
    data = _some_signed_info(hsm)
    key = _opened(hsm, "rút ra")
    away = hsm.folder / "away"
    newest = max((hsm.folder / "tokens").iterdir(), key=lambda path: path.stat().st_ctime)
    shutil.move(newest, away)
    try:
        with pytest.raises((TokenGone, TokenDriverFailed)):
            key.sign(data)
    finally:
        key.close()
        shutil.rmtree(away)


def test_only_signatures_are_signed(hsm: SoftHsm):
    data = _some_signed_info(hsm)
    with _opened(hsm, "Con dấu") as key:
        for other in (b"", b"abc", sha256(b"abc").digest(), b"\x31\x00", data + b" ", b"<x/>" + data):
            assert purpose_of(other) is None
            with pytest.raises(TokenPurposeRefused):
                key.sign(other)


def test_the_driver_s_process_holds_to_its_purpose(hsm: SoftHsm):
    """What the key was opened for is fixed with the PIN; the asking program cannot widen it later."""
    data = _some_signed_info(hsm)
    with open_token(hsm.module, "Con dấu", "", Person(), purposes=("pdf",)) as key, pytest.raises(TokenPurposeRefused):
        key.sign(data)


def test_flags_are_read_before_the_pin(hsm: SoftHsm):
    token = next(one.token for one in list_certificates(hsm.module) if one.token.label == "Con dấu")
    told: list[PinRemark] = []

    def check(*, attended: bool = True, **flags: bool) -> None:
        require_tries(replace(token, **flags), told.append, attended=attended)

    for flags, error in (({"locked": True}, PinLocked), ({"unset": True}, PinNotSet)):
        with pytest.raises(error):
            check(**flags)
    with pytest.raises(PinOnLastTry):
        check(final=True, low=True, attended=False)
    assert told == []
    for flags in ({"final": True, "low": True}, {"low": True}, {"pad": True}, {}):
        check(**flags)
    assert told == [PinRemark.LAST_TRY, PinRemark.LOW, PinRemark.ON_PAD]


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("token:VGCA", TokenReference("VGCA", "")),
        ("token:VGCA#01aF", TokenReference("VGCA", "01aF")),
        ("token:số #1 của tôi", TokenReference("số #1 của tôi", "")),
        ("p12:a.p12", Path("a.p12")),
    ],
)
def test_references(reference: str, named: Path | TokenReference):
    assert read_reference(reference) == named
    with pytest.raises(KeyReferenceUnknown):
        read_reference("token:")


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(hsm: SoftHsm, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    from ui.cli import main

    (tmp_path / "a.docx").write_bytes(b"PK any file")
    monkeypatch.setenv(MODULE_VARIABLE, str(hsm.module))

    def running(key: str, pin: str = PIN, *more: str) -> tuple[int, str]:
        reading, writing = os.pipe()
        os.write(writing, pin.encode() + b"\n")
        os.close(writing)
        words = ["sign", str(tmp_path / "a.docx"), "--key", key, "-o", str(tmp_path / "a.asice")]
        status = main([*words, "--pin-fd", str(reading), "--json", *more])
        os.close(reading)
        return status, capsys.readouterr().out

    return running


def test_the_command_signs_with_a_token(run: Run, hsm: SoftHsm, tmp_path: Path):
    status, out = run("token:Con dấu", PIN, "--trust", str(hsm.pki.trust))
    assert (status, '"verdict": "valid"' in out) == (0, True), out
    assert (tmp_path / "a.asice").exists()


@pytest.mark.parametrize(
    ("key", "pin", "status", "code"),
    [
        ("token:không có", PIN, 5, "token-missing"),
        ("token:mã hóa", PIN, 4, "certificate-not-for-signing"),
        ("token:hai người", PIN, 4, "token-ambiguous"),
        ("token:lẫn lộn", PIN, 4, "token-key-mismatch"),
    ],
)
def test_the_command_says_what_is_wrong(run: Run, tmp_path: Path, key: str, pin: str, status: int, code: str):
    got, out = run(key, pin)
    assert (got, f'"code": "{code}"' in out) == (status, True), out
    assert not (tmp_path / "a.asice").exists()


def test_a_pdf_is_signed_with_a_token(run: Run, hsm: SoftHsm, tmp_path: Path):
    blank = pikepdf.new()
    blank.add_blank_page(page_size=(595, 842))
    blank.save(tmp_path / "a.docx")
    status, out = run(
        "token:Con dấu", PIN, "--role", "copy", "--trust", str(hsm.pki.trust), "-o", str(tmp_path / "b.pdf")
    )
    assert (status, '"verdict": "valid' in out) == (0, True), out


def test_the_command_needs_a_driver(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(MODULE_VARIABLE)
    assert run("token:Con dấu")[0] == 64
