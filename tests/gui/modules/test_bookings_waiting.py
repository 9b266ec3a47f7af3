"""A group put on the waiting list at the counter, told of a freed time, booked, or passed over."""

from datetime import date

from PySide6.QtCore import Qt
from support.audit import audit, settle
from support.bookings_window import book, click, house, press, window
from support.centre import House, at

from kobe_desk.modules.bookings import module, usecases
from kobe_desk.modules.bookings.usecases import WishRequest
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.view.booking import BookingPage
from kobe_desk.modules.bookings.view.waiting import WaitingPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]


def wish(desk: Desk, house: House, **more: object):
    facts = {"group": house.tea, "room": house.a, "start": at(4, 2), "end": at(4, 2, 12), "purpose": "茶会"}
    return desk._records.do(usecases.add_wish, WishRequest(**{**facts, **more})).result


def test_a_group_is_put_on_the_list_where_the_time_is_taken(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    book(desk, house)
    page = window.shown_page()
    page.grid.choose(Place(date(2026, 4, 2), "午前", 0))
    click(qtbot, next(each for each in page.pane.buttons if each.words() == "空き待ちに入れる"))
    counter = window.shown_page()
    counter._ask()
    press(qtbot, counter.pane.wait, Qt.Key.Key_Space)
    assert counter.who.fields["group"].error
    counter.groups_searched.emit("茶道")
    counter._ask()
    press(qtbot, counter.pane.wait, Qt.Key.Key_Space)
    assert window.shown_page() is page
    (line,) = desk._records.ask(usecases.waiting_list)
    assert (line.wish.group, line.wish.room, line.holder) == ("茶道あじさい会", "会議室A", "コーラスみなと")


def test_a_freed_time_is_offered_and_booked_by_the_keyboard(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    key = book(desk, house)
    wish(desk, house)
    window.shown_page().booking_opened.emit(key)
    page = window.shown_page()
    assert not page.waiting.isVisible()
    desk.do(usecases.cancel_booking, key, "雨のため")
    settle()
    assert "茶道あじさい会" in page.waiting.text
    click(qtbot, page.waiting.buttons[0])
    waiting = window.shown_page()
    assert isinstance(waiting, WaitingPage)
    press(qtbot, waiting.offer, Qt.Key.Key_Space)
    assert not waiting.offer.isVisible()
    press(qtbot, waiting.table, Qt.Key.Key_Return)
    assert waiting.take.hasFocus()
    press(qtbot, waiting.take, Qt.Key.Key_Space)
    assert isinstance(window.shown_page(), BookingPage)
    (row,) = desk._records.ask(usecases.bookings_on, date(2026, 4, 2))
    assert (row.group, row.purpose) == ("茶道あじさい会", "茶会")


def test_who_does_not_want_it_is_passed_over(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    wish(desk, house)
    wish(desk, house, group=house.club)
    click(qtbot, window.shown_page().waiting)
    page = window.shown_page()
    assert [page.model.row_at(at_).turn for at_ in range(2)] == [True, False]
    click(qtbot, page.decline)
    assert page.model.rowCount() == 1
    assert page.model.row_at(0).turn
    click(qtbot, page.decline)
    assert page.nobody.isVisible()


def test_the_home_page_and_the_reception_tell_of_a_freed_time(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    wish(desk, house)
    _today, card = module.HOME(desk)
    qtbot.addWidget(_today)
    qtbot.addWidget(card)
    settle()
    assert "4月2日（木）9:00〜12:00・会議室Aが空きました" in card._words.plain()
    opened: list[str] = []
    card.opened.connect(opened.append)
    card._open.click()
    window.page("bookings").open_record(opened[0])
    assert isinstance(window.shown_page(), WaitingPage)
    window.shown_page().back_requested.emit()
    click(qtbot, window.shown_page().reception)
    click(qtbot, window.shown_page().freed.buttons[0])
    assert isinstance(window.shown_page(), WaitingPage)


def test_the_waiting_list_keeps_the_rules_of_the_house(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    wish(desk, house)
    wish(desk, house, group=house.club)
    click(qtbot, window.shown_page().waiting)
    assert audit(window) == []
