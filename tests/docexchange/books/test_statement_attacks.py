"""One statement, one spelling, one digest (R1): attacks on the signed bytes, and by signers who break the form."""

from __future__ import annotations

import re
import sys
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from book_world import BookWorld
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

sys.path.append(str(Path(__file__).parents[2] / "signing" / "xml"))

from test_xml_attacks import SIGNATURE, VALUE, as_insider

from docexchange.books.errors import StatementUnreadable
from docexchange.books.statement import read_signed, write_statement
from signing.xml import shape
from signing.xml.algorithms import _ORDERS
from signing.xml.errors import XmlContentAltered, XmlNotStrict, XmlOtherShape, XmlValueWrong
from signing.xml.sign import sign_xml
from signing.xml.verify import XmlSignatureBroken


@pytest.fixture
def signed(world: BookWorld) -> bytes:
    return world.found().say().raw


def test_n_minus_s(signed):
    value = b64decode(VALUE.search(signed)[0])
    r, s = int.from_bytes(value[:32], "big"), _ORDERS["secp256r1"] - int.from_bytes(value[32:], "big")
    honest = read_signed(signed)
    facts, _ = shape.read(shape.split(signed)[1])
    honest.certificate.public_key().verify(encode_dss_signature(r, s), facts.signed_info(), ec.ECDSA(hashes.SHA256()))
    with pytest.raises(XmlValueWrong):
        read_signed(VALUE.sub(b64encode(value[:32] + s.to_bytes(32, "big")), signed))


CHANGES: dict[str, tuple[type[Exception], Callable[[bytes], bytes]]] = {
    "white space between parts": (XmlContentAltered, lambda b: b.replace(b"<by>", b" <by>")),
    "white space in a tag": (XmlContentAltered, lambda b: b.replace(b"<by>", b"<by >")),
    "white space in the signature": (XmlOtherShape, lambda b: b.replace(b"<ds:SignedInfo>", b" <ds:SignedInfo>")),
    "white space after the end": (XmlSignatureBroken, lambda b: b + b"\n"),
    "an unsigned property": (
        XmlOtherShape,
        lambda b: b.replace(
            b"</xades:SignedProperties>",
            b"</xades:SignedProperties><xades:UnsignedProperties></xades:UnsignedProperties>",
        ),
    ),
    "a comment in a text": (XmlContentAltered, lambda b: b.replace(b">o-clerk<", b">o-<!---->clerk<")),
    "a processing instruction": (XmlContentAltered, lambda b: b.replace(b">o-clerk<", b">o-<?x?>clerk<")),
    "a character reference": (XmlContentAltered, lambda b: b.replace(b">o-clerk<", b">o&#45;clerk<")),
    "another prefix": (
        XmlContentAltered,
        lambda b: b.replace(b"<by>", b'<s:by xmlns:s="urn:ecabinet:statement:1">').replace(b"</by>", b"</s:by>"),
    ),
    "another prefix of the signature": (XmlSignatureBroken, lambda b: b.replace(b"ds:", b"dsig:")),
    "reordered parts": (XmlContentAltered, lambda b: re.sub(rb"(<id>.*</id>)(<by>.*</by>)", rb"\2\1", b)),
    "a bidirectional override": (XmlContentAltered, lambda b: b.replace("Kính".encode(), "\u202eKính".encode())),
    "a control character": (XmlContentAltered, lambda b: b.replace("Kính".encode(), "\u0085Kính".encode())),
    "not in NFC": (
        XmlContentAltered,
        lambda b: b.replace("Kính".encode(), unicodedata.normalize("NFD", "Kính").encode()),
    ),
    "the signature twice": (
        XmlSignatureBroken,
        lambda b: b.replace(b"</statement>", SIGNATURE.search(b)[0] + b"</statement>"),
    ),
    "no signature": (XmlSignatureBroken, lambda b: SIGNATURE.sub(b"", b)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_altered_bytes(signed, name):
    kind, change = CHANGES[name]
    altered = change(signed)
    assert altered != signed
    with pytest.raises(kind):
        read_signed(altered)


@pytest.mark.parametrize("name", [name for name, (kind, _) in CHANGES.items() if kind is XmlContentAltered])
def test_a_signer_who_breaks_the_form(world, name):
    """The signature holds, so only the strict form stands between one statement and its second spelling."""
    content = write_statement(world.found().statement())
    odd = CHANGES[name][1](content)
    assert odd != content
    assert read_signed(as_insider(content, world.keys["clerk"])).statement
    with pytest.raises((XmlNotStrict, StatementUnreadable)):
        read_signed(as_insider(odd, world.keys["clerk"]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<epoch>1<", b"<epoch>01<"),
        (b"+07:00<", b"+07:00:00<"),
        (b"<authority></authority>", b"<authority>Q</authority>"),
        (b"</files>", b"</files><more></more>"),
        (b"<files></files>", b""),
        (b' type="draft.comment/1"', b' type="draft.comment/1" x="y"'),
        (b"<version>", b'<version x="y">'),
        (b"<draft>", b"<Draft>"),
    ],
)
def test_strict_xml_that_is_no_statement(world, old, new):
    content = write_statement(world.found().statement())
    odd = content.replace(old, new, 1).replace(b"</draft>", b"</Draft>" if b"Draft" in new else b"</draft>", 1)
    assert odd != content
    with pytest.raises(StatementUnreadable):
        read_signed(sign_xml(odd, world.keys["clerk"], made=world.now))


def test_other_signed_documents_are_no_statements(world):
    login = (
        b'<statement xmlns="urn:ecabinet:statement:1" type="login/1"><hub>h</hub><tls>t</tls>'
        b"<official>o-clerk</official><nonce>n</nonce><expires>2026-11-21T08:30:00Z</expires></statement>"
    )
    with pytest.raises(StatementUnreadable):
        read_signed(sign_xml(login, world.keys["clerk"], made=world.now))


def test_every_byte_counts(signed):
    """Any one bit anywhere: refused, and never anything but a named error."""
    for at in range(0, len(signed), 7):
        altered = bytearray(signed)
        altered[at] ^= 1 << (at % 8)
        with pytest.raises((XmlSignatureBroken, StatementUnreadable)):
            read_signed(bytes(altered))
