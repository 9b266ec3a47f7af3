"""名簿の手入れ in the window: duplicates, files, the record of what was handed out, consent, forgetting, other days."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.audit import audit, said, settle

from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import Profile, save_profile
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import (
    HouseholdRequest,
    MoveOutRequest,
    PeopleFilter,
    PersonRequest,
    add_household,
    consents_of,
    counts_on,
    duplicates,
    move_out,
    people,
    person_request,
    provisions,
    rename_person,
    to_anonymise,
)
from kobe_desk.modules.members.view import anonymising
from kobe_desk.modules.members.view.anonymising import AnonymisePage
from kobe_desk.modules.members.view.care import DUPLICATES, EXPORT, FORGET, GIVEN, CarePage
from kobe_desk.modules.members.view.duplicates import DuplicatesPage
from kobe_desk.modules.members.view.exporting import ExportPage
from kobe_desk.modules.members.view.given import GivenPage
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.window import DeskWindow

BIRTH = date(1950, 5, 3)


def key_of(records: Records, name: str) -> UUID:
    return next(row.id for row in records.ask(people, PeopleFilter()).rows if row.name == name)


def go(stack: RosterStack, roster: RosterPage, task: str) -> None:
    roster.care.click()
    assert isinstance(stack.page, CarePage)
    stack.page.ways[task].click()


@pytest.fixture
def pair(records: Records, stack: RosterStack, roster: RosterPage) -> DuplicatesPage:
    first = (PersonRequest("森　和代", "モリ　カズヨ", BIRTH, phone="078-000-0001"),)
    second = (PersonRequest("森　和代", "モリ　カズヨ", BIRTH, mobile="090-0000-0000"), PersonRequest("森　太郎"))
    records.do(add_household, HouseholdRequest(address="港町1-1"), first)
    records.do(add_household, HouseholdRequest(address="港町2-2"), second)
    go(stack, roster, DUPLICATES)
    assert isinstance(stack.page, DuplicatesPage)
    return stack.page


def test_two_entries_are_laid_side_by_side_and_made_one(records: Records, pair: DuplicatesPage) -> None:
    assert pair.model.rowCount() == 1
    row = pair.table.row
    assert {"household_id", "mobile", "phone"} <= set(pair.form.fields)
    pair.form.fields["stays"].set_value(row.other.id)
    pair.form.edited.emit()
    assert "港町1-1" in pair._told.plain()
    pair.form.fields["household_id"].set_value("drop")
    pair.form.edited.emit()
    assert "港町2-2" in pair._told.plain()
    pair.merge.click()
    kept = records.ask(person_request, row.other.id)
    assert (kept.phone, kept.mobile) == ("078-000-0001", "090-0000-0000")
    assert records.ask(duplicates) == () and pair.model.rowCount() == 0
    records.undo()
    assert len(records.ask(duplicates)) == 1


def test_two_people_who_look_alike_are_not_proposed_again(records: Records, pair: DuplicatesPage) -> None:
    pair.apart.click()
    assert records.ask(duplicates) == ()


def test_the_pages_of_the_upkeep_keep_the_rules_of_every_screen(
    records: Records, window: DeskWindow, stack: RosterStack, roster: RosterPage, pair: DuplicatesPage
) -> None:
    settle()
    assert audit(window) == [], said(audit(window))
    stack.leave(pair)
    assert isinstance(stack.page, CarePage)
    assert audit(window) == [], said(audit(window))


@pytest.fixture
def export(records: Records, stack: RosterStack, roster: RosterPage) -> ExportPage:
    records.do(save_profile, Profile("みなと坂自治会"))
    go(stack, roster, EXPORT)
    assert isinstance(stack.page, ExportPage)
    return stack.page


def test_a_file_is_recorded_with_whom_it_is_for(
    records: Records, export: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "名簿.csv"
    monkeypatch.setattr(export, "target", lambda _form: target)
    export.write.click()
    assert export.form.fields["recipient"].error and not target.exists()
    export.form.fill({"kind": "csv_cp932", "recipient": "会計", "purpose": "会費の集金"})
    export.write.click()
    assert not export.lost.isHidden() and not target.exists()
    assert {"𠮷", "󠄀"} & set("".join(row.characters for row in map(export.model.row_at, range(2)) if row))
    export.with_mark.click()
    assert "〓田" in target.read_bytes().decode("cp932")
    (row,) = records.ask(provisions)
    assert (row.recipient, row.kind, row.people) == ("会計", "csv", 4)


def test_the_page_of_files_keeps_the_rules_of_every_screen(window: DeskWindow, export: ExportPage) -> None:
    export.form.fill({"kind": "csv_cp932", "recipient": "会計", "purpose": "会費の集金"})
    export.write.click()
    settle()
    assert audit(window) == [], said(audit(window))


def test_what_was_handed_out_is_settled(
    records: Records,
    window: DeskWindow,
    stack: RosterStack,
    export: ExportPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export, "target", lambda _form: tmp_path / "名簿.xlsx")
    lent = {"recipient": "3班の班長", "purpose": "連絡", "return_by": date(2026, 11, 1)}
    export.form.fill(lent)
    export.write.click()
    stack.leave(export)
    care = stack.page
    assert isinstance(care, CarePage)
    care.ways[GIVEN].click()
    page = stack.page
    assert isinstance(page, GivenPage)
    settle()
    assert audit(window) == [], said(audit(window))
    page.form.fill({"outcome": "裁断した"})
    page.close_it.click()
    assert records.ask(provisions)[0].outcome == "裁断した" and page.close_it.isHidden() is False
    page.only.click()
    assert page.model.rowCount() == 0


def test_an_answer_of_the_whole_household_is_written_down(
    records: Records, window: DeskWindow, stack: RosterStack, roster: RosterPage
) -> None:
    key = key_of(records, "髙橋　悦郎")
    stack.controller.homes.open_person(key)
    page = stack.page
    assert isinstance(page, PersonPage)
    page.show_part(2)
    part = page.consents
    part.form.fill({"purpose": "distribution", "answers": {"name": True, "phone": False}, "evidence": "同意書 12号"})
    part.write.click()
    assert part.form.fields["scope"].error
    part.form.fill({"scope": "household"})
    part.write.click()
    other = key_of(records, "高橋　スエ")
    assert {(row.field, row.given) for row in records.ask(consents_of, other)} == {("name", True), ("phone", False)}
    assert part.model.rowCount() == 2
    settle()
    assert audit(window) == [], said(audit(window))
    part.disclosure.click()
    paper = stack.page
    assert isinstance(paper, PrintPage)
    stack.leave(paper)
    stack.leave(page)
    assert ("載せる", "氏名　電話は載せない") in roster.pane._facts._facts


def test_a_former_member_is_forgotten_after_the_name_was_typed(
    records: Records,
    window: DeskWindow,
    stack: RosterStack,
    roster: RosterPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    records.do(save_profile, Profile("みなと坂自治会"))
    key = key_of(records, "辻󠄀　ハル")
    records.do(move_out, MoveOutRequest((key,), date(2020, 3, 31), end_terms=True))
    asked: list[str] = []

    def confirm(*said: object) -> bool:
        asked.append(str(said[-1]))
        return True

    monkeypatch.setattr(anonymising, "confirm", confirm)
    go(stack, roster, FORGET)
    page = stack.page
    assert isinstance(page, AnonymisePage)
    settle()
    assert audit(window) == [], said(audit(window))
    page.forget.click()
    assert asked == ["辻󠄀　ハル"]
    assert records.ask(to_anonymise, date(2026, 11, 25)) == ()
    page.done.buttons[0].click()
    assert isinstance(stack.page, PrintPage)


def test_the_roster_of_another_day_is_one_field_away(
    records: Records, window: DeskWindow, stack: RosterStack, roster: RosterPage
) -> None:
    key = key_of(records, "辻󠄀　ハル")
    records.do(rename_person, key, "森　ハル", "モリ　ハル", date(2026, 4, 1))
    records.do(move_out, MoveOutRequest((key_of(records, "𠮷田　義一"),), date(2026, 9, 30), end_terms=True))
    stack.controller.refresh()
    assert roster.model.rowCount() == 3
    roster.conditions.more.click()
    roster.conditions.choices.day.set_value(date(2026, 3, 1))
    roster.conditions.choices.day.edited.emit()
    settle()
    assert roster.model.rowCount() == 4
    assert "辻󠄀　ハル" in [row.name for row in map(roster.model.row_at, range(4)) if row]
    assert "令和8年3月1日" in roster.header.subtitle.text()
    assert records.ask(counts_on, date(2026, 3, 1)).people == 4
    assert audit(window) == [], said(audit(window))
    roster.conditions.clear.click()
    assert roster.which.on is None and roster.conditions.choices.day.value() is None


def test_somebody_is_found_by_a_former_name_and_the_list_says_so(
    records: Records, window: DeskWindow, stack: RosterStack, roster: RosterPage
) -> None:
    records.do(rename_person, key_of(records, "髙橋　悦郎"), "森　悦郎", "モリ　エツロウ", date(2026, 4, 1))
    stack.controller.refresh()
    roster.search.searched.emit("髙橋　悦郎")
    settle()
    assert [roster.model.index(0, column).data() for column in (0, 1)] == ["森　悦郎", "旧名 髙橋　悦郎"]
    assert ("別の名", "旧名 髙橋　悦郎（～令和8年3月31日）") in roster.pane._facts._facts
    settle()
    assert audit(window) == [], said(audit(window))
