"""The signed manifest as XML: one spelling for one set of facts, so that reading and writing cannot part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final, cast
from xml.sax.saxutils import escape

from lxml import etree

from docexchange.envelope.file_names import safe_name
from docexchange.envelope.manifest_facts import (
    MANIFEST_NAME,
    Manifest,
    ManifestFile,
    ManifestRefused,
    ManifestUnreadable,
    Reference,
    ReferenceKind,
    one_line,
)
from signing.xml.canonical import strict_tree
from signing.xml.errors import XmlNotStrict

NAMESPACE: Final = "urn:ecabinet:manifest:1"
MAX_BYTES: Final = 1 << 20


def write_manifest(manifest: Manifest) -> bytes:
    """The unsigned manifest in strict form, ready for `signing.xml.sign.sign_xml`. Raises `ManifestRefused`."""
    try:
        content = _written(manifest)
    except UnicodeEncodeError as error:
        raise ManifestRefused(what="not-utf-8") from error
    wrong = _first_wrong(content, manifest)
    if wrong is not None:
        raise ManifestRefused(what=wrong)
    return content


def read_manifest(content: bytes) -> Manifest:
    """The facts of `VerifiedXml.content`. Accepts only what `write_manifest` would write again byte for byte.

    Raises `ManifestUnreadable`.
    """
    if len(content) > MAX_BYTES:
        raise ManifestUnreadable(reason="size")
    try:
        root = strict_tree(content)
    except XmlNotStrict as error:
        raise ManifestUnreadable(reason=error.facts["flaw"]) from error
    schema = _schema()
    if not schema.validate(root):
        raise ManifestUnreadable(reason=_place(schema, root))
    try:
        manifest = _facts(root)
    except ValueError as error:
        raise ManifestUnreadable(reason="date") from error
    wrong = _unlisted(manifest)
    if wrong is None and _written(manifest) != content:
        wrong = "not-canonical"
    if wrong is not None:
        raise ManifestUnreadable(reason=wrong)
    return manifest


def _first_wrong(content: bytes, manifest: Manifest) -> str | None:
    """Why `content` would not be read back as `manifest`."""
    try:
        return None if read_manifest(content) == manifest else "text"
    except ManifestUnreadable as error:
        return error.facts["reason"]


def _written(manifest: Manifest) -> bytes:
    references = "".join(
        f'<reference kind="{_attribute(one.kind)}">{escape(one.document_id)}</reference>' for one in manifest.references
    )
    body = (
        _element("document-id", manifest.document_id)
        + _element("sender", manifest.sender)
        + _group("addressees", (_element("addressee", organ_id) for organ_id in manifest.addressees))
        + _element("operation", str(manifest.operation))
        + _group("references", (references,))
        + _element("number", manifest.number)
        + _element("notation", manifest.notation)
        + _element("date", manifest.date.isoformat())
        + _element("subject", manifest.subject)
        + _group("files", (_file(file) for file in manifest.files))
    )
    return f'<manifest xmlns="{NAMESPACE}">{body}</manifest>'.encode()


def _file(file: ManifestFile) -> str:
    return _group(
        "file",
        (
            _element("name", file.name),
            _element("media-type", file.media_type),
            _element("size", str(file.size)),
            _element("sha256", file.sha256),
        ),
    )


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _group(name: str, children: Iterable[str]) -> str:
    return f"<{name}>{''.join(children)}</{name}>"


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _facts(root: etree._Element) -> Manifest:
    """From a tree that satisfies the schema, so every element is there and of its form."""
    document_id, sender, addressees, operation, references, number, notation, day, subject, files = root
    return Manifest(
        document_id=_text(document_id),
        sender=_text(sender),
        addressees=tuple(_text(addressee) for addressee in addressees),
        operation=int(_text(operation)),
        references=tuple(Reference(cast(ReferenceKind, one.get("kind")), _text(one)) for one in references),
        number=_text(number),
        notation=_text(notation),
        date=date.fromisoformat(_text(day)),
        subject=_text(subject),
        files=tuple(
            ManifestFile(_text(name), _text(media_type), int(_text(size)), _text(sha256))
            for name, media_type, size, sha256 in files
        ),
    )


def _unlisted(manifest: Manifest) -> str | None:
    """What the schema cannot say: no spaces at the ends, nothing twice, names that every disk takes."""
    names = [file.name for file in manifest.files]
    ids = [one.document_id for one in manifest.references]
    for element, texts in (
        ("document-id", [manifest.document_id]),
        ("sender", [manifest.sender]),
        ("addressee", manifest.addressees),
        ("reference", ids),
        ("number", [manifest.number]),
        ("notation", [manifest.notation]),
        ("subject", [manifest.subject]),
    ):
        if any(text != one_line(text) for text in texts):
            return element
    if len(set(manifest.addressees)) != len(manifest.addressees):
        return "addressee"
    if len(set(manifest.references)) != len(manifest.references):
        return "reference"
    if any(safe_name(name) != name or name.casefold() == MANIFEST_NAME for name in names):
        return "name"
    return "name" if len({name.casefold() for name in names}) != len(names) else None


def _text(element: etree._Element) -> str:
    return element.text or ""


def _place(schema: etree.XMLSchema, root: etree._Element) -> str:
    """The element at which the schema first failed."""
    paths = [entry.path for entry in cast(Iterable[Any], schema.error_log) if entry.path]
    found = cast(list[etree._Element], root.getroottree().xpath(paths[0])) if paths else []
    return etree.QName(found[0]).localname if found else "manifest"


@cache
def _schema() -> etree.XMLSchema:
    file = resources.files("docexchange.envelope") / "schemas" / "manifest.xsd"
    return etree.XMLSchema(etree.fromstring(file.read_bytes()))
