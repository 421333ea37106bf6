"""Approval, return and signature of a draft: one set of questions for rules and for buttons alike.

Decree 30/2020, Articles 11 to 13.
"""

from __future__ import annotations

from ecabinet.domain.offices.draft import Draft, DraftState, DraftVersion
from ecabinet.domain.offices.office import OfficeState
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import role_flaw


def may_approve(state: OfficeState, official: str, draft: str) -> bool:
    """Whether the official may approve the draft's latest version now."""
    found = state.drafts.get(draft)
    if found is None or role_flaw(state, official, "draft.approve/1") is not None:
        return False
    return approval_flaw(state, official, draft, found.latest.number, found.latest.digest) is None


def may_sign(state: OfficeState, official: str, draft: str) -> bool:
    """Whether the official may sign the draft's latest version now; his prefix is judged apart."""
    found = state.drafts.get(draft)
    if found is None or role_flaw(state, official, "document.signed/1") is not None:
        return False
    return signing_flaw(state, draft, found.latest.number, found.latest.digest) is None


def may_return(state: OfficeState, official: str, draft: str) -> bool:
    found = state.drafts.get(draft)
    if found is None or return_right_flaw(state, official, draft) is not None:
        return False
    return return_flaw(state, draft, found.latest.number) is None


def approval_flaw(state: OfficeState, official: str, draft: str, version: int, digest: str) -> Reason | None:
    found = state.drafts.get(draft)
    flaw = _version_flaw(found, version, digest)
    if flaw is not None or found is None:
        return flaw
    if found.revision:
        return Reason.DRAFT_SIGNED
    if any(one.by == official for one in found.latest.approvals):
        return Reason.ALREADY_APPROVED
    return None


def signing_flaw(state: OfficeState, draft: str, version: int, digest: str) -> Reason | None:
    """The signer binds himself to the approved version; any later one needs approval again."""
    found = state.drafts.get(draft)
    flaw = _version_flaw(found, version, digest)
    if flaw is not None or found is None:
        return flaw
    if found.revision:
        return Reason.DRAFT_SIGNED
    return None if is_approved(state, found.latest) else Reason.NOT_APPROVED


def return_right_flaw(state: OfficeState, official: str, draft: str) -> Reason | None:
    """After the signature only signer or clerk send it back: the clerk refuses to issue what is wrong in form."""
    found = state.drafts.get(draft)
    if found is None or not found.revision:
        return role_flaw(state, official, "draft.return/1")
    flaws = [role_flaw(state, official, type) for type in ("document.signed/1", "number.take/1")]
    return None if None in flaws else flaws[0]


def return_flaw(state: OfficeState, draft: str, version: int) -> Reason | None:
    found = state.drafts.get(draft)
    flaw = _version_flaw(found, version, None)
    if flaw is not None or found is None:
        return flaw
    revision = state.revisions.get(found.revision)
    return Reason.DRAFT_NUMBERED if revision is not None and revision.number is not None else None


def is_approved(state: OfficeState, version: DraftVersion) -> bool:
    """Enough different approvers, and nobody has returned it since."""
    needed = state.profile.approvals if state.profile is not None else 1
    return version.returned is None and len(version.approvals) >= needed


def draft_state(state: OfficeState, draft: Draft) -> DraftState:
    revision = state.revisions.get(draft.revision)
    if revision is not None:
        if revision.sealed:
            return DraftState.ISSUED
        return DraftState.NUMBERED if revision.number is not None else DraftState.SIGNED
    if draft.latest.returned is not None:
        return DraftState.RETURNED
    return DraftState.APPROVED if is_approved(state, draft.latest) else DraftState.SUBMITTED


def _version_flaw(draft: Draft | None, version: int, digest: str | None) -> Reason | None:
    if draft is None:
        return Reason.DRAFT_UNKNOWN
    if draft.version(version) is None:
        return Reason.VERSION_UNKNOWN
    if version != draft.latest.number:
        return Reason.VERSION_OUTDATED
    if digest is not None and digest != draft.latest.digest:
        return Reason.VERSION_DIFFERS
    return Reason.DRAFT_RETURNED if draft.latest.returned is not None else None
