"""The story of a packet: out to a helper, answered on another computer, back with one conflict, taken in once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QFileDialog
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.applications import NOON
from support.audit import settle
from support.ime import commit
from support.program import new_program, press, type_at, wait_for

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.core.vault import passphrase
from kobe_desk.modules.members.model import Person
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.exchange import helping
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.answers import Origin
from kobe_desk.modules.subsidies.usecases import application, save_answers
from kobe_desk.modules.subsidies.usecases.helping import help_packets
from kobe_desk.modules.subsidies.view.helping import AskHelpPage, HelpersPage, PacketPage, ReturnedPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.papers_page import PapersPage
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies_helpers.feature")
pytestmark = pytest.mark.story

OURS, THEIRS = "書記の文です。", "お手伝いの文です。"
QUESTIONS = {"すること": "content", "どうなれば成功ですか": "effect"}


@dataclass
class Played:
    """The window of the story, the desk behind it, and the file that travels."""

    records: Records
    desk: Desk
    window: DeskWindow
    key: UUID
    path: Path
    words: list[str] = field(default_factory=list)

    @property
    def page(self):
        return self.window.shown_page()

    def value(self, name: str):
        return self.records.ask(application, self.key).answers.get(name)


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given("答えた申請がひらいている", target_fixture="played")
def an_application(sample_records: Records, answered: UUID, qtbot: QtBot, tmp_path: Path) -> Played:
    theme.wear("light", 12)
    desk = Desk(sample_records, inline=True)
    window = DeskWindow([Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("subsidies")
    settle()
    window.shown_page().buttons[str(answered)].click()
    settle()
    return Played(sample_records, desk, window, answered, tmp_path / "手伝太郎さんへ.kdpacket")


@when(parsers.parse("「{name}」に質問「{first}」「{second}」の包みをつくる"))
def make_packet(played: Played, monkeypatch: pytest.MonkeyPatch, name: str, first: str, second: str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(played.path), ""))
    played.page.helping.click()
    settle()
    page = played.page
    assert isinstance(page, AskHelpPage)
    for label in (first, second):
        page.questions.boxes[QUESTIONS[label]].click()
    commit(page.form.fields["helper"].control, name)
    page.make.click()
    settle()


@then("6つの言葉の紙が出て、包みに名簿の名前はない")
def slip_is_shown(played: Played) -> None:
    assert isinstance(played.page, PapersPage)
    document = pypdfium2.PdfDocument(played.page.preview.paper.pdf)
    text = document[0].get_textpage().get_text_range().split()
    played.words = [each for each in text if each in passphrase.words()]
    assert len(played.words) == packet.words.COUNT
    inside = packet.encoded(helping.open_packet(played.path, " ".join(played.words)).packet).decode()
    with played.records.database.reading() as session:
        assert not [name for name in session.scalars(sa.select(Person.name)) if name in inside]


@when("別のパソコンで6つの言葉で包みを開き、2つの質問に答えて返す")
def answer_elsewhere(played: Played, qtbot: QtBot) -> None:
    program = new_program()
    program.begin(played.path)
    type_at(program.entrance, "6つの言葉", "　".join(played.words))
    press(program.entrance, "包みを開く")
    wait_for(qtbot, lambda: isinstance(program.entrance.shown_page(), PacketPage))
    page = program.entrance.shown_page()
    answers = {"content": THEIRS, "effect": "近所の人と話せるようになる。"}
    for at in range(1, len(page.steps.items) - 1):
        page.steps.items[at].click()
        for name, text in answers.items():
            if name in page.questions.fields:
                page.questions.fields[name].focus()
                edit = program.entrance.focusWidget()
                edit.selectAll()
                commit(edit, text)
    page.steps.items[-1].click()
    press(program.entrance, "お返しする")
    program.close()


@when("そのあいだに書記も「すること」を書きかえる")
def change_here(played: Played) -> None:
    now = played.records.ask(application, played.key).answers
    played.records.do(save_answers, played.key, now.with_value("content", OURS), "")


@when("戻った包みを取り込む")
def take_in(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(played.path), ""))
    stack = played.window.page("subsidies")
    while stack.currentIndex():
        stack.leave(played.page)
        settle()
    played.page.helpers.click()
    settle()
    assert isinstance(played.page, HelpersPage)
    played.page.take_in.click()
    settle()


@then("「すること」の2つの文が並び、もう一つはそのまま入る")
def one_conflict(played: Played) -> None:
    page = played.page
    assert isinstance(page, ReturnedPage)
    (choice,) = page.choices.values()
    assert [card.option.text for card in choice.cards] == [OURS, THEIRS]


@when("お手伝いの文を選んで取り込む")
def choose(played: Played) -> None:
    played.page.merge.click()
    settle()
    assert played.value("content").value == OURS, "nothing is taken before it is chosen"
    (choice,) = played.page.choices.values()
    choice.cards[1].click()
    played.page.merge.click()
    settle()


@then("申請にはお手伝いの文があり、書記の文は包みの記録に残る")
def it_is_there(played: Played) -> None:
    content, effect = played.value("content"), played.value("effect")
    assert (content.value, content.origin) == (THEIRS, Origin.DELEGATED)
    assert effect.value == "近所の人と話せるようになる。"
    kept = {each.label: each for each in played.records.ask(help_packets)[0].outcome}
    assert kept["すること"].desk == OURS


@then("同じ包みはもう取り込めない")
def not_twice(played: Played) -> None:
    assert isinstance(played.page, HelpersPage)
    with clock.stopped_at(NOON):
        played.page.take_in.click()
        settle()
    assert isinstance(played.page, HelpersPage)
    assert "一度だけ" in played.page.notice.text
