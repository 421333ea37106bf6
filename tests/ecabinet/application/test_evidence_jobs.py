"""Evidence for manifests as jobs: planned when a dispatch went or came, collected in a sync, never in its way."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from fakes.desk_data import FINANCE
from fakes.memory_desk import Pair
from fakes.plain_envelopes import PlainEnvelopes, PlainSeal
from fakes.ready_evidence import ReadyCollector
from fakes.telling_files import issued

from ecabinet.application.dispatches.judge_again import JudgeAgain, judge_again
from ecabinet.application.dispatches.send_dispatch import Enclosure, SendDispatch, send_dispatch
from ecabinet.application.dispatches.sync_desk import SyncDesk, SyncReport, sync_desk
from ecabinet.application.evidence_ports import EvidenceRefused, RevocationOutOfReach, StampOutOfReach
from ecabinet.application.jobs import JobKind, JobState
from ecabinet.application.ports import ManifestEvidence
from ecabinet.application.queries.dispatch_page import dispatch_page, files_of
from ecabinet.application.queries.dispatch_rows import dispatch_list, job_list
from ecabinet.domain.documents.evidence import Verdict


@pytest.fixture
def pair() -> Pair:
    """Both desks keep evidence; the collector of `a` may meet bad luck."""
    made = Pair()
    for desk in (made.a, made.b):
        with desk.records.writing() as unit:
            unit.desk.set_tsa("http://tsa")
    made.a, made.b = replace(made.a, collector=ReadyCollector()), replace(made.b, collector=ReadyCollector())
    return made


def send(desk, number: int = 12):
    main = Enclosure("van-ban.pdf", "application/pdf", io.BytesIO(issued(str(number))))
    return send_dispatch(SendDispatch(main, (), (FINANCE,)), desk, PlainSeal())


def sync(pair: Pair, name: str) -> SyncReport:
    desk, way = (pair.a, pair.way_a) if name == "a" else (pair.b, pair.way_b)
    return sync_desk(SyncDesk(10), desk, way)


def evidence_of(desk) -> list[bytes]:
    kept = []
    for row in dispatch_list(desk, None, "", 50):
        page = dispatch_page(desk, str(row.dispatch.id))
        kept += [stream.read() for name, stream in files_of(page, desk) if name == "packet.edxml.evidence"]
    return kept


def jobs(desk) -> list[tuple[JobState, int]]:
    return [(job.state, job.attempts) for job in job_list(desk, 50).jobs if job.kind is JobKind.COLLECT_EVIDENCE]


def test_sender_and_receiver_keep_evidence_for_the_same_manifest(pair):
    queued = send(pair.a)
    assert jobs(pair.a) == []
    assert [job.state for job in sync(pair, "a").evidence] == [JobState.DONE]
    assert [job.state for job in sync(pair, "b").evidence] == [JobState.DONE]
    manifest = queued.dispatch.attachments[-1].file.sha256
    assert evidence_of(pair.a) == evidence_of(pair.b) == [b"evidence for " + manifest.encode()]
    assert sync(pair, "a").evidence == sync(pair, "b").evidence == []


def test_nothing_is_planned_without_an_authority(pair):
    for desk in (pair.a, pair.b):
        with desk.records.writing() as unit:
            unit.desk.set_tsa("")
    send(pair.a)
    sync(pair, "a")
    sync(pair, "b")
    assert jobs(pair.a) == jobs(pair.b) == []
    assert evidence_of(pair.a) == []


def test_a_desk_off_line_keeps_the_job_for_later(pair):
    send(pair.a)
    collector, pair.a = pair.a.collector, replace(pair.a, collector=None)
    assert sync(pair, "a").evidence == []
    assert jobs(pair.a) == [(JobState.QUEUED, 0)]
    pair.a = replace(pair.a, collector=collector)
    assert [job.state for job in sync(pair, "a").evidence] == [JobState.DONE]


def test_a_manifest_that_does_not_hold_gets_none(pair):
    send(pair.a)
    sync(pair, "a")
    files = pair.b.files
    pair.b = replace(pair.b, envelopes=DoubtfulEnvelopes(files))
    sync(pair, "b")
    assert jobs(pair.b) == []

    pair.b = replace(pair.b, envelopes=PlainEnvelopes(files))
    (row,) = dispatch_list(pair.b, None, "", 50)
    judge_again(JudgeAgain(row.dispatch.id), pair.b)
    judge_again(JudgeAgain(row.dispatch.id), pair.b)
    assert jobs(pair.b) == [(JobState.QUEUED, 0)]


@pytest.mark.parametrize("error", [StampOutOfReach, RevocationOutOfReach])
def test_the_dispatch_goes_and_comes_whatever_the_authority_does(pair, error):
    for desk in (pair.a, pair.b):
        desk.collector.trouble = [error(reason="tsa-silent")]
    send(pair.a)
    report = sync(pair, "a")
    assert [job.state for job in report.pushed] == [JobState.DONE]
    assert (report.evidence[0].state, report.evidence[0].last_error.code) == (JobState.QUEUED, error.code)
    assert len(sync(pair, "b").fetched) == 1
    assert jobs(pair.a) == jobs(pair.b) == [(JobState.QUEUED, 1)]
    assert evidence_of(pair.a) == []

    assert sync(pair, "a").evidence == []  # the next try has not come
    pair.clock.move(minutes=2)
    assert [job.state for job in sync(pair, "a").evidence] == [JobState.DONE]
    assert len(evidence_of(pair.a)) == 1


def test_a_silent_authority_is_asked_once_in_a_round(pair):
    for number in (12, 13, 14):
        send(pair.a, number)
    pair.a.collector.trouble = [StampOutOfReach(reason="tsa-silent")]
    assert len(sync(pair, "a").evidence) == 1
    assert pair.a.collector.asked == 1
    assert sorted(jobs(pair.a)) == [(JobState.QUEUED, 0), (JobState.QUEUED, 0), (JobState.QUEUED, 1)]
    assert [job.state for job in sync(pair, "a").evidence] == [JobState.DONE] * 2


def test_one_silent_revocation_service_keeps_no_other_back(pair):
    for number in (12, 13):
        send(pair.a, number)
    pair.a.collector.trouble = [RevocationOutOfReach(reason="revocation-unavailable")]
    assert [job.state for job in sync(pair, "a").evidence] == [JobState.QUEUED, JobState.DONE]


def test_what_cannot_be_proven_is_told_and_not_tried_again(pair):
    send(pair.a)
    pair.a.collector.trouble = [EvidenceRefused(reason="signer-revoked")]
    assert [job.state for job in sync(pair, "a").evidence] == [JobState.FAILED]
    pair.clock.move(days=1)
    assert sync(pair, "a").evidence == []
    (failed,) = [job for job in job_list(pair.a, 9).jobs if job.kind is JobKind.COLLECT_EVIDENCE]
    assert failed.last_error.facts == {"reason": "signer-revoked"}


def test_the_schedule_ends(pair):
    send(pair.a)
    for _ in range(5):
        pair.a.collector.trouble = [StampOutOfReach(reason="tsa-silent")]
        report = sync(pair, "a")
        pair.clock.move(minutes=2)
    assert [job.state for job in report.evidence] == [JobState.EXPIRED]
    assert sync(pair, "a").evidence == []


class DoubtfulEnvelopes:
    """The desk's own envelopes, but no manifest is believed."""

    def __init__(self, files) -> None:
        self._real = PlainEnvelopes(files)

    def __getattr__(self, name):
        return getattr(self._real, name)

    def judge_manifest(self, manifest, packet):
        assert self._real.judge_manifest(manifest, packet)
        return ManifestEvidence(Verdict.UNDECIDED, (), "ab" * 32)
