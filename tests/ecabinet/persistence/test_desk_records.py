"""The contract of the port Records, on memory and on SQLCipher alike."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from fakes.desk_data import FINANCE, NOON, OFFICE, dispatch, identity, text
from fakes.memory_records import MemoryRecords
from fakes.steady_world import EveryMinute

from ecabinet.adapters.persistence.store import create_store, open_store, prepare_home
from ecabinet.application.jobs import EVIDENCE, Job, JobError, JobKind, JobState
from ecabinet.application.ports import DeliveryRecord
from ecabinet.domain.dispatches.dispatch import Box, Handling, StoredFile
from ecabinet.domain.dispatches.register import ArrivalNumberTaken, IncomingEntry, NumberTaken, OutgoingEntry
from ecabinet.domain.dispatches.status import StatusCode, StatusReport
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.identity import DispatchId


@pytest.fixture(params=["memory", "sqlcipher"])
def records(request, tmp_path):
    if request.param == "memory":
        yield MemoryRecords(identity())
        return
    prepare_home(tmp_path / "desk")
    key = os.urandom(32)
    create_store(tmp_path / "desk", key, identity(), [b"root"], [b"tsa"])
    store = open_store(tmp_path / "desk", key)
    yield store.records
    store.close()


def test_identity_comes_back(records):
    with records.reading() as unit:
        assert unit.desk.load() == identity()


def test_a_dispatch_comes_back_whole(records):
    with records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
    with records.reading() as unit:
        assert unit.dispatches.get(dispatch().id) == dispatch()
        assert unit.dispatches.get(DispatchId(UUID(int=5))) is None


def test_a_unit_that_raises_leaves_nothing(records):
    with pytest.raises(ZeroDivisionError), records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
        raise ZeroDivisionError
    with records.reading() as unit:
        assert unit.dispatches.get(dispatch().id) is None


def test_handling_is_the_only_thing_that_changes(records):
    with records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
    with records.writing() as unit:
        unit.dispatches.save_handling(
            replace(dispatch(), subject="khác", handling=Handling.ACCEPTED, despite="đã gọi điện hỏi")
        )
    with records.reading() as unit:
        found = unit.dispatches.get(dispatch().id)
    assert found == replace(dispatch(), handling=Handling.ACCEPTED, despite="đã gọi điện hỏi")


def test_evidence_may_be_judged_anew(records):
    with records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
    main, table = dispatch().attachments
    anew = replace(
        dispatch(),
        subject="khác",
        verdict=Verdict.INVALID,
        remarks=(),
        attachments=(replace(main, verdict=Verdict.INVALID, name="khác"), table),
    )
    with records.writing() as unit:
        unit.dispatches.save_evidence(anew)
    with records.reading() as unit:
        found = unit.dispatches.get(dispatch().id)
    assert found == replace(
        anew, subject=dispatch().subject, attachments=(replace(main, verdict=Verdict.INVALID), table)
    )


def test_finding_by_the_three_names(records):
    with records.writing() as unit:
        unit.dispatches.add(dispatch(1), text())
        unit.dispatches.add(dispatch(2), text())
    with records.reading() as unit:
        assert unit.dispatches.by_document_id(Box.IN, dispatch(2).document_id) == (dispatch(2).id,)
        assert unit.dispatches.by_document_id(Box.OUT, dispatch(2).document_id) == ()
        assert unit.dispatches.by_number(Box.IN, OFFICE.organ_id, dispatch(1).number) == (dispatch(1).id,)
        assert unit.dispatches.by_prefix(str(dispatch(1).id), 2) == (dispatch(1).id,)
        assert len(unit.dispatches.by_prefix("0000", 5)) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (("quyet", "dinh"), [2, 1]),
        (("duong", "bo"), [2]),
        (("dat",), [1]),
        (("12 qd ubnd",), [2]),
        (("12 ubnd",), []),
        (("20", "11", "2026"), [1]),
        (("bang", "ke"), [1]),
        (("khong", "co"), []),
        ((), [3, 2, 1]),
    ],
)
def test_search_folds_vietnamese_and_answers_newest_first(records, query, found):
    with records.writing() as unit:
        unit.dispatches.add(
            dispatch(1), text("QUYẾT ĐỊNH về đất đai", day="ngày 20 tháng 11 năm 2026", attachments="Bảng kê")
        )
        unit.dispatches.add(dispatch(2), text("Quyết định", body="giao thông Đường bộ (dấu rời)", number="12/QĐ-UBND"))
        unit.dispatches.add(dispatch(3, box=Box.OUT), text("Tờ trình"))
    with records.reading() as unit:
        rows = unit.dispatches.newest(None, query, 10)
        assert [one.id for one in rows] == [dispatch(number).id for number in found]
        assert [one.box for one in unit.dispatches.newest(Box.OUT, (), 10)] == [Box.OUT]


def _entry(number: int, of: int, main: str = "aa") -> OutgoingEntry:
    return OutgoingEntry(OFFICE.organ_id, "chung", 2026, number, dispatch(of).id, main, NOON)


def test_a_number_stands_once_in_its_series_and_year(records):
    with records.writing() as unit:
        unit.dispatches.add(dispatch(1), text())
        unit.dispatches.add(dispatch(2), text())
        unit.registers.enter_outgoing(_entry(7, 1))
    with pytest.raises(NumberTaken), records.writing() as unit:
        unit.registers.enter_outgoing(_entry(7, 2, "bb"))
    with records.writing() as unit:
        unit.registers.enter_outgoing(replace(_entry(7, 2, "bb"), series="hội đồng"))
    with records.reading() as unit:
        assert unit.registers.outgoing(OFFICE.organ_id, "chung", 2026, 7) == _entry(7, 1)
        assert unit.registers.outgoing_of(dispatch(1).id) == _entry(7, 1)
        assert unit.registers.outgoing(OFFICE.organ_id, "chung", 2027, 7) is None


def test_the_same_sealed_file_may_take_its_number_over(records):
    with records.writing() as unit:
        unit.dispatches.add(dispatch(1), text())
        unit.dispatches.add(dispatch(2), text())
        unit.registers.enter_outgoing(_entry(7, 1))
        unit.registers.enter_outgoing(_entry(7, 2))
    with records.reading() as unit:
        assert unit.registers.outgoing(OFFICE.organ_id, "chung", 2026, 7).dispatch == dispatch(2).id


def test_arrival_numbers_run_through_each_year(records):
    with records.writing() as unit:
        unit.dispatches.add(dispatch(1), text())
        unit.dispatches.add(dispatch(2), text())
        assert unit.registers.last_arrival(2026) == 0
        entry = IncomingEntry(2026, 5, dispatch(1).id, "vanthu", "", NOON)
        unit.registers.enter_incoming(entry)
        assert unit.registers.last_arrival(2026) == 5
        assert unit.registers.last_arrival(2027) == 0
        assert unit.registers.arrival_taken(2026, 5)
        assert unit.registers.incoming_of(dispatch(1).id) == entry
    with pytest.raises(ArrivalNumberTaken), records.writing() as unit:
        unit.registers.enter_incoming(replace(entry, dispatch=dispatch(2).id))


def test_a_status_told_twice_stands_once(records):
    report = StatusReport(dispatch().id, FINANCE.organ_id, StatusCode.ARRIVED, "", "vanthu", NOON)
    with records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
        assert unit.statuses.add(report)
        assert not unit.statuses.add(report)
        assert unit.statuses.add(replace(report, code=StatusCode.REGISTERED))
        assert [one.code for one in unit.statuses.of(dispatch().id)] == ["01", "03"]


def test_jobs_are_due_in_their_order(records):
    first = Job(UUID(int=1), JobKind.SUBMIT_DOCUMENT, dispatch().id, StoredFile("aa", 1), NOON, NOON)
    second = replace(first, id=UUID(int=2), kind=JobKind.SUBMIT_STATUS)
    with records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
        unit.jobs.add(first)
        unit.jobs.add(second)
    put_off = first.put_off(JobError("exchange-out-of-reach", {"reason": "x"}), NOON, EveryMinute())
    with records.writing() as unit:
        unit.jobs.save(put_off)
    with records.reading() as unit:
        assert unit.jobs.queued(NOON, 10) == (second,)
        assert unit.jobs.queued(None, 10) == (put_off, second)
        assert unit.jobs.queued(NOON + timedelta(minutes=1), 1) == (put_off,)
        assert unit.jobs.of(dispatch().id) == (put_off, second)
        assert unit.jobs.newest(1) == (second,)
    with records.writing() as unit:
        unit.jobs.save(put_off.done(NOON))
        unit.receipts.add(first.id, b"<r/>")
        unit.receipts.add(first.id, b"<other/>")
    with records.reading() as unit:
        assert [job.state for job in unit.jobs.of(dispatch().id)] == [JobState.DONE, JobState.QUEUED]
        assert unit.receipts.get(first.id) == b"<r/>"
        assert unit.receipts.get(second.id) is None


def test_each_kind_of_job_is_asked_for_by_itself(records):
    submission = Job(UUID(int=1), JobKind.SUBMIT_DOCUMENT, dispatch().id, StoredFile("aa", 1), NOON, NOON)
    evidence = replace(submission, id=UUID(int=2), kind=JobKind.COLLECT_EVIDENCE)
    with records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
        unit.jobs.add(evidence)
        unit.jobs.add(submission)
    with records.reading() as unit:
        assert unit.jobs.queued(None, 1) == (submission,)
        assert unit.jobs.queued(None, 10, EVIDENCE) == (evidence,)
        assert unit.jobs.of(dispatch().id) == (evidence, submission)


def test_the_first_evidence_stays(records):
    with records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
        assert unit.evidence.of(dispatch().id) is None
        unit.evidence.keep(dispatch().id, StoredFile("aa", 1), NOON)
        unit.evidence.keep(dispatch().id, StoredFile("bb", 2), NOON)
    with records.reading() as unit:
        assert unit.evidence.of(dispatch().id) == StoredFile("aa", 1)


def test_the_time_stamp_authority_may_change(records):
    with records.writing() as unit:
        unit.desk.set_tsa("http://tsa")
    with records.reading() as unit:
        assert unit.desk.load() == replace(identity(), tsa="http://tsa")


def test_deliveries_and_the_quarantine(records):
    good = DeliveryRecord("d1", 1, OFFICE.organ_id, StoredFile("aa", 1), "done", "", dispatch().id, NOON)
    bad = replace(good, id="d2", sequence=2, outcome="fail", reason="packet-unreadable", dispatch=None)
    with records.writing() as unit:
        unit.dispatches.add(dispatch(), text())
        unit.deliveries.add(good)
        unit.deliveries.add(bad)
    with records.reading() as unit:
        assert unit.deliveries.get("d1") == good
        assert unit.deliveries.get("d3") is None
        assert unit.deliveries.quarantined(10) == (bad,)


def test_the_directory_is_replaced_as_a_whole(records):
    with records.writing() as unit:
        assert not unit.agencies.known()
        unit.agencies.replace([OFFICE, FINANCE], NOON)
    with records.writing() as unit:
        assert unit.agencies.get(OFFICE.organ_id) == OFFICE
        unit.agencies.replace([FINANCE], NOON)
    with records.reading() as unit:
        assert unit.agencies.known()
        assert unit.agencies.get(OFFICE.organ_id) is None
        assert unit.agencies.get(FINANCE.organ_id) == FINANCE
