"""The stories of an application, played in the real window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.answering import answer_page
from support.audit import settle
from support.ime import commit

from kobe_desk.cli.demo.application import sample_answers
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association.usecases import signing_root
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES
from kobe_desk.modules.subsidies.usecases import applications, offers
from kobe_desk.paper.verify.door import verify
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies.feature")
pytestmark = pytest.mark.story
WORDS = {"chair": "やま かわ うみ そら", "treasurer": "はる なつ あき ふゆ"}
ROOT = "ねこ いぬ とり さる"


@dataclass
class Played:
    """The window of a story, and the desk behind it."""

    records: Records
    window: DeskWindow
    written: list[Path] = field(default_factory=list)

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


@when("帳面の知らないことに、1ページずつ答える")
def answer_page_by_page(played: Played) -> None:
    wizard, given_ = played.wizard, sample_answers(played.wizard._row().programme)
    for _page in range(40):
        if wizard.at in (ENCLOSURES, CHECK):
            break
        before = wizard.at
        answer_page(played.page, given_)
        played.page.next.click()
        settle()
        assert wizard.at != before, f"{before} does not lead on"
    part = played.page.part
    quote = next(key for key, title in part._documents if title == "見積書の写し")
    part.document_chosen.emit("quote", quote)
    played.page.next.click()
    settle()


@then("確かめのページに、足りないものはない")
def nothing_is_missing(played: Played) -> None:
    assert played.wizard.at == CHECK
    assert [each.text for each in played.page.part.points] == []


@when("書類をつくる")
def make_the_papers(played: Played) -> None:
    played.page.next.click()
    settle()


@then(parsers.parse("書類が{count:d}通できている"))
def so_many_papers(played: Played, count: int) -> None:
    assert len(played.page.preview._papers) == count


@when("会長と会計の鍵をここでつくり、順に署名する")
def make_keys_and_sign(played: Played, tmp_path: Path) -> None:
    for role, words in WORDS.items():
        papers = played.page
        papers.key_wanted.emit(role)
        form = played.page.form
        form.fill({"passphrase": words, "folder": tmp_path, "root": ROOT, "again": ROOT})
        played.page.make.click()
        settle()
        assert played.page is papers
        papers.sign.passphrase.words.setText(words)
        papers.sign.seen.click()
        papers.sign.button.click()
        settle()


@when("提出の一式を書き出す")
def export(played: Played, tmp_path: Path) -> None:
    part = played.page.export
    part.folder.set_value(tmp_path)
    part.passphrase.words.setText(WORDS["chair"])
    part.button.click()
    settle()
    played.written.extend(tmp_path.glob("*.zip"))


@then("一式は、書きかえがなく、署名した人が分かる")
def the_package_verifies(played: Played) -> None:
    (package,) = played.written
    root = played.records.ask(signing_root)
    verdict = verify(package, [root.certificate.encode()])
    assert verdict.unaltered
    assert verdict.signer_known
    assert played.records.ask(applications)[0].state == "submitted"


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
