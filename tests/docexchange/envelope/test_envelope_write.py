"""The strict writer: what it writes reads back the same and satisfies its own check; what is not right is refused."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from envelope_packets import (
    DOCUMENT,
    NAMESPACE,
    NOW,
    PDF,
    SENDER,
    STATUS,
    packet,
    read,
    read_files,
    sources,
    status_packet,
    zipped,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docexchange.envelope.check import check_packet
from docexchange.envelope.codes import LIST_A, LIST_B, STATUS_CODES
from docexchange.envelope.errors import (
    AttachmentEmpty,
    AttachmentMissing,
    EnvelopeError,
    FactMissing,
    NameUnsafe,
    Refused,
    TextForbidden,
    TextTooLong,
    ValueForbidden,
)
from docexchange.envelope.file_names import safe_name
from docexchange.envelope.model import (
    Business,
    Changes,
    Code,
    Document,
    DocumentType,
    Organization,
    ReceiverChange,
    Reference,
    Replacement,
    Signer,
    Staff,
    StatusReport,
    Trace,
)
from docexchange.envelope.moments import VIETNAM
from docexchange.envelope.write import Profile, write_document

_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn"))


def text(most: int, least: int = 0) -> st.SearchStrategy[str]:
    words = st.text(_LETTERS, min_size=least, max_size=most).map(str.strip)
    return words.filter(lambda word: len(word) >= least and word.casefold() not in ("null", "n/a"))


organ_ids = st.from_regex(
    r"[A-Z][0-9]{2}(\.[0-9A-Z]{1,4}){0,5}|[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}", fullmatch=True
)
organizations = st.builds(
    Organization,
    organ_id=organ_ids,
    name=text(60, 1),
    in_charge=text(20),
    address=text(30),
    email=text(20),
    telephone=text(20),
    fax=text(20),
    website=text(20),
)
days = st.dates(date(1900, 1, 1), date(2999, 12, 31))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)).map(
    lambda m: m.replace(microsecond=0, tzinfo=VIETNAM)
)
references = st.builds(Reference, organ_ids, text(40, 1), text(80, 1), days)
staffs = st.none() | st.builds(Staff, text(30, 1), text(10), text(30), text(10), text(20), text(15))
types = st.one_of(
    st.sampled_from([DocumentType(1, number, name) for number, name in LIST_A.items() if len(name) <= 100]),
    st.sampled_from([DocumentType(2, number, name) for number, name in LIST_B.items()]),
    st.builds(DocumentType, st.sampled_from([1, 2]), st.none(), text(100, 1)),
)
changes = st.builds(
    Changes,
    st.booleans(),
    st.booleans(),
    st.lists(st.builds(ReceiverChange, organ_ids, st.booleans()), max_size=3).map(tuple),
)
replacements = st.builds(Replacement, text(80, 1), st.lists(organ_ids, min_size=1, max_size=3).map(tuple))
papers = st.sampled_from([0, 1])
businesses = st.one_of(
    st.builds(Business, st.just(0), text(20), text(50), papers, st.none(), st.just(()), staffs),
    st.builds(Business, st.just(1), text(20), text(50, 1), papers, st.none(), st.just(()), staffs),
    st.builds(Business, st.just(2), text(20, 1), text(50, 1), papers, changes, st.just(()), staffs),
    st.builds(
        Business,
        st.just(3),
        text(20),
        text(50, 1),
        papers,
        st.none(),
        st.lists(replacements, min_size=1, max_size=3).map(tuple),
        staffs,
    ),
)
amounts = st.none() | st.integers(0, 65535)


def texts(most: int, length: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(text(length, 1), max_size=most).map(tuple)


documents = st.builds(
    Document,
    sender=organizations,
    to=st.lists(organizations, min_size=1, max_size=4, unique_by=lambda one: one.organ_id).map(tuple),
    document_id=text(200, 1),
    code=st.builds(Code, text(50, 1), text(50, 1)),
    date=days,
    type=types,
    subject=text(500, 1),
    signer=st.builds(Signer, text(30), text(30), text(50, 1)),
    place=text(50),
    content=text(500),
    due_date=st.none() | days,
    priority=st.integers(0, 4),
    sphere=text(100),
    typist=text(10),
    copies=amounts,
    pages=amounts,
    reply_fors=text(50),
    direction=st.none() | st.booleans(),
    reference_codes=text(50),
    appendixes=texts(3, 50),
    response_for=st.lists(references, max_size=3).map(tuple),
    steering=st.none() | st.integers(0, 3),
    tasks=texts(3, 20),
    application_type=text(20),
    to_places=texts(3, 100),
    trace=st.lists(st.builds(Trace, organ_ids, moments), min_size=1, max_size=3).map(tuple),
    business=businesses,
)
names = st.builds(
    lambda stem, ending: stem + ending,
    text(40, 1),
    st.sampled_from([".pdf", ".doc", ".docx", ".xlsx", ".zip", ".png", ""]),
).filter(lambda name: safe_name(name) == name)
contents = st.one_of(
    st.binary(min_size=1, max_size=200),
    st.binary(max_size=50).map(lambda inner: zipped({"a.doc": inner})),
    st.binary(max_size=50).map(lambda inner: zipped({"a.docx": inner, "b": b""})),
    st.just(b"PK\x03\x04 no zip at all"),
)
files = st.dictionaries(names, contents, min_size=1, max_size=4).filter(
    lambda found: len({name.casefold() for name in found}) == len(found)
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents, files, st.sampled_from(["sdk", "raw"]))
def test_what_is_written_reads_back_the_same(document: Document, attached: dict[str, bytes], rule: str):
    try:
        content = packet(document, attached, zip_rule=rule)
    except NameUnsafe:
        return  # two names that differ only in Unicode form
    reading, read_back = read_files(content)
    assert reading.document == document
    assert read_back == attached
    assert [one.sha256 for one in reading.attachments] == [hashlib.sha256(one).hexdigest() for one in attached.values()]
    assert [one.size for one in reading.attachments] == [len(one) for one in attached.values()]
    assert reading.unknown == ()
    broken = {"zip-broken", "attachment-damaged-by-sender"}
    assert {one.code for one in reading.findings if one.severity == "error"} <= broken
    assert {one.code for one in check_packet(io.BytesIO(content))} <= broken


@settings(max_examples=40, deadline=None)
@given(st.builds(StatusReport, organizations, references, st.sampled_from(STATUS_CODES), moments, text(200, 1), staffs))
def test_status_reads_back_the_same(status: StatusReport):
    content = status_packet(status)
    assert read(content).status == status
    assert check_packet(io.BytesIO(content)) == ()


def test_digest_and_size_are_of_the_packet():
    out = io.BytesIO()
    written = write_document(DOCUMENT, sources({"a.pdf": PDF}), out)
    assert (written.sha256, written.size) == (hashlib.sha256(out.getvalue()).hexdigest(), len(out.getvalue()))


def test_exact_prefixes():
    content = packet().decode()
    assert content.startswith(f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NAMESPACE}">\n')
    assert f'<edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}">' in content
    assert f'<edXML:ContentTransferEncoded xmlns:edXML="{NAMESPACE}">' in content
    for name in ("AttachmentEncoded", "Attachment", "ContentId", "AttachmentName", "ContentType"):
        assert f"<{name}>" in content
    inner = content[content.index("<edXML:edXMLHeader>") : content.index("</edXML:edXMLEnvelope>")]
    assert re.findall(r"</?(?!/?edXML:)[^>]*>", inner) == []


def test_order_b():
    order = ["From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo"]
    order += ["DueDate", "OtherInfo", "ResponseFor", "SteeringType", "ResponseForTask", "ApplicationType", "ToPlaces"]
    full = replace(
        DOCUMENT,
        due_date=date(2026, 2, 1),
        response_for=(Reference("G01", "1/A", "x", date(2026, 1, 1)),),
        steering=2,
        tasks=("t",),
        application_type="x",
    )
    text = packet(full).decode()
    header = text[text.index("<edXML:MessageHeader>") : text.index("</edXML:MessageHeader>")]
    assert re.findall(r"^ {8}<edXML:(\w+)>", header, re.MULTILINE) == order


def test_every_element_the_insisting_intermediary_wants_is_there():
    content = packet(presence="all").decode()
    for name in ("OrganizationInCharge", "OrganAdd", "Email", "Telephone", "Fax", "Website", "Place", "Content"):
        assert f"<edXML:{name}></edXML:{name}>" in content
    for name in ("DueDate", "SphereOfPromulgation", "TyperNotation", "PromulgationAmount", "PageAmount"):
        assert f"<edXML:{name}></edXML:{name}>" in content
    assert read(content.encode()).document == DOCUMENT


@pytest.mark.parametrize(("rule", "wrapped"), [("sdk", {"b.xlsx", "c.png", "manifest.xml"}), ("raw", set())])
def test_zip_rule(rule: str, wrapped: set[str]):
    attached = {
        "a.pdf": PDF,
        "b.xlsx": b"x",
        "c.png": b"y",
        "d.doc": b"z",
        "e.zip": zipped({"q": b"1"}),
        "manifest.xml": b"<a/>",
    }
    reading, read_back = read_files(packet(DOCUMENT, attached, zip_rule=rule))
    assert read_back == attached
    assert {one.name for one in reading.attachments if one.unwrapped} == wrapped
    assert {one.name for one in reading.attachments if one.declared_type == "application/zip"} == wrapped | {"e.zip"}


def test_a_file_so_repetitive_that_it_looks_like_a_bomb_still_travels():
    attached = {"so-lieu.csv": b"0;" * 8_000_000}
    content = packet(DOCUMENT, attached)
    reading, read_back = read_files(content)
    assert read_back == attached and reading.findings == ()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"subject": ""}, FactMissing),
        ({"subject": "x" * 501}, TextTooLong),
        ({"subject": "a\x00b"}, TextForbidden),
        ({"subject": "a\u202eb"}, TextForbidden),
        ({"subject": "\ud800"}, TextForbidden),
        ({"subject": "null"}, TextForbidden),
        ({"place": "N/A"}, TextForbidden),
        ({"to": ()}, FactMissing),
        ({"to": (SENDER, SENDER)}, ValueForbidden),
        ({"sender": Organization("G22", "")}, FactMissing),
        ({"sender": Organization("", "x")}, FactMissing),
        ({"sender": Organization("G 22/x", "x")}, ValueForbidden),
        ({"sender": Organization("G" * 36, "x")}, TextTooLong),
        ({"document_id": " "}, FactMissing),
        ({"code": Code("12", "")}, FactMissing),
        ({"date": None}, FactMissing),
        ({"type": DocumentType(18, None, "Công văn")}, ValueForbidden),
        ({"type": DocumentType(None, None, "Công văn")}, ValueForbidden),
        ({"type": DocumentType(2, 1, "Công văn")}, ValueForbidden),
        ({"type": DocumentType(2, 99, "Công văn")}, ValueForbidden),
        ({"type": DocumentType(2, 18, "")}, ValueForbidden),
        ({"signer": Signer("", "", "")}, FactMissing),
        ({"priority": 5}, ValueForbidden),
        ({"pages": 65536}, ValueForbidden),
        ({"typist": "x" * 11}, TextTooLong),
        ({"response_for": (Reference("G01", "1/A", "", date(2026, 1, 1)),)}, FactMissing),
        ({"response_for": (Reference("G01", "1/A", "x", None),)}, FactMissing),
        ({"trace": ()}, FactMissing),
        ({"trace": (Trace("", NOW),)}, FactMissing),
        ({"business": Business(4)}, ValueForbidden),
        ({"business": Business(1)}, FactMissing),
        ({"business": Business(2, "x", "y")}, FactMissing),
        ({"business": Business(2, "", "y", changes=Changes())}, FactMissing),
        ({"business": Business(3, "", "y")}, FactMissing),
        ({"business": Business(3, "", "y", replaces=(Replacement("x"),))}, FactMissing),
    ],
)
def test_what_is_not_right_is_refused(change: dict[str, object], error: type[EnvelopeError]):
    out = io.BytesIO()
    with pytest.raises(error) as refused:
        write_document(replace(DOCUMENT, **change), sources({"a.pdf": PDF}), out)
    assert isinstance(refused.value, Refused) and out.getvalue() == b""


@pytest.mark.parametrize(
    ("attached", "error"),
    [
        ({}, AttachmentMissing),
        ({"a.pdf": b""}, AttachmentEmpty),
        ({"a.xlsx": b""}, AttachmentEmpty),
        ({"a/b.pdf": PDF}, NameUnsafe),
        ({"..": PDF}, NameUnsafe),
        ({"con.pdf": PDF}, NameUnsafe),
        ({"a\u202efdp.exe": PDF}, NameUnsafe),
        ({"x" * 300 + ".pdf": PDF}, NameUnsafe),
        ({"a.pdf": PDF, "A.PDF": PDF}, NameUnsafe),
    ],
)
def test_attachments_that_are_refused(attached: dict[str, bytes], error: type[EnvelopeError]):
    with pytest.raises(error):
        packet(DOCUMENT, attached)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code": "99"}, ValueForbidden),
        ({"code": "02", "description": ""}, FactMissing),
        ({"timestamp": None}, FactMissing),
        ({"response_for": Reference("G01", "", "x", date(2026, 1, 1))}, FactMissing),
    ],
)
def test_status_that_is_refused(change: dict[str, object], error: type[EnvelopeError]):
    with pytest.raises(error):
        status_packet(replace(STATUS, **change))


def test_profile_default_is_the_platforms_own_rule():
    assert Profile() == Profile("sdk", "canonical")
