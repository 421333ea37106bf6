"""Acting for somebody: the prefix must fit a recorded mandate (Decree 30/2020, Article 13; Appendix I, II.7)."""

from __future__ import annotations

from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.mandate import Mandate
from ecabinet.domain.offices.member import Member
from ecabinet.domain.offices.office import OfficeState
from ecabinet.domain.offices.reasons import Reason


def mandate_flaw(state: OfficeState, entry: Entry) -> Reason | None:
    """Whether post, prefix and delegation of the entry fit what the book records, at the hub's time of acceptance."""
    if not entry.authority:
        return _own_right_flaw(state, entry)
    if not entry.delegation:
        return Reason.MANDATE_NOT_NAMED
    mandate = state.mandates.get(entry.delegation)
    if mandate is None:
        return Reason.MANDATE_UNKNOWN
    if entry.by_seal or mandate.official != entry.by:
        return Reason.MANDATE_OF_ANOTHER
    if mandate.authority != entry.authority:
        return Reason.MANDATE_PREFIX_DIFFERS
    member = state.members.get(entry.by)
    if entry.post and entry.post not in (mandate.post, member.post if member else ""):
        return Reason.POST_DIFFERS
    return _term_flaw(mandate, entry)


def covers_type(state: OfficeState, entry: Entry, document_type: str) -> bool:
    """Whether the mandate the entry names reaches to this type of document."""
    mandate = state.mandates.get(entry.delegation) if entry.authority else None
    return mandate is None or not mandate.types or document_type in mandate.types


def needs_prefix(state: OfficeState, member: Member | None) -> bool:
    """Whether the official signs only for somebody, never in his own right."""
    return state.profile is None or member is None or state.profile.unprefixed.isdisjoint(member.roles)


def _own_right_flaw(state: OfficeState, entry: Entry) -> Reason | None:
    if entry.delegation:
        return Reason.MANDATE_WITHOUT_PREFIX
    member = state.members.get(entry.by)
    if entry.post and not entry.by_seal and member is not None and entry.post != member.post:
        return Reason.POST_DIFFERS
    return None


def _term_flaw(mandate: Mandate, entry: Entry) -> Reason | None:
    if mandate.ended:
        return Reason.MANDATE_ENDED
    if entry.accepted_at < mandate.since:
        return Reason.MANDATE_NOT_YET
    if mandate.until is not None and entry.accepted_at > mandate.until:
        return Reason.MANDATE_EXPIRED
    return None
