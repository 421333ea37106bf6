"""What a file is, by its first bytes and, for archives, by its entries; never by its name."""

from __future__ import annotations

from collections.abc import Collection

HEAD = 4096
"""Bytes of a file's beginning that are looked at."""

PDF = "application/pdf"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
XML = "application/xml"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"

_OFFICE = "application/vnd.openxmlformats-officedocument"
_BY_ENTRY = (
    ("word/", f"{_OFFICE}.wordprocessingml.document"),
    ("xl/", f"{_OFFICE}.spreadsheetml.sheet"),
    ("ppt/", f"{_OFFICE}.presentationml.presentation"),
)
_MAGIC = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_REPLACEMENT = b"\xef\xbf\xbd"
_BINARY_NAMES = {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "png", "jpg", "jpeg", "odt", "ods"}
_EXPECTED = {
    "pdf": {PDF},
    "png": {"image/png"},
    "jpg": {"image/jpeg"},
    "jpeg": {"image/jpeg"},
    "doc": {OLE, "application/rtf", XML, ZIP, _BY_ENTRY[0][1], TEXT},
    "docx": {_BY_ENTRY[0][1]},
    "xlsx": {_BY_ENTRY[1][1]},
    "pptx": {_BY_ENTRY[2][1]},
    "zip": {ZIP},
}


def detect(head: bytes, entries: Collection[str] = ()) -> str:
    """The media type of a file that begins with `head` and, when it is a zip, holds `entries`."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _archive(entries) if kind == ZIP else kind
    if b"%PDF-" in head[:1024]:
        return PDF
    return _text(head) if head else UNKNOWN


def damaged_by_text_handling(head: bytes, extension: str) -> bool:
    """Binary bytes that someone decoded as text: U+FFFD where no such file has it. Beyond repair."""
    binary = extension in _BINARY_NAMES or head.startswith((b"%PDF", b"PK"))
    return binary and _REPLACEMENT in head[:64]


def disagrees(extension: str, detected: str) -> bool:
    """The name promises another kind of file than the bytes are."""
    return extension in _EXPECTED and detected not in _EXPECTED[extension]


def _archive(entries: Collection[str]) -> str:
    if "[Content_Types].xml" in entries:
        for start, kind in _BY_ENTRY:
            if any(entry.startswith(start) for entry in entries):
                return kind
    if "mimetype" in entries and "META-INF/manifest.xml" in entries and "content.xml" in entries:
        return "application/vnd.oasis.opendocument"
    return ZIP


def _text(head: bytes) -> str:
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return UNKNOWN
        text = head[: error.start].decode("utf-8-sig")
    if any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text):
        return UNKNOWN
    if text.lstrip().startswith("<?xml"):
        return XML
    return TEXT
