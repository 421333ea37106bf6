"""A draft before it is typeset: what its data must not hold, and what follows from it (numbers, authority line).

The data has the shape of `resources/templates/document.schema.json`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ecabinet.domain.errors import Refusal

_SECRECY_KEYS = frozenset({"secrecy", "secret", "security", "securitylevel", "secretlevel", "domat", "mucdomat"})
_NOT_SECRET = frozenset(
    {"", "0", "none", "no", "false", "normal", "public", "unclassified", "khong", "thuong", "binhthuong"}
)
_SECRET_MARKS = frozenset({"MẬT", "TỐI MẬT", "TUYỆT MẬT"})
_INNER = {
    "phan": ("chuong", "muc", "tieu-muc", "la-ma", "khoan", "point"),
    "chuong": ("muc", "tieu-muc", "khoan", "point"),
    "muc": ("tieu-muc", "khoan", "point"),
    "tieu-muc": ("khoan", "point"),
    "la-ma": ("khoan", "point"),
    "dieu": ("khoan", "point"),
    "khoan": ("point",),
}
"""Counters that start again below each division; articles (Điều) count through the whole document."""
_LONGEST_WORD = 25
_ZERO_WIDTH_SPACE = "\u200b"
_ADDRESSED = frozenset({"cong-van", "to-trinh", "bao-cao"})
_DEFAULTS: Mapping[str, Any] = {
    "number": None,
    "date": None,
    "urgency": 0,
    "circulation": None,
    "addressees": [],
    "bases": [],
    "recipients": [],
    "archive": {"unit": "VT"},
    "drafter": None,
    "contact": None,
    "attachments": [],
    "profile": "decree-30-2020",
}


class SecretContent(Refusal):
    """Marked Mật or above: secret content never enters a networked computer (Law 29/2018, Article 5)."""

    code = "secret-content"


def refuse_secret(data: object) -> None:
    """Raise `SecretContent` when a key of secrecy is above none, or a text is nothing but a mark of secrecy."""
    for key, value in _walk(data):
        if _letters(key) in _SECRECY_KEYS and _letters(str(value if value is not None else "")) not in _NOT_SECRET:
            raise SecretContent(key=key[:40], mark=str(value)[:40])
        if isinstance(value, str) and len(value) < 40 and is_secrecy_mark(value):
            raise SecretContent(key=key[:40], mark=value)


def is_secrecy_mark(text: str) -> bool:
    """Whether a text stands for the stamp of secrecy (cell 10a) and nothing else."""
    return " ".join(unicodedata.normalize("NFC", text).split()).strip(" .:*[]()").upper() in _SECRET_MARKS


def completed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as templates want it: texts in NFC with single spaces, defaults, every division numbered."""
    whole: dict[str, Any] = {**_DEFAULTS, **_tidy(data)}
    whole["issuer"] = {"parent": None, **whole["issuer"]}
    whole["signer"] = {"authority": None, "body": None, **whole["signer"]}
    whole["body"] = numbered(whole["body"])
    whole["attachments"] = [{**item, "body": numbered(item["body"])} for item in whole["attachments"]]
    whole["authority_line"] = whole.get("authority_line") or authority_line(whole["signer"], whole["issuer"]["name"])
    return whole


def prints_addressees(kind: str) -> bool:
    """Only letters, proposals and reports name their addressees (`Kính gửi`, Decree 30, Appendix I, Part I, II.9)."""
    return kind in _ADDRESSED


def numbered(body: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The body with a `number` on every heading, clause and point; a number that is given goes before the count."""
    counts: dict[str, int] = {}
    blocks: list[dict[str, Any]] = []
    for block in body:
        counter = "point" if block["kind"] == "point" else block.get("level")
        if block["kind"] not in ("heading", "clause", "point") or counter is None:
            blocks.append(dict(block))
            continue
        counts[counter] = block.get("number") or counts.get(counter, 0) + 1
        for inner in _INNER.get(counter, ()):
            counts.pop(inner, None)
        blocks.append({**block, "number": counts[counter]})
    return blocks


def authority_line(signer: Mapping[str, Any], issuer: str) -> str:
    """Who decides, above the legal bases: the head's post or the collective, with the body's name (Appendix III, 1.2).

    Words that end the post and begin the name are said once: Chánh Văn phòng + Văn phòng Bộ.
    """
    head = signer["post"].split("\n")[0] if signer.get("authority") in (None, "Q.") else signer["body"]
    words, name = head.split(), issuer.split()
    for shared in range(min(len(words), len(name)), 0, -1):
        if [word.casefold() for word in words[-shared:]] == [word.casefold() for word in name[:shared]]:
            return " ".join(words + name[shared:])
    return " ".join(words + name)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


def _walk(data: object, key: str = "") -> Iterator[tuple[str, Any]]:
    stack: list[tuple[str, Any]] = [(key, data)]
    while stack:
        name, value = stack.pop()
        yield name, value
        if isinstance(value, Mapping):
            stack.extend((str(inner), item) for inner, item in value.items())
        elif isinstance(value, list | tuple):
            stack.extend((name, item) for item in value)


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        lines = unicodedata.normalize("NFC", value).split("\n")
        return "\n".join(" ".join(map(_breakable, line.split())) for line in lines)
    if isinstance(value, Mapping):
        return {key: item if key == "image" else _tidy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(item) for item in value]
    return value


def _breakable(word: str) -> str:
    """Places where a word longer than any Vietnamese one (a web address) may break, so that it stays on the page."""
    if len(word) <= _LONGEST_WORD:
        return word
    return _ZERO_WIDTH_SPACE.join(word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))
