"""The end of a drafter's text: recipients, archive line, authority, post and name (Decree 30, Appendix I)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_ARCHIVE = re.compile(
    r"[-–]?\s*Lưu\s*:?\s*(.+?)\s*(?:\((\d{1,4})\))?[.;]*\s*(?:([^\s.()]{1,12})\.\s*\((\d{1,5})\)\.?)?"
)
_AUTHORITY = re.compile(r"(TM\.|Q\.|KT\.|TL\.|TUQ\.)\s*(.+)")


def read_closing(cells: Sequence[str]) -> dict[str, Any]:
    """Facts from the cells of the closing table: the one that begins `Nơi nhận`, the one of the signature."""
    facts: dict[str, Any] = {}
    for cell in cells:
        lines = [line.strip() for line in cell.split("\n") if line.strip()]
        if lines and lines[0].casefold().startswith("nơi nhận"):
            facts |= recipients_and_archive(lines[1:])
        elif lines and "signer" not in facts:
            facts["signer"] = _signer(lines)
    return facts


def recipients_and_archive(lines: Sequence[str]) -> dict[str, Any]:
    """Recipients without dashes and marks, and the unit and copies of the line `Lưu`."""
    recipients: list[str] = []
    facts: dict[str, Any] = {"recipients": recipients}
    for line in lines:
        archive = _ARCHIVE.fullmatch(line)
        if archive:
            copies = {"copies": int(archive[2])} if archive[2] and int(archive[2]) else {}
            if archive[3]:
                facts["drafter"] = {"code": archive[3], "copies": int(archive[4]) or None}
            facts["archive"] = {"unit": archive[1].rstrip(" .;")[:60], **copies}
        elif bare := line.lstrip("-– ").rstrip(" .;"):
            recipients.append(bare)
    return facts


def _signer(lines: Sequence[str]) -> dict[str, Any]:
    signer: dict[str, Any] = {"authority": None, "body": None, "post": "", "name": ""}
    capitals = [line for line in lines if line == line.upper() and any(letter.isalpha() for letter in line)]
    names = [line for line in lines if line not in capitals and any(letter.isalpha() for letter in line)]
    signer["name"] = names[-1][:80] if names and not names[-1].startswith("(") else ""
    if capitals and (authority := _AUTHORITY.fullmatch(capitals[0])):
        signer["authority"] = authority[1]
        if authority[1] == "Q.":
            capitals[0] = authority[2]
        else:
            signer["body"] = authority[2]
            capitals = capitals[1:]
    signer["post"] = "\n".join(capitals[:3])
    return signer
