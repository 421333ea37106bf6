"""What is written is read back, and only what would be written is read (R1)."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from book_world import COMMENT, FILE, START
from hypothesis import given, settings
from hypothesis import strategies as st

from docexchange.books.errors import StatementNotWritable, StatementUnreadable
from docexchange.books.nodes import MAX_DEPTH, MAX_NODES
from docexchange.books.plain_xml import is_plain
from docexchange.books.statement import (
    MAX_BYTES,
    NO_HEAD,
    FileReference,
    Mandate,
    Seen,
    Statement,
    book_id,
    read_signed,
    read_statement,
    write_statement,
)
from signing.xml.canonical import content_flaw
from signing.xml.errors import XmlTooLarge

ID = UUID("019aa5c1-0000-7000-8000-000000000001")
PLAIN = Statement("ab" * 32, ID, "draft.comment/1", "o-1", Mandate("Vụ trưởng", "KT.", "m-1"), START,
                  Seen(1, 3, "cd" * 32), COMMENT, (FILE,))  # fmt: skip


def test_what_is_written_is_read_back():
    content = write_statement(PLAIN)
    assert content_flaw(content) is None
    assert read_statement(content) == PLAIN
    assert write_statement(read_statement(content)) == content


def test_the_zone_of_the_author_is_kept():
    for zone in (UTC, timezone(timedelta(hours=7)), timezone(-timedelta(hours=9, minutes=30))):
        made = START.astimezone(zone)
        assert read_statement(write_statement(replace(PLAIN, made=made))).made.utcoffset() == made.utcoffset()


def test_a_signed_statement_is_its_content(world):
    statement = world.founding()
    one, two = (read_signed(world.sign(statement, "seal")) for _ in range(2))
    assert one.statement == statement
    assert one.digest == two.digest == sha256(write_statement(statement)).hexdigest()
    assert one.book == book_id(write_statement(statement))
    assert one.raw != two.raw


def test_other_statements_belong_to_the_book_they_name(world):
    world.found()
    signed = read_signed(world.say().raw)
    assert signed.book == signed.statement.book == world.book


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("type", {"type": "login/1"}),
        ("type", {"type": "draft.comment"}),
        ("type", {"type": "Draft.comment/1"}),
        ("type", {"type": "draft.comment/0"}),
        ("type", {"type": "draft.comment/1\n"}),
        ("book", {"book": ""}),
        ("book", {"book": "AB" * 32}),
        ("book", {"type": "book.found/1"}),
        ("id", {"id": uuid4()}),
        ("by", {"by": ""}),
        ("by", {"by": " o-1"}),
        ("by", {"by": "o\u202e1"}),
        ("as/post", {"mandate": Mandate("x" * 201)}),
        ("as/authority", {"mandate": Mandate("Vụ trưởng", "TM")}),
        ("made", {"made": START.replace(tzinfo=None)}),
        ("made", {"made": START.replace(microsecond=1)}),
        ("made", {"made": START.replace(tzinfo=timezone(timedelta(seconds=30)))}),
        ("made", {"made": START.replace(tzinfo=timezone(timedelta(hours=15)))}),
        ("seen", {"seen": Seen(0, 3, "cd" * 32)}),
        ("seen", {"seen": Seen(1, -1, "cd" * 32)}),
        ("seen", {"seen": Seen(1, 0, "cd" * 32)}),
        ("seen", {"seen": Seen(1, 3, NO_HEAD)}),
        ("seen", {"seen": Seen(1, 3, "CD" * 32)}),
        ("body", {"body": (("Text", "x"),)}),
        ("body", {"body": (("te:xt", "x"),)}),
        ("body", {"body": (("", "x"),)}),
        ("body/text", {"body": (("text", " "),)}),
        ("body/text", {"body": (("text", "hai\ndòng"),)}),
        ("body/a/b", {"body": (("a", (("b", "e\u0301"),)),)}),
        ("body/text", {"body": (("text", "\ud800"),)}),
        ("body/text", {"body": (("text", "\u0338x"),)}),
        ("as/post", {"mandate": Mandate("\u0338x")}),
        ("body/text", {"body": (("text", "\u0378"),)}),
        ("body", {"body": (("x", ""),) * (MAX_NODES + 1)}),
        ("statement", {"body": (("x", "y" * MAX_BYTES),)}),
        ("files", {"files": tuple(replace(FILE, name=f"{n}.pdf") for n in range(201))}),
        ("files/name", {"files": (FILE, replace(FILE, name=FILE.name.upper()))}),
        ("files/name", {"files": (replace(FILE, name="../x"),)}),
        ("files/name", {"files": (replace(FILE, name="nul.pdf"),)}),
        ("files/name", {"files": (replace(FILE, name=""),)}),
        ("files/media-type", {"files": (replace(FILE, media_type="pdf"),)}),
        ("files/size", {"files": (replace(FILE, size=-1),)}),
        ("files/sha256", {"files": (replace(FILE, sha256="x"),)}),
    ],
)
def test_what_may_not_stand_in_a_statement_is_not_written(part, changes):
    with pytest.raises(StatementNotWritable) as caught:
        write_statement(replace(PLAIN, **changes))
    assert caught.value.facts["part"] == part


def nested(depth: int) -> tuple:
    return (("a", nested(depth - 1)),) if depth else ()


def test_depth_has_an_end():
    assert read_statement(write_statement(replace(PLAIN, body=nested(MAX_DEPTH))))
    with pytest.raises(StatementNotWritable):
        write_statement(replace(PLAIN, body=nested(MAX_DEPTH + 1)))


CONTENT = write_statement(PLAIN)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<by>", b"<by >"),
        (b"<by>", b" <by>"),
        (b"<by>", b"\n<by>"),
        (b"<by>", b'<by x="1">'),
        (b"<by>o-1<", b"<by>o<!--x-->-1<"),
        (b"<by>o-1<", b"<by>o<?x?>-1<"),
        (b"<by>o-1<", b"<by>o&#45;1<"),
        (b"<by>o-1<", b"<by><![CDATA[o-1]]><"),
        (b"<by>o-1<", b"<by>o-1<b></b><"),
        (b"<by>o-1</by>", b"<by>o-1</by><by>o-2</by>"),
        (b"<by>o-1</by>", b""),
        (b"<statement xmlns=", b"<s:statement xmlns:s="),
        (b"<statement ", b"<!DOCTYPE statement><statement "),
        (b"urn:ecabinet:statement:1", b"urn:ecabinet:statement:2"),
        (b' type="draft.comment/1"', b" type='draft.comment/1'"),
        (b' type="draft.comment/1"', b' a="" type="draft.comment/1"'),
        (b"<draft>", b'<draft xmlns="urn:x">'),
        (b"<version>2</version>", b"<version/>"),
        (b"<epoch>1<", b"<epoch>01<"),
        (b"<epoch>1<", b"<epoch>+1<"),
        (b"<epoch>1<", "<epoch>１<".encode()),
        (b"<size>12<", b"<size>1_2<"),
        (b"<size>12<", b"<size>" + b"1" * 5000 + b"<"),
        (b"+07:00<", b"+0700<"),
        (b"T08:30:00+07:00<", b"T01:30:00Z<"),
        (b"T08:30:00+07:00<", b"T08:30:00.000+07:00<"),
        (b"2026-11-21T", b"2026-13-21T"),
        (b"<id>019aa5c1", b"<id>019AA5C1"),
        (b"<id>019aa5c1-0000-7", b"<id>019aa5c1-0000-4"),
        (b"<authority>KT.<", b"<authority>KT<"),
        (b"<line>", b"text<line>"),
        ("Kính".encode(), unicodedata.normalize("NFD", "Kính").encode()),
        ("Kính".encode(), "K\u200bính".encode()),
        ("Kính".encode(), "K\u2067ính".encode()),
        ("Kính".encode(), "K\u00adính".encode()),
        (b"<book>", b"</book><book>"),
        (b"</statement>", b"</statement>\n"),
    ],
)
def test_no_other_spelling_is_read(old, new):
    assert old in CONTENT
    with pytest.raises(StatementUnreadable):
        read_statement(CONTENT.replace(old, new, 1))


def test_reordered_parts_are_not_read():
    by, made = (CONTENT[CONTENT.index(b"<" + n) : CONTENT.index(b"</" + n) + len(n) + 2] for n in (b"by>", b"made>"))
    assert by == b"<by>o-1</by>"
    for content in (
        CONTENT.replace(by, b"").replace(made, made + by),
        CONTENT.replace(b"<files>", b"").replace(b"</files>", b"").replace(b"<body>", b"<files></files><body>"),
    ):
        with pytest.raises(StatementUnreadable):
            read_statement(content)


def test_large_inputs_end_in_an_error():
    with pytest.raises(StatementUnreadable):
        read_statement(b"<statement>" + b"x" * MAX_BYTES)
    with pytest.raises(XmlTooLarge):
        read_signed(b"x" * (2 * MAX_BYTES))
    deep = b"<a>" * 50_000
    with pytest.raises(StatementUnreadable):
        read_statement(CONTENT.replace(b"<body>", b"<body>" + deep))


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
GOOD_TEXTS = st.text("aăâđêôơưỲỹ “”&<>'\"12\u0338", max_size=20).map(
    lambda t: unicodedata.normalize("NFC", t).strip("\u0338 ")
)
NAMES = st.sampled_from(["a", "line", "so-den", "x1"])
NODES = st.recursive(
    GOOD_TEXTS, lambda inner: st.lists(st.tuples(NAMES, inner), min_size=1, max_size=4).map(tuple), max_leaves=12
)
BODIES = st.lists(st.tuples(NAMES, NODES), max_size=6).map(tuple)


@settings(max_examples=150, deadline=None)
@given(BODIES)
def test_any_body_travels(body):
    statement = replace(PLAIN, body=body)
    content = write_statement(statement)
    assert read_statement(content) == statement
    assert content_flaw(content) is None


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_text_is_either_refused_or_signable(text):
    try:
        content = write_statement(replace(PLAIN, body=(("text", text),)))
    except StatementNotWritable:
        return
    assert dict(read_statement(content).body)["text"] == text
    assert content_flaw(content) is None


def test_the_repertoire_does_not_grow_with_python():
    assert is_plain("Bộ Tài chính – 5 ₫ “ổn” 👍")
    for character in ("\u0560", "\u200d", "\u2069", "\ufeff", "\ue000", "\U0001fb00", "\u1c80"):
        assert not is_plain(f"a{character}")


def test_every_letter_of_vietnamese_may_stand():
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    words = [unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in tones]
    text = "".join(words)
    assert is_plain(text) and is_plain(text.upper())


def test_an_empty_group_is_an_empty_text():
    read = read_statement(write_statement(replace(PLAIN, body=(("files", ()),))))
    assert read.body == (("files", ""),)


def test_file_facts_are_kept():
    assert read_statement(CONTENT).files == (FileReference("Dự thảo.pdf", "application/pdf", 12, "b2" * 32),)


def test_time_is_an_instant_with_zone():
    assert read_statement(CONTENT).made == datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
