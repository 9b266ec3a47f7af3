"""What a bank's file says (入出金明細): which column is what, and each row as a day, an amount and words.

Columns are guessed from the headings of common banks and can be set by hand; nothing is guessed from amounts.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import money
from kobe_desk.core.japanese.day_text import AmbiguousDay, Day, read_day
from kobe_desk.core.sheets.sheet import SheetRow
from kobe_desk.core.text import N_

UNUSED, DAY, YEAR, MONTH, DAY_OF, OUT, IN, AMOUNT, SIDE, TEXT, MORE, BALANCE = (
    "", "day", "year", "month", "day_of", "out", "in", "amount", "side", "text", "more", "balance",
)  # fmt: skip
HEADINGS = {
    DAY: "お取引日 取引日 年月日 日付 勘定日 取扱日 取扱日付 取引年月日 お取引日付 取引日付 操作日 ご利用日",
    YEAR: "操作日(年) 取引日(年) 年",
    MONTH: "操作日(月) 取引日(月) 月",
    DAY_OF: "操作日(日) 取引日(日) 日",
    OUT: "お引出し お引出し金額 お引出金額 お引出額 引出金額 引出額 引出し 引出 支払い金額 お支払金額 お支払い金額 "
    "お支払額 支払金額 支払額 払出金額 払出額 払出 支払 お支払 お支払い 出金金額 出金額 出金 引落金額 お引き出し",
    IN: "お預入れ お預入れ金額 お預入金額 お預入額 預入金額 預入額 預入れ 預入 預かり金額 お預り金額 お預り額 お預り "
    "お預かり金額 お預かり 受入金額 受入額 受入 入金金額 入金額 入金 お預け入れ",
    AMOUNT: "入出金 入出金額 金額 取引金額",
    TEXT: "摘要 お取り扱い内容 お取扱内容 取扱内容 取引内容 お取引内容 入出金内容 詳細1 詳細 内容",
    MORE: "摘要内容 詳細2 備考 メモ 振込依頼人 振込依頼人名 お取引先",
    BALANCE: "残高 差引残高 現在残高 現在(貸付)高 現在高 取引後残高 お取引後残高 残高金額",
}
_WORDS = {word: field for field, words in HEADINGS.items() for word in words.split()}
_UNIT = re.compile(r"[(（]円[)）]$")
_NOTHING = {"", "-", "−", "－", "0", "*", "*0"}
_SIDES = {
    **dict.fromkeys("入金 入 預入 預入れ お預入れ お預け入れ お預り お預かり 受入 受取".split(), 1),  # noqa: SIM905
    **dict.fromkeys("出金 出 引出 引出し お引出し 支払 支払い お支払 お支払い 払出 払戻".split(), -1),  # noqa: SIM905
}
_SIDE_CODES = {"1": 1, "2": -1}
"""入払区分 of the banks' common record (全銀協 入出金取引明細)."""
_YEARS_NEAR = 3


class DayMissing(UserError):
    text = N_("There is no day in this row.")


class YearMissing(UserError):
    text = N_("“{text}” does not say which year. Write it like 2026/4/1 in the file.")


class AmountNeeded(UserError):
    text = N_("There is no amount in this row.")


class TwoAmounts(UserError):
    text = N_("Money in and money out stand in one row. Check which column is which.")


class SideUnknown(UserError):
    text = N_("“{text}” does not say whether money came in or went out. Check which column is which.")


class SidesDiffer(UserError):
    text = N_("The row says that money came in, and its amount has a minus. Check it at the bank.")


AGAINST_BALANCE = N_("The balance says the opposite of this row: money in or money out. Check which column is which.")


@dataclass(frozen=True, slots=True)
class BankFact:
    """One row of the file: yen positive as they came in, negative as they went out; `mark` tells it from any other."""

    line: int
    day: date
    amount: int
    text: str
    balance: int | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class BankProblem:
    """A row that cannot be read: its line, the heading of the column, what is written there, and why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rows of a file come to."""

    facts: tuple[BankFact, ...]
    problems: tuple[BankProblem, ...]


def words_expected() -> tuple[str, ...]:
    """Headings by which the table is found below a bank's preamble."""
    return tuple(_WORDS)


