"""Attachment names no disk can be hurt by: the same rule for Windows, macOS and Linux."""

from __future__ import annotations

import unicodedata

MAX_CHARACTERS = 180
MAX_BYTES = 240

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_FORBIDDEN = set('<>:"|?*')
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"}


def safe_name(name: str) -> str:
    """The name itself where it is harmless, else the nearest harmless one; never empty.

    Folders' names are joined by `_`, steps upward go; Windows' special characters become `_`; control, format and
    direction characters go; leading dots and trailing dots and spaces go; reserved device names get a `_`; at most
    180 characters and 240 bytes of UTF-8.
    """
    seen = "".join(letter for letter in name[:4096] if unicodedata.category(letter) not in _UNSEEN)
    steps = [step.strip() for step in seen.replace("\\", "/").split("/")]
    kept = "_".join(step for step in steps if step.strip(". "))
    kept = "".join("_" if letter in _FORBIDDEN else letter for letter in kept).rstrip(". ")
    if kept.startswith("."):
        kept = "_" + kept.lstrip(".")
    if kept.split(".", 1)[0].strip().casefold() in _RESERVED:
        kept = "_" + kept
    return _shortened(kept) or "_"


def unique_name(name: str, taken: set[str]) -> str:
    """`name`, or `name (2)` and so on when it is taken; case and Unicode form do not tell names apart.

    Adds it to `taken`.
    """
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    candidate, count = name, 1
    while _key(candidate) in taken:
        count += 1
        mark = f" ({count})"
        candidate = _shortened(f"{stem}{mark}{dot}{ending}", keep=len(mark))
    taken.add(_key(candidate))
    return candidate


def extension(name: str) -> str:
    """The part after the last dot, lower case; empty when there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().casefold() if dot and stem else ""


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _fits(name: str) -> bool:
    return len(name) <= MAX_CHARACTERS and len(name.encode()) <= MAX_BYTES


def _shortened(name: str, keep: int = 0) -> str:
    """Cut the middle out: the extension and the last `keep` characters of the stem stay."""
    if _fits(name):
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 16:
        stem, dot, ending = name, "", ""
    tail = (stem[len(stem) - keep :] if keep else "") + dot + ending
    head = stem[: len(stem) - keep]
    while head and not _fits(head + tail):
        head = head[:-1]
    return head.rstrip(". ") + tail
