"""Money comes in and goes out; a mistake is reversed, never erased."""

from datetime import date
from uuid import UUID

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.usecases import EntryRequest, ReceiptRequest

DAY = date(2026, 4, 10)


def test_the_cash_book_runs_its_balance(records: Records, accounts: dict[str, UUID]) -> None:
    records.do(ledger.post_entry, EntryRequest(DAY, accounts["会費"], 3_600, "会費 4月"))
    records.do(ledger.post_entry, EntryRequest(DAY, accounts["消耗品費"], 1_200, "紙"))
    book = records.ask(ledger.cash_book, 2026)
    assert [(row.number, row.income, row.expense, row.balance) for row in book] == [
        (1, 3600, 0, 3600),
        (2, 0, 1200, 2400),
    ]


def test_an_undone_entry_is_reversed_and_both_stay(records: Records, accounts: dict[str, UUID]) -> None:
    records.do(ledger.post_entry, EntryRequest(DAY, accounts["会費"], 3_600, "会費 4月"))
    records.undo()
    years = {DAY.year, *(row.day.year for row in records.ask(ledger.cash_book, 2026))}
    assert years
    rows = [row for year in (2026, 2027, 2028, 2029) for row in records.ask(ledger.cash_book, year)]
    assert [row.income for row in rows] == [3600, -3600]
    assert rows[0].reversed
    assert rows[1].reverses
    with pytest.raises(ledger.AlreadyReversed):
        records.do(ledger.reverse_entry, rows[0].id)


def test_a_cancelled_receipt_keeps_its_number(records: Records, accounts: dict[str, UUID]) -> None:
    request = ReceiptRequest(DAY, accounts["会費"], "髙橋 悦郎", 3_600, "令和8年度 会費")
    records.do(ledger.give_receipt, request)
    records.undo()
    records.do(ledger.give_receipt, request)
    rows = records.ask(ledger.receipts, 2026)
    assert [row.label for row in rows] == ["みなと2026-0001", "みなと2026-0002"]
    assert rows[0].cancelled is not None
    assert rows[1].cancelled is None


@pytest.mark.parametrize("amount", [0, -5])
def test_an_entry_without_money_is_refused(records: Records, accounts: dict[str, UUID], amount: int) -> None:
    with pytest.raises(ledger.AmountMissing):
        records.do(ledger.post_entry, EntryRequest(DAY, accounts["会費"], amount, "会費"))


def test_january_belongs_to_the_fiscal_year_before(records: Records, accounts: dict[str, UUID]) -> None:
    records.do(ledger.post_entry, EntryRequest(date(2027, 1, 5), accounts["会費"], 100, "会費"))
    assert len(records.ask(ledger.cash_book, 2026)) == 1
    assert records.ask(ledger.totals, 2026)[0].amount == 100
