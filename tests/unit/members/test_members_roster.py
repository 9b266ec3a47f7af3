"""Households and people: written down, moved, leaving, counted, undone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import (
    AreaRequest,
    HouseholdRequest,
    PeopleFilter,
    PersonRequest,
    TermRequest,
)

DAY = date(2026, 4, 24)


def names(records: Records, **which: object) -> list[str]:
    return [row.name for row in records.ask(members.people, PeopleFilter(**which)).rows]


def family(records: Records, address: str, *people: PersonRequest) -> list[object]:
    """A household and the keys of its people, in the order of the card."""
    key = records.do(members.add_household, HouseholdRequest(address=address), people).result
    return [key, *(each.id for each in records.ask(members.household_card, key).people)]


def test_a_household_is_written_down_with_its_people_and_taken_back_as_one(records: Records) -> None:
    area = records.do(members.add_area, AreaRequest("3班")).result
    people = (PersonRequest("髙橋 花子", "タカハシ ハナコ"), PersonRequest("髙橋 一郎", "タカハシ イチロウ", head=True))
    key = records.do(members.add_household, HouseholdRequest(area, "12", "657-0001", "灘区1-2-3"), people).result
    card = records.ask(members.household_card, key)
    assert (card.area, [(each.name, each.head) for each in card.people]) == (
        "3班",
        [("髙橋 一郎", True), ("髙橋 花子", False)],
    )
    assert names(records, words="灘区") == ["髙橋 一郎", "髙橋 花子"]
    records.undo()
    assert names(records) == names(records, words="髙橋") == []
    records.redo()
    assert names(records, words="高橋 灘区") == ["髙橋 一郎", "髙橋 花子"]


def test_the_first_of_a_household_is_its_head_until_another_is_named(records: Records) -> None:
    home, head, other = family(records, "1-1", PersonRequest("林 一"), PersonRequest("林 二"))
    assert [each.head for each in records.ask(members.household_card, home).people] == [True, False]
    records.do(members.set_head, home, other)
    assert [each.name for each in records.ask(members.household_card, home).people] == ["林 二", "林 一"]
    stranger = records.do(members.add_person, PersonRequest("森 三")).result
    with pytest.raises(members.NotOfThisHousehold):
        records.do(members.set_head, home, stranger)
    records.do(members.edit_person, head, PersonRequest("林 一", head=True, household_id=home))
    assert [each.head for each in records.ask(members.household_card, home).people] == [True, False]


def test_moving_one_person_moves_nobody_else(records: Records) -> None:
    first, *people = family(records, "1-1", PersonRequest("林 一"), PersonRequest("林 二"))
    second, _ = family(records, "9-9", PersonRequest("森 三"))
    records.do(members.move_person, people[1], second, "養子")
    assert [each.name for each in records.ask(members.household_card, first).people] == ["林 一"]
    assert names(records, words="1-1") == ["林 一"]
    assert names(records, words="9-9") == ["林 二", "森 三"]
    records.undo()
    assert names(records, words="1-1") == ["林 一", "林 二"]


def test_a_new_address_of_a_household_is_found_for_all_its_people_and_undo_finds_the_old_one(records: Records) -> None:
    home, *_ = family(records, "港町1-1", PersonRequest("林 一"), PersonRequest("林 二"))
    records.do(members.edit_household, home, HouseholdRequest(address="山手2-2"))
    assert names(records, words="山手") == ["林 一", "林 二"]
    assert names(records, words="港町") == []
    records.undo()
    assert names(records, words="港町") == ["林 一", "林 二"]
    assert names(records, words="山手") == []


def test_a_person_without_household_area_or_office_is_found_and_unplaced(records: Records) -> None:
    records.do(members.add_person, PersonRequest("辻 一人", phone="078-000-1234"))
    area = records.do(members.add_area, AreaRequest("1班")).result
    records.do(members.add_household, HouseholdRequest(area), (PersonRequest("林 一"),))
    assert names(records, words="辻") == names(records, unplaced=True) == ["辻 一人"]
    assert names(records, area_id=area) == ["林 一"]


def test_the_last_day_is_kept_as_given_and_counts_as_a_day_of_membership(records: Records) -> None:
    home, *people = family(records, "1-1", PersonRequest("林 一"), PersonRequest("林 二", joined=date(2026, 4, 25)))
    records.do(members.leave_person, people[0], DAY)
    assert records.ask(members.person_request, people[0]).left == DAY
    assert records.ask(members.counts_on, DAY).people == 1
    assert records.ask(members.counts_on, date(2026, 4, 25)).people == 1
    on = {row.name: row.state for row in records.ask(members.people, PeopleFilter(on=date(2026, 4, 24))).rows}
    assert on == {"林 一": "present", "林 二": "future"}
    assert names(records, state="former", on=date(2026, 4, 25)) == ["林 一"]
    with pytest.raises(members.LeavesBeforeJoining):
        records.do(members.leave_person, people[1], DAY)


def test_a_household_that_leaves_takes_its_people_along(records: Records) -> None:
    home, *_ = family(records, "1-1", PersonRequest("林 一"), PersonRequest("林 二"))
    records.do(members.leave_household, home, date(2026, 3, 31))
    assert records.ask(members.counts_on, date(2026, 3, 31)) == members.Counts(date(2026, 3, 31), 1, 2)
    assert records.ask(members.counts_on, date(2026, 4, 1)) == members.Counts(date(2026, 4, 1), 0, 0)
    with pytest.raises(members.HouseholdNotEmpty):
        records.do(members.remove_household, home)


def test_the_state_is_computed_for_the_day_the_page_is_shown(records: Records) -> None:
    records.do(members.add_person, PersonRequest("林 一", joined=date(2026, 4, 1), left=date(2027, 3, 31)))
    seen = []
    for day in (date(2026, 3, 31), date(2027, 3, 31), date(2027, 4, 1)):
        with clock.stopped_at(datetime(day.year, day.month, day.day, 3, tzinfo=UTC)):
            seen.append(records.ask(members.people, PeopleFilter()).rows[0].state)
    assert seen == ["future", "present", "former"]


def test_a_person_other_records_name_is_not_removed(records: Records) -> None:
    records.do(association.save_profile, Profile("みなと台自治会"))
    chair = records.ask(association.offices)[0].id
    key = records.do(members.add_person, PersonRequest("林 一")).result
    term = records.do(members.assign_office, TermRequest(key, chair, date(2026, 4, 1))).result
    with pytest.raises(members.PersonKept) as refusal:
        records.do(members.remove_person, key)
    assert "林 一" in refusal.value.message()
    records.do(members.remove_term, term)
    records.do(members.remove_person, key)
    assert names(records, words="林") == []
    records.undo()
    assert names(records, words="林") == ["林 一"]


def test_a_name_is_asked_for(records: Records) -> None:
    with pytest.raises(members.PersonNameMissing):
        records.do(members.add_person, PersonRequest("　"))
    with pytest.raises(members.AreaNameMissing):
        records.do(members.add_area, AreaRequest(""))


def test_groups_of_households_stand_in_their_order_and_keep_what_they_hold(records: Records) -> None:
    keys = [records.do(members.add_area, AreaRequest(name)).result for name in ("1班", "2班", "10班")]
    with pytest.raises(members.AreaKnown):
        records.do(members.add_area, AreaRequest("１班"))
    inner = records.do(members.add_area, AreaRequest("1班", keys[1])).result  # 東 and 西 may each have a 1班
    with pytest.raises(members.AreaKnown):
        records.do(members.edit_area, inner, AreaRequest("1班"))
    records.do(members.remove_area, inner)
    records.do(members.edit_area, keys[2], AreaRequest("十班"))
    records.do(members.add_household, HouseholdRequest(keys[0]))
    assert [(row.name, row.households) for row in records.ask(members.areas)] == [("1班", 1), ("2班", 0), ("十班", 0)]
    with pytest.raises(members.AreaInUse):
        records.do(members.remove_area, keys[0])
    records.do(members.remove_area, keys[1])
    assert [row.name for row in records.ask(members.areas)] == ["1班", "十班"]


def test_blocks_stand_in_districts_and_every_list_goes_through_them_like_that(records: Records) -> None:
    said = ("1班", "2班", "3班", "東ブロック")
    one, two, three, east = [records.do(members.add_area, AreaRequest(name)).result for name in said]
    home = records.do(members.add_household, HouseholdRequest(two), (PersonRequest("高橋 一郎"),)).result
    records.do(members.add_household, HouseholdRequest(one), (PersonRequest("山田 花子"),))
    for key, name in ((two, "2班"), (three, "3班")):
        records.do(members.edit_area, key, AreaRequest(name, east))
    shown = [(row.name, row.depth, row.parent, row.households) for row in records.ask(members.areas)]
    assert shown == [
        ("1班", 0, "", 1), ("東ブロック", 0, "", 1), ("2班", 1, "東ブロック", 1), ("3班", 1, "東ブロック", 0),
    ]  # fmt: skip
    assert names(records, area_id=east) == ["高橋 一郎"]
    roster = records.ask(members.roster_on, DAY, east)
    assert (roster.area, [each.title for each in roster.areas]) == ("東ブロック", ["東ブロック　2班"])
    assert [each.name for each in records.ask(members.labels, DAY, east)] == ["高橋 一郎"]
    assert [each.area for each in records.ask(members.leaders_on, DAY)] == ["1班", "2班", "3班"]
    with pytest.raises(members.AreaHasParts):
        records.do(members.remove_area, east)
    records.do(members.edit_area, three, AreaRequest("3班", two))
    for inner in (two, three, east):
        with pytest.raises(members.AreaWithinItself):
            records.do(members.edit_area, east, AreaRequest("東ブロック", inner))
    records.do(members.order_areas, (east, two, three, one))
    assert [row.name for row in records.ask(members.areas)] == ["東ブロック", "2班", "3班", "1班"]
    records.undo()
    assert records.ask(members.areas)[0].name == "1班"
    assert records.ask(members.household_request, home).area_id == two


def test_who_comes_as_the_head_takes_over_on_the_day_of_joining(records: Records) -> None:
    home = records.do(members.add_household, HouseholdRequest(), (PersonRequest("高橋 一郎"),)).result
    first = records.ask(members.household_card, home).people[0].id
    day = date(2026, 4, 1)
    new = records.do(members.add_person, PersonRequest("高橋 二郎", head=True, joined=day, household_id=home)).result
    assert records.ask(members.person_request, first, day - timedelta(days=1)).head
    assert [key for key in (first, new) if records.ask(members.person_request, key, day).head] == [new]
    third = records.do(members.add_person, PersonRequest("高橋 三郎", head=True, household_id=home)).result
    held = [key for key in (first, new, third) if records.ask(members.person_request, key, day).head]
    assert held == [third]


def test_a_household_keeps_a_head_when_it_moves_elsewhere(records: Records) -> None:
    both = (PersonRequest("高橋 一郎"), PersonRequest("高橋 花子"))
    first = records.do(members.add_household, HouseholdRequest(), both).result
    second = records.do(members.add_household, HouseholdRequest(), (PersonRequest("山田 次郎"),)).result
    day = date(2026, 10, 1)
    for since in (day, None):
        head, mate = (each.id for each in records.ask(members.household_card, first).people)
        records.do(members.move_person, head, second, "同居人", since)
        assert records.ask(members.person_request, mate).head
        assert not records.ask(members.person_request, head).head
        before = records.ask(members.person_request, mate, day - timedelta(days=1)).head
        assert before is (since is None)
        records.undo()
        assert records.ask(members.person_request, head).head


def test_the_card_of_a_person_tells_age_household_and_offices(records: Records) -> None:
    records.do(association.save_profile, Profile("みなと台自治会"))
    offices = records.ask(association.offices)
    home, key = family(records, "1-1", PersonRequest("林 一", birth=date(2000, 2, 29), mobile="090-0000-0000"))
    records.do(members.assign_office, TermRequest(key, offices[5].id, date(2026, 4, 1), date(2027, 3, 31)))
    card = records.ask(members.person_card, key, date(2026, 3, 1))
    assert (card.age, card.household.id, card.terms[0].office) == (26, home, "班長")
    assert card.household.people[0].phone == "090-0000-0000"


def test_a_name_written_by_hand_is_one_line_and_notes_keep_theirs(records: Records) -> None:
    key = records.do(
        members.add_person, PersonRequest("山\u202e田\r\n太郎 辻\U000e0100", notes="一行\r\n二行\u200b")
    ).result
    found = records.ask(members.person_request, key)
    assert (found.name, found.notes) == ("山田 太郎 辻\U000e0100", "一行\n二行")
