"""The draw that anyone can repeat, the waiting list, and the application window."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.centre import SINCE, House, at, request

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.rules.days import Calendar, Closing
from kobe_desk.modules.bookings.rules.draw import Lot, draw
from kobe_desk.modules.bookings.usecases import RoundRequest, Window, WishRequest

ROUND = RoundRequest(date(2026, 6, 1), "6月分の抽選", date(2026, 4, 1), date(2026, 4, 10))
AFTER = datetime(2026, 4, 12, 3, tzinfo=UTC)


@pytest.fixture
def applied(records: Records, house: House) -> object:
    key = records.do(bookings.open_round, ROUND).result
    for group in (house.chorus, house.tea, house.club):
        records.do(bookings.add_wish, WishRequest(group, house.a, at(6, 9), at(6, 9, 12), "練習", 10, key))
    records.do(bookings.add_wish, WishRequest(house.tea, house.hall, at(6, 9), at(6, 9, 12), "茶会", 30, key))
    records.do(bookings.add_wish, WishRequest(house.tea, house.tatami, at(6, 9), at(6, 9, 12), "稽古", 8, key))
    return key


def test_a_draw_gives_each_time_to_one_and_can_be_drawn_again(records: Records, applied: object) -> None:
    with pytest.raises(bookings.RoundStillOpen):
        records.do(bookings.draw_round, applied)
    with clock.stopped_at(AFTER):
        won = records.do(bookings.draw_round, applied, "令和8年6月").result
        found = records.ask(bookings.check_draw, applied)
        with pytest.raises(bookings.DrawnAlready):
            records.do(bookings.draw_round, applied)
    assert won == 2
    assert found.same and len(found.lines) == 5
    for line in found.lines:
        assert line.digest == hashlib.sha256(f"令和8年6月:{line.number}".encode()).hexdigest()
    assert [line.digest for line in found.lines] == sorted(line.digest for line in found.lines)
    states = [row.state for row in records.ask(bookings.wishes, applied)]
    assert (states.count("won"), states.count("lost")) == (2, 3)
    assert records.ask(bookings.bookings_between, date(2026, 6, 9), date(2026, 6, 9)) == ()


def test_winners_are_booked_in_one_step_that_can_be_taken_back(records: Records, applied: object) -> None:
    with pytest.raises(bookings.NotDrawnYet):
        records.do(bookings.book_winners, applied)
    with clock.stopped_at(AFTER):
        records.do(bookings.draw_round, applied, "令和8年6月")
        done = records.do(bookings.book_winners, applied).result
        held = records.ask(bookings.bookings_on, date(2026, 6, 9))
        assert {row.id for row in held} == set(done.bookings) and len(held) == 2
        assert done.said() == "抽選で2件の予約ができました。"
        records.undo()
        assert records.ask(bookings.bookings_on, date(2026, 6, 9)) == ()
        assert [row.state for row in records.ask(bookings.wishes, applied)].count("won") == 2
        assert len(records.do(bookings.book_winners, applied).result.bookings) == 2
        assert records.ask(bookings.check_draw, applied).same


def test_what_was_won_is_kept_until_it_is_booked(records: Records, house: House, applied: object) -> None:
    with clock.stopped_at(AFTER):
        records.do(bookings.draw_round, applied, "令和8年6月")
        won = next(row for row in records.ask(bookings.wishes, applied) if row.state == "won" and row.room != "和室")
        with pytest.raises(bookings.RoomTaken) as refused:
            records.do(bookings.book_room, request(house, at(6, 9), at(6, 9, 12), room=house.hall))
        assert won.group in refused.value.message()
        weekly = bookings.SeriesRequest(request(house, at(6, 2), at(6, 2, 12), room=house.hall), "FREQ=WEEKLY;COUNT=3")
        assert [each.ok for each in records.ask(bookings.preview_series, weekly).dates] == [True, False, True]
        records.do(bookings.book_winners, applied)


def test_who_lost_waits_on_only_if_they_wish(records: Records, house: House, applied: object) -> None:
    with clock.stopped_at(AFTER):
        records.do(bookings.draw_round, applied, "令和8年6月")
        done = records.do(bookings.book_winners, applied).result
        lost = [row for row in records.ask(bookings.wishes, applied) if row.state == "lost"]
        for key in done.bookings:
            records.do(bookings.cancel_booking, key, "取りやめ")
        assert records.ask(bookings.wishes_for, done.bookings[0]) == ()
        assert records.do(bookings.wait_on, (lost[0].id,)).result == 1
        assert [row.id for row in records.ask(bookings.wishes, None, True)] == [lost[0].id]
        with pytest.raises(bookings.NotInThisState):
            records.do(bookings.wait_on, (lost[0].id,))
        assert records.ask(bookings.check_draw, applied).same
        records.undo()
        assert records.ask(bookings.wishes, None, True) == ()


def test_a_round_takes_only_the_days_of_its_month(records: Records, house: House, applied: object) -> None:
    with pytest.raises(bookings.NotInThisMonth):
        records.do(bookings.add_wish, WishRequest(house.tea, house.a, at(7, 1), at(7, 1, 12), round=applied))


def test_a_result_that_was_changed_is_found_out(records: Records, applied: object) -> None:
    with clock.stopped_at(AFTER):
        records.do(bookings.draw_round, applied)
    with records.database.writing() as session, records.database.door():
        session.connection().exec_driver_sql("UPDATE draw_round SET seed = 'anders'")
    assert not records.ask(bookings.check_draw, applied).same


@given(st.text(max_size=8), st.lists(st.integers(1, 999), unique=True, max_size=12))
def test_the_order_depends_on_seed_and_numbers_alone(seed: str, numbers: list[int]) -> None:
    lots = [Lot(number, frozenset("1"), at(6, 9), at(6, 9, 12)) for number in numbers]
    assert draw(seed, lots) == draw(seed, list(reversed(lots)))
    assert sum(each.won for each in draw(seed, lots)) == min(1, len(lots))


def test_who_waits_is_found_when_a_booking_is_cancelled(records: Records, house: House) -> None:
    key = records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12))).result
    wish = records.do(
        bookings.add_wish, WishRequest(house.tea, house.hall, at(4, 14), at(4, 14, 12), "茶会", 20)
    ).result
    assert records.ask(bookings.wishes_for, key) == ()
    records.do(bookings.cancel_booking, key, "取りやめ")
    assert [row.id for row in records.ask(bookings.wishes_for, key)] == [wish]
    records.do(bookings.offer_wish, wish)
    booking = records.do(bookings.take_wish, wish).result
    assert records.ask(bookings.booking, booking).row.room == "大会議室"
    assert records.ask(bookings.wishes, None, True) == ()


def test_the_window_opens_on_the_first_of_the_month_two_months_before() -> None:
    sundays = Calendar(closings=(Closing(since=SINCE, name="日曜休館", weekdays="6"),))
    window = Window(since=SINCE, months_before=2, days_before=4)
    assert window.opens(date(2026, 4, 10), Calendar()).date() == date(2026, 2, 1)
    assert window.opens(date(2026, 4, 10), sundays).date() == date(2026, 2, 2)
    assert window.closes(date(2026, 4, 10)) == date(2026, 4, 6)
    suma = Window(since=SINCE, months_before=3)
    assert suma.opens(date(2026, 3, 20), Calendar()).date() == date(2025, 12, 1)
    new_year = Calendar(closings=(Closing(since=SINCE, name="年末年始", day_from="12-28", day_to="01-05"),))
    assert window.opens(date(2027, 3, 10), new_year).date() == date(2027, 1, 6)


def test_a_window_refuses_before_and_after_unless_somebody_decides(records: Records, house: House) -> None:
    records.do(bookings.save_rule, Window(since=SINCE, months_before=2, days_before=4))
    with pytest.raises(bookings.NotYetOpen):
        records.do(bookings.book_room, request(house, at(7, 7), at(7, 7, 12)))
    with pytest.raises(bookings.NoLongerOpen):
        records.do(bookings.book_room, request(house, at(4, 3), at(4, 3, 12)))
    records.do(bookings.book_room, request(house, at(4, 3), at(4, 3, 12), despite="館長の判断"))
    records.do(bookings.book_room, request(house, at(6, 30), at(6, 30, 12)))


def test_rounds_are_drawn_in_their_turn_and_for_their_class(records: Records, house: House) -> None:
    first = records.do(bookings.open_round, replace(ROUND, tier="地域団体", title="優先")).result
    second = records.do(bookings.open_round, replace(ROUND, priority=2)).result
    asked = WishRequest(house.tea, house.a, at(6, 9), at(6, 9, 12), round=first)
    with pytest.raises(bookings.NotInThisRound):
        records.do(bookings.add_wish, asked)
    records.do(bookings.add_wish, replace(asked, round=second))
    with clock.stopped_at(AFTER):
        with pytest.raises(bookings.EarlierRoundFirst):
            records.do(bookings.draw_round, second)
        assert records.do(bookings.draw_round, first).result == 0
        assert records.do(bookings.draw_round, second).result == 1


def test_while_a_draw_collects_nobody_comes_first(records: Records, house: House) -> None:
    window = Window(since=SINCE, months_before=2, way="draw", round_days=10)
    records.do(bookings.save_rule, window)
    with pytest.raises(bookings.DrawFirst):
        records.do(bookings.book_room, request(house, at(6, 9), at(6, 9, 12)))
    with clock.stopped_at(AFTER):
        records.do(bookings.book_room, request(house, at(6, 9), at(6, 9, 12)))


def test_undoing_a_booking_from_the_waiting_list_lets_the_group_wait_again(records: Records, house: House) -> None:
    wish = records.do(bookings.add_wish, WishRequest(house.tea, house.a, at(4, 14), at(4, 14, 12))).result
    key = records.do(bookings.take_wish, wish).result
    records.undo()
    assert records.ask(bookings.booking, key).row.state == "cancelled"
    assert [row.state for row in records.ask(bookings.wishes, None, True)] == ["open"]


def test_a_freed_time_is_the_turn_of_the_first_and_goes_on_to_the_next(records: Records, house: House) -> None:
    key = records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12))).result
    asked = WishRequest(house.tea, house.hall, at(4, 14), at(4, 14, 12))
    first = records.do(bookings.add_wish, asked).result
    second = records.do(bookings.add_wish, replace(asked, group=house.club, room=house.a)).result
    other = records.do(bookings.add_wish, replace(asked, group=house.club, room=house.tatami)).result
    assert [(each.id, each.holder, each.turn) for each in records.ask(bookings.waiting_list)] == [
        (other, "", True),
        (first, "コーラスみなと", False),
        (second, "コーラスみなと", False),
    ]
    records.do(bookings.cancel_booking, key, "取りやめ")
    lines = {each.id: each for each in records.ask(bookings.waiting_list)}
    assert (lines[first].turn, lines[second].turn, lines[second].free) == (True, False, True)
    records.do(bookings.withdraw_wish, first)
    assert {each.id for each in records.ask(bookings.waiting_list) if each.turn} == {second, other}
