"""Verbs of an office on real stores: two clerks, a hub that lies, forgets or hangs up, desks from backups."""

from __future__ import annotations

import shutil

import pytest
from fakes.desk_data import FINANCE
from fakes.plain_envelopes import PlainSeal
from office_people import ROLES, Keys, OfficeOfFive, PlainPapers, paper

from docexchange.books.statement import read_signed
from ecabinet.adapters.book_pen import BookPen
from ecabinet.application.book_ports import Capacity, Place, Saying
from ecabinet.application.dispatches.office_guard import OfficeKeepsRegister
from ecabinet.application.dispatches.register_dispatch import RegisterDispatch, register_dispatch
from ecabinet.application.jobs import JobState
from ecabinet.application.offices.change_circle import EndRole, GrantRole, end_role, grant_role
from ecabinet.application.offices.decide_arrival import (
    AlreadyQueuedForBook,
    RefuseArrival,
    RegisterArrival,
    refuse_arrival,
    register_arrival,
)
from ecabinet.application.offices.issue_document import IssueDocument, issue_document
from ecabinet.application.offices.judge_draft import (
    ApproveDraft,
    CommentDraft,
    ReturnDraft,
    approve_draft,
    comment_draft,
    return_draft,
)
from ecabinet.application.offices.say import BookNotTrusted
from ecabinet.application.offices.sign_document import SignDocument, SignerDiffers, sign_document
from ecabinet.application.offices.submit_draft import SubmitDraft, submit_draft
from ecabinet.application.offices.take_changes import SealNotTrusted
from ecabinet.application.offices.take_number import TakeNumber, take_number
from ecabinet.application.ports import ExchangeOutOfReach
from ecabinet.domain.offices.reasons import ForbiddenByOffice
from ecabinet.domain.offices.statements.official_part import OfficialPart

pytestmark = pytest.mark.slow

PAPERS = PlainPapers()


@pytest.fixture
def office(tmp_path) -> OfficeOfFive:
    return OfficeOfFive(tmp_path)


def drafted(office: OfficeOfFive, subject: str = "Quyết định") -> str:
    specialist = office["specialist"]
    submit_draft(SubmitDraft("", paper(subject)), specialist.office, PAPERS, specialist.pen)
    specialist.sync()
    return next(one.id for one in specialist.read().office.drafts.values() if one.latest.title == subject)


def signed(office: OfficeOfFive, subject: str = "Quyết định") -> str:
    draft = drafted(office, subject)
    head, minister = office["unit-head"], office["minister"]
    head.sync()
    approve_draft(ApproveDraft("", draft), head.office, head.pen)
    head.sync()
    minister.sync()
    sign_document(SignDocument("", draft), minister.office, PAPERS, minister.pen)
    minister.sync()
    return draft


def numbers(office: OfficeOfFive) -> list[tuple[int, str]]:
    found = office["minister"].read().office.numbers
    return sorted((place.number, line.clerk) for place, line in found.items())


def test_two_clerks_off_line_take_a_number_for_one_document_and_one_gets_it(office):
    draft = signed(office)
    for name in ("clerk", "clerk-2"):
        office[name].sync()
        take_number(TakeNumber("", draft), office[name].office, office[name].pen)
    office["clerk-2"].sync()
    (synced,) = office["clerk"].sync().offices
    (failed,) = synced.pushed.failed
    assert failed.last_error.code == "revision-numbered"
    assert (failed.last_error.facts["who"], failed.last_error.facts["number"]) == ("clerk-2", "1")
    office.sync()
    assert numbers(office) == [(1, "clerk-2")]
    assert office["minister"].read().set_aside == ()


def test_two_clerks_off_line_take_numbers_for_two_documents_and_both_get_the_next(office):
    drafts = [signed(office, "Một"), signed(office, "Hai")]
    for name, draft in zip(("clerk", "clerk-2"), drafts, strict=True):
        office[name].sync()
        take_number(TakeNumber("", draft), office[name].office, office[name].pen)
    office["clerk"].sync()
    (synced,) = office["clerk-2"].sync().offices
    assert (synced.pushed.replaced, len(synced.pushed.sent), synced.reading.jobs) == (1, 1, ())
    office.sync()
    assert numbers(office) == [(1, "clerk"), (2, "clerk-2")]


