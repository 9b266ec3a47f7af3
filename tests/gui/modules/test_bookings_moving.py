"""A booking moved by the mouse and by the keyboard, two swapped, a series shifted, a group found by its letters."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from support.audit import audit, settle
from support.bookings_window import book, click, house, press, window
from support.centre import SINCE, House, at
from support.ime import commit

from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import BookingRequest, Fee, SeriesRequest
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.view.bookings import DAY, MONTH
from kobe_desk.modules.bookings.view.counter import CounterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]
HERE, THERE = Place(date(2026, 4, 2), "午前", 0), Place(date(2026, 4, 3), "午後", 1)


def row_of(desk: Desk, key):
    return desk._records.ask(usecases.booking, key).row


def middle(grid, place: Place) -> QPoint:
    grid.scrollTo(grid.grid.index_of(place))
    settle()
    return grid.visualRect(grid.grid.index_of(place)).center()


def test_a_booking_is_moved_by_the_keyboard_and_undone_at_once(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    key = book(desk, house)
    page = window.shown_page()
    page.grid.choose(HERE)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert "移す先を選んで" in " ".join(told(page))
    press(qtbot, page.grid, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert "空いています" in " ".join(told(page))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    settle()
    row = row_of(desk, key)
    assert (row.room, row.start, row.end) == ("会議室B", at(4, 3), at(4, 3, 12))
    assert page.grid.moving is None
    assert page.grid.bookings_here()[0].id == key
    desk.undo()
    assert row_of(desk, key).start == at(4, 2)


def told(page) -> list[str]:
    settle()
    return [each.text for each in page.pane.findChildren(Notice) if each.isVisible()]


def test_a_move_is_given_up_with_escape(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    key = book(desk, house)
    page = window.shown_page()
    page.grid.choose(HERE)
    move = next(each for each in page.pane.buttons if each.words() == "移す")
    press(qtbot, move, Qt.Key.Key_Space)
    press(qtbot, page.grid, Qt.Key.Key_Right, Qt.Key.Key_Escape)
    assert page.grid.place == HERE
    assert row_of(desk, key).start == at(4, 2)


def test_a_booking_is_dragged_to_another_day_and_room(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    key = book(desk, house)
    page = window.shown_page()
    view = page.grid.viewport()
    to, start = middle(page.grid, THERE), middle(page.grid, HERE)
    to = page.grid.visualRect(page.grid.grid.index_of(THERE)).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(40, 0))
    QTest.mouseMove(view, to)
    assert page.grid.moving is not None
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=to)
    settle()
    row = row_of(desk, key)
    assert (row.room, row.start, row.end) == ("会議室B", at(4, 3, 13), at(4, 3, 16))


def test_who_is_in_the_way_is_told_and_the_two_are_swapped(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    key = book(desk, house)
    other = book(desk, house, group=house.tea, room=house.b, start=at(4, 3, 13), end=at(4, 3, 16))
    page = window.shown_page()
    page.grid.choose(HERE)
    page.grid._lift_here()
    page.grid.choose(THERE)
    assert "茶道あじさい会" in " ".join(told(page))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    settle()
    assert row_of(desk, key).start == at(4, 2)  # refused, and still in the hand
    assert page.grid.moving is not None
    swap = next(each for each in page.pane.buttons if each.words() == "入れかえる")
    click(qtbot, swap)
    assert (row_of(desk, key).start, row_of(desk, other).start) == (at(4, 3, 13), at(4, 2))
    desk.undo()
    assert (row_of(desk, key).start, row_of(desk, other).start) == (at(4, 2), at(4, 3, 13))


def test_what_is_free_near_by_is_gone_to_while_moving(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    key = book(desk, house)
    book(desk, house, group=house.tea, room=house.b, start=at(4, 3, 13), end=at(4, 3, 16))
    page = window.shown_page()
    page.grid.choose(HERE)
    page.grid._lift_here()
    page.grid.choose(THERE)
    near = next(each for each in page.pane.buttons if each.words() == "ここへ行く")
    click(qtbot, near)
    click(qtbot, next(each for each in page.pane.buttons if each.words() == "ここへ移す"))
    assert row_of(desk, key).start != at(4, 2)


def test_a_booking_opened_below_is_moved_in_its_week(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    key = book(desk, house, start=at(4, 16), end=at(4, 16, 12))
    page = window.shown_page()
    page.booking_opened.emit(key)
    click(qtbot, window.shown_page().carry)
    assert window.shown_page() is page
    assert page.grid.moving is not None
    press(qtbot, page.grid, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    assert row_of(desk, key).start == at(4, 23)


def test_a_series_is_shifted_by_a_week_from_its_booking(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    first = BookingRequest(house.a, house.chorus, at(4, 9), at(4, 9, 12))
    series = desk._records.do(usecases.book_series, SeriesRequest(first, "FREQ=WEEKLY;BYDAY=TH;COUNT=3")).result
    keys = [row.id for row in desk._records.ask(usecases.bookings_of_series, series)]
    window.shown_page().booking_opened.emit(keys[1])
    page = window.shown_page()
    assert page.series.isVisible()
    page.series.later.setFocus()
    qtbot.keyClick(page.series.later, Qt.Key.Key_Space)
    settle()
    assert [row_of(desk, key).start.day for key in keys] == [9, 23, 30]


def test_a_group_is_found_by_its_kana_in_the_week_and_in_the_month(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    book(desk, house, start=at(4, 21, 13), end=at(4, 21, 16), room=house.tatami)
    page = window.shown_page()
    commit(page.grid, "こーらす")
    settle()
    assert page.grid.place == Place(date(2026, 4, 21), "午後", 2)
    assert page.typed.text() == "さがす：こーらす"
    click(qtbot, page.how[MONTH])
    page.month.setFocus()
    commit(page.month, "ぷーる")
    settle()
    assert "予約がありません" in page.typed.text()
    page.month.choose(date(2026, 4, 2))
    page.month._letters._since.invalidate()
    commit(page.month, "コーラス")
    settle()
    assert page.month.day == date(2026, 4, 21)
    press(qtbot, page.month, Qt.Key.Key_Return)
    assert page.grid.place.day == date(2026, 4, 21)
    commit(page.grid, "さどう")
    settle()
    assert page.grid.place.day == date(2026, 4, 21)


def test_arrows_go_on_past_the_days_in_sight(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    page.grid.choose(Place(date(2026, 4, 5), "午後", 2))
    press(qtbot, page.grid, Qt.Key.Key_Right)
    assert page.grid.place == Place(date(2026, 4, 6), "午後", 2)
    press(qtbot, page.grid, Qt.Key.Key_Left)
    assert page.grid.place == Place(date(2026, 4, 5), "午後", 2)
    click(qtbot, page.how[DAY])
    press(qtbot, page.grid, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert page.grid.place.day == date(2026, 4, 7)
    press(qtbot, page.grid, Qt.Key.Key_Return)
    assert isinstance(window.shown_page(), CounterPage)


def test_what_is_paid_too_much_after_a_move_is_given_back(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    for room, amount in ((house.a, 800), (house.tatami, 500)):
        desk._records.do(usecases.save_rule, Fee(since=SINCE, kind="use", room_id=room, amount=amount))
    key = book(desk, house)
    desk._records.do(usecases.take_fee, key)
    desk._records.do(usecases.move_booking, key, house.tatami, at(4, 2))
    window.shown_page().booking_opened.emit(key)
    page = window.shown_page()
    assert page.fee.give_back.words() == "多い300円を返す"
    click(qtbot, page.fee.give_back)
    assert page.fee.back_form.fields["why"].error
    commit(page.fee.back_form.fields["why"].control, "部屋の変更")
    click(qtbot, page.fee.give_back)
    assert (row_of(desk, key).fee, row_of(desk, key).paid) == (500, 500)


def test_a_move_keeps_the_rules_of_the_house(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    book(desk, house)
    book(desk, house, group=house.tea, room=house.b, start=at(4, 3, 13), end=at(4, 3, 16))
    page = window.shown_page()
    page.grid.choose(HERE)
    page.grid._lift_here()
    page.grid.choose(THERE)
    page.grid.typed.emit("こーらす")
    assert audit(window) == []


def test_a_move_that_a_rule_forbids_is_made_all_the_same_with_a_reason(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    key = book(desk, house, adults=40, despite="立って歌う")
    page = window.shown_page()
    page.grid.choose(HERE)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, page.grid, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert "理由を書いてください" in " ".join(told(page))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    settle()
    field = page.pane.why
    assert field.control.hasFocus()
    click(qtbot, page.pane.buttons[0])
    assert field.error
    commit(field.control, "椅子を出さない")
    assert audit(window) == []
    press(qtbot, page.pane.buttons[0], Qt.Key.Key_Space)
    settle()
    row = row_of(desk, key)
    assert (row.room, row.start) == ("会議室B", at(4, 3))
    assert "椅子を出さない" in desk._records.ask(usecases.booking, key).state_why


def series_of(desk: Desk, house: House, count: int = 4) -> list[UUID]:
    """The keys of the chorus's Thursdays of April, from the 9th on."""
    first = BookingRequest(house.a, house.chorus, at(4, 9), at(4, 9, 12))
    key = desk._records.do(usecases.book_series, SeriesRequest(first, f"FREQ=WEEKLY;BYDAY=TH;COUNT={count}")).result
    return [row.id for row in desk._records.ask(usecases.bookings_of_series, key)]


