"""The story of the office's own form, played in the real window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.answering import write_form
from support.audit import audit, settle
from support.granted import granted_of
from support.office_form import office_form
from support.papers import squeezed, text_of

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies import exchange, module
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.steps import CHECK
from kobe_desk.modules.subsidies.usecases import application, own_form, paper_order
from kobe_desk.modules.subsidies.view import (
    FormTrialPage,
    GrantPage,
    LaterPapersPage,
    LayoutPage,
    OwnFormsPage,
    StagePart,
)
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies_overlay.feature")
pytestmark = pytest.mark.story


@dataclass
class Played:
    """The window of a story, and the desk behind it."""

    records: Records
    desk: Desk
    window: DeskWindow
    key: UUID
    folder: Path
    form: str = ""

    @property
    def page(self):
        return self.window.shown_page()

    def kept(self):
        return self.records.ask(own_form, self.key, self.form)


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given("見本の自治会に、答えのそろった申請がある", target_fixture="played")
def an_answered_application(sample_records: Records, answered: UUID, qtbot: QtBot, tmp_path: Path) -> Played:
    return opened(sample_records, answered, qtbot, tmp_path)


@given("見本の自治会に、交付決定を受けた助成がある", target_fixture="played")
def a_decided_grant(together_records: tuple[Records, UUID], qtbot: QtBot, tmp_path: Path) -> Played:
    granted = granted_of(*together_records, tmp_path)
    return opened(granted.records, granted.key, qtbot, tmp_path)


def opened(records: Records, key: UUID, qtbot: QtBot, folder: Path) -> Played:
    theme.wear("light", 12)
    desk = Desk(records, inline=True)
    window = DeskWindow([Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("subsidies")
    settle()
    return Played(records, desk, window, key, folder)


@when(parsers.parse("窓口の様式を「{title}」に取りこむ"))
def take_in(played: Played, title: str) -> None:
    played.page.application_opened.emit(played.key)
    settle()
    next(each for each in played.page.children() if isinstance(each, ApplicationController)).show(CHECK)
    settle()
    assert played.page.forms.isVisible()
    played.page.forms.click()
    settle()
    assert isinstance(played.page, OwnFormsPage)
    programme = played.records.ask(application, played.key).programme
    played.form = next(each.id for each in programme.forms if each.title == title)
    choose_file(played)


def choose_file(played: Played) -> None:
    file = played.folder / "様式第1号.pdf"
    file.write_bytes(office_form())
    assert played.page.buttons[f"choose:{played.form}"].isVisible()
    played.page.file_chosen.emit(played.form, file)
    settle()
    assert isinstance(played.page, LayoutPage)


def choose(played: Played, label: str) -> None:
    what = played.page.what
    what.setCurrentIndex(what.findText(label))
    what.activated.emit(what.currentIndex())
    assert what.currentText() == label


@when(parsers.parse("「{label}」の枠をマウスで引く"))
def draw(played: Played, label: str, qtbot: QtBot) -> None:
    choose(played, label)
    canvas = played.page.canvas
    start, end = canvas.point(57, 42).toPoint(), canvas.point(183, 56).toPoint()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, (start + end) / 2)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    settle()
    assert played.kept().boxes[0].rect == pytest.approx((57, 42, 126, 14), abs=0.5)


@when(parsers.parse("「{label}」の枠を加え、矢印キーで右へ2mm動かす"))
def add_and_move(played: Played, label: str, qtbot: QtBot) -> None:
    choose(played, label)
    qtbot.mouseClick(played.page.add_box, Qt.MouseButton.LeftButton)
    settle()
    played.folder.joinpath("left").write_text(str(played.kept().boxes[1].rect[0]))
    for _press in range(2):
        qtbot.keyClick(played.page.canvas, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: played.kept().boxes[1].rect[0] != left_before(played))
    settle()


def left_before(played: Played) -> float:
    return float(played.folder.joinpath("left").read_text())


@then("枠は2つあり、2つ目は右へ2mm動いている")
def moved(played: Played) -> None:
    boxes = played.kept().boxes
    assert len(boxes) == 2
    assert boxes[1].rect[0] == pytest.approx(left_before(played) + 2)
    assert not played.kept().faults


@when("一度元に戻す")
def undo(played: Played) -> None:
    played.desk.undo()
    settle()


@then("枠は2つあり、2つ目は動いていない")
def not_moved(played: Played) -> None:
    assert len(played.kept().boxes) == 2
    assert played.kept().boxes[1].rect[0] == left_before(played)
    assert played.page.boxes == played.kept().boxes


@when("答えで試す")
def try_it(played: Played) -> None:
    played.page.real.click()
    settle()


@then("試した様式に団体名と事業の名前がある")
def it_is_on_the_paper(played: Played) -> None:
    assert isinstance(played.page, FormTrialPage)
    text = squeezed(text_of(played.page.preview.papers[0].pdf, played.folder))
    answers = played.records.ask(application, played.key).answers
    assert squeezed(str(answers.value("org_name"))) in text
    assert squeezed(str(answers.value("project_name"))) in text
    played.page.header.back.click()
    settle()


@when("その様式を使う")
def use(played: Played) -> None:
    played.page.use.click()
    settle()
    assert played.page.use.isHidden()


@then("申請の書類は窓口の様式である")
def the_papers_are_the_offices(played: Played) -> None:
    assert played.kept().in_use
    made = exchange.make_papers(played.records.ask(paper_order, played.key), silent).papers
    mine = next(each for each in made if each.form == played.form)
    assert "（窓口の様式）" in squeezed(text_of(mine.data, played.folder))
    assert "参考様式" not in mine.title


# a paper of a later stage

DONE = "公園の清掃を9回した。"


@when(parsers.parse("実績報告を書き、その窓口の様式を「{title}」に取りこむ"))
def take_in_for_the_report(played: Played, title: str) -> None:
    played.page.grant_opened.emit(played.key)
    settle()
    page = played.page
    assert isinstance(page, GrantPage)
    next(each for each in page.steps.items if each.text() == "実績報告").click()
    settle()
    assert isinstance(page.part, StagePart)
    write_form(page.part.form, done=DONE, effect="ごみが減った。", people=212,
               done_from=date(2026, 12, 12), done_to=date(2027, 3, 20))  # fmt: skip
    page.part.forms.click()
    settle()
    assert isinstance(played.page, OwnFormsPage)
    assert audit(played.window) == []
    played.form = "later-report"
    assert title in played.page.buttons[f"choose:{played.form}"].accessibleName()
    choose_file(played)


@then("どの書類の枠を置いているかが画面に出ている")
def it_says_which_paper(played: Played) -> None:
    assert played.page.paper.isVisible()
    assert "助成事業実績報告書（実績報告）" in played.page.paper.text()
    assert audit(played.window) == []


@when("会長の署名の枠を置く")
def add_the_signature(played: Played, qtbot: QtBot) -> None:
    choose(played, "署名：会長")
    qtbot.mouseClick(played.page.add_box, Qt.MouseButton.LeftButton)
    settle()
    assert played.kept().boxes[-1].kind == "signature"
    assert not played.kept().faults


@then("試した様式に書いた実施の内容がある")
def what_was_done_is_on_it(played: Played) -> None:
    assert isinstance(played.page, FormTrialPage)
    assert squeezed(text_of(played.page.preview.papers[0].pdf, played.folder)).count(DONE) == 1
    played.page.header.back.click()
    settle()


@when("助成にもどって実績報告の書類を見る")
def look_at_the_papers(played: Played) -> None:
    while not isinstance(played.page, GrantPage):
        played.page.header.back.click()
        settle()
    assert played.page.part.form.typed()["done"] == DONE, "what was written is still there"
    played.page.part.papers.click()
    settle()


@then("実績報告書だけが窓口の様式で、会長の署名を待っている")
def only_the_report_is_the_offices(played: Played) -> None:
    page = played.page
    assert isinstance(page, LaterPapersPage)
    texts = [squeezed(text_of(each.pdf, played.folder)) for each in page.preview.papers]
    assert ["（窓口の様式）" in each for each in texts] == [True, False, False]
    assert DONE in texts[0]
    assert "会長" in page.preview.papers[0].place_text
    assert page.sign is not None, "the key of the chair is on this desk"
