"""The stories of an application, played in the real window."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.audit import settle
from support.ime import commit

from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.usecases import applications, offers
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies.feature")
pytestmark = pytest.mark.story


@dataclass
class Played:
    """The window of a story, and the desk behind it."""

    records: Records
    window: DeskWindow

    @property
    def page(self):
        return self.window.shown_page()

    @property
    def wizard(self) -> ApplicationController:
        return next(each for each in self.page.children() if isinstance(each, ApplicationController))


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given("見本の自治会の帳面がひらいている", target_fixture="played")
def a_desk_with_the_sample(sample_records: Records, qtbot: QtBot) -> Played:
    theme.wear("light", 12)
    desk = Desk(sample_records, inline=True)
    window = DeskWindow([Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("subsidies")
    settle()
    return Played(sample_records, window)


def _key(played: Played, title: str) -> str:
    return next(each.key for each in played.records.ask(offers) if each.programme.title == title)


@when(parsers.parse("「{title}」の申請をはじめる"))
def begin(played: Played, title: str) -> None:
    played.page.buttons[_key(played, title)].click()
    settle()


@when(parsers.parse("事業の名前を「{name}」と書きかけて、あとで続ける"))
def stop_half_way(played: Played, name: str) -> None:
    played.wizard.show("project")
    commit(played.page.questions.fields["project_name"].control.control, name)
    played.page.later.click()
    settle()


@then(parsers.parse("申請のつづきに{count:d}件ある"))
def so_many_to_go_on_with(played: Played, count: int) -> None:
    assert len(played.records.ask(applications)) == count
    assert played.page.begun.isVisible()


@when("その申請を続ける")
def go_on(played: Played) -> None:
    played.page.buttons[str(played.records.ask(applications)[0].id)].click()
    settle()


@then(parsers.parse("事業の名前は「{name}」である"))
def the_name_is(played: Played, name: str) -> None:
    assert played.page.questions.fields["project_name"].control.control.text() == name


@when(parsers.parse("「{title}」の今年度版をつくる"))
def copy(played: Played, title: str) -> None:
    played.page.buttons[_key(played, title)].click()
    settle()


@then("まだ申請をはじめられない")
def cannot_begin(played: Played) -> None:
    assert played.page.begin.isHidden()


@when("額を1つずつ確かめる")
def confirm_one_by_one(played: Played) -> None:
    for at in list(played.page.cards):
        played.page.cards[at].button.click()
        settle()


@then("申請をはじめられる")
def can_begin(played: Played) -> None:
    assert not played.page.begin.isHidden()
    played.page.begin.click()
    settle()
    assert played.wizard.at == "who"
