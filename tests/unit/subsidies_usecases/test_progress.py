"""A progress report (遂行状況報告): beside the way, as often as the office asks, with what was spent up to a day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.granted import Granted, granted_of
from support.granting import spend

from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import reverse_entry
from kobe_desk.modules.subsidies.rules.actual import PlanLine, Spent, until
from kobe_desk.modules.subsidies.rules.deadline import next_day
from kobe_desk.modules.subsidies.rules.life import DUE, Step, next_stages, stage_of
from kobe_desk.modules.subsidies.usecases import PaperRequest, allocate, grant, note_step, take_step_back
from kobe_desk.modules.subsidies.usecases.granting.checks import MoreThanAllDone, ToldBeforeTheDay

TOLD: dict[str, object] = {
    "as_of": "2026-12-31", "so_far": "花だんの手入れを4回した。", "end_expected": "2027-03-20", "share.supplies": 40,
}  # fmt: skip


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def told(granted: Granted, day: date, **more: object) -> UUID:
    return granted.records.do(note_step, granted.key, "progress", {**TOLD, **more}, day).result


def test_a_grant_stands_where_it_stood_and_the_office_may_ask_again(granted: Granted) -> None:
    before = granted.records.ask(grant, granted.key)
    told(granted, date(2027, 1, 5))
    told(granted, date(2027, 2, 5))
    row = granted.records.ask(grant, granted.key)
    assert row.now.id == before.now.id == "decided"
    assert [each.occasion for each in row.stages if each.stage.id == "progress"] == [
        "progress.1", "progress.2", "progress.3"
    ]  # fmt: skip
    assert "changed" in {each.stage.id for each in row.stages if each.may_come}


def test_an_advance_is_not_asked_a_second_time_after_a_progress_report(granted: Granted) -> None:
    advance = {"advance_amount": 40_000, "paid_date": date(2027, 1, 10)}
    granted.records.do(note_step, granted.key, "advance", advance, date(2027, 1, 10))
    told(granted, date(2027, 2, 5))
    programme = granted.records.ask(grant, granted.key).application.programme
    steps = granted.records.ask(grant, granted.key).steps
    assert [each.id for each in next_stages(programme, steps)] == ["changed", "progress", "report", "stopped"]
    assert stage_of(programme, steps).id == "advance"


def test_the_day_of_the_notice_stays_unless_the_progress_report_names_another(granted: Granted) -> None:
    programme = granted.records.ask(grant, granted.key).application.programme
    decided = Step("decided", date(2026, 12, 12), {DUE: "2027-04-30"})
    plain = Step("progress", date(2027, 1, 5), {})
    assert next_day(programme, [decided, plain], None).day == date(2027, 4, 30)
    named = Step("progress", date(2027, 1, 5), {DUE: "2027-02-28"})
    assert next_day(programme, [decided, named], None).day == date(2027, 2, 28)


def test_only_what_was_spent_up_to_the_day_counts() -> None:
    lines = (PlanLine("supplies", "消耗品費", 48_000, 30_000), PlanLine("printing", "印刷製本費", 32_000, 0))
    spent = (
        Spent(1, date(2026, 12, 31), "軍手", "", "supplies", 10_000),
        Spent(2, date(2027, 1, 1), "袋", "", "supplies", 15_000),
        Spent(3, date(2026, 12, 30), "土", "", "supplies", 5_000, reversed=True),
    )
    assert [(each.spent, each.left) for each in until(lines, spent, date(2026, 12, 31))] == [
        (10_000, 38_000), (0, 32_000)
    ]  # fmt: skip


def test_more_than_all_is_refused_at_its_field(granted: Granted) -> None:
    with pytest.raises(MoreThanAllDone) as refused:
        told(granted, date(2027, 1, 5), **{"share.supplies": 101})
    assert refused.value.field == "share.supplies"


def test_what_is_spent_up_to_a_day_is_not_told_before_it(granted: Granted) -> None:
    """It may be written beforehand; it is handed in on that day or later."""
    with pytest.raises(ToldBeforeTheDay) as refused:
        told(granted, date(2026, 12, 30))
    assert refused.value.field == "as_of"
    assert "令和8年12月30日" in refused.value.message() and "令和8年12月31日" in refused.value.message()
    granted.records.do(note_step, granted.key, "progress", TOLD, None)
    told(granted, date(2026, 12, 31))


def test_the_papers_tell_plan_and_actual_up_to_the_day_and_how_far_it_is(
    granted: Granted, words_of: Callable[[PaperRequest], str]
) -> None:
    granted.records.do(allocate, granted.key, spend(granted.records, 12_345), 12_345, "supplies")
    granted.records.do(allocate, granted.key, spend(granted.records, 999, date(2027, 1, 4)), 999, "supplies")
    made = granted.papers("progress", {**TOLD, "late_why": "台風のため。"})
    assert [each.title for each in made.values()] == [
        "助成事業遂行状況報告書（参考様式）", "遂行状況の内訳書（参考様式）"
    ]  # fmt: skip
    letter, costs = (words_of(each) for each in made.values())
    for each in ("参考様式", "公式の様式ではありません", "神地第12号", "12,345円（令和8年12月31日まで）",
                 "台風のため。", "令和9年3月20日", "花だんの手入れを4回した。"):  # fmt: skip
        assert each in letter, each
    for each in ("参考様式", "48,000", "12,345", "35,655", "40％", "令和8年12月31日"):
        assert each in costs, each
    assert "999" not in costs
    assert "該当なし" in words_of(granted.papers("progress", TOLD)["progress"]), "it is not late"


def test_signed_papers_are_void_when_the_cash_book_changes_and_not_by_a_step_beside(granted: Granted) -> None:
    entry = spend(granted.records, 12_345)
    granted.records.do(allocate, granted.key, entry, 12_345, "supplies")
    occasion = granted.made("progress", TOLD)
    granted.sign(occasion, "chair")
    assert all(not each.waiting for each in granted.state(occasion).papers)
    granted.records.do(reverse_entry, entry)
    assert granted.state(occasion).papers == ()


def test_a_progress_report_voids_no_other_papers(granted: Granted) -> None:
    occasion = granted.made("changed", {"change": "日を移す。", "change_why": "雪のため。"})
    step = told(granted, date(2027, 1, 5))
    assert granted.state(occasion).papers
    granted.records.do(take_step_back, granted.key, step)
    assert granted.state(occasion).papers
