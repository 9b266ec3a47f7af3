"""行事 in the centre's calendar: a quiet band over the days, in the month, opened by Enter or by two clicks."""

from datetime import date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from support.audit import audit, settle
from support.bookings_window import book, house, window
from support.centre import House

from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.view.bookings import DAY, MONTH, WEEK, BookingsPage
from kobe_desk.modules.members import usecases as members
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]
DRILL = members.EventRequest("防災訓練", "drill", datetime(2026, 4, 2, 9), datetime(2026, 4, 2, 12), "校庭")
CAMP = members.EventRequest("子どもキャンプ", "outing", datetime(2026, 4, 3, 9), datetime(2026, 4, 5, 12))
FAIR = members.EventRequest("春祭り", "festival", datetime(2026, 4, 4, 10), datetime(2026, 4, 4, 15))


@pytest.fixture
def page(house: House, window: DeskWindow, desk: Desk) -> BookingsPage:
    book(desk, house)
    settle()
    found = window.shown_page()
    assert isinstance(found, BookingsPage)
    found.days_wanted.emit(date(2026, 4, 2), WEEK)
    assert not found.events.isVisible()
    return found


@pytest.fixture
def keys(page: BookingsPage, desk: Desk) -> list[UUID]:
    made: list[UUID] = []
    for request in (DRILL, CAMP, FAIR):
        desk.do(members.add_event, request, then=made.append)
    settle()
    return made


def test_events_stand_over_their_days_and_out_of_the_way_of_bookings(page: BookingsPage, keys: list[UUID]) -> None:
    band = page.events
    assert band.isVisible() and band.geometry().bottom() < page.grid.geometry().top()
    assert [(row, column, count) for row, column, count in band.events.spans] == [(0, 5, 1), (0, 6, 3), (1, 7, 1)]
    assert band.columnSpan(0, 6) == 3
    assert [band.columnWidth(column) for column in range(9)] == [page.grid.columnWidth(column) for column in range(9)]
    told = band.events.index(0, 6).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "行事：子どもキャンプ、4月3日（金） 9:00〜4月5日（日） 12:00"
    page.grid.choose(Place(date(2026, 4, 2), "午前", 0))
    assert page.grid.bookings_here()
    assert audit(page.window()) == []


def test_an_event_is_opened_by_enter_or_a_double_click(page: BookingsPage, keys: list[UUID], qtbot) -> None:
    went: list[tuple[str, str]] = []
    page.parentWidget().jump_wanted.connect(lambda entry, record: went.append((entry, record)))
    band = page.events
    band.setFocus()
    qtbot.keyClick(band, Qt.Key.Key_Right)
    qtbot.keyClick(band, Qt.Key.Key_Return)
    qtbot.keyClick(band, Qt.Key.Key_Left)
    at = band.visualRect(band.events.index(0, 5)).center()
    qtbot.mouseClick(band.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(band.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert went == [("members", f"event:{keys[1]}"), ("members", f"event:{keys[0]}")]


def test_an_event_that_is_called_off_leaves_the_calendar_and_comes_back_with_undo(
    page: BookingsPage, desk: Desk, keys: list[UUID]
) -> None:
    page.days_wanted.emit(date(2026, 4, 2), DAY)
    assert page.events.isVisible()
    desk.do(members.cancel_event, keys[0], "雨")
    settle()
    assert not page.events.isVisible()
    desk.undo()
    settle()
    assert page.events.isVisible()


def test_the_month_shows_and_says_the_events_of_each_day(page: BookingsPage, keys: list[UUID]) -> None:
    page.how[MONTH].click()
    settle()
    assert not page.events.isVisible() and page.month.isVisible()
    days = page.month.days
    assert [[each.title for each in days.events(date(2026, 4, day))] for day in (2, 3, 4, 5, 6)] == [
        ["防災訓練"],
        ["子どもキャンプ"],
        ["子どもキャンプ", "春祭り"],
        ["子どもキャンプ"],
        [],
    ]
    assert "行事：春祭り、4月4日（土）" in days.index_of(date(2026, 4, 4)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert audit(page.window()) == []
