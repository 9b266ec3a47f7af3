"""The day's cash counted by notes and coins, and the month closed in one step."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from support.audit import audit
from support.bookings_window import book, click, house, press, window
from support.centre import SINCE, House
from support.ime import commit

from kobe_desk.core import clock
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import Fee
from kobe_desk.modules.bookings.view.booking import BookingPage
from kobe_desk.modules.bookings.view.cash import CashPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]
TODAY = date(2026, 4, 1)


@pytest.fixture
def taken(house: House, window: DeskWindow, desk: Desk) -> Iterator[None]:
    """A fee of 1,200 yen was taken today."""
    desk._records.do(usecases.save_rule, Fee(since=SINCE, kind="use", amount=1200))
    desk._records.do(usecases.take_fee, book(desk, house))
    yield


def open_cash(window: DeskWindow, qtbot) -> CashPage:
    click(qtbot, window.shown_page().cash)
    page = window.shown_page()
    assert isinstance(page, CashPage)
    return page


def test_a_day_is_counted_by_notes_and_coins_and_closed(taken, window: DeskWindow, desk: Desk, qtbot) -> None:
    part = open_cash(window, qtbot).day
    commit(part.count.pieces.fields[1_000], "1")
    commit(part.count.pieces.fields[100], "１")
    assert part.count.form.fields["counted"].value() == 1100
    assert part.count.difference.text == "あるはずの現金は1,200円です。100円足りません。"
    click(qtbot, part.close_day)
    assert part.count.form.fields["note"].error
    commit(part.count.form.fields["note"].control, "百円が見つからない")
    click(qtbot, part.close_day)
    assert "百円が見つからない" in part.said.text
    assert not part.counting.isVisible()
    assert part.counted.isVisible()
    click(qtbot, part.print_day)
    assert window.shown_page().preview.list.items[0].text() == "日計"
    window.page("bookings").leave(window.shown_page())
    click(qtbot, part.said.buttons[0])
    assert part.counting.isVisible()
    assert desk._records.ask(usecases.cash_sheet, TODAY).closing is None


def test_a_line_of_the_cash_leads_to_its_booking(taken, window: DeskWindow, qtbot) -> None:
    part = open_cash(window, qtbot).day
    press(qtbot, part.table, Qt.Key.Key_Return)
    assert isinstance(window.shown_page(), BookingPage)


def test_a_month_is_closed_in_one_step_by_the_keyboard(taken, window: DeskWindow, desk: Desk, qtbot) -> None:
    with clock.stopped_at(datetime(2026, 4, 30, 9, tzinfo=UTC)):
        page = open_cash(window, qtbot)
        press(qtbot, page.list.items[1], Qt.Key.Key_Space)
        part = page.month
        assert part.days.rowCount() == 1
        assert not part.open.isVisible()
        commit(part.count.form.fields["counted"].control, "1200")
        press(qtbot, part.close_month, Qt.Key.Key_Space)
        state = desk._records.ask(usecases.month_state, TODAY)
    assert (state.closing.expected, state.closing.counted, state.days_open) == (1200, 1200, ())
    assert not part.closing.isVisible()
    assert "返金と受け取りで直します" in part.said.text


def test_a_month_that_is_not_over_is_refused_where_the_eye_is(taken, window: DeskWindow, qtbot) -> None:
    page = open_cash(window, qtbot)
    click(qtbot, page.list.items[1])
    commit(page.month.count.form.fields["counted"].control, "1200")
    click(qtbot, page.month.close_month)
    assert "4月30日" in page.month.said.text


def test_a_day_of_the_month_leads_to_its_cash(taken, window: DeskWindow, qtbot) -> None:
    page = open_cash(window, qtbot)
    click(qtbot, page.day.moves.before)
    assert not page.day.lines.isVisible()
    click(qtbot, page.list.items[1])
    press(qtbot, page.month.day_table, Qt.Key.Key_Return)
    assert (page.day.day, page.day.isVisible()) == (TODAY, True)


def test_the_pages_of_cash_keep_the_rules_of_the_house(taken, window: DeskWindow, qtbot) -> None:
    page = open_cash(window, qtbot)
    assert audit(window) == []
    page.show_part(1)
    assert audit(window) == []
