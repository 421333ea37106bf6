"""A drafter's DOCX read into the data of an official document; the source is kept by whoever asked."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from ecabinet.adapters.docx_styles import Styles
from ecabinet.domain.documents.draft import SecretContent, is_secrecy_mark, refuse_secret
from ecabinet.domain.documents.draft_text import Grid, Line, recognise
from ecabinet.domain.errors import Unreadable

MAX_BYTES = 50 * 1024 * 1024
_MAX_ENTRIES = 4_000
_MAX_UNPACKED = 300 * 1024 * 1024
_MAX_XML = 40 * 1024 * 1024
_MAX_PARTS = 6_000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:txbxContent", "w:instrText", "w:pPr", "w:rPr"))) | {_FALLBACK}
_LEFT_OUT = {
    "pictures": (qn("w:drawing"), qn("w:pict")),
    "footnotes": (qn("w:footnoteReference"), qn("w:endnoteReference")),
    "text-boxes": (qn("w:txbxContent"),),
    "comments": (qn("w:commentReference"),),
}
_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OpcError, SyntaxError, ValueError, OSError, EOFError),
    # what zipfile raises for encrypted and unknown entries, python-docx for packages without the parts it expects
    *(RuntimeError, NotImplementedError, KeyError, AttributeError, TypeError),
)


class SourceUnreadable(Unreadable):
    """Not a DOCX, or a broken one."""

    code = "draft-source-unreadable"


class SourceTooLarge(Unreadable):
    """More than any real draft, or packed to burst."""

    code = "draft-source-too-large"


@dataclass(frozen=True)
class ImportedDraft:
    """`data` has every key of the schema; `missing` names those the text did not tell (left empty).

    `left_out` counts what the draft cannot hold: pictures, footnotes, text boxes, comments. `sha256`: of the source.
    """

    data: dict[str, Any]
    missing: tuple[str, ...]
    left_out: Mapping[str, int]
    sha256: str


def import_docx(raw: bytes, name: str, kind: str) -> ImportedDraft:
    """Read a DOCX into a draft of type `kind` (a type of the schema).

    Raises `SourceUnreadable`, `SourceTooLarge`, `SecretContent`.
    """
    document = _opened(raw, name)
    parts = list(_parts(document, name))
    for text in _all_texts(parts):
        if is_secrecy_mark(text):
            raise SecretContent(key=name, mark=text)
    data = _skeleton(kind, recognise(parts))
    refuse_secret(data)
    return ImportedDraft(data, tuple(_missing(data)), _left_out(document), hashlib.sha256(raw).hexdigest())


def _opened(raw: bytes, name: str) -> Document:
    if len(raw) > MAX_BYTES:
        raise SourceTooLarge(name=name, limit=MAX_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _require_bearable(archive, name)
        document = docx.Document(io.BytesIO(raw))
    except _BROKEN as error:
        raise SourceUnreadable(name=name) from error
    if document.element.body is None:
        raise SourceUnreadable(name=name)
    return document


def _require_bearable(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
        raise SourceTooLarge(name=name, limit=_MAX_UNPACKED)
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceUnreadable(name=name)
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        if entry.file_size > _MAX_XML:
            raise SourceTooLarge(name=name, limit=_MAX_XML)
        with archive.open(entry) as part:
            if b"<!DOCTYPE" in part.read(4096).replace(b"\0", b""):
                raise SourceUnreadable(name=name)


def _parts(document: Document, name: str) -> Iterator[Line | Grid]:
    styles = Styles(document)
    for count, element in enumerate(_blocks(document.element.body)):
        if count >= _MAX_PARTS:
            raise SourceTooLarge(name=name, limit=_MAX_PARTS)
        if element.tag == qn("w:p"):
            text = _text(element)
            if text:
                for line in text.split("\n"):
                    yield Line(line.strip(), styles.listed(element), styles.outline(element))
        elif rows := _rows(element):
            yield Grid(rows)


def _blocks(parent: Any) -> Iterator[Any]:
    for element in parent:
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(element)


def _rows(table: Any) -> tuple[tuple[str, ...], ...]:
    rows = []
    for row in table.iter(qn("w:tr")):
        cells: list[str] = []
        for cell in row.iterchildren(qn("w:tc")):
            paragraphs = (_text(paragraph) for paragraph in cell.iter(qn("w:p")))
            cells.append("\n".join(text for text in paragraphs if text))
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            width = span.get(qn("w:val"), "1") if span is not None else "1"
            cells += [""] * (min(int(width), 16) - 1 if width.isdecimal() else 0)
        rows.append(tuple(cells))
    return tuple(row for row in rows if any(cell.strip() for cell in row))


def _text(paragraph: Any) -> str:
    """The text as it would be printed: insertions in, deletions out, line breaks kept."""
    letters: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == qn("w:t"):
            letters.append(element.text or "")
        elif element.tag == qn("w:tab"):
            letters.append(" ")
        elif element.tag in (qn("w:br"), qn("w:cr")):
            letters.append("\n")
        elif element.tag == qn("w:noBreakHyphen"):
            letters.append("-")
        else:
            stack.extend(reversed(element))
    lines = unicodedata.normalize("NFC", "".join(letters)).split("\n")
    tidy = (" ".join("".join(letter for letter in line if _seen(letter)).split()) for line in lines)
    return "\n".join(line for line in tidy if line)


def _seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter)[0] != "C"


def _all_texts(parts: list[Line | Grid]) -> Iterator[str]:
    for part in parts:
        yield from (part.text,) if isinstance(part, Line) else part.lines


def _skeleton(kind: str, facts: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "type": kind,
        "issuer": {"parent": None, "name": "", "organ_id": None},
        "number": None,
        "symbol": "",
        "place": "",
        "date": None,
        "subject": "",
        "urgency": 0,
        "circulation": None,
        "addressees": [],
        "bases": [],
        "body": [],
        "signer": {"authority": None, "body": None, "post": "", "name": ""},
        "recipients": [],
        "archive": {"unit": "VT"},
        "drafter": None,
        "contact": None,
        "attachments": [],
        "profile": "decree-30-2020",
    }
    known = {key: value for key, value in facts.items() if not key.startswith("_")}
    return data | known | {"issuer": {**data["issuer"], **known.get("issuer", {})}}


def _missing(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("symbol", "place", "subject", "body"):
        if not data[key]:
            yield key
    if not data["issuer"]["name"]:
        yield "issuer.name"
    for key in ("post", "name"):
        if not data["signer"][key]:
            yield f"signer.{key}"
    if data["type"] == "cong-van" and not data["addressees"]:
        yield "addressees"
    for at, item in enumerate(data["attachments"]):
        if not item["title"]:
            yield f"attachments[{at}].title"


def _left_out(document: Document) -> dict[str, int]:
    counts = {what: sum(1 for _ in document.element.body.iter(*tags)) for what, tags in _LEFT_OUT.items()}
    return {what: count for what, count in counts.items() if count}
