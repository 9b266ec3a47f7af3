"""The story of a thing bought with a grant, up to the overview for the general meeting, in the real window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.audit import settle
from support.papers import squeezed, text_of

from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.home import ask_deadlines
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    applications,
    hand_in_on_paper,
    keep_papers,
    note_step,
)
from kobe_desk.modules.subsidies.usecases.assets import assets
from kobe_desk.modules.subsidies.view import AssetPage, AssetPaperPage, GrantCosts, OverviewPage, OverviewPaperPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import Deadline
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies_year.feature")
pytestmark = pytest.mark.story


@dataclass
class Played:
    """The window of the story, and the desk behind it."""

    records: Records
    desk: Desk
    window: DeskWindow
    key: UUID
    qtbot: QtBot
    folder: Path

    @property
    def page(self):
        return self.window.shown_page()

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()

    def back(self) -> None:
        self.click(self.page.header.back)

    def paper(self) -> str:
        paper = self.page.preview.paper
        assert paper is not None
        return squeezed(text_of(paper.pdf, self.folder))


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given(parsers.parse("提出して{yen:d}円の決定を受けた「{title}」がある"), target_fixture="played")
def a_grant(together_records: tuple[Records, UUID], qtbot: QtBot, tmp_path: Path, yen: int, title: str) -> Played:
    records = together_records[0]
    lines = records.ask(applications)
    for each in lines:
        records.do(keep_papers, each.id, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    records.do(hand_in_on_paper, tuple(each.id for each in lines), date(2026, 11, 20))
    key = next(each.id for each in lines if each.title == title)
    decision = {"decision_no": "神地第12号", "decision_date": date(2026, 11, 22), "decided_amount": yen}
    records.do(note_step, key, "decided", decision, date(2026, 11, 22))
    theme.wear("light", 12)
    desk = Desk(records, inline=True)
    window = DeskWindow([Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("subsidies")
    settle()
    return Played(records, desk, window, key, qtbot, tmp_path)


@when(parsers.parse("{text}{price:d}円を出納帳に書き、助成に{share:d}円を割り当てる"))
def buy(played: Played, text: str, price: int, share: int) -> None:
    account = next(each for each in played.records.ask(accounts) if each.name == "備品購入費")
    entry = EntryRequest(date(2026, 11, 24), account.id, price, text, "みなと商店")
    key = played.records.do(post_entry, entry).result
    played.click(played.page.buttons[f"grant:{played.key}"])
    next(each for each in played.page.steps.items if each.text() == "支出").click()
    settle()
    part = played.page.part
    assert isinstance(part, GrantCosts)
    part.form.fields["entry"].set_value(key)
    part.form.fields["amount"].set_value(share)
    part.form.fields["category"].set_value("supplies")
    played.click(part.button)


@when("支出の画面で備品台帳にのせる")
def into_the_register(played: Played) -> None:
    part = played.page.part
    part.spent.setCurrentIndex(part.spent.model().index(0, 0))
    played.click(part.register)
    played.back()
    played.click(played.page.assets)


@then(parsers.parse("備品台帳に「{name}」が1つあり、うち助成は{share:d}円である"))
def it_is_there(played: Played, name: str, share: int) -> None:
    assert [(each.name, each.share) for each in played.records.ask(assets)] == [(name, share)]
    assert played.page.table.row.name == name


@when(parsers.parse("置き場所「{place}」と、次に確認する日の令和9年3月31日を書く"))
def complete(played: Played, place: str) -> None:
    played.click(played.page.open)
    page = played.page
    assert isinstance(page, AssetPage)
    page.form.fields["place"].control.set_value(place)
    page.form.fields["check_next"].control.set_value(date(2027, 3, 31))
    played.click(page.keep)


@then(parsers.parse("今日の画面の期限に「{name}」の令和9年3月31日がある"))
def it_is_due(played: Played, name: str) -> None:
    found: list[Deadline] = []
    ask_deadlines(played.desk, found.extend)
    settle()
    assert (name, date(2027, 3, 31)) in [(each.title, each.day) for each in found]


@when("承認なしで処分しようとする")
def dispose(played: Played) -> None:
    card = played.page.disposing
    card.form.fill({"day": date(2026, 11, 25), "reason": "こわれた"})
    played.click(card.dispose)


@then("承認の番号と日を求められ、備品は台帳に残る")
def refused(played: Played) -> None:
    assert "承認" in played.page.disposing.form.fields["approval"].error
    assert played.records.ask(assets)[0].disposed is None
    played.back()


@when("備品台帳を印刷する")
def print_register(played: Played) -> None:
    played.click(played.page.print)
    assert isinstance(played.page, AssetPaperPage)


@when("年度の助成一覧を印刷する")
def print_overview(played: Played) -> None:
    played.back()
    played.back()
    played.click(played.page.overview)
    page = played.page
    assert isinstance(page, OverviewPage)
    played.click(page.print)
    assert isinstance(played.page, OverviewPaperPage)


@then(parsers.parse("紙に「{first}」と「{second}」と「{third}」がある"))
def it_says(played: Played, first: str, second: str, third: str) -> None:
    text = played.paper()
    for words in (first, second, third):
        assert words in text
