"""Stories of meetings in the real window: decided on paper, corrected after adoption, looked up years later."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtGui import QTextCursor
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.answering import write_form
from support.applications import NOON
from support.ime import commit
from support.meeting_room import Played, look_for, marked, play, texts_of
from support.meetings import filled, planned, settled

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.usecases import BallotRequest
from kobe_desk.modules.meetings.view import MeetingPage, MeetingsPage
from kobe_desk.modules.meetings.view.meeting import ATTENDANCE, MINUTES, NOTICE, SIGNING
from kobe_desk.modules.meetings.view.papers import MeetingPapersPage
from kobe_desk.modules.meetings.view.register import RegisterPage
from kobe_desk.ui.button import Button
from kobe_desk.ui.card import Card

scenarios("meetings_later.feature")
pytestmark = pytest.mark.story
SAID, MENDED, KEPT = "会計が資料により説明した。", "会計が決算書により説明した。", "質問はなかった。"


@pytest.fixture(autouse=True)
def dressed() -> Iterator[None]:
    use_language("ja")
    with clock.stopped_at(NOON):
        yield


# decided on paper


@given("書面による決議をみとめる規約の、会員3人の帳面", target_fixture="played")
def a_desk_that_may_decide_on_paper(records: Records, qtbot: QtBot) -> Played:
    settled(records, 3, paper_resolution=True)
    return play(records, qtbot)


@when(parsers.parse("「{title}」を書面で決める会を予定する"))
def plan_on_paper(played: Played, title: str) -> None:
    played.click(played.page(MeetingsPage).add_meeting)
    page = played.page(MeetingPage)
    write_form(page.facts.form, title="会費の決議", day=clock.today(), begins=(17, 0), way="method",
               chair="会員000 甲", secretary="中村 書記子", signatories="会員001 甲、会員002 甲")  # fmt: skip
    played.click(page.facts.save)
    write_form(page.preparing.agenda.form, title=title)
    played.click(page.preparing.agenda.save)
    (line,) = played.records.ask(usecases.meetings)
    played.key = line.id
    played.click(played.go(NOTICE).notice.list)


@when(parsers.parse("3人のうち{count:d}人の回答を番号で書く"))
def answers(played: Played, count: int) -> None:
    for voter in played.records.ask(usecases.voters, played.key)[:count]:
        _answer(played, voter.number)


def _answer(played: Played, number: str) -> None:
    part = played.go(ATTENDANCE).attendance.on_paper
    look_for(played, part.search, number)
    (take,) = [each for each in part.findChildren(Button) if each.text() == "答えを書く" and each.isVisible()]
    played.click(take)
    played.click(part.answer.save)


@then("まだ決められない")
def not_yet(played: Played) -> None:
    part = played.page(MeetingPage).attendance.on_paper
    played.click(part.decide)
    assert played.meeting.motions[0].carried is None
    assert part.state.property("box") == "warn"


@when("残る1人の回答を書き、書面で決める")
def the_last_answer(played: Played) -> None:
    _answer(played, played.records.ask(usecases.voters, played.key)[2].number)
    part = played.page(MeetingPage).attendance.on_paper
    assert part.state.property("box") == "ok"
    played.click(part.decide)


@then(parsers.parse("「{title}」は可決で、書面決議録に確定できる"))
def it_is_carried(played: Played, title: str) -> None:
    (motion,) = played.meeting.motions
    assert (motion.title, motion.carried, motion.method) == (title, True, "paper")
    played.click(played.go(MINUTES).minutes.adopt)
    assert played.meeting.adopted
    played.click(played.page(MeetingPage).papers)
    assert played.page(MeetingPapersPage).preview._papers[0].name == "会費の決議書面決議録"


# corrected


@given("確定した議事録のある帳面", target_fixture="played")
def a_desk_with_adopted_minutes(records: Records, qtbot: QtBot) -> Played:
    settled(records, 4)
    key, motion = planned(records, "決算について")
    filled(records, key, came=4)
    records.do(usecases.record_ballot, motion, BallotRequest(unanimous=True))
    records.do(usecases.write_item, motion, f"{SAID}\n{KEPT}")
    records.do(usecases.adopt_minutes, key, date(2026, 5, 20))
    played = play(records, qtbot)
    played.key = key
    return played


@when("訂正のためにひらき、議事の1行を直す")
def open_for_a_correction(played: Played) -> None:
    table = played.page(MeetingsPage).table
    table.choose(played.key)
    played.click(played.page(MeetingsPage).open)
    minutes = played.go(MINUTES).minutes
    played.click(minutes.correct)
    area = minutes.writing.area
    assert not area.isReadOnly()
    cursor = area.textCursor()
    cursor.setPosition(SAID.index("資料"))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 2)
    area.setTextCursor(cursor)
    commit(area, "決算書")
    played.click(minutes.writing.save)
    assert played.meeting.items[0].text == f"{MENDED}\n{KEPT}"


@then("わけを書かずには確定できない")
def a_reason_is_asked(played: Played) -> None:
    minutes = played.page(MeetingPage).minutes
    played.click(minutes.adopt)
    assert not played.meeting.adopted
    assert minutes.form.fields["reason"].error


@when("わけを書いて確定する")
def adopt_again(played: Played) -> None:
    minutes = played.page(MeetingPage).minutes
    write_form(minutes.form, reason="資料の名前の書きまちがい")
    played.click(minutes.adopt)
    assert played.meeting.adopted


@then("第1版と第2版がならび、直した1行だけが左右にちがって見える")
def side_by_side(played: Played) -> None:
    editions = played.go(SIGNING).signing.editions
    said = texts_of(editions)
    assert "第1版" in said and "第2版" in said and "資料の名前の書きまちがい" in said
    (compare,) = [each for each in editions.findChildren(Button) if each.isVisible()]
    played.click(compare)
    before, after = (each for each in editions.findChildren(Card) if each.property("box") in ("warn", "ok"))
    assert SAID in texts_of(before) and MENDED in texts_of(after)
    assert (marked(before), marked(after)) == (["資料"], ["決算書"])


@then("第1版の字は元のままである")
def the_first_edition_stays(played: Played) -> None:
    first, second = (played.records.ask(usecases.adopted_minutes, played.key, edition) for edition in (1, 2))
    assert (first.items[0].text, second.items[0].text) == (f"{SAID}\n{KEPT}", f"{MENDED}\n{KEPT}")


# looked up


@given("見本の自治会の帳面がひらいている", target_fixture="played")
def the_sample(sample_records: Records, qtbot: QtBot) -> Played:
    return play(sample_records, qtbot)


@when(parsers.parse("「{words}」とさがす"))
def look(played: Played, words: str) -> None:
    if not isinstance(played.window.shown_page(), RegisterPage):
        played.click(played.page(MeetingsPage).register)
    look_for(played, played.page(RegisterPage).search, words)


@then("議事録のどこにあるかが、語に印をつけて出る")
def it_is_marked(played: Played) -> None:
    page = played.page(RegisterPage)
    assert page.hits.isVisible() and page.hits.model().rowCount() > 0
    assert "会費" in marked(page)


@when(parsers.parse("ふつうの字で「{words}」をさがす"))
def look_with_a_variant(played: Played, words: str) -> None:
    look(played, words)


@then(parsers.parse("見つかったところに「{stored}」とある"))
def the_variant_is_found(played: Played, stored: str) -> None:
    assert stored in marked(played.page(RegisterPage))


@when("見つかった会議をひらく")
def open_it(played: Played) -> None:
    page = played.page(RegisterPage)
    played.key = page.hits.row.meeting_id
    played.click(page.open_hit)


@then("その会議の議事録が出ている")
def it_is_shown(played: Played) -> None:
    page = played.page(MeetingPage)
    assert page.header.title.text() == played.meeting.title
