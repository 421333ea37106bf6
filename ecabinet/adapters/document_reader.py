"""What a file says of itself: text for the search, the sealed number and date, notation, subject, a mark of secrecy."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import PurePath
from typing import BinaryIO

import docx
import openpyxl
import pypdfium2

from ecabinet.adapters.page_reader import read_pages
from ecabinet.adapters.rule_profiles import load_rule_profile
from ecabinet.application.file_ports import DocumentFacts
from ecabinet.domain.documents.draft import is_secrecy_mark
from ecabinet.domain.documents.layout.secrecy import secrecy_mark
from ecabinet.domain.documents.number import TYPE_NAMES
from ecabinet.domain.errors import EcabinetError
from ecabinet.settings import PDF_SIZE_LIMIT, TEXT_LENGTH_LIMIT, TEXT_SIZE_LIMIT

_NUMBER_LINE = re.compile(r"S[ốô]\s*:\s*[\d.…_]*\s*/\s*([^\s/,;]{1,30})")
_DATE_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_MATTER = re.compile(r"^V/v[ :]+", re.IGNORECASE)
_MOST_CELLS = 200_000
_UNZIPPED_LIMIT = 200 * 1024 * 1024


class DocumentReader:
    """Reads PDF, DOCX, XLSX and plain text; anything else has no facts."""

    def __init__(self) -> None:
        self._profile = load_rule_profile()

    def facts(self, name: str, size: int, open_file: Callable[[], BinaryIO]) -> DocumentFacts:
        """By the name's ending. A file that is broken has no facts: what it proves is judged elsewhere."""
        kind = PurePath(name).suffix.lower()
        limit = PDF_SIZE_LIMIT if kind == ".pdf" else TEXT_SIZE_LIMIT
        if size > limit or kind not in (".pdf", ".docx", ".xlsx", ".txt"):
            return DocumentFacts()
        with open_file() as stream:
            content = stream.read()
        if kind == ".pdf":
            return self._pdf(content)
        text = {".docx": _docx_text, ".xlsx": _xlsx_text, ".txt": _plain_text}[kind](content)
        mark = next((line.strip() for line in text.splitlines() if is_secrecy_mark(line)), None)
        return DocumentFacts(text=text[:TEXT_LENGTH_LIMIT], secrecy_mark=mark)

    def _pdf(self, content: bytes) -> DocumentFacts:
        try:
            pages = read_pages(content)
            mark = secrecy_mark(pages, self._profile)
        except EcabinetError:
            return DocumentFacts(unread=True)
        values = {field.name: field.value.strip() for field in pages.fields if field.kind == "text"}
        text, title = _pdf_text(content)
        notation = _NUMBER_LINE.search(text)
        return DocumentFacts(
            text=text,
            secrecy_mark=mark,
            number=values.get("so", ""),
            issued_on=_day(values.get("ngay", "")),
            notation=notation.group(1) if notation else "",
            subject=_subject(title),
        )


def _pdf_text(content: bytes) -> tuple[str, str]:
    """Text of all pages, and the title of the file; both NFC."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return "", ""
    try:
        pieces, length = [], 0
        for page in document:
            piece = page.get_textpage().get_text_bounded()
            pieces.append(piece)
            length += len(piece)
            if length > TEXT_LENGTH_LIMIT:
                break
        title = document.get_metadata_value("Title")
    except pypdfium2.PdfiumError:
        return "", ""
    finally:
        document.close()
    return unicodedata.normalize("NFC", "\n".join(pieces)[:TEXT_LENGTH_LIMIT]), unicodedata.normalize("NFC", title)


def _subject(title: str) -> str:
    """The abstract within a title: without `V/v`, without the type's name before `Về việc`. At most 500 (QCVN 102)."""
    bare = " ".join(title.split())
    for name in TYPE_NAMES:
        rest = bare[len(name) :].lstrip()
        if bare.startswith(name) and rest.casefold().startswith("về "):
            return (rest[0].upper() + rest[1:])[:500]
    return _MATTER.sub("", bare)[:500]


def _day(words: str) -> date | None:
    found = _DATE_WORDS.search(unicodedata.normalize("NFC", words))
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _docx_text(content: bytes) -> str:
    try:
        if not _modest(content):
            return ""
        document = docx.Document(io.BytesIO(content))
        lines = [paragraph.text for paragraph in document.paragraphs]
        lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    except Exception:  # noqa: BLE001  the library fails in many ways on hostile files; no text is an honest answer
        return ""
    return "\n".join(lines)


def _xlsx_text(content: bytes) -> str:
    try:
        if not _modest(content):
            return ""
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        cells: list[str] = []
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                cells += [str(value) for value in row if value is not None]
                if len(cells) > _MOST_CELLS:
                    return "\n".join(cells)
    except Exception:  # noqa: BLE001  as for DOCX
        return ""
    return "\n".join(cells)


def _modest(content: bytes) -> bool:
    """Whether an archive unpacks to a size one may hold: office files are zips, and zips can be bombs."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(entry.file_size for entry in archive.infolist()) <= _UNZIPPED_LIMIT


def _plain_text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
