"""Offices: one holder at a time where the office is for one, and days exactly as given."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.rules.periods import last_of, next_period
from kobe_desk.modules.members.usecases import HouseholdRequest, PersonRequest, TermRequest

APRIL = date(2026, 4, 1)


@pytest.fixture
def office(records: Records) -> dict[str, UUID]:
    records.do(association.save_profile, Profile("みなと台自治会"))
    return {row.name: row.id for row in records.ask(association.offices)}


@pytest.fixture
def people(records: Records) -> list[UUID]:
    home = HouseholdRequest(postal_code="657-0001", address="灘区1-2-3", building="101号")
    first = PersonRequest("甲野 太郎", "コウノ タロウ", birth=date(1950, 3, 1), sex="male", phone="078-000-0001")
    second = PersonRequest("乙川 花子", "オトカワ ハナコ")
    key = records.do(members.add_household, home, (first, second)).result
    return [each.id for each in records.ask(members.household_card, key).people]


def test_a_second_chair_is_refused_with_what_can_be_done(
    records: Records, office: dict[str, UUID], people: list[UUID]
) -> None:
    term = records.do(members.assign_office, TermRequest(people[0], office["会長"], date(2024, 4, 1))).result
    with pytest.raises(members.AlreadyHeld) as refusal:
        records.do(members.assign_office, TermRequest(people[1], office["会長"], APRIL))
    assert refusal.value.field == "start"
    assert (refusal.value.values["holder"], refusal.value.values["term_id"]) == ("甲野 太郎", term)
    assert "令和6年4月1日～" in refusal.value.message()
    records.do(members.assign_office, TermRequest(people[1], office["会長"], APRIL, end_predecessor=True))
    assert records.ask(members.terms_of, people[0])[0].end == date(2026, 3, 31)
    assert [row.name for row in records.ask(members.officers_on, date(2026, 3, 31))] == ["甲野 太郎"]
    assert [row.name for row in records.ask(members.officers_on, APRIL)] == ["乙川 花子"]
    records.undo()
    assert records.ask(members.terms_of, people[0])[0].end is None


def test_editing_days_does_not_make_two_chairs_either(
    records: Records, office: dict[str, UUID], people: list[UUID]
) -> None:
    first = TermRequest(people[0], office["会長"], date(2024, 12, 1), date(2025, 12, 22))
    records.do(members.assign_office, first)
    second = TermRequest(people[1], office["会長"], date(2025, 12, 23))
    key = records.do(members.assign_office, second).result
    with pytest.raises(members.AlreadyHeld):
        records.do(members.edit_term, key, TermRequest(people[1], office["会長"], date(2025, 12, 22)))
    with pytest.raises(members.EndsBeforeStart):
        records.do(members.edit_term, key, TermRequest(people[1], office["会長"], APRIL, date(2026, 3, 31)))
    records.do(members.edit_term, key, TermRequest(people[1], office["会長"], date(2025, 12, 24)))


def test_a_predecessor_who_begins_later_is_not_ended(
    records: Records, office: dict[str, UUID], people: list[UUID]
) -> None:
    records.do(members.assign_office, TermRequest(people[0], office["会長"], APRIL))
    with pytest.raises(members.CannotEndBefore):
        request = TermRequest(people[1], office["会長"], APRIL, end_predecessor=True)
        records.do(members.assign_office, request)
    with pytest.raises(members.AlreadyHeld):
        request = TermRequest(people[1], office["会長"], date(2025, 4, 1), end_predecessor=True)
        records.do(members.assign_office, request)


def test_two_may_be_vice_chair_and_a_second_office_leaves_the_first_alone(
    records: Records, office: dict[str, UUID], people: list[UUID]
) -> None:
    for person in people:
        records.do(members.assign_office, TermRequest(person, office["副会長"], APRIL, date(2028, 3, 31)))
    records.do(members.assign_office, TermRequest(people[0], office["会計"], date(2026, 6, 1)))
    ends = {row.office: row.end for row in records.ask(members.terms_of, people[0])}
    assert ends == {"副会長": date(2028, 3, 31), "会計": None}
    assert len(records.ask(members.officers_on, date(2026, 6, 1))) == 3


@pytest.mark.parametrize("last", [date(2026, 4, 1), date(2026, 4, 23), date(2030, 3, 31)])
def test_the_last_day_in_office_is_stored_as_given(
    records: Records, office: dict[str, UUID], people: list[UUID], last: date
) -> None:
    key = records.do(members.assign_office, TermRequest(people[0], office["会長"], APRIL)).result
    records.do(members.end_term, key, last)
    assert records.ask(members.terms_of, people[0])[0].end == last
    assert records.ask(members.officers_on, last)
    with pytest.raises(members.EndsBeforeStart):
        records.do(members.end_term, key, date(2026, 3, 31))


def test_a_term_to_come_stands_among_the_terms_and_not_among_the_officers(
    records: Records, office: dict[str, UUID], people: list[UUID]
) -> None:
    records.do(members.assign_office, TermRequest(people[0], office["会長"], date(2026, 4, 2)))
    assert records.ask(members.officers_on, APRIL) == ()
    assert [row.person for row in records.ask(members.terms_on, APRIL)] == ["甲野 太郎"]


def test_the_list_of_officers_has_what_the_forms_ask(
    records: Records, office: dict[str, UUID], people: list[UUID]
) -> None:
    records.do(members.assign_office, TermRequest(people[1], office["会計"], APRIL))
    records.do(members.assign_office, TermRequest(people[0], office["会長"], APRIL))
    chair, treasurer = records.ask(members.officers_on, APRIL)
    assert (chair.office, chair.kind, chair.kana, chair.birth, chair.sex, chair.phone) == (
        "会長",
        "chair",
        "コウノ タロウ",
        date(1950, 3, 1),
        "male",
        "078-000-0001",
    )
    assert (treasurer.name, treasurer.postal_code, treasurer.address) == ("乙川 花子", "657-0001", "灘区1-2-3 101号")


TERMS = st.lists(st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 30)), st.booleans()), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TERMS)
def test_whatever_is_asked_no_day_has_two_chairs(
    records: Records, office: dict[str, UUID], people: list[UUID], wishes: list[tuple[int, int | None, bool]]
) -> None:
    for start, length, ends in wishes:
        first = date.fromordinal(APRIL.toordinal() + start)
        last = None if length is None else date.fromordinal(first.toordinal() + length)
        try:
            records.do(members.assign_office, TermRequest(people[start % 2], office["会長"], first, last, ends))
        except (members.AlreadyHeld, members.CannotEndBefore):
            continue
    for day in range(100):
        assert len(records.ask(members.officers_on, date.fromordinal(APRIL.toordinal() + day))) <= 1
    for row in records.ask(members.terms_on, APRIL):
        records.do(members.remove_term, row.id)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2023, 3, 1), date(2024, 2, 29), (date(2024, 3, 1), date(2025, 2, 28))),
        (date(2024, 2, 29), date(2025, 2, 28), (date(2025, 3, 1), date(2026, 2, 28))),
        (date(2026, 3, 1), date(2027, 2, 28), (date(2027, 3, 1), date(2028, 2, 29))),
        (date(2026, 4, 1), date(2028, 3, 31), (date(2028, 4, 1), date(2030, 3, 31))),
        (date(2026, 4, 10), date(2026, 4, 19), (date(2026, 4, 20), date(2026, 4, 29))),
    ],
)
def test_the_period_after_is_as_long_again(first: date, last: date, expected: tuple[date, date]) -> None:
    """Case 9: 29 February, and the year that rolls over."""
    assert next_period(first, last) == expected


def test_a_year_from_29_february_ends_on_the_28th() -> None:
    assert last_of(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert last_of(date(2026, 3, 31), 12) == date(2027, 3, 30)


def test_a_term_is_renewed_unless_another_was_elected(
    records: Records, office: dict[str, UUID], people: list[UUID]
) -> None:
    term = TermRequest(people[0], office["会長"], date(2024, 4, 1), date(2026, 3, 31))
    key = records.do(members.assign_office, term).result
    again = records.do(members.renew_term, key).result
    assert [(row.start, row.end) for row in records.ask(members.terms_of, people[0])][0] == (APRIL, date(2028, 3, 31))
    with pytest.raises(members.AlreadyHeld):
        records.do(members.renew_term, key)
    records.do(members.edit_term, again, TermRequest(people[0], office["会長"], APRIL))
    with pytest.raises(members.RunsOn):
        records.do(members.renew_term, again)
