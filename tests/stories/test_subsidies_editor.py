"""The story of a programme that goes on: next year's version, handed to another association, applied with there."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.applications import SECRETARY
from support.audit import settle
from support.key import KEY
from support.papers import squeezed, text_of
from support.subsidy import HOUSE

from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.papers.make import make_papers
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import application, applications
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies_editor.feature")
pytestmark = pytest.mark.story

PAST = "bouhan-camera-shuzen-2025"


@dataclass
class Played:
    """The window of a story, the desk behind it, and the file that goes from one to the other."""

    records: Records
    window: DeskWindow
    file: Path
    fingerprint: str = ""

    @property
    def page(self):
        return self.window.shown_page()

    def press(self, button) -> None:
        button.click()
        settle()


def opened(records: Records, qtbot: QtBot, file: Path) -> Played:
    theme.wear("light", 12)
    desk = Desk(records, inline=True)
    window = DeskWindow([Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("subsidies")
    settle()
    return Played(records, window, file)


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@pytest.fixture
def other_records(sample_file: Path, tmp_path: Path) -> Iterator[Records]:
    """Another desk, which has never heard of the programme's next version."""
    records = Records(Database.open(Path(shutil.copy(sample_file, tmp_path / "other.db")), KEY), SECRETARY)
    yield records
    records.close()


@given("今年度版の額を確かめ終えた帳面がひらいている", target_fixture="played")
def a_confirmed_copy(sample_records: Records, qtbot: QtBot, tmp_path: Path) -> Played:
    played = opened(sample_records, qtbot, tmp_path / "制度.kdprog")
    played.press(played.page.buttons[PAST])
    confirm(played)
    return played


def confirm(played: Played) -> None:
    """Press “This is right” at each figure, then at each changed example."""
    for at in list(played.page.cards):
        card = played.page.cards[at]
        if card.form is not None:
            played.press(card.button)
    while played.page.examples:
        played.press(played.page.examples[0].button)


@when("次の年度の版をつくり、額を1つずつ確かめる")
def next_year(played: Played) -> None:
    played.press(played.page.next)
    assert played.page.begin.isHidden()
    confirm(played)


@when(parsers.parse("補助率を「{rate}」に直して保存し、確かめ直す"))
def another_rate(played: Played, rate: str) -> None:
    played.press(played.page.edit)
    played.page.lead_to("amount/grant", "amount/grant/rate")
    control = played.page.forms.fields["amount/grant/rate"].control
    control.setText(rate)
    control.edited.emit()
    played.press(played.page.save)
    played.press(played.page.header.back)
    confirm(played)


@then(parsers.parse("変わったところに「{sentence}」とある"))
def the_difference_says(played: Played, sentence: str) -> None:
    played.press(played.page.difference)
    assert sentence in played.page.sentences
    played.press(played.page.header.back)


@when("制度をファイルに書き出す")
def write(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(played.file), ""))
    played.press(played.page.give)
    played.fingerprint = dict(played.page.facts._facts)["指紋（SHA-256）"]
    played.press(played.page.write)
    assert played.file.is_file()


@when("そのファイルを別の帳面で調べる", target_fixture="other")
def look_elsewhere(played: Played, other_records: Records, qtbot: QtBot) -> Played:
    other = opened(other_records, qtbot, played.file)
    other.press(other.page.take)
    other.page.file.control.set_value(played.file)
    other.press(other.page.look)
    return other


@then("出どころと、書き出したときと同じ指紋が見える")
def origin_and_fingerprint(played: Played, other: Played) -> None:
    facts = dict(other.page.facts._facts)
    assert facts["指紋（SHA-256）"] == played.fingerprint
    assert "みなと坂自治会" in facts.values()
    assert other.page.take.isEnabled()


@when("取り込んで申請をはじめる")
def take_and_begin(other: Played) -> None:
    other.press(other.page.take)
    assert not other.page.begin.isHidden()
    other.press(other.page.begin)


@then(parsers.parse("申請は「{version}」版ではじまる"))
def it_begins(other: Played, version: str) -> None:
    wizard = next(each for each in other.page.children() if isinstance(each, ApplicationController))
    assert wizard._row().programme.version == version
    assert len(other.records.ask(applications)) == 1


QUESTION = "page/places_page/field/question_1"


def group(played: Played, at: str):
    return next(each for each in played.page.forms.groups if each.group.at == at)


def wizard_of(played: Played) -> ApplicationController:
    return next(each for each in played.page.children() if isinstance(each, ApplicationController))


@when(parsers.parse("「直す場所」に質問「{label}」を足し、修繕計画書に印刷することにする"))
def put_in_a_question(played: Played, label: str) -> None:
    played.press(played.page.edit)
    played.page.lead_to("page/places_page", "")
    card = group(played, "page/places_page/field")
    played.press(card.add)
    fields = card.new.form.fields
    fields["label"].control.setText(label)
    fields["type"].control.set_value("yesno")
    fields["form"].control.set_value("plan")
    played.press(card.new.add)


@when("1つ上へ動かし、前の補助のカメラのときだけたずねることにする")
def move_and_condition(played: Played) -> None:
    played.press(group(played, "page/places_page/field").buttons["up", QUESTION])
    control = played.page.forms.fields[f"{QUESTION}/when"].control
    control.question.set_value("old_subsidy")
    control.question.edited.emit()
    played.press(played.page.save)
    assert played.page.ways == []


@when("その制度で申請をはじめ、前の補助のカメラだと答える")
def begin_here(played: Played) -> None:
    played.press(played.page.header.back)
    played.press(played.page.begin)
    wizard_of(played).show("places_page")
    settle()
    assert "question_1" not in shown(played)
    answer(played, "old_subsidy", True)


def shown(played: Played) -> list[str]:
    return [name for name, field in played.page.questions.fields.items() if field.isVisible()]


def answer(played: Played, name: str, value: bool) -> None:
    control = played.page.questions.fields[name].control.control
    control.set_value(value)
    control.edited.emit()
    settle()


@then(parsers.parse("「{label}」とたずねられる"))
def it_is_asked(played: Played, label: str) -> None:
    assert "question_1" in shown(played)
    assert played.page.questions.fields["question_1"].label == label


@when("「はい」と答える")
def say_yes(played: Played) -> None:
    answer(played, "question_1", True)
    played.press(played.page.later)


@then(parsers.parse("修繕計画書に「{label}」と「{said}」が印刷される"))
def it_is_printed(played: Played, label: str, said: str, tmp_path: Path) -> None:
    found = played.records.ask(application, played.records.ask(applications)[0].id)
    day = clock.today()
    evaluation = evaluate(found.programme, found.answers, day)
    made = make_papers(found.programme, found.answers, evaluation, HOUSE, day=day, number="第1号")
    words = squeezed(text_of(next(each.data for each in made if each.form == "plan"), tmp_path))
    assert f"{label}{said}" in words
