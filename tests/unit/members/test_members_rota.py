"""班長: terms that never overlap, and turns that go round, passing over who need not."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.papers import squeezed, text_of

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.papers import leaders_pdf, rota_pdf
from kobe_desk.modules.members.rules.turns import Passed, Place, all_aged, turns_after
from kobe_desk.modules.members.usecases import AreaRequest, HouseholdRequest, PersonRequest
from kobe_desk.modules.members.usecases.rota import (
    AgeOutOfRange,
    LeaderEndsEarly,
    LeaderOverlaps,
    NobodyInTurn,
    ReasonMissing,
)

FIRST, LAST = date(2027, 4, 1), date(2028, 3, 31)


@pytest.fixture
def area(records: Records) -> UUID:
    """A 班 of four households, in the order of their houses: 赤, 青, 黄 (two, one of them old), 白."""
    key = records.do(roster.add_area, AreaRequest("3班")).result
    for number, people in enumerate(
        (
            (PersonRequest("赤", birth=date(1980, 1, 1)),),
            (PersonRequest("青", birth=date(1940, 1, 1)),),
            (PersonRequest("黄", birth=date(1940, 4, 1)), PersonRequest("黄子")),
            (PersonRequest("白", birth=date(1970, 1, 1)),),
        ),
        1,
    ):
        records.do(roster.add_household, HouseholdRequest(key, house_number=str(number)), people)
    return key


def turns(records: Records, area: UUID, year: int = 2027) -> list[str]:
    rows = records.ask(roster.turns_of, area, year).rows
    return [row.name for row in sorted(rows, key=lambda row: row.turn) if row.turn]


def home(records: Records, area: UUID, name: str) -> UUID:
    return next(row.id for row in records.ask(roster.turns_of, area, 2027).rows if row.name == name)


def head(records: Records, area: UUID, name: str) -> UUID:
    return next(row.person_id for row in records.ask(roster.turns_of, area, 2027).rows if row.name == name)


def test_the_turn_begins_with_the_first_house(records: Records, area: UUID) -> None:
    assert turns(records, area) == ["赤", "青", "黄", "白"]


def test_it_goes_on_after_whoever_served_last(records: Records, area: UUID) -> None:
    records.do(roster.appoint_leader, area, head(records, area, "青"), date(2026, 4, 1), date(2027, 3, 31))
    assert turns(records, area) == ["黄", "白", "赤", "青"]
    found = records.ask(roster.turns_of, area, 2027)
    assert next(row.served for row in found.rows if row.name == "青") == date(2027, 3, 31)
    assert found.leader.term_id is None and found.proposed is not None and found.proposed.name == "黄"


def test_an_age_exempts_only_a_household_of_which_everybody_has_reached_it(records: Records, area: UUID) -> None:
    records.do(roster.set_turn_age, (area,), 80)
    found = {row.name: row.passed for row in records.ask(roster.turns_of, area, 2027).rows}
    assert found == {"赤": Passed.NOT, "青": Passed.AGED, "黄": Passed.NOT, "白": Passed.NOT}
    records.do(roster.set_turn_age, (area,), 60)
    records.do(roster.set_turn_age, (area,), None)
    assert turns(records, area) == ["赤", "青", "黄", "白"]
    with pytest.raises(AgeOutOfRange):
        records.do(roster.set_turn_age, (area,), 20)


def test_a_household_is_passed_over_for_one_year_or_exempt_for_good(records: Records, area: UUID) -> None:
    records.do(roster.skip_turn, home(records, area, "赤"), 2027)
    records.do(roster.exempt_from_turns, home(records, area, "白"), "介護をしている")
    assert turns(records, area) == ["青", "黄"]
    assert turns(records, area, 2028) == ["赤", "青", "黄"]
    records.do(roster.back_into_turns, home(records, area, "白"))
    assert turns(records, area) == ["青", "黄", "白"]
    with pytest.raises(ReasonMissing):
        records.do(roster.exempt_from_turns, home(records, area, "白"), " ")


def test_the_order_is_changed_and_taken_back(records: Records, area: UUID) -> None:
    rows = records.ask(roster.turns_of, area, 2027).rows
    records.do(roster.order_turns, tuple(row.id for row in reversed(rows)))
    assert turns(records, area) == ["白", "黄", "青", "赤"]
    records.undo()
    assert turns(records, area) == ["赤", "青", "黄", "白"]


def test_a_new_household_comes_last(records: Records, area: UUID) -> None:
    records.do(roster.skip_turn, home(records, area, "青"), 2027)
    records.do(roster.add_household, HouseholdRequest(area, house_number="0"), (PersonRequest("新"),))
    assert turns(records, area, 2028) == ["赤", "青", "黄", "白", "新"]


def test_who_leaves_before_the_year_begins_is_not_asked(records: Records, area: UUID) -> None:
    records.do(roster.leave_household, home(records, area, "赤"), date(2027, 3, 31))
    assert turns(records, area) == ["青", "黄", "白"]


def test_a_block_has_one_leader_at_a_time(records: Records, area: UUID) -> None:
    red, blue = head(records, area, "赤"), head(records, area, "青")
    term = records.do(roster.appoint_leader, area, red, FIRST, LAST).result
    with pytest.raises(LeaderOverlaps) as refused:
        records.do(roster.appoint_leader, area, blue, LAST, date(2029, 3, 31))
    assert "赤" in refused.value.message()
    with pytest.raises(LeaderEndsEarly):
        records.do(roster.appoint_leader, area, blue, date(2029, 4, 1), date(2029, 3, 31))
    records.do(roster.end_leader, term, date(2027, 9, 30))
    records.do(roster.appoint_leader, area, blue, date(2027, 10, 1), LAST)
    assert [row.person for row in records.ask(roster.leader_terms, area)] == ["青", "赤"]
    with pytest.raises(LeaderOverlaps):
        records.do(roster.end_leader, term, date(2027, 10, 1))
    with pytest.raises(LeaderEndsEarly):
        records.do(roster.end_leader, term, date(2027, 3, 1))
    records.do(roster.remove_leader, term)
    (row,) = records.ask(roster.leaders_on, date(2027, 5, 1))
    assert (row.area, row.person) == ("3班", "")


def test_next_years_leaders_are_named_at_once(records: Records, area: UUID) -> None:
    empty = records.do(roster.add_area, AreaRequest("4班")).result
    assert [each.area for each in records.ask(roster.all_turns, 2027)] == ["3班"]
    assert records.do(roster.appoint_in_turn, 2027, (area,)).result == 1
    (row, _other) = records.ask(roster.leaders_on, FIRST)
    assert (row.person, row.start, row.end) == ("赤", FIRST, LAST)
    records.do(roster.appoint_in_turn, 2027, (area,))
    assert len(records.ask(roster.leader_terms, area)) == 1, "who has a leader is left alone"
    with pytest.raises(NobodyInTurn):
        records.do(roster.appoint_in_turn, 2027, (empty,))


def test_a_merge_takes_the_term_along(records: Records, area: UUID) -> None:
    red, blue = head(records, area, "赤"), head(records, area, "青")
    records.do(roster.appoint_leader, area, red, FIRST, LAST)
    records.do(roster.merge_people, roster.MergeWish(keep=blue, drop=red))
    assert records.ask(roster.leaders_on, FIRST)[0].person == "青"


def test_a_household_with_only_a_place_in_the_turn_can_be_taken_out(records: Records, area: UUID) -> None:
    empty = records.do(roster.add_household, HouseholdRequest(area), ()).result
    records.do(roster.skip_turn, empty, 2027)
    records.do(roster.remove_household, empty)


def test_a_block_that_had_leaders_stays(records: Records) -> None:
    from kobe_desk.modules.members.usecases import AreaRemembered

    area = records.do(roster.add_area, AreaRequest("9班")).result
    other = records.do(roster.add_area, AreaRequest("8班")).result
    home_of = records.do(roster.add_household, HouseholdRequest(other), (PersonRequest("橙"),)).result
    person = records.ask(roster.household_card, home_of).people[0].id
    records.do(roster.set_turn_age, (area,), 80)
    records.do(roster.appoint_leader, area, person, FIRST, LAST)
    with pytest.raises(AreaRemembered):
        records.do(roster.remove_area, area)


# the rule itself


def test_an_age_that_nobody_knows_counts_as_younger() -> None:
    assert all_aged([85, 90], 80) and not all_aged([85, None], 80)
    assert not all_aged([], 80) and not all_aged([85], None)


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.integers(0, 11))
def test_every_turn_comes_once_and_whoever_served_comes_last(passed: list[bool], last: int) -> None:
    places = [Place(number, Passed.EXEMPT if each else Passed.NOT) for number, each in enumerate(passed)]
    served = last if last < len(places) else None
    found = turns_after(places, served)
    assert sorted(found) == [each.key for each in places if not each.passed]
    if served is not None and not passed[served]:
        assert found[-1] == served
    if served is None:
        assert list(found) == sorted(found)


@given(st.integers(1, 8))
def test_in_as_many_years_as_there_are_households_each_serves_once(count: int) -> None:
    places = [Place(number) for number in range(count)]
    last: int | None = None
    served = []
    for _year in range(count):
        last = turns_after(places, last)[0]
        served.append(last)
    assert sorted(served) == list(range(count))


def test_the_leaders_of_a_day_stand_on_paper(records: Records, area: UUID, tmp_path: Path) -> None:
    records.do(roster.add_area, AreaRequest("空き班"))
    other = records.do(roster.add_area, AreaRequest("4班")).result
    records.do(roster.add_household, HouseholdRequest(other), (PersonRequest("緑"),))
    blue = head(records, area, "青")
    asked = replace(records.ask(roster.person_request, blue), kana="アオ", phone="078-000-0001")
    records.do(roster.edit_person, blue, asked)
    records.do(roster.appoint_leader, area, blue, FIRST, LAST)
    lines = records.ask(roster.leader_list, FIRST)
    assert [(each.area, each.households, each.name, each.phone) for each in lines] == [
        ("3班", 4, "青", "078-000-0001"),
        ("4班", 1, "", ""),
    ], "a block without households and leader is left out"
    assert records.ask(roster.leader_list, LAST + timedelta(days=1))[0].name == ""
    text = squeezed(text_of(leaders_pdf(lines, "みなと台自治会", FIRST), tmp_path))
    for words in ("班長名簿", "基準日令和9年4月1日", "2班班長1名", "あお", "R9.4.1〜R10.3.31", "（未定）"):
        assert words in text


def test_the_turns_of_a_year_stand_on_paper_without_the_reasons(records: Records, area: UUID, tmp_path: Path) -> None:
    records.do(roster.appoint_leader, area, head(records, area, "赤"), date(2026, 4, 1), date(2027, 3, 31))
    records.do(roster.exempt_from_turns, home(records, area, "白"), "長く入院している")
    records.do(roster.skip_turn, home(records, area, "青"), 2027)
    rotas = records.ask(roster.turns_on, FIRST)
    assert rotas == records.ask(roster.all_turns, 2027)
    text = squeezed(text_of(rota_pdf(rotas, "みなと台自治会"), tmp_path))
    for words in ("班長の輪番表令和9年度", "3班", "4世帯", "班長未定", "令和9年3月31日まで", "免除", "見送り"):
        assert words in text
    assert "入院" not in text
    assert "回る世帯はありません" in squeezed(text_of(rota_pdf((), "会"), tmp_path))
