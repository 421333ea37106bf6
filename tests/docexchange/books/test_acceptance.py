"""Records have one spelling, heads cover every fact of them, receipts hold for one key and one spelling only (R3)."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from docexchange.books.acceptance import (
    AcceptanceRecord,
    head_of,
    hub_key_bytes,
    read_hub_key,
    read_record,
    receipt_holds,
    sign_head,
    whole_milliseconds,
    write_record,
)
from docexchange.books.errors import HubKeyUnreadable, ReceiptKeyRefused, RecordUnreadable
from signing.keys.software import open_pkcs12

AT = datetime(2026, 11, 21, 1, 30, 0, 5000, tzinfo=UTC)
RECORD = AcceptanceRecord("ab" * 32, 1, 7, AT, "cd" * 32, "ef" * 32)
LINES = (
    "ecabinet.head/1\n1\n" + "ab" * 32 + "\n7\n2026-11-21T01:30:00.005Z\n" + "cd" * 32 + "\n" + "ef" * 32 + "\n"
).encode()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
OTHER_FACTS = [
    {"book": "00" * 32},
    {"epoch": 2},
    {"sequence": 8},
    {"time": AT + timedelta(milliseconds=1)},
    {"previous": "00" * 32},
    {"digest": "00" * 32},
]


def test_a_record_is_seven_lines_and_the_head_their_digest():
    assert write_record(RECORD) == LINES
    assert read_record(LINES) == RECORD
    assert head_of(RECORD) == sha256(LINES).hexdigest()


def test_the_zone_of_the_clock_does_not_matter():
    assert head_of(replace(RECORD, time=AT.astimezone(timezone(timedelta(hours=7))))) == head_of(RECORD)
    assert whole_milliseconds(AT.replace(microsecond=5999)) == AT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"head/1", b"head/2"),
        (b"\n1\n", b"\n01\n"),
        (b"\n1\n", b"\n0\n"),
        (b"\n7\n", b"\n+7\n"),
        (b"\n7\n", b"\n7\r\n"),
        (b"\n7\n", b"\n" + b"7" * 20 + b"\n"),
        (b".005Z", b".005000Z"),
        (b".005Z", b".005+00:00"),
        (b"11-21", b"11-31"),
        (b"abab", b"ABAB"),
        (b"abab", b"ab"),
        (b"efef\n", b"efef"),
        (b"efef\n", b"efef\n\n"),
        (b"abab", "ăb".encode()),
    ],
)
def test_no_other_spelling_of_a_record_is_read(old, new):
    assert old in LINES
    with pytest.raises(RecordUnreadable):
        read_record(LINES.replace(old, new, 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 0},
        {"epoch": 0},
        {"book": "x"},
        {"time": AT.replace(tzinfo=None)},
        {"time": AT.replace(microsecond=1)},
    ],
)
def test_no_other_facts_are_written(changes):
    with pytest.raises(RecordUnreadable):
        write_record(replace(RECORD, **changes))


def test_a_receipt_holds_for_its_record_and_key_only(hub_identity, book_keys):
    receipt, key = sign_head(RECORD, hub_identity), hub_identity.certificate.public_key()
    assert len(receipt) == 64
    assert receipt_holds(RECORD, receipt, key)
    assert not receipt_holds(RECORD, receipt, book_keys["clerk"].certificate.public_key())
    for facts in OTHER_FACTS:
        assert not receipt_holds(replace(RECORD, **facts), receipt, key), facts


def test_a_receipt_has_one_spelling(hub_identity):
    receipt, key = sign_head(RECORD, hub_identity), hub_identity.certificate.public_key()
    high = receipt[:32] + (ORDER - int.from_bytes(receipt[32:], "big")).to_bytes(32, "big")
    for other in (high, receipt + b"\0", b"\0" + receipt, receipt[:63], b"", b"\0" * 64, b"\xff" * 64):
        assert not receipt_holds(RECORD, other, key)


def test_a_head_signed_for_another_purpose_is_no_receipt(hub_identity):
    key = hub_identity.certificate.public_key()
    for text in (head_of(RECORD).encode(), bytes.fromhex(head_of(RECORD)), LINES):
        r, s = decode_dss_signature(hub_identity.sign(text))
        assert not receipt_holds(RECORD, r.to_bytes(32, "big") + s.to_bytes(32, "big"), key)


def test_only_p256_signs_receipts(pki):
    with pytest.raises(ReceiptKeyRefused):
        sign_head(RECORD, open_pkcs12(pki.p12("seal"), pki.pin("seal").encode()))


def test_the_hubs_key_is_named_by_its_digest(hub_identity, pki):
    der = hub_key_bytes(hub_identity.certificate)
    assert read_hub_key(der) == (sha256(der).hexdigest(), hub_identity.certificate.public_key())
    rsa = open_pkcs12(pki.p12("seal"), pki.pin("seal").encode()).certificate.public_key()
    for other in (b"", der[:-1], b"\0" * 600, rsa.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)):
        with pytest.raises(HubKeyUnreadable):
            read_hub_key(other)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="program openssl is missing")
def test_openssl_agrees_on_head_and_receipt(hub_identity, tmp_path):
    receipt = sign_head(RECORD, hub_identity)
    (tmp_path / "record").write_bytes(LINES)
    (tmp_path / "key.der").write_bytes(hub_key_bytes(hub_identity.certificate))
    halves = (int.from_bytes(half, "big") for half in (receipt[:32], receipt[32:]))
    (tmp_path / "value").write_bytes(encode_dss_signature(*halves))
    script = (
        "head=$(openssl dgst -sha256 -r record | cut -d' ' -f1);"
        "openssl pkey -pubin -inform DER -in key.der -out key.pem;"
        "printf 'ecabinet.receipt/1\\n%s\\n' $head | openssl dgst -sha256 -verify key.pem -signature value"
    )
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "Verified OK\n", done.stderr
