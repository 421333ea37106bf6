"""Damaged prepared and signed files: a clear error or a signature that our own verifier judges, never anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signing.errors import SigningError
from signing.keys.software import SoftwareKey
from signing.pdf.seal import seal
from signing.pdf.sign import sign_copy, sign_leader
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet

pytestmark = pytest.mark.slow

Key = Callable[[str], SoftwareKey]
WHERE, GONE, JUNK = st.floats(0, 1), st.integers(0, 300), st.binary(max_size=30)


def _damaged(pdf: bytes, where: float, gone: int, junk: bytes) -> bytes:
    at = int(where * len(pdf))
    return pdf[:at] + junk + pdf[at + gone :]


@settings(max_examples=60, deadline=None)
@given(WHERE, GONE, JUNK)
def test_signing_damaged_files(prepared: bytes, key: Key, where: float, gone: int, junk: bytes) -> None:
    try:
        signed = sign_leader(_damaged(prepared, where, gone, junk), key("minister"), level="B")
    except SigningError:
        return
    assert judge_pdf(signed, TrustSet(), fetch=False).signatures[0].integrity


@settings(max_examples=60, deadline=None)
@given(WHERE, GONE, JUNK)
def test_sealing_damaged_files(led: bytes, key: Key, where: float, gone: int, junk: bytes) -> None:
    damaged = _damaged(led, where, gone, junk)
    try:
        sealed = seal(damaged, key("seal"), number="15", day=date(2026, 11, 21), level="B")
    except SigningError:
        return
    # Only where nothing that the leader signed was touched.
    assert all(one.integrity for one in judge_pdf(sealed, TrustSet(), fetch=False).signatures)


@settings(max_examples=30, deadline=None)
@given(WHERE, GONE, JUNK)
def test_copying_damaged_files(draft: bytes, key: Key, where: float, gone: int, junk: bytes) -> None:
    try:
        copy = sign_copy(_damaged(draft, where, gone, junk), key("seal"), form="SAO Y", level="B")
    except SigningError:
        return
    assert judge_pdf(copy, TrustSet(), fetch=False).signatures[0].integrity


@pytest.mark.parametrize("cut", [10, 500, 5000])
def test_cut_files_end_in_a_clear_error(led: bytes, key: Key, cut: int) -> None:
    with pytest.raises(SigningError):
        seal(led[:-cut], key("seal"), number="15", day=date(2026, 11, 21), level="B")
