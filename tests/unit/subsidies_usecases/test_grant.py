"""The life of a grant: stages in the programme's own order, costs paid once, and what would cost the grant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from support.granting import DECISION, PDF, decide, hand_in, later, spend

from kobe_desk.core.errors import UserError
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import keep_voucher, reverse_entry
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.actual import Warned
from kobe_desk.modules.subsidies.rules.answers import Answer
from kobe_desk.modules.subsidies.rules.life import Step, decides, next_stages, undecided
from kobe_desk.modules.subsidies.rules.values import BankAccount
from kobe_desk.modules.subsidies.usecases import (
    AllocatedAlready,
    GrantUnderWay,
    NoExpense,
    NotedLater,
    NotHandedIn,
    NotTheNextStage,
    PaperRequest,
    ReceiptElsewhere,
    allocate,
    application,
    grant,
    grant_dues,
    keep_returned,
    note_step,
    open_bundle,
    save_answers,
    take_allocation_out,
    take_step_back,
)
from kobe_desk.modules.subsidies.usecases.granting.checks import (
    AdvanceOverDecided,
    LessThanNothing,
    NothingToClaim,
    ProjectEndsBeforeStart,
    SettledOverDecided,
    ToBePaidBack,
    require_possible,
)


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


# stages


def test_each_programme_keeps_its_own_order(records: Records, keys: tuple[UUID, ...]) -> None:
    ways = [[each.stage.id for each in records.ask(grant, key).stages] for key in keys]
    assert ways[1][:1] == ["decided"]
    assert ways[1][-3:] == ["settled", "claim", "paid"]
    assert ways[3][0] == "screening"
    with pytest.raises(NotTheNextStage):
        records.do(note_step, keys[3], "decided", DECISION, date(2026, 12, 12))


def test_a_grant_begins_when_its_package_was_written(records: Records, together_records: tuple[Records, UUID]) -> None:
    key = records.ask(open_bundle, together_records[1]).keys[0]
    with pytest.raises(NotHandedIn):
        records.ask(grant, key)


def test_a_grant_goes_its_way_to_the_end_and_says_how_long_its_papers_are_kept(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    key = keys[1]
    decide(records, key)
    records.do(note_step, key, "changed", {**DECISION, "decided_amount": 60_000}, date(2027, 1, 15))
    records.do(note_step, key, "advance", {"advance_amount": 30_000, "paid_date": date(2027, 1, 30)}, date(2027, 1, 30))
    records.do(note_step, key, "report", {"done": "清掃を9回した。"}, date(2027, 4, 10))
    records.do(note_step, key, "settled", {"settled_amount": 60_000}, date(2027, 4, 20))
    records.do(note_step, key, "claim", {}, date(2027, 4, 25))
    row = records.ask(grant, key)
    assert (row.amounts.decided, row.keep_until) == (60_000, None)
    records.do(note_step, key, "paid", {"paid_date": date(2027, 5, 20)}, date(2027, 5, 20))
    row = records.ask(grant, key)
    assert row.now.final
    assert row.keep_until == date(2033, 3, 31)


def test_only_the_last_step_is_taken_back(records: Records, keys: tuple[UUID, ...]) -> None:
    first = decide(records, keys[1])
    last = records.do(note_step, keys[1], "report", {"done": "した"}, date(2027, 4, 10)).result
    with pytest.raises(NotedLater):
        records.do(take_step_back, keys[1], first)
    records.do(take_step_back, keys[1], last)
    report = next(each for each in records.ask(grant, keys[1]).stages if each.stage.id == "report")
    assert (report.day, report.values["done"]) == (None, "した")
    records.undo()
    assert records.ask(grant, keys[1]).now.id == "report"


def test_the_next_day_is_the_rules_or_what_the_notice_says(records: Records, keys: tuple[UUID, ...]) -> None:
    teaching, eco = keys[0], keys[1]
    decide(records, teaching)
    row = records.ask(grant, teaching)
    end = next(each.value.end for _cell, each in row.application.answers.items() if hasattr(each.value, "end"))
    assert row.due and (row.due.day - end).days == 30
    decide(records, eco, due="2027-03-31")
    assert {each.id: each.day for each in records.ask(grant_dues)} == {teaching: row.due.day, eco: date(2027, 3, 31)}


def test_answers_stay_once_the_grant_is_under_way(records: Records, keys: tuple[UUID, ...]) -> None:
    decide(records, keys[1])
    answers = records.ask(application, keys[1]).answers
    with pytest.raises(GrantUnderWay):
        records.do(save_answers, keys[1], answers.with_value("project_name", "ほかの名前"), "project")


def test_a_paper_that_came_back_is_kept_and_changes_no_state(records: Records, keys: tuple[UUID, ...]) -> None:
    records.do(keep_returned, keys[1], "decided", "交付決定通知書", "notice.pdf", PDF)
    row = records.ask(grant, keys[1])
    assert [each.title for each in row.returned] == ["交付決定通知書"]
    assert row.application.state == "submitted"


# costs


def test_an_entry_is_paid_in_whole_or_part_and_never_twice(records: Records, keys: tuple[UUID, ...]) -> None:
    entry = spend(records, 48_000)
    records.do(allocate, keys[1], entry, 30_000, "supplies")
    with pytest.raises(AllocatedAlready) as refused:
        records.do(allocate, keys[2], entry, 18_001, "training")
    assert "18,000" in refused.value.message()
    records.do(allocate, keys[2], entry, 18_000, "training")
    assert entry not in [each.id for each in records.ask(grant, keys[1]).free]
    (spent,) = records.ask(grant, keys[2]).spent
    records.do(take_allocation_out, spent.id)
    assert next(each for each in records.ask(grant, keys[1]).free if each.id == entry).left == 18_000


def test_a_grant_that_ended_without_money_leaves_its_entries_to_others(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    entry = spend(records, 48_000)
    records.do(allocate, keys[1], entry, 48_000, "supplies")
    assert entry not in [each.id for each in records.ask(grant, keys[2]).free]
    records.do(note_step, keys[1], "withdrawn", {"reason": "雨のため。"}, date(2026, 12, 1))
    assert entry in [each.id for each in records.ask(grant, keys[2]).free]
    records.do(allocate, keys[2], entry, 48_000, "training")


def test_one_payment_that_was_entered_twice_is_not_paid_by_two_grants(records: Records, keys: tuple[UUID, ...]) -> None:
    """By the same receipt and amount; entries of other amounts are parts of one receipt."""
    first, again, part = spend(records, 48_000), spend(records, 48_000, text="袋"), spend(records, 5_000)
    for each in (first, again, part):
        records.do(keep_voucher, each, "", "", "receipt.pdf", PDF)
    records.do(allocate, keys[1], first, 20_000, "supplies")
    with pytest.raises(ReceiptElsewhere) as refused:
        records.do(allocate, keys[2], again, 20_000, "training")
    assert "軍手と袋" in refused.value.message() and "20,000" in refused.value.message()
    records.do(allocate, keys[2], part, 5_000, "training")
    records.do(allocate, keys[1], again, 20_000, "supplies")


def test_an_account_belongs_to_the_heading_it_was_put_under_last_in_the_same_programme(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    first, second = spend(records, 1_000), spend(records, 2_000)

    def proposed(key: UUID) -> str:
        return next(each.category for each in records.ask(grant, key).free if each.id == second)

    assert proposed(keys[1]) == "supplies", "the heading that is called like the account"
    records.do(allocate, keys[1], first, 1_000, "printing")
    assert proposed(keys[1]) == "printing"
    assert proposed(keys[0]) == "supplies", "another programme has its own headings"
    records.undo()
    assert proposed(keys[1]) == "supplies"


def test_a_heading_that_was_corrected_counts_as_said_last(records: Records, keys: tuple[UUID, ...]) -> None:
    first, second, third = spend(records, 1_000), spend(records, 2_000), spend(records, 3_000)

    def proposed() -> str:
        return next(each.category for each in records.ask(grant, keys[1]).free if each.id == third)

    records.do(allocate, keys[1], first, 1_000, "printing")
    records.do(allocate, keys[1], second, 2_000, "printing")
    records.do(allocate, keys[1], first, 900, "supplies")
    assert proposed() == "supplies"
    records.undo()
    assert proposed() == "printing"
    assert [(each.spent.category, each.spent.yen) for each in records.ask(grant, keys[1]).spent] == [
        ("printing", 1_000), ("printing", 2_000)
    ]  # fmt: skip


def test_plan_and_actual_stand_side_by_side(records: Records, keys: tuple[UUID, ...]) -> None:
    records.do(allocate, keys[1], spend(records, 45_000), 45_000, "supplies")
    lines = {each.label: (each.planned, each.spent, each.left) for each in records.ask(grant, keys[1]).plan}
    assert lines["消耗品費"] == (48_000, 45_000, 3_000)
    assert lines["印刷製本費"] == (32_000, 0, 32_000)


def test_what_would_cost_the_grant_is_said(records: Records, keys: tuple[UUID, ...]) -> None:
    decide(records, keys[1])
    early = spend(records, 1_000, date(2026, 12, 1), "決定の前")
    late = spend(records, 1_000, date(2027, 8, 1), "期間のあと")
    gone = spend(records, 1_000)
    for each in (early, late, gone):
        records.do(allocate, keys[1], each, 1_000, "supplies")
    records.do(reverse_entry, gone)
    told = {(each.kind, each.spent.text) for each in records.ask(grant, keys[1]).cautions if each.spent}
    assert (Warned.BEFORE_DECISION, "決定の前") in told
    assert (Warned.OUTSIDE, "期間のあと") in told
    assert (Warned.TAKEN_BACK, "軍手と袋") in told
    assert sum(each.spent for each in records.ask(grant, keys[1]).plan) == 2_000, "what was taken back counts nowhere"
    with pytest.raises(NoExpense):
        records.do(allocate, keys[2], gone, 1_000, "training")


def test_an_account_in_another_name_is_told(records: Records, together_records: tuple[Records, UUID]) -> None:
    key = records.ask(open_bundle, together_records[1]).keys[1]
    answers = records.ask(application, key).answers
    bank = next(each for _cell, each in answers.items() if isinstance(each.value, BankAccount))
    other = Answer(replace(bank.value, holder="吉田 和代"))
    records.do(save_answers, key, answers.with_answer("bank", other), "bank_page")
    hand_in(records, key)
    assert Warned.OTHER_ACCOUNT in [each.kind for each in records.ask(grant, key).cautions]


def test_a_cost_without_any_decision_is_told_until_there_is_one(records: Records, keys: tuple[UUID, ...]) -> None:
    records.do(allocate, keys[1], spend(records, 1_000), 1_000, "supplies")
    gone = spend(records, 1_000, text="取り消した")
    records.do(allocate, keys[1], gone, 1_000, "supplies")
    records.do(reverse_entry, gone)
    told = [each.spent.text for each in records.ask(grant, keys[1]).cautions if each.kind is Warned.NO_DECISION]
    assert told == ["軍手と袋"]
    decide(records, keys[1])
    assert Warned.NO_DECISION not in {each.kind for each in records.ask(grant, keys[1]).cautions}


def test_a_screening_is_no_decision(records: Records, keys: tuple[UUID, ...]) -> None:
    records.do(note_step, keys[3], "screening", {}, date(2026, 12, 1))
    records.do(allocate, keys[3], spend(records, 1_000), 1_000, "supplies")
    assert Warned.NO_DECISION in {each.kind for each in records.ask(grant, keys[3]).cautions}


def test_where_no_amount_is_decided_on_the_way_no_cost_is_too_early() -> None:
    """E: an amount for each event, kilogram or club, for what was done before the application too."""
    programmes = {each.id: each for each in (library.load(bundle.read(each)) for each in library.folders())}
    flat = {key for key, each in programmes.items() if not decides(each)}
    assert flat == {"ken-kodomo-shokudo", "shigen-kaishu", "rojin-club"}
    assert not any(undecided(programmes[each], []) for each in flat)
    decision_first = programmes["ecotown"]
    assert undecided(decision_first, [])
    assert not undecided(decision_first, [Step("withdrawn", date(2026, 12, 1), {})])


# papers


def test_a_report_says_what_was_decided_done_and_spent(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    records.do(allocate, keys[1], spend(records, 45_000), 45_000, "supplies")
    made = later(records, keys[1], "report", done="公園の清掃を9回した。", people=212, done_to="2027-03-20")
    assert list(made) == ["report", "accounts", "receipts"]
    words = {name: words_of(each) for name, each in made.items()}
    assert all("参考様式" in each for each in words.values())
    for said in ("神地第12号", "令和8年12月10日", "80,000", "公園の清掃を9回した。", "212人", "令和9年3月20日"):
        assert said in words["report"], said
    for said in ("48,000", "45,000", "-3,000"):
        assert said in words["accounts"].replace("−", "-").replace("▲", "-").replace("△", "-"), said
    assert "みなと商店" in words["receipts"]


def test_the_accounts_are_by_the_programmes_rule_and_not_the_plan(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    """The teaching programme pays half of what is eligible, down to 1,000 yen: of 60,500 it pays 30,000."""
    decide(records, keys[0], decided_amount=200_000)
    records.do(allocate, keys[0], spend(records, 60_500), 60_500, "supplies")
    row = records.ask(grant, keys[0])
    deducted = sum(each.planned for each in row.settlement.income if each.label in ("参加費", "他の補助金等"))
    expected = max(0, (60_500 - deducted) // 2 // 1_000 * 1_000)
    made = later(records, keys[0], "report", done="した")
    assert f"精算額{expected:,}円" in words_of(made["report"])
    words = words_of(made["accounts"])
    assert f"{expected:,}" in words
    assert ("一致する" in words) == (row.settlement.surplus == 0)


def test_what_was_spent_before_the_decision_is_not_in_the_amount_due(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    records.do(allocate, keys[1], spend(records, 20_000), 20_000, "supplies")
    due = records.ask(grant, keys[1]).settlement.due
    records.do(allocate, keys[1], spend(records, 7_000, date(2026, 12, 1)), 7_000, "supplies")
    made = records.ask(grant, keys[1]).settlement
    assert (made.due, made.uncovered, made.cost) == (due, 7_000, 27_000)
    words = words_of(later(records, keys[1], "report", done="した")["accounts"])
    assert "7,000円は、精算額の計算に入れていない" in words
    assert "支出から計算した額ＣとＤのいずれか低い額20,000" in words and "交付申請額" not in words


def test_a_claim_is_for_what_is_settled_less_what_was_paid(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    records.do(note_step, keys[1], "advance", {"advance_amount": 30_000}, date(2027, 1, 30))
    records.do(note_step, keys[1], "report", {"done": "した"}, date(2027, 4, 10))
    records.do(note_step, keys[1], "settled", {"settled_amount": 77_000}, date(2027, 4, 20))
    words = words_of(later(records, keys[1], "claim")["claim"])
    assert "47,000" in words
    assert "みなと坂自治会" in words


def settle_after_advance(records: Records, key: UUID, advance: int, settled: int) -> None:
    decide(records, key)
    records.do(note_step, key, "advance", {"advance_amount": advance}, date(2027, 1, 30))
    records.do(note_step, key, "report", {"done": "した"}, date(2027, 4, 10))
    records.do(note_step, key, "settled", {"settled_amount": settled}, date(2027, 4, 20))


def test_no_claim_is_below_zero_what_is_too_much_is_paid_back(records: Records, keys: tuple[UUID, ...]) -> None:
    settle_after_advance(records, keys[1], 75_000, 30_000)
    with pytest.raises(ToBePaidBack) as refused:
        later(records, keys[1], "claim")
    assert "45,000" in refused.value.message()
    records.do(note_step, keys[1], "claim", {}, date(2027, 4, 25))
    assert "paid" in [each.stage.id for each in records.ask(grant, keys[1]).stages if each.may_come]


def test_a_grant_that_was_paid_whole_in_advance_leaves_nothing_to_claim(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    settle_after_advance(records, keys[1], 70_000, 70_000)
    with pytest.raises(NothingToClaim):
        later(records, keys[1], "claim")


@pytest.mark.parametrize("day", [None, date(2027, 1, 30)])
@pytest.mark.parametrize(("stage", "values", "refusal", "field"), [
    ("advance", {"advance_amount": 80_001}, AdvanceOverDecided, "advance_amount"),
    ("advance", {"advance_amount": -1}, LessThanNothing, "advance_amount"),
    ("changed", {"decided_amount": -80_000}, LessThanNothing, "decided_amount"),
    ("report", {"done_from": date(2027, 3, 2), "done_to": date(2027, 3, 1)}, ProjectEndsBeforeStart, "done_to"),
    ("report", {"done_from": "2027-03-02", "done_to": "2027-03-01"}, ProjectEndsBeforeStart, "done_to"),
    ("report", {"people": -3}, LessThanNothing, "people"),
])  # fmt: skip
def test_what_cannot_be_so_is_refused_at_its_field(
    records: Records, keys: tuple[UUID, ...], day: date | None, stage: str, values: dict[str, object],
    refusal: type[UserError], field: str,
) -> None:  # fmt: skip
    decide(records, keys[1])
    with pytest.raises(refusal) as refused:
        records.do(note_step, keys[1], stage, values, day)
    assert refused.value.field == field
    assert records.ask(grant, keys[1]).now.id == "decided"


def test_no_more_is_settled_than_was_decided_and_a_change_decides_anew(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    decide(records, keys[1])
    records.do(note_step, keys[1], "changed", {**DECISION, "decided_amount": 60_000}, date(2027, 1, 15))
    with pytest.raises(AdvanceOverDecided):
        records.do(note_step, keys[1], "advance", {"advance_amount": 60_001}, date(2027, 1, 30))
    records.do(note_step, keys[1], "advance", {"advance_amount": 60_000}, date(2027, 1, 30))
    records.do(note_step, keys[1], "report", {"done": "した", "done_from": "2027-03-01", "done_to": "2027-03-01"},
               date(2027, 4, 10))  # fmt: skip
    with pytest.raises(SettledOverDecided):
        records.do(note_step, keys[1], "settled", {"settled_amount": 60_001}, date(2027, 4, 20))
    records.do(note_step, keys[1], "settled", {"settled_amount": 1_000}, date(2027, 4, 20))


def test_each_way_of_a_programme_is_gone_to_its_end_with_figures_that_can_be_so() -> None:
    """A to E in their own order: nothing legitimate is refused, also not where no amount is ever decided."""
    values: dict[str, object] = {"decided_amount": 80_000, "advance_amount": 80_000, "settled_amount": 80_000,
                                 "decision_date": "2026-12-10", "paid_date": "2027-05-20"}  # fmt: skip
    ways = set()
    for folder in library.folders():
        programme = library.load(bundle.read(folder))
        steps: list[Step] = []
        while following := [each for each in next_stages(programme, steps) if "reason" not in each.records]:
            stage = next((each for each in following if each.id not in {done.stage for done in steps}), None)
            if stage is None:
                break
            said = {name: values[name] for name in stage.records if name in values}
            require_possible(steps, stage.id, said, date(2027, 1, 1))
            steps.append(Step(stage.id, date(2027, 1, 1), said))
        assert next(each for each in programme.stages if each.id == steps[-1].stage).final
        ways.add(tuple(each.stage for each in steps))
    flat = [Step("decided", date(2027, 1, 1), {"decision_no": "1"})]
    require_possible(flat, "paid", {"settled_amount": 999_999}, date(2027, 5, 1))
    assert len(ways) >= 4


@pytest.mark.parametrize(("stage", "said"), [("changed", "変更の理由"), ("stopped", "中止"), ("withdrawn", "辞退"),
                                             ("advance", "概算払")])  # fmt: skip
def test_every_stage_that_hands_something_in_has_its_paper(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str], stage: str, said: str
) -> None:
    decide(records, keys[1])
    values = {"change": "場所を変える", "change_why": "雨のため", "reason": "人が足りない", "advance_amount": 30_000}
    (made,) = later(records, keys[1], stage, **values).values()
    assert said in words_of(made)
