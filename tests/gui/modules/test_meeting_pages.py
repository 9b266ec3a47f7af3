"""A general meeting from its plan to adopted minutes, through the real pages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from support.audit import audit
from support.ime import commit

from kobe_desk.core import clock
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings import module, usecases
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
    page.attendance.form.fill({"total": 312, "in_person": 87, "in_writing": 46, "by_proxy": 55, "void_proxy": 3})
    click(qtbot, page.attendance.save)
    assert "成立" in page.attendance._verdict.text()
    page.show_part(2)
    commit(page.motions.words.fields["title"].control, "補助金の申請について")
    click(qtbot, page.motions.save)
    page.motions.votes.fill({"yes": 180, "no": 3, "abstain": 2})
    click(qtbot, page.motions.count)
    page.show_part(3)
    assert page.minutes.adopt.isEnabled()
    click(qtbot, page.minutes.adopt)
    (found,) = desk._records.ask(usecases.resolutions)
    assert found.title == "補助金の申請について"
    assert [paper.name for paper in page.minutes.preview._papers] == ["令和8年度 通常総会議事録", "抄本 R8-総-01"]
    assert not page.facts.save.isVisible()


def test_more_votes_than_people_are_said_where_they_are_written(
    planned: UUID, window: DeskWindow, desk: Desk, qtbot
) -> None:
    page = window.shown_page()
    page.attendance.form.fill({"total": 10, "in_person": 11})
    click(qtbot, page.attendance.save)
    assert page.attendance.form.fields["in_person"].error
    assert desk._records.ask(usecases.meeting, planned).attendance.total == 0


def test_a_tie_asks_for_the_chair(planned: UUID, window: DeskWindow, desk: Desk, qtbot) -> None:
    page = window.shown_page()
    page.attendance.form.fill({"total": 40, "in_person": 30})
    click(qtbot, page.attendance.save)
    page.show_part(2)
    commit(page.motions.words.fields["title"].control, "備品の購入")
    click(qtbot, page.motions.save)
    page.motions.votes.fill({"yes": 15, "no": 15})
    click(qtbot, page.motions.count)
    assert "可否同数" in page.motions._outcome.plain()
    page.motions.votes.fill({"chair": "yes"})
    click(qtbot, page.motions.count)
    assert desk._records.ask(usecases.meeting, planned).motions[0].carried


def test_minutes_with_something_missing_cannot_be_adopted(planned: UUID, window: DeskWindow) -> None:
    page = window.shown_page()
    page.show_part(3)
    assert not page.minutes.adopt.isEnabled()
    assert "足りないもの" in page.minutes._state.text


def test_the_way_back_leads_to_the_list(planned: UUID, window: DeskWindow, qtbot) -> None:
    click(qtbot, window.shown_page().header.back)
    assert window.shown_page().table.isVisible()


def test_the_list_keeps_the_rules_of_a_window(window: DeskWindow) -> None:
    assert audit(window) == []


@pytest.mark.parametrize("part", range(4))
def test_a_meeting_keeps_the_rules_of_a_window(planned: UUID, window: DeskWindow, part: int) -> None:
    window.shown_page().show_part(part)
    assert audit(window) == []
