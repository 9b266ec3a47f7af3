"""Free times said in words, started from, and offered where a time is taken; equipment with its stock."""

from datetime import date

from PySide6.QtCore import Qt
from support.audit import audit, settle
from support.bookings_window import book, click, house, press, window
from support.centre import House, at
from support.ime import commit

from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import BookingRequest
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.view.counter import CounterPage
from kobe_desk.modules.bookings.view.finder import FinderPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]


def find(window: DeskWindow, qtbot, words: str) -> FinderPage:
    click(qtbot, window.shown_page().finder)
    page = window.shown_page()
    commit(page.said.edit, words)
    page.said._search()
    settle()
    return page


def test_a_free_time_is_found_in_words_and_booked_by_the_keyboard(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    book(desk, house, room=house.kitchen, start=at(5, 5), end=at(5, 5, 12))
    page = find(window, qtbot, "来月の火曜午前、20人、調理室")
    days = [page.model.row_at(row).start.day for row in range(page.model.rowCount())]
    assert days == [12, 19, 26]
    assert page.form.fields["weekdays"].value() == (1,)
    press(qtbot, page.table, Qt.Key.Key_Down, Qt.Key.Key_Return)
    counter = window.shown_page()
    assert isinstance(counter, CounterPage)
    assert counter.times() == (at(5, 19), at(5, 19, 12))
    assert counter.rooms.value() == house.kitchen
    assert counter.who.fields["adults"].value() == 20


def test_conditions_can_be_changed_by_hand_and_nothing_free_is_said(house: House, window: DeskWindow, qtbot) -> None:
    page = find(window, qtbot, "来月の火曜 プール")
    assert "プール" in page.found.text
    before = page.model.rowCount()
    click(qtbot, page.form.fields["bands"].control.boxes["夜間"])
    assert 0 < page.model.rowCount() < before
    page.form.fields["people"].set_value(500)
    page.form.edited.emit()
    assert not page.results.isVisible()
    assert "空きがありません" in page.found.text


def test_what_is_free_instead_is_taken_where_the_clash_is_told(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    book(desk, house)
    window.shown_page().booking_wanted.emit(Place(date(2026, 4, 2), "午前", 0))
    counter = window.shown_page()
    counter._ask()
    assert "コーラスみなと" in counter.pane.clash.text
    option = next(card.option for card in counter.rooms.cards if card.option.value == house.a)
    assert option.text.endswith("ふさがり：コーラスみなと")
    press(qtbot, counter.pane.slots[0], Qt.Key.Key_Space)
    counter._ask()
    assert (counter.rooms.value(), counter.times()) != (house.a, (at(4, 2), at(4, 2, 12)))
    assert not counter.pane.clash.isVisible()


def test_a_search_from_the_counter_comes_back_to_it(house: House, window: DeskWindow, desk: Desk, qtbot) -> None:
    book(desk, house)
    window.shown_page().booking_wanted.emit(Place(date(2026, 4, 2), "午前", 0))
    counter = window.shown_page()
    counter.groups_searched.emit("茶道")
    counter._ask()
    click(qtbot, counter.pane.search)
    page = window.shown_page()
    click(qtbot, page.book)
    assert window.shown_page() is counter
    assert counter.group.words() == "茶道あじさい会"


def test_equipment_is_asked_for_with_the_booking_and_refused_past_its_stock(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    mike = desk._records.do(usecases.add_equipment, "マイク", 2).result
    book(desk, house, room=house.b, equipment=((mike, 1),))
    window.shown_page().booking_wanted.emit(Place(date(2026, 4, 2), "午前", 0))
    counter = window.shown_page()
    counter.groups_searched.emit("茶道")
    counter._ask()
    assert counter.equipment._left[mike].text() == "2のうち残り1"
    commit(counter.equipment.fields[mike], "2")
    click(qtbot, counter.keep)
    assert "マイク" in counter.more.fields["equipment"].error
    counter.equipment.fields[mike].set_value(1)
    click(qtbot, counter.keep)
    rows = desk._records.ask(usecases.bookings_on, date(2026, 4, 2))
    lent = [desk._records.ask(usecases.booking, row.id).equipment for row in rows]
    assert [[(each.name, each.count) for each in lines] for lines in lent] == [[("マイク", 1)]] * 2


def test_equipment_and_its_fee_are_written_in_the_settings_of_the_centre(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    click(qtbot, window.shown_page().centre)
    page = window.shown_page()
    click(qtbot, page.list.items[1])
    commit(page.equipment.form.fields["name"].control, "プロジェクター")
    commit(page.equipment.form.fields["stock"].control, "２")
    press(qtbot, page.equipment.save, Qt.Key.Key_Space)
    (row,) = desk._records.ask(usecases.equipment)
    assert (row.name, row.stock) == ("プロジェクター", 2)
    page.show_part(5)
    part = page.rules["fee"]
    part.form.fill({"kind": "equipment", "equipment_id": row.id, "amount": 300})
    click(qtbot, part.save)
    assert "プロジェクター" in part.model.row_at(0).words
    asked = BookingRequest(house.a, house.chorus, at(4, 2), at(4, 2, 12), equipment=((row.id, 2),))
    assert desk._records.ask(usecases.quote, asked).total == 600
    part.table.selectRow(0)
    part.form.fill({"amount": 400})
    click(qtbot, part.save)
    (fee,) = desk._records.ask(usecases.fee_rules)
    assert (fee.equipment_id, fee.amount) == (row.id, 400)
    page.show_part(1)
    page.equipment.table.selectRow(0)
    click(qtbot, page.equipment.retire)
    assert desk._records.ask(usecases.equipment) == ()


def test_the_finder_and_a_clash_keep_the_rules_of_the_house(
    house: House, window: DeskWindow, desk: Desk, qtbot
) -> None:
    desk._records.do(usecases.add_equipment, "マイク", 2)
    book(desk, house)
    page = find(window, qtbot, "来月の火曜午前")
    assert audit(window) == []
    page.back_requested.emit()
    window.shown_page().booking_wanted.emit(Place(date(2026, 4, 2), "午前", 0))
    window.shown_page()._ask()
    assert audit(window) == []
