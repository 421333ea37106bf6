"""META.json of `ecabinet send`: facts in the shape of `envelope read`, as far as a sender may give them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ecabinet.domain.dispatches.dispatch import Agency, Signer
from ecabinet.domain.errors import Unreadable
from ecabinet.domain.identity import OrganId, organ_id
from ui.kit.output_file import read_bounded

_LIMIT = 1024 * 1024
_KNOWN = frozenset(
    {"kind", "code", "promulgation", "type", "subject", "content", "signer", "due_date", "priority"}
    | {"response_for", "to", "secrecy"}
)


class MetaUnreadable(Unreadable):
    """Not JSON, an unknown member, or a value of the wrong kind. Facts: file, detail."""

    code = "desk-meta-unreadable"


@dataclass(frozen=True)
class DispatchMeta:
    """Empty where META.json says nothing. `secrecy` is only there to be refused."""

    number: str = ""
    notation: str = ""
    issued_on: date | None = None
    type_name: str = ""
    subject: str = ""
    content: str = ""
    signer: Signer | None = None
    due_on: date | None = None
    priority: int = 0
    references: tuple[str, ...] = ()
    addressees: tuple[Agency, ...] = ()
    secrecy: str = ""


def read_meta(path: Path) -> DispatchMeta:
    """Raises MetaUnreadable, BadOrganId."""
    raw = read_bounded(path, _LIMIT)
    try:
        if len(raw) > _LIMIT:
            raise ValueError("lớn quá 1 MB")
        data = json.loads(raw)
        if not isinstance(data, dict):
            raise ValueError("phải là một đối tượng JSON")
        return _meta(data)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise MetaUnreadable(file=path.name, detail=str(error)) from error


def _meta(data: dict[str, Any]) -> DispatchMeta:
    known = {
        "code",
        "promulgation",
        "type",
        "subject",
        "content",
        "signer",
        "due_date",
        "priority",
        "response_for",
        "to",
    }
    unknown = sorted(set(data) - known - {"secrecy", "kind"})
    if unknown:
        raise ValueError(f"không rõ mục {unknown[0]}")
    code, signer = _part(data, "code"), _part(data, "signer")
    priority = data.get("priority") or 0
    if not isinstance(priority, int) or not 0 <= priority <= 4:
        raise ValueError("priority phải từ 0 đến 4")
    return DispatchMeta(
        number=_text(code, "number"),
        notation=_text(code, "notation"),
        issued_on=_day(_text(_part(data, "promulgation"), "date")),
        type_name=_text(_part(data, "type"), "name"),
        subject=_text(data, "subject"),
        content=_text(data, "content"),
        signer=Signer(_text(signer, "full_name"), _text(signer, "position"), _text(signer, "competence"))
        if _text(signer, "full_name")
        else None,
        due_on=_day(_text(data, "due_date")),
        priority=priority,
        references=tuple(_text(one, "document_id") for one in data.get("response_for") or ()),
        addressees=tuple(_agency(one) for one in data.get("to") or ()),
        secrecy=_text(data, "secrecy"),
    )


def _agency(one: dict[str, Any]) -> Agency:
    return Agency(OrganId(organ_id(_text(one, "organ_id"))), _text(one, "name"), _text(one, "in_charge"))


def _part(data: dict[str, Any], name: str) -> dict[str, Any]:
    part = data.get(name) or {}
    if not isinstance(part, dict):
        raise ValueError(f"{name} phải là một đối tượng")
    return part


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} phải là chữ")
    return value.strip()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
