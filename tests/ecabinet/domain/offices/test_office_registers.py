"""Numbers gapless across clerks, never two for one revision; arrivals; issue (Decree 30/2020, 15, 17, 21, 22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from properties.office_pen import OTHER_AGENCY, TODAY, OfficeBook, arrival_body, digest, identity

from ecabinet.domain.offices.draft import RegisterNumber
from ecabinet.domain.offices.numbering import next_arrival_number, next_number
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.register import ArrivalNumber
from ecabinet.domain.offices.statements.arrival_refuse import ArrivalRefuse
from ecabinet.domain.offices.statements.document_issued import DocumentIssued
from ecabinet.domain.offices.statements.number_take import NumberTake

TURN_OF_YEAR = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
"""Midnight in Viet Nam, when 2027 begins."""


@pytest.fixture
def book() -> OfficeBook:
    return OfficeBook()


def take(
    book: OfficeBook, number: int, revision: str, by: str = "lan", series: str = "chung", year: int = 2026, **facts
):
    return book.say(by, NumberTake(series, year, number, revision), **facts)


def test_two_clerks_take_one_number_and_the_second_is_set_aside(book):
    one, two = book.signed("one"), book.signed("two")
    assert next_number(book.office, "chung", 2026) == 1
    assert take(book, 1, one, by="lan") is None
    assert take(book, 1, two, by="mai") is Reason.NUMBER_NOT_NEXT
    assert book.office.revisions[two].number is None
    assert book.office.set_aside[-1].by == "mai"
    assert next_number(book.office, "chung", 2026) == 2
    assert take(book, 2, two, by="mai") is None
    assert [entry.clerk for entry in book.office.numbers.values()] == ["lan", "mai"]


def test_two_clerks_number_one_revision_and_it_keeps_the_first(book):
    revision = book.signed()
    assert take(book, 1, revision, by="lan") is None
    assert take(book, 2, revision, by="mai") is Reason.REVISION_NUMBERED
    assert take(book, 1, revision, by="mai", series="mat") is Reason.REVISION_NUMBERED
    assert len(book.office.numbers) == 1
    assert book.office.revisions[revision].number == RegisterNumber("chung", 2026, 1)


def test_numbers_leave_no_gap_and_start_at_one(book):
    revision = book.signed()
    assert take(book, 2, revision) is Reason.NUMBER_NOT_NEXT
    assert take(book, 1, digest("never signed")) is Reason.REVISION_UNKNOWN
    assert take(book, 1, revision) is None
    assert book.office.numbers[RegisterNumber("chung", 2026, 1)].day == TODAY


def test_a_number_comes_after_the_leaders_signature(book):
    book.approved()
    assert take(book, 1, digest(("d", 1))) is Reason.REVISION_UNKNOWN


def test_each_series_counts_for_itself(book):
    one, two = book.signed("one"), book.signed("two")
    assert take(book, 1, one, series="chung") is None
    assert take(book, 1, two, series="hoi-dong") is None


def test_a_profile_names_the_series():
    book = OfficeBook(replace(DECREE_30, name="mot-so", series=("chung",)))
    revision = book.signed()
    assert take(book, 1, revision, series="chng") is Reason.SERIES_UNKNOWN
    assert take(book, 1, revision) is None


def test_registers_turn_with_the_year_in_viet_nam(book):
    one, two = book.signed("one"), book.signed("two")
    last_second = TURN_OF_YEAR.replace(hour=16, minute=59, second=59)
    assert take(book, 1, one, year=2027, accepted_at=last_second) is Reason.YEAR_DIFFERS
    assert take(book, 1, one, year=2026, accepted_at=last_second) is None
    assert take(book, 2, two, year=2026, accepted_at=TURN_OF_YEAR) is Reason.YEAR_DIFFERS
    assert take(book, 1, two, year=2027, accepted_at=TURN_OF_YEAR) is None


def issue(book: OfficeBook, revision: str, number: int = 1, sealed: str = "", **facts):
    sealed = sealed or digest("sealed")
    body = DocumentIssued(revision, sealed, "chung", 2026, number, (OTHER_AGENCY,), identity("dispatch"))
    return book.say("lan", body, **({"files": (sealed,)} | facts))


def test_what_is_issued_was_signed_and_numbered(book):
    assert issue(book, digest("unknown")) is Reason.REVISION_UNKNOWN
    revision = book.signed()
    assert issue(book, revision) is Reason.REVISION_NOT_NUMBERED
    assert take(book, 1, revision) is None
    assert issue(book, revision, number=2) is Reason.NUMBER_DIFFERS
    assert issue(book, revision, sealed=revision) is Reason.SEALED_FILE_KNOWN
    assert issue(book, revision, files=()) is Reason.FILE_MISSING
    assert issue(book, revision) is None
    assert issue(book, revision, sealed=digest("sealed anew")) is Reason.ALREADY_ISSUED
    found = book.office.issues[digest("sealed")]
    assert (found.place, found.addressees, found.said.by) == (RegisterNumber("chung", 2026, 1), (OTHER_AGENCY,), "lan")


def test_one_sealed_file_is_one_document(book):
    book.issued("one")
    revision = book.numbered("two", 2)
    assert issue(book, revision, 2, sealed=digest(("sealed", "one"))) is Reason.SEALED_FILE_KNOWN


def test_a_document_for_use_inside_has_no_addressee(book):
    revision = book.numbered()
    body = DocumentIssued(revision, digest("sealed"), "chung", 2026, 1)
    assert book.say("mai", body, files=(digest("sealed"),)) is None


def test_two_clerks_register_and_the_second_is_set_aside(book):
    assert next_arrival_number(book.office, 2026) == 1
    assert book.say("lan", arrival_body(1)) is None
    assert book.say("mai", arrival_body(1, packet=digest("another"))) is Reason.ARRIVAL_NUMBER_NOT_NEXT
    assert book.say("mai", arrival_body(2, packet=digest(("packet", 1)))) is Reason.PACKET_REGISTERED
    assert next_arrival_number(book.office, 2026) == 2
    assert book.say("mai", arrival_body(2, packet=digest("another"))) is None
    first = book.office.arrivals[ArrivalNumber(2026, 1)]
    assert (first.sender, first.number, first.notation, first.said.by) == (OTHER_AGENCY, "1", "BTC-VP", "lan")


def test_arrival_numbers_turn_with_the_year(book):
    assert book.say("lan", arrival_body(1)) is None
    assert book.say("lan", arrival_body(2), accepted_at=TURN_OF_YEAR) is Reason.YEAR_DIFFERS
    assert book.say("lan", arrival_body(1, year=2027, packet=digest("p")), accepted_at=TURN_OF_YEAR) is None


@pytest.mark.parametrize(
    ("verdict", "despite", "reason"),
    [
        ("valid", "", None),
        ("valid-with-remarks", "", None),
        ("", "", None),
        ("undecided", "", Reason.ARRIVAL_UNDECIDED),
        ("undecided", "Đã xác minh qua điện thoại.", None),
        ("unsigned", "", Reason.ARRIVAL_UNDECIDED),
        ("altered", "Cứ nhận.", Reason.ARRIVAL_DOES_NOT_HOLD),
        ("invalid", "Cứ nhận.", Reason.ARRIVAL_DOES_NOT_HOLD),
        ("unreadable", "Cứ nhận.", Reason.ARRIVAL_DOES_NOT_HOLD),
        ("fine", "Cứ nhận.", Reason.ARRIVAL_DOES_NOT_HOLD),
    ],
)
def test_what_does_not_hold_is_not_registered(book, verdict, despite, reason):
    assert book.say("lan", arrival_body(1, verdict=verdict, despite=despite)) is reason
    assert len(book.office.arrivals) == (reason is None)


def test_a_refusal_needs_a_reason_and_is_final(book):
    packet = digest(("packet", 1))
    assert book.say("lan", ArrivalRefuse(packet, OTHER_AGENCY, "x", "")) is Reason.WORDS_MISSING
    assert book.say("lan", ArrivalRefuse(packet, OTHER_AGENCY, "x", "Sai nơi nhận.")) is None
    assert book.say("mai", ArrivalRefuse(packet, OTHER_AGENCY, "x", "Sai nơi nhận.")) is Reason.PACKET_REFUSED
    assert book.say("mai", arrival_body(1)) is Reason.PACKET_REFUSED
    assert book.say("mai", arrival_body(1, packet=digest("sent anew"))) is None
    refused = ArrivalRefuse(digest("sent anew"), OTHER_AGENCY, "x", "Muộn.")
    assert book.say("lan", refused) is Reason.PACKET_REGISTERED
    assert book.office.refusals[packet].said.text == "Sai nơi nhận."
