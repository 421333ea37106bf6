"""Every known way to make an XML signature say what nobody signed; each must be refused."""

from __future__ import annotations

import re
import time
from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from xml_samples import CONTENT, MADE, certify

from signing.xml import errors, shape
from signing.xml.algorithms import _ORDERS, ECDSA_SHA256, RSA_SHA256, to_xml_value
from signing.xml.sign import sign_xml
from signing.xml.verify import MAX_BYTES, XmlSignatureBroken, verify_xml

SIGNATURE = re.compile(rb"<ds:Signature .*</ds:Signature>")
VALUE = re.compile(rb"(?<=<ds:SignatureValue>)[^<]*")
PROPERTIES_END = b"</xades:SignedProperties>"
BASE64 = b"http://www.w3.org/2000/09/xmldsig#base64"
NS = b' xmlns="urn:ecabinet:statement:1"'


@pytest.fixture(scope="module")
def signed(keys) -> bytes:
    return sign_xml(CONTENT, keys["p-256"], made=MADE)


def refused(data: bytes, kind: type[XmlSignatureBroken] = XmlSignatureBroken) -> XmlSignatureBroken:
    with pytest.raises(kind) as caught:
        verify_xml(data)
    return caught.value


def forged() -> bytes:
    return CONTENT.replace(b">1000<", b">9000<")


def wrappings(signed: bytes) -> dict[str, bytes]:
    """Eight ways to leave the signed content in the file and show another."""
    element = SIGNATURE.search(signed)[0]
    bare = forged()
    body = CONTENT.replace(NS, b"")
    inside = bare.removesuffix(b"</statement>")
    by_id = element.replace(b'URI=""', b'URI="#original"')
    original = CONTENT.replace(b"<statement ", b'<statement Id="original" ')
    return {
        "signed document inside a forged root": inside + signed + b"</statement>",
        "forged root, original beside the signature": inside + CONTENT + element + b"</statement>",
        "original inside the signature's object": inside
        + element.replace(b"</ds:Object>", b"</ds:Object><ds:Object>" + CONTENT + b"</ds:Object>")
        + b"</statement>",
        "original after the signature": inside + element + CONTENT + b"</statement>",
        "signature first": CONTENT.replace(b'"login/1">', b'"login/1">' + element),
        "signature deeper": CONTENT.replace(b"</note>", element + b"</note>"),
        "reference by Id to the original": inside + original + by_id + b"</statement>",
        "two signatures": signed.replace(b"</statement>", element + b"</statement>"),
        "forged part added before the signature": signed.replace(element, b"<amount>9000</amount>" + element),
        "original in an unsigned wrapper": b"<w" + NS + b">" + body + element + b"</w>",
    }


def test_wrapping(signed):
    assert len(wrappings(signed)) >= 8
    for name, data in wrappings(signed).items():
        assert data != signed
        refused(data), name


