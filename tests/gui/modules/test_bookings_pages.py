"""The centre through the real pages: a booking by keyboard alone, a clash told while choosing, a closure."""

import itertools
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel
from support.audit import audit, settle
from support.bookings_window import book, click, house, window
from support.centre import House, at
from support.ime import commit

from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.view.bookings import MONTH, WEEK
from kobe_desk.modules.bookings.view.painting import draw_taken
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]


def test_without_a_centre_the_page_says_how_to_begin(window: DeskWindow, qtbot) -> None:
    window.open("bookings")
    page = window.shown_page()
    assert page.begin.isVisible()
    assert not page.grid.isVisible()
    click(qtbot, page.begin)
    centre = window.shown_page()
    commit(centre.facts.form.fields["name"].control, "みなと台")
    click(qtbot, centre.facts.save)
    assert centre.list.items[1].isEnabled()


def test_a_room_is_booked_by_the_keyboard_alone(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    page.grid.choose(Place(date(2026, 4, 2), "午前", 2))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    counter = window.shown_page()
    assert counter.request() is None
    commit(counter.group.search.edit, "コーラス")
    counter.group.search._search()
    assert counter.group.words() == "コーラスみなと"
    counter.who.fill({"adults": 12})
    counter._edited()
    counter._ask()
    assert "コーラスみなと" in counter.pane.aloud.text
    assert "9:00〜12:00" in counter.pane.aloud.text
    counter.book.setFocus()
    qtbot.keyClick(counter.book, Qt.Key.Key_Space)
    settle()
    (row,) = desk._records.ask(usecases.bookings_on, date(2026, 4, 2))
    assert (row.room, row.start, row.end, row.people, row.state) == ("和室", at(4, 2), at(4, 2, 12), 12, "confirmed")
    assert desk._records.ask(usecases.booking, row.id).permit == "R8-0001"


def test_a_taken_place_tells_who_has_it_and_what_is_free_near_by(house: House, window: DeskWindow, desk: Desk) -> None:
    book(desk, house)
    page = window.shown_page()
    settle()
    page.grid.choose(Place(date(2026, 4, 2), "午前", 0))
    told = [each.words() for each in page.pane.buttons]
    assert told[:3] == ["この予約を見る", "移す", "空き待ちに入れる"]
    assert page.pane.buttons[3].accessibleName() == "4月2日（木）午前・会議室Bへ行く"
    assert "会議室A" in page.pane.heading.plain()


def test_the_joined_hall_is_one_block_over_both_of_its_parts(house: House, window: DeskWindow, desk: Desk) -> None:
    book(desk, house, room=house.hall)
    grid = window.shown_page().grid
    settle()
    index = grid.grid.index_of(Place(date(2026, 4, 2), "午前", 0))
    assert grid.rowSpan(index.row(), index.column()) == 2
    assert grid.grid.block(index).bookings[0].room == "大会議室"
    assert "コーラスみなと" in grid.grid.words(index)


def test_a_clash_is_told_while_choosing_and_refused_with_what_is_free(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    book(desk, house)
    page = window.shown_page()
    page.booking_wanted.emit(Place(date(2026, 4, 2), "午前", 0))
    counter = window.shown_page()
    counter.groups_searched.emit("茶道")
    counter._ask()
    assert "コーラスみなと" in counter.pane.clash.text
    click(qtbot, counter.keep)
    assert len(desk._records.ask(usecases.bookings_on, date(2026, 4, 2))) == 1
    assert counter.group.words() == "茶道あじさい会"  # what was chosen is still there


def test_a_series_is_looked_at_before_it_is_booked_and_keeps_what_could_not_be_had(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    book(desk, house, start=at(4, 9), end=at(4, 9, 12), group=house.tea)
    page = window.shown_page()
    page.booking_wanted.emit(Place(date(2026, 4, 2), "午前", 0))
    counter = window.shown_page()
    counter.groups_searched.emit("コーラス")
    counter.when.repeat.set_value("FREQ=WEEKLY;BYDAY=TH")
    click(qtbot, counter.book)
    assert counter.when.fields["count"].error
    counter.when.fields["count"].set_value(3)
    click(qtbot, counter.book)
    series = window.shown_page()
    assert [series.model.row_at(at_).ok for at_ in range(3)] == [True, False, True]
    assert desk._records.ask(usecases.bookings_on, date(2026, 4, 2)) == ()
    click(qtbot, series.book)
    assert window.shown_page() is page
    assert len(desk._records.ask(usecases.bookings_on, date(2026, 4, 16))) == 1
    (missed,) = desk._records.ask(usecases.bookings_in_state, "skipped", date(2026, 4, 1), date(2026, 4, 30))
    assert missed.start == at(4, 9)


def test_a_booking_is_cancelled_with_its_reason_and_brought_back(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    key = book(desk, house)
    window.shown_page().booking_opened.emit(key)
    page = window.shown_page()
    click(qtbot, page.cancel)
    assert page.end_form.fields["why"].error
    commit(page.end_form.fields["why"].control, "雨のため")
    click(qtbot, page.cancel)
    assert page.restore.isVisible()
    assert desk._records.ask(usecases.booking, key).state_why == "雨のため"
    click(qtbot, page.restore)
    assert desk._records.ask(usecases.booking, key).row.state == "confirmed"


def test_those_who_come_are_received_from_the_list_of_today(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    key = book(desk, house, start=at(4, 1, 13), end=at(4, 1, 16), adults=10)
    page = window.shown_page()
    click(qtbot, page.reception)
    today = window.shown_page()
    today.count.fill({"adults": 9})
    click(qtbot, today.check_in)
    row = desk._records.ask(usecases.booking, key).row
    assert row.arrived is not None
    assert row.people == 9


def test_a_closure_asks_of_each_booking_what_becomes_of_it(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    key = book(desk, house)
    page = window.shown_page()
    click(qtbot, page.centre)
    click(qtbot, window.shown_page().closures)
    closures = window.shown_page()
    closures.form.fill({"first": date(2026, 4, 2), "reason": "設備の点検"})
    click(qtbot, closures.look)
    assert closures.decide.isVisible()
    assert not closures.look.isVisible()
    click(qtbot, closures.close_button)
    assert desk._records.ask(usecases.booking, key).row.state == "cancelled"
    closures.table.selectRow(0)
    click(qtbot, closures.lift)
    assert desk._records.ask(usecases.booking, key).row.state == "confirmed"


def test_two_spellings_of_a_group_are_joined_on_their_page(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    desk._records.do(usecases.add_group, usecases.GroupRequest("混声合唱みなと", "コーラスミナト"))
    click(qtbot, window.shown_page().groups)
    page = window.shown_page()
    assert page.alike.isVisible()
    click(qtbot, page.alike.buttons[0])
    assert not page.alike.isVisible()
    assert len(desk._records.ask(usecases.groups)) == 3


def test_the_rules_of_a_centre_are_written_in_its_page(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    click(qtbot, window.shown_page().centre)
    page = window.shown_page()
    page.show_part(5)
    part = page.rules["fee"]
    part.form.fill({"kind": "use", "room_id": house.tatami, "band": "午前", "amount": 500, "confirmed": False})
    click(qtbot, part.save)
    (fee,) = desk._records.ask(usecases.fee_rules)
    assert (fee.room_id, fee.band, fee.amount, fee.confirmed) == (house.tatami, "午前", 500, False)
    assert part.model.row_at(0).words.endswith("500円")


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_classes_and_states_are_told_apart_in_grey(house: House, window: DeskWindow, desk: Desk, palette: str) -> None:
    """By pattern alone, for whoever sees no colours; the ear and the pane hear them in words."""
    kinds = [{"maybe": maybe, "reduced": reduced} for maybe in (False, True) for reduced in (False, True)]
    worn = theme.palette
    theme.wear(palette)
    try:
        drawn = [_in_grey(**kind) for kind in kinds]
    finally:
        theme.wear(worn)
    for one, other in itertools.combinations(drawn, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) > len(one) // 60
    book(desk, house, exemption="福祉")
    settle()
    page = window.shown_page()
    page.grid.choose(Place(date(2026, 4, 2), "午前", 0))
    assert page.grid.grid.words(page.grid.currentIndex()).endswith("確定 福祉")
    assert any("福祉" in label.text() for label in page.pane.findChildren(QLabel))


def _in_grey(**kind: bool) -> list[bool]:
    """Every dot of a cell: darker than its ground or not."""
    image = QImage(140, 36, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    painter = QPainter(image)
    painter.setFont(theme.font())
    draw_taken(painter, QRect(0, 0, 140, 36), "コーラス", **kind)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    ground = grey.pixelColor(70, 6).lightness()
    return [abs(grey.pixelColor(x, y).lightness() - ground) > 40 for y in range(36) for x in range(140)]


def test_the_month_counts_what_is_taken_and_leads_to_the_day(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    book(desk, house)
    page = window.shown_page()
    click(qtbot, page.how[MONTH])
    month = page.month
    row = next(each for each in month.days.days if each.day == date(2026, 4, 2))
    assert month.days.counts(row.day)[0] == ("午前", 1)
    month.setCurrentIndex(month.days.index_of(row.day))
    qtbot.keyClick(month, Qt.Key.Key_Return)
    assert page.grid.place.day == row.day
    click(qtbot, page.how[WEEK])
    assert page.grid.grid.columnCount() == 9


def test_the_week_and_the_month_keep_the_rules_of_the_house(house: House, window: DeskWindow, desk: Desk) -> None:
    book(desk, house)
    page = window.shown_page()
    assert audit(window) == []
    page.days_wanted.emit(date(2026, 4, 1) + timedelta(1), MONTH)
    settle()
    assert audit(window) == []
