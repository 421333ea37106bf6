"""Fetch the inbox: lease, store, read, judge, record; only then acknowledge."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from ecabinet.application.dispatches.apply_status import apply_status
from ecabinet.application.dispatches.collect_evidence import plan_evidence
from ecabinet.application.dispatches.judge_packet import judged_packet
from ecabinet.application.dispatches.report_status import report_status
from ecabinet.application.dispatches.search_text import search_text
from ecabinet.application.ports import (
    Delivery,
    DeliveryRecord,
    Desk,
    Exchange,
    ExchangeRefused,
    PacketUnreadable,
    ReadPacket,
    Unit,
)
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.dispatches.duplicates import with_duplicate_remarks
from ecabinet.domain.dispatches.status import StatusCode
from ecabinet.domain.identity import DispatchId, OrganId


@dataclass(frozen=True)
class FetchInbox:
    """`wait_seconds`: how long the hub may hold the question when nothing is there."""

    limit: int
    wait_seconds: float = 0.0


def fetch_inbox(command: FetchInbox, desk: Desk, exchange: Exchange) -> tuple[DeliveryRecord, ...]:
    """What became of each delivery.

    One already recorded (the desk died before it could say so) is only acknowledged.
    """
    records = []
    for delivery in exchange.lease(command.limit, command.wait_seconds):
        with desk.records.reading() as unit:
            record = unit.deliveries.get(delivery.id)
        if record is None:
            record = _taken_in(delivery, desk, exchange)
        _acknowledge(delivery, record, exchange)
        records.append(record)
    return tuple(records)


def _acknowledge(delivery: Delivery, record: DeliveryRecord, exchange: Exchange) -> None:
    """A refusal means that the lease has passed on: the record stands, and whoever holds it now will say the same."""
    with suppress(ExchangeRefused):
        exchange.acknowledge(delivery, record.outcome, record.reason)


def _taken_in(delivery: Delivery, desk: Desk, exchange: Exchange) -> DeliveryRecord:
    now = desk.clock.now()
    packet = _downloaded(delivery, desk, exchange)
    dispatch_id = DispatchId(desk.identifiers.new())
    try:
        read = desk.envelopes.read(packet, dispatch_id, now)
    except PacketUnreadable as error:
        return _quarantined(delivery, packet, error.code, now, desk)
    if read.document is None:
        with desk.records.writing() as unit:
            reason = apply_status(read, delivery.sender, now, unit)
            return _recorded(delivery, packet, "done", reason, None, now, unit)
    return _new_dispatch(delivery, packet, read, now, desk)


def _downloaded(delivery: Delivery, desk: Desk, exchange: Exchange) -> StoredFile:
    sink = desk.files.create()
    try:
        exchange.download(delivery, sink)
    except BaseException:
        sink.drop()
        raise
    return sink.keep()


def _new_dispatch(
    delivery: Delivery, packet: StoredFile, read: ReadPacket, now: datetime, desk: Desk
) -> DeliveryRecord:
    assert read.document is not None
    with desk.records.reading() as unit:
        sender = unit.agencies.get(OrganId(delivery.sender))
    judged = judged_packet(read, packet, delivery.sender, sender, desk)

    with desk.records.writing() as unit:
        dispatch = with_duplicate_remarks(
            judged.dispatch,
            same_id=unit.dispatches.by_document_id(judged.dispatch.box, judged.dispatch.document_id),
            same_number=unit.dispatches.by_number(
                judged.dispatch.box, judged.dispatch.sender.organ_id, judged.dispatch.number
            ),
        )
        unit.dispatches.add(dispatch, search_text(dispatch, judged.main_text, judged.other_texts))
        record = _recorded(delivery, packet, "done", "", dispatch.id, now, unit)
        report_status(dispatch, StatusCode.ARRIVED, "", now, unit, desk)
        plan_evidence(dispatch, unit, desk)
    return record


def _quarantined(delivery: Delivery, packet: StoredFile, reason: str, now: datetime, desk: Desk) -> DeliveryRecord:
    """Its bytes are kept; the sender learns by the hub that nothing could be read."""
    with desk.records.writing() as unit:
        return _recorded(delivery, packet, "fail", reason, None, now, unit)


def _recorded(
    delivery: Delivery,
    packet: StoredFile,
    outcome: str,
    reason: str,
    dispatch: DispatchId | None,
    now: datetime,
    unit: Unit,
) -> DeliveryRecord:
    record = DeliveryRecord(delivery.id, delivery.sequence, delivery.sender, packet, outcome, reason, dispatch, now)
    unit.deliveries.add(record)
    return record
