"""What of the roster falls due, as 今日 tells it."""

from datetime import UTC, date, datetime

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.controller.due import deadline
from kobe_desk.modules.members.usecases import EventRequest, ProvisionRequest

DAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 1, tzinfo=UTC)


def dues(records: Records) -> list[tuple[str, date, int]]:
    return [(each.kind, each.day, each.count) for each in records.ask(members.roster_dues)]


def test_terms_that_end_on_one_day_are_one_matter(sample_records: Records) -> None:
    with clock.stopped_at(NOW):
        ending = [each for each in records_terms(sample_records) if each.end == date(2027, 3, 31)]
        (found,) = [each for each in sample_records.ask(members.roster_dues) if each.kind == members.TERMS]
    assert (found.day, found.count) == (date(2027, 3, 31), len(ending))
    assert ending[0].person in found.name
    assert deadline(found).record == "year:"


def records_terms(records: Records) -> list:
    leaders = {each.office for each in records.ask(members.terms_ending, DAY, 60) if "班長" in each.office}
    return [each for each in records.ask(members.terms_ending, DAY, 60) if each.office not in leaders]


def test_a_roster_is_told_until_it_came_back(records: Records) -> None:
    with clock.stopped_at(NOW):
        asked = ProvisionRequest("敬老会の世話人", "敬老会の案内", return_by=date(2027, 2, 20))
        records.do(members.export_roster, members.PeopleFilter(), ("name",), "xlsx", asked, "全員")
        assert dues(records) == [(members.ROSTER, date(2027, 2, 20), 1)]
        (given,) = records.ask(members.provisions)
        records.do(members.close_provision, given.id, DAY, "returned")
        assert dues(records) == []


def test_events_to_come_lead_to_their_page_and_a_cancelled_one_does_not(records: Records) -> None:
    with clock.stopped_at(NOW):
        begins = datetime(2027, 3, 14, 9)
        key = records.do(
            members.add_event, EventRequest("春の清掃", "cleaning", begins, begins.replace(hour=11))
        ).result
        (found,) = records.ask(members.roster_dues)
        assert deadline(found).record == f"event:{key}"
        records.do(members.cancel_event, key, "雨")
        assert records.ask(members.roster_dues) == ()
