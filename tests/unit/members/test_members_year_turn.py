"""年度替わり: what is open of a year, and closing it."""

from datetime import date
from uuid import UUID

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import add_office, offices
from kobe_desk.modules.association.usecases.titles import OfficeRow
from kobe_desk.modules.ledger.usecases import open_books
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.usecases import (
    AreaRequest,
    HouseholdRequest,
    PersonRequest,
    ProvisionRequest,
    RoundRequest,
    TermRequest,
)

YEAR = 2026
ROUND = RoundRequest(YEAR, "前期", date(2026, 4, 1), 6, date(2026, 4, 1), date(2026, 4, 30))


@pytest.fixture
def people(records: Records) -> dict[str, UUID]:
    """Two households in a 班, one in none, with dues charged for half a year."""
    records.do(open_books)
    area = records.do(roster.add_area, AreaRequest("1班")).result
    found: dict[str, UUID] = {}
    for name, place in (("赤", area), ("青", area), ("白", None)):
        home = records.do(roster.add_household, HouseholdRequest(place), (PersonRequest(name),)).result
        found[name] = records.ask(roster.household_card, home).people[0].id
    records.do(roster.set_rate, YEAR, "", 300, 1)
    key = records.do(roster.add_round, ROUND).result
    records.do(roster.charge_round, key)
    return found


def office(records: Records, name: str) -> UUID:
    known: tuple[OfficeRow, ...] = records.ask(offices)
    there = next((each.id for each in known if each.name == name), None)
    return there or records.do(add_office, name, "other", True).result


def test_what_is_open_is_asked_as_one(records: Records, people: dict[str, UUID]) -> None:
    chair = office(records, "会長")
    records.do(roster.assign_office, TermRequest(people["赤"], chair, date(2025, 4, 1), date(2027, 3, 31)))
    records.do(roster.hand_out_roster, date(2026, 5, 1), None, ProvisionRequest("班長", "配布", date(2027, 3, 1)))
    turn = records.ask(roster.turn_of_year, YEAR)
    assert (turn.label, turn.next_label) == ("令和8年度", "令和9年度")
    assert (turn.dues.charged, turn.dues.paid, turn.dues.households) == (5400, 0, 3)
    assert [row.person for row in turn.terms] == ["赤"]
    assert turn.vacant == ("会長",)
    assert [each.area for each in turn.leaderless] == ["1班"]
    assert (turn.rosters_out, turn.sealed_out, turn.unplaced, turn.rates) == (1, 0, 1, ())
    assert turn.open == 6


def test_everything_done_leaves_nothing(records: Records, people: dict[str, UUID]) -> None:
    chair = office(records, "会長")
    term = records.do(
        roster.assign_office, TermRequest(people["赤"], chair, date(2025, 4, 1), date(2027, 3, 31))
    ).result
    records.do(roster.close_dues, YEAR)
    records.do(roster.renew_terms, (term,))
    turn = records.ask(roster.turn_of_year, YEAR)
    records.do(roster.appoint_in_turn, YEAR + 1, tuple(each.area_id for each in turn.leaderless))
    records.do(roster.copy_rates, YEAR + 1)
    turn = records.ask(roster.turn_of_year, YEAR)
    assert turn.open == 0 and turn.dues.day is not None
    assert [row.amount for row in turn.rates] == [300]


def test_a_closed_year_is_charged_no_more_and_opened_again(records: Records, people: dict[str, UUID]) -> None:
    records.do(roster.close_dues, YEAR)
    with pytest.raises(roster.YearClosedAlready):
        records.do(roster.close_dues, YEAR)
    key = records.ask(roster.rounds, YEAR)[0].id
    rate = records.ask(roster.rates, YEAR)[0].id
    later = RoundRequest(YEAR, "後期", date(2026, 10, 1), 6, date(2026, 10, 1), date(2026, 10, 31))
    for asked in (
        (roster.add_round, later),
        (roster.edit_round, key, ROUND),
        (roster.remove_round, key),
        (roster.charge_round, key),
        (roster.set_rate, YEAR, "", 400, 1),
        (roster.remove_rate, rate),
    ):
        with pytest.raises(roster.YearClosed):
            records.do(*asked)
    records.do(roster.reopen_dues, YEAR)
    records.do(roster.add_round, later)


def test_closing_can_be_undone(records: Records, people: dict[str, UUID]) -> None:
    records.do(roster.close_dues, YEAR)
    records.undo()
    assert records.ask(roster.dues_of_year, YEAR).day is None


def test_terms_without_an_end_are_ended_with_the_year(records: Records, people: dict[str, UUID]) -> None:
    books = office(records, "会計")
    records.do(roster.assign_office, TermRequest(people["青"], books, date(2024, 4, 1)))
    turn = records.ask(roster.turn_of_year, YEAR)
    assert [row.person for row in turn.endless] == ["青"]
    assert records.do(roster.end_terms, tuple(row.id for row in turn.endless), turn.last).result == 1
    turn = records.ask(roster.turn_of_year, YEAR)
    assert turn.endless == () and [row.person for row in turn.terms] == ["青"]
    records.undo()
    assert [row.person for row in records.ask(roster.turn_of_year, YEAR).endless] == ["青"]


def test_the_terms_of_block_leaders_go_by_the_turns(records: Records, people: dict[str, UUID]) -> None:
    area = records.ask(roster.areas)[0].id
    records.do(roster.appoint_leader, area, people["赤"], date(2026, 4, 1), date(2027, 3, 31))
    turn = records.ask(roster.turn_of_year, YEAR)
    assert turn.terms == () and turn.vacant == ()
    assert turn.leaderless[0].proposed is not None and turn.leaderless[0].proposed.name == "青"