def as_insider(content: bytes, key) -> bytes:
    """Our shape over content out of form, made by a signer who does not follow the rules: only the form is wrong."""
    chain = tuple(one.public_bytes(Encoding.DER) for one in (key.certificate, *key.chain))
    facts = shape.Shape(ECDSA_SHA256, sha256(content).digest(), chain, MADE)
    return shape.join(content, facts.element(to_xml_value(key.certificate.public_key(), key.sign(facts.signed_info()))))


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        (b"<amount>", b'<amount Id="signature">', "reserved-id"),
        (b"<amount>", b'<amount Id="signature-content">', "reserved-id"),
        (b"<amount>", b'<amount ID="signature-properties">', "reserved-id"),
        # Canonicalisation drops comments, and `element.text` reads "1".
        (b">1000<", b">1<!--x-->000<", "comment"),
        (b">1000<", b">1<?x?>000<", "processing-instruction"),
        (b">1000<", b"><![CDATA[1000]]><", "markup-declaration"),
        (b">1000<", b">1&#48;00<", "character-reference"),
        (b"<amount>", b" <amount>", "white-space"),
        (b"<amount>", b"\n<amount>", "control-character"),
        (b"<amount>", b"<amount >", "not-canonical"),
        (b">1000<", ">1000\u202e<".encode(), "control-character"),
        (b"<statement", b"<!DOCTYPE statement><statement", "doctype"),
        (b"<statement", b"<!--x--><statement", "comment"),
        (b"<amount>", b"<amount><x xmlns='http://www.w3.org/2000/09/xmldsig#'></x>", "not-canonical"),
        (b"<amount>", b'<amount><x xmlns="http://www.w3.org/2000/09/xmldsig#"></x>', "reserved-namespace"),
    ],
)
def test_content_with_two_readings_is_refused_even_if_signed(keys, signed, old, new, flaw):
    content = CONTENT.replace(old, new, 1)
    assert content != CONTENT
    assert verify_xml(as_insider(CONTENT, keys["p-256"])).content == CONTENT
    assert refused(as_insider(content, keys["p-256"]), errors.XmlNotStrict).facts["flaw"] == flaw
    # Put in afterwards by somebody else, it is an alteration.
    assert refused(signed.replace(old, new, 1), errors.XmlContentAltered).altered


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"><amount>", b"> <amount>"),
        (b"><amount>", b">\n<amount>"),
        (b"<amount>", b"<amount >"),
        (b"<ds:SignedInfo>", b"\n<ds:SignedInfo>"),
        (b"<ds:SignatureValue>", b"<ds:SignatureValue>\n"),
        (b"</ds:Signature>", b"</ds:Signature> "),
        (b"</statement>", b"</statement>\n"),
        (b"</statement>", b"</statement >"),
    ],
)
def test_added_white_space(signed, old, new):
    assert old in signed
    refused(signed.replace(old, new, 1))


@pytest.mark.parametrize(("label", "curve"), [("p-256", "secp256r1"), ("p-384", "secp384r1")])
def test_the_other_spelling_of_an_ecdsa_value(keys, label, curve):
    signed = sign_xml(CONTENT, keys[label], made=MADE)
    value = b64decode(VALUE.search(signed)[0])
    half = len(value) // 2
    r, s = int.from_bytes(value[:half], "big"), _ORDERS[curve] - int.from_bytes(value[half:], "big")
    # It is a good signature for everyone else, so refusing it is ours to do.
    facts, _ = shape.read(shape.split(signed)[1])
    public = keys[label].certificate.public_key()
    public.verify(encode_dss_signature(r, s), facts.signed_info(), ec.ECDSA(hashes.SHA256()))
    other = VALUE.sub(b64encode(value[:half] + s.to_bytes(half, "big")), signed)
    refused(other, errors.XmlValueWrong)


def test_the_other_spelling_of_base64(signed):
    value = VALUE.search(signed)[0]
    assert value.endswith(b"==")
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = alphabet.index(value[-3])
    respelled = value[:-3] + bytes([alphabet[last ^ 1]]) + b"=="
    assert b64decode(respelled) == b64decode(value)
    refused(signed.replace(value, respelled), errors.XmlOtherShape)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            b"</xades:SignedProperties>",
            b"</xades:SignedProperties><xades:UnsignedProperties></xades:UnsignedProperties>",
        ),
        (
            b"<ds:Transforms>",
            b'<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></ds:Transform>',
        ),
        (b"enveloped-signature", b"base64"),
        (b"2001/10/xml-exc-c14n#", b"2006/12/xml-c14n11"),
        (ECDSA_SHA256.encode(), b"http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        (ECDSA_SHA256.encode(), b"http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
        (b"xmlenc#sha256", b"xmlenc#sha512"),
        (b'URI=""', b'URI="http://example.invalid/"'),
        (b"</ds:KeyInfo>", b"<ds:KeyName>x</ds:KeyName></ds:KeyInfo>"),
        (b"</ds:Object>", b"</ds:Object><ds:Object></ds:Object>"),
        (b"</ds:SignedInfo>", b'<ds:Reference URI=""></ds:Reference></ds:SignedInfo>'),
        (b'Id="signature">', b'Id="signature2">'),
        (b"xmlns:ds=", b"xmlns:dsig="),
    ],
)
def test_any_other_shape(signed, old, new):
    assert old in signed
    refused(signed.replace(old, new, 1), errors.XmlOtherShape)


def test_key_value_only(signed):
    bare = re.sub(rb"<ds:X509Data>.*</ds:X509Data>", b"<ds:KeyValue></ds:KeyValue>", signed)
    refused(bare, errors.XmlOtherShape)


