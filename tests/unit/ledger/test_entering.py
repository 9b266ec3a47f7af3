"""Cash and bank, money moved between them, what a filter leaves, where the receipts are."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kobe_desk.core import clock
from kobe_desk.core.permission import NotAllowed, Role
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.usecases import BookFilter, EntryRequest, TransferRequest

Keys = dict[str, UUID]
DAY = date(2026, 4, 10)


@pytest.fixture
def written(records: Records, accounts: Keys, purses: Keys) -> Keys:
    """Dues in cash, some of it brought to the bank, paper bought from the bank."""
    records.do(ledger.post_entry, EntryRequest(DAY, accounts["会費"], 30_000, "会費 4月", "3班"))
    records.do(ledger.move_money, TransferRequest(DAY, purses["現金"], purses["預金"], 20_000, "預け入れ"))
    paper = EntryRequest(
        date(2026, 5, 2), accounts["消耗品費"], 1_200, "コピー用紙", "髙橋文具", purses["預金"], "12", "3"
    )
    return {"paper": records.do(ledger.post_entry, paper).result}


def test_each_purse_has_a_book_of_its_own(records: Records, written: Keys, purses: Keys) -> None:
    cash = records.ask(ledger.cash_book, 2026, purses["現金"])
    bank = records.ask(ledger.cash_book, 2026, purses["預金"])
    assert [(row.income, row.expense, row.balance) for row in cash] == [(30_000, 0, 30_000), (0, 20_000, 10_000)]
    assert [(row.income, row.expense, row.balance) for row in bank] == [(20_000, 0, 20_000), (0, 1_200, 18_800)]


def test_money_that_was_moved_is_neither_income_nor_expense(records: Records, written: Keys) -> None:
    whole = records.ask(ledger.cash_book, 2026)
    assert [(row.number, row.income, row.expense, row.moved, row.balance) for row in whole] == [
        (1, 30_000, 0, 0, 30_000),
        (2, 0, 0, 20_000, 30_000),
        (3, 0, 1_200, 0, 28_800),
    ]
    assert "現金" in whole[1].text and "預け入れ" in whole[1].text
    assert [total.amount for total in records.ask(ledger.totals, 2026)] == [30_000, 1_200]


def test_a_transfer_is_taken_back_by_a_second_one(records: Records, written: Keys, may: None) -> None:
    moved = records.ask(ledger.cash_book, 2026)[1]
    records.do(ledger.reverse_entry, moved.id)
    again = records.ask(ledger.cash_book, 2027)
    assert [row.moved for row in again] == [-20_000]
    assert [row.balance for row in records.ask(ledger.purses)] == [30_000, -1_200]
    with pytest.raises(ledger.AlreadyReversed):
        records.do(ledger.reverse_entry, moved.id)


def test_undo_of_a_transfer_takes_it_back(records: Records, accounts: Keys, purses: Keys) -> None:
    with clock.stopped_at(datetime(2026, 4, 10, 3, tzinfo=UTC)):  # what takes it back is dated today
        records.do(ledger.move_money, TransferRequest(DAY, purses["現金"], purses["預金"], 500))
        records.undo()
        assert [row.balance for row in records.ask(ledger.purses)] == [0, 0]


def test_money_cannot_be_moved_to_where_it_is(records: Records, purses: Keys) -> None:
    with pytest.raises(ledger.SamePurse):
        records.do(ledger.move_money, TransferRequest(DAY, purses["現金"], purses["現金"], 500))


@pytest.mark.parametrize(
    ("which", "numbers"),
    [
        ({"month": date(2026, 4, 1)}, [1, 2]),
        ({"month": date(2026, 5, 1)}, [3]),
        ({"words": "高橋"}, [3]),
        ({"words": "こぴー"}, [3]),
        ({"words": "３班"}, [1]),
        ({"words": "ない"}, []),
    ],
)
def test_a_filter_leaves_the_lines_that_fit_with_the_balance_of_the_whole_book(
    records: Records, written: Keys, which: dict[str, object], numbers: list[int]
) -> None:
    found = records.ask(ledger.book, BookFilter(2026, **which))
    assert [row.number for row in found.rows] == numbers
    assert [row.balance for row in found.rows if row.number == 3] == [28_800] * numbers.count(3)


def test_a_filter_by_account_adds_up_what_it_leaves(records: Records, written: Keys, accounts: Keys) -> None:
    found = records.ask(ledger.book, BookFilter(2026, account=accounts["消耗品費"]))
    assert (found.income, found.expense) == (0, 1_200)


def test_a_receipt_says_where_it_is_filed_and_keeps_its_scan(records: Records, written: Keys) -> None:
    paper = written["paper"]
    (kept,) = records.ask(ledger.vouchers, paper)
    assert (kept.number, kept.page, kept.file_name) == ("12", "3", "")
    scan = b"%PDF-1.7 scan"
    key = records.do(ledger.keep_voucher, paper, "12", "3", "レシート.pdf", scan).result
    assert records.ask(ledger.voucher_bytes, key) == scan
    assert records.ask(ledger.cash_book, 2026)[-1].scans == 1
    records.do(ledger.file_voucher, key, "13", "4")
    assert [row.number for row in records.ask(ledger.vouchers, paper)] == ["12", "13"]
    records.do(ledger.drop_voucher, key)
    assert records.ask(ledger.cash_book, 2026)[-1].scans == 0
    records.undo()
    assert records.ask(ledger.voucher_bytes, key) == scan


def test_what_is_no_pdf_is_not_kept(records: Records, written: Keys) -> None:
    from kobe_desk.modules.association.usecases import DocumentNotPdf, DocumentTooLarge

    with pytest.raises(DocumentNotPdf):
        records.do(ledger.keep_voucher, written["paper"], "", "", "x.exe", b"MZ")
    with pytest.raises(DocumentTooLarge):
        records.do(ledger.keep_voucher, written["paper"], "", "", "x.pdf", b"%PDF-" + bytes(6 * 1024 * 1024))


def test_accounts_are_the_association_s_own(records: Records, written: Keys, accounts: Keys) -> None:
    records.do(ledger.rename_account, accounts["雑収入"], "預金利息・雑収入")
    records.do(ledger.move_account, accounts["寄付金"], -1)
    names = [row.name for row in records.ask(ledger.accounts)]
    assert names[2:4] == ["寄付金", "施設利用料"]
    assert "預金利息・雑収入" in names
    records.do(ledger.move_account, accounts["会費"], -1)
    assert [row.name for row in records.ask(ledger.accounts)] == names
    with pytest.raises(ledger.AccountKnown):
        records.do(ledger.rename_account, accounts["雑収入"], "会費")
    with pytest.raises(ledger.AccountUsed):
        records.do(ledger.remove_account, accounts["会費"])
    records.do(ledger.remove_account, accounts["予備費"])
    records.do(ledger.retire_account, accounts["会費"])
    offered = [row.name for row in records.ask(ledger.accounts)]
    assert "予備費" not in offered and "会費" not in offered
    records.do(ledger.retire_account, accounts["会費"])
    assert "会費" in [row.name for row in records.ask(ledger.accounts)]


def test_a_purse_with_money_is_not_put_away(records: Records, written: Keys, purses: Keys) -> None:
    key = records.do(ledger.add_purse, "ゆうちょ銀行", "bank").result
    records.do(ledger.rename_purse, key, "ゆうちょ")
    with pytest.raises(ledger.PurseKnown):
        records.do(ledger.add_purse, "ゆうちょ", "bank")
    with pytest.raises(ledger.PurseHoldsMoney):
        records.do(ledger.retire_purse, purses["現金"])
    records.do(ledger.retire_purse, key)
    assert [(row.name, row.retired) for row in records.ask(ledger.purses)] == [
        ("現金", False),
        ("預金", False),
        ("ゆうちょ", True),
    ]


def test_a_reader_reads_and_writes_nothing(records: Records, records_as, written: Keys, accounts: Keys) -> None:
    reader = records_as(Role.READER)
    assert len(reader.ask(ledger.cash_book, 2026)) == 3
    with pytest.raises(NotAllowed):
        reader.do(ledger.post_entry, EntryRequest(DAY, accounts["会費"], 1, "会費"))


def test_what_is_carried_over_is_known_by_its_name(records: Records, accounts: Keys) -> None:
    key = records.do(ledger.add_account, "前期繰越", "income").result
    records.do(ledger.add_account, "次期繰越", "expense")
    carried = [row.name for row in records.ask(ledger.accounts) if row.role]
    assert carried == ["繰越金", "前期繰越"]
    records.do(ledger.rename_account, key, "前の年から")
    assert "前の年から" in [row.name for row in records.ask(ledger.accounts) if row.role]
