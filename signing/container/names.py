"""Which names a file in a container may have: one spelling, the same file on every system, nowhere outside."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import Final

from signing.xml.detached_shape import LONGEST_NAME

MIMETYPE: Final = "mimetype"
META: Final = "META-INF/"
_NEVER = frozenset('\\:*?"<>|')
"""Not allowed in names on Windows, or read there as something else."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})

_MEDIA_TYPES: Final = {
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".pdf": "application/pdf",
    ".xml": "text/xml",
    ".edxml": "text/xml",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".zip": "application/zip",
    ".7z": "application/x-7z-compressed",
    ".rar": "application/vnd.rar",
}


def media_type_of(name: str) -> str:
    """By the name's ending; the same on every machine, unlike the system's own table."""
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


def name_flaw(name: str) -> str | None:
    """Why a file in a container must not be called so, as a kebab-case word; None when it may."""
    if not name or len(name.encode(errors="surrogatepass")) > LONGEST_NAME:
        return "name-length"
    if not unicodedata.is_normalized("NFC", name):
        return "name-not-nfc"
    if _NEVER & set(name) or any(unicodedata.category(letter) in _UNSEEN for letter in name):
        return "name-letters"
    for part in name.split("/"):
        # Windows drops dots and spaces at the end, so two names could mean one file.
        if part in ("", ".", "..") or part != part.strip(" ").rstrip("."):
            return "name-path"
        if part.split(".")[0].lower() in _DEVICES:
            return "name-device"
    return None


def folded(name: str) -> str:
    """Equal for names that are one file on systems which do not tell capitals apart."""
    return unicodedata.normalize("NFC", name.casefold())
