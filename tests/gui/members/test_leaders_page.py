"""班長 in the window: next year's leaders named at once, one block put right, and everything taken back."""

from datetime import date

import pytest
from support.audit import settle

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.view.care import LEADERS, CarePage
from kobe_desk.modules.members.view.leaders import LeadersPage
from kobe_desk.modules.members.view.papers import KINDS, OFFICERS, ROTA, PapersPage
from kobe_desk.modules.members.view.papers import LEADERS as LEADERS_PAPER
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage


@pytest.fixture
def page(stack: RosterStack, roster: RosterPage) -> LeadersPage:
    roster.care.click()
    care = stack.page
    assert isinstance(care, CarePage)
    care.ways[LEADERS].click()
    settle()
    assert isinstance(stack.page, LeadersPage)
    return stack.page


def leads(records: Records, page: LeadersPage) -> dict[str, str]:
    return {row.area: row.leader.person for row in records.ask(usecases.all_turns, page.year.value())}


def test_those_whose_turn_it_is_are_named_and_taken_back(records: Records, page: LeadersPage) -> None:
    assert set(leads(records, page).values()) == {""}
    page.all.accept.click()
    assert leads(records, page) == {"1班": "髙橋　悦郎", "2班": "辻󠄀　ハル"}
    assert not page.all.accept.isEnabled() and "どの班も" in page.all.open.plain()
    records.undo()
    assert set(leads(records, page).values()) == {""}


def test_one_block_is_put_right(records: Records, page: LeadersPage) -> None:
    page.list.items[2].click()
    turn = page.turn
    assert turn.isVisible() and not page.all.isVisible() and turn.model.rowCount() == 2
    turn.skip.click()
    assert [row.turn for row in records.ask(usecases.turns_of, page.area, page.year.value()).rows] == [0, 1]
    turn.back.click()
    turn.down.click()
    assert [row.name for row in records.ask(usecases.turns_of, page.area, page.year.value()).rows][1] == "辻󠄀　ハル"
    turn.name.click()
    assert leads(records, page)["2班"] == "辻󠄀　ハル"
    turn.name.click()
    assert turn.warning.isVisible() or turn.term.fields["start"].error
    turn.take_out.click()
    assert leads(records, page)["2班"] == ""


def test_an_exemption_needs_its_reason(records: Records, page: LeadersPage) -> None:
    page.list.items[2].click()
    page.turn.exempt.click()
    assert page.turn.reason.fields["reason"].error
    page.turn.reason.fill({"reason": "介護"})
    page.turn.exempt.click()
    assert records.ask(usecases.turns_of, page.area, page.year.value()).rows[0].exempt == "介護"


def test_an_age_is_set_for_every_block(records: Records, page: LeadersPage) -> None:
    page.list.items[1].click()
    page.turn.ages.fill({"age": 20})
    page.turn.age.click()
    assert page.turn.ages.fields["age"].error
    page.turn.ages.fill({"age": 80})
    page.turn.age_all.click()
    assert {row.age for row in records.ask(usecases.all_turns, page.year.value())} == {80}


def test_the_leaders_and_their_turns_are_printed(stack: RosterStack, page: LeadersPage) -> None:
    page.all.accept.click()
    page.print.click()
    settle()
    assert isinstance(stack.page, PrintPage)
    stack.leave(stack.page)
    asked: list[date] = []
    page.print_requested.connect(asked.append)
    page.print.click()
    page.year.set_value(2027)
    page.print.click()
    assert asked == [date(2026, 11, 25), date(2027, 4, 1)]


def test_the_other_papers_offer_the_leaders_of_any_day(stack: RosterStack, roster: RosterPage) -> None:
    roster.print.click()
    page = stack.page
    assert isinstance(page, PrintPage)
    page.others.click()
    papers = stack.page
    assert isinstance(papers, PapersPage)
    for what in (OFFICERS, LEADERS_PAPER, ROTA):
        papers.show_part(next(at for at, kind in enumerate(KINDS) if kind.key == OFFICERS))
        papers.form.fill({"what": what, "day": date(2026, 4, 1)})
        papers.make.click()
        settle()
        assert isinstance(stack.page, PrintPage)
        stack.leave(stack.page)
