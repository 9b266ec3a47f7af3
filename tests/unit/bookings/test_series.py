"""Bookings that repeat: exceptions stay, dates not had stay visible, the rule says what the calendar shows."""

from datetime import date, datetime

import pytest
from support.centre import House, at, occupied, overlaps, request

from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.rules.series import choices_for, dates, said
from kobe_desk.modules.bookings.usecases import SeriesRequest

TUESDAYS = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260430"


def book_series(
    records: Records,
    house: House,
    rule: str = TUESDAYS,
    start: datetime = at(4, 7, 12),
    hours: int = 1,
    skip: bool = False,
    **more: object,
):
    asked = request(house, start, start.replace(hour=start.hour + hours), **more)
    return records.do(bookings.book_series, SeriesRequest(asked, rule), skip).result


def days(records: Records, key: object, state: str = "confirmed") -> list[date]:
    return [row.start.date() for row in records.ask(bookings.bookings_of_series, key) if row.state == state]


def test_a_cancelled_date_stays_cancelled_when_the_series_is_renamed(records: Records, house: House) -> None:
    key = book_series(records, house)
    rows = records.ask(bookings.bookings_of_series, key)
    assert days(records, key) == [date(2026, 4, day) for day in (7, 14, 21, 28)]
    records.do(bookings.cancel_booking, rows[1].id, "休み")
    other = records.do(bookings.book_room, request(house, at(4, 14, 12), at(4, 14, 13), group=house.tea)).result
    first = records.ask(bookings.booking, rows[0].id).request
    from dataclasses import replace

    records.do(bookings.change_series, key, replace(first, purpose="新しい名"))
    assert days(records, key) == [date(2026, 4, day) for day in (7, 21, 28)]
    assert {row.purpose for row in records.ask(bookings.bookings_of_series, key) if row.state == "confirmed"} == {
        "新しい名"
    }
    assert records.ask(bookings.booking, other).row.group_id == house.tea
    records.undo()
    assert {row.purpose for row in records.ask(bookings.bookings_of_series, key)} == {""}


def test_the_31st_and_the_end_of_the_month_are_two_choices() -> None:
    offered = {each.rule: each.words for each in choices_for(date(2026, 1, 31))}
    left_out, clamped = "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    assert list(offered).index(left_out) < list(offered).index(clamped)  # what RFC 5545 does comes first
    first = datetime(2026, 1, 31, 9)
    assert [f"{each:%m-%d}" for each in dates(left_out, first, date(2026, 8, 1))] == [
        "01-31",
        "03-31",
        "05-31",
        "07-31",
    ]
    assert [f"{each:%m-%d}" for each in dates(clamped, first, date(2026, 4, 30))] == [
        "01-31",
        "02-28",
        "03-31",
        "04-30",
    ]


def test_the_fifth_wednesday_is_not_the_last() -> None:
    found = dates("FREQ=MONTHLY;BYDAY=5WE", datetime(2025, 1, 29, 9), date(2025, 12, 31))
    assert [f"{each:%m-%d}" for each in found] == ["01-29", "04-30", "07-30", "10-29", "12-31"]
    offered = {each.rule for each in choices_for(date(2026, 4, 22))}  # the 4th, not the last
    assert "FREQ=MONTHLY;BYDAY=4WE" in offered and "FREQ=MONTHLY;BYDAY=-1WE" not in offered
    assert {"FREQ=MONTHLY;BYDAY=4WE", "FREQ=MONTHLY;BYDAY=-1WE"} <= {
        each.rule for each in choices_for(date(2026, 2, 25))
    }


def test_dates_not_had_stay_visible_and_can_be_taken_later(records: Records, house: House) -> None:
    taken = [
        records.do(bookings.book_room, request(house, at(4, day, 12), at(4, day, 13), group=house.tea)).result
        for day in (14, 28)
    ]
    shown = records.ask(bookings.preview_series, SeriesRequest(request(house, at(4, 7, 12), at(4, 7, 13)), TUESDAYS))
    assert [each.ok for each in shown.dates] == [True, False, True, False]
    assert {each.holder for each in shown.refused} == {"茶道あじさい会"}
    with pytest.raises(bookings.SeriesClashes) as refusal:
        book_series(records, house)
    assert "茶道あじさい会" in refusal.value.message()
    key = book_series(records, house, skip=True)
    assert days(records, key, "skipped") == [date(2026, 4, 14), date(2026, 4, 28)]
    skipped = next(row for row in records.ask(bookings.bookings_of_series, key) if row.state == "skipped")
    with pytest.raises(bookings.RoomTaken):
        records.do(bookings.restore_booking, skipped.id)
    records.do(bookings.cancel_booking, taken[0], "取りやめ")
    records.do(bookings.restore_booking, skipped.id)
    assert date(2026, 4, 14) in days(records, key)


def test_a_series_moves_by_a_week_in_one_step_and_back(records: Records, house: House) -> None:
    key = book_series(records, house)
    before = occupied(records)
    records.do(bookings.shift_series, key, 7)
    assert days(records, key) == [date(2026, 4, 14), date(2026, 4, 21), date(2026, 4, 28), date(2026, 5, 5)]
    records.undo()
    assert occupied(records) == before
    assert overlaps(records) == []


def test_a_series_is_split_and_each_half_stands_by_itself(records: Records, house: House) -> None:
    key = book_series(records, house)
    later = records.do(bookings.split_series, key, date(2026, 4, 20)).result
    assert days(records, key) == [date(2026, 4, 7), date(2026, 4, 14)]
    assert days(records, later) == [date(2026, 4, 21), date(2026, 4, 28)]
    records.do(bookings.cancel_series, later, "会場変更")
    assert len(days(records, key)) == 2


def test_undoing_a_series_cancels_it(records: Records, house: House) -> None:
    key = book_series(records, house)
    records.undo()
    assert occupied(records) == []
    assert records.ask(bookings.series, key).closed


def test_a_rule_is_said_in_words() -> None:
    assert said("FREQ=MONTHLY;BYDAY=2TU,4TU;COUNT=6")
    for rule in (
        "FREQ=SECONDLY",
        "FREQ=MONTHLY;BYDAY=XX",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=3;UNTIL=20260101",
        "",
        "FREQ",
    ):
        with pytest.raises(bookings.NotARule):
            dates(rule, datetime(2026, 4, 1, 9))


def test_a_rule_that_names_no_day_ends_soon() -> None:
    assert dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", datetime(2026, 1, 1, 9)) == ()
