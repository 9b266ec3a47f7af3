"""しるしと独自の項目 on the screen: made, written on a person, found, put on many, written to a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.audit import audit, said, settle

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import ConsentRequest, people, preview_export, record_consent
from kobe_desk.modules.members.usecases.own.fields import (
    FieldRequest,
    add_field,
    own_fields,
    own_values,
    write_own,
)
from kobe_desk.modules.members.usecases.own.tags import add_tag, put_tag, tags, tags_of
from kobe_desk.modules.members.view.care import CarePage
from kobe_desk.modules.members.view.exporting import ExportPage
from kobe_desk.modules.members.view.grid.bulk import BulkPage
from kobe_desk.modules.members.view.household import HouseholdPage
from kobe_desk.modules.members.view.importing import ImportPage
from kobe_desk.modules.members.view.own.page import OwnPage
from kobe_desk.modules.members.view.person import NOTES, PersonPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.window import DeskWindow


def words_of(page: object) -> str:
    found = page.findChildren(Label) + page.findChildren(Paragraph)  # type: ignore[attr-defined]
    return "\n".join(each.plain() if isinstance(each, Paragraph) else each.text() for each in found)


@pytest.fixture
def own(stack: RosterStack, roster: RosterPage) -> OwnPage:
    roster.care.click()
    care = stack.page
    assert isinstance(care, CarePage)
    care.ways["own"].click()
    assert isinstance(stack.page, OwnPage)
    return stack.page


def test_tags_and_fields_are_made_and_corrected(
    records: Records, own: OwnPage, window: DeskWindow, stack: RosterStack
) -> None:
    part = own.tags
    part.save.click()
    assert "しるしのことば" in words_of(part)
    part.form.fill({"name": "旗当番", "kind": "person"})
    part.save.click()
    part.form.fill({"name": "大工", "kind": "skill"})
    part.save.click()
    assert [(row.name, row.kind) for row in records.ask(tags)] == [("旗当番", "person"), ("大工", "skill")]
    part.rename.click()
    part.form.fill({"name": "旗の当番"})
    part.save.click()
    assert records.ask(tags)[0].name == "旗の当番"
    assert audit(window) == [], said(audit(window))
    own.show_part(1)
    fields = own.fields
    fields.form.fill({"name": "係", "kind": "choice", "choices": "みがき"})
    fields._fit()
    fields.save.click()
    assert records.ask(own_fields) == ()
    fields.form.fill({"choices": "みがき\nはき"})
    fields.save.click()
    fields.form.fill({"name": "犬", "kind": "yes_no"})
    fields.save.click()
    fields.down.click()
    assert [row.name for row in records.ask(own_fields)] == ["犬", "係"]
    assert audit(window) == [], said(audit(window))
    fields.remove.click()
    assert len(records.ask(own_fields)) == 1


def test_a_person_is_marked_and_the_pane_the_card_and_the_history_say_it(
    records: Records, desk: Desk, roster: RosterPage, stack: RosterStack, window: DeskWindow
) -> None:
    tag = desk_do(records, add_tag, "旗当番")
    dog = desk_do(records, add_field, FieldRequest("犬", kind="yes_no"))
    day = desk_do(records, add_field, FieldRequest("点検日", of="household", kind="date"))
    key = roster.table.row.id
    roster.person_opened.emit(key)
    page = stack.page
    assert isinstance(page, PersonPage)
    page.show_part(NOTES)
    assert audit(window) == [], said(audit(window))
    page.notes.ticks["person"].set_value([str(tag)])
    page.notes.form.fill({str(dog): "はい", str(day): "いつか"})
    page.notes.save.click()
    assert "日付として読めません" in words_of(page.notes)
    page.notes.form.fill({str(day): "R8.4.1"})
    page.notes.save.click()
    assert [row.name for row in records.ask(tags_of, key)] == ["旗当番"]
    page.header.back.click()
    settle()
    text = words_of(roster.pane)
    assert "旗当番" in text and "令和8年4月1日" in text
    assert "しるし「旗当番」を付けた" in text
    roster.pane.household.click()
    card = stack.page
    assert isinstance(card, HouseholdPage)
    assert "令和8年4月1日" in words_of(card)


def desk_do(records: Records, usecase: object, *args: object) -> object:
    return records.do(usecase, *args).result  # type: ignore[arg-type]


def test_conditions_columns_and_a_file_know_them(
    qtbot: QtBot, records: Records, desk: Desk, roster: RosterPage, stack: RosterStack, window: DeskWindow
) -> None:
    rows = records.ask(people).rows
    tag = desk_do(records, add_tag, "旗当番")
    dog = desk_do(records, add_field, FieldRequest("犬", kind="yes_no"))
    records.do(put_tag, tag, (rows[0].id,))  # type: ignore[arg-type]
    records.do(write_own, rows[1].id, {dog: "はい"})  # type: ignore[dict-item]
    stack.controller.refresh()
    conditions = roster.conditions
    conditions.more.click()
    assert audit(window) == [], said(audit(window))
    conditions.choices.tag.set_value(tag)
    conditions.choices.tag.edited.emit()
    assert roster.model.rowCount() == 1
    assert "しるし「旗当番」" in [chip.words() for chip in conditions.chips]
    conditions.clear.click()
    conditions.choices.own.set_value((dog, "yes"))
    conditions.choices.own.edited.emit()
    assert roster.model.rowCount() == 1
    assert "犬：はい" in [chip.words() for chip in conditions.chips]
    conditions.clear.click()
    stack.controller.grid.columns.keys = ("name", "tags", f"own:{dog}")
    stack.controller.grid.columns.dress()
    stack.controller.refresh()
    roster.table.setFocus()
    at = roster.model.column_of(f"own:{dog}")
    assert at is not None
    assert [roster.model.index(row, at).data() for row in range(2)] == ["", "はい"]
    assert roster.model.index(0, 1).data() == "旗当番"
    roster.care.click()
    care = stack.page
    assert isinstance(care, CarePage)
    care.ways["export"].click()
    page = stack.page
    assert isinstance(page, ExportPage)
    assert "犬" in [words for words, _box in page.form.fields["fields"].control.parts()]
    found = records.ask(preview_export, roster.which, ("name", "tags", f"own:{dog}"))
    assert [row for row in found.rows if row[1] or row[2]] == [
        ("髙橋　悦郎", "旗当番", None),
        ("高橋　スエ", "", "はい"),
    ]
    assert found.names == ((f"own:{dog}", "犬"),)


def test_a_tag_is_put_on_all_who_are_picked(records: Records, roster: RosterPage, stack: RosterStack) -> None:
    tag, skill = desk_do(records, add_tag, "旗当番"), desk_do(records, add_tag, "大工", "skill")
    stack.controller.refresh()
    roster.table.setFocus()
    QTest.keyClick(roster.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    settle()
    roster.picked.ways["change"].click()
    page = stack.page
    assert isinstance(page, BulkPage)
    page.tags.set_value(skill)
    page.put.click()
    assert "同意" in page.warning.text
    page.tags.set_value(tag)
    page.put.click()
    settle()
    assert stack.page is roster
    assert records.ask(tags)[0].count == 4
    everybody = tuple(row.id for row in records.ask(people).rows)
    request = ConsentRequest(everybody, "helpers", {"name": True}, clock.today(), "総会で")
    records.do(record_consent, request)
    assert records.do(put_tag, skill, everybody).result == 4  # type: ignore[arg-type]


def test_a_file_fills_the_fields_and_changes_what_it_says_otherwise(
    records: Records, roster: RosterPage, stack: RosterStack, desk: Desk, tmp_path: Path, window: DeskWindow
) -> None:
    dog = desk_do(records, add_field, FieldRequest("犬", kind="yes_no"))
    well = desk_do(records, add_field, FieldRequest("消火器", of="household", kind="number"))
    first = records.ask(people).rows[0]
    records.do(write_own, first.id, {dog: "いいえ"})  # type: ignore[dict-item]
    file = tmp_path / "名簿.csv"
    lines = (
        "氏名,フリガナ,電話,犬,消火器",
        "髙橋　悦郎,タカハシ エツロウ,078-000-0117,○,2",
        "浜　一,ハマ ハジメ,078-000-0009,たぶん,1",
        "浜　二,ハマ ジロウ,078-000-0008,×,",
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    roster.take_in.click()
    page = stack.page
    assert isinstance(page, ImportPage)
    page.file_chosen.emit(file)
    assert [select.value() for select in page.mapping.columns][-2:] == [f"own:{dog}", f"own:{well}"]
    page.show_kind("changed")
    assert ("犬", "いいえ", "はい") in {(row.field, row.before, row.after) for row in page._differences}
    assert audit(window) == [], said(audit(window))
    page.take_in.click()
    page.since.form.fields["since"].set_value("correction")
    page.take_in.click()
    settle()
    found = {row.name: records.ask(own_values, row.id, row.household_id) for row in records.ask(people).rows}
    assert found["髙橋　悦郎"] == {dog: "yes", well: "2"}
    assert found["浜　一"] in ({}, {well: "1"})
    assert found["浜　二"] == {dog: "no"}
    desk.undo()
    assert records.ask(own_values, first.id) == {dog: "no"}
    assert len(records.ask(people).rows) == 4
