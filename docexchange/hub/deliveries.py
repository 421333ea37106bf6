"""Giving out deliveries and ending them: who holds what, by fences. Time is passed in, seconds since 1970."""

from __future__ import annotations

from docexchange.hub.parts import Parts
from docexchange.hub.store import audit, mailbox
from docexchange.hub.store.mailbox import Held
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.messages import Acknowledgement, LeaseRequest
from docexchange.protocol.problem import problem


def take(parts: Parts, caller: Caller, asked: LeaseRequest, now: float) -> tuple[Held, ...]:
    """Lease what is free in the caller's mailbox, oldest first; empty when nothing is."""
    with parts.database.reading() as connection:
        # most polls find nothing: they must not queue for the writer's lock
        if not mailbox.has_free(connection, caller.organ_id, now):
            return ()
    with parts.database.writing() as connection:
        held = mailbox.lease(connection, caller.organ_id, caller.official, asked.limit, now, now + asked.lease_seconds)
        if held:
            facts = {"agency": caller.organ_id, "deliveries": {str(one.id): one.fence for one in held}}
            audit.append(connection, now, caller.official, "mailbox.leased", facts)
    return held


def wait_for_expiry(parts: Parts, caller: Caller, now: float) -> float:
    """Seconds until the next lease of the mailbox runs out; infinite when none runs."""
    with parts.database.reading() as connection:
        expiry = mailbox.next_expiry(connection, caller.organ_id)
    return max(0.05, expiry - now) if expiry is not None else float("inf")


def held_by(parts: Parts, caller: Caller, number: int, fence: int) -> Held:
    """A delivery whose newest fence the caller names; the problems `hub-not-found`, `hub-stale-fence`."""
    with parts.database.reading() as connection:
        return _with_fence(mailbox.find(connection, number, caller.organ_id), fence)


def end(parts: Parts, caller: Caller, number: int, told: Acknowledgement, now: float) -> None:
    """Close a delivery; again with the same outcome is fine. `hub-already-acknowledged` with another one."""
    with parts.database.writing() as connection:
        held = _with_fence(mailbox.find(connection, number, caller.organ_id), told.fence)
        if held.state != "leased":
            if held.state != told.outcome:
                raise problem("hub-already-acknowledged", outcome=held.state)
            return
        mailbox.end(connection, number, told.outcome, told.reason, now)
        facts = {"delivery": number, "agency": caller.organ_id, "outcome": told.outcome, "reason": told.reason}
        audit.append(connection, now, caller.official, "delivery.ended", facts)


def _with_fence(held: Held | None, fence: int) -> Held:
    # the same answer for "not yours" and "not there": nobody learns what others received
    if held is None:
        raise problem("hub-not-found")
    if held.fence != fence or held.state == "waiting":
        raise problem("hub-stale-fence")
    return held
