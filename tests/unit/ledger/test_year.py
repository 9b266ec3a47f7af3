"""Budget, closed months, the settlement and what is carried over."""

from datetime import date
from uuid import UUID

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.usecases import (
    AssetLine,
    CountRequest,
    EntryRequest,
    ReceiptRequest,
    TransferRequest,
    YearEndRequest,
)

Keys = dict[str, UUID]
MARCH, APRIL = date(2027, 3, 1), date(2027, 4, 1)


@pytest.fixture
def year(records: Records, accounts: Keys, purses: Keys, may: None) -> Keys:
    """令和8年度: dues 100,000, paper 30,000 from cash, 50,000 brought to the bank; one line of 令和9年度."""
    for request in (
        EntryRequest(date(2026, 4, 10), accounts["会費"], 100_000, "会費"),
        EntryRequest(date(2027, 2, 5), accounts["消耗品費"], 30_000, "紙"),
        EntryRequest(date(2027, 4, 12), accounts["会費"], 4_000, "会費"),
    ):
        records.do(ledger.post_entry, request)
    records.do(ledger.move_money, TransferRequest(date(2026, 6, 1), purses["現金"], purses["預金"], 50_000))
    return accounts


def counted(purses: Keys, cash: int, bank: int, why: str = "") -> tuple[CountRequest, ...]:
    return (CountRequest(purses["現金"], cash, why), CountRequest(purses["預金"], bank))


def closed(records: Records, purses: Keys, month: date = MARCH) -> UUID:
    held = {each.purse: each.book for each in records.ask(ledger.month_facts, month).purses}
    counts = tuple(CountRequest(key, yen) for key, yen in held.items())
    return records.do(ledger.close_month, month, counts).result


# budget


def test_the_book_stands_against_the_budget(records: Records, year: Keys) -> None:
    records.do(ledger.save_budget, 2026, {year["会費"]: 110_000, year["消耗品費"]: 25_000}, {year["会費"]: "300円×"})
    told = records.ask(ledger.statement, 2026)
    assert [(row.account, row.budget, row.actual, row.difference) for row in told.rows] == [
        ("会費", 110_000, 100_000, -10_000),
        ("消耗品費", 25_000, 30_000, 5_000),
    ]
    assert (told.income, told.expense, told.left) == (100_000, 30_000, 70_000)
    records.do(ledger.save_budget, 2026, {year["会費"]: None}, {})
    assert records.ask(ledger.statement, 2026).rows[0].budget is None
    records.undo()
    assert records.ask(ledger.statement, 2026).rows[0].budget == 110_000


def test_last_year_proposes_the_budget_of_this_one(records: Records, year: Keys) -> None:
    records.do(ledger.save_budget, 2026, {year["会費"]: 110_000}, {})
    records.do(ledger.save_budget, 2027, {year["消耗品費"]: 1_000}, {})
    assert records.do(ledger.propose_budget, 2027).result == 2
    rows = {row.account: row for row in records.ask(ledger.budget, 2027)}
    assert rows["会費"].budget == 110_000  # its budget of last year
    assert rows["消耗品費"].budget == 1_000  # what was written stays
    assert rows["繰越金"].budget == 70_000  # what last year left
    assert (rows["消耗品費"].last_budget, rows["消耗品費"].last_actual) == (None, 30_000)
    with pytest.raises(ledger.NothingToPropose):
        records.do(ledger.propose_budget, 2027)


# months


def test_the_month_whose_turn_it_is_follows_the_closed_ones(records: Records, year: Keys, purses: Keys) -> None:
    assert records.ask(ledger.month_to_close) == date(2026, 4, 1)
    closed(records, purses)
    assert records.ask(ledger.month_to_close) == APRIL


def test_a_closed_month_takes_no_line_from_anywhere(records: Records, year: Keys, purses: Keys) -> None:
    closed(records, purses)
    day, before = date(2027, 3, 31), len(records.ask(ledger.cash_book, 2026))
    for verb, request in (
        (ledger.post_entry, EntryRequest(day, year["会費"], 100, "会費")),
        (ledger.give_receipt, ReceiptRequest(day, year["会費"], "今井", 100, "会費")),
        (ledger.move_money, TransferRequest(day, purses["現金"], purses["預金"], 100)),
    ):
        with pytest.raises(ledger.MonthClosed) as refused:
            records.do(verb, request)
        assert refused.value.field == "day"
    assert len(records.ask(ledger.cash_book, 2026)) == before
    assert records.ask(ledger.receipts, 2026) == ()


def test_a_line_of_a_closed_month_is_taken_back_in_the_open_one(records: Records, year: Keys, purses: Keys) -> None:
    closed(records, purses)
    paper = records.ask(ledger.cash_book, 2026)[-1]
    records.do(ledger.reverse_entry, paper.id)
    back = records.ask(ledger.cash_book, 2027)[-1]
    assert (back.day, back.expense) == (date(2027, 5, 20), -30_000)


def test_a_difference_is_explained_before_the_month_closes(records: Records, year: Keys, purses: Keys) -> None:
    with pytest.raises(ledger.DifferenceUnexplained):
        records.do(ledger.close_month, MARCH, counted(purses, 19_500, 50_000))
    with pytest.raises(ledger.CountMissing):
        records.do(ledger.close_month, MARCH, counted(purses, 20_000, 50_000)[:1])
    records.do(ledger.close_month, MARCH, counted(purses, 19_500, 50_000, "釣り銭の渡し違い"))
    (row,) = records.ask(ledger.closings)
    assert [(each.book, each.counted, each.why) for each in row.counts] == [
        (20_000, 19_500, "釣り銭の渡し違い"),
        (50_000, 50_000, ""),
    ]
    assert row.person == "中村 書記子"


