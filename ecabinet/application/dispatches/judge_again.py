"""Judge an undecided dispatch again: what could not be checked when it came may be checkable now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.application.dispatches.collect_evidence import plan_evidence
from ecabinet.application.dispatches.find_dispatch import loaded
from ecabinet.application.dispatches.judge_packet import judged_packet
from ecabinet.application.ports import Desk
from ecabinet.domain.dispatches.dispatch import Dispatch
from ecabinet.domain.dispatches.duplicates import DUPLICATES
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.identity import DispatchId


@dataclass(frozen=True)
class JudgeAgain:
    dispatch: DispatchId


def judge_again(command: JudgeAgain, desk: Desk) -> Dispatch:
    """The dispatch as it stands now; one that is not undecided is left alone. Raises DispatchUnknown, FileDamaged."""
    with desk.records.reading() as unit:
        dispatch = loaded(command.dispatch, unit)
        listed = unit.agencies.get(dispatch.sender.organ_id)
    if dispatch.verdict is not Verdict.UNDECIDED:
        return dispatch

    read = desk.envelopes.read(dispatch.packet, dispatch.id, dispatch.entered_at)
    # A sender other than the authenticated one would have made it invalid, not undecided.
    found = judged_packet(read, dispatch.packet, dispatch.sender.organ_id, listed, desk).dispatch
    kept = tuple(remark for remark in dispatch.remarks if remark.code in DUPLICATES)
    judged = replace(dispatch, verdict=found.verdict, remarks=found.remarks + kept, attachments=found.attachments)

    with desk.records.writing() as unit:
        unit.dispatches.save_evidence(judged)
        plan_evidence(judged, unit, desk)
    return judged
