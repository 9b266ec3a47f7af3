"""行事 that rooms are booked for and meetings are about: said, asked from both sides, in the way of a removal."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest
from support.centre import House, at

from kobe_desk.core.permission import NotAllowed, Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import BookingRequest
from kobe_desk.modules.bookings.usecases.events import (
    bookings_for_event,
    event_of_booking,
    events_during,
    events_to_book_for,
    own_bookings,
    tie_booking,
)
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.usecases.events import event_of_meeting, meetings_for_event, tie_meeting
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases.events import EventTied

DRILL = members.EventRequest("防災訓練", "drill", at(4, 9, 10), at(4, 9, 12), "公園")


@pytest.fixture
def event(records: Records, house: House) -> UUID:
    return records.do(members.add_event, DRILL).result


@pytest.fixture
def request_(house: House, event: UUID) -> BookingRequest:
    return BookingRequest(house.tatami, house.chorus, at(4, 2), at(4, 2, 12), adults=12, event_id=event)


def test_a_room_is_booked_for_an_event_and_both_say_so(records: Records, event: UUID, request_: BookingRequest) -> None:
    key = records.do(usecases.book_room, request_).result
    found = records.ask(event_of_booking, key)
    assert found is not None and found.title == "防災訓練"
    assert [row.id for row in records.ask(bookings_for_event, event)] == [key]
    assert records.ask(usecases.booking, key).request.event_id == event


def test_a_booking_is_let_go_of_its_event_and_undo_ties_it_again(
    records: Records, event: UUID, request_: BookingRequest
) -> None:
    key = records.do(usecases.book_room, request_).result
    records.do(usecases.change_booking, key, replace(request_, event_id=None))
    assert records.ask(bookings_for_event, event) == ()
    records.undo()
    assert len(records.ask(bookings_for_event, event)) == 1
    records.do(usecases.cancel_booking, key, "雨")
    records.do(tie_booking, key, None)
    assert records.ask(event_of_booking, key) is None


def test_every_date_of_a_series_is_for_its_event(records: Records, event: UUID, request_: BookingRequest) -> None:
    series = usecases.SeriesRequest(request_, "FREQ=WEEKLY;BYDAY=TH;COUNT=3")
    records.do(usecases.book_series, series)
    assert [row.start.date() for row in records.ask(bookings_for_event, event)] == [
        date(2026, 4, 2),
        date(2026, 4, 9),
        date(2026, 4, 16),
    ]


def test_a_meeting_is_about_an_event_also_after_its_minutes_and_goes_with_its_tie(
    records: Records, event: UUID
) -> None:
    meeting = records.do(meetings.plan_meeting, meetings.MeetingRequest("防災部会", at(4, 5, 19))).result
    records.do(tie_meeting, meeting, event)
    found = records.ask(event_of_meeting, meeting)
    assert found is not None and found.id == event
    assert [row.title for row in records.ask(meetings_for_event, event)] == ["防災部会"]
    records.do(meetings.remove_meeting, meeting)
    assert records.ask(meetings_for_event, event) == ()
    records.undo()
    assert [row.id for row in records.ask(meetings_for_event, event)] == [meeting]


def test_an_event_that_others_point_to_is_not_taken_out_and_says_who_they_are(
    records: Records, event: UUID, request_: BookingRequest
) -> None:
    key = records.do(usecases.book_room, request_).result
    meeting = records.do(meetings.plan_meeting, meetings.MeetingRequest("防災部会", at(4, 5, 19))).result
    records.do(tie_meeting, meeting, event)
    with pytest.raises(EventTied) as refused:
        records.do(members.remove_event, event)
    assert "予約1件" in refused.value.message() and "会議1件" in refused.value.message()
    records.do(tie_booking, key, None)
    records.do(tie_meeting, meeting, None)
    records.do(members.remove_event, event)
    assert not records.ask(members.event_exists, event)


def test_the_reception_knows_name_and_day_of_an_event_and_nothing_more(
    records: Records, event: UUID, request_: BookingRequest
) -> None:
    at_the_door = Records(records.database, Who("slot-2", "受付", Role.RECEPTION))
    (found,) = at_the_door.ask(events_to_book_for, date(2026, 4, 1))
    assert (found.title, found.start, found.label) == ("防災訓練", at(4, 9, 10), "防災訓練　R8.4.9（木）")
    assert not hasattr(found, "place") and not hasattr(found, "insurance")
    key = at_the_door.do(usecases.book_room, request_).result
    assert at_the_door.ask(event_of_booking, key) == found
    for question in (members.event_card, members.events_between, meetings_for_event):
        with pytest.raises(NotAllowed):
            at_the_door.ask(question, event)


def test_what_is_called_off_is_not_offered_and_the_next_event_comes_first(records: Records, event: UUID) -> None:
    past = records.do(members.add_event, replace(DRILL, title="清掃", start=at(3, 1, 9), end=at(3, 1, 10))).result
    off = records.do(members.add_event, replace(DRILL, title="遠足", start=at(4, 3, 9), end=at(4, 3, 15))).result
    records.do(members.cancel_event, off, "雨")
    assert [each.id for each in records.ask(events_to_book_for, date(2026, 4, 1))] == [event, past]


def test_an_event_of_several_days_is_found_on_each_of_them(records: Records, event: UUID) -> None:
    camp = replace(DRILL, title="キャンプ", start=datetime(2026, 8, 1, 9), end=datetime(2026, 8, 3, 12))
    key = records.do(members.add_event, camp).result
    for day in (1, 2, 3):
        on = date(2026, 8, day)
        assert [row.id for row in records.ask(members.events_between, on, on)] == [key]
        assert [each.id for each in records.ask(events_during, on, on)] == [key]
    for day in (date(2026, 7, 31), date(2026, 8, 4)):
        assert records.ask(members.events_between, day, day) == ()
    midnight = replace(DRILL, title="宵宮", start=datetime(2026, 8, 10, 18), end=datetime(2026, 8, 11))
    records.do(members.add_event, midnight)
    assert records.ask(members.events_between, date(2026, 8, 11), date(2026, 8, 11)) == ()


def test_an_event_over_the_turn_of_the_year_stands_in_the_year_it_begins_in(records: Records, event: UUID) -> None:
    over = replace(DRILL, title="合宿", start=datetime(2026, 3, 30, 9), end=datetime(2026, 4, 2, 12))
    records.do(members.add_event, over)
    assert [row.title for row in records.ask(members.events_of, 2025)] == ["合宿"]
    assert [row.title for row in records.ask(members.events_of, 2026)] == ["防災訓練"]


def test_what_the_association_books_for_itself_is_in_its_name_or_for_its_event(
    records: Records, house: House, request_: BookingRequest
) -> None:
    for_event = records.do(usecases.book_room, request_).result
    ours = records.do(usecases.add_group, usecases.GroupRequest("みなと台自治会", "ミナトダイジチカイ")).result
    in_name = records.do(usecases.book_room, BookingRequest(house.tatami, ours, at(4, 3), at(4, 3, 12))).result
    gone = records.do(usecases.book_room, BookingRequest(house.tatami, ours, at(4, 4), at(4, 4, 12))).result
    records.do(usecases.book_room, replace(request_, start=at(4, 5), end=at(4, 5, 12), event_id=None))
    records.do(usecases.cancel_booking, gone, "中止")
    days = date(2026, 4, 1), date(2026, 4, 30)
    assert [row.id for row in records.ask(own_bookings, "みなと台自治会", *days)] == [for_event, in_name]
    assert [row.id for row in records.ask(own_bookings, "ほかの会", *days)] == [for_event]
    held = records.ask(usecases.bookings_still_held, [in_name, gone])
    assert [row.id for row in held] == [in_name]
