"""Two entries of one person: found, merged with everything they have, and taken apart again by one undo."""

from datetime import date
from uuid import UUID

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import HouseholdRequest, MergeWish, PeopleFilter, PersonRequest, TermRequest

BIRTH = date(1950, 5, 3)


@pytest.fixture
def pair(records: Records) -> dict[str, UUID]:
    """Case 3: A in household X with two others and an office, B in household Y."""
    first = (PersonRequest("髙橋　和代", phone="078-000-0001", birth=BIRTH, notes="車の運転"), PersonRequest("高橋 一"))
    second = (PersonRequest("森 太郎"), PersonRequest("高橋　和代", mobile="090-0000-0000", birth=BIRTH))
    keys = {}
    for home, people in (("X町1", first), ("Y町2", second)):
        key = records.do(members.add_household, HouseholdRequest(address=home), people).result
        keys[home[0]] = key
        keys |= {each.name: each.id for each in records.ask(members.household_card, key).people}
    records.do(association.save_profile, Profile("みなと台自治会"))
    office = {row.name: row.id for row in records.ask(association.offices)}["会計"]
    term = TermRequest(keys["髙橋　和代"], office, date(2023, 4, 1), date(2025, 3, 31))
    records.do(members.assign_office, term)
    return keys


def test_entries_that_look_alike_are_proposed_until_they_are_said_to_be_two(
    records: Records, pair: dict[str, UUID]
) -> None:
    (found,) = records.ask(members.duplicates)
    assert ({found.one.id, found.other.id}, found.reason) == ({pair["髙橋　和代"], pair["高橋　和代"]}, "birth")
    records.do(members.keep_apart, found.one.id, found.other.id)
    assert records.ask(members.duplicates) == ()
    records.undo()
    assert len(records.ask(members.duplicates)) == 1


def test_a_surname_or_another_birth_date_makes_no_duplicate(records: Records) -> None:
    people = (PersonRequest("林 一", birth=date(1960, 1, 1)), PersonRequest("林 二"), PersonRequest("林 一"))
    records.do(members.add_household, HouseholdRequest(address="港1"), people[:2])
    records.do(members.add_household, HouseholdRequest(address="港2"), people[2:])
    records.do(members.add_household, HouseholdRequest(address="港1"), (PersonRequest("林 一", birth=BIRTH),))
    assert records.ask(members.duplicates) == ()


def test_a_merge_shows_what_it_does_and_loses_nothing_in_silence(records: Records, pair: dict[str, UUID]) -> None:
    wish = MergeWish(keep=pair["高橋　和代"], drop=pair["髙橋　和代"])
    view = records.ask(members.preview_people_merge, wish)
    taken = {each.name: each.taken for each in view.fields}
    assert (taken["household_id"], taken["phone"], taken["name"]) == ("keep", "drop", "keep")
    assert [(row.table, row.count) for row in view.moved] == [("office_term", 1)]
    assert view.staying == ("高橋 一",)
    assert set(view.left_out) == {"別の氏名: 髙橋　和代", "別の世帯: X町1"}
    records.do(members.merge_people, wish)
    card = records.ask(members.person_card, pair["高橋　和代"])
    assert (card.person.phone, card.person.mobile, card.household.id) == ("078-000-0001", "090-0000-0000", pair["Y"])
    assert [term.office for term in card.terms] == ["会計"]
    assert card.person.notes.splitlines() == ["車の運転", *view.left_out]
    assert [(each.name, each.head) for each in records.ask(members.household_card, pair["X"]).people] == [
        ("高橋 一", True)
    ]
    assert records.ask(members.people, PeopleFilter("和代")).total == 1


def test_one_undo_takes_a_merge_apart_again(records: Records, pair: dict[str, UUID]) -> None:
    def everything() -> list[object]:
        rows = records.ask(members.people).rows
        return [records.ask(members.person_card, row.id) for row in rows]

    before = everything()
    records.do(members.merge_people, MergeWish(pair["高橋　和代"], pair["髙橋　和代"], {"household_id": "drop"}))
    assert records.ask(members.person_card, pair["高橋　和代"]).household.id == pair["X"]
    records.undo()
    assert everything() == before


def test_a_household_only_the_other_entry_lived_in_ends(records: Records, pair: dict[str, UUID]) -> None:
    alone = records.do(members.add_household, HouseholdRequest(address="Z町3"), (PersonRequest("高橋　和代"),)).result
    other = records.ask(members.household_card, alone).people[0].id
    records.do(members.merge_people, MergeWish(pair["高橋　和代"], other))
    assert records.ask(members.household_card, alone).state == "former"
    with pytest.raises(members.SamePerson):
        records.do(members.merge_people, MergeWish(pair["森 太郎"], pair["森 太郎"]))
