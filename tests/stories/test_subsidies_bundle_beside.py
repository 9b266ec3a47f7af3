"""The stories of what stands beside the questions of several applications, played in the real window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytest_bdd import given, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.audit import settle
from support.ime import commit

from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.core.vault import passphrase
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.bundle import BundleController
from kobe_desk.modules.subsidies.controller.steps import CHECK
from kobe_desk.modules.subsidies.exchange import helping
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    begin_bundle,
    hand_in_on_paper,
    keep_papers,
    offers,
    open_bundle,
)
from kobe_desk.modules.subsidies.usecases.programmes import programme_places, save_programme
from kobe_desk.modules.subsidies.view import BundlePage
from kobe_desk.modules.subsidies.view.helping import AskHelpPage, ReturnedPage
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.styles import FORM_TITLE, LABELS
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.papers_page import PapersPage
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies_bundle_beside.feature")
pytestmark = pytest.mark.story


@dataclass
class Played:
    """The window of the story, and the desk behind it."""

    desk: Desk
    records: Records
    window: DeskWindow
    bundle: UUID
    earlier: UUID | None = None
    packet: Path | None = None
    words: Sequence[str] = ()

    @property
    def page(self):
        return self.window.shown_page()

    @property
    def wizard(self) -> BundleController:
        return next(each for each in self.page.children() if isinstance(each, BundleController))

    def open(self, key: UUID) -> None:
        self.window.page("subsidies").controller.open_bundle(key)
        settle()

    def back(self) -> None:
        self.page.back_requested.emit()
        settle()

    def answers(self, field: str) -> list[object]:
        opened = self.records.ask(open_bundle, self.bundle).opened
        return [each.application.answers.value(field) for each in opened]


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


def empty_paper() -> bytes:
    paper = Paper(PaperFacts(title="交付申請書"), LABELS)
    paper.sheet.text(105, 24, "交付申請書", FORM_TITLE, "center")
    return paper.finish()


def play(records: Records, key: UUID, qtbot: QtBot) -> Played:
    theme.wear("light", 12)
    desk = Desk(records, inline=True)
    window = DeskWindow([Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("subsidies")
    settle()
    played = Played(desk, records, window, key)
    played.open(key)
    return played


@given("前の年にまとめて出した助成を、もう一度まとめてはじめている", target_fixture="played")
def begun_again(together_records: tuple[Records, UUID], qtbot: QtBot) -> Played:
    records, earlier = together_records
    opened = records.ask(open_bundle, earlier).opened
    for each in opened:
        paper = PaperRequest("application", "交付申請書", empty_paper())
        records.do(keep_papers, each.application.id, (paper,))
    records.do(hand_in_on_paper, tuple(each.application.id for each in opened), date(2026, 11, 25))
    ready = {each.programme.id: each.key for each in records.ask(offers) if not each.past and not each.unconfirmed}
    again = records.do(begin_bundle, tuple(ready[each.application.programme.id] for each in opened)).result
    played = play(records, again, qtbot)
    played.earlier = earlier
    return played


@when("最初のページで「前の申請と見くらべる」を押す")
def compare(played: Played) -> None:
    assert not played.page.compare.isHidden()
    played.page.compare.click()
    settle()


def words_in(page: object) -> list[str]:
    return [each.text() for each in page.findChildren(Label)]


def button_of(played: Played, field: str, wish: str):
    return next(each for (key, name), each in played.page.buttons.items() if name == wish and key.endswith(f":{field}"))


@then("同じ質問は1回だけ出て、どの制度の答えかが書いてある")
def once(played: Played) -> None:
    keys = {key for key, _wish in played.page.buttons}
    assert len([each for each in keys if each.endswith(":content")]) == 1
    texts = [each.text() for each in played.page.findChildren(object) if hasattr(each, "text") and callable(each.text)]
    assert any("4つの制度" in each for each in texts)


@when("事業の内容を前の答えにする")
def take(played: Played) -> None:
    button_of(played, "content", "before").click()
    settle()


@then("4つの制度のどれにも、その答えが入っている")
def everywhere(played: Played) -> None:
    found = played.answers("content")
    assert len(found) == 4 and len(set(found)) == 1 and found[0]


@when("前にまとめて出したほうをひらき、2つ目の制度の支出のページで「計算を印刷」を押す")
def calculate(played: Played) -> None:
    played.back()
    played.back()
    played.open(played.earlier)
    played.back()  # its papers are made: they lie on top
    assert isinstance(played.page, BundlePage)
    wizard = played.wizard
    wizard.show(wizard.state.member_way(1).page_of("budget_out"))
    assert not played.page.pane.print_button.isHidden()
    played.page.pane.print_button.click()
    settle()


@then("その制度の計算が見えていて、すべての制度をまとめたものもえらべる")
def calculated(played: Played) -> None:
    preview = played.page.preview
    names = [each.name for each in preview.papers]
    assert names[0] == "すべての制度" and len(names) == 5
    assert preview.paper.name == "エコタウンまちづくり活動助成"
    played.back()


@when("「写すための一覧」で3つ目の制度をえらぶ")
def list_third(played: Played) -> None:
    played.wizard.show(CHECK)
    played.page.list_all.click()
    settle()
    played.page.which.set_value(2)
    played.page.which.edited.emit()


@then("その制度の答えが写せて、Excelには制度ごとのシートがある")
def copied(played: Played, tmp_path: Path) -> None:
    page = played.page
    name = next(each for each in page.buttons if "団体名" in each.accessibleName())
    name.click()
    assert QApplication.clipboard().text() == "みなと坂自治会"
    target = tmp_path / "一覧.xlsx"
    page.save_wanted.emit(target)
    settle()
    titles = openpyxl.load_workbook(target).sheetnames
    assert len(titles) == 4 and "防災福祉コミュニティ 運営活動費助成" in titles


@given("4つの制度にまとめて答えている", target_fixture="played")
def answered(together_records: tuple[Records, UUID], qtbot: QtBot) -> Played:
    return play(together_records[0], together_records[1], qtbot)


@when("2つ目の制度の質問の言い方を直した新しい版ができる")
def newer(played: Played) -> None:
    own = next(each.key for each in played.records.ask(offers) if each.programme.id == "ecotown" and not each.past)
    mark = played.records.ask(programme_places, own).fingerprint
    played.desk.do(save_programme, own, {"page/project/field/place/label": "どこでしますか"}, mark)
    played.back()
    played.open(played.bundle)


@then("申請の画面から変わったところが見えて、制度の名前は1回だけ出る")
def told(played: Played) -> None:
    assert not played.page.newer.isHidden()
    played.page.newer.click()
    settle()
    assert any("どこでしますか" in each for each in played.page.sentences)
    lines = [each.text() for each in played.page.findChildren(object) if hasattr(each, "text") and callable(each.text)]
    assert not any(each.startswith("エコタウンまちづくり活動助成・") for each in lines)


@when("その制度を新しい版にして続ける")
def go_on(played: Played) -> None:
    (button,) = played.page.buttons.values()
    button.click()
    settle()


@then("答えはそのまま残り、直した質問に要確認の印がつく")
def kept(played: Played) -> None:
    assert isinstance(played.page, BundlePage) and played.page.newer.isHidden()
    opened = played.records.ask(open_bundle, played.bundle).opened
    assert len({str(each.application.answers.value("place")) for each in opened}) == 1
    assert opened[1].application.answers.get("place").stale


@when("「手伝いを頼む」で、まとめた質問から1つをえらんで包みをつくる")
def ask_help(played: Played, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "手伝太郎さんへ.kdpacket"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(path), ""))
    assert not played.page.helping.isHidden()
    played.page.helping.click()
    settle()
    page = played.page
    assert isinstance(page, AskHelpPage)
    names = [each.partition(":")[2] for each in page.questions.boxes]
    assert len(names) == len(set(names)) and "content" in names
    next(box for name, box in page.questions.boxes.items() if name.endswith(":content")).click()
    commit(page.form.fields["helper"].control, "手伝 太郎")
    page.make.click()
    settle()
    played.packet = path


@then("質問は1回ずつ出ていて、6つの言葉の紙が出る")
def slip(played: Played) -> None:
    assert isinstance(played.page, PapersPage)
    document = pypdfium2.PdfDocument(played.page.preview.paper.pdf)
    text = document[0].get_textpage().get_text_range().split()
    played.words = [each for each in text if each in passphrase.words()]
    assert len(played.words) == 6
    played.back()


@when("お手伝いの人が答えて返し、それを取り込む")
def come_back(played: Played) -> None:
    opened = helping.open_packet(played.packet, " ".join(played.words))
    assert opened.packet.chosen == ("content",)
    answers = opened.packet.answers.with_value("content", "お手伝いの文です。")
    helping.save_packet(opened, replace(opened.packet.with_answers(answers, "", {}), returned=True))
    played.back()
    played.page.helpers.click()
    settle()
    played.page.take_in.click()
    settle()
    assert isinstance(played.page, ReturnedPage)
    played.page.merge.click()
    settle()


@then("お手伝いの答えが、4つの制度のどれにも入る")
def helped(played: Played) -> None:
    assert played.answers("content") == ["お手伝いの文です。"] * 4
