"""概算払 of the teaching programme: proposed, claimed and paid; and the day that only a notice can say."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from support.granting import DECISION, decide, later

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.rules.deadline import NextDay
from kobe_desk.modules.subsidies.usecases import (
    NothingNoted,
    PaperRequest,
    grant,
    grant_dues,
    keep_next_day,
    note_step,
)
from kobe_desk.modules.subsidies.usecases.granting.checks import AdvanceOverDecided, AdvanceOverRule


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


@pytest.mark.parametrize(("decided", "most"), [(80_000, 40_000), (79_999, 39_000), (1_500, 0)])
def test_the_most_is_a_share_of_the_decision_that_holds(
    records: Records, keys: tuple[UUID, ...], decided: int, most: int
) -> None:
    decide(records, keys[0], decided_amount=160_000)
    records.do(note_step, keys[0], "changed", {**DECISION, "decided_amount": decided}, date(2027, 1, 15))
    found = records.ask(grant, keys[0]).at("advance").most
    assert found is not None
    assert (found.decided, found.yen) == (decided, most)


def test_no_rule_means_no_most(records: Records, keys: tuple[UUID, ...]) -> None:
    decide(records, keys[1])
    assert records.ask(grant, keys[1]).at("advance").most is None
    assert later(records, keys[1], "advance", advance_amount=80_000)


def test_the_claim_asks_for_no_more_than_the_rule_and_more_that_was_paid_is_kept(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[0])
    made = later(records, keys[0], "advance", advance_amount=40_000)
    assert "40,000円" in words_of(made["advance"])
    with pytest.raises(AdvanceOverRule) as refused:
        later(records, keys[0], "advance", advance_amount=40_001)
    assert refused.value.field == "advance_amount"
    assert "40,000" in refused.value.message() and "40,001" in refused.value.message()
    with pytest.raises(AdvanceOverDecided):
        records.do(note_step, keys[0], "advance", {"advance_amount": 80_001}, date(2027, 1, 30))
    records.do(note_step, keys[0], "advance", {"advance_amount": 50_000}, date(2027, 1, 30))
    records.do(note_step, keys[0], "report", {"done": "した"}, date(2027, 4, 10))
    records.do(note_step, keys[0], "settled", {"settled_amount": 80_000}, date(2027, 4, 20))
    assert "30,000円" in words_of(later(records, keys[0], "claim")["claim"]), "what was really paid is taken off"


def test_a_plan_may_change_after_an_advance_was_paid_and_the_advance_comes_no_second_time(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    decide(records, keys[0])
    records.do(note_step, keys[0], "advance", {"advance_amount": 40_000, "due": "2027-03-31"}, date(2027, 1, 10))
    assert records.ask(grant, keys[0]).due == NextDay(date(2027, 3, 31), "実績報告")
    records.do(note_step, keys[0], "changed", {**DECISION, "decided_amount": 70_000}, date(2027, 1, 20))
    found = records.ask(grant, keys[0])
    assert found.due == NextDay(date(2027, 3, 31), "実績報告"), "what waits goes on waiting"
    coming = [each.stage.id for each in found.stages if each.may_come]
    assert "advance" not in coming and {"changed", "report", "stopped"} <= set(coming)
    records.do(note_step, keys[0], "report", {"done": "した"}, date(2027, 4, 10))
    records.do(note_step, keys[0], "settled", {"settled_amount": 70_000}, date(2027, 4, 20))
    assert records.ask(grant, keys[0]).settlement.asked == 70_000


def test_the_teaching_programme_goes_its_whole_way(records: Records, keys: tuple[UUID, ...]) -> None:
    key, way = keys[0], []
    for stage, values in (
        ("decided", DECISION), ("changed", DECISION), ("advance", {"advance_amount": 40_000}),
        ("report", {"done": "した"}), ("settled", {"settled_amount": 80_000}), ("claim", {}), ("paid", {}),
    ):  # fmt: skip
        papers = later(records, key, stage, **({"done": "した"} if stage == "report" else values))
        way.append((stage, sorted(papers)))
        records.do(note_step, key, stage, values, date(2027, 4, 20))
    assert dict(way) == {
        "decided": [], "changed": ["change"], "advance": ["advance"], "report": ["accounts", "receipts", "report"],
        "settled": [], "claim": ["claim"], "paid": [],
    }  # fmt: skip
    assert records.ask(grant, key).now.final


@pytest.mark.parametrize(("stage", "paper"), [("stopped", "stop"), ("withdrawn", "decline")])
def test_the_teaching_programme_can_be_stopped_and_declined(
    records: Records, keys: tuple[UUID, ...], stage: str, paper: str
) -> None:
    decide(records, keys[0])
    assert list(later(records, keys[0], stage, reason="会場が使えなくなった")) == [paper]
    records.do(note_step, keys[0], stage, {"reason": "会場が使えなくなった"}, date(2027, 1, 30))
    assert records.ask(grant, keys[0]).now.ends_early


# the day that only a notice can say


def test_a_day_is_asked_for_until_it_is_written_down_and_stands_until_the_report(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    key = keys[1]
    assert records.ask(grant, key).asks_day == "", "nothing was answered yet"
    with pytest.raises(NothingNoted):
        records.do(keep_next_day, key, date(2027, 3, 20))
    decide(records, key)
    assert (records.ask(grant, key).asks_day, records.ask(grant_dues)) == ("実績報告", ())
    records.do(keep_next_day, key, date(2027, 3, 20))
    row = records.ask(grant, key)
    assert (row.asks_day, row.due) == ("", NextDay(date(2027, 3, 20), "実績報告"))
    records.undo()
    assert records.ask(grant, key).asks_day == "実績報告"
    records.redo()
    records.do(note_step, key, "advance", {"advance_amount": 1_000}, date(2027, 1, 30))
    (due,) = records.ask(grant_dues)
    assert (due.id, due.day, due.what) == (key, date(2027, 3, 20), "実績報告")
    records.do(note_step, key, "report", {"done": "した"}, date(2027, 3, 10))
    row = records.ask(grant, key)
    assert (row.due, row.asks_day) == (None, ""), "the office answers next"
    records.do(note_step, key, "settled", {"settled_amount": 80_000}, date(2027, 4, 20))
    assert records.ask(grant, key).asks_day == "請求"


def test_a_notice_is_above_the_rule(records: Records, keys: tuple[UUID, ...]) -> None:
    decide(records, keys[0])
    row = records.ask(grant, keys[0])
    assert row.due and row.due.what == "実績報告" and not row.asks_day
    records.do(keep_next_day, keys[0], date(2027, 2, 1))
    assert records.ask(grant, keys[0]).due == NextDay(date(2027, 2, 1), "実績報告")
