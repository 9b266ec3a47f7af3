"""A move looked at before it is made, and a group found by the beginning of its name or kana."""

from datetime import date, datetime

import pytest
from support.centre import SINCE, House, at, request

from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.usecases import Fee
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.usecases.places import Aim, aim_at, place_of


def test_a_look_at_a_move_tells_the_fee_there_and_writes_nothing(records: Records, house: House) -> None:
    for room, amount in ((house.a, 800), (house.tatami, 500)):
        records.do(bookings.save_rule, Fee(since=SINCE, kind="use", room_id=room, amount=amount))
    key = records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12))).result
    look = records.ask(bookings.look_at_move, key, house.tatami, at(4, 15), at(4, 15, 12))
    assert (look.room, look.refusal, look.clash, look.fee, look.fee_there) == ("和室", "", None, 800, 500)
    assert records.ask(bookings.booking, key).row.start == at(4, 14)
    records.do(bookings.move_booking, key, house.tatami, at(4, 15, 13), "", at(4, 15, 16))
    row = records.ask(bookings.booking, key).row
    assert (row.room, row.start, row.end, row.fee) == ("和室", at(4, 15, 13), at(4, 15, 16), 500)
    records.undo()
    assert records.ask(bookings.booking, key).row.start == at(4, 14)


def test_a_look_at_a_taken_place_names_the_holder_and_what_is_free(records: Records, house: House) -> None:
    key = records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12))).result
    held = records.do(bookings.book_room, request(house, at(4, 15), at(4, 15, 12), group=house.tea)).result
    look = records.ask(bookings.look_at_move, key, house.hall, at(4, 15), at(4, 15, 12))
    assert look.clash is not None
    assert (look.clash.booking, look.clash.holder) == (held, "茶道あじさい会")
    assert look.free and look.refusal


def test_where_the_centre_is_closed_the_reason_is_told(records: Records, house: House) -> None:
    key = records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12))).result
    look = records.ask(bookings.look_at_move, key, house.a, at(4, 13), at(4, 13, 12))
    assert "月曜休館" in look.refusal
    assert look.clash is None


def test_a_reason_helps_against_a_rule_and_never_against_who_holds_the_room(records: Records, house: House) -> None:
    many = request(house, at(4, 14), at(4, 14, 12), adults=40, despite="立って歌う")
    key = records.do(bookings.book_room, many).result
    free = records.ask(bookings.look_at_move, key, house.b, at(4, 15), at(4, 15, 12))
    assert free.refusal and free.excusable
    assert not records.ask(bookings.look_at_move, key, house.a, at(4, 13), at(4, 13, 12)).excusable  # closed
    records.do(bookings.book_room, request(house, at(4, 15), at(4, 15, 12), room=house.b, group=house.tea))
    taken = records.ask(bookings.look_at_move, key, house.b, at(4, 15), at(4, 15, 12))
    assert taken.clash is not None and not taken.excusable


@pytest.mark.parametrize(("words", "found"), [("こーらす", 14), ("コーラス", 14), ("みなと", 14), ("さどう", None)])
def test_a_group_is_found_by_its_kana(records: Records, house: House, words: str, found: int | None) -> None:
    for day in (8, 14, 21):
        records.do(bookings.book_room, request(house, at(4, day), at(4, day, 12)))
    row = records.ask(bookings.next_booking, words, date(2026, 4, 9))
    assert (row.start.day if row else None) == found


def test_after_the_last_booking_of_a_group_the_one_before_is_found(records: Records, house: House) -> None:
    records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12)))
    assert records.ask(bookings.next_booking, "こーらす", date(2026, 5, 1)).start == at(4, 14)
    assert records.ask(bookings.next_booking, " ", date(2026, 4, 1)) is None


def test_a_band_moves_into_a_band_and_other_hours_keep_their_length(records: Records, house: House) -> None:
    whole = records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12), room=house.hall)).result
    short = records.do(bookings.book_room, request(house, at(4, 15, 10), at(4, 15, 11))).result
    week = records.ask(bookings.bookings_week, date(2026, 4, 13), 7)
    rows = {row.id: row for row in week.bookings}
    evening = Place(date(2026, 4, 16), "夜間", 1)
    assert aim_at(week, rows[whole], evening) == Aim(house.hall, at(4, 16, 18), at(4, 16, 21))
    assert aim_at(week, rows[short], evening) == Aim(house.b, at(4, 16, 18), at(4, 16, 19))
    morning = Place(date(2026, 4, 16), "午前", 0)
    assert aim_at(week, rows[short], morning) == Aim(house.a, at(4, 16, 10), at(4, 16, 11))
    assert aim_at(week, rows[short], Place(date(2026, 4, 13), "午前", 0)) is None
    assert place_of(week, Aim(house.hall, at(4, 16, 18), at(4, 16, 21))) == Place(date(2026, 4, 16), "夜間", 0)
    assert place_of(week, Aim(house.a, datetime(2026, 5, 1, 9), datetime(2026, 5, 1, 12))) is None