def test_a_month_closes_once_and_after_its_last_day(records: Records, year: Keys, purses: Keys) -> None:
    with pytest.raises(ledger.MonthNotOver):
        closed(records, purses, date(2027, 5, 1))
    closed(records, purses)
    with pytest.raises(ledger.MonthClosedAlready):
        closed(records, purses, date(2027, 2, 1))


def test_undo_opens_the_month_again_and_says_so(records: Records, year: Keys, purses: Keys) -> None:
    key = closed(records, purses)
    records.undo()
    (row,) = records.ask(ledger.closings)
    assert row.reopened == date(2027, 5, 20)
    assert row.reason
    records.do(ledger.post_entry, EntryRequest(date(2027, 3, 31), year["会費"], 100, "会費"))
    with pytest.raises(ledger.NoMonthClosed):
        records.do(ledger.reopen_month, key, "もう一度")


def test_only_the_latest_closing_opens_again_and_with_a_reason(records: Records, year: Keys, purses: Keys) -> None:
    first = closed(records, purses, date(2027, 2, 1))
    last = closed(records, purses)
    with pytest.raises(ledger.NoMonthClosed):
        records.do(ledger.reopen_month, first, "直す")
    with pytest.raises(ledger.ReasonMissing):
        records.do(ledger.reopen_month, last, " ")
    records.do(ledger.reopen_month, last, "領収書が見つかった")
    assert records.ask(ledger.open_from) == MARCH


# the year


def test_the_new_year_holds_what_the_old_one_left_before_it_is_carried_over(
    records: Records, year: Keys, purses: Keys
) -> None:
    assert [row.balance for row in records.ask(ledger.purses)] == [24_000, 50_000]
    assert records.ask(ledger.cash_book, 2027)[-1].balance == 74_000
    assert records.ask(ledger.statement, 2027).opening == 70_000


def test_a_year_is_carried_over_purse_by_purse(records: Records, year: Keys, purses: Keys) -> None:
    with pytest.raises(ledger.MonthsStillOpen):
        records.do(ledger.carry_over, 2026)
    closed(records, purses, APRIL)  # April may be closed before the settlement is made
    records.do(ledger.carry_over, 2026)
    lines = records.ask(ledger.cash_book, 2027)
    assert [(row.day, row.income, row.purse) for row in lines[:2]] == [
        (APRIL, 20_000, "現金"),
        (APRIL, 50_000, "預金"),
    ]
    assert lines[-1].balance == 74_000
    assert [row.balance for row in records.ask(ledger.purses)] == [24_000, 50_000]
    told = records.ask(ledger.settlement, 2026)
    assert (told.carried, told.closed, told.open_from) == (70_000, date(2027, 5, 20), None)
    with pytest.raises(ledger.YearClosed):
        records.do(ledger.carry_over, 2026)


def test_undo_of_carrying_over_takes_the_lines_back(records: Records, year: Keys, purses: Keys) -> None:
    closed(records, purses)
    records.do(ledger.carry_over, 2026)
    records.undo()
    assert records.ask(ledger.settlement, 2026).closed is None
    assert [row.balance for row in records.ask(ledger.purses)] == [24_000, 50_000]
    records.do(ledger.carry_over, 2026)
    assert records.ask(ledger.settlement, 2026).carried == 70_000


def test_what_was_carried_over_by_hand_has_to_be_the_same(records: Records, year: Keys, purses: Keys) -> None:
    closed(records, purses)
    wrong = records.do(ledger.post_entry, EntryRequest(APRIL, year["繰越金"], 60_000, "前年度繰越金")).result
    with pytest.raises(ledger.CarriedOtherwise):
        records.do(ledger.carry_over, 2026)
    records.do(ledger.reverse_entry, wrong)
    records.do(ledger.post_entry, EntryRequest(APRIL, year["繰越金"], 70_000, "前年度繰越金"))
    records.do(ledger.carry_over, 2026)
    assert len([row for row in records.ask(ledger.cash_book, 2027) if row.account == "繰越金" and row.income]) == 3


def test_a_month_of_a_settled_year_stays_closed(records: Records, year: Keys, purses: Keys) -> None:
    key = closed(records, purses)
    records.do(ledger.carry_over, 2026)
    with pytest.raises(ledger.YearClosed):
        records.do(ledger.reopen_month, key, "直す")


def test_a_year_is_not_carried_over_before_it_ends(records: Records, year: Keys) -> None:
    with pytest.raises(ledger.YearNotOver):
        records.do(ledger.carry_over, 2027)


def test_names_of_last_year_are_proposed(records: Records, year: Keys) -> None:
    said = YearEndRequest(
        "髙橋 悦郎", "中村 花子", ("今井 剛", " "), date(2027, 4, 18), (AssetLine("asset", "テント", "2張", 80_000),)
    )
    records.do(ledger.save_year_end, 2026, said)
    assert records.ask(ledger.settlement, 2026).said.auditors == ("今井 剛",)
    next_year = records.ask(ledger.settlement, 2027).said
    assert (next_year.chair, next_year.audited, next_year.assets) == ("髙橋 悦郎", None, said.assets)


def test_a_paper_of_the_year_lies_with_the_documents(records: Records, year: Keys) -> None:
    records.do(ledger.keep_year_paper, "accounts", "令和8年度 収支決算書", b"%PDF-1.7", date(2027, 4, 18))
    (row,) = records.ask(association.documents)
    assert (row.kind, row.title) == ("accounts", "令和8年度 収支決算書")
