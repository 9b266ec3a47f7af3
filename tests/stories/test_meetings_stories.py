"""The story of a general meeting, played in the real window: from its notice to minutes that two signed in the PDF."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.answering import write_form
from support.applications import NOON
from support.audit import settle
from support.ime import commit
from support.meeting_room import Played, look_for, play, texts_of
from support.meetings import settled

from kobe_desk.cli.demo.keys import make_keys
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association.usecases import offices, signing_root
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.view import MeetingPage, MeetingsPage
from kobe_desk.modules.meetings.view.meeting import ATTENDANCE, MINUTES, MOTIONS, NOTICE, SIGNING
from kobe_desk.modules.meetings.view.open_tasks import TasksPage
from kobe_desk.modules.meetings.view.papers import MeetingPapersPage
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import PeopleFilter, TermRequest
from kobe_desk.paper.render import page_count, page_text
from kobe_desk.paper.verify.pdf import verify_pdf

scenarios("meetings.feature")
pytestmark = pytest.mark.story
MOTION, TASK = "倉庫の修理について", "見積書を2社からとる"
TITLE, SAID = "令和8年度 通常総会", "会計が資料により説明した。"


@pytest.fixture(autouse=True)
def dressed() -> Iterator[None]:
    use_language("ja")
    with clock.stopped_at(NOON):
        yield


@given("会員12世帯の帳面に、会長と会計の鍵がある", target_fixture="played")
def a_desk_with_keys(records: Records, qtbot: QtBot, tmp_path: Path) -> Played:
    settled(records, 12)
    kinds = {each.kind: each.id for each in records.ask(offices)}
    for person, kind in zip(records.ask(members.people, PeopleFilter()).rows[:2], ("chair", "treasurer"), strict=True):
        records.do(members.assign_office, TermRequest(person.id, kinds[kind], date(2026, 4, 1), date(2028, 3, 31)))
    played = play(records, qtbot)
    played.passphrases = dict(make_keys(records, tmp_path / "usb").passphrases)
    return played


@when(parsers.parse("「{title}」を予定し、議案を2つと報告を1つ書く"))
def plan_it(played: Played, title: str) -> None:
    chair, treasurer = (each.name for each in played.records.ask(members.people, PeopleFilter()).rows[:2])
    played.click(played.page(MeetingsPage).add_meeting)
    page = played.page(MeetingPage)
    write_form(page.facts.form, title=title, day=clock.today(), begins=(10, 0), closes=(11, 30), place="みなと坂会館",
               chair=chair, secretary="中村 書記子", signatories=f"{treasurer}、𠮷田 はる")  # fmt: skip
    played.click(page.facts.save)
    agenda = page.preparing.agenda
    for kind, name in (("motion", "決算について"), ("motion", MOTION), ("report", "文化祭について")):
        agenda.form.fill({"kind": kind})
        write_form(agenda.form, title=name)
        played.click(agenda.save)
    (line,) = played.records.ask(usecases.meetings)
    played.key = line.id
    assert [each.label for each in played.meeting.items] == ["第1号議案", "第2号議案", "報告事項1"]


@when("表決権者の名簿をつくり、手渡しで通知したと書く")
def give_notice(played: Played) -> None:
    notice = played.go(NOTICE).notice
    played.click(notice.list)
    write_form(notice.form, day=date(2026, 11, 10), way="hand")
    played.click(notice.save)
    assert notice.check.property("box") == "ok"


@then(parsers.parse("招集通知には、番号のついた用紙が{count:d}人分ある"))
def slips_for_all(played: Played, count: int) -> None:
    played.click(played.page(MeetingPage).notice.print)
    paper = played.page(MeetingPapersPage).preview._papers[0]
    voters = played.records.ask(usecases.voters, played.key)
    assert paper.name == f"{TITLE}招集通知" and len(voters) == count
    whole = "".join(page_text(paper.pdf, number) for number in range(page_count(paper.pdf)))
    assert all(whole.count(each.number) == 2 for each in voters)
    played.back()


@when(parsers.parse("かなで{count:d}人を受け付け、1人の委任状を受け取る"))
def receive_them(played: Played, count: int) -> None:
    door = played.go(ATTENDANCE).attendance.door
    for number in range(count):
        look_for(played, door.search, f"かいいん{number:03}")
        QTest.keyClick(door.search.edit, Qt.Key.Key_Return)
        settle()
    look_for(played, door.search, f"かいいん{count:03}")
    door.slip.begin("proxy", door._found[0])
    played.click(door.slip.save)


@then(parsers.parse("「{verdict}」の下に「{said}」とある"))
def the_quorum_is_shown(played: Played, verdict: str, said: str) -> None:
    quorum = played.page(MeetingPage).attendance.quorum
    assert quorum.verdict.text() == verdict
    assert said in re.sub(r"[^0-9＋＝]", "", texts_of(quorum))


@when("1つ目の議案は異議なし、2つ目は挙手で賛成7・反対1と書く")
def vote(played: Played) -> None:
    motions = played.go(MOTIONS).motions
    motions.votes.fill({"unanimous": True})
    motions.vote.unanimous.edited.emit()
    played.click(motions.count)
    motions.table.choose(played.meeting.motions[1].id)
    settle()
    motions.votes.fill({"yes": 7, "no": 1, "chair_choice": "yes"})
    played.click(motions.count)


@then("どちらの議案も可決である")
def both_carried(played: Played) -> None:
    assert [each.carried for each in played.meeting.motions] == [True, True]
    assert "可決" in played.page(MeetingPage).motions.vote.outcome.text


@when("議題ごとに議事を打ち、決定と宿題の印をつける")
def write_minutes(played: Played) -> None:
    writing = played.go(MINUTES).minutes.writing
    for place, lines in enumerate(((SAID,), ("年内に直す。", f"{TASK}（谷口、12月20日）"), ("副会長が報告した。",))):
        played.click(writing.list.items[place])
        for line, mark in zip(lines, (Qt.Key.Key_F2, Qt.Key.Key_F3), strict=False):
            commit(writing.area, line)
            if place == 1:
                QTest.keyClick(writing.area, mark)
                QTest.keyClick(writing.area, Qt.Key.Key_End)
                QTest.keyClick(writing.area, Qt.Key.Key_Return)
    played.click(writing.save)


@when("見直して、議事録を確定する")
def adopt(played: Played) -> None:
    minutes = played.page(MeetingPage).minutes
    played.click(minutes.review)
    assert played.meeting.state == "reviewed"
    played.click(minutes.adopt)


@then("議事録の字は、もう変えられない")
def it_is_frozen(played: Played) -> None:
    writing = played.page(MeetingPage).minutes.writing
    played.click(writing.list.items[0])
    QTest.keyClicks(writing.area, "xyz")
    assert writing.area.isReadOnly() and writing.area.value() == SAID
    assert played.records.ask(usecases.adopted_minutes, played.key).items[0].text == SAID


@when("会長と会計が順にPDFに署名し、もう1人は紙に署名する")
def all_sign(played: Played) -> None:
    signers = played.go(SIGNING).signing.signers
    for role in ("chair", "treasurer"):
        commit(signers.passphrase.words, played.passphrases[role])
        played.click(signers.digital)
    played.click(signers.paper)


@then("議事録は署名済みで、PDFの署名は2つとも有効である")
def it_is_signed(played: Played) -> None:
    assert played.meeting.state == "signed"
    assert [each.digital for each in played.meeting.signatures] == [True, True, False]
    pdf, root = played.records.ask(usecases.signed_pdf, played.key), played.records.ask(signing_root)
    verdict = verify_pdf(pdf, roots=(root.certificate.encode(),))
    assert verdict.unaltered and len(verdict.signatures) == 2
    played.click(played.page(MeetingPage).signing.papers)
    assert played.page(MeetingPapersPage).preview._papers[0].pdf == pdf
    played.back()
    played.back()


@then("宿題が「宿題の一覧」に出ている")
def the_task_is_listed(played: Played) -> None:
    played.click(played.page(MeetingsPage).tasks)
    page = played.page(TasksPage)
    assert page.table.model().index(0, 0).data() == TASK