def test_a_booking_of_a_series_and_those_after_it_are_changed_together(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    keys = series_of(desk, house)
    window.shown_page().booking_opened.emit(keys[1])
    click(qtbot, window.shown_page().change)
    page = window.shown_page()
    page.who.fill({"purpose": "発表会の練習"})
    click(qtbot, page.all)
    purposes = [desk._records.ask(usecases.booking, key).request.purpose for key in keys]
    assert purposes == ["", "発表会の練習", "発表会の練習", "発表会の練習"]
    assert [row_of(desk, key).start.day for key in keys] == [9, 16, 23, 30]


def test_a_booking_of_a_series_and_those_after_it_are_cancelled_with_one_reason(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    keys = series_of(desk, house)
    window.shown_page().booking_opened.emit(keys[2])
    page = window.shown_page()
    click(qtbot, page.cancel_all)
    assert [row_of(desk, key).state for key in keys] == ["confirmed"] * 4, "the reason is asked for first"
    page.end_form.fill({"why": "先生の都合"})
    click(qtbot, page.cancel_all)
    assert [row_of(desk, key).state for key in keys] == ["confirmed", "confirmed", "cancelled", "cancelled"]
    desk.undo()
    settle()
    assert [row_of(desk, key).state for key in keys] == ["confirmed"] * 4


def test_a_part_of_a_series_becomes_one_of_its_own(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    keys = series_of(desk, house)
    window.shown_page().booking_opened.emit(keys[0])
    assert window.shown_page().series.split.isHidden(), "the first has nothing before it"
    window.shown_page().back_requested.emit()
    window.shown_page().booking_opened.emit(keys[2])
    page = window.shown_page()
    page.series.split.setFocus()
    qtbot.keyClick(page.series.split, Qt.Key.Key_Space)
    settle()
    old, new = row_of(desk, keys[0]).series_id, row_of(desk, keys[2]).series_id
    assert old != new
    assert [row_of(desk, key).series_id for key in keys] == [old, old, new, new]
