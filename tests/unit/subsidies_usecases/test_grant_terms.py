"""What a change makes of budget and period, what came in otherwise than planned, and the receipts that go with it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from support.granting import DECISION, decide, hand_in, later, spend

from kobe_desk.cli.demo.bundle import confirmed_copy, example_answers
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import keep_voucher, reverse_entry
from kobe_desk.modules.subsidies.rules.actual import Warned
from kobe_desk.modules.subsidies.rules.life import COST, INCOME, NEW_FROM, NEW_TO
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    allocate,
    application,
    begin_application,
    grant,
    keep_later_papers,
    later_signing,
    later_signing_order,
    note_step,
    receipt_copies,
    save_answers,
    take_step_back,
)
from kobe_desk.modules.subsidies.usecases.granting import papers
from kobe_desk.modules.subsidies.usecases.granting.changing import ChangeBreaksRules
from kobe_desk.modules.subsidies.usecases.granting.checks import ChangedEndsBeforeStart, LessThanNothing
from kobe_desk.modules.subsidies.usecases.granting.facts import BookChanged
from kobe_desk.paper.render import page_count

WHY = {"change": "用紙を減らす。", "change_why": "参加者が減ったため。"}


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


def change(records: Records, key: UUID, day: date | None = None, **values: object) -> UUID:
    said = {name.replace("cost_", COST).replace("income_", INCOME): each for name, each in values.items()}
    return records.do(note_step, key, "changed", {**WHY, **said}, day).result


def planned(records: Records, key: UUID) -> dict[str, int]:
    return {each.label: each.planned for each in records.ask(grant, key).plan}


# a change


def test_a_change_asks_for_every_heading_and_shows_what_the_budget_has(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    decide(records, keys[1])
    fields = records.ask(grant, keys[1]).at("changed").fields
    assert fields[f"{COST}supplies"].now == 48_000
    assert {NEW_FROM, NEW_TO} <= fields.keys()
    assert not any(each.needed for name, each in fields.items() if name.startswith((COST, INCOME, "new_")))


def test_a_change_shows_before_and_after_and_asks_for_what_the_rule_makes_of_it(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    """エコタウン asks for 80,000 over costs of 80,000: with 10,000 less for supplies the rule makes 70,000 of it."""
    decide(records, keys[1])
    assert sum(planned(records, keys[1]).values()) == 80_000
    change(records, keys[1], cost_supplies=38_000)
    made = later(records, keys[1], "changed")
    assert list(made) == ["change", "changed_budget"]
    letter, budget = words_of(made["change"]), words_of(made["changed_budget"])
    for said in ("参加者が減ったため", "変更後の申請額金70,000円", "△10,000"):
        assert said in letter, said
    for said in ("変更前", "変更後", "増減", "48,000", "38,000", "△10,000"):
        assert said in budget, said
    assert planned(records, keys[1])["消耗品費"] == 48_000, "nothing holds before it is approved"


def test_a_change_of_words_only_has_no_budget(records: Records, keys: tuple[UUID, ...]) -> None:
    decide(records, keys[1])
    change(records, keys[1], cost_supplies=48_000)
    assert list(later(records, keys[1], "changed")) == ["change"]


def test_an_approved_change_is_the_budget_from_then_on_and_the_next_stands_on_it(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    first = change(
        records, keys[1], date(2027, 1, 15), cost_supplies=38_000, cost_printing=30_000, decided_amount=68_000
    )
    assert planned(records, keys[1])["消耗品費"] == 38_000
    row = records.ask(grant, keys[1])
    assert (row.amounts.asked, row.settlement.asked, row.amounts.decided) == (80_000, 68_000, 68_000)
    change(records, keys[1], cost_supplies=20_000)
    again = row.at("changed")
    assert again.may_come and again.before is not None and again.before.costs["supplies"] == 38_000
    letter = words_of(later(records, keys[1], "changed")["change"])
    assert "変更後の申請額金50,000円" in letter and "△18,000" in letter
    done = next(each for each in records.ask(grant, keys[1]).stages if each.key == first)
    assert done.before is not None and done.before.costs["supplies"] == 48_000, "its paper still says what held then"
    assert done.known.yen == 80_000


def test_what_is_planned_stands_in_the_accounts_as_it_was_changed(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    change(records, keys[1], date(2027, 1, 15), cost_supplies=38_000)
    records.do(allocate, keys[1], spend(records, 37_500), 37_500, "supplies")
    words = words_of(later(records, keys[1], "report", done="した")["accounts"])
    assert "38,00037,500△500" in words
    assert "48,000" not in words


def test_a_changed_period_says_both_and_moves_what_counts(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    records.do(allocate, keys[1], spend(records, 1_000, date(2027, 6, 20)), 1_000, "supplies")

    def outside() -> bool:
        return Warned.OUTSIDE in {each.kind for each in records.ask(grant, keys[1]).cautions}

    assert outside()
    change(records, keys[1], new_to=date(2027, 6, 30))
    assert outside(), "nothing holds before it is approved"
    letter = words_of(later(records, keys[1], "changed")["change"])
    assert "変更前の実施期間" in letter and "から令和9年6月30日" in letter
    step = change(records, keys[1], date(2027, 1, 15), new_to=date(2027, 6, 30))
    assert not outside()
    assert records.ask(grant, keys[1]).settlement.uncovered == 0
    records.do(take_step_back, keys[1], step)
    assert outside()


@pytest.mark.parametrize(("values", "refusal", "field"), [
    ({NEW_TO: date(2001, 1, 1)}, ChangedEndsBeforeStart, NEW_TO),
    ({NEW_FROM: date(2099, 1, 1)}, ChangedEndsBeforeStart, NEW_FROM),
    ({f"{COST}supplies": -1}, LessThanNothing, f"{COST}supplies"),
])  # fmt: skip
def test_a_change_that_cannot_be_is_refused_at_its_field(
    records: Records, keys: tuple[UUID, ...], values: dict[str, object], refusal: type[Exception], field: str
) -> None:
    decide(records, keys[1])
    with pytest.raises(refusal) as refused:
        records.do(note_step, keys[1], "changed", {**WHY, **values}, None)
    assert refused.value.field == field  # type: ignore[attr-defined]


def test_papers_of_a_change_are_void_once_another_figure_is_written(records: Records, keys: tuple[UUID, ...]) -> None:
    decide(records, keys[1])
    change(records, keys[1], cost_supplies=38_000)
    records.do(keep_later_papers, keys[1], "changed.1", tuple(later(records, keys[1], "changed").values()))
    assert records.ask(later_signing, keys[1], "changed.1").papers
    change(records, keys[1], cost_supplies=37_000)
    assert not records.ask(later_signing, keys[1], "changed.1").papers


def test_an_approved_change_makes_a_report_void_that_tells_the_budget_before(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    decide(records, keys[1])
    records.do(note_step, keys[1], "report", {"done": "した"}, None)
    records.do(keep_later_papers, keys[1], "report.1", tuple(later(records, keys[1], "report").values()))
    assert records.ask(later_signing, keys[1], "report.1").papers
    change(records, keys[1], date(2027, 1, 15), cost_supplies=38_000)
    assert not records.ask(later_signing, keys[1], "report.1").papers
    records.undo()
    assert records.ask(later_signing, keys[1], "report.1").papers


def test_a_grant_decided_lower_than_asked_is_changed_from_what_was_decided(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    """Asked 80,000, decided 50,000: 10,000 less of costs leaves 70,000, of which no more is asked than was decided."""
    decide(records, keys[1], decided_amount=50_000)
    change(records, keys[1], cost_supplies=38_000)
    made = later(records, keys[1], "changed")
    assert "変更後の申請額金50,000円" in words_of(made["change"])
    assert "本助成金50,00050,0000" in words_of(made["changed_budget"]), "both papers say the same"
    change(records, keys[1], cost_supplies=18_000, new_yen=30_000)
    made = later(records, keys[1], "changed")
    assert "変更後の申請額金30,000円" in words_of(made["change"]) and "△20,000円" in words_of(made["change"])
    assert "50,00030,000△20,000" in words_of(made["changed_budget"])
    change(records, keys[1], date(2027, 1, 15), cost_supplies=18_000, decided_amount=28_000)
    assert records.ask(grant, keys[1]).settlement.asked == 28_000, "what was decided with the change"


def test_a_change_over_the_rule_is_said_at_its_step_and_its_papers_are_not_kept(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    """Of costs of 70,000 the rule of エコタウン makes 70,000; with one yen more, income and costs are not the same."""
    decide(records, keys[1])
    change(records, keys[1], cost_supplies=38_000, new_yen=70_001)
    row = records.ask(grant, keys[1])
    balance, error = row.at("changed").judged.errors
    assert balance in {each.message for each in row.application.programme.checks}, "in the application's own words"
    assert "70,001" in error and "70,000" in error
    made = tuple(later(records, keys[1], "changed").values())
    with pytest.raises(ChangeBreaksRules) as refused:
        records.do(keep_later_papers, keys[1], "changed.1", made)
    assert error in refused.value.message()
    change(records, keys[1], cost_supplies=38_000, new_yen=70_000)
    assert not records.ask(grant, keys[1]).at("changed").judged.errors
    records.do(keep_later_papers, keys[1], "changed.1", made)
    assert records.ask(later_signing, keys[1], "changed.1").papers


def test_a_change_taken_back_is_open_again_as_it_was_written(records: Records, keys: tuple[UUID, ...]) -> None:
    decide(records, keys[1])
    step = change(records, keys[1], date(2027, 1, 15), cost_supplies=38_000)
    records.do(take_step_back, keys[1], step)
    again = records.ask(grant, keys[1]).at("changed")
    assert again.may_come and again.values[f"{COST}supplies"] == 38_000


def test_a_change_begun_after_one_that_is_taken_back_never_gets_its_papers(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    decide(records, keys[1])
    change(records, keys[1], cost_supplies=38_000)
    records.do(keep_later_papers, keys[1], "changed.1", tuple(later(records, keys[1], "changed").values()))
    step = change(records, keys[1], date(2027, 1, 15), cost_supplies=38_000)
    change(records, keys[1], cost_supplies=20_000)
    records.do(keep_later_papers, keys[1], "changed.2", tuple(later(records, keys[1], "changed").values()))
    records.do(take_step_back, keys[1], step)
    assert records.ask(grant, keys[1]).at("changed").occasion == "changed.1"
    for which in ("changed.1", "changed.2"):
        assert not records.ask(later_signing, keys[1], which).papers


def test_what_was_handed_in_stays_as_it_went_out(
    records: Records, keys: tuple[UUID, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(records, keys[1])
    records.do(note_step, keys[1], "advance", {"advance_amount": 30_000}, None)
    records.do(keep_later_papers, keys[1], "advance.1", tuple(later(records, keys[1], "advance").values()))
    monkeypatch.setattr(papers, "require_signed", lambda _found, _stage: None)  # signing is tried elsewhere
    records.do(papers.record_later_package, keys[1], "advance.1", "advance.zip", "0" * 64)
    change(records, keys[1], date(2027, 1, 15), cost_supplies=38_000)
    assert records.ask(later_signing, keys[1], "advance.1").papers


# what came in


def test_income_as_it_came_in_stands_in_the_accounts_and_in_what_the_rule_takes_off(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    """The teaching programme takes 参加費 off before it pays half: with 10,000 yen more of it, it pays 5,000 less."""
    decide(records, keys[0], decided_amount=200_000)
    records.do(allocate, keys[0], spend(records, 160_000), 160_000, "supplies")
    before = records.ask(grant, keys[0]).settlement
    at, fee = next((at, each) for at, each in enumerate(before.income) if each.label == "参加費")
    words = words_of(later(records, keys[0], "report", done="した")["accounts"])
    assert "要確認" in words
    rest = {f"{INCOME}{place}": each.planned for place, each in enumerate(before.income)}
    records.do(note_step, keys[0], "report", {"done": "した", **rest, f"{INCOME}{at}": fee.planned + 10_000}, None)
    after = records.ask(grant, keys[0]).settlement
    assert before.made is not None and after.made is not None
    assert after.made.yen == before.made.yen - 5_000
    words = words_of(later(records, keys[0], "report")["accounts"])
    assert "要確認" not in words
    assert f"参加費{fee.planned:,}{fee.planned + 10_000:,}10,000" in words


def test_income_that_nobody_planned_can_be_said(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    records.do(allocate, keys[1], spend(records, 80_000), 80_000, "supplies")
    row = records.ask(grant, keys[1])
    fields = row.at("report").fields
    gift = next(name for name, each in fields.items() if name.startswith(INCOME) and each.of == "寄付金・協賛金")
    assert "寄付金・協賛金" not in words_of(later(records, keys[1], "report", done="した")["accounts"])
    records.do(note_step, keys[1], "report", {"done": "した", gift: 12_000}, None)
    assert "寄付金・協賛金012,00012,000" in words_of(later(records, keys[1], "report")["accounts"])


# receipts


def page(number: int) -> bytes:
    """A scan of one page that says which it is."""
    from kobe_desk.paper.document import Paper, PaperFacts
    from kobe_desk.paper.flow import Flow
    from kobe_desk.paper.styles import BODY, LIST

    paper = Paper(PaperFacts(f"領収書{number}"), LIST)
    Flow(paper).text(f"領収書の原本{number}", BODY)
    return paper.finish()


def test_the_scans_of_the_receipts_go_with_the_report_in_the_order_of_their_list(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    late, early, none = (spend(records, 1_000, date(2026, 12, day), f"買い物{day}") for day in (25, 20, 27))
    for each, amount in ((late, 1_000), (early, 400), (none, 1_000)):
        records.do(allocate, keys[1], each, amount, "supplies")
    records.do(keep_voucher, late, "A-7", "12", "late.pdf", page(25))
    records.do(keep_voucher, early, "", "", "early.pdf", page(20))
    records.do(keep_voucher, early, "", "", "early2.pdf", page(21))
    assert [each.text for each in records.ask(receipt_copies, keys[1])] == ["買い物20", "買い物20", "買い物25"]
    made = later(records, keys[1], "report", done="した")
    assert list(made)[:4] == ["report", "accounts", "receipts", "receipt-copies"]
    bound = words_of(made["receipt-copies"])
    assert bound.index("原本20") < bound.index("原本21") < bound.index("原本25")
    number = {each.spent.text: each.spent.number for each in records.ask(grant, keys[1]).spent}
    assert f"番号{number['買い物25']}" in bound
    assert page_count(made["receipt-copies"].data) == 4
    rows = words_of(made["receipts"])
    assert "1,000400" in rows, "the whole receipt, and what of it counts"
    assert "A-7つづり12" in rows
    assert "写しは別に添付" in rows, "one has no scan"
    assert "3,0002,400" in rows
    numbers = "、".join(str(each) for each in sorted(number.values()))
    assert numbers in words_of(made["accounts"])


def test_a_report_that_was_made_is_no_more_once_the_cash_book_says_otherwise(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    decide(records, keys[1])
    entry = spend(records, 48_000)
    records.do(allocate, keys[1], entry, 48_000, "supplies")
    records.do(note_step, keys[1], "report", {"done": "した"}, None)

    def make() -> None:
        made = tuple(later(records, keys[1], "report").values())
        records.do(keep_later_papers, keys[1], "report.1", made)
        assert records.ask(later_signing, keys[1], "report.1").papers

    make()
    records.do(keep_voucher, entry, "A-7", "12", "scan.pdf", page(1))
    assert not records.ask(later_signing, keys[1], "report.1").papers, "its list of receipts lacks one"
    with pytest.raises(BookChanged):
        records.ask(later_signing_order, keys[1], "report.1", "chair")
    make()
    records.do(reverse_entry, entry)
    assert not records.ask(later_signing, keys[1], "report.1").papers
    make()
    records.do(note_step, keys[1], "report", {"done": "した"}, date(2027, 4, 10))
    assert records.ask(later_signing, keys[1], "report.1").papers, "done with the papers that tell what is so"


def test_a_scan_that_does_not_open_is_left_out_and_said(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    good, bad = (spend(records, 1_000, date(2026, 12, day), f"買い物{day}") for day in (20, 21))
    for each in (good, bad):
        records.do(allocate, keys[1], each, 1_000, "supplies")
    records.do(keep_voucher, good, "", "", "good.pdf", page(20))
    records.do(keep_voucher, bad, "", "", "bad.pdf", b"%PDF-1.4\nnothing more")
    made = later(records, keys[1], "report", done="した")
    assert page_count(made["receipt-copies"].data) == 2
    assert words_of(made["receipts"]).count("写しは別に添付") == 1


def test_without_any_scan_nothing_is_said_to_be_enclosed(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    records.do(allocate, keys[1], spend(records, 1_000), 1_000, "supplies")
    made = later(records, keys[1], "report", done="した")
    assert "receipt-copies" not in made
    assert "写しは別に添付" not in words_of(made["receipts"])


# what is left


def test_the_report_says_what_is_left_of_the_grant_or_was_paid_too_much(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    records.do(note_step, keys[1], "advance", {"advance_amount": 30_000}, date(2027, 1, 30))
    records.do(allocate, keys[1], spend(records, 48_000), 48_000, "supplies")
    due = records.ask(grant, keys[1]).settlement.due
    words = words_of(later(records, keys[1], "report", done="した")["report"])
    assert "既受領額30,000円" in words and f"不足{due - 30_000:,}円" in words
    advance = words_of(later(records, keys[1], "advance", advance_amount=30_000)["advance"])
    assert "今回請求額残額80,00030,00050,000" in advance


def test_an_advance_that_was_only_begun_is_nothing_received(
    records: Records, keys: tuple[UUID, ...], words_of: Callable[[PaperRequest], str]
) -> None:
    decide(records, keys[1])
    records.do(note_step, keys[1], "advance", {"advance_amount": 30_000}, None)
    records.do(allocate, keys[1], spend(records, 48_000), 48_000, "supplies")
    words = words_of(later(records, keys[1], "report", done="した")["report"])
    assert "既受領額0円" in words
    records.do(note_step, keys[1], "report", {"done": "した"}, date(2027, 4, 10))
    records.do(note_step, keys[1], "settled", {"settled_amount": 48_000}, date(2027, 4, 20))
    assert "金48,000円" in words_of(later(records, keys[1], "claim")["claim"])


# programmes with words and ways of their own


def begun(records: Records, folder: str, example: str) -> UUID:
    """This year's copy of a programme, applied for with a worked example and handed in."""
    programme = confirmed_copy(records, folder)
    key = records.do(begin_application, programme).result
    answers = example_answers(records.ask(application, key).programme, folder, example)
    records.do(save_answers, key, answers, records.ask(application, key).page)
    hand_in(records, key)
    return key