def test_an_answer_that_is_lost_never_makes_a_second_number(office):
    draft = signed(office)
    clerk = office["clerk"]
    clerk.sync()
    take_number(TakeNumber("", draft), clerk.office, clerk.pen)
    clerk.way.lose_answers = True
    clerk.sync()
    clerk.way.lose_answers = False
    office["specialist"].sync()
    comment_draft(CommentDraft("", draft, "Xem lại"), office["specialist"].office, office["specialist"].pen)
    office["specialist"].sync()
    (synced,) = clerk.sync().offices
    assert (synced.pushed.failed, synced.pushed.replaced, synced.reading.jobs) == ([], 0, ())
    office.sync()
    assert numbers(office) == [(1, "clerk")]


def test_two_clerks_register_one_packet_and_the_other_is_told_who_did(office):
    for name in ("clerk", "clerk-2"):
        arrived = office[name].arrived(7)
        register_arrival(RegisterArrival("", str(arrived.id)), office[name].office, office[name].pen)
    with pytest.raises(AlreadyQueuedForBook):
        register_arrival(RegisterArrival("", str(arrived.id)), office["clerk-2"].office, office["clerk-2"].pen)
    (first,) = office["clerk"].sync().offices
    assert [report.code.value for report in first.reports] == ["03"]
    (second,) = office["clerk-2"].sync().offices
    (failed,) = second.pushed.failed
    assert (failed.last_error.code, failed.last_error.facts["who"]) == ("arrival-packet-registered", "clerk")
    assert second.reports == ()
    for name in ("clerk", "clerk-2"):
        with office[name].office.desk.records.reading() as unit:
            assert unit.dispatches.get(arrived.id).handling == "registered"
            assert len(unit.jobs.of(arrived.id)) == (1 if name == "clerk" else 0)
    assert office["clerk"].sync().offices[0].reports == ()


def test_a_refused_arrival_tells_the_sender_once(office):
    clerk = office["clerk"]
    arrived = clerk.arrived(8)
    refuse_arrival(RefuseArrival("", str(arrived.id), "Gửi nhầm"), clerk.office, clerk.pen)
    assert [report.code.value for report in clerk.sync().offices[0].reports] == ["02"]
    assert clerk.sync().offices[0].reports == ()
    with pytest.raises(ForbiddenByOffice):
        other = office["clerk-2"]
        other.sync()
        register_arrival(RegisterArrival("", str(other.arrived(8).id)), other.office, other.pen)


def test_a_packet_waits_for_the_book_and_of_two_clerks_one_sends(office):
    draft = signed(office)
    clerk, other = office["clerk"], office["clerk-2"]
    clerk.sync()
    take_number(TakeNumber("", draft), clerk.office, clerk.pen)
    clerk.sync()
    other.sync()
    for one in (clerk, other):
        command = IssueDocument("", draft, (FINANCE,))
        issue_document(command, one.office, PAPERS, PlainSeal(), one.pen)
        with one.office.desk.records.reading() as unit:
            assert [job.state for job in unit.jobs.newest(9)] == [JobState.HELD]
    clerk.sync()
    (synced,) = other.sync().offices
    assert [aside.reason for aside in synced.reading.set_aside] == ["already-issued"]
    states = []
    for one in (clerk, other):
        with one.office.desk.records.reading() as unit:
            states.append([job.state for job in unit.jobs.newest(9)])
    assert states == [[JobState.QUEUED], [JobState.FAILED]]


def test_what_the_office_would_set_aside_is_not_signed(office):
    draft = drafted(office)
    minister, clerk = office["minister"], office["clerk"]
    minister.sync()
    clerk.sync()
    with pytest.raises(ForbiddenByOffice) as refused:
        sign_document(SignDocument("", draft), minister.office, PAPERS, minister.pen)
    assert refused.value.code == "draft-not-approved"
    with pytest.raises(ForbiddenByOffice):
        approve_draft(ApproveDraft("", draft), clerk.office, clerk.pen)
    with pytest.raises(ForbiddenByOffice):
        approve_draft(ApproveDraft("", draft), clerk.office, minister.pen)  # somebody else's card
    assert clerk.read().jobs == minister.read().jobs == ()


