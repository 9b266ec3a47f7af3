"""行事: planned, staffed, counted, called off, and on paper."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from support.papers import squeezed, text_of

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.papers import event_pdf
from kobe_desk.modules.members.usecases import EventRequest, HouseholdRequest, PersonRequest
from kobe_desk.modules.members.usecases.events import (
    CountNegative,
    EventEndsEarly,
    EventTitleMissing,
    ReasonForCancelling,
    StaffKnown,
)

FESTIVAL = EventRequest(
    "夏祭り", "festival", datetime(2026, 8, 2, 16), datetime(2026, 8, 2, 20), "校庭", "交流", "行事保険 12", 300
)


@pytest.fixture
def event(records: Records) -> UUID:
    return records.do(roster.add_event, FESTIVAL).result


@pytest.fixture
def person(records: Records) -> UUID:
    home = records.do(roster.add_household, HouseholdRequest(), (PersonRequest("髙橋　悦郎", "タカハシ"),)).result
    return records.ask(roster.household_card, home).people[0].id


def test_an_event_stands_in_its_fiscal_year(records: Records, event: UUID) -> None:
    assert [row.title for row in records.ask(roster.events_of, 2026)] == ["夏祭り"]
    assert records.ask(roster.events_of, 2025) == ()
    assert [row.id for row in records.ask(roster.events_between, date(2026, 8, 2), date(2026, 8, 2))] == [event]
    assert records.ask(roster.event_card, event).event == FESTIVAL


def test_an_event_needs_a_name_and_an_end_after_its_beginning(records: Records, event: UUID) -> None:
    from dataclasses import replace

    with pytest.raises(EventTitleMissing):
        records.do(roster.add_event, replace(FESTIVAL, title=" "))
    with pytest.raises(EventEndsEarly):
        records.do(roster.edit_event, event, replace(FESTIVAL, end=FESTIVAL.start))
    with pytest.raises(CountNegative):
        records.do(roster.edit_event, event, replace(FESTIVAL, insured=-1))


def test_who_came_is_counted_by_age(records: Records, event: UUID) -> None:
    records.do(roster.report_event, event, {"school": 12, "seniors": 8, "teens": None}, "晴れ")
    card = records.ask(roster.event_card, event)
    assert (card.people, card.report) == (20, "晴れ")
    records.do(roster.report_event, event, {"school": None, "seniors": 9}, "晴れ")
    assert records.ask(roster.event_card, event).counts == {"seniors": 9}
    assert records.ask(roster.events_of, 2026)[0].people == 9
    with pytest.raises(CountNegative):
        records.do(roster.report_event, event, {"school": -1}, "")
    records.undo()
    assert records.ask(roster.event_card, event).counts == {"school": 12, "seniors": 8}


def test_a_helper_stands_once_and_goes_along_in_a_merge(records: Records, event: UUID, person: UUID) -> None:
    records.do(roster.add_staff, event, person, "受付")
    with pytest.raises(StaffKnown):
        records.do(roster.add_staff, event, person, "救護")
    home = records.do(roster.add_household, HouseholdRequest(), (PersonRequest("髙橋　悦郎"),)).result
    other = records.ask(roster.household_card, home).people[0].id
    records.do(roster.merge_people, roster.MergeWish(keep=other, drop=person))
    (row,) = records.ask(roster.event_card, event).staff
    assert (row.person_id, row.task) == (other, "受付")
    records.do(roster.remove_staff, row.id)
    assert records.ask(roster.event_card, event).staff == ()


def test_two_entries_of_one_person_who_both_help_become_one_helper(records: Records, event: UUID, person: UUID) -> None:
    home = records.do(roster.add_household, HouseholdRequest(), (PersonRequest("髙橋　悦郎"),)).result
    other = records.ask(roster.household_card, home).people[0].id
    records.do(roster.add_staff, event, person, "受付")
    records.do(roster.add_staff, event, other, "救護")
    records.do(roster.merge_people, roster.MergeWish(keep=other, drop=person))
    assert [row.person_id for row in records.ask(roster.event_card, event).staff] == [other]


def test_an_event_is_called_off_with_its_reason(records: Records, event: UUID) -> None:
    with pytest.raises(ReasonForCancelling):
        records.do(roster.cancel_event, event, " ")
    records.do(roster.cancel_event, event, "雨")
    assert records.ask(roster.events_of, 2026)[0].cancelled == "雨"
    records.do(roster.hold_event, event)
    assert records.ask(roster.events_of, 2026)[0].cancelled == ""


def test_taking_it_out_is_undone_with_everything(records: Records, event: UUID, person: UUID) -> None:
    records.do(roster.add_staff, event, person, "受付")
    records.do(roster.report_event, event, {"school": 12}, "")
    records.do(roster.remove_event, event)
    assert not records.ask(roster.event_exists, event)
    records.undo()
    card = records.ask(roster.event_card, event)
    assert len(card.staff) == 1 and card.people == 12


def test_the_paper_says_who_came_and_who_helped(records: Records, event: UUID, person: UUID, tmp_path: Path) -> None:
    records.do(roster.add_staff, event, person, "受付")
    records.do(roster.report_event, event, {"school": 12, "seniors": 8}, "けがもなく終わった")
    text = squeezed(text_of(event_pdf(records.ask(roster.event_card, event)), tmp_path))
    for words in (
        "行事の記録",
        "夏祭り",
        "16:00〜20:00",
        "行事保険12",
        "300人分",
        "20人",
        "髙橋悦郎",
        "受付",
        "けがもなく",
    ):
        assert words in text
