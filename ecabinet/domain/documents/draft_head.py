"""The head of a drafter's text: which line of the form says what (Decree 30, Appendix I, Part I, II.1-5)."""

from __future__ import annotations

import re
from typing import Any

_FORM = ("cộng hòa xã hội chủ nghĩa việt nam", "cộng hoà xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc")
_NUMBER = re.compile(r"Số\s*:?[\s.…_\d]*/\s*([^\s/]{1,30})")
_NUMBER_LINE = re.compile(r"Số\s*:.*")
_PLACE = re.compile(r"(.{1,60}?),\s*ngày\b.*\btháng\b.*\bnăm\b.*", re.IGNORECASE)
_SUBJECT = re.compile(r"V/v\s*:?\s*(.+)", re.IGNORECASE)
_ABOUT = re.compile(r"(?:Về việc|Về)\s+.+")
_TITLES = frozenset({"QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "NGHỊ QUYẾT", "QUYẾT NGHỊ:", "CÔNG VĂN"})


def is_form_line(text: str) -> bool:
    """Whether the line is the national name or the motto."""
    return " ".join(text.casefold().replace("–", "-").split()) in _FORM


def read_head_line(facts: dict[str, Any], text: str) -> bool:
    """Take what a line of the head says into `facts`; False when it belongs to no part of the head."""
    if is_form_line(text) or not any(letter.isalnum() for letter in text):
        return True
    if text in _TITLES:
        facts["_titled"] = True
    elif number := _NUMBER.fullmatch(text):
        facts.setdefault("symbol", number[1])
    elif _NUMBER_LINE.fullmatch(text):
        return True
    elif place := _PLACE.fullmatch(text):
        facts.setdefault("place", place[1])
    elif subject := _SUBJECT.fullmatch(text):
        facts.setdefault("subject", subject[1])
    elif facts.get("_titled") and "subject" not in facts and _ABOUT.fullmatch(text):
        facts["subject"] = text
    elif text == text.upper() and len(text) <= 200:
        _take_capitals(facts, text)
    else:
        return False
    return True


def _take_capitals(facts: dict[str, Any], text: str) -> None:
    """Capitals above the title name the issuing body, its parent first; below the title the one who decides."""
    if facts.get("_titled"):
        facts.setdefault("authority_line", text)
        return
    issuer = facts.setdefault("issuer", {"parent": None, "name": ""})
    if issuer["name"]:
        issuer["parent"] = f"{issuer['parent']} {issuer['name']}" if issuer["parent"] else issuer["name"]
    issuer["name"] = text
