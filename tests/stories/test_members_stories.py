"""The stories of the roster, played in the real window of the program."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.audit import settle
from support.ime import commit
from support.roster import HEAD, ROWS, fill
from support.roster_window import Played, play

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.members.usecases import PeopleFilter, people, person_request
from kobe_desk.modules.members.view.importing import ImportPage
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.ui.button import Button
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.field import search

scenarios("members.feature")
pytestmark = pytest.mark.story


@pytest.fixture(autouse=True)
def dressed() -> Iterator[None]:
    use_language("ja")
    with clock.stopped_at(datetime(2026, 11, 25, 1, 32, tzinfo=UTC)):
        yield


@given("空の帳面がひらいている", target_fixture="played")
def an_empty_desk(records: Records, desk: Desk, qtbot: QtBot) -> Played:
    return play(records, desk, qtbot)


@given("名簿に人がいる帳面がひらいている", target_fixture="played")
def a_desk_with_people(records: Records, desk: Desk, qtbot: QtBot) -> Played:
    fill(records)
    return play(records, desk, qtbot)


@when("Excelの名簿を選ぶ")
def choose_a_workbook(played: Played, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (("みなと坂自治会　名簿",), (), HEAD, *ROWS):
        book.active.append(row)
    book.save(tmp_path / "名簿R8.xlsx")
    played.roster.empty_buttons[0].click()
    page = played.stack.page
    assert isinstance(page, ImportPage)
    page.file_chosen.emit(tmp_path / "名簿R8.xlsx")


@then("何も書き込まれていない")
def nothing_is_written(played: Played) -> None:
    assert played.everybody == 0


@then("入れられない行のわけが出ている")
def the_reasons_are_shown(played: Played) -> None:
    page = played.stack.page
    assert isinstance(page, ImportPage)
    assert page.problems.rowCount() == 2
    assert page.problem_table.isVisible()


@when("名簿に入れるボタンを押す")
def take_it_in(played: Played) -> None:
    page = played.stack.page
    assert isinstance(page, ImportPage)
    page.take_in.click()


@then(parsers.parse("名簿に{count:d}人いる"))
def so_many_people(played: Played, count: int) -> None:
    assert played.everybody == count
    assert played.roster.model.rowCount() == count


@when("元に戻すボタンを押す")
def undo(played: Played) -> None:
    played.desk.undo()


@then("名簿にはだれもいない")
def nobody(played: Played) -> None:
    assert played.everybody == 0
    assert played.roster.empty_buttons[0].isVisible()


@when(parsers.parse("「{words}」とさがす"))
def look_for(played: Played, words: str, qtbot: QtBot) -> None:
    field = played.roster.search
    field.edit.clear()
    commit(field.edit, words)
    with qtbot.waitSignal(field.searched, timeout=search.WAIT * 8):
        pass


@then(parsers.parse("「{name}」が見つかる"))
def is_found(played: Played, name: str) -> None:
    model = played.roster.model
    assert name in [model.index(row, 0).data() for row in range(model.rowCount())]


@when(parsers.parse("「{name}」の電話を「{phone}」に直す"))
def correct_the_phone(played: Played, name: str, phone: str) -> None:
    _choose(played, name)
    played.roster.pane.edit.click()
    page = played.stack.page
    assert isinstance(page, PersonPage)
    field = page.form.fields["phone"].control
    field.set_value("")
    commit(field.parts()[0][1], phone)
    page.save.click()


@when("これまでの変更の、元に戻すを押す")
def undo_at_the_person(played: Played) -> None:
    settle()
    links = [each for each in played.roster.pane.findChildren(Button) if "元に戻す" in each.accessibleName()]
    links[0].click()


@then(parsers.parse("「{name}」の電話は「{phone}」である"))
def the_phone_is(played: Played, name: str, phone: str) -> None:
    row = next(row for row in played.records.ask(people, PeopleFilter()).rows if row.name == name)
    assert played.records.ask(person_request, row.id).phone == phone


def _choose(played: Played, name: str) -> None:
    row = next(row for row in played.records.ask(people, PeopleFilter()).rows if row.name == name)
    played.roster.choose(row.id)
