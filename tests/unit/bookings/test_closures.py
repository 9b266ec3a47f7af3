"""Closing over bookings, special openings, and reopening; closed days that holidays move."""

from datetime import date, datetime

import pytest
from support.centre import House, at, occupied, request

from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.rules.days import Calendar, Closing
from kobe_desk.modules.bookings.usecases import ClosureRequest, Fate

AUGUST = ClosureRequest(at(8, 10, 0), at(8, 25, 0), "空調工事")


@pytest.fixture
def five(records: Records, house: House) -> list[object]:
    days = (11, 12, 18, 19, 20)
    return [records.do(bookings.book_room, request(house, at(8, day), at(8, day, 12))).result for day in days]


def test_closing_asks_what_becomes_of_each_booking(records: Records, five: list[object]) -> None:
    assert [row.id for row in records.ask(bookings.bookings_in_closure, AUGUST)] == five
    with pytest.raises(bookings.ClosureOverlooks):
        records.do(bookings.close_centre, AUGUST, {five[0]: Fate()})


def test_reopening_brings_back_what_the_closure_cancelled_and_no_more(
    records: Records, house: House, five: list[object]
) -> None:
    records.do(bookings.cancel_booking, five[4], "都合により")
    fates = {five[0]: Fate(), five[1]: Fate(), five[2]: Fate("move", start=at(8, 26)), five[3]: Fate("keep")}
    key = records.do(bookings.close_centre, AUGUST, fates).result
    states = [records.ask(bookings.booking, each).row.state for each in five]
    assert states == ["cancelled", "cancelled", "confirmed", "confirmed", "cancelled"]
    assert records.ask(bookings.booking, five[2]).row.start == at(8, 26)
    letters = records.ask(bookings.closure_letters, key)
    assert [(letter.fate, letter.was_start.day) for letter in letters] == [("cancel", 11), ("cancel", 12), ("move", 18)]
    with pytest.raises(bookings.CentreClosed):
        records.do(bookings.book_room, request(house, at(8, 13), at(8, 13, 12)))
    report = records.do(bookings.lift_closure, key).result
    assert [row.id for row in report.restored] == five[:2]
    assert records.ask(bookings.booking, five[4]).row.state == "cancelled"
    records.do(bookings.book_room, request(house, at(8, 13), at(8, 13, 12)))


def test_a_slot_taken_since_is_told_when_reopening(records: Records, house: House, five: list[object]) -> None:
    key = records.do(bookings.close_centre, AUGUST, dict.fromkeys(five, Fate())).result
    records.do(bookings.open_specially, ClosureRequest(at(8, 11), at(8, 11, 21), "納涼会"))
    records.do(bookings.book_room, request(house, at(8, 11), at(8, 11, 12), group=house.tea))
    report = records.do(bookings.lift_closure, key).result
    assert len(report.restored) == 4
    assert "茶道あじさい会" in report.left[0].why


def test_closing_is_undone_whole(records: Records, five: list[object]) -> None:
    before = occupied(records)
    records.do(bookings.close_centre, AUGUST, dict.fromkeys(five, Fate()))
    assert occupied(records) == []
    records.undo()
    assert occupied(records) == before


def test_a_provisional_booking_comes_back_provisional(records: Records, house: House) -> None:
    asked = request(house, at(8, 14), at(8, 14, 12), despite="試し", provisional=True)
    key = records.do(bookings.book_room, asked).result
    closure = records.do(bookings.close_centre, AUGUST, {key: Fate()}).result
    assert records.ask(bookings.booking, key).row.state == "cancelled"
    records.do(bookings.lift_closure, closure)
    assert records.ask(bookings.booking, key).row.state == "provisional"


def test_one_special_opening_needs_no_change_of_the_closure(records: Records, house: House) -> None:
    records.do(bookings.close_centre, AUGUST, {})
    records.do(bookings.open_specially, ClosureRequest(at(8, 15, 13), at(8, 15, 17), "盆踊りの準備"))
    records.do(bookings.book_room, request(house, at(8, 15, 13), at(8, 15, 16)))
    with pytest.raises(bookings.CentreClosed):
        records.do(bookings.book_room, request(house, at(8, 15, 9), at(8, 15, 12)))


@pytest.mark.parametrize(
    ("monday", "closed"),
    [
        (date(2026, 5, 4), date(2026, 5, 7)),
        (date(2026, 9, 21), date(2026, 9, 24)),
        (date(2026, 11, 23), date(2026, 11, 24)),
        (date(2027, 3, 22), date(2027, 3, 23)),
        (date(2027, 5, 3), date(2027, 5, 6)),
        (date(2026, 4, 13), date(2026, 4, 13)),
    ],
)
def test_a_holiday_moves_the_closed_monday_past_all_holidays(monday: date, closed: date) -> None:
    calendar = Calendar(closings=(Closing(since=date(2000, 1, 1), name="月曜休館", weekdays="0", moves=True),))
    assert calendar.closed(closed) == "月曜休館"
    if monday != closed:
        assert calendar.closed(monday) is None
        between = [monday.replace(day=monday.day + ahead) for ahead in range(1, (closed - monday).days)]
        assert [calendar.closed(day) for day in between] == [None] * len(between)


def test_a_year_whose_holidays_are_not_announced_says_so(records: Records, house: House) -> None:
    days = records.ask(bookings.days_between, date(2027, 12, 31), date(2028, 1, 1))
    assert [day.known for day in days] == [True, False]


def test_closed_days_of_the_year_run_over_the_new_year() -> None:
    calendar = Calendar(closings=(Closing(since=date(2000, 1, 1), name="年末年始", day_from="12-28", day_to="01-05"),))
    assert [
        calendar.closed(day) is None
        for day in (date(2026, 12, 27), date(2026, 12, 28), date(2027, 1, 5), date(2027, 1, 6))
    ] == [True, False, False, True]
    assert calendar.closed(datetime(2027, 1, 1).date())


def test_a_new_closed_day_lists_what_it_meets(records: Records, house: House) -> None:
    key = records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12))).result
    assert records.ask(bookings.bookings_on_closed_days, date(2026, 4, 1), date(2026, 4, 30)) == ()
    records.do(bookings.save_rule, Closing(since=date(2026, 4, 1), name="火曜休館", weekdays="1"))
    met = records.ask(bookings.bookings_on_closed_days, date(2026, 4, 1), date(2026, 4, 30))
    assert [row.id for row in met] == [key]
