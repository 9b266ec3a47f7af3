"""Small things at the desk: a booking as usual, a group that may not book for a while, a fee counted elsewhere."""

from datetime import date

import pytest
from support.audit import audit, settle
from support.bookings_window import book, click, house, window
from support.centre import SINCE, House, at

from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import ClosureRequest, Fate, Fee
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.view.booking import BookingPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]


@pytest.fixture
def kept(house: House, window: DeskWindow, desk: Desk, qtbot) -> BookingPage:
    """The chorus in room A on a Thursday morning, kept as its usual booking."""
    window.shown_page().booking_opened.emit(book(desk, house, adults=12))
    page = window.shown_page()
    click(qtbot, page.usual)
    return page


def test_a_booking_becomes_the_usual_one_and_can_be_taken_back(kept: BookingPage, house: House, desk: Desk) -> None:
    assert "いつもの予約" in kept.refusal.text
    usual = desk._records.ask(usecases.usual_booking, house.chorus)
    assert usual is not None
    assert (usual.room, usual.band, usual.weekday, usual.adults) == (house.a, "午前", 3, 12)
    desk.undo()
    settle()
    assert desk._records.ask(usecases.usual_booking, house.chorus) is None


def test_at_the_counter_it_is_the_same_as_usual_at_a_click(
    kept: BookingPage, house: House, window: DeskWindow, qtbot
) -> None:
    kept.back_requested.emit()
    window.shown_page().booking_wanted.emit(Place(date(2026, 4, 9), "午後", 2))
    counter = window.shown_page()
    counter.groups_searched.emit("茶道")
    assert not counter.group.usual.isVisible()
    counter.group.set_value(None)
    counter.groups_searched.emit("コーラス")
    assert counter.group.usual.text == "いつもの予約：木曜・午前・会議室A・12人・合唱の練習"
    assert audit(window) == []
    click(qtbot, counter.group.usual.buttons[0])
    asked = counter.request()
    assert asked is not None
    assert (asked.room, asked.start, asked.end) == (house.a, at(4, 9), at(4, 9, 12))
    assert (asked.adults, asked.purpose) == (12, "合唱の練習")


def test_a_changed_booking_keeps_what_it_has(kept: BookingPage, window: DeskWindow, qtbot) -> None:
    click(qtbot, kept.change)
    assert not window.shown_page().group.usual.isVisible()


def test_a_group_may_not_book_until_a_day(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    click(qtbot, window.shown_page().groups)
    page = window.shown_page()
    page.group_shown.emit(house.chorus)
    page.form.fill({"suspended": date(2026, 5, 31)})
    click(qtbot, page.save)
    assert desk._records.ask(usecases.group, house.chorus).facts.suspended == date(2026, 5, 31)
    page.group_shown.emit(house.tea)
    assert page.form.fields["suspended"].value() is None
    page.group_shown.emit(house.chorus)
    page.form.fill({"suspended": None})
    click(qtbot, page.save)
    assert desk._records.ask(usecases.group, house.chorus).facts.suspended is None


def test_the_fee_of_a_closed_day_counts_for_another_booking(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    desk._records.do(usecases.save_rule, Fee(since=SINCE, kind="use", room_id=house.a, amount=800))
    gone, other = book(desk, house), book(desk, house, start=at(4, 9), end=at(4, 9, 12))
    book(desk, house, start=at(4, 10), end=at(4, 10, 12), group=house.tea)
    desk._records.do(usecases.take_fee, gone)
    desk._records.do(usecases.close_centre, ClosureRequest(at(4, 2, 0), at(4, 3, 0), "点検"), {gone: Fate()})
    window.shown_page().booking_opened.emit(gone)
    page = window.shown_page()
    fee = page.fee
    assert [fee.owing.itemText(number) for number in range(fee.owing.count())] == ["4月9日（木）9:00〜12:00・会議室A"]
    assert audit(window) == []
    desk._records.do(usecases.take_fee, other)  # paid at another page meanwhile
    click(qtbot, fee.carry)
    assert fee.carry_form.fields["target"].error
    desk._records.do(usecases.give_back_fee, other, "まちがい", 100)
    click(qtbot, fee.carry)
    assert not fee.carry.isVisible()
    assert not fee.give_back.isVisible()
    paid = {key: desk._records.ask(usecases.booking, key).row.paid for key in (gone, other)}
    assert paid == {gone: 0, other: 800}