def test_where_no_amount_is_decided_the_claim_goes_with_the_report_and_by_the_numbers_as_they_were(
    records: Records, words_of: Callable[[PaperRequest], str]
) -> None:
    """兵庫県 こども食堂: 12 meals and more 30,000 yen, 6 to 11 meals 15,000."""
    key = begun(records, "ken-kodomo-shokudo-2025", "twelve")
    records.do(note_step, key, "decided", {"decision_no": "受第3号", "decision_date": date(2027, 2, 1)},
               date(2027, 2, 1))  # fmt: skip
    made = later(records, key, "report", done="した")
    assert list(made) == ["report", "accounts", "receipts", "report_claim"]
    assert "金30,000円" in words_of(made["report_claim"])
    report = words_of(made["report"])
    assert "受理（登録）" in report and "交付決定" not in report
    assert records.ask(grant, key).at("report").fields["count.kitchen_times"].now == 12
    records.do(note_step, key, "report", {"done": "した", "count.kitchen_times": 11}, None)
    made = later(records, key, "report")
    assert "金15,000円" in words_of(made["report_claim"])
    assert "実績の数から計算した額15,000円" in words_of(made["report"])
    records.do(note_step, key, "report", {"done": "した", "count.kitchen_times": 40}, None)
    assert "金30,000円" in words_of(later(records, key, "report")["report_claim"])


def test_a_programme_that_notifies_an_amount_first_and_gives_josei_says_so_on_every_paper(
    records: Records, words_of: Callable[[PaperRequest], str]
) -> None:
    key = begun(records, "fureai-machizukuri-2019", "salon")
    records.do(note_step, key, "decided", {**DECISION, "decided_amount": 90_000}, date(2026, 12, 12))
    records.do(allocate, key, spend(records, 50_000), 50_000, "supplies")
    made = later(records, key, "report", done="した")
    assert [each.title for each in made.values()][0] == "助成事業実績報告書（参考様式）"
    report, accounts = words_of(made["report"]), words_of(made["accounts"])
    assert "交付予定額の通知" in report and "交付予定額金90,000円" in report
    assert "交付決定額" not in report + accounts and "補助" not in report
    assert "本助成金" in accounts
