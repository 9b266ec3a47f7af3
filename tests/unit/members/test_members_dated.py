"""Dated facts: as they were on a day, changed from a day on, or corrected as if never wrong."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import HouseholdRequest, PeopleFilter, PersonRequest
from kobe_desk.modules.members.usecases.grid.cells import CellEdit, write_cells

BEGIN = date(2024, 4, 1)
NAMES = ("佐藤　花子", "山田　花子", "林　花子")


@pytest.fixture
def hanako(records: Records) -> UUID:
    home = records.do(members.add_household, HouseholdRequest(address="港町1-1"), (PersonRequest("佐藤　花子"),)).result
    return records.ask(members.household_card, home).people[0].id


def named(records: Records, key: UUID, day: date) -> str:
    return records.ask(members.person_request, key, day).name


def write(records: Records, key: UUID, name: str, since: date | None) -> None:
    request = records.ask(members.person_request, key)
    home = request.household_id
    records.do(members.edit_person, key, PersonRequest(name, head=request.head, household_id=home), since)


def test_a_change_holds_from_its_day_and_the_day_before_keeps_the_old_name(records: Records, hanako: UUID) -> None:
    write(records, hanako, "山田　花子", date(2025, 6, 1))
    assert named(records, hanako, date(2025, 5, 31)) == "佐藤　花子"
    assert named(records, hanako, date(2025, 6, 1)) == "山田　花子"
    records.undo()
    assert named(records, hanako, date(2026, 1, 1)) == "佐藤　花子"


def test_a_correction_holds_for_as_long_as_the_wrong_name_did(records: Records, hanako: UUID) -> None:
    write(records, hanako, "山田　花子", date(2025, 6, 1))
    write(records, hanako, "山田　はな子", None)
    assert named(records, hanako, date(2025, 5, 31)) == "佐藤　花子"
    assert named(records, hanako, date(2025, 6, 1)) == "山田　はな子"


def test_former_and_future_names_are_found_and_said(records: Records, hanako: UUID) -> None:
    write(records, hanako, "山田　花子", date(2025, 6, 1))
    write(records, hanako, "林　花子", date(2099, 1, 1))
    found = {}
    for words in ("佐藤", "山田", "林"):
        (row,) = records.ask(members.people, PeopleFilter(words, on=date(2026, 4, 1))).rows
        found[words] = (row.name, row.other and (row.other.name, row.other.first, row.other.last))
    assert found == {
        "佐藤": ("山田　花子", ("佐藤　花子", None, date(2025, 5, 31))),
        "山田": ("山田　花子", None),
        "林": ("山田　花子", ("林　花子", date(2099, 1, 1), None)),
    }
    for _ in range(2):
        records.undo()
    assert records.ask(members.people, PeopleFilter("山田")).rows == ()


def test_only_dated_facts_ask_from_when(records: Records, hanako: UUID) -> None:
    request = records.ask(members.person_request, hanako)
    told = PersonRequest(request.name, phone="078-000-0000", head=True, household_id=request.household_id)
    assert records.ask(members.dated_in_person, hanako, told) == ()
    told = PersonRequest("山田　花子", head=True, household_id=request.household_id)
    assert records.ask(members.dated_in_person, hanako, told) == ("name",)
    home = records.ask(members.household_request, request.household_id)
    assert records.ask(members.dated_in_household, request.household_id, HouseholdRequest(address="山手2")) == (
        "address",
    )
    assert records.ask(members.dated_in_household, request.household_id, home) == ()


def test_the_address_of_a_day_stands_on_the_roster_of_that_day(records: Records, hanako: UUID) -> None:
    home = records.ask(members.person_request, hanako).household_id
    old, new = (records.do(members.add_area, members.AreaRequest(name)).result for name in ("1班", "2班"))
    records.do(members.edit_household, home, HouseholdRequest(old, "3", address="港町1-1"))
    records.do(members.edit_household, home, HouseholdRequest(new, "8", address="山手2-2"), date(2099, 4, 1))
    now, then = (records.ask(members.roster_on, day) for day in (date(2026, 4, 1), date(2099, 4, 1)))
    assert [(area.name, area.homes[0].house_number, area.homes[0].address) for area in now.areas] == [
        ("1班", "3", "港町1-1")
    ]
    assert [(area.name, area.homes[0].house_number) for area in then.areas] == [("2班", "8")]
    assert [row.name for row in records.ask(members.people, PeopleFilter(area_id=old)).rows] == ["佐藤　花子"]
    assert records.ask(members.people, PeopleFilter(area_id=new)).total == 0
    assert records.ask(members.people, PeopleFilter(area_id=new, on=date(2099, 4, 1))).total == 1
    for words in ("港町", "山手"):
        assert records.ask(members.people, PeopleFilter(words)).rows[0].address == "港町1-1"
    assert records.ask(members.person_card, hanako).household.area == "1班"


CHANGES = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 40)), min_size=1, max_size=5)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_whatever_is_changed_every_day_has_one_name_and_the_days_before_keep_theirs(
    records: Records, changes: list[tuple[str, int]]
) -> None:
    """Against a calendar with a name on each day: a change goes on to the next change, and never backwards."""
    key = records.do(members.add_person, PersonRequest("佐藤　花子")).result
    calendar = ["佐藤　花子"] * 50
    done = 0
    for name, day in changes:
        was = calendar[day]
        done += not records.do(members.rename_person, key, name, "", BEGIN + timedelta(day)).change.empty
        for each in range(day, 50):
            if calendar[each] != was:
                break
            calendar[each] = name
    assert [named(records, key, BEGIN + timedelta(day)) for day in range(50)] == calendar
    for _ in range(done):
        records.undo()
    assert {named(records, key, BEGIN + timedelta(day)) for day in range(50)} == {"佐藤　花子"}


def test_a_group_of_households_that_stands_in_earlier_addresses_stays(records: Records, hanako: UUID) -> None:
    home = records.ask(members.person_request, hanako).household_id
    old, new = (records.do(members.add_area, members.AreaRequest(name)).result for name in ("1班", "2班"))
    records.do(members.edit_household, home, HouseholdRequest(old, address="港町1-1"))
    records.do(members.edit_household, home, HouseholdRequest(new, address="港町1-1"), date(2026, 4, 1))
    with pytest.raises(members.AreaRemembered):
        records.do(members.remove_area, old)


def test_what_changed_on_an_earlier_day_stands_in_the_history(records: Records, hanako: UUID) -> None:
    records.do(members.rename_person, hanako, "林　花子", "", date(2025, 6, 1))
    records.do(members.rename_person, hanako, "森　花子", "", date(2024, 6, 1))
    labels = [row.label for row in records.ask(members.person_history, hanako)]
    assert labels[:2] == ["Change a name", "Change a name"]


def test_any_change_of_a_person_is_taken_back_with_the_later_ones_over_it(records: Records, hanako: UUID) -> None:
    for phone in ("0780001111", "0780002222", "0780003333"):
        records.do(write_cells, (CellEdit(hanako, "phone", phone),))
    records.do(members.rename_person, hanako, "林　花子", "", date(2025, 6, 1))
    history = records.ask(members.person_history, hanako)
    assert [len(line.undoes) for line in history[:4]] == [1, 1, 2, 3]
    records.undo_at(*history[2].undoes)
    now = records.ask(members.person_request, hanako)
    assert (now.phone, now.name) == ("078-000-1111", "林　花子")
    undone = [line for line in records.ask(members.person_history, hanako) if line.sequence in history[2].undoes]
    assert [line.undoes for line in undone] == [(), ()]
    records.undo()
    assert records.ask(members.person_request, hanako).phone == "078-000-3333"
