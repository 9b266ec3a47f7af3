"""Booking a room: half-open times, buffers, parts of rooms, refusals, undo."""

from dataclasses import replace
from datetime import date

import pytest
from support.centre import House, at, occupied, overlaps, request

from kobe_desk.core.permission import Role
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.usecases import RoomRequest


def book(records: Records, house: House, start: object, end: object, **more: object) -> object:
    return records.do(bookings.book_room, request(house, start, end, **more)).result


def test_one_after_the_other_do_not_clash(records: Records, house: House) -> None:
    book(records, house, at(4, 14, 10), at(4, 14, 12))
    book(records, house, at(4, 14, 12), at(4, 14, 13), group=house.tea)
    with pytest.raises(bookings.RoomTaken) as refusal:
        book(records, house, at(4, 14, 11), at(4, 14, 13), group=house.tea)
    assert "コーラスみなと" in refusal.value.message()
    assert refusal.value.values["free"]


def test_undoing_a_new_booking_cancels_it_and_frees_the_room(records: Records, house: House) -> None:
    key = book(records, house, at(4, 14, 10), at(4, 14, 12))
    assert len(occupied(records)) == 1
    records.undo()
    assert occupied(records) == []
    detail = records.ask(bookings.booking, key)
    assert detail.row.state == "cancelled"
    assert detail.state_by and detail.state_why


def test_a_move_is_undone_and_redone_with_what_it_occupies(records: Records, house: House) -> None:
    key = book(records, house, at(4, 14, 10), at(4, 14, 12))
    records.do(bookings.move_booking, key, house.a, at(4, 14, 11))
    moved = occupied(records)
    assert moved == [(1, "2026-04-14T11:00", "2026-04-14T13:00")]
    records.undo()
    assert occupied(records) == [(1, "2026-04-14T10:00", "2026-04-14T12:00")]
    records.redo()
    assert occupied(records) == moved


def test_two_bookings_change_places_in_one_step(records: Records, house: House) -> None:
    one = book(records, house, at(4, 14, 10), at(4, 14, 12))
    other = book(records, house, at(4, 14, 13), at(4, 14, 15), group=house.tea)
    records.do(bookings.swap_bookings, one, other)
    assert records.ask(bookings.booking, one).row.start == at(4, 14, 13)
    records.undo()
    assert records.ask(bookings.booking, one).row.start == at(4, 14, 10)
    assert len(occupied(records)) == 2


def test_the_hall_is_its_halves(records: Records, house: House) -> None:
    key = book(records, house, at(4, 14), at(4, 14, 12))
    book(records, house, at(4, 14), at(4, 14, 12), room=house.b, group=house.tea)
    with pytest.raises(bookings.RoomTaken):
        book(records, house, at(4, 14), at(4, 14, 12), room=house.hall, group=house.club)
    book(records, house, at(4, 15), at(4, 15, 12), room=house.hall)
    assert records.ask(bookings.clashes, house.b, at(4, 15), at(4, 15, 12))[0].room == "大会議室"
    records.do(bookings.cancel_booking, key, "都合により")
    book(records, house, at(4, 14), at(4, 14, 12), group=house.club)


def test_buffers_of_both_count(records: Records, house: House) -> None:
    records.do(bookings.change_room, house.a, RoomRequest("会議室A", ("A",), capacity=30, after=15))
    key = book(records, house, at(4, 14, 10), at(4, 14, 12))
    with pytest.raises(bookings.RoomTaken):
        book(records, house, at(4, 14, 12), at(4, 14, 13), group=house.tea)
    late = book(records, house, at(4, 14, 12, 15), at(4, 14, 13), group=house.tea)
    records.do(bookings.cancel_booking, late, "取りやめ")
    records.do(bookings.change_booking, key, request(house, at(4, 14, 10), at(4, 14, 11, 45)))
    book(records, house, at(4, 14, 12), at(4, 14, 13), group=house.tea)
    assert overlaps(records) == []


def test_reception_books_and_sees_of_the_roster_nothing(records_as: object, records: Records, house: House) -> None:
    reception = records_as(Role.RECEPTION)
    key = reception.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12))).result
    reception.do(bookings.check_in, key, (10, 2, 3))
    assert reception.ask(bookings.booking, key).row.people == 15
    assert reception.ask(bookings.bookings_week, date(2026, 4, 13)).days[0].closed == "月曜休館"


def test_what_is_not_changed_is_not_judged_again(records: Records, house: House) -> None:
    key = book(records, house, at(4, 14), at(4, 14, 12))
    now = records.ask(bookings.booking, key).request
    records.do(bookings.change_booking, key, now)
    records.do(bookings.change_booking, key, replace(now, purpose="練習"))
    assert records.ask(bookings.booking, key).row.purpose == "練習"


def test_every_role_may_what_its_work_needs(records_as: object, records: Records, house: House) -> None:
    """Reception runs everything of the centre and nothing of the roster; a reader only looks."""
    from importlib import import_module

    from kobe_desk.core.permission import REGISTRY, Who

    import_module("kobe_desk.modules.members.usecases")
    reception, reader = Who("s", "受付", Role.RECEPTION), Who("s", "閲覧", Role.READER)
    treasurer = Who("s", "会計", Role.TREASURER)
    ours = {name: each.declared for name, each in REGISTRY.items() if name.startswith("modules.bookings.")}
    roster = [each.declared for name, each in REGISTRY.items() if name.startswith("modules.members.")]
    assert all(reception.may(says.needs) for says in ours.values())
    assert not any(reception.may(says.needs) for says in roster)
    assert {says.needs for says in ours.values() if treasurer.may(says.needs)} == {"bookings.read", "bookings.charge"}
    assert [name for name, says in ours.items() if says.undo is not None and reader.may(says.needs)] == []


def test_who_decided_against_a_rule_is_written_down(records: Records, house: House) -> None:
    key = book(records, house, at(4, 14), at(4, 14, 12))
    crowd = request(house, at(4, 14), at(4, 14, 12), adults=99, despite="立ち見で行う")
    records.do(bookings.change_booking, key, crowd)
    detail = records.ask(bookings.booking, key)
    assert (detail.state_why, detail.row.people) == ("立ち見で行う", 99)


def test_a_booking_of_a_year_without_announced_holidays_is_marked(records: Records, house: House) -> None:
    assert records.ask(bookings.quote, request(house, at(4, 11, year=2028), at(4, 11, 12, year=2028))).doubtful
    assert not records.ask(bookings.quote, request(house, at(4, 14), at(4, 14, 12))).doubtful


def test_a_night_of_three_days_holds_each_day(records: Records, house: House) -> None:
    key = book(records, house, at(5, 2, 18), at(5, 4, 9), despite="合宿")
    assert len(occupied(records)) == 3
    assert overlaps(records) == []
    with pytest.raises(bookings.RoomTaken):
        book(records, house, at(5, 3, 13), at(5, 3, 16), group=house.tea)
    assert [row.id for row in records.ask(bookings.bookings_between, date(2026, 5, 4), date(2026, 5, 4))] == [key]
