"""名簿 as a spreadsheet: written in place, pasted, filled down, many picked; by keyboard alone."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support.audit import audit, said, settle
from support.ime import commit, compose

from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import (
    HouseholdRequest,
    PersonRequest,
    add_household,
    add_person,
    disclosure,
    household_request,
    people,
    person_request,
)
from kobe_desk.modules.members.view.exporting import ExportPage
from kobe_desk.modules.members.view.grid.bulk import BulkPage
from kobe_desk.modules.members.view.grid.changes import CellChangesPage
from kobe_desk.modules.members.view.grid.choosing import ColumnsPage
from kobe_desk.modules.members.view.papers import PapersPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.table.grid.editor import ChoiceEditor
from kobe_desk.ui.window import DeskWindow

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def grid(roster: RosterPage) -> RosterPage:
    roster.table.setFocus()
    return roster


def stand(page: RosterPage, row: int, column: str) -> None:
    at = page.model.column_of(column)
    assert at is not None
    page.table.setCurrentIndex(page.model.index(row, at))


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)
    settle()


def editor() -> QLineEdit:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit), widget
    return widget


def write(text: str) -> None:
    commit(editor(), text)


def chosen(stack: RosterStack, kind: type[QWidget]) -> QWidget:
    settle()
    assert isinstance(stack.page, kind), stack.page
    return stack.page


def test_typing_writes_in_the_cell_and_enter_goes_down(records: Records, grid: RosterPage) -> None:
    key = grid.table.row.id
    stand(grid, 0, "phone")
    QTest.keyClicks(grid.table, "0")
    write("780001111")
    press(Qt.Key.Key_Return)
    assert records.ask(person_request, key).phone == "078-000-1111"
    assert grid.table.currentIndex().row() == 1
    assert grid.table.hasFocus()
    records.undo()
    assert records.ask(person_request, key).phone == "078-000-0117"


def test_f2_begins_with_what_stands_there_and_esc_gives_up(records: Records, grid: RosterPage) -> None:
    stand(grid, 0, "phone")
    press(Qt.Key.Key_F2)
    assert editor().text() == "078-000-0117"
    write("12")
    press(Qt.Key.Key_Escape)
    assert not grid.table.writing
    assert records.ask(person_request, grid.table.row.id).phone == "078-000-0117"


def test_an_input_method_begins_a_cell_and_keeps_what_it_composes(grid: RosterPage, records: Records) -> None:
    stand(grid, 2, "relation")
    compose(grid.table, "ほんにん")
    settle()
    assert grid.table.writing
    commit(grid.table, "母")
    press(Qt.Key.Key_Return)
    assert records.ask(people).rows[2].relation == "母"


def test_tab_goes_on_to_the_next_cell_and_out_of_the_list_when_nobody_writes(grid: RosterPage) -> None:
    stand(grid, 0, "phone")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), ChoiceEditor)
    press(Qt.Key.Key_Tab)
    assert grid.table.currentIndex().row() == 1
    assert editor().text() == grid.table.row.name
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Tab)
    assert not grid.table.hasFocus()


def test_what_is_refused_stays_in_its_cell_with_a_sentence(
    records: Records, grid: RosterPage, stack: RosterStack
) -> None:
    stack.controller.grid.columns.keys = ("name", "birth", "sex")
    stack.controller.grid.columns.dress()
    stand(grid, 0, "birth")
    press(Qt.Key.Key_F2)
    write("昭和23年4月31日")
    press(Qt.Key.Key_Return)
    assert grid.table.writing and editor().text() == "昭和23年4月31日"
    assert "30日" in grid.table.said
    editor().selectAll()
    write("昭和23年4月30日")
    press(Qt.Key.Key_Return)
    assert records.ask(people).rows[0].birth is not None
    assert grid.table.said == ""


def test_a_dated_fact_asks_correction_or_change(records: Records, grid: RosterPage, stack: RosterStack) -> None:
    stand(grid, 2, "name")
    press(Qt.Key.Key_F2)
    editor().selectAll()
    write("辻　ハルコ")
    press(Qt.Key.Key_Return)
    page = chosen(stack, CellChangesPage)
    assert isinstance(page, CellChangesPage)
    page.write.click()
    assert records.ask(people).rows[2].name == "辻󠄀　ハル"
    page.since._kind.set_value("correction")
    page.write.click()
    settle()
    assert stack.page is grid
    assert records.ask(people).rows[2].name == "辻　ハルコ"


def test_the_reading_of_a_name_is_overheard_in_its_cell_and_never_takes_the_place_of_another(
    records: Records, grid: RosterPage, stack: RosterStack
) -> None:
    key = records.do(add_person, PersonRequest("森")).result
    stack.controller.refresh()
    settle()

    def rename(of: UUID, *parts: tuple[str, str]) -> CellChangesPage:
        stand(grid, grid.model.place_of(of) or 0, "name")
        press(Qt.Key.Key_F2)
        for heard, written in parts:
            compose(editor(), heard)
            commit(editor(), written)
        press(Qt.Key.Key_Return)
        page = chosen(stack, CellChangesPage)
        assert isinstance(page, CellChangesPage)
        return page

    page = rename(key, ("たつみ", "辰巳"), ("まさえ", "正江"))
    assert page.model.rowCount() == 2, "the reading is looked over with the name"
    page.since.form.fill({"since": "change", "day": date(2026, 11, 1)})
    page.write.click()
    settle()
    told = records.ask(person_request, key)
    assert (told.name, told.kana) == ("辰巳正江", "タツミ マサエ")
    assert [(each.name, each.kana) for each in records.ask(disclosure, key).states] == [
        ("森", ""),
        ("辰巳正江", "タツミ マサエ"),
    ], "the earlier name keeps its own"
    page = rename(key, ("もり", "森"))
    assert page.model.rowCount() == 1
    page.since.form.fill({"since": "correction"})
    page.write.click()
    settle()
    assert records.ask(person_request, key).kana == "タツミ マサエ"


def test_a_name_that_was_not_composed_whole_brings_no_reading(
    records: Records, grid: RosterPage, stack: RosterStack
) -> None:
    key = records.do(add_person, PersonRequest("森")).result
    stack.controller.refresh()
    settle()
    stand(grid, grid.model.place_of(key) or 0, "name")
    press(Qt.Key.Key_F2)
    editor().end(False)
    compose(editor(), "まさえ")
    commit(editor(), "正江")
    press(Qt.Key.Key_Return)
    page = chosen(stack, CellChangesPage)
    assert isinstance(page, CellChangesPage) and page.model.rowCount() == 1


def test_a_block_is_the_households_and_a_word_leads_to_the_one_who_moves(
    records: Records, grid: RosterPage, stack: RosterStack
) -> None:
    stand(grid, 0, "area")
    press(Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    assert isinstance(box, ChoiceEditor)
    box.set_value("3班")
    press(Qt.Key.Key_Return)
    page = chosen(stack, CellChangesPage)
    assert isinstance(page, CellChangesPage)
    assert "高橋　スエ" in page.whole.text
    page.leave.click()
    settle()
    stand(grid, 0, "address")
    press(Qt.Key.Key_F2)
    write("9")
    press(Qt.Key.Key_Return)
    page = chosen(stack, CellChangesPage)
    assert isinstance(page, CellChangesPage)
    page.alone.click()
    settle()
    assert type(stack.page).__name__ == "MovingPage"


def test_a_block_from_excel_is_looked_over_and_written_as_one(
    records: Records, grid: RosterPage, stack: RosterStack, window: DeskWindow
) -> None:
    QGuiApplication.clipboard().setText("０７８－０００－２２２２\t\r\nでんわ\t\r\n078-000-4444\t9班\r\n")
    stand(grid, 1, "phone")
    QTest.keySequence(grid.table, QKeySequence(QKeySequence.StandardKey.Paste))
    page = chosen(stack, CellChangesPage)
    assert isinstance(page, CellChangesPage)
    lines = [page.model.row_at(place) for place in range(page.model.rowCount())]
    assert {(row.edit.line, row.edit.field) for row in lines if row and row.reason} == {(3, "area")}
    assert audit(window) == [], said(audit(window))
    page.since._kind.set_value("correction")
    page.write.click()
    settle()
    assert [row.own_phone for row in records.ask(people).rows] == [
        "078-000-0117",
        "078-000-2222",
        "でんわ",
        "078-000-4444",
    ]
    records.undo()
    assert {row.own_phone for row in records.ask(people).rows} == {"078-000-0117"}


def test_a_block_goes_to_excel(grid: RosterPage) -> None:
    stand(grid, 0, "name")
    press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    QTest.keySequence(grid.table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "髙橋　悦郎\tタカハシ　エツロウ\r\n高橋　スエ\tタカハシ　スエ\r\n"


def test_fill_down_writes_the_first_row_into_the_others(records: Records, grid: RosterPage, stack: RosterStack) -> None:
    stand(grid, 0, "relation")
    press(Qt.Key.Key_F2)
    write("夫")
    press(Qt.Key.Key_Return)
    stand(grid, 0, "relation")
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_D, CTRL)
    page = chosen(stack, CellChangesPage)
    assert isinstance(page, CellChangesPage)
    page.write.click()
    settle()
    assert [row.relation for row in records.ask(people).rows] == ["夫", "夫", "夫", ""]
    records.undo()
    assert [row.relation for row in records.ask(people).rows] == ["夫", "", "", ""]


def test_many_are_picked_and_put_into_a_block(
    records: Records, grid: RosterPage, stack: RosterStack, window: DeskWindow
) -> None:
    press(Qt.Key.Key_A, CTRL)
    assert not grid.picked.isHidden()
    assert audit(window) == [], said(audit(window))
    press(Qt.Key.Key_A, CTRL)
    grid.picked.ways["change"].click()
    page = chosen(stack, BulkPage)
    assert isinstance(page, BulkPage)
    page.go_on.click()
    assert "えら" in page.warning.text or "選" in page.warning.text
    page.form.fields["area"].set_value("3班")
    page.go_on.click()
    changes = chosen(stack, CellChangesPage)
    assert isinstance(changes, CellChangesPage)
    changes.since._kind.set_value("correction")
    changes.write.click()
    settle()
    assert {row.area for row in records.ask(people).rows} == {"3班"}


def test_who_is_picked_is_shown_alone_written_to_a_file_and_onto_labels(
    grid: RosterPage, stack: RosterStack, window: DeskWindow
) -> None:
    stand(grid, 1, "name")
    press(Qt.Key.Key_Down, SHIFT)
    grid.picked.ways["export"].click()
    page = chosen(stack, ExportPage)
    assert isinstance(page, ExportPage) and "選んだ2人" in page.which.text
    page.header.back.click()
    settle()
    stand(grid, 1, "name")
    press(Qt.Key.Key_Down, SHIFT)
    grid.picked.ways["labels"].click()
    papers = chosen(stack, PapersPage)
    assert isinstance(papers, PapersPage) and papers.form.fields["whom"].value() is True
    assert audit(window) == [], said(audit(window))
    papers.header.back.click()
    settle()
    stand(grid, 1, "name")
    press(Qt.Key.Key_Down, SHIFT)
    grid.picked.ways["only"].click()
    settle()
    assert grid.model.rowCount() == 2
    assert "選んだ2人" in [chip.words() for chip in grid.conditions.chips]


def test_columns_are_chosen_and_kept_with_their_widths(
    qtbot: QtBot, grid: RosterPage, stack: RosterStack, desk: Desk, window: DeskWindow
) -> None:
    grid.columns.click()
    page = chosen(stack, ColumnsPage)
    assert isinstance(page, ColumnsPage)
    assert audit(window) == [], said(audit(window))
    page.ticks.set_value(("birth", "age", "mail", "area"))
    page.save.click()
    settle()
    assert [each.key for each in grid.model.columns] == ["name", "birth", "age", "area", "mail"]
    grid.table.setFocus()
    stand(grid, 0, "mail")
    before = grid.table.columnWidth(4)
    with qtbot.waitSignal(grid.table.widened):
        press(Qt.Key.Key_Right, ALT)
    assert grid.table.columnWidth(4) > before
    again = RosterStack(desk)
    qtbot.addWidget(again)
    other = again.page
    assert isinstance(other, RosterPage)
    assert [each.key for each in other.model.columns] == ["name", "birth", "age", "area", "mail"]
    assert other.table._widths["mail"] == grid.table._widths["mail"]
    assert audit(window) == [], said(audit(window))


def test_the_list_does_not_move_under_somebody_who_writes(grid: RosterPage, desk: Desk) -> None:
    stand(grid, 0, "phone")
    press(Qt.Key.Key_F2)
    write("5")
    desk.do(add_household, HouseholdRequest(), (PersonRequest("青木　花", "アオキ　ハナ"),))
    assert grid.table.writing and editor().text().endswith("5")
    assert grid.model.rowCount() == 4
    press(Qt.Key.Key_Escape)
    assert grid.model.rowCount() == 5


def test_the_roster_of_another_day_and_a_readers_are_only_looked_at(
    grid: RosterPage, records: Records, qtbot: QtBot
) -> None:
    from dataclasses import replace
    from datetime import date

    grid.ask(replace(grid.which, on=date(2026, 12, 1)))
    stand(grid, 0, "phone")
    press(Qt.Key.Key_F2)
    assert not grid.table.writing
    reader = Desk(Records(records.database, Who("slot-r", "別の人", Role.READER)), inline=True)
    stack = RosterStack(reader)
    qtbot.addWidget(stack)
    page = stack.page
    assert isinstance(page, RosterPage)
    assert not page.model.editable


def test_a_household_without_an_address_gets_one_at_once(records: Records, grid: RosterPage, desk: Desk) -> None:
    desk.do(add_household, HouseholdRequest(), (PersonRequest("青木　花", "アオキ　ハナ"),))
    stand(grid, 0, "address")
    press(Qt.Key.Key_F2)
    write("みなと坂1-1")
    press(Qt.Key.Key_Return)
    home = records.ask(people).rows[0].household_id
    assert home is not None
    assert records.ask(household_request, home).address == "みなと坂1-1"