def test_the_algorithm_of_another_kind_of_key(signed):
    relabelled = signed.replace(ECDSA_SHA256.encode(), RSA_SHA256.encode())
    refused(relabelled, errors.XmlAlgorithmMismatch)


def made_by(private, method: str, root, sign) -> bytes:
    """Our shape, made by somebody who does not follow the profile."""
    der = certify(private, "Attacker", root).public_bytes(Encoding.DER)
    facts = shape.Shape(method, sha256(CONTENT).digest(), (der,), MADE)
    return shape.join(CONTENT, facts.element(sign(facts.signed_info())))


def test_a_weak_key(root):
    private = rsa.generate_private_key(65537, 1024)
    weak = made_by(private, RSA_SHA256, root, lambda data: private.sign(data, padding.PKCS1v15(), hashes.SHA256()))
    assert refused(weak, errors.XmlKeyNotAccepted).facts["key"] == "RSA-1024"


def test_a_curve_outside_the_profile(root):
    private = ec.generate_private_key(ec.SECP256K1())
    odd = made_by(private, ECDSA_SHA256, root, lambda data: b"\x01" * 64)
    assert refused(odd, errors.XmlKeyNotAccepted).facts["key"] == "secp256k1"


@pytest.mark.parametrize("value", [b"", b"\x00" * 64, b"\x00" * 63 + b"\x01", b"\x01" * 65, b"\xff" * 64, b"\x01" * 32])
def test_impossible_ecdsa_values(root, value):
    private = ec.generate_private_key(ec.SECP256R1())
    refused(made_by(private, ECDSA_SHA256, root, lambda data: value))


def test_rsa_value_plus_modulus(keys):
    signed = sign_xml(CONTENT, keys["rsa-3072"], made=MADE)
    numbers = keys["rsa-3072"].certificate.public_key().public_numbers()
    value = int.from_bytes(b64decode(VALUE.search(signed)[0]), "big") + numbers.n
    refused(VALUE.sub(b64encode(value.to_bytes(385, "big")), signed), errors.XmlValueWrong)


def test_swapped_certificate(signed, keys):
    mine, theirs = (keys[k].certificate.public_bytes(Encoding.DER) for k in ("p-256", "p-256-other"))
    step = signed.replace(b64encode(mine), b64encode(theirs))
    refused(step, errors.XmlCertificateNotBound)
    step = step.replace(b64encode(sha256(mine).digest()), b64encode(sha256(theirs).digest()))
    refused(step, errors.XmlContentAltered)
    facts, value = shape.read(shape.split(signed)[1])
    consistent = shape.Shape(facts.method, facts.content_digest, (theirs, *facts.certificates[1:]), facts.made)
    refused(shape.join(CONTENT, consistent.element(value)), errors.XmlValueWrong)


def test_issuers_are_bound_too(signed, keys):
    facts, value = shape.read(shape.split(signed)[1])
    for chain in (facts.certificates[:1], facts.certificates * 2):
        other = shape.Shape(facts.method, facts.content_digest, chain, facts.made)
        refused(shape.join(CONTENT, other.element(value)), errors.XmlValueWrong)


def test_a_certificate_that_is_none(root):
    facts = shape.Shape(ECDSA_SHA256, sha256(CONTENT).digest(), (b"0\x03\x02\x01\x01",), MADE)
    refused(shape.join(CONTENT, facts.element(b"\x01" * 64)), errors.XmlCertificateUnreadable)


def test_a_certificate_of_a_version_nobody_knows(keys):
    der = keys["p-256"].certificate.public_bytes(Encoding.DER)
    bad = der.replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x03", 1)
    facts = shape.Shape(ECDSA_SHA256, sha256(CONTENT).digest(), (bad,), MADE)
    refused(shape.join(CONTENT, facts.element(b"\x01" * 64)), errors.XmlCertificateUnreadable)


@settings(max_examples=300, deadline=None)
@given(mutations=st.data())
def test_a_damaged_certificate_under_a_consistent_signature(keys, mutations):
    der = keys["p-256"].certificate.public_bytes(Encoding.DER)
    bad = mutate(der, mutations.draw(MUTATIONS))
    facts = shape.Shape(ECDSA_SHA256, sha256(CONTENT).digest(), (bad,), MADE)
    value = b"\x01" * 64
    refused(shape.join(CONTENT, facts.element(value)))


