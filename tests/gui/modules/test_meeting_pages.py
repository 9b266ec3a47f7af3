"""A general meeting from its plan to adopted minutes, through the real pages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.audit import audit
from support.ime import commit
from support.meetings import REQUEST, settled
from support.meetings import planned as planned_meeting

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings import module, usecases
from kobe_desk.modules.meetings.controller.preparing import FileUnreadable
from kobe_desk.modules.meetings.view.door import FoundPanel
from kobe_desk.modules.meetings.view.meeting import ATTENDANCE, MINUTES, MOTIONS, NOTICE, SIGNING
from kobe_desk.modules.meetings.view.projector import Projector
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow


@pytest.fixture
def window(desk: Desk, qtbot) -> Iterator[DeskWindow]:
    desk._records.do(association.save_profile, Profile("みなと坂自治会"))
    with clock.stopped_at(datetime(2026, 11, 25, 3, 0, tzinfo=UTC)):
        made = DeskWindow([Entry("meetings", module.TITLE, module.ICON, lambda: module.open_page(desk))])
        qtbot.addWidget(made)
        made.resize(1366, 690)
        made.show()
        made.open("meetings")
        yield made


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def planned(window: DeskWindow, desk: Desk, qtbot) -> UUID:
    click(qtbot, window.shown_page().add_meeting)
    page = window.shown_page()
    form = page.facts.form
    commit(form.fields["title"].control, "令和8年度 通常総会")
    form.fill({"day": date(2026, 4, 19), "begins": (10, 0), "closes": (11, 40), "place": "みなと坂会館",
               "chair": "髙橋", "secretary": "中村", "signatories": "𠮷田、辻󠄀"})  # fmt: skip
    click(qtbot, page.facts.save)
    (line,) = desk._records.ask(usecases.meetings)
    return line.id


def test_a_meeting_is_planned_counted_voted_and_adopted(planned: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    page.show_part(ATTENDANCE)
    page.attendance.form.fill({"total": 312, "in_person": 87, "in_writing": 46, "by_proxy": 55, "void_proxy": 3})
    click(qtbot, page.attendance.save)
    assert "成立" in page.attendance.quorum.verdict.text()
    page.show_part(MOTIONS)
    commit(page.motions.words.fields["title"].control, "補助金の申請について")
    click(qtbot, page.motions.save)
    page.motions.votes.fill({"yes": 180, "no": 3, "abstain": 2})
    click(qtbot, page.motions.count)
    page.show_part(MINUTES)
    assert page.minutes.adopt.isEnabled()
    click(qtbot, page.minutes.adopt)
    (found,) = desk._records.ask(usecases.resolutions)
    assert found.title == "補助金の申請について"
    assert not page.facts.save.isVisible()
    click(qtbot, page.papers)
    names = [paper.name for paper in window.shown_page().preview._papers]
    assert names[:2] == ["令和8年度 通常総会議事録", "抄本 R8-総-01"]


def test_more_votes_than_people_are_said_where_they_are_written(
    planned: UUID, window: DeskWindow, desk: Desk, qtbot
) -> None:
    page = window.shown_page()
    page.show_part(ATTENDANCE)
    page.attendance.form.fill({"total": 10, "in_person": 11})
    click(qtbot, page.attendance.save)
    assert page.attendance.form.fields["in_person"].error
    assert desk._records.ask(usecases.meeting, planned).attendance.total == 0


def test_a_tie_asks_for_the_chair(planned: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    page.show_part(ATTENDANCE)
    page.attendance.form.fill({"total": 40, "in_person": 30})
    click(qtbot, page.attendance.save)
    page.show_part(MOTIONS)
    commit(page.motions.words.fields["title"].control, "備品の購入")
    click(qtbot, page.motions.save)
    page.motions.votes.fill({"yes": 15, "no": 15})
    click(qtbot, page.motions.count)
    assert "可否同数" in page.motions.vote.outcome.text
    page.motions.votes.fill({"chair": "yes"})
    click(qtbot, page.motions.count)
    assert desk._records.ask(usecases.meeting, planned).motions[0].carried


def test_minutes_with_something_missing_cannot_be_adopted(planned: UUID, window: DeskWindow) -> None:
    page = window.shown_page()
    page.show_part(MINUTES)
    assert not page.minutes.adopt.isEnabled()
    assert "足りないもの" in page.minutes._state.text


def test_the_way_back_leads_to_the_list(planned: UUID, window: DeskWindow, qtbot) -> None:
    click(qtbot, window.shown_page().header.back)
    assert window.shown_page().table.isVisible()


def test_the_list_keeps_the_rules_of_a_window(window: DeskWindow) -> None:
    assert audit(window) == []


@pytest.mark.parametrize("part", range(6))
def test_a_meeting_keeps_the_rules_of_a_window(planned: UUID, window: DeskWindow, part: int) -> None:
    window.shown_page().show_part(part)
    assert audit(window) == []


@pytest.fixture
def listed(window: DeskWindow, desk: Desk, qtbot) -> UUID:
    """A meeting with its list of voters, open at the reception."""
    settled(desk._records, 12)
    key, *_motions = planned_meeting(desk._records, "予算について")
    window.page("meetings").controller.open_meeting(key, ATTENDANCE)
    return key


def _find(page, words: str) -> None:
    page.attendance.door.search.set_text(words)
    page.attendance.door.searched.emit(words)


def test_somebody_is_received_by_kana_and_taken_back(listed: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    _find(page, "かいいん003")
    QTest.keyClick(page.attendance.door.search.edit, Qt.Key.Key_Return)
    assert page.attendance.quorum.count.text() == "1"
    assert page.attendance.door.search.text() == ""
    (entry,) = desk._records.ask(usecases.reception, listed).entries
    page.attendance.entries.taken_back.emit(entry)
    assert page.attendance.quorum.count.text() == "0"


def test_a_proxy_counts_until_its_voter_comes(listed: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    door = page.attendance.door
    _find(page, "かいいん004")
    door.slip.begin("proxy", door._found[0])
    click(qtbot, door.slip.save)
    assert desk._records.ask(usecases.reception, listed).attendance.valid_proxy == 1
    _find(page, "かいいん004")
    click(qtbot, door.findChildren(FoundPanel)[0].buttons[0])
    found = desk._records.ask(usecases.reception, listed)
    assert (found.attendance.in_person, found.attendance.valid_proxy) == (1, 0)
    assert "無効" in page.attendance._void.text


def test_a_wrong_slip_number_is_told_at_the_door(listed: UUID, window: DeskWindow) -> None:
    page = window.shown_page()
    _find(page, "01001-0" if desk_number(page) != "01001-0" else "01001-1")
    assert page.attendance.door._refused.plain()


def desk_number(page) -> str:
    _find(page, "かいいん000")
    return str(page.attendance.door._found[0].voter.number)


def test_the_hall_is_counted_and_the_papers_are_added(listed: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    door = page.attendance.door
    _find(page, "かいいん001")
    door.slip.begin("writing", door._found[0])
    (field,) = door.slip.form.fields.values()
    field.set_value("no")
    click(qtbot, door.slip.save)
    for number in range(2, 9):
        _find(page, f"かいいん{number:03}")
        door.receive(door._found[0].voter.id)
    page.show_part(MOTIONS)
    page.motions.votes.fill({"yes": 7})
    click(qtbot, page.motions.count)
    motion = desk._records.ask(usecases.meeting, listed).motions[0]
    assert (motion.vote.yes, motion.vote.no, motion.carried) == (7, 1, True)


def test_what_is_typed_is_kept_within_two_seconds_and_comes_back(
    listed: UUID, window: DeskWindow, desk: Desk, qtbot
) -> None:
    page = window.shown_page()
    page.show_part(MINUTES)
    writing = page.minutes.writing
    kept = qtbot.waitSignal(writing.kept, timeout=2000)
    with kept:
        writing.area.insertPlainText("書きかけの文")
    writing._dirty = False  # the power goes: nothing is written down any more
    window.page("meetings").controller.open_meeting(listed, MINUTES)
    assert window.shown_page().minutes.writing.area.value() == "書きかけの文"
    assert desk._records.ask(usecases.meeting, listed).items[0].text == "書きかけの文"


def test_f3_marks_a_task_and_it_stands_on_the_page_of_tasks(
    listed: UUID, window: DeskWindow, desk: Desk, qtbot
) -> None:
    page = window.shown_page()
    page.show_part(MINUTES)
    area = page.minutes.writing.area
    area.insertPlainText("見積書を2社からとる（谷口、6月30日）")
    QTest.keyClick(area, Qt.Key.Key_F3)
    page.minutes.writing.write()
    (task,) = desk._records.ask(usecases.actions)
    assert (task.title, task.person, task.due) == ("見積書を2社からとる", "谷口", date(2026, 6, 30))
    window.page("meetings").controller.open_tasks()
    tasks = window.shown_page()
    tasks.form.fill({"result": "とった"})
    click(qtbot, tasks.close_task)
    assert desk._records.ask(usecases.actions) == ()


def test_the_agenda_is_put_in_order(planned: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    agenda = window.shown_page().preparing.agenda
    for title in ("一", "二"):
        commit(agenda.form.fields["title"].control, title)
        click(qtbot, agenda.save)
    agenda.table.choose(desk._records.ask(usecases.meeting, planned).items[1].id)
    click(qtbot, agenda.up)
    assert [each.title for each in desk._records.ask(usecases.meeting, planned).items] == ["二", "一"]


def test_notice_is_checked_against_the_day_and_recorded(listed: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    page.show_part(NOTICE)
    page.notice.form.fill({"day": date(2026, 5, 16)})
    page.notice.form.fields["day"].edited.emit()
    assert page.notice.check.property("box") == "warn"
    page.notice.form.fill({"day": date(2026, 5, 1)})
    click(qtbot, page.notice.save)
    assert page.notice.check.property("box") == "ok"
    assert desk._records.ask(usecases.meeting, listed).notice_sent == date(2026, 5, 1)


def test_a_rule_is_changed_by_its_sentence(window: DeskWindow, desk: Desk, qtbot) -> None:
    window.page("meetings").controller.open_rules()
    page = window.shown_page()
    page.edit("quorum")
    page.rule.form.fill({"quorum": "at_least 2/3", "article": "第9条", "since": date(2026, 4, 1)})
    click(qtbot, page.rule.save)
    rules = desk._records.ask(usecases.rules_for, "general", date(2026, 5, 1))
    assert (rules.quorum, rules.article("quorum")) == ("at_least 2/3", "第9条")


def test_minutes_are_signed_on_paper(planned: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    desk.do(usecases.record_attendance, planned, usecases.Attendance(40, 30))
    desk.do(usecases.add_motion, planned, usecases.MotionRequest("備品の購入"))
    motion = desk._records.ask(usecases.meeting, planned).motions[0]
    desk.do(usecases.record_vote, motion.id, usecases.Vote(0, 0, unanimous=True))
    page.show_part(MINUTES)
    click(qtbot, page.minutes.adopt)
    page.show_part(SIGNING)
    for _signer in range(3):
        click(qtbot, page.signing.signers.paper)
    assert desk._records.ask(usecases.meeting, planned).state == "signed"


@pytest.mark.parametrize("opened", ["open_register", "open_tasks", "open_rules"])
def test_the_pages_beside_keep_the_rules_of_a_window(listed: UUID, window: DeskWindow, opened: str) -> None:
    getattr(window.page("meetings").controller, opened)()
    assert audit(window) == []


@pytest.mark.parametrize("part", [ATTENDANCE, MOTIONS, MINUTES])
def test_a_listed_meeting_keeps_the_rules_of_a_window(listed: UUID, window: DeskWindow, part: int) -> None:
    page = window.shown_page()
    _find(page, "かいいん00")
    page.show_part(part)
    assert audit(window) == []


def test_one_objection_stops_a_resolution_on_paper(window: DeskWindow, desk: Desk, qtbot) -> None:
    settled(desk._records, 2)
    key, _motion = planned_meeting(desk._records, "規約の変更", request=replace(REQUEST, way="method"))
    window.page("meetings").controller.open_meeting(key, ATTENDANCE)
    part = window.shown_page().attendance.on_paper
    for number, objects in ((0, False), (1, True)):
        part.search.set_text(f"かいいん{number:03}")
        part.searched.emit(f"かいいん{number:03}")
        click(qtbot, part._found.itemAt(0).layout().itemAt(2).widget())
        part.answer.form.fill({"objects": objects})
        click(qtbot, part.answer.save)
    assert part.state.property("box") == "error"
    click(qtbot, part.decide)
    assert desk._records.ask(usecases.meeting, key).motions[0].carried is None
    assert audit(window) == []


def test_who_has_an_interest_takes_no_part_in_the_vote(listed: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    page.show_part(MOTIONS)
    names = page.motions.interest.form.fields["names"]
    names.set_value("かいいん00")
    click(qtbot, page.motions.interest.save)
    assert names.error
    names.set_value("会員003 甲、かいいん004")
    click(qtbot, page.motions.interest.save)
    (motion,) = desk._records.ask(usecases.meeting, listed).motions
    assert motion.interested == ("会員003 甲", "会員004 甲")


def test_the_hall_sees_the_motion_and_the_quorum(listed: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    click(qtbot, page.projector)
    (shown,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Projector)]
    assert shown.isVisible()
    assert "予算について" in shown._point.plain()
    assert shown.quorum.count.text() == "0"
    assert shown._clock.width() >= shown._clock.sizeHint().width()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_going_back_writes_down_what_was_just_typed(listed: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    page.show_part(MINUTES)
    page.minutes.writing.area.insertPlainText("会計が説明した。")
    click(qtbot, page.header.back)
    assert desk._records.ask(usecases.meeting, listed).items[0].text == "会計が説明した。"


def test_a_paper_that_was_taken_away_before_it_is_bound_is_told(
    planned: UUID, window: DeskWindow, desk: Desk, qtbot, tmp_path
) -> None:
    told: list[UserError] = []
    desk.refused.connect(told.append)
    window.shown_page().preparing.documents.paper_added.emit(tmp_path / "案内.pdf")
    assert [type(each) for each in told] == [FileUnreadable]
    assert desk._records.ask(usecases.meeting_papers, planned) == ()
