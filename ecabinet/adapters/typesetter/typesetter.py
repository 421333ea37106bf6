"""Data in, PDF/A and open places out; the same data gives the same bytes."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from ecabinet.adapters.typesetter import figures
from ecabinet.adapters.typesetter.document_data import check, parse
from ecabinet.adapters.typesetter.errors import NoRoom, TemplateMissing, TypesettingFailed
from ecabinet.adapters.typesetter.form_fields import with_fields
from ecabinet.adapters.typesetter.typeset import Typeset
from ecabinet.domain.documents.draft import completed, prints_addressees
from ecabinet.domain.documents.place import Place, SignaturePlace, TextPlace

PdfA = Literal["a-2b", "a-1b"]
_VIETNAM = timezone(timedelta(hours=7))
_UNDATED = "2020-03-05"
"""Decree 30/2020's first day, as creation date of a draft without a date: the bytes depend on the data alone, and
PDF/A wants some date. When a document was really made is what its signatures say."""


class Typesetter:
    """Sets official documents by the templates of `resources/templates`. Stateless; may be used from any thread."""

    def templates(self) -> tuple[str, ...]:
        """Names of the templates there are."""
        return tuple(sorted(path.stem for path in _templates().glob("*.typ")))

    def read(self, raw: bytes) -> dict[str, Any]:
        """DATA.json as bytes into data, not yet checked. Raises `DataUnreadable`, `DataTooLarge`."""
        return parse(raw)

    def prepared(self, document: Typeset) -> bytes:
        """The PDF with its form and signature fields, ready for the leader's signature."""
        return with_fields(document)

    def typeset(self, data: Mapping[str, Any], pdfa: PdfA = "a-2b", *, template: str | None = None) -> Typeset:
        """Typeset `data` (shape of document.schema.json) with the template of its type, or the one named.

        Raises `SecretContent`, `TemplateMissing`, and the `Unreadable` errors of `typesetter.errors`.
        """
        check(data)
        name = template or str(data["type"])
        if name not in self.templates():
            raise TemplateMissing(template=name, known=", ".join(self.templates()))
        document = completed(data)
        with _root(document) as root:
            return _compiled(root, name, document, pdfa)


def _compiled(root: Path, template: str, document: Mapping[str, Any], pdfa: PdfA) -> Typeset:
    compiler = typst.Compiler(
        root / f"{template}.typ",
        root=root,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(document, ensure_ascii=False)},
    )
    day = datetime.fromisoformat(document["date"] or _UNDATED).replace(tzinfo=_VIETNAM)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=[pdfa], timestamp=int(day.timestamp())
        )
        reported = json.loads(compiler.query("<place>", field="value"))
        pages = json.loads(compiler.query("<pages>", field="value"))[-1]
    except typst.TypstError as error:
        raise _failure(error.message) from error
    if warnings or not isinstance(pdf, bytes):
        raise TypesettingFailed(reason=warnings[0].message if warnings else "")
    unprinted = document["addressees"] and not prints_addressees(document["type"])
    remarks = (("addressees-not-printed", "addressees"),) if unprinted else ()
    return Typeset(pdf, pages, tuple(_place(facts) for facts in reported), remarks)


def _failure(message: str) -> NoRoom | TypesettingFailed:
    """Templates say `no-room: KEY` where only they can know how much room there is."""
    _, found, key = message.partition("no-room: ")
    return NoRoom(path=key.strip()) if found else TypesettingFailed(reason=message)


def _place(facts: dict[str, Any]) -> Place:
    kind = facts.pop("kind")
    return TextPlace(**facts) if kind == "text" else SignaturePlace(**facts)


@contextlib.contextmanager
def _root(document: dict[str, Any]) -> Iterator[Path]:
    """Typst's jail: the templates themselves, or, for a document with pictures, a copy with the pictures beside."""
    bodies = [document["body"], *(item["body"] for item in document["attachments"])]
    if not any(block["kind"] == "figure" for body in bodies for block in body):
        yield _templates()
        return
    with tempfile.TemporaryDirectory(prefix="ecabinet-typeset-") as folder:
        root = Path(folder) / "templates"
        shutil.copytree(_templates(), root)
        (root / "figures").mkdir()
        document["body"] = figures.placed(document["body"], root / "figures", "body")
        for at, item in enumerate(document["attachments"]):
            item["body"] = figures.placed(item["body"], root / "figures", f"attachments-{at}")
        yield root


@cache
def _templates() -> Path:
    return Path(str(files("resources").joinpath("templates")))


@cache
def _fonts() -> typst.Fonts:
    folder = str(files("resources").joinpath("fonts"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