def test_certificates_beyond_all_measure(keys):
    facts = shape.Shape(ECDSA_SHA256, sha256(CONTENT).digest(), (b"0" * 20_000,), MADE)
    refused(shape.join(CONTENT, facts.element(b"\x01" * 64)), errors.XmlOtherShape)


def test_altered_content_and_altered_time(signed):
    assert refused(signed.replace(b">1000<", b">9000<"), errors.XmlContentAltered).altered
    assert refused(signed.replace(b"08:30:00Z", b"08:30:01Z"), errors.XmlContentAltered).altered
    refused(signed.replace(b"08:30:00Z", b"88:30:00Z"), errors.XmlOtherShape)


def test_content_of_one_under_the_signature_of_another(signed, keys):
    other = sign_xml(forged(), keys["p-256"], made=MADE)
    refused(other.replace(forged().removesuffix(b"</statement>"), CONTENT.removesuffix(b"</statement>")))


BOMBS = {
    "entities": b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10 if i else b"&a;" * 10) for i in range(12))
    + b"]>",
    "external": b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    "declaration": b'<?xml version="1.0" encoding="UTF-16"?>',
    "comment": b"<!--x-->",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_prologues_are_refused_before_parsing(keys, signed, bomb):
    start = time.process_time()
    refused(BOMBS[bomb] + signed, errors.XmlContentAltered)
    refused(as_insider(BOMBS[bomb] + CONTENT, keys["p-256"]), errors.XmlNotStrict)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "content",
    [
        b"<a>" * 1_000_000 + b"</a>" * 1_000_000,
        b"<a>" * 30_000 + b"</a>" * 30_000,
        b"<a " + b" ".join(b'a%d=""' % i for i in range(500_000)) + b"></a>",
        b"<a>" + b"<b></b>" * 1_000_000 + b"</a>",
        b'<a xmlns="urn:x">' + b"<" * 8_000_000 + b"</a>",
        b"<a>" + b"&amp;" * 1_600_000 + b"<b></a>",
    ],
    ids=["depth", "less-depth", "attributes", "elements", "brackets", "escapes"],
)
def test_hostile_sizes_end_soon(keys, content):
    start = time.process_time()
    refused(as_insider(content, keys["p-256"]), errors.XmlNotStrict)
    assert time.process_time() - start < 5


def test_too_large(signed):
    refused(b" " * (MAX_BYTES + 1), errors.XmlTooLarge)
    with pytest.raises(errors.XmlTooLarge):
        verify_xml(signed, limit=len(signed) - 1)
    assert verify_xml(signed, limit=len(signed)).content == CONTENT


@pytest.mark.parametrize("data", [b"", b"<", b"</", b"<a></a>", b"%PDF-1.7", b"\x00" * 1000, CONTENT])
def test_no_signature(data):
    refused(data, errors.XmlNotSigned)


def test_somebody_elses_signature_is_foreign():
    other = b'<a><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"></Signature></a>'
    assert refused(other, errors.XmlOtherShape).foreign


MUTATIONS = st.lists(
    st.tuples(st.sampled_from(["flip", "insert", "delete", "swap"]), st.floats(0, 1), st.integers(0, 255)),
    min_size=1,
    max_size=4,
)


def mutate(data: bytes, mutations) -> bytes:
    out = bytearray(data)
    for what, place, byte in mutations:
        at = int(place * (len(out) - 1))
        if what == "flip":
            out[at] ^= byte or 1
        elif what == "insert":
            out.insert(at, byte)
        elif what == "delete":
            del out[at]
        else:
            out[at], out[at - 1] = out[at - 1], out[at]
    return bytes(out)


@settings(max_examples=400, deadline=None)
@given(mutations=MUTATIONS)
def test_random_damage_never_verifies(signed, mutations):
    damaged = mutate(signed, mutations)
    if damaged != signed:
        refused(damaged)


def test_every_single_bit_of_the_element_and_content_counts(signed):
    for at in range(0, len(signed), 3):
        flipped = bytearray(signed)
        flipped[at] ^= 1 << (at % 8)
        refused(bytes(flipped))
