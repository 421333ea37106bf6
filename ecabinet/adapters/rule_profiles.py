"""Rule profiles from `resources/rules`: TOML to the domain's frozen values, bound by the digest of the file."""

from __future__ import annotations

import hashlib
import re
import tomllib
from importlib import resources
from typing import Any

from ecabinet.domain.documents.layout.profile import ProfileBroken, Range, RuleProfile, Section

LARGEST_PROFILE = 1_000_000
NAME = re.compile(r"[a-z0-9-]{1,64}")


def load_rule_profile(name: str = "decree-30-2020") -> RuleProfile:
    """The profile of that name as installed; raises ProfileBroken if there is none or it is broken."""
    if not NAME.fullmatch(name):
        raise ProfileBroken(section=name[:64], key="")
    file = resources.files("resources").joinpath("rules", f"{name}.toml")
    if not file.is_file():
        raise ProfileBroken(section=name, key="")
    return parse_rule_profile(file.read_bytes())


def parse_rule_profile(content: bytes) -> RuleProfile:
    """A profile from the bytes of its TOML file."""
    if len(content) > LARGEST_PROFILE:
        raise ProfileBroken(section="size", key="")
    try:
        data = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileBroken(section="toml", key="") from error
    sections = {name: _section(name, table) for name, table in data.items() if isinstance(table, dict)}
    return RuleProfile(
        name=_text(data, "name"),
        title=_text(data, "title"),
        effective_from=_text(data, "effective-from"),
        digest=hashlib.sha256(content).hexdigest(),
        sections=sections,
    )


def _section(name: str, table: dict[str, Any]) -> Section:
    section = Section(name, _text(table, "article"), {}, {}, {}, {}, {}, {}, {})
    for key, value in table.items():
        kind, read = _kind(value)
        if kind is None:
            raise ProfileBroken(section=name, key=key)
        getattr(section, kind)[key] = read
    return section


def _kind(value: Any) -> tuple[str | None, Any]:
    """Which of a section's maps the value belongs to, and the value in its domain shape."""
    if isinstance(value, bool):
        return "flags", value
    if _is_number(value):
        return "numbers", float(value)
    if isinstance(value, str):
        return "texts", value
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "lists", tuple(value)
    if isinstance(value, list) and value and all(_is_number(one) for one in value):
        return "lengths", tuple(float(one) for one in value)
    if isinstance(value, dict) and set(value) == {"min", "max", "sample"} and all(map(_is_number, value.values())):
        return "ranges", Range(float(value["min"]), float(value["max"]), float(value["sample"]))
    if isinstance(value, dict) and value and all(isinstance(one, str) or _is_number(one) for one in value.values()):
        return "tables", dict(value)
    return None, None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise ProfileBroken(section="top", key=key)
    return value
