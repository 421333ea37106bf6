"""The office's rules of procedure as data: which role may say what, and what a signature needs.

A profile is named in the book by its digest; changing a value makes another profile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from ecabinet.domain.errors import Unreadable
from ecabinet.domain.offices.member import OfficeRole

_HEAD, _LEADER, _UNIT_HEAD, _SPECIALIST, _CLERK = OfficeRole
_EVERYONE: Final = frozenset(OfficeRole)


class BadOfficeProfile(Unreadable):
    """Not a profile of an office. Facts: part."""

    code = "bad-office-profile"


@dataclass(frozen=True)
class Permission:
    """The roles that may say a type of statement, and the article that says so."""

    roles: frozenset[str]
    article: str


@dataclass(frozen=True)
class OfficeProfile:
    """`unprefixed`: roles that sign in their own right, without TM., KT., TL. or TUQ.; `series`: the outgoing
    registers, empty for any; `approvals`: how many different approvers a version needs.
    """

    name: str
    permissions: Mapping[str, Permission]
    unprefixed: frozenset[str]
    series: tuple[str, ...]
    approvals: int

    @cached_property
    def digest(self) -> str:
        """SHA-256 in hex of the data in one spelling: JSON, UTF-8, keys in order, no spaces."""
        text = json.dumps(self.to_data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()

    def allows(self, type: str, roles: frozenset[str]) -> bool:
        """Whether one of the roles may say this type; types without permission may be said by nobody."""
        permission = self.permissions.get(type)
        return permission is not None and not roles.isdisjoint(permission.roles)

    def to_data(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "permissions": {
                type: {"roles": sorted(permission.roles), "article": permission.article}
                for type, permission in self.permissions.items()
            },
            "unprefixed": sorted(self.unprefixed),
            "series": list(self.series),
            "approvals": self.approvals,
        }


def read_profile(data: Mapping[str, Any]) -> OfficeProfile:
    """The profile in plain data as `OfficeProfile.to_data` gives it. Raises BadOfficeProfile."""
    try:
        profile = OfficeProfile(
            name=data["name"],
            permissions=MappingProxyType(
                {type: Permission(frozenset(one["roles"]), one["article"]) for type, one in data["permissions"].items()}
            ),
            unprefixed=frozenset(data["unprefixed"]),
            series=tuple(data["series"]),
            approvals=data["approvals"],
        )
        same = profile.to_data() == data
    except (KeyError, TypeError, AttributeError) as error:
        raise BadOfficeProfile(part=str(error)[:60]) from error
    _check(profile, same)
    return profile


def _check(profile: OfficeProfile, same: bool) -> None:
    texts = [
        *(profile.name, *profile.series, *profile.unprefixed, *profile.permissions),
        *(text for one in profile.permissions.values() for text in (one.article, *one.roles)),
    ]
    if not all(isinstance(text, str) and text for text in texts):
        raise BadOfficeProfile(part="text")
    if not set(profile.permissions) <= set(DECREE_30.permissions):
        raise BadOfficeProfile(part="permissions")
    if type(profile.approvals) is not int or not 1 <= profile.approvals <= 20:
        raise BadOfficeProfile(part="approvals")
    if not same:
        raise BadOfficeProfile(part="form")


def _permission(article: str, *roles: OfficeRole) -> Permission:
    return Permission(frozenset(roles), f"Nghị định 30/2020/NĐ-CP, {article}")


DECREE_30: Final = OfficeProfile(
    name="nghi-dinh-30-2020",
    permissions=MappingProxyType(
        {
            "draft.submit/1": _permission("Điều 10", *_EVERYONE),
            "draft.comment/1": _permission("Điều 10", *_EVERYONE),
            "draft.approve/1": _permission("Điều 11, 12", _UNIT_HEAD, _HEAD),
            "draft.return/1": _permission("Điều 10, 11", _UNIT_HEAD, _LEADER, _HEAD),
            "document.signed/1": _permission("Điều 13", _LEADER, _HEAD),
            "number.take/1": _permission("Điều 15", _CLERK),
            "document.issued/1": _permission("Điều 17, 18", _CLERK),
            "arrival.register/1": _permission("Điều 22", _CLERK),
            "arrival.refuse/1": _permission("Điều 21", _CLERK),
            "directive.give/1": _permission("Điều 23", _LEADER, _HEAD),
            "task.report/1": _permission("Điều 24", *_EVERYONE),
            "task.close/1": _permission("Điều 24", _LEADER, _HEAD),
            "mandate.give/1": _permission("Điều 13", _HEAD),
            "mandate.end/1": _permission("Điều 13", _HEAD),
        }
    ),
    unprefixed=frozenset({_HEAD, _LEADER}),
    series=(),
    approvals=1,
)
"""What the decree itself says. An office whose rules of work say more writes a profile of its own."""
