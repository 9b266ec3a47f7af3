"""漏えいの記録: what has to be reported, and by when."""

from dataclasses import replace
from datetime import date

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.rules.leaks import must_report
from kobe_desk.modules.members.usecases import LeakRequest
from kobe_desk.modules.members.usecases.leaks import LeakOfNobody, LeakUnnamed

FOUND = date(2026, 6, 1)
LOST = LeakRequest(FOUND, "配布用名簿を1冊なくした", 60)


@pytest.mark.parametrize(
    ("people", "kind", "needed"),
    [
        (1, {}, False),
        (1_000, {}, False),
        (1_001, {}, True),
        (1, {"sensitive": True}, True),
        (1, {"harm": True}, True),
        (1, {"malice": True}, True),
        (5_000, {"sensitive": True, "encrypted": True}, False),
    ],
)
def test_what_has_to_be_reported(people: int, kind: dict[str, bool], needed: bool) -> None:
    marks = dict.fromkeys(("sensitive", "harm", "malice", "encrypted"), False) | kind
    assert must_report(people, **marks) is needed


def test_the_days_count_from_when_it_became_known(records: Records) -> None:
    key = records.do(roster.add_leak, replace(LOST, sensitive=True)).result
    (row,) = records.ask(roster.leaks_recorded)
    assert (row.first_by, row.full_by, row.open) == (date(2026, 6, 6), date(2026, 7, 1), True)
    records.do(roster.edit_leak, key, replace(LOST, malice=True))
    (row,) = records.ask(roster.leaks_recorded)
    assert row.full_by == date(2026, 7, 31)
    told = {"first_report": FOUND, "full_report": FOUND, "people_told": FOUND}
    records.do(roster.edit_leak, key, replace(LOST, malice=True, **told))
    assert not records.ask(roster.leaks_recorded)[0].open
    records.undo()
    assert records.ask(roster.leaks_recorded)[0].open


def test_a_small_loss_is_recorded_without_a_report(records: Records) -> None:
    records.do(roster.add_leak, LOST)
    (row,) = records.ask(roster.leaks_recorded)
    assert (row.first_by, row.open) == (None, False)


def test_it_says_what_and_for_how_many(records: Records) -> None:
    with pytest.raises(LeakUnnamed):
        records.do(roster.add_leak, replace(LOST, what=" "))
    with pytest.raises(LeakOfNobody):
        records.do(roster.add_leak, replace(LOST, people=0))
