"""DATA.json read and checked against the published schema, with the path of the first key that is wrong."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn, cast

from fontTools.ttLib import TTFont
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError, best_match

from ecabinet.adapters.typesetter.errors import (
    DataTooLarge,
    DataUnreadable,
    KeyMissing,
    KeyUnknown,
    LetterUnknown,
    TextTooLong,
    ValueWrong,
)
from ecabinet.domain.documents.draft import refuse_secret

MAX_BYTES = 16 * 1024 * 1024
_NESTING = 20
_LONG = frozenset({"maxLength", "maxItems"})


def parse(raw: bytes) -> dict[str, Any]:
    """A JSON object, or `DataUnreadable` / `DataTooLarge`; a key that stands twice is refused."""
    if len(raw) > MAX_BYTES:
        raise DataTooLarge(limit=MAX_BYTES)
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError as error:
        raise DataTooLarge(limit=_NESTING) from error
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise DataUnreadable(line=line) from error
    if not isinstance(data, dict):
        raise DataUnreadable(line=1)
    return data


def check(data: Mapping[str, Any]) -> None:
    """Raise the first thing that stands against typesetting `data`: secrecy first, then shape, then letters."""
    refuse_secret(data)
    worst = best_match(_validator().iter_errors(data))
    if worst is not None:
        raise _refusal(worst)
    _check_tables(data)
    known = _letters()
    for path, text in _texts(data):
        for letter in unicodedata.normalize("NFC", text):
            if ord(letter) not in known or unicodedata.category(letter)[0] == "C":
                raise LetterUnknown(path=path, letter=f"U+{ord(letter):04X}")


def _refusal(error: ValidationError) -> KeyUnknown | KeyMissing | TextTooLong | ValueWrong:
    path, rule = _named(error.absolute_path), cast("Any", error.validator_value)
    if error.validator == "additionalProperties":
        known = cast("Mapping[str, Any]", error.schema).get("properties", {})
        extra = next((key for key in cast("Any", error.instance) if key not in known), "?")
        return KeyUnknown(path=f"{path}.{extra[:60]}" if path else extra[:60])
    if error.validator == "required":
        absent = next((key for key in rule if key not in cast("Any", error.instance)), "?")
        return KeyMissing(path=f"{path}.{absent}" if path else absent)
    if error.validator in _LONG:
        return TextTooLong(path=path, limit=rule)
    return ValueWrong(path=path or "$", value=_short(error.instance))


def _check_tables(data: Mapping[str, Any]) -> None:
    bodies = [("body", data["body"])]
    bodies += [(f"attachments[{at}].body", item["body"]) for at, item in enumerate(data.get("attachments", []))]
    for path, body in bodies:
        for at, block in enumerate(body):
            if block["kind"] != "table":
                continue
            for row, cells in enumerate(block["rows"]):
                if len(cells) != len(block["columns"]):
                    raise ValueWrong(path=f"{path}[{at}].rows[{row}]", value=_short(cells))


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if path == "signer.post":
            value = value.replace("\n", " ")
        if not path.endswith(".image"):
            yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _texts(item, f"{path}[{at}]")


def _named(path: Any) -> str:
    name = ""
    for step in path:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else str(step)
    return name


def _short(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=True) if not isinstance(value, str) else value
    return shown if len(shown) <= 60 else shown[:57] + "..."


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError("key stands twice")
        found[key] = value
    return found


def _no_constant(_word: str) -> NoReturn:
    raise ValueError("not a JSON number")


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files("resources").joinpath("templates/document.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


@cache
def _letters() -> frozenset[int]:
    """What all four faces can print."""
    folder = Path(str(files("resources").joinpath("fonts")))
    return frozenset.intersection(
        *(frozenset(TTFont(path, lazy=True).getBestCmap()) for path in sorted(folder.glob("*.ttf")))
    )
