"""Sync the desk: directory, outbox, inbox, and what the inbox made due, until nothing moves; then evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from ecabinet.application.dispatches.collect_evidence import CollectEvidence, collect_evidence
from ecabinet.application.dispatches.fetch_directory import fetch_directory
from ecabinet.application.dispatches.fetch_inbox import FetchInbox, fetch_inbox
from ecabinet.application.dispatches.push_outbox import PushOutbox, push_outbox
from ecabinet.application.jobs import Job
from ecabinet.application.ports import DeliveryRecord, Desk, Exchange

ROUND_LIMIT = 10_000


@dataclass(frozen=True)
class SyncDesk:
    """`wait_seconds`: how long to wait for a delivery when none is there. `once`: a single round."""

    lease_limit: int
    wait_seconds: float = 0.0
    once: bool = False


@dataclass
class SyncReport:
    """What one sync moved. `agencies` is the size of the directory; `evidence` are jobs that no dispatch waits for."""

    agencies: int = 0
    pushed: list[Job] = field(default_factory=list)
    fetched: list[DeliveryRecord] = field(default_factory=list)
    evidence: list[Job] = field(default_factory=list)


def sync_desk(command: SyncDesk, desk: Desk, exchange: Exchange) -> SyncReport:
    """First everything queued, due or not: a person asked. Then rounds until the mailbox is empty."""
    report = SyncReport(agencies=fetch_directory(desk, exchange))
    report.pushed += push_outbox(PushOutbox(due_only=False), desk, exchange)
    wait = command.wait_seconds
    for _ in range(1 if command.once else ROUND_LIMIT):
        fetched = fetch_inbox(FetchInbox(command.lease_limit, wait), desk, exchange)
        report.fetched += fetched
        report.pushed += push_outbox(PushOutbox(due_only=True), desk, exchange)
        if not fetched:
            break
        wait = 0.0
    report.evidence += collect_evidence(CollectEvidence(), desk)
    return report
