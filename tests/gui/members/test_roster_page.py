"""名簿 on the screen: found as one types, by 五十音 and by conditions; the person beside the list."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.audit import audit, said, settle
from support.ime import commit, compose
from support.papers import squeezed, text_of

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.members.module import HOME, RosterStack
from kobe_desk.modules.members.papers import roster_pdf
from kobe_desk.modules.members.usecases import (
    HouseholdRequest,
    PersonRequest,
    add_household,
    edit_person,
    person_request,
    roster_on,
)
from kobe_desk.modules.members.view.importing import ImportPage
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.field import search
from kobe_desk.ui.table.model import KEPT_PAGES, PAGE
from kobe_desk.ui.text import Label
from kobe_desk.ui.window import DeskWindow


def names(page: RosterPage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def pane_text(page: RosterPage) -> str:
    return "\n".join(each.text() for each in page.pane.findChildren(Label))


def look_for(qtbot: QtBot, page: RosterPage, text: str) -> None:
    page.search.edit.clear()
    commit(page.search.edit, text)
    with qtbot.waitSignal(page.search.searched, timeout=search.WAIT * 8):
        pass


def test_everybody_stands_in_the_order_of_the_readings(roster: RosterPage) -> None:
    assert names(roster) == ["髙橋　悦郎", "高橋　スエ", "辻󠄀　ハル", "𠮷田　義一"]
    assert "3世帯・4人" in roster.header.subtitle.text()


def test_typing_finds_variant_kanji_kana_and_full_width_figures(qtbot: QtBot, roster: RosterPage) -> None:
    for typed, found in (("髙橋", 2), ("高", 2), ("つじ", 1), ("ﾖｼﾀﾞ", 1), ("０７８０００", 4), ("９－６", 1)):
        look_for(qtbot, roster, typed)
        assert len(names(roster)) == found, typed


def test_what_is_still_being_composed_finds_nothing_yet(qtbot: QtBot, roster: RosterPage) -> None:
    compose(roster.search.edit, "つじ")
    qtbot.wait(2 * search.WAIT)
    assert len(names(roster)) == 4
    commit(roster.search.edit, "辻")
    qtbot.waitUntil(lambda: len(names(roster)) == 1)


def test_a_letter_shows_its_row_and_shows_everybody_when_pressed_again(roster: RosterPage) -> None:
    roster.letters["や"].click()
    assert names(roster) == ["𠮷田　義一"]
    assert [chip.words() for chip in roster.conditions.chips] == ["や行", "いまの会員"]
    roster.letters["や"].click()
    assert len(names(roster)) == 4


def test_conditions_make_a_sentence_whose_parts_can_be_taken_out(roster: RosterPage) -> None:
    conditions = roster.conditions
    conditions.more.click()
    conditions.choices.area.setCurrentIndex(conditions.choices.area.findText("2班"))
    conditions.choices.area.edited.emit()
    assert names(roster) == ["辻󠄀　ハル", "𠮷田　義一"]
    words = " ".join(label.text() for label in conditions.findChildren(Label) if not label.isHidden())
    assert "の人は 2人 います" in words
    chip = conditions.chips[0]
    assert "2班" in chip.accessibleName() and chip.accessibleName() != chip.words()
    chip.click()
    assert len(names(roster)) == 4


def test_block_age_and_dues_are_asked_for_at_once_and_the_paper_says_so(
    records: Records, stack: RosterStack, roster: RosterPage, tmp_path: Path
) -> None:
    conditions = roster.conditions
    conditions.more.click()
    choices = conditions.choices
    choices.area.setCurrentIndex(choices.area.findText("2班"))
    choices.area.edited.emit()
    for select, value in ((choices.age, 75), (choices.dues, True), (choices.other, "heads")):
        select.set_value(value)
        select.edited.emit()
    assert conditions.sentence(roster.which) == "2班・いまの会員・世帯主・75歳以上・会費未納"
    assert names(roster) == []
    which, words = stack.controller._shown_people()
    assert which is not None and (which.age_from, which.owing, which.heads) == (75, True, True)
    pdf = roster_pdf(records.ask(roster_on, clock.today(), None, which, words))
    assert f"絞り込み：{words}" in squeezed(text_of(pdf, tmp_path))
    choices.dues.set_value(False)
    choices.dues.edited.emit()
    assert (roster.which.age_from, roster.which.owing) == (75, False)


def test_officers_and_former_members_can_be_asked_for(records: Records, roster: RosterPage) -> None:
    conditions = roster.conditions
    conditions.choices.other.set_value("officers")
    conditions.choices.other.edited.emit()
    assert names(roster) == []
    conditions.clear.click()
    conditions.choices.state.set_value("former")
    conditions.choices.state.edited.emit()
    assert names(roster) == []
    assert roster.conditions.chips


def test_the_pane_follows_the_keyboard(roster: RosterPage) -> None:
    roster.table.setFocus()
    QTest.keyClick(roster.table, Qt.Key.Key_Down)
    QTest.keyClick(roster.table, Qt.Key.Key_Down)
    settle()
    assert "ツジ　ハル" in pane_text(roster)


def test_a_change_can_be_taken_back_from_the_person(records: Records, desk: Desk, roster: RosterPage) -> None:
    key = roster.table.row.id
    before = records.ask(person_request, key)
    desk.do(edit_person, key, PersonRequest(before.name, before.kana, phone="078-999-9999", head=True,
                                            household_id=before.household_id))  # fmt: skip
    said_there = " ".join(each.accessibleName() for each in roster.pane.findChildren(object) if hasattr(each, "plain"))
    assert "電話を 078-999-9999 に変えた" in said_there
    undo = [each for each in roster.pane.findChildren(type(roster.pane.edit)) if "元に戻す" in each.accessibleName()]
    words = undo[0].accessibleName()
    undo[0].click()
    assert records.ask(person_request, key).phone == "078-000-0117"
    settle()
    left = [each for each in roster.pane.findChildren(type(roster.pane.edit)) if "元に戻す" in each.accessibleName()]
    assert words not in [each.accessibleName() for each in left]


def test_an_earlier_change_goes_back_with_the_later_ones_over_it_and_says_how_many(
    records: Records, desk: Desk, roster: RosterPage
) -> None:
    key = roster.table.row.id
    before = records.ask(person_request, key)
    for phone in ("078-999-9999", "078-888-8888", "078-777-7777"):
        desk.do(edit_person, key, replace(before, phone=phone))
    said_there = [each.accessibleName() for each in roster.pane.findChildren(object) if hasattr(each, "plain")]
    assert said_there.count("あとの変更2件も、いっしょに元に戻ります。") == 1
    undo = [each for each in roster.pane.findChildren(type(roster.pane.edit)) if "元に戻す" in each.accessibleName()]
    undo[2].click()
    assert records.ask(person_request, key).phone == before.phone
    desk.undo()
    assert records.ask(person_request, key).phone == "078-777-7777"


def test_the_same_person_stays_chosen_when_the_desk_changes(desk: Desk, roster: RosterPage) -> None:
    roster.table.setCurrentIndex(roster.model.index(2, 0))
    chosen = roster.table.row.id
    desk.do(add_household, HouseholdRequest(), (PersonRequest("青木　花", "アオキ　ハナ"),))
    assert roster.table.row.id == chosen
    assert len(names(roster)) == 5


def test_a_long_roster_is_fetched_as_it_is_looked_at(desk: Desk, roster: RosterPage) -> None:
    people = tuple(PersonRequest(f"長田　{number}", "ナガタ") for number in range(3 * PAGE))
    desk.do(add_household, HouseholdRequest(), people)
    assert roster.model.rowCount() == 3 * PAGE + 4
    assert len(roster.model._pages) <= KEPT_PAGES
    roster.table.scrollToBottom()
    settle()
    assert roster.model.row_at(roster.model.rowCount() - 1) is not None


def test_ctrl_enter_opens_the_person_and_the_way_back_returns_to_the_row(
    stack: RosterStack, roster: RosterPage
) -> None:
    roster.table.setFocus()
    QTest.keyClick(roster.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = stack.page
    assert isinstance(page, PersonPage)
    page.header.back.click()
    settle()
    assert stack.page is roster
    assert roster.table.hasFocus()


def test_an_empty_roster_says_how_to_begin(make_window: Callable[[], DeskWindow], qtbot: QtBot) -> None:
    window = make_window()
    stack = window.page("members")
    assert isinstance(stack, RosterStack)
    page = stack.page
    assert isinstance(page, RosterPage)
    assert "見本でためす" in " ".join(
        each.accessibleName() for each in page.findChildren(object) if hasattr(each, "plain")
    )
    assert audit(window) == []
    page.empty_buttons[0].click()
    assert isinstance(stack.page, ImportPage)


def test_the_card_of_today_counts_who_belongs(desk: Desk, records: Records, qtbot: QtBot) -> None:
    (card,) = HOME(desk)
    qtbot.addWidget(card)
    words = [each for each in card.findChildren(object) if hasattr(each, "plain")]
    assert "だれもいません" in words[0].plain()
    desk.do(add_household, HouseholdRequest(), (PersonRequest("青木　花"),))
    assert "1世帯・1人" in words[0].plain()


def test_the_roster_keeps_the_rules_of_every_screen(window: DeskWindow, roster: RosterPage) -> None:
    assert audit(window) == [], said(audit(window))
    roster.conditions.more.click()
    assert audit(window) == []


def test_home_opens_the_import_and_a_person(stack: RosterStack, roster: RosterPage) -> None:
    stack.open_record(str(roster.table.row.id))
    assert isinstance(stack.page, PersonPage)
    stack.open_record("import")
    assert isinstance(stack.page, ImportPage)
