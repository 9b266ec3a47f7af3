"""The story of the main job, played in the real program from an empty home to a package that verifies."""

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytest_bdd import given, parsers, scenarios, then, when
from support.answering import answer_page, write_form
from support.ime import commit
from support.program import new_program

from kobe_desk.app.program import Program
from kobe_desk.app.start.begin import BeginPage
from kobe_desk.app.start.passphrase import PassphrasePage
from kobe_desk.app.start.place import PlacePage
from kobe_desk.app.start.recovery import RecoveryPage
from kobe_desk.app.start.unlock import UnlockPage
from kobe_desk.app.start.who import WhoPage
from kobe_desk.app.verifying.cards import AnswerPanel
from kobe_desk.app.verifying.page import VerifyPage
from kobe_desk.cli.demo.application import PROGRAMME, sample_answers
from kobe_desk.core import clock, paths
from kobe_desk.modules.association.usecases import Bank, Profile, Rules
from kobe_desk.modules.association.view import AssociationPage
from kobe_desk.modules.meetings.view import MeetingPage, MeetingsPage
from kobe_desk.modules.meetings.view.meeting import ATTENDANCE, MINUTES, MOTIONS
from kobe_desk.modules.members.view.importing import ImportPage
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES
from kobe_desk.modules.subsidies.usecases import applications
from kobe_desk.modules.subsidies.view import ApplicationPage, KeyPage, PapersPage, SubsidiesPage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import answered, end, wait
from kobe_desk.sample.facts import written
from kobe_desk.sample.papers import BYLAWS, PASSBOOK, QUOTE, bylaws_pdf, passbook_pdf, quote_pdf
from kobe_desk.ui.button import Button

scenarios("main_job.feature")
pytestmark = pytest.mark.story
WORDS = {"chair": "やま かわ うみ そら", "treasurer": "はる なつ あき ふゆ"}
ROOT = "ねこ いぬ とり さる"
OFFICERS = (("会長", "髙橋　和彦"), ("会計", "辻󠄀　正志"))
FACTS = written()


@dataclass
class Played:
    """The program of a story, the folder of its user, and what she has to remember."""

    program: Program
    folder: Path
    patch: pytest.MonkeyPatch
    words: str = ""
    _guides: list[Guide] = field(default_factory=list)

    @property
    def guide(self) -> Guide:
        """Over the desk that is open now; it waits for what was begun since it is there."""
        if not self._guides or self._guides[-1].opened is not self.program.opened:
            self._guides.append(Guide(self.program))
        return self._guides[-1]

    def at(self, kind: type) -> object:
        """The page in sight before a desk is open."""
        answered(self.program.background)
        wait(lambda: isinstance(self.program.entrance.shown_page(), kind))
        return self.program.entrance.shown_page()

    def open(self, entry: str, kind: type) -> object:
        """A page of the open desk, over the rail."""
        self.program.opened.window.rail.items[entry].click()
        return self.guide.page(kind)

    def choosing(self, path: Path) -> None:
        """The next file that a dialog of the system is asked for."""
        for name in ("getOpenFileName", "getSaveFileName"):
            self.patch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


