"""Moving in and out, splitting and merging households, heads and deaths: who is touched is shown, nobody else is."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import (
    AddressRequest,
    DeathRequest,
    HeadRequest,
    HouseholdRequest,
    MergeRequest,
    MoveInRequest,
    MoveOutRequest,
    PersonRequest,
    Scope,
    SplitRequest,
    TermRequest,
)

BEFORE, DAY = date(2026, 3, 31), date(2026, 4, 1)


def family(records: Records, address: str, *names: str) -> tuple[UUID, dict[str, UUID]]:
    people = tuple(PersonRequest(name) for name in names)
    key = records.do(members.add_household, HouseholdRequest(address=address), people).result
    return key, {each.name: each.id for each in records.ask(members.household_card, key).people}


def mates(records: Records, home: UUID, day: date) -> list[tuple[str, bool]]:
    """Who belongs to a household on a day, and who is the head."""
    card = records.ask(members.household_card, home, day)
    return [(each.name, each.head) for each in card.people if each.state == "present"]


@pytest.fixture
def hayashi(records: Records) -> tuple[UUID, dict[str, UUID]]:
    return family(records, "港町1-1", "林 一", "林 二", "林 三")


def test_a_household_that_moves_in_joins_on_the_day(records: Records) -> None:
    request = MoveInRequest(
        DAY, HouseholdRequest(address="山手1"), people=(PersonRequest("森 一"), PersonRequest("森 二"))
    )
    shown = [(row.name, row.field, row.after) for row in records.ask(members.preview_move_in, request)]
    assert shown[:3] == [("山手1", "new", DAY), ("森 一", "new", DAY), ("森 二", "new", DAY)]
    home = records.do(members.move_in, request).result
    assert mates(records, home, DAY) == [("森 一", True), ("森 二", False)]
    assert records.ask(members.counts_on, BEFORE).people == 0
    records.undo()
    assert records.ask(members.people).total == 0


def test_who_left_can_join_again_and_both_memberships_count(records: Records, hayashi: tuple) -> None:
    home, people = hayashi
    records.do(members.move_out, MoveOutRequest((people["林 三"],), date(2020, 3, 31)))
    assert [row.name for row in records.ask(members.people, members.PeopleFilter(state="former")).rows] == ["林 三"]
    records.do(members.move_in, MoveInRequest(date(2099, 4, 1), household=home, returning=(people["林 三"],)))
    counted = [
        records.ask(members.counts_on, day).people for day in (date(2020, 3, 31), date(2020, 4, 1), date(2099, 4, 1))
    ]
    assert counted == [3, 2, 3]
    for state, names in (("former", ["林 三"]), ("future", []), ("present", ["林 一", "林 二"])):
        page = records.ask(members.people, members.PeopleFilter(state=state, on=DAY))
        assert ([row.name for row in page.rows], page.total, {row.state for row in page.rows} <= {state}) == (
            names,
            len(names),
            True,
        )
    with pytest.raises(members.StillMember):
        records.do(members.move_in, MoveInRequest(DAY, household=home, returning=(people["林 一"],)))


def test_the_head_who_moves_away_leaves_the_household_to_another(records: Records, hayashi: tuple) -> None:
    home, people = hayashi
    with pytest.raises(members.HeadMissing):
        records.do(members.move_out, MoveOutRequest((people["林 一"],), BEFORE))
    request = MoveOutRequest((people["林 一"],), BEFORE, new_head=people["林 三"])
    shown = {(row.name, row.field) for row in records.ask(members.preview_move_out, request)}
    assert shown == {("林 一", "until"), ("林 三", "head"), ("林 二", "stays"), ("林 三", "stays")}
    records.do(members.move_out, request)
    assert mates(records, home, BEFORE) == [("林 一", True), ("林 二", False), ("林 三", False)]
    assert mates(records, home, DAY) == [("林 三", True), ("林 二", False)]


def test_the_last_to_leave_ends_the_household(records: Records, hayashi: tuple) -> None:
    _home, people = hayashi
    records.do(members.move_out, MoveOutRequest(tuple(people.values()), BEFORE))
    assert records.ask(members.counts_on, BEFORE) == members.Counts(BEFORE, 1, 3)
    assert records.ask(members.counts_on, DAY) == members.Counts(DAY, 0, 0)


def test_an_office_beyond_the_last_day_is_asked_about(records: Records, hayashi: tuple) -> None:
    _home, people = hayashi
    records.do(association.save_profile, Profile("みなと台自治会"))
    chair = records.ask(association.offices)[0].id
    records.do(members.assign_office, TermRequest(people["林 二"], chair, date(2025, 4, 1)))
    leaving = MoveOutRequest((people["林 二"],), BEFORE)
    with pytest.raises(members.TermsRunOn) as refusal:
        records.do(members.move_out, leaving)
    assert refusal.value.field == "end_terms"
    records.do(members.move_out, MoveOutRequest((people["林 二"],), BEFORE, end_terms=True))
    assert records.ask(members.terms_of, people["林 二"])[0].end == BEFORE
    records.undo()
    records.do(members.record_death, DeathRequest(people["林 二"], DAY))
    assert records.ask(members.terms_of, people["林 二"])[0].end == DAY
    assert records.ask(members.person_request, people["林 二"]).left == DAY
    with pytest.raises(members.NotMemberThen):
        records.do(members.record_death, DeathRequest(people["林 二"], date(2026, 5, 1)))


def test_a_household_is_split_and_those_who_stay_keep_their_address(records: Records, hayashi: tuple) -> None:
    home, people = hayashi
    request = SplitRequest((people["林 三"],), DAY, HouseholdRequest(address="山手2"))
    shown = {(row.name, row.field) for row in records.ask(members.preview_split, request)}
    assert {("林 三", "household_id"), ("林 一", "stays"), ("林 二", "stays")} <= shown
    new = records.do(members.split_household, request).result
    assert mates(records, home, BEFORE) == [("林 一", True), ("林 二", False), ("林 三", False)]
    assert mates(records, home, DAY) == [("林 一", True), ("林 二", False)]
    assert mates(records, new, DAY) == [("林 三", True)]
    assert records.ask(members.counts_on, BEFORE).households == 1
    assert records.ask(members.counts_on, DAY).households == 2
    with pytest.raises(members.NobodyStays):
        records.do(members.split_household, SplitRequest((people["林 三"],), date(2026, 5, 1), HouseholdRequest()))


def test_households_become_one_and_nobody_is_in_two(records: Records, hayashi: tuple) -> None:
    home, _people = hayashi
    other, _ = family(records, "山手2", "森 一", "森 二")
    records.do(members.merge_households, MergeRequest(other, home, DAY))
    assert mates(records, home, DAY)[0] == ("林 一", True)
    assert {name for name, _head in mates(records, home, DAY)} == {"林 一", "林 二", "林 三", "森 一", "森 二"}
    assert mates(records, other, BEFORE) == [("森 一", True), ("森 二", False)]
    assert mates(records, other, DAY) == []
    assert records.ask(members.counts_on, DAY) == members.Counts(DAY, 1, 5)
    records.undo()
    assert mates(records, other, DAY) == [("森 一", True), ("森 二", False)]


def test_the_head_changes_on_its_day_and_a_later_change_that_was_planned_stays(
    records: Records, hayashi: tuple
) -> None:
    home, people = hayashi
    records.do(members.change_head, HeadRequest(home, people["林 三"], date(2026, 10, 1)))
    records.do(members.change_head, HeadRequest(home, people["林 二"], DAY, {people["林 一"]: "父"}))
    days = (BEFORE, DAY, date(2026, 9, 30), date(2026, 10, 1))
    assert [mates(records, home, day)[0] for day in days] == [
        ("林 一", True),
        ("林 二", True),
        ("林 二", True),
        ("林 三", True),
    ]


def test_for_whom_an_address_is_new_is_asked(records: Records, hayashi: tuple) -> None:
    """Cases 1 and 2: nobody moves along unasked, and the choice has no default."""
    home, people = hayashi
    with pytest.raises(members.WhoMovesMissing):
        records.do(members.change_address, AddressRequest(people["林 二"], None, DAY, address="山手2"))
    records.do(members.change_address, AddressRequest(people["林 二"], Scope.PERSON, DAY, address="山手2"))
    on = {row.name: row.address for row in records.ask(members.people, members.PeopleFilter(on=DAY)).rows}
    assert on == {"林 一": "港町1-1", "林 二": "山手2", "林 三": "港町1-1"}
    records.do(members.change_address, AddressRequest(people["林 一"], Scope.HOUSEHOLD, DAY, address="浜町3"))
    on = {row.name: row.address for row in records.ask(members.people, members.PeopleFilter(on=DAY)).rows}
    assert on == {"林 一": "浜町3", "林 二": "山手2", "林 三": "浜町3"}
    before = {row.name: row.address for row in records.ask(members.people, members.PeopleFilter(on=BEFORE)).rows}
    assert set(before.values()) == {"港町1-1"}


def test_an_address_that_was_wrong_is_corrected_for_every_day(records: Records, hayashi: tuple) -> None:
    _home, people = hayashi
    records.do(members.change_address, AddressRequest(people["林 一"], Scope.HOUSEHOLD, None, address="港町1-2"))
    then = records.ask(members.people, members.PeopleFilter(on=date(2020, 1, 1))).rows
    assert {row.address for row in then} == {"港町1-2"}


def test_another_head_before_a_split_leaves_the_head_of_the_new_household(records: Records, hayashi: tuple) -> None:
    home, people = hayashi
    alone = date(2026, 6, 1)
    split = SplitRequest((people["林 一"],), alone, HouseholdRequest(address="山手2"), new_head=people["林 二"])
    new = records.do(members.split_household, split).result
    records.do(members.change_head, HeadRequest(home, people["林 三"], DAY))
    assert mates(records, home, DAY)[0] == ("林 三", True)
    assert mates(records, new, alone) == [("林 一", True)], "there he is still the head"


def test_a_head_corrected_who_leaves_later_leaves_a_household_that_has_one(records: Records, hayashi: tuple) -> None:
    home, people = hayashi
    leaves = date(2099, 4, 1)
    split = SplitRequest((people["林 三"],), leaves, HouseholdRequest(address="山手2"))
    new = records.do(members.split_household, split).result
    records.do(members.set_head, home, people["林 三"])
    assert mates(records, home, clock.today())[0] == ("林 三", True)
    assert sum(head for _name, head in mates(records, home, clock.today())) == 1
    assert sum(head for _name, head in mates(records, home, leaves)) == 1
    assert mates(records, new, leaves) == [("林 三", True)]


WISHES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(0, 60)), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WISHES)
@example([(1, 3, 1), (0, 4, 0)])
@example([(0, 1, 1), (0, 0, 2), (1, 1, 0)])
def test_whatever_is_wished_every_household_has_one_head_every_day_and_undo_brings_all_back(
    records: Records, wishes: list[tuple[int, int, int]]
) -> None:
    home, people = family(records, "港町9-9", "甲", "乙", "丙")
    other, more = family(records, "山手9-9", "丁", "戊")
    keys = [*people.values(), *more.values()]
    first = [mates(records, each, DAY) for each in (home, other)]
    done, homes = 0, [home, other]
    for kind, who, days in wishes:
        day = date.fromordinal(DAY.toordinal() + days)
        try:
            done += not _wish(records, kind, keys[who], day, homes).change.empty
        except UserError:
            continue
    for days in range(0, 70, 6):
        day = date.fromordinal(DAY.toordinal() + days)
        seen = [mates(records, each, day) for each in homes]
        names = [name for each in seen for name, _head in each]
        assert len(names) == len(set(names))
        assert all(sum(head for _name, head in each) == 1 for each in seen if each), (day, seen, wishes)
    for _ in range(done):
        records.undo()
    assert [mates(records, each, DAY) for each in (home, other)] == first


def _wish(records: Records, kind: int, key: UUID, day: date, homes: list[UUID]):  # type: ignore[no-untyped-def]
    home = records.ask(members.person_request, key, day).household_id or homes[0]
    if kind == 0:
        return records.do(members.change_head, HeadRequest(home, key, day))
    if kind == 1:
        done = records.do(members.split_household, SplitRequest((key,), day, HouseholdRequest(address="新")))
        homes.append(done.result)
        return done
    if kind == 2:
        return records.do(members.merge_households, MergeRequest(homes[0], homes[1], day))
    if kind == 3:
        return records.do(members.record_death, DeathRequest(key, day))
    if kind == 4:
        return records.do(members.move_out, MoveOutRequest((key,), day, end_terms=True))
    return records.do(members.change_address, AddressRequest(key, Scope.PERSON, day, address="別"))
