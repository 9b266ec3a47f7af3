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

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.day_text import AmbiguousDay, Day, read_day
from kobe_desk.core.japanese.money import read_yen
from kobe_desk.core.sheets.sheet import SheetRow
from kobe_desk.core.text import N_

UNUSED, DAY, YEAR, MONTH, DAY_OF, OUT, IN, AMOUNT, TEXT, MORE, BALANCE = (
    "", "day", "year", "month", "day_of", "out", "in", "amount", "text", "more", "balance",
)  # fmt: skip
HEADINGS = {
    DAY: "お取引日 取引日 年月日 日付 勘定日 取扱日 取扱日付 取引年月日 お取引日付 取引日付 操作日 ご利用日",
    YEAR: "操作日(年) 取引日(年) 年",
    MONTH: "操作日(月) 取引日(月) 月",
    DAY_OF: "操作日(日) 取引日(日) 日",
    OUT: "お引出し お引出し金額 引出金額 引出額 支払い金額 お支払金額 お支払い金額 支払金額 払出金額 出金金額 "
    "出金額 出金 引落金額 お引き出し",
    IN: "お預入れ お預入れ金額 預入金額 預入額 預かり金額 お預り金額 お預かり金額 受入金額 入金金額 "
    "入金額 入金 お預け入れ",
    AMOUNT: "入出金 入出金額 金額 取引金額",
    TEXT: "摘要 お取り扱い内容 お取扱内容 取扱内容 取引内容 お取引内容 入出金内容 詳細1 詳細 内容",
    MORE: "摘要内容 詳細2 備考 メモ 振込依頼人 振込依頼人名 お取引先",
    BALANCE: "残高 差引残高 現在残高 現在(貸付)高 現在高 取引後残高 残高金額",
}
_WORDS = {word: field for field, words in HEADINGS.items() for word in words.split()}
_UNIT = re.compile(r"[(（]円[)）]$")
_NOTHING = {"", "-", "−", "0"}
_YEARS_NEAR = 3


class DayMissing(UserError):
    text = N_("There is no day in this row.")


class YearMissing(UserError):
    text = N_("“{text}” does not say which year. Write it like 2026/4/1 in the file.")


class AmountNeeded(UserError):
    text = N_("There is no amount in this row.")


class TwoAmounts(UserError):
    text = N_("Money in and money out stand in one row. Check which column is which.")


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


def guess(headings: Sequence[str]) -> tuple[str, ...]:
    """Which field each column is, by its heading; a field is given once, except to nothing."""
    found: list[str] = []
    for heading in headings:
        field = _WORDS.get(_plain(heading), UNUSED)
        found.append(field if field not in found else UNUSED)
    return tuple(found)


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
    return Reading(tuple(facts), tuple(problems))


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
            amount = self._yen(AMOUNT)
        else:
            out, into = abs(self._yen(OUT)), self._yen(IN)
            if out and into:
                raise TwoAmounts
            amount = into - out
        if not amount:
            raise AmountNeeded
        return amount

    def _balance(self) -> int | None:
        return self._yen(BALANCE) if self._cells.get(BALANCE) else None

    def _yen(self, field: str) -> int:
        written = self._cells.get(field, "").removeprefix("+")
        if written in _NOTHING:
            return 0
        self._at = field
        return read_yen(written)
