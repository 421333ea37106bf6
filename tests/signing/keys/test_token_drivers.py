"""Drivers that misbehave in their own process; only where there is a C compiler, which nothing else here needs."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from softhsm import PIN, SoftHsm

from signing.errors import SigningError
from signing.keys import token as token_module
from signing.keys.token import PinRemark, TokenKey, open_token
from signing.keys.token_errors import PinLocked, PinOnLastTry, TokenDriverFailed, TokenMechanismMissing
from signing.xml.detached import sign_detached, verify_detached
from signing.xml.detached_shape import FileDigest

pytestmark = pytest.mark.slow

COMPILER = shutil.which("cc")
FILES = [FileDigest("a.txt", "text/plain", sha256(b"a").digest())]


class Person:
    def __init__(self) -> None:
        self.asked, self.told = 0, list[PinRemark]()

    def ask(self, key: str) -> bytearray:
        self.asked += 1
        return bytearray(PIN.encode())


@pytest.fixture(scope="session")
def driver(hsm: SoftHsm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("driver") / "odd.so"
    source = Path(__file__).with_name("odd_driver.c")
    assert COMPILER
    subprocess.run([COMPILER, "-shared", "-fPIC", "-o", str(built), str(source), "-ldl"], check=True)
    return built


class Odd:
    """Opens a token through the driver with one oddity."""

    def __init__(self, driver: Path, patch: pytest.MonkeyPatch) -> None:
        self._driver, self._patch, self.person = driver, patch, Person()

    def open(self, what: str, label: str = "Con dấu", *, attended: bool = True) -> TokenKey:
        self._patch.setenv("ODD_WHAT", what)
        told = self.person.told.append
        return open_token(self._driver, label, "", self.person, told=told, attended=attended)


@pytest.fixture
def odd(driver: Path, hsm: SoftHsm, monkeypatch: pytest.MonkeyPatch) -> Odd:
    monkeypatch.setenv("ODD_DRIVER", str(hsm.module))
    monkeypatch.setenv("ODD_PIN", PIN)
    monkeypatch.setattr(token_module, "LOOK_SECONDS", 3.0)
    monkeypatch.setattr(token_module, "SIGN_SECONDS", 3.0)
    return Odd(driver, monkeypatch)


def _signs(key: TokenKey) -> bool:
    made = sign_detached(FILES, key, made=datetime.now(UTC))
    return verify_detached(made.file()).certificate == key.certificate


# No skip where the compiler is missing: there a skip means that something the tests need was forgotten.
if COMPILER:

    @pytest.mark.slow
    @pytest.mark.parametrize(("what", "detail"), [("crash", "signal 11"), ("leave", "ended"), ("hang", "silent")])
    def test_a_driver_fails_before_the_pin(odd: Odd, what: str, detail: str):
        with pytest.raises(TokenDriverFailed) as failed:
            odd.open(what)
        assert (failed.value.facts["detail"], odd.person.asked) == (detail, 0)

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("what", "detail"), [("crash-while-signing", "signal 11"), ("hang-while-signing", "silent")]
    )
    def test_a_driver_fails_while_signing(odd: Odd, what: str, detail: str):
        with odd.open(what) as key, pytest.raises(TokenDriverFailed) as failed:
            _signs(key)
        assert failed.value.facts["detail"] == detail

    @pytest.mark.parametrize("label", ["Con dấu", "lãnh đạo"])
    def test_a_driver_that_prints_is_understood(odd: Odd, label: str):
        with odd.open("", label) as key:
            assert _signs(key)

    def test_a_token_that_hashes_itself(odd: Odd):
        """No raw CKM_RSA_PKCS: the content goes to the token, after its form was looked at here."""
        with odd.open("no-raw") as key:
            assert _signs(key)

    @pytest.mark.parametrize("what", ["no-mechanism"])
    def test_a_token_without_mechanism(odd: Odd, what: str):
        with pytest.raises(TokenMechanismMissing):
            odd.open(what)

    @pytest.mark.parametrize(
        ("what", "attended", "error"), [("locked", True, PinLocked), ("final", False, PinOnLastTry)]
    )
    def test_tries_that_ran_out_ask_nobody(odd: Odd, what: str, attended: bool, error: type[SigningError]):
        with pytest.raises(error):
            odd.open(what, attended=attended)
        assert (odd.person.asked, odd.person.told) == (0, [])

    @pytest.mark.parametrize(
        ("what", "remark", "asked"),
        [("low", PinRemark.LOW, 1), ("final", PinRemark.LAST_TRY, 1), ("pad", PinRemark.ON_PAD, 0)],
    )
    def test_what_is_told_before_the_pin(odd: Odd, what: str, remark: PinRemark, asked: int):
        with odd.open(what) as key:
            assert _signs(key)
        assert (odd.person.told, odd.person.asked) == ([remark], asked)