def test_nobody_signs_a_paper_that_names_another(office):
    specialist, head, minister = office["specialist"], office["unit-head"], office["minister"]
    job = submit_draft(SubmitDraft("", paper(signer="Người khác")), specialist.office, PAPERS, specialist.pen)
    draft = dict(job.entry.body)["draft"]
    specialist.sync()
    head.sync()
    approve_draft(ApproveDraft("", draft), head.office, head.pen)
    head.sync()
    minister.sync()
    with pytest.raises(SignerDiffers):
        sign_document(SignDocument("", draft), minister.office, PAPERS, minister.pen)


def test_an_office_keeps_its_registers_in_the_book_alone(office):
    arrived = office["clerk"].arrived(3)
    with pytest.raises(OfficeKeepsRegister):
        register_dispatch(RegisterDispatch(arrived.id), office["clerk"].office.desk)


def test_a_hub_that_swaps_a_certificate_gains_nothing(office):
    """R2: the hub signs as the minister with a key of its own and takes the statement in."""
    draft = drafted(office)
    office.sync()
    false_key = office.keys.person("minister")
    pen = BookPen(false_key, office.clock.now)
    made = office.clock.now().replace(microsecond=0)
    body = (
        ("draft", draft),
        ("version", "1"),
        ("digest", office["minister"].read().office.drafts[draft].latest.digest),
    )
    reading = office["minister"].read()
    saying = Saying(
        office.book, office["minister"].office.desk.identifiers.new(), "draft.approve/1",
        "minister", Capacity(), made, Place(1, reading.place.sequence, reading.place.head), body,
    )  # fmt: skip
    office.shelf.accept(pen.sign(saying).raw, careless=True)
    office.sync()
    for name in ROLES:
        read = office[name].read()
        assert [aside.reason for aside in read.set_aside] == ["book-other-certificate"]
        assert read.office.drafts[draft].latest.approvals == ()
        assert read.troubles == ()


def test_a_statement_of_another_book_counts_for_nothing(office, tmp_path):
    other = OfficeOfFive(tmp_path / "other", office.keys)
    draft = drafted(other)
    assert draft
    foreign = other.shelf.books[other.book][-1].raw
    office.shelf.accept(foreign, office.book, careless=True)
    office.sync()
    assert [aside.reason for aside in office["clerk"].read().set_aside] == ["book-other-book"]
    assert office["clerk"].read().office.drafts == {}


def test_a_fork_is_named_kept_and_stops_the_pen(office):
    draft = drafted(office)
    office.sync()
    lying = office.shelf.fork(office.book, len(office.shelf.books[office.book]) - 1)
    clerk = office["clerk"]
    specialist = office["specialist"]
    comment = comment_draft(CommentDraft("", draft, "Khác"), specialist.office, specialist.pen)
    lying.accept(comment.raw, careless=True)
    clerk.way.shelf = lying
    (synced,) = clerk.sync().offices
    assert [one.code for one in synced.troubles] == ["book-chain-fork"]
    assert clerk.read().place.head == office.shelf.head(office.book)
    with pytest.raises(BookNotTrusted):
        comment_draft(CommentDraft("", draft, "Ý kiến"), clerk.office, clerk.pen)
    clerk.way.shelf = office.shelf
    clerk.sync()
    assert [one.code for one in clerk.read().troubles] == ["book-chain-fork"]
    with clerk.office.desk.records.reading() as unit:
        (kept,) = unit.books.forks(office.book)
    assert read_signed(kept.bytes.raw).statement.id == comment.id


def test_a_longer_fork_is_named_too(office):
    draft = drafted(office)
    office.sync()
    lying = office.shelf.fork(office.book, len(office.shelf.books[office.book]) - 1)
    specialist = office["specialist"]
    for words in ("Một", "Hai", "Ba"):
        lying.accept(
            comment_draft(CommentDraft("", draft, words), specialist.office, specialist.pen).raw, careless=True
        )
    office["clerk"].way.shelf = lying
    (synced,) = office["clerk"].sync().offices
    assert [one.code for one in synced.troubles] == ["book-chain-fork"]
    assert synced.taken == 0


def test_a_hub_that_lost_its_tail_is_named_and_nothing_is_dropped(office):
    drafted(office)
    office.sync()
    before = office["clerk"].read()
    office.shelf.books[office.book].pop()
    (synced,) = office["clerk"].sync().offices
    assert [one.code for one in synced.troubles] == ["book-hub-lost"]
    assert office["clerk"].read().place == before.place


