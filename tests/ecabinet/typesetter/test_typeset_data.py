"""Data that cannot be typeset ends in one clear error that names the key."""

from __future__ import annotations

import base64
import io
import json
import zlib
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from PIL import Image

from ecabinet.adapters.typesetter import errors
from ecabinet.adapters.typesetter.document_data import MAX_BYTES, parse
from ecabinet.adapters.typesetter.typesetter import Typesetter
from ecabinet.domain.documents.draft import SecretContent


def test_schema_is_a_schema_and_refuses_unknown_keys_everywhere():
    schema = json.loads(files("resources").joinpath("templates/document.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    objects = {path: item for path, item in _objects(schema, "") if not path.endswith(("/body/items", "/if", "/then"))}

    assert len(objects) > 15
    assert [path for path, item in objects.items() if item.get("additionalProperties") is not False] == []


def _objects(item: object, path: str):
    if isinstance(item, dict):
        if isinstance(item.get("properties"), dict) and isinstance(item.get("type", "object"), str | list):
            yield path, item
        for key, inner in item.items():
            yield from _objects(inner, f"{path}/{key}")
    elif isinstance(item, list):
        for inner in item:
            yield from _objects(inner, path)


def _figure(content: bytes) -> dict[str, str]:
    return {"kind": "figure", "image": base64.b64encode(content).decode()}


@pytest.mark.parametrize(
    ("change", "error", "facts"),
    [
        ({"colour": "red"}, errors.KeyUnknown, {"path": "colour"}),
        ({"issuer": {"name": "A", "logo": "x"}}, errors.KeyUnknown, {"path": "issuer.logo"}),
        ({"body": [{"kind": "paragraph", "text": "a", "bold": True}]}, errors.KeyUnknown, {"path": "body[0].bold"}),
        ({"body": [{"kind": "paragraph"}]}, errors.KeyMissing, {"path": "body[0].text"}),
        ({"signer": {"post": "A"}}, errors.KeyMissing, {"path": "signer.name"}),
        ({"signer": {"authority": "KT.", "post": "A", "name": "B"}}, errors.KeyMissing, {"path": "signer.body"}),
        ({"subject": "  "}, errors.ValueWrong, {"path": "subject"}),
        ({"subject": 5}, errors.ValueWrong, {"path": "subject", "value": "5"}),
        ({"subject": "a" * 1001}, errors.TextTooLong, {"path": "subject", "limit": "1000"}),
        ({"body": []}, errors.ValueWrong, {"path": "body"}),
        ({"urgency": 4}, errors.ValueWrong, {"path": "urgency"}),
        ({"urgency": True}, errors.ValueWrong, {"path": "urgency"}),
        ({"number": "0"}, errors.ValueWrong, {"path": "number"}),
        ({"number": 12}, errors.ValueWrong, {"path": "number"}),
        ({"date": "2026-02-30"}, errors.ValueWrong, {"path": "date"}),
        ({"date": "30/01/2026"}, errors.ValueWrong, {"path": "date"}),
        ({"type": "luat"}, errors.ValueWrong, {"path": "type"}),
        ({"type": "bien-ban"}, errors.TemplateMissing, {"template": "bien-ban"}),
        ({"place": "東京"}, errors.LetterUnknown, {"path": "place", "letter": "U+6771"}),
        ({"subject": "a\u202eb"}, errors.LetterUnknown, {"path": "subject", "letter": "U+202E"}),
        ({"subject": "một\nhai"}, errors.LetterUnknown, {"path": "subject", "letter": "U+000A"}),
        ({"subject": "a\ud800"}, errors.LetterUnknown, {"path": "subject"}),
        ({"body": [_figure(b"GIF89a")]}, errors.FigureUnreadable, {"path": "body[0]"}),
        ({"body": [{"kind": "figure", "image": "abc"}]}, errors.FigureUnreadable, {"path": "body[0]"}),
        (
            {"body": [{"kind": "table", "columns": [{"title": "a"}], "rows": [["1"], ["1", "2"]]}]},
            errors.ValueWrong,
            {"path": "body[0].rows[1]"},
        ),
        ({"contact": {"address": "m" * 120, "email": "m" * 120}}, errors.NoRoom, {"path": "contact"}),
    ],
)
def test_the_key_that_is_wrong_is_named(letter, change, error, facts):
    with pytest.raises(error) as caught:
        Typesetter().typeset(letter | change)
    assert caught.value.facts.items() >= facts.items()


@pytest.mark.parametrize(
    "change",
    [
        {"secrecy": "Mật"},
        {"secrecy": 1},
        {"độ mật": "Tối mật"},
        {"do_mat": "tuyệt mật"},
        {"signer": {"post": "A", "name": "B", "secrecy": "mat"}},
        {"circulation": "TUYỆT MẬT"},
        {"body": [{"kind": "paragraph", "text": "Tối  mật"}]},
    ],
)
def test_secret_content_is_refused_before_anything_else(letter, change):
    with pytest.raises(SecretContent):
        Typesetter().typeset(letter | change)


@pytest.mark.parametrize("value", [None, "", "none", "Thường", 0, False])
def test_a_key_of_secrecy_that_says_none_is_only_unknown(letter, value):
    with pytest.raises(errors.KeyUnknown):
        Typesetter().typeset(letter | {"secrecy": value})


def test_secrecy_spoken_of_in_a_sentence_is_no_mark(letter):
    letter["body"].append({"kind": "paragraph", "text": "Văn bản mật không được gửi qua hệ thống này."})

    assert Typesetter().typeset(letter).pages == 1


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe{}", b"[]", b'"x"', b"{", b'{"a":1,"a":2}', b'{"a":NaN}', b'{"a":' + b"9" * 5000 + b"}"],
    ids=["empty", "not-utf8", "list", "text", "cut", "twice", "nan", "long-integer"],
)
def test_what_is_no_json_object_is_unreadable(raw):
    with pytest.raises(errors.DataUnreadable):
        parse(raw)


@pytest.mark.parametrize("raw", [b"[" * 200_000, b" " * (MAX_BYTES + 1)], ids=["deep", "big"])
def test_what_is_too_large_is_said_to_be(raw):
    with pytest.raises(errors.DataTooLarge):
        parse(raw)


def test_picture_that_would_burst_is_refused(letter):
    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    size = (50_000).to_bytes(4, "big") * 2
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x08\x02\0\0\0") + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    with pytest.raises(errors.FigureUnreadable):
        Typesetter().typeset(letter | {"body": [_figure(bomb)]})


def test_cut_picture_is_refused(letter):
    out = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(out, "PNG")
    with pytest.raises(errors.FigureUnreadable):
        Typesetter().typeset(letter | {"body": [_figure(out.getvalue()[:5000])]})


def test_web_address_longer_than_the_line_stays_on_the_page(printed, letter):
    address = "https://" + "vanban-dien-tu." * 12 + "example.gov.vn/tra-cuu"
    page = printed(letter | {"body": [{"kind": "paragraph", "text": address}]})[0]

    assert max(row.x1 for row in page.rows) <= 195.3


def test_decomposed_letters_are_composed(printed, letter):
    page = printed(letter | {"place": "Hà Nội"})[0]

    assert page.row("Hà Nội,").text == "Hà Nội,"


def test_every_template_typesets_the_same_data(letter):
    typesetter = Typesetter()
    assert {"cong-van", "quyet-dinh"} <= set(typesetter.templates())
    for name in typesetter.templates():
        document = typesetter.typeset(letter | {"type": name, "attachments": [{"title": "A", "body": []}]})
        assert document.pages == 2
        printed_to = name in ("cong-van", "to-trinh", "bao-cao")
        assert (document.remarks == ()) == printed_to
