"""What `sign_xml` writes, `verify_xml` reads back; what may not be signed is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st
from xml_samples import CONTENT, MADE, certify

from signing.xml import shape
from signing.xml.algorithms import _ORDERS
from signing.xml.canonical import MAX_ATTRIBUTES, MAX_DEPTH, content_flaw
from signing.xml.errors import XmlKeyRefused, XmlNotSignable
from signing.xml.sign import sign_xml
from signing.xml.verify import verify_xml


def test_what_is_signed_is_read_back(key):
    verified = verify_xml(sign_xml(CONTENT, key, made=MADE))
    assert verified.content == CONTENT
    assert verified.digest == sha256(CONTENT).hexdigest()
    assert verified.certificate == key.certificate
    assert verified.intermediates == key.chain
    assert verified.claimed_time == MADE


def test_writing_what_was_read_gives_the_same_bytes(key):
    signed = sign_xml(CONTENT, key, made=MADE)
    content, element = shape.split(signed)
    facts, value = shape.read(element)
    assert shape.join(content, facts.element(value)) == signed


def test_only_the_value_depends_on_chance(key):
    value = re.compile(rb"<ds:SignatureValue>[^<]*<")
    one, two = (sign_xml(CONTENT, key, made=MADE) for _ in range(2))
    assert value.sub(b"", one) == value.sub(b"", two)


def test_the_smallest_document(keys):
    assert verify_xml(sign_xml(b"<a></a>", keys["p-256"], made=MADE)).content == b"<a></a>"


def test_claimed_time_is_kept_as_an_instant(keys):
    hanoi = datetime(2026, 11, 21, 15, 30, 7, 999, tzinfo=timezone(timedelta(hours=7)))
    signed = sign_xml(CONTENT, keys["p-256"], made=hanoi)
    assert b">2026-11-21T08:30:07Z<" in signed
    assert verify_xml(signed).claimed_time == hanoi.replace(microsecond=0)


def test_a_time_without_zone_is_our_own_mistake(keys):
    with pytest.raises(ValueError, match="aware"):
        sign_xml(CONTENT, keys["p-256"], made=datetime(2026, 11, 21))


FLAWS = {
    "not-xml": b"",
    "doctype": b'<!DOCTYPE a><a xmlns="urn:x"></a>',
    "comment": b"<a>1<!--x-->00</a>",
    "markup-declaration": b"<a><![CDATA[x]]></a>",
    "processing-instruction": b"<a><?x y?></a>",
    "character-reference": b"<a>x&#xD;y</a>",
    "white-space": b"<a> <b></b></a>",
    "reserved-namespace": b'<a xmlns="http://www.w3.org/2000/09/xmldsig#"></a>',
    "control-character": b"<a>x\ty</a>",
    "not-utf-8": b"<a>\xff</a>",
    "not-nfc": "<a>e\u0301</a>".encode(),
    "too-deep": b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
    "too-many-attributes": b"<a " + b" ".join(b'a%02d=""' % i for i in range(MAX_ATTRIBUTES + 1)) + b"></a>",
    "too-many-namespaces": b"<a" + b"".join(b' xmlns:n%d="urn:%d"' % (i, i) for i in range(99)) + b"></a>",
    "too-many-elements": b"<a>" + b"<b></b>" * 100_001 + b"</a>",
    "too-large": b"<a>" + b"x" * (8 << 20) + b"</a>",
    "reserved-id": b'<a Id="signature"></a>',
    "not-well-formed": b"<a><b></a></b>",
    "not-canonical": b"<a><b/></a>",
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_content_out_of_form_is_not_signed(keys, flaw):
    with pytest.raises(XmlNotSignable) as caught:
        sign_xml(FLAWS[flaw], keys["p-256"], made=MADE)
    assert caught.value.facts == {"flaw": flaw}


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"\xef\xbb\xbf<a></a>", "not-xml"),
        ("<a>x\u202ey</a>".encode(), "control-character"),
        ("<a>x\u2066y</a>".encode(), "control-character"),
        ("<a>x\ufeffy</a>".encode(), "control-character"),
        ("<a>x\u0085y</a>".encode(), "control-character"),
        (b"<a>x\x7fy</a>", "control-character"),
        (b"<a>\x00</a>", "control-character"),
        ("<a>&lt;\u0338</a>".encode(), "not-nfc"),
        (b"<a>\xed\xa0\x80</a>", "not-utf-8"),
        (b"<a></a> ", "not-canonical"),
        (b"<a></a><a></a>", "not-well-formed"),
        (b'<a b="2" a="1"></a>', "not-canonical"),
        (b"<a b='1'></a>", "not-canonical"),
        (b'<a xmlns:x="urn:x"></a>', "not-canonical"),
        (b"<a>x > y</a>", "not-canonical"),
        (b'<a xml:ID="signature-properties"></a>', "reserved-id"),
        (b'<a><b id="signature-content"></b></a>', "reserved-id"),
        (b'<a xmlns="http://uri.etsi.org/01903/v1.3.2#"></a>', "reserved-namespace"),
        (b"<a>" * 50_000 + b"</a>" * 50_000, "not-well-formed"),
        (b"<a>&x;</a>", "not-well-formed"),
        ("<a>Quyết định số 12/QĐ-TTg, “một” – hai</a>".encode(), None),
        (b'<a xmlns="urn:x"><b id="signature2">signature</b></a>', None),
    ],
)
def test_strict_form(content, flaw):
    assert content_flaw(content) == flaw


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_text_is_signable_exactly_when_it_has_one_spelling(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    flaw = content_flaw(f"<a>{escaped}</a>".encode())
    if flaw is None:
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(c) == "Cc" or unicodedata.bidirectional(c) in BIDI for c in text)


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


class HighKey:
    """A token that gives the higher of the two ECDSA values."""

    def __init__(self, key):
        self.certificate, self.chain, self._key = key.certificate, key.chain, key

    def sign(self, data: bytes) -> bytes:
        r, s = decode_dss_signature(self._key.sign(data))
        return encode_dss_signature(r, _ORDERS["secp256r1"] - s)


def test_a_high_value_from_the_key_is_lowered(keys):
    verify_xml(sign_xml(CONTENT, HighKey(keys["p-256"]), made=MADE))


class OtherKey(HighKey):
    """A token whose certificate belongs to another key."""

    def __init__(self, key, other):
        super().__init__(key)
        self.certificate = other.certificate


class SilentKey(HighKey):
    def sign(self, data: bytes) -> bytes:
        return b""


def test_a_key_that_does_not_fit_its_certificate_is_refused(keys):
    for key in (
        OtherKey(keys["p-256"], keys["p-256-other"]),
        OtherKey(keys["p-256"], keys["rsa-3072"]),
        SilentKey(keys["p-256"]),
        SilentKey(keys["rsa-3072"]),
    ):
        with pytest.raises(XmlKeyRefused):
            sign_xml(CONTENT, key, made=MADE)


def test_kinds_of_key_outside_the_profile_are_refused(keys, root):
    for private in (ec.generate_private_key(ec.SECP521R1()), ed25519.Ed25519PrivateKey.generate()):
        odd = HighKey(keys["p-256"])
        odd.certificate = certify(private, "Odd", root)
        with pytest.raises(XmlKeyRefused):
            sign_xml(CONTENT, odd, made=MADE)


def test_too_long_a_chain_is_refused(keys):
    long = HighKey(keys["p-256"])
    long.chain = keys["p-256"].chain * 6
    with pytest.raises(XmlKeyRefused):
        sign_xml(CONTENT, long, made=MADE)
