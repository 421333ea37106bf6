"""Sending, pushing, fetching, receiving, registering: on desks and a hub in memory."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from fakes.desk_data import FINANCE, OFFICE
from fakes.memory_desk import Pair, memory_desk
from fakes.plain_envelopes import PlainSeal
from fakes.telling_files import issued, telling

from ecabinet.application.dispatches.find_dispatch import DispatchAmbiguous, DispatchUnknown, find_dispatch
from ecabinet.application.dispatches.judge_again import JudgeAgain, judge_again
from ecabinet.application.dispatches.receive_dispatch import (
    AcceptDispatch,
    RefuseDispatch,
    accept_dispatch,
    refuse_dispatch,
)
from ecabinet.application.dispatches.register_dispatch import RegisterDispatch, register_dispatch
from ecabinet.application.dispatches.send_dispatch import Enclosure, SendDispatch, send_dispatch
from ecabinet.application.dispatches.sync_desk import SyncDesk, sync_desk
from ecabinet.application.file_ports import FileEvidence
from ecabinet.application.jobs import JobState
from ecabinet.application.ports import Delivery, ExchangeOutOfReach, ExchangeRefused
from ecabinet.application.queries.dispatch_rows import dispatch_list, job_list
from ecabinet.domain.dispatches.dispatch import (
    Agency,
    AlreadyDecided,
    Box,
    EvidenceDoesNotHold,
    EvidenceUndecided,
    Handling,
    RefusalNeedsReason,
)
from ecabinet.domain.dispatches.register import ArrivalNumberTaken, NumberTaken
from ecabinet.domain.dispatches.sending import (
    AttachmentDoesNotVerify,
    FactMissing,
    NotIssued,
    NumberDiffersFromSeal,
    SecretDocument,
    UnknownAgency,
)
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.documents.number import BadNumber
from ecabinet.domain.identity import OrganId
from ecabinet.domain.people.official import OnlyTheClerk, Role


def enclosure(content: bytes, name: str = "van-ban.pdf") -> Enclosure:
    return Enclosure(name, "application/pdf", io.BytesIO(content))


def send(desk, main: bytes | None = None, *attached: bytes, to=(FINANCE,), **facts):
    main = issued() if main is None else main
    extra = tuple(enclosure(one, f"kem-{place}.pdf") for place, one in enumerate(attached))
    return send_dispatch(SendDispatch(enclosure(main), extra, tuple(to), **facts), desk, PlainSeal())


@pytest.fixture
def pair():
    return Pair()


def synced(pair, *order):
    for name in order:
        desk, way = (pair.a, pair.way_a) if name == "a" else (pair.b, pair.way_b)
        report = sync_desk(SyncDesk(10), desk, way)
    return report


def rows(desk, box, search=""):
    return dispatch_list(desk, box, search, 50)


def incoming(pair):
    (row,) = rows(pair.b, Box.IN)
    return row


# --- sending -------------------------------------------------------------------------------------------------------


def test_sending_registers_packs_and_queues_at_once(pair):
    queued = send(pair.a, issued(), telling(text="phụ lục"))
    (row,) = rows(pair.a, Box.OUT)
    assert row.dispatch == queued.dispatch
    assert (row.outgoing.number, row.outgoing.year, row.outgoing.series) == (12, 2026, "chung")
    assert row.submission.state is JobState.QUEUED
    assert queued.dispatch.document_id == "000.00.00.G22,2026/11/20,12/QĐ-VPCP"
    assert [one.role for one in queued.dispatch.attachments] == ["main", "attached", "manifest"]
    assert queued.dispatch.type_name == "Quyết định"


@pytest.mark.parametrize(
    ("main", "error"),
    [
        (issued(issued=False), NotIssued),
        (issued(verdict="undecided"), NotIssued),
        (issued(verdict="altered"), NotIssued),
        (telling(), NotIssued),
        (issued(secrecy="MẬT"), SecretDocument),
        (issued(subject=""), FactMissing),
        (issued(notation=""), FactMissing),
        (issued(number=""), FactMissing),
        (issued(number="0"), BadNumber),
        (issued(date="2026-12-24"), FactMissing),
    ],
)
def test_what_must_not_leave_leaves_nothing_behind(pair, main, error):
    with pytest.raises(error):
        send(pair.a, main)
    assert rows(pair.a, Box.OUT) == ()
    assert job_list(pair.a, 10).jobs == ()


def test_secret_or_broken_attachments_do_not_leave(pair):
    with pytest.raises(SecretDocument):
        send(pair.a, issued(), telling(secrecy="TỐI MẬT"))
    with pytest.raises(AttachmentDoesNotVerify):
        send(pair.a, issued(), telling(verdict="invalid"))
    with pytest.raises(SecretDocument):
        send(pair.a, issued(), texts={"secrecy": "Mật"})
    assert rows(pair.a, Box.OUT) == ()


def test_facts_given_must_be_those_that_were_sealed(pair):
    for facts in ({"number": "13"}, {"notation": "TB-VPCP"}, {"issued_on": date(2026, 11, 19)}):
        with pytest.raises(NumberDiffersFromSeal):
            send(pair.a, **facts)
    assert send(pair.a, number="12", notation="QĐ-VPCP", issued_on=date(2026, 11, 20))


def test_a_number_is_given_once_a_year_and_series(pair):
    send(pair.a)
    with pytest.raises(NumberTaken):
        send(pair.a, issued(text="văn bản khác"))
    with pytest.raises(NumberTaken):
        send(pair.a)
    send(pair.a, issued(text="hội đồng"), series="hội đồng")
    send(pair.a, issued(date="2025-11-20"))


def test_only_the_clerk_sends_and_registers():
    leader = memory_desk(role=Role.LEADER)
    with pytest.raises(OnlyTheClerk):
        send(leader)


def test_addressees_must_be_listed_once_the_directory_is_known(pair):
    stranger = Agency(OrganId("000.00.00.H99"), "Không có")
    assert send(pair.a, to=(stranger,)).dispatch.addressees == (stranger,)
    synced(pair, "a")
    with pytest.raises(UnknownAgency):
        send(pair.a, issued("13"), to=(stranger,))
    named = send(pair.a, issued("14"), to=(Agency(FINANCE.organ_id, ""),))
    assert named.dispatch.addressees[0].name == "Bộ Tài chính"


def test_a_refused_document_may_be_sent_again_under_its_number(pair):
    stranger = Agency(OrganId("000.00.00.H99"), "Không có")
    send(pair.a, to=(stranger,))
    report = synced(pair, "a")
    assert [job.state for job in report.pushed] == [JobState.FAILED]
    assert report.pushed[0].last_error.facts["reason"] == "unknown-addressee"
    send(pair.a)
    with pytest.raises(NumberTaken):
        send(pair.a, issued(text="văn bản khác"))
    assert [job.state for job in synced(pair, "a").pushed] == [JobState.DONE]


# --- the way -------------------------------------------------------------------------------------------------------


def test_the_whole_way_and_back(pair):
    queued = send(pair.a)
    synced(pair, "a", "b")
    row = incoming(pair)
    assert row.dispatch.verdict is Verdict.VALID
    assert row.dispatch.remarks == ()
    assert [status.code for status in row.statuses] == ["01"]

    accept_dispatch(AcceptDispatch(row.dispatch.id), pair.b)
    entry = register_dispatch(RegisterDispatch(row.dispatch.id), pair.b)
    assert (entry.year, entry.number) == (2026, 1)
    synced(pair, "b", "a")
    (sent,) = rows(pair.a, Box.OUT)
    assert [status.code for status in sent.statuses] == ["01", "03"]
    assert [one.state for one in sent.reached] == ["03"]
    assert sent.dispatch == queued.dispatch
    with pair.a.records.reading() as unit:
        assert unit.receipts.get(queued.operation).startswith(b"receipt")


def test_a_refusal_goes_back_with_its_reason(pair):
    send(pair.a)
    synced(pair, "a", "b")
    dispatch = incoming(pair).dispatch.id
    with pytest.raises(RefusalNeedsReason):
        refuse_dispatch(RefuseDispatch(dispatch, "  "), pair.b)
    refuse_dispatch(RefuseDispatch(dispatch, "Gửi nhầm"), pair.b)
    with pytest.raises(AlreadyDecided):
        register_dispatch(RegisterDispatch(dispatch), pair.b)
    pair.clock.move(seconds=5)
    synced(pair, "b", "a")
    (sent,) = rows(pair.a, Box.OUT)
    assert [(one.code, one.description) for one in sent.statuses] == [("01", ""), ("02", "Gửi nhầm")]
    assert sent.reached[0].state == "02"


def test_a_hub_out_of_reach_puts_off_and_a_person_may_try_at_once(pair):
    send(pair.a)
    pair.way_a.trouble = [ExchangeOutOfReach(reason="hub-unreachable")]
    report = sync_desk(SyncDesk(10), pair.a, pair.way_a)
    assert [(job.state, job.attempts) for job in report.pushed] == [(JobState.QUEUED, 1)]
    assert report.pushed[0].last_error.facts == {"reason": "hub-unreachable"}
    assert [job.state for job in synced(pair, "a").pushed] == [JobState.DONE]


def test_a_schedule_that_is_used_up_asks_a_person(pair):
    send(pair.a)
    for _ in range(5):
        pair.way_a.trouble = [ExchangeOutOfReach(reason="hub-busy")]
        report = sync_desk(SyncDesk(10, once=True), pair.a, pair.way_a)
    assert [job.state for job in report.pushed] == [JobState.EXPIRED]
    assert synced(pair, "a").pushed == []
    send(pair.a)
    assert [job.state for job in synced(pair, "a").pushed] == [JobState.DONE]


def test_a_lost_answer_makes_no_second_document(pair):
    send(pair.a)
    pair.way_a.lose_answers = 1
    assert synced(pair, "a").pushed[0].state is JobState.QUEUED
    assert synced(pair, "a").pushed[0].state is JobState.DONE
    synced(pair, "b")
    assert len(rows(pair.b, Box.IN)) == 1


def test_a_desk_that_died_before_it_acknowledged_keeps_one_document(pair):
    send(pair.a)
    synced(pair, "a")
    pair.way_b.trouble = [None, None, ExchangeOutOfReach(reason="hub-unreachable")]
    with pytest.raises(ExchangeOutOfReach):
        synced(pair, "b")
    assert len(rows(pair.b, Box.IN)) == 1
    synced(pair, "b")
    assert len(rows(pair.b, Box.IN)) == 1
    assert [item[2] for item in pair.hub.mailboxes[FINANCE.organ_id]] == [("done", "")]


def test_a_lease_that_passed_on_does_not_stop_the_others(pair):
    send(pair.a)
    send(pair.a, issued("13"))
    synced(pair, "a")
    pair.way_b.trouble = [None, None, ExchangeRefused(reason="hub-stale-fence")]
    synced(pair, "b")
    assert len(rows(pair.b, Box.IN)) == 2


def test_an_unreadable_packet_is_kept_apart_and_told(pair):
    delivery = Delivery("bad", 7, OFFICE.organ_id, "00" * 32, 9)
    pair.hub.mailboxes[FINANCE.organ_id] = [[delivery, b"\x80garbage", None]]
    synced(pair, "b")
    assert rows(pair.b, None) == ()
    (kept,) = job_list(pair.b, 10).quarantined
    assert (kept.id, kept.outcome, kept.reason) == ("bad", "fail", "packet-unreadable")
    with pair.b.files.open(kept.packet) as stream:
        assert stream.read() == b"\x80garbage"
    assert pair.hub.mailboxes[FINANCE.organ_id][0][2] == ("fail", "packet-unreadable")


# --- what has come -------------------------------------------------------------------------------------------------


def forged(pair, **changes):
    """A packet in b's mailbox that says of its main file what the sender's check would not have let through."""
    import pickle

    send(pair.a)
    synced(pair, "a")
    item = pair.hub.mailboxes[FINANCE.organ_id][0]
    kind, dispatch, carried = pickle.loads(item[1])
    carried = [(name, of, issued(**changes) if name == "van-ban.pdf" else content) for name, of, content in carried]
    if changes.get("manifest") == "keep":
        carried = [one for one in carried if one[0] != "manifest.xml"]
    item[1] = pickle.dumps((kind, dispatch, carried))
    synced(pair, "b")
    return incoming(pair).dispatch


def test_an_altered_file_can_only_be_refused(pair):
    dispatch = forged(pair, text="đã sửa")
    assert dispatch.verdict is Verdict.ALTERED
    for act, command in (
        (accept_dispatch, AcceptDispatch(dispatch.id, "cứ nhận")),
        (register_dispatch, RegisterDispatch(dispatch.id, despite="cứ nhận")),
    ):
        with pytest.raises(EvidenceDoesNotHold):
            act(command, pair.b)
    assert refuse_dispatch(RefuseDispatch(dispatch.id, "Tệp bị sửa"), pair.b).handling is Handling.REFUSED


def test_a_capable_sender_without_manifest_is_an_error(pair):
    dispatch = forged(pair, manifest="keep")
    assert "manifest-missing-from-capable-sender" in {one.code for one in dispatch.remarks}
    with pytest.raises(EvidenceDoesNotHold):
        register_dispatch(RegisterDispatch(dispatch.id), pair.b)


def _undecided(pair):
    import pickle

    send(pair.a)
    synced(pair, "a")
    item = pair.hub.mailboxes[FINANCE.organ_id][0]
    kind, dispatch, _carried = pickle.loads(item[1])
    main = issued(verdict="undecided")
    seal = PlainSeal().sign(__import__("hashlib").sha256(main).hexdigest().encode())
    item[1] = pickle.dumps((kind, dispatch, [("van-ban.pdf", "application/pdf", main), ("manifest.xml", "x", seal)]))
    synced(pair, "b")
    return incoming(pair).dispatch.id


def test_an_undecided_one_needs_a_reason_that_is_kept(pair):
    dispatch = _undecided(pair)
    with pytest.raises(EvidenceUndecided):
        register_dispatch(RegisterDispatch(dispatch), pair.b)
    with pytest.raises(EvidenceUndecided):
        accept_dispatch(AcceptDispatch(dispatch), pair.b)
    accept_dispatch(AcceptDispatch(dispatch, "Đã gọi điện xác nhận"), pair.b)
    entry = register_dispatch(RegisterDispatch(dispatch), pair.b)
    assert entry.despite == "Đã gọi điện xác nhận"
    assert incoming(pair).dispatch.despite == "Đã gọi điện xác nhận"


def test_an_undecided_one_is_judged_again_when_the_world_allows(pair):
    dispatch = _undecided(pair)
    assert judge_again(JudgeAgain(dispatch), pair.b).verdict is Verdict.UNDECIDED

    class Knows:
        def judge(self, name, size, open_file):
            return FileEvidence(Verdict.VALID, issued=True)

    online = replace(pair.b, judge=Knows())
    assert judge_again(JudgeAgain(dispatch), online).verdict is Verdict.VALID
    assert [one.verdict for one in incoming(pair).dispatch.attachments] == [Verdict.VALID, Verdict.VALID]
    assert register_dispatch(RegisterDispatch(dispatch), pair.b).despite == ""


def test_duplicates_are_told_and_kept(pair):
    send(pair.a)
    synced(pair, "a")
    mailbox = pair.hub.mailboxes[FINANCE.organ_id]
    delivery, content, _ = mailbox[0]
    mailbox.append([Delivery("again", 99, delivery.sender, delivery.sha256, delivery.size), content, None])
    synced(pair, "b")
    newest, first = rows(pair.b, Box.IN)
    assert first.dispatch.remarks == ()
    assert {one.code for one in newest.dispatch.remarks} == {"duplicate-document-id", "duplicate-number"}


def test_arrival_numbers_run_and_may_be_named(pair):
    for number in ("12", "13", "14"):
        send(pair.a, issued(number))
    synced(pair, "a", "b")
    third, second, first = (row.dispatch.id for row in rows(pair.b, Box.IN))
    assert register_dispatch(RegisterDispatch(first), pair.b).number == 1
    assert register_dispatch(RegisterDispatch(second, number=40), pair.b).number == 40
    with pytest.raises(ArrivalNumberTaken):
        register_dispatch(RegisterDispatch(third, number=40), pair.b)
    assert register_dispatch(RegisterDispatch(third), pair.b).number == 41
    with pytest.raises(AlreadyDecided):
        register_dispatch(RegisterDispatch(third), pair.b)


def test_the_year_of_a_register_is_the_offices_not_utcs(pair):
    send(pair.a)
    synced(pair, "a", "b")
    pair.clock.move(days=40, hours=15, minutes=30)  # 31 December 2026, 18:30 UTC: already 2027 in Viet Nam
    assert pair.clock.now().year == 2026
    assert register_dispatch(RegisterDispatch(incoming(pair).dispatch.id), pair.b).year == 2027


def test_a_status_counts_only_from_whom_the_document_was_sent_to(pair):
    send(pair.a)
    synced(pair, "a", "b")
    status = pair.hub.mailboxes[OFFICE.organ_id].pop()
    stranger = Delivery("s1", 50, "000.00.00.H99", status[0].sha256, status[0].size)
    pair.hub.mailboxes[OFFICE.organ_id].append([stranger, status[1], None])
    report = synced(pair, "a")
    assert [one.reason for one in report.fetched] == ["status-sender-differs"]
    assert rows(pair.a, Box.OUT)[0].statuses == ()


# --- finding -------------------------------------------------------------------------------------------------------


def test_search_looks_at_subject_body_attachments_number_and_day(pair):
    send(pair.a, issued(text="Điều 1. Đường bộ"), telling(text="bảng kê vật tư"))
    for query in ("duong bo", "QUY CHẾ", "bang ke vat tu", "12/QĐ-VPCP", "20/11/2026", "ngày 20 tháng 11 năm 2026"):
        assert len(rows(pair.a, Box.OUT, query)) == 1, query
    assert rows(pair.a, Box.OUT, "hải quan") == ()
    assert rows(pair.a, Box.OUT, "...") == ()


def test_finding_by_the_beginning_of_an_id(pair):
    queued = send(pair.a)
    send(pair.a, issued("13"))
    with pair.a.records.reading() as unit:
        assert find_dispatch(str(queued.dispatch.id).upper(), unit) == queued.dispatch.id
        for text in ("", "xyz", "01a", "zz%__", "ffff-ffff"):
            with pytest.raises(DispatchUnknown):
                find_dispatch(text, unit)
        with pytest.raises(DispatchAmbiguous):
            find_dispatch(str(queued.dispatch.id)[:8], unit)