@pytest.fixture
def played(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    program = new_program()
    yield Played(program, tmp_path, monkeypatch)
    end(program)


# a desk


@given("このパソコンには、まだ帳面がない")
def an_empty_home(played: Played) -> None:
    played.program.begin()
    assert played.at(BeginPage).leave.text() == "終わる"


@when("会の名前と自分の名前を入れ、すすめられた合言葉で帳面をつくる")
def make_a_desk(played: Played) -> None:
    played.at(BeginPage).new.click()
    who = played.at(WhoPage)
    commit(who.association.control, "みなと坂自治会")
    commit(who.person.control, "𠮷田　和代")
    who.next.click()
    page = played.at(PassphrasePage)
    played.words = page.words
    commit(page.again.words, page.words)
    page.next.click()


@when("回復コードの紙をしまい、1行を写す")
def copy_a_line(played: Played) -> None:
    page = played.at(RecoveryPage)
    played.choosing(played.folder / "回復コード.pdf")
    page.save.click()
    answered(played.program.background)
    assert (played.folder / "回復コード.pdf").read_bytes().startswith(b"%PDF")
    commit(page.line.control, "".join(page.asked.groups) + page.asked.check)
    page.next.click()


@when("控えを取って始める")
def back_up_and_begin(played: Played) -> None:
    played.at(PlacePage).next.click()
    wait(lambda: played.program.opened is not None)


@then("帳面がひらき、控えが1つある")
def the_desk_is_open(played: Played) -> None:
    assert played.program.opened.window.current == "home"
    assert len(list(played.program.opened.custody.folder.backups.glob("*.kobedesk-backup"))) == 1


# what the desk knows


@when("団体のことと、振込口座と、会議の定めを書く")
def write_the_association(played: Played) -> None:
    page = played.open("association", AssociationPage)
    founded = date.fromisoformat(FACTS["profile"]["founded"])
    write_form(page.profile.form, **{**FACTS["profile"], "founded": founded, "kind": "neighbourhood"})
    page.profile.save.click()
    write_form(played.guide.page(AssociationPage).bank.form, **FACTS["bank"])
    page.bank.save.click()
    rules = asdict(Rules("general", founded))
    write_form(played.guide.page(AssociationPage).bylaws.form, **{k: rules[k] for k in page.bylaws.form.fields})
    page.bylaws.save.click()


@when("規約と通帳の写しと見積書の写しをしまう")
def keep_documents(played: Played) -> None:
    page = played.open("association", AssociationPage)
    house = Profile(FACTS["profile"]["name"])
    for kind, title, pdf in (
        ("bylaws", BYLAWS, bylaws_pdf(house)),
        ("passbook", PASSBOOK, passbook_pdf(house, Bank(**FACTS["bank"]))),
        ("other", QUOTE, quote_pdf(house, clock.today())),
    ):
        (played.folder / f"{title}.pdf").write_bytes(pdf)
        played.choosing(played.folder / f"{title}.pdf")
        write_form(page.documents.form, kind=kind, title=title)
        page.documents.choose.click()
        played.guide.page(AssociationPage)
    assert page.documents.table.model().rowCount() == 3


@when("Excelの名簿を取り込む")
def import_the_roster(played: Played) -> None:
    book = Workbook()
    with paths.resources("sample", "roster.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in ((FACTS["profile"]["name"],), (), *csv.reader(rows)):
            book.active.append(row)
    book.save(played.folder / "名簿.xlsx")
    played.open("members", RosterPage).empty_buttons[0].click()
    page = played.guide.page(ImportPage)
    played.choosing(played.folder / "名簿.xlsx")
    page.choose.click()
    page = played.guide.page(ImportPage)
    assert page.take_in.text() == "578行を名簿に入れる"
    page.take_in.click()


@then(parsers.parse("名簿に{count:d}人いる"))
def so_many_people(played: Played, count: int) -> None:
    assert played.guide.page(RosterPage).model.rowCount() == count


@when("会長と会計を、名簿の人から選ぶ")
def give_the_offices(played: Played) -> None:
    for office, name in OFFICERS:
        roster = played.guide.page(RosterPage)
        roster.search.edit.clear()
        commit(roster.search.edit, name)
        QTest.keyClick(roster.search.edit, Qt.Key.Key_Return)
        assert (played.guide.page(RosterPage).table.row or roster).name == name
        roster.pane.edit.click()
        page = played.guide.page(PersonPage)
        page.parts.items[1].click()
        select = page.offices.form.fields["office"].control
        select.setCurrentIndex(select.findText(office))
        today = clock.today()
        write_form(page.offices.form, start=today - timedelta(days=200), end=today + timedelta(days=150))
        page.offices.give.click()
        assert played.guide.page(PersonPage).offices.model.rowCount() == 1
        page.header.back.click()


# the meeting


@when("総会を書き、申請の議案を採決して、議事録を確定する")
def hold_the_meeting(played: Played) -> None:
    facts = FACTS["meeting"]
    played.open("meetings", MeetingsPage).add_meeting.click()
    page = played.guide.page(MeetingPage)
    day = clock.today() - timedelta(days=30)
    write_form(page.facts.form, title="通常総会", day=day, begins=(10, 0), closes=(11, 20), place=facts["place"],
               notice_sent=day - timedelta(days=14), chair=facts["chair"], secretary=facts["secretary"],
               signatories="、".join(facts["signatories"]), opening="会長が開会を告げた。")  # fmt: skip
    page.facts.save.click()
    page = played.guide.page(MeetingPage)
    page.parts.items[ATTENDANCE].click()
    write_form(page.attendance.form, total=124, in_person=45, in_writing=23, by_proxy=18, void_proxy=1)
    page.attendance.save.click()
    page = played.guide.page(MeetingPage)
    page.parts.items[MOTIONS].click()
    motion = next(each for each in facts["motion"] if each.get("applies"))
    write_form(page.motions.words, title="地域活動補助金の交付申請について", proposal=motion["proposal"])
    page.motions.save.click()
    page = played.guide.page(MeetingPage)
    write_form(page.motions.votes, yes=82, no=2, abstain=1)
    page.motions.count.click()
    page = played.guide.page(MeetingPage)
    page.parts.items[MINUTES].click()
    played.guide.page(MeetingPage).minutes.adopt.click()


@then("議事録は確定している")
def the_minutes_are_adopted(played: Played) -> None:
    page = played.guide.page(MeetingPage)
    assert page.header.subtitle.text() == "確定"
    page.header.back.click()


# the application


@when("「地域活動補助金（見本）」の申請をはじめ、帳面の知らないことに答える")
def answer_page_by_page(played: Played) -> None:
    played.open("subsidies", SubsidiesPage).buttons[PROGRAMME].click()
    page = played.guide.page(ApplicationPage)
    wizard = _wizard(page)
    given_ = sample_answers(wizard._row().programme)
    for _page in range(40):
        if wizard.at in (ENCLOSURES, CHECK):
            break
        before = wizard.at
        answer_page(page, given_)
        page.next.click()
        played.guide.page(ApplicationPage)
        assert wizard.at != before, f"{before} does not lead on"
    quote = next(key for key, title in page.part._documents if title == QUOTE)
    page.part.document_chosen.emit("quote", quote)
    played.guide.page(ApplicationPage).next.click()


def _wizard(page: ApplicationPage) -> ApplicationController:
    return next(each for each in page.children() if isinstance(each, ApplicationController))


@then("確かめのページに、足りないものはない")
def nothing_is_missing(played: Played) -> None:
    page = played.guide.page(ApplicationPage)
    assert _wizard(page).at == CHECK
    assert [each.text for each in page.part.points] == []


@when("書類をつくる")
def make_the_papers(played: Played) -> None:
    played.guide.page(ApplicationPage).next.click()


@then(parsers.parse("書類が{count:d}通できている"))
def so_many_papers(played: Played, count: int) -> None:
    page = played.guide.page(PapersPage)
    wait(lambda: page.preview._papers or page.notice.text)
    assert len(page.preview._papers) == count, page.notice.text


@when("会長と会計の鍵をここでつくり、順に署名する")
def make_keys_and_sign(played: Played) -> None:
    usb = played.folder / "usb"
    usb.mkdir()
    for words in WORDS.values():
        page = played.guide.page(PapersPage)
        next(each for each in page.findChildren(Button) if each.text() == "ここで鍵をつくる").click()
        key = played.guide.page(KeyPage)
        first = {"again": ROOT} if "again" in key.form.fields else {}
        write_form(key.form, passphrase=words, folder=usb, root=ROOT, **first)
        key.make.click()
        wait(lambda page=page: played.guide.window.shown_page() is page and page.sign is not None)
        commit(page.sign.passphrase.words, words)
        page.sign.seen.click()
        signing = page.sign
        signing.button.click()
        wait(lambda page=page, signing=signing: page.sign is not signing)


@when("提出の一式を書き出し、確認の画面で選ぶ")
def export_and_verify(played: Played) -> None:
    part = played.guide.page(PapersPage).export
    part.folder.set_value(played.folder)
    commit(part.passphrase.words, WORDS["chair"])
    part.button.click()
    wait(lambda: any(played.folder.glob("*.zip")))
    (package,) = played.folder.glob("*.zip")
    page = played.open("verify", VerifyPage)
    played.choosing(package)
    page.choose.click()


@then("変わっていないことと、署名した人が分かり、時刻はだれも確かめていない")
def three_answers(played: Played) -> None:
    page = played.guide.page(VerifyPage)
    wait(page.result.isVisible)
    panels = page.findChildren(AnswerPanel)
    assert [each.answer.plain() for each in panels] == ["変わっていません", "知っている人です", "証明がありません"]


@when("施錠して、合言葉でまた開く")
def lock_and_open(played: Played) -> None:
    played.program.opened.window.rail.items["lock"].click()
    page = played.at(UnlockPage)
    commit(page.secret.words.words, played.words)
    page.open.click()
    wait(lambda: played.program.opened is not None)


@then("申請は提出ずみである")
def it_is_submitted(played: Played) -> None:
    assert played.guide.told(lambda records: records.ask(applications))[0].state == "submitted"