def test_a_desk_from_a_backup_fetches_before_it_speaks(office, tmp_path):
    clerk = office["clerk"]
    draft = drafted(office)
    clerk.office.desk.records.close()
    shutil.copytree(clerk.home, tmp_path / "backup")
    clerk = clerk.reopened()
    clerk.sync()
    clerk.office.desk.records.close()
    heads = (clerk.home / "books.heads").read_bytes()
    shutil.rmtree(clerk.home)
    shutil.copytree(tmp_path / "backup", clerk.home)
    (clerk.home / "books.heads").write_bytes(heads)
    clerk = clerk.reopened()
    assert [one.code for one in clerk.read().troubles] == ["book-desk-rolled-back"]
    with pytest.raises(BookNotTrusted):
        submit_draft(SubmitDraft("", paper()), clerk.office, PAPERS, clerk.pen)
    clerk.sync()
    assert clerk.read().troubles == ()
    comment_draft(CommentDraft("", draft, "Ý kiến"), clerk.office, clerk.pen)


def test_a_false_seal_founds_nothing_here(office, tmp_path):
    stranger = OfficeOfFive(tmp_path / "false", Keys())
    clerk = office["clerk"]
    clerk.way.shelf = stranger.shelf
    office.shelf.key = stranger.shelf.key
    with pytest.raises(SealNotTrusted):
        clerk.sync()
    assert [book.id for book in _books(clerk)] == [office.book]


def _books(person):
    with person.office.desk.records.reading() as unit:
        return unit.books.all()


def test_who_leaves_can_say_nothing_more_and_who_comes_can(office):
    minister, clerk = office["minister"], office["clerk-2"]
    end_role(EndRole("", "clerk-2", "Nghỉ hưu"), minister.office, minister.pen)
    new = office.keys.person("clerk-2")
    minister.sync()
    clerk.sync()
    arrived = clerk.arrived(5)
    with pytest.raises(ForbiddenByOffice) as refused:
        register_arrival(RegisterArrival("", str(arrived.id)), clerk.office, clerk.pen)
    assert refused.value.code == "role-ended"
    pen = BookPen(new, office.clock.now)
    part = OfficialPart("clerk-2", "clerk-2", "", ("clerk",), pen.certificate)
    grant_role(GrantRole("", part), minister.office, minister.pen)
    minister.sync()
    clerk.pen = pen
    clerk.sync()
    register_arrival(RegisterArrival("", str(arrived.id)), clerk.office, clerk.pen)
    clerk.sync()
    assert len(clerk.read().office.arrivals) == 1


def test_off_line_everything_is_kept_and_goes_later_in_order(office):
    specialist = office["specialist"]
    specialist.way.down = True
    job = submit_draft(SubmitDraft("", paper()), specialist.office, PAPERS, specialist.pen)
    draft = dict(job.entry.body)["draft"]
    comment_draft(CommentDraft("", draft, "Bản đầu"), specialist.office, specialist.pen)
    submit_draft(SubmitDraft("", paper("Lần hai"), draft=draft), specialist.office, PAPERS, specialist.pen)
    with pytest.raises(ExchangeOutOfReach):
        specialist.sync()
    read = specialist.read()
    assert (read.office.drafts, len(read.jobs), read.expected.drafts[draft].latest.number) == ({}, 3, 2)
    specialist.way.down = False
    specialist.sync()
    office.sync()
    assert [one.latest.title for one in office["clerk"].read().office.drafts.values()] == ["Lần hai"]
    assert office["clerk"].read().set_aside == ()


def test_a_change_after_approval_needs_approval_again(office):
    draft = drafted(office)
    head, specialist, minister = office["unit-head"], office["specialist"], office["minister"]
    head.sync()
    approve_draft(ApproveDraft("", draft), head.office, head.pen)
    submit_draft(SubmitDraft("", paper("Sửa"), draft=draft), specialist.office, PAPERS, specialist.pen)
    specialist.sync()
    (synced,) = head.sync().offices
    assert [aside.reason for aside in synced.reading.set_aside] == ["draft-version-outdated"]
    minister.sync()
    with pytest.raises(ForbiddenByOffice):
        sign_document(SignDocument("", draft), minister.office, PAPERS, minister.pen)
    return_draft(ReturnDraft("", draft, "Chưa đạt"), head.office, head.pen)
    head.sync()
    assert head.read().office.drafts[draft].latest.returned is not None
