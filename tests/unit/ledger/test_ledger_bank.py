"""The bank's file: read as banks write it, looked at first, matched by proposal, taken in once, taken back as one."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.exchange.bank import read_bank_file
from kobe_desk.modules.ledger.rules import bank
from kobe_desk.modules.ledger.usecases import (
    KNOWN,
    LOCKED,
    MATCH,
    MOVE,
    NEW,
    SAME,
    SKIP,
    WRITE,
    BankRow,
    Decision,
    EntryRequest,
    TakingRequest,
)

Keys = dict[str, UUID]
TODAY = date(2027, 5, 20)
POST = """お客さま口座情報,14320-12345671,見本自治会
照会期間,20270401 から 20270430
取引日,受入金額(円),払出金額(円),詳細1,詳細2,現在(貸付)高
20270405,"30,000",,会費,ﾔﾏﾓﾄ ﾏｻﾙ,130000
20270412,,"1,200",カード,見本文具,128800
20270412,,"1,200",カード,見本文具,127600
20270430,12,,利子,,127612
,30012,2400,,,
"""
CITY = """年月日,お引出し,お預入れ,お取り扱い内容,残高
R9.4.5,,30000,振込 ﾔﾏﾓﾄ,130000
R9.4.12,1200,,手数料,128800
"""
NET = """操作日(年),操作日(月),操作日(日),取扱順番号,摘要,お支払金額,お預り金額,残高,メモ
2027,4,5,1,振込,,30000,130000,-
2027,4,12,2,引落,1200,,128800,-
"""
SIGNED = """取引日,入出金(円),取引後残高(円),入出金内容
2027/4/5,30000,130000,振込
2027/4/12,-1200,128800,引落
"""


def reading(tmp_path: Path, text: str, encoding: str = "cp932", fields: tuple[str, ...] = ()) -> bank.Reading:
    path = tmp_path / "meisai.csv"
    path.write_bytes(text.encode(encoding))
    sheet = read_bank_file(path, silent)
    used = fields or bank.guess(sheet.header, [row.cells for row in sheet.first()])
    assert bank.complete(used)
    return bank.read(sheet.rows(), sheet.header, used, "purse", TODAY)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("text", [CITY, NET, SIGNED])
def test_common_layouts_are_read(tmp_path: Path, text: str, encoding: str) -> None:
    found = reading(tmp_path, text, encoding)
    assert [(each.day, each.amount, each.balance) for each in found.facts] == [
        (date(2027, 4, 5), 30_000, 130_000),
        (date(2027, 4, 12), -1_200, 128_800),
    ]
    assert found.problems == ()


def test_the_preamble_and_the_sum_below_are_passed_over(tmp_path: Path) -> None:
    found = reading(tmp_path, POST)
    assert [each.amount for each in found.facts] == [30_000, -1_200, -1_200, 12]
    assert found.facts[0].text == "会費 ﾔﾏﾓﾄ ﾏｻﾙ"
    assert len({each.mark for each in found.facts}) == 4  # two equal rows are two


def test_two_equal_rows_without_a_balance_are_two(tmp_path: Path) -> None:
    found = reading(tmp_path, "日付,出金,入金,摘要\n2027/4/1,500,,手数料\n2027/4/1,500,,手数料\n")
    again = reading(tmp_path, "日付,出金,入金,摘要\n2027/4/1,500,,手数料\n2027/4/1,500,,手数料\n")
    assert len({each.mark for each in found.facts}) == 2
    assert found.facts == again.facts


@pytest.mark.parametrize(
    "text",
    [
        "取引日,入払区分,取引区分,取引金額,摘要\n2027/4/5,入金,振込,30000,会費\n2027/4/12,出金,引落,1200,電気\n",
        "勘定日,入払区分(1:入金 2:出金),取引金額,摘要\n090405,1,000000030000,会費\n090412,2,000000001200,電気\n",
        "日付,区分,金額,摘要\n2027/4/5,お預入れ,30000,会費\n2027/4/12,お引出し,1200,電気\n",
        "日付,区分,金額,摘要\n2027/4/5,入金,30000,会費\n2027/4/12,出金,▲1200,電気\n",
        "取扱日,お支払金額,お預り金額,摘要\n2027/4/5,*0,30000,会費\n2027/4/12,1200,*0,電気\n",
        "お取引日,お引出金額,お預入金額,お取引内容\n2027/4/5,,30000,会費\n2027/4/12,1200,,電気\n",
    ],
)
def test_amounts_without_a_sign_take_it_from_the_column_that_says_in_or_out(tmp_path: Path, text: str) -> None:
    found = reading(tmp_path, text)
    assert [(each.amount, each.text) for each in found.facts] == [(30_000, "会費"), (-1_200, "電気")]
    assert found.problems == ()


def test_a_row_that_does_not_say_in_or_out_is_told(tmp_path: Path) -> None:
    rows = [f"2027/4/{day},入金,{day},会費" for day in range(1, 22)]
    found = reading(
        tmp_path, "\n".join(("日付,入払区分,金額,摘要", *rows, "2027/4/22,訂正,300,x", "2027/4/23,入金,-5,y", ""))
    )
    assert len(found.facts) == 21
    assert [(each.line, each.column, each.value) for each in found.problems] == [
        (23, "入払区分", "訂正"),
        (24, "入払区分", "入金"),
    ]


@pytest.mark.parametrize("newest_first", [False, True])
def test_money_in_and_out_exchanged_shows_in_the_balance(tmp_path: Path, newest_first: bool) -> None:
    rows = ["2027/4/1,100,,1100", "2027/4/2,300,,1400", "2027/4/3,,200,1200", "2027/4/4,,200,1000"]
    listed = rows[::-1] if newest_first else rows
    found = reading(tmp_path, "\n".join(("日付,出金,入金,残高", *listed, "")))
    assert (len(found.facts), len(found.problems)) == (0, 4)
    assert {each.column for each in found.problems} == {"残高"}


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("2027/13/1,500,,x", "日付", "2027/13/1"),
        ("4/1,500,,x", "日付", "4/1"),
        ("2027/4/1,五百くらい,,x", "出金", "五百くらい"),
        ("2027/4/1,500,300,x", "入金", "300"),
        ("2027/4/1,,,x", "日付", "2027/4/1"),
    ],
)
def test_a_row_that_cannot_be_read_says_line_column_value_and_why(
    tmp_path: Path, row: str, column: str, value: str
) -> None:
    found = reading(tmp_path, f"日付,出金,入金,摘要\n2027/4/2,100,,よい行\n{row}\n")
    assert len(found.facts) == 1
    (problem,) = found.problems
    assert (problem.line, problem.column, problem.value) == (3, column, value)
    assert problem.reason


# at the desk


def facts_of(tmp_path: Path, text: str = POST) -> tuple[bank.BankFact, ...]:
    return reading(tmp_path, text).facts


def request_of(purse: UUID, decisions: tuple[Decision, ...]) -> TakingRequest:
    return TakingRequest(purse, "meisai.csv", ("取引日", "受入金額(円)"), ("day", "in"), decisions)


def decided(rows: tuple[BankRow, ...], accounts: Keys) -> tuple[Decision, ...]:
    """As somebody would: what is proposed is right, the rest is written."""
    side = {True: accounts["会費"], False: accounts["消耗品費"]}
    return tuple(
        Decision(row.fact, SAME, candidate=row.candidate) if row.candidate
        else Decision(row.fact, WRITE, row.account or side[row.fact.amount > 0])
        for row in rows
    )  # fmt: skip


def test_lines_of_the_book_are_proposed_and_never_taken_silently(
    records: Records, accounts: Keys, purses: Keys, may: None, tmp_path: Path
) -> None:
    paper = EntryRequest(date(2027, 4, 10), accounts["消耗品費"], 1_200, "用紙", purse=purses["預金"])
    known = records.do(ledger.post_entry, paper).result
    far = EntryRequest(date(2027, 4, 30), accounts["会費"], 30_000, "別の会費", purse=purses["預金"])
    records.do(ledger.post_entry, far)
    rows = records.ask(ledger.bank_preview, purses["預金"], facts_of(tmp_path))
    assert [row.state for row in rows] == [NEW, MATCH, NEW, NEW]  # one line of the book is the match of one row
    assert rows[1].candidate is not None and rows[1].candidate.key == known
    assert len(records.ask(ledger.cash_book, 2027)) == 2


def test_a_file_is_taken_in_once(records: Records, accounts: Keys, purses: Keys, may: None, tmp_path: Path) -> None:
    place = purses["預金"]
    rows = records.ask(ledger.bank_preview, place, facts_of(tmp_path))
    records.do(ledger.take_bank, request_of(place, decided(rows, accounts)))
    book = records.ask(ledger.cash_book, 2027, place)
    assert [(row.income, row.expense) for row in book] == [(30_000, 0), (0, 1_200), (0, 1_200), (12, 0)]
    again = records.ask(ledger.bank_preview, place, facts_of(tmp_path))
    assert [row.state for row in again] == [KNOWN] * 4
    with pytest.raises(ledger.NothingToTakeIn):
        records.do(ledger.take_bank, request_of(place, decided(rows, accounts)))
    assert records.ask(ledger.cash_book, 2027, place) == book
    assert records.ask(ledger.bank_layouts)[0].fields == ("day", "in")


def test_a_later_file_that_overlaps_adds_only_what_is_new(
    records: Records, accounts: Keys, purses: Keys, may: None, tmp_path: Path
) -> None:
    place = purses["預金"]
    rows = records.ask(ledger.bank_preview, place, facts_of(tmp_path))
    records.do(ledger.take_bank, request_of(place, decided(rows, accounts)))
    longer = POST.replace(",30012,2400,,,\n", "20270502,5000,,会費,ｲﾏｲ ﾂﾖｼ,132612\n")
    rows = records.ask(ledger.bank_preview, place, facts_of(tmp_path, longer))
    assert [row.state for row in rows] == [KNOWN] * 4 + [NEW]


def test_the_same_words_come_under_the_same_account(
    records: Records, accounts: Keys, purses: Keys, may: None, tmp_path: Path
) -> None:
    place = purses["預金"]
    (interest,) = (fact for fact in facts_of(tmp_path) if fact.text == "利子")
    records.do(ledger.take_bank, request_of(place, (Decision(interest, WRITE, accounts["雑収入"]),)))
    later = POST.replace("20270430,12,,利子,,127612", "20270510,15,,利子,,127627")
    rows = records.ask(ledger.bank_preview, place, facts_of(tmp_path, later))
    assert rows[3].account == accounts["雑収入"]


def test_one_undo_takes_the_whole_file_back_and_it_can_be_taken_in_again(
    records: Records, accounts: Keys, purses: Keys, may: None, tmp_path: Path
) -> None:
    place = purses["預金"]
    paper = EntryRequest(date(2027, 4, 10), accounts["消耗品費"], 1_200, "用紙", purse=place)
    known = records.do(ledger.post_entry, paper).result
    rows = records.ask(ledger.bank_preview, place, facts_of(tmp_path))
    records.do(ledger.take_bank, request_of(place, decided(rows, accounts)))
    records.undo()
    book = records.ask(ledger.cash_book, 2027, place)
    assert book[-1].balance == -1_200
    assert [row.reversed for row in book if row.id == known] == [False]  # it was there before
    assert [row.state for row in records.ask(ledger.bank_preview, place, facts_of(tmp_path))] == [r.state for r in rows]


def test_money_drawn_from_the_bank_is_moved_to_cash(
    records: Records, accounts: Keys, purses: Keys, may: None, tmp_path: Path
) -> None:
    fact = facts_of(tmp_path)[1]
    moved = Decision(fact, MOVE, other=purses["現金"])
    records.do(ledger.take_bank, request_of(purses["預金"], (moved,)))
    assert [row.balance for row in records.ask(ledger.purses)] == [1_200, -1_200]


def test_a_line_without_an_account_is_refused_and_nothing_is_written(
    records: Records, accounts: Keys, purses: Keys, may: None, tmp_path: Path
) -> None:
    one, other, *_rest = facts_of(tmp_path)
    with pytest.raises(ledger.AccountNeeded):
        records.do(
            ledger.take_bank,
            request_of(purses["預金"], (Decision(one, WRITE, accounts["会費"]), Decision(other, WRITE))),
        )
    with pytest.raises(ledger.NothingToTakeIn):
        records.do(ledger.take_bank, request_of(purses["預金"], (Decision(one, SKIP),)))
    assert records.ask(ledger.cash_book, 2027) == ()


def test_a_row_of_a_closed_month_can_only_be_a_line_that_is_there(
    records: Records, accounts: Keys, purses: Keys, may: None, tmp_path: Path
) -> None:
    place = purses["預金"]
    records.do(ledger.post_entry, EntryRequest(date(2027, 4, 5), accounts["会費"], 30_000, "会費", purse=place))
    counts = tuple(ledger.CountRequest(each.purse, each.book)
                   for each in records.ask(ledger.month_facts, date(2027, 4, 1)).purses)  # fmt: skip
    records.do(ledger.close_month, date(2027, 4, 1), counts)
    rows = records.ask(ledger.bank_preview, place, facts_of(tmp_path))
    assert [row.state for row in rows] == [MATCH, LOCKED, LOCKED, LOCKED]
    with pytest.raises(ledger.MonthClosed):
        records.do(ledger.take_bank, request_of(place, decided(rows, accounts)))
    assert len(records.ask(ledger.cash_book, 2027)) == 1
