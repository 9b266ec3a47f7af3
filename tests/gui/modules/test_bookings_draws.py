"""The draw through the real pages: applications, the draw with its seed, the check, the winners, the papers."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from support.audit import audit, settle
from support.bookings_window import click, house, window
from support.centre import House, at
from support.ime import commit

from kobe_desk.core import clock
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import RoundRequest, WishRequest
from kobe_desk.modules.bookings.view.draws import DrawsPage, RoundPage
from kobe_desk.modules.bookings.view.draws import round as round_view
from kobe_desk.modules.bookings.view.printing import BookingPapersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]
AFTER = datetime(2026, 4, 12, 3, tzinfo=UTC)
JUNE = RoundRequest(date(2026, 6, 1), "6月分の抽選", date(2026, 4, 1), date(2026, 4, 10))


@pytest.fixture
def applied(house: House, desk: Desk) -> object:
    key = desk._records.do(usecases.open_round, JUNE).result
    for group in (house.chorus, house.tea, house.club):
        desk._records.do(usecases.add_wish, WishRequest(group, house.a, at(6, 9), at(6, 9, 12), "練習", 10, key))
    return key


def press(qtbot, widget, key=Qt.Key.Key_Space) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, key)
    settle()


def the_round(window: DeskWindow, qtbot) -> RoundPage:
    click(qtbot, window.shown_page().draws)
    draws = window.shown_page()
    assert isinstance(draws, DrawsPage)
    press(qtbot, draws.table, Qt.Key.Key_Return)
    page = window.shown_page()
    assert isinstance(page, RoundPage)
    return page


def test_a_round_is_begun_and_an_application_written_down(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    click(qtbot, window.shown_page().draws)
    draws = window.shown_page()
    assert not draws.table.isVisible()
    click(qtbot, draws.begin)
    assert draws.form.fields["title"].error
    draws.form.fill({"month": date(2026, 6, 1), "opens": date(2026, 4, 1), "closes": date(2026, 4, 10)})
    commit(draws.form.fields["title"].control, "6月分の抽選")
    press(qtbot, draws.begin)
    assert draws.table.row.title == "6月分の抽選"
    press(qtbot, draws.table, Qt.Key.Key_Return)
    page = window.shown_page()
    commit(page.form.group.search.edit, "コーラス")
    page.form.group.search._search()
    page.form.fill({"day": date(2026, 6, 9), "people": 12})
    page.form.day_changed.emit(date(2026, 6, 9))
    page.form.fill({"band": "午前", "room": house.a})
    press(qtbot, page.write)
    (row,) = desk._records.ask(usecases.wishes, page.row.id)
    assert (row.group, row.room, row.start, row.people) == ("コーラスみなと", "会議室A", at(6, 9), 12)
    assert page.model.row_at(0).wish == row
    assert page.form.group.value() is None  # ready for the next one


def test_a_day_of_another_month_is_refused_at_the_day(house: House, applied: object, window: DeskWindow, qtbot) -> None:
    page = the_round(window, qtbot)
    page.form.group.searched.emit("コーラス")
    page.form.fill({"day": date(2026, 7, 1)})
    page.form.day_changed.emit(date(2026, 7, 1))
    page.form.fill({"band": "午前", "room": house.a})
    click(qtbot, page.write)
    assert "6月" in page.form.fields["day"].error


def test_an_application_is_withdrawn_and_brought_back(
    house: House, applied: object, window: DeskWindow, desk: Desk, qtbot
) -> None:
    page = the_round(window, qtbot)
    assert not page.act.isVisible()  # applications are still taken
    click(qtbot, page.withdraw)
    assert page.model.row_at(0).wish.state == "withdrawn"
    desk.undo()
    settle()
    assert page.model.row_at(0).wish.state == "open"


def test_the_draw_is_made_checked_booked_and_taken_back(
    house: House, applied: object, window: DeskWindow, desk: Desk, qtbot, monkeypatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(round_view, "confirm", lambda _parent, question, *_rest: not asked.append(question))
    with clock.stopped_at(AFTER):
        page = the_round(window, qtbot)
        assert not page.new.isVisible()
        commit(page.choice.fields["seed"].control, "3 5 1")
        click(qtbot, page.act)
        assert asked == ["この回を抽選しますか。"]
        assert page.row.seed == "3 5 1"
        assert [page.model.row_at(number).place for number in range(3)] == ["1", "2", "3"]
        assert [page.model.row_at(number).wish.state for number in range(3)] == ["won", "lost", "lost"]
        press(qtbot, page.check)
        assert "結果は同じです" in page.checked.text
        press(qtbot, page.book)
        (booked,) = desk._records.ask(usecases.bookings_on, date(2026, 6, 9))
        assert booked.group == page.model.row_at(0).wish.group
        assert not page.book.isVisible()
        desk.undo()
        settle()
        assert desk._records.ask(usecases.bookings_on, date(2026, 6, 9)) == ()
        assert page.book.isVisible()  # what was won stays won
        click(qtbot, page.wait_all)
        assert len(desk._records.ask(usecases.wishes, None, True)) == 2


def test_a_result_that_was_changed_afterwards_is_told(
    house: House, applied: object, window: DeskWindow, desk: Desk, qtbot
) -> None:
    with clock.stopped_at(AFTER):
        desk._records.do(usecases.draw_round, applied, "3 5 1")
        with desk._records.database.writing() as session, desk._records.database.door():
            session.connection().exec_driver_sql("UPDATE draw_round SET seed = '3 5 2'")
        page = the_round(window, qtbot)
        click(qtbot, page.check)
        assert "書きかえ" in page.checked.text


def test_the_result_and_the_letters_are_printed(
    house: House, applied: object, window: DeskWindow, desk: Desk, qtbot
) -> None:
    with clock.stopped_at(AFTER):
        desk._records.do(usecases.draw_round, applied, "3 5 1")
        page = the_round(window, qtbot)
        click(qtbot, page.print)
        papers = window.shown_page()
        assert isinstance(papers, BookingPapersPage)
        assert papers.preview.isVisible()


def test_the_pages_of_a_draw_keep_the_rules_of_the_house(
    house: House, applied: object, window: DeskWindow, desk: Desk, qtbot
) -> None:
    page = the_round(window, qtbot)
    assert audit(window) == []
    with clock.stopped_at(AFTER):
        desk._records.do(usecases.draw_round, applied, "3 5 1")
        page.show_round(*_round(desk, applied))
        settle()
        assert audit(window) == []
        page.back_requested.emit()
        settle()
        assert audit(window) == []


def _round(desk: Desk, key: object) -> tuple[object, ...]:
    (row,) = desk._records.ask(usecases.rounds)
    return row, desk._records.ask(usecases.wishes, key), desk._records.ask(usecases.check_draw, key)
