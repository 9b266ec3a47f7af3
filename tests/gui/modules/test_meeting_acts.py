"""What is done in meetings now and then: votes by name, elections, carrying over, masking, wording, removing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.answering import write_form
from support.audit import audit_now, settle
from support.meetings import REQUEST, filled, planned, settled

from kobe_desk.core import clock
from kobe_desk.modules.association.usecases import offices
from kobe_desk.modules.meetings import module, usecases
from kobe_desk.modules.meetings.usecases import BallotRequest, MotionRequest
from kobe_desk.modules.meetings.view.door import FoundPanel
from kobe_desk.modules.meetings.view.meeting import ATTENDANCE, FACTS, MINUTES, MOTIONS, NOTICE, SIGNING
from kobe_desk.modules.meetings.view.projector import Projector
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.paper.render import page_count, page_text
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow


@pytest.fixture
def window(desk: Desk, qtbot) -> Iterator[DeskWindow]:
    settled(desk._records, 6)
    with clock.stopped_at(datetime(2026, 5, 17, 1, 0, tzinfo=UTC)):
        made = DeskWindow([Entry("meetings", module.TITLE, module.ICON, lambda: module.open_page(desk))])
        qtbot.addWidget(made)
        made.resize(1366, 690)
        made.show()
        made.open("meetings")
        yield made


def at(window: DeskWindow, key: UUID | None, stage: int):
    window.page("meetings").controller.open_meeting(key, stage)
    return window.shown_page()


def click(qtbot, button) -> None:
    settle()
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def text_of(pdf: bytes) -> str:
    return "".join("".join(page_text(pdf, number).split()) for number in range(page_count(pdf)))


def test_votes_are_counted_by_name_from_the_keyboard(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, motion = planned(desk._records, "会費の変更")
    filled(desk._records, key, came=4, proxies=1)
    part = at(window, key, MOTIONS).motions
    assert not part.named.isVisible()
    part.vote.choose_method("named")
    assert part.named.isVisible() and not part.vote.count.isVisible()
    for figure in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(part.named.table, figure)
    click(qtbot, part.named.save)
    assert "まだ2人" in part.named.refused.text
    assert desk._records.ask(usecases.meeting, key).motions[0].carried is None
    click(qtbot, part.named.rest)
    assert audit_now(window) == []
    click(qtbot, part.named.save)
    (row,) = desk._records.ask(usecases.meeting, key).motions
    assert (row.method, row.vote.yes, row.vote.no, row.carried) == ("named", 4, 1, True)
    assert [choice for _name, choice in row.ballot.named] == ["yes", "no", "yes", "yes"]
    assert "可決" in part.vote.outcome.text
    assert motion == row.id


def test_a_tie_by_name_waits_for_the_chair(window: DeskWindow, desk: Desk, qtbot) -> None:
    rules = desk._records.ask(usecases.rules_for, "general", date(2026, 5, 17))
    assert rules.chair_breaks_ties
    key, _motion = planned(desk._records, "会費の変更")
    filled(desk._records, key, came=4)
    part = at(window, key, MOTIONS).motions
    part.vote.choose_method("named")
    for choice in ("yes", "no", "yes", "no"):
        part.named.choose(choice)
    click(qtbot, part.named.save)
    assert "可否同数" in part.vote.outcome.text
    part.named.form.fill({"chair": "yes"})
    click(qtbot, part.named.save)
    (row,) = desk._records.ask(usecases.meeting, key).motions
    assert (row.method, row.carried, row.vote.chair_says_yes) == ("named", True, True)


def test_officers_are_elected_and_written_into_the_roster_after_a_look(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, _motion = planned(desk._records, "役員の選任", matter="election")
    filled(desk._records, key, came=6)
    part = at(window, key, MOTIONS).motions.election
    chair = next(each.id for each in desk._records.ask(offices) if each.kind == "chair")
    write_form(part.form, office_id=chair, seats=1, candidates="会員002 甲 4\n会員003 甲　2票",
               start=date(2026, 5, 17), end=date(2028, 3, 31))  # fmt: skip
    assert not part.confirm.isVisible()
    click(qtbot, part.count)
    assert "会員002 甲" in part.outcome.text
    assert desk._records.ask(officers_on, date(2026, 6, 1)) == ()
    click(qtbot, part.confirm)
    (officer,) = desk._records.ask(officers_on, date(2026, 6, 1))
    assert (officer.name, officer.kind) == ("会員002 甲", "chair")
    assert not part.confirm.isVisible()
    assert "名簿" in part.outcome.text


def test_somebody_whom_the_roster_does_not_know_is_not_written_into_it(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, _motion = planned(desk._records, "役員の選任", matter="election")
    part = at(window, key, MOTIONS).motions.election
    chair = next(each.id for each in desk._records.ask(offices) if each.kind == "chair")
    write_form(part.form, office_id=chair, seats=1, candidates="よその人 4", start=date(2026, 5, 17))
    click(qtbot, part.count)
    click(qtbot, part.confirm)
    assert part.form.fields["office_id"].error
    assert desk._records.ask(officers_on, date(2026, 6, 1)) == ()


def test_a_ready_made_set_is_taken_and_every_sentence_follows(window: DeskWindow, desk: Desk, qtbot) -> None:
    window.page("meetings").controller.open_rules()
    page = window.shown_page()
    page.ready_made.form.fill({"name": "npo", "since": date(2026, 4, 1)})
    click(qtbot, page.ready_made.take)
    rules = desk._records.ask(usecases.rules_for, "general", date(2026, 5, 1))
    assert (rules.unit, rules.rule_change, rules.electronic_votes) == ("person", "at_least 3/4 of present", True)
    assert "4分の3以上" in page._rules["rule_change"].text or "3/4" in page._rules["rule_change"].text


def test_what_was_put_off_is_seen_before_it_is_taken_over(window: DeskWindow, desk: Desk, qtbot) -> None:
    earlier, first, _second = planned(desk._records, "倉庫の建てかえ", "清掃")
    page = at(window, earlier, MOTIONS)
    page.motions.table.choose(first)
    click(qtbot, page.motions.later)
    assert desk._records.ask(usecases.meeting, earlier).motions[0].postponed
    request = replace(REQUEST, title="臨時総会", body="extraordinary", starts=datetime(2026, 9, 6, 10), ends=None)
    later = desk._records.do(usecases.plan_meeting, request).result
    carry = at(window, later, FACTS).preparing.carry
    assert "倉庫の建てかえ" in carry._lines.plain()
    assert desk._records.ask(usecases.meeting, later).items == ()
    click(qtbot, carry.take)
    titles = [each.title for each in desk._records.ask(usecases.meeting, later).items]
    assert "倉庫の建てかえ" in titles
    assert not carry.take.isVisible()


def test_somebody_takes_part_online_and_counts(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, _motion = planned(desk._records, "予算")
    page = at(window, key, ATTENDANCE)
    page.attendance.door.search.set_text("かいいん001")
    page.attendance.door.searched.emit("かいいん001")
    (panel,) = page.attendance.door.findChildren(FoundPanel)
    click(qtbot, panel.buttons[1])
    found = desk._records.ask(usecases.reception, key)
    assert (found.entries[0].what, found.attendance.in_person) == ("online", 1)
    assert page.attendance.quorum.count.text() == "1"


def test_the_notice_says_what_was_written_for_it(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, _motion = planned(desk._records, "予算", request=replace(REQUEST, starts=datetime(2026, 6, 14, 10), ends=None))
    page = at(window, key, NOTICE)
    wording = page.notice.wording
    write_form(wording.form, greeting="いつもお世話になっています。", bring="筆記用具", answer_by=date(2026, 6, 15))
    click(qtbot, wording.save)
    assert wording.form.fields["answer_by"].error
    write_form(wording.form, answer_by=date(2026, 6, 10))
    click(qtbot, wording.save)
    click(qtbot, page.notice.print)
    text = text_of(window.shown_page().preview._papers[0].pdf)
    assert (
        "いつもお世話になっています。" in text
        and "筆記用具" in text
        and "6月10日(水)まで" in text.replace("（", "(").replace("）", ")")
    )
    assert "お喜び申し上げます" not in text


def test_a_meeting_is_removed_and_its_numbers_are_not_used_again(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, _motion = planned(desk._records, "予算")
    page = at(window, key, FACTS)
    click(qtbot, page.facts.remove)
    assert desk._records.ask(usecases.meetings) == ()
    assert window.shown_page().table.model().rowCount() == 0
    again, _motion = planned(desk._records, "予算")
    assert [each.number for each in desk._records.ask(usecases.meeting, again).motions] == ["R8-総-02"]
    filled(desk._records, again, came=6)
    desk.do(usecases.record_ballot, _motion, BallotRequest(unanimous=True))
    assert not at(window, again, FACTS).facts.remove.isVisible()


def test_a_removed_meeting_comes_back_by_undo(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, _motion = planned(desk._records, "予算")
    click(qtbot, at(window, key, FACTS).facts.remove)
    desk.undo()
    (line,) = desk._records.ask(usecases.meetings)
    assert line.id == key
    assert len(desk._records.ask(usecases.voters, key)) == 6


def test_the_public_copy_hides_what_was_chosen(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, motion = planned(desk._records, "予算")
    filled(desk._records, key, came=6)
    desk.do(usecases.write_item, motion, "会員003 甲が078-000-0117の番号を言った。")
    desk.do(usecases.record_ballot, motion, BallotRequest(unanimous=True))
    desk.do(usecases.adopt_minutes, key, date(2026, 5, 20))
    page = at(window, key, SIGNING)
    card = page.signing.public
    assert audit_now(window) == []
    card.form.fill({"names": True, "phones": False})
    click(qtbot, card.make)
    (paper,) = window.shown_page().preview._papers
    text = text_of(paper.pdf)
    assert "078-000-0117" in text and "会員003甲" not in text and "■" in text
    assert "公開用" in paper.name and "氏名・住所を伏せています" in text


def test_a_long_title_is_read_whole_in_the_list(window: DeskWindow, desk: Desk) -> None:
    title = "防犯カメラの更新と、みなと坂会館の屋上防水工事を今年度の積立金で行うことについて" * 2
    key, _motion = planned(desk._records, "予算")
    desk.do(usecases.add_motion, key, MotionRequest(title))
    table = at(window, key, MOTIONS).motions.table
    assert table.rowHeight(1) > table.rowHeight(0)
    assert audit_now(window) == []


def test_the_door_wears_large_type_until_it_is_left(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, _motion = planned(desk._records, "予算")
    page = at(window, key, ATTENDANCE)
    click(qtbot, page.attendance.large)
    assert theme.size == 20
    assert audit_now(window) == []
    page.show_part(MOTIONS)
    assert theme.size == 12
    page.show_part(ATTENDANCE)
    assert theme.size == 12 and not page.attendance.large.value()


def test_the_hall_sees_the_agenda_and_how_long_a_point_takes(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, motion, _second = planned(desk._records, "予算について", "決算について", planned=1)
    filled(desk._records, key, came=6)
    page = at(window, key, MOTIONS)
    click(qtbot, page.projector)
    (hall,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Projector)]
    assert hall._agenda.plain().splitlines() == ["第1号議案　予算について", "第2号議案　決算について"]
    with clock.stopped_at(datetime(2026, 5, 17, 1, 1, 5, tzinfo=UTC)):
        hall._tell_time()
        assert "1分05秒（予定1分）" in hall.timer.text()
        QTest.keyClick(hall, Qt.Key.Key_Space)
        assert "0分00秒" in hall.timer.text()
    assert audit_now(hall) == []
    desk.do(usecases.record_ballot, motion, BallotRequest(unanimous=True))
    assert hall._agenda.plain().splitlines()[0].startswith("✓")
    assert "決算について" in hall._point.plain()
    assert "可決" in hall._result.text()
    hall.close()


def test_the_hall_sees_nothing_decided_while_too_few_are_there(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, motion = planned(desk._records, "予算について")
    filled(desk._records, key, came=1)
    desk.do(usecases.record_ballot, motion, BallotRequest(unanimous=True))
    page = at(window, key, MOTIONS)
    click(qtbot, page.projector)
    (hall,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Projector)]
    assert "可決" not in hall._result.text()
    assert "定足数不足" in hall._result.text()
    assert audit_now(hall) == []
    hall.close()


def test_minutes_are_taken_without_leaving_the_keys(window: DeskWindow, desk: Desk, qtbot) -> None:
    key, *_motions = planned(desk._records, "予算", "決算")
    writing = at(window, key, MINUTES).minutes.writing
    writing.area.setFocus()
    for letters, on in (("abc", Qt.Key.Key_F6), ("def", Qt.Key.Key_F7)):
        QTest.keyClicks(writing.area, letters)
        QTest.keyClick(writing.area, on)
    assert [each.text for each in desk._records.ask(usecases.meeting, key).items] == ["abc", "def"]
    assert writing.area.value() == "abc" and writing.area.hasFocus()
    QTest.keyClick(writing.area, Qt.Key.Key_F7)
    assert writing.area.value() == "abc"