def guess(headings: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> tuple[str, ...]:
    """Which field each column is, by its heading; a field is given once, except to nothing.

    Beside amounts without a sign a column says 入金 or 出金: it is known by what stands in it.
    """
    found: list[str] = []
    for heading in headings:
        field = _WORDS.get(_plain(heading), UNUSED)
        found.append(field if field not in found else UNUSED)
    if AMOUNT in found:
        for at, heading in enumerate(headings):
            cells = [row[at] for row in sample if at < len(row) and row[at].strip()]
            if not found[at] and SIDE not in found and cells and all(_side(cell, heading) for cell in cells):
                found[at] = SIDE
    return tuple(found)


def _side(cell: str, heading: str) -> int:
    """1 for money in, -1 for money out, 0 for what says neither; figures mean something under 入払区分 only."""
    word = _plain(cell)
    return _SIDES.get(word) or (_SIDE_CODES.get(word, 0) if "入払" in heading else 0)


def complete(fields: Sequence[str]) -> bool:
    """Whether a day and an amount can be read with these columns."""
    day = DAY in fields or {YEAR, MONTH, DAY_OF} <= set(fields)
    return day and (AMOUNT in fields or IN in fields or OUT in fields)


def read(
    rows: Iterable[SheetRow], headings: Sequence[str], fields: Sequence[str], purse: str, today: date
) -> Reading:  # fmt: skip
    """Every row as a fact or a problem; rows with neither day nor amount (sums, footers) are passed over."""
    facts, problems = [], []
    seen: Counter[str] = Counter()
    for row in rows:
        if row.problem:
            problems.append(BankProblem(row.line, "", " ".join(row.cells)[:40], row.problem))
            continue
        reader = _Row(row, headings, fields, today)
        if reader.empty:
            continue
        try:
            fact = reader.fact()
        except UserError as error:
            problems.append(BankProblem(row.line, *reader.where(error), error.message()))
            continue
        key = f"{purse}|{fact.day}|{fact.amount}|{_plain(fact.text)}|{fact.balance}"
        seen[key] += 1
        facts.append(BankFact(fact.line, fact.day, fact.amount, fact.text, fact.balance, _digest(key, seen[key])))
    turned = _against_balance(facts)
    head = headings[fields.index(BALANCE)] if turned else ""
    problems += [BankProblem(each.line, head, money.figures(each.balance or 0), AGAINST_BALANCE) for each in turned]
    return Reading(tuple(each for each in facts if each not in turned), tuple(problems))


def _against_balance(facts: Sequence[BankFact]) -> list[BankFact]:
    """The rows whose balance moved by their amount, and the other way: read with money in and out exchanged.

    Where all do, so does the oldest, before which nothing stands.
    """
    best: tuple[int, list[BankFact]] = (0, [])
    for ordered in (facts, facts[::-1]):  # banks list the oldest or the newest first
        moved = [
            (fact, fact.balance - before.balance)
            for before, fact in pairwise(ordered)
            if fact.balance is not None and before.balance is not None
        ]
        fitting = sum(abs(by) == abs(fact.amount) for fact, by in moved)
        if fitting > best[0]:
            turned = [fact for fact, by in moved if by == -fact.amount]
            best = (fitting, list(facts) if len(turned) == fitting else turned)
    return best[1]


def _digest(key: str, count: int) -> str:
    return sha256(f"{key}|{count}".encode()).hexdigest()


def _plain(text: str) -> str:
    return _UNIT.sub("", unicodedata.normalize("NFKC", text).replace(" ", "").replace("　", ""))


class _Row:
    """The cells of a row by field."""

    def __init__(self, row: SheetRow, headings: Sequence[str], fields: Sequence[str], today: date) -> None:
        self._line, self._today = row.line, today
        cells = [cell.strip() for cell in row.cells]
        self._cells = {field: cells[at] if at < len(cells) else "" for at, field in enumerate(fields) if field}
        self._heads = {field: headings[at] if at < len(headings) else "" for at, field in enumerate(fields) if field}
        self._at = DAY

    @property
    def empty(self) -> bool:
        amounts = all(self._cells.get(field, "") in _NOTHING for field in (OUT, IN, AMOUNT))
        return amounts and not any(self._cells.get(field) for field in (DAY, YEAR))

    def where(self, _error: UserError) -> tuple[str, str]:
        """The heading and the content of the cell that was being read."""
        return self._heads.get(self._at, ""), self._cells.get(self._at, "")

    def fact(self) -> BankFact:
        """Raises what cannot be read, a `UserError`."""
        day, amount = self._day(), self._amount()
        words = " ".join(filter(None, (self._cells.get(TEXT, ""), self._cells.get(MORE, ""))))
        return BankFact(self._line, day, amount, words, self._balance())

    def _day(self) -> date:
        self._at = DAY if DAY in self._cells else YEAR
        written = self._cells.get(DAY) or "/".join(self._cells.get(field, "") for field in (YEAR, MONTH, DAY_OF))
        if not written.strip("/"):
            raise DayMissing
        return self._one_of(read_day(written), written)

    def _one_of(self, found: Day, written: str) -> date:
        """The day; of several that the writing can mean, the only one of the last years."""
        if isinstance(found, date):
            return found
        near = found.candidates if isinstance(found, AmbiguousDay) else ()
        near = tuple(day for day in near if 0 <= self._today.year - day.year <= _YEARS_NEAR)
        if len(near) != 1:
            raise YearMissing(text=written)
        return near[0]

    def _amount(self) -> int:
        if AMOUNT in self._cells:
            amount = self._signed(self._yen(AMOUNT))
        else:
            out, into = abs(self._yen(OUT)), self._yen(IN)
            if out and into:
                raise TwoAmounts
            amount = into - out
        if not amount:
            raise AmountNeeded
        return amount

    def _signed(self, amount: int) -> int:
        """The amount with the sign that a column of its own gives it (入金, 出金)."""
        if SIDE not in self._cells or not amount:
            return amount
        self._at = SIDE
        side = _side(self._cells[SIDE], self._heads[SIDE])
        if not side:
            raise SideUnknown(text=self._cells[SIDE])
        if side > 0 > amount:
            raise SidesDiffer
        return side * abs(amount)

    def _balance(self) -> int | None:
        return self._yen(BALANCE) if self._cells.get(BALANCE) else None

    def _yen(self, field: str) -> int:
        written = self._cells.get(field, "").removeprefix("+").removeprefix("＋")
        if written in _NOTHING:
            return 0
        self._at = field
        return money.read_yen(written)
