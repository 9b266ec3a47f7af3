"""年度替わり in the window: every step done from the page, and what is left leads to its place."""

from datetime import date

import pytest
from support.audit import settle

from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import add_office, offices
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import PeopleFilter, TermRequest
from kobe_desk.modules.members.view.care import YEAR, CarePage
from kobe_desk.modules.members.view.dues import DuesPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.modules.members.view.year_turn import YearTurnPage


@pytest.fixture
def page(records: Records, stack: RosterStack, roster: RosterPage) -> YearTurnPage:
    chair = records.do(add_office, "会長", "chair", True).result
    person = records.ask(usecases.people, PeopleFilter(words="髙橋　悦郎")).rows[0].id
    records.do(usecases.assign_office, TermRequest(person, chair, date(2026, 4, 1), date(2027, 3, 31)))
    records.do(usecases.set_rate, 2026, "", 300, 1)
    roster.care.click()
    care = stack.page
    assert isinstance(care, CarePage)
    care.ways[YEAR].click()
    settle()
    assert isinstance(stack.page, YearTurnPage)
    return stack.page


def test_every_step_is_done_from_the_page(records: Records, page: YearTurnPage) -> None:
    page.closing.close_it.click()
    assert page.closing.reopen.isVisible() and not page.closing.close_it.isVisible()
    page.next.click()
    assert page.officers.model.rowCount() == 1
    page.officers.all.click()
    assert page.officers.done.isVisible()
    page.next.click()
    page.leaders.accept.click()
    page.next.click()
    page.rates.copy.click()
    page.next.click()
    assert page.open.done.isVisible() and not page.next.isVisible()
    turn = records.ask(usecases.turn_of_year, 2026)
    assert turn.open == 0
    for _step in range(4):
        records.undo()
    assert records.ask(usecases.turn_of_year, 2026).open == 6  # the office is vacant, too


def test_somebody_else_takes_an_office(records: Records, page: YearTurnPage) -> None:
    page.show_step(1)
    page.officers.assign.click()
    assert page.officers.warning.isVisible()
    page.officers.other.click()
    page.officers.search.set_text("辻")
    page.officers.searched.emit("辻")
    page.officers.assign.click()
    chair = next(row.id for row in records.ask(offices) if row.name == "会長")
    held = [row for row in records.ask(usecases.terms_on, date(2027, 4, 1)) if row.office_id == chair]
    assert [(row.person, row.start) for row in held] == [("辻󠄀　ハル", date(2027, 4, 1))]


def test_what_is_left_leads_to_its_place(stack: RosterStack, page: YearTurnPage) -> None:
    page.show_step(4)
    assert len(page.open.ways) == 5
    page.open.ways[0].click()
    assert page.closing.isVisible()
    page.closing.to_dues.click()
    assert isinstance(stack.page, DuesPage)


def test_another_year_can_be_looked_at(page: YearTurnPage) -> None:
    page.before.click()
    assert "令和7年度から令和8年度へ" in page.header.subtitle.text()
