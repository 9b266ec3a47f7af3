"""Figures of the centre (利用状況) answer questions of a programme: from where is said, and a change is told."""

from datetime import UTC, datetime

from support.centre import House, at

from kobe_desk.cli.demo.bundle import confirmed_copy
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.usecases import BookingRequest
from kobe_desk.modules.subsidies.usecases import application, begin_application, source_changes

FUREAI = "fureai-machizukuri-2019"
NEXT_YEAR = datetime(2027, 5, 10, 3, 0, tzinfo=UTC)


def book(records: Records, house: House, day: int, adults: int) -> None:
    request = BookingRequest(house.tatami, house.tea, at(4, day), at(4, day, 12), "茶道", adults=adults)
    records.do(bookings.book_room, request)


def test_the_uses_of_last_year_answer_with_their_source(records: Records, house: House) -> None:
    book(records, house, 14, 12)
    book(records, house, 15, 8)
    with clock.stopped_at(NEXT_YEAR):
        key = records.do(begin_application, confirmed_copy(records, FUREAI)).result
        answers = records.ask(application, key).answers
        assert records.ask(source_changes, key) == ()
    uses, people = answers.get("centre_uses"), answers.get("centre_people")
    assert (uses.value, people.value) == (2, 20)
    assert "予約" in uses.source and "令和9年3月31日" in uses.source
    book(records, house, 16, 5)
    with clock.stopped_at(NEXT_YEAR):
        told = {each.field: each.today.value for each in records.ask(source_changes, key)}
    assert told == {"centre_uses": 3, "centre_people": 25}


def test_without_a_centre_or_a_use_nothing_is_answered(records: Records) -> None:
    with clock.stopped_at(NEXT_YEAR):
        answers = records.ask(
            application, records.do(begin_application, confirmed_copy(records, FUREAI)).result
        ).answers
    assert answers.value("centre_uses") is None
