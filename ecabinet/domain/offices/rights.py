"""Who may say what: by roles the book has granted, or by the agency's seal."""

from __future__ import annotations

from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.member import OfficeRole
from ecabinet.domain.offices.office import OfficeState
from ecabinet.domain.offices.reasons import Reason

DESK_TYPES = frozenset({"login/1", "slip.delivered/1", "head.seen/1", "speaker.ask/1", "page.follow/1"})
"""All that a desk's key ever says; of these an office's book knows only `head.seen/1`."""


def speaker_flaw(state: OfficeState, entry: Entry) -> Reason | None:
    """Whether the signer is who the entry says, by what the book itself holds about certificates (R2)."""
    if entry.by_seal:
        founding = state.founding
        known = founding is not None and entry.by == founding.agency and entry.signer == founding.seal
        return None if known else Reason.OTHER_CERTIFICATE
    member = state.members.get(entry.by)
    if member is None:
        return Reason.NOT_A_MEMBER
    if entry.signer != member.certificate:
        desk = state.desks.get(entry.signer)
        if desk is None or desk.official != entry.by:
            return Reason.OTHER_CERTIFICATE
        if entry.type not in DESK_TYPES:
            return Reason.DESK_KEY_LIMITED
        if entry.accepted_at > desk.until:
            return Reason.DESK_KEY_EXPIRED
    if member.ended:
        return Reason.ROLE_ENDED
    return None if member.serves(entry.accepted_at) else Reason.ROLE_EXPIRED


def role_flaw(state: OfficeState, official: str, type: str) -> Reason | None:
    """Whether one of the official's roles may say this type under the profile in force."""
    member = state.members.get(official)
    if member is None:
        return Reason.NOT_A_MEMBER
    if member.ended:
        return Reason.ROLE_ENDED
    allowed = state.profile is not None and state.profile.allows(type, member.roles)
    return None if allowed else Reason.NO_RIGHT


def by_role(state: OfficeState, entry: Entry, _body: object) -> Reason | None:
    return Reason.NO_RIGHT if entry.by_seal else role_flaw(state, entry.by, entry.type)


def by_role_or_seal(state: OfficeState, entry: Entry, _body: object) -> Reason | None:
    return None if entry.by_seal else role_flaw(state, entry.by, entry.type)


def by_seal(_state: OfficeState, entry: Entry, _body: object) -> Reason | None:
    return None if entry.by_seal else Reason.NO_RIGHT


def by_head_or_seal(state: OfficeState, entry: Entry, _body: object) -> Reason | None:
    """Fixed, not of the profile: whoever changes the circle or the rules is told by the book's form already."""
    return None if entry.by_seal or is_head(state, entry.by) else Reason.NO_RIGHT


def by_member(_state: OfficeState, entry: Entry, _body: object) -> Reason | None:
    return Reason.NO_RIGHT if entry.by_seal else None


def is_head(state: OfficeState, official: str) -> bool:
    member = state.members.get(official)
    return member is not None and not member.ended and OfficeRole.HEAD in member.roles


def certificate_taken(state: OfficeState, certificate: str, *, but: str = "") -> bool:
    """Whether a certificate already speaks for the seal, a desk, or an official other than `but` (R9)."""
    if certificate in state.desks or (state.founding is not None and certificate == state.founding.seal):
        return True
    return state.certificates.get(certificate, but) != but
