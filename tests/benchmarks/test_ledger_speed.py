"""The statement of a year and its cash book out of 100,000 entries, against hand-written SQL on the same file."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from benchmarks.race import Ratios
from benchmarks.sizes import SHARE
from support.key import KEY

from kobe_desk.core import migrate
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger import usecases as ledger

pytestmark = pytest.mark.benchmark
WANTED = 2.0
TREASURER = Who("slot-1", "会計", Role.TREASURER)
YEAR = 2026
MANY = round(100_000 * SHARE)
ENTRY = """INSERT INTO entry (id, version, number, fiscal_year, day, account_id, purse_id, amount, text, partner)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, '')"""
STATEMENT = """SELECT a.id, a.name, a.kind, b.amount, e.total, b.note FROM account a
LEFT JOIN (SELECT account_id, sum(amount) AS total FROM entry WHERE fiscal_year = ? GROUP BY account_id) e
ON e.account_id = a.id LEFT JOIN budget_line b ON b.account_id = a.id AND b.fiscal_year = ?
WHERE b.amount IS NOT NULL OR e.total IS NOT NULL ORDER BY a.kind <> 'income', a.position"""
BOOK = """SELECT e.id, e.number, e.day, a.name, a.kind, e.amount, e.text, e.partner, back.id, e.reverses, p.name, a.id
FROM entry e JOIN account a ON a.id = e.account_id JOIN purse p ON p.id = e.purse_id
LEFT JOIN entry back ON back.reverses = e.id WHERE e.fiscal_year = ? ORDER BY e.day, e.number"""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """A desk with so many entries in one year, and as many in the year before it that is carried over."""
    path: Path = tmp_path_factory.mktemp("books") / "desk.db"
    migrate.create(path, KEY)
    records = Records(Database.open(path, KEY), TREASURER)
    records.do(ledger.open_books)
    accounts, purses = records.ask(ledger.accounts), records.ask(ledger.purses)
    records.do(ledger.save_budget, YEAR, {row.id: 10_000 for row in accounts}, {})
    raw: Any = records.database.engine.raw_connection().dbapi_connection
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(ENTRY, [_entry(number, accounts, purses) for number in range(2 * MANY)])
    raw.execute("COMMIT")
    yield records
    records.close()


def _entry(number: int, accounts: Any, purses: Any) -> tuple[Any, ...]:
    year = YEAR - 1 if number < MANY else YEAR
    account = accounts[number % len(accounts)]
    day = date(year, 4, 1) + timedelta(days=number * 364 // MANY % 364)
    first = number in (0, MANY)  # what was carried over
    key = next(row for row in accounts if row.role == "carried").id if first else account.id
    return (uuid.uuid4().bytes, number + 1, year, day.isoformat(), key.bytes, purses[number % 2].id.bytes,
            500 + number % 1_000, f"内容 {number}")  # fmt: skip


def test_the_statement_of_a_year_costs_what_its_sql_costs(books: Records, ratios: Ratios) -> None:
    raw: Any = books.database.engine.raw_connection().dbapi_connection
    told = books.ask(ledger.statement, YEAR)
    plain = raw.execute(STATEMENT, (YEAR, YEAR)).fetchall()
    assert [(row.account, row.budget, row.actual) for row in told.rows] == [(row[1], row[3], row[4]) for row in plain]
    row = ratios.race(
        f"statement of {MANY:,} entries",
        lambda: books.ask(ledger.statement, YEAR),
        lambda: raw.execute(STATEMENT, (YEAR, YEAR)).fetchall(),
        most=WANTED,
    )
    assert row.held, row


def test_the_cash_book_of_a_year(books: Records, ratios: Ratios) -> None:
    """Told, not judged: rows with their balance and their receipts, beside the bare rows."""
    raw: Any = books.database.engine.raw_connection().dbapi_connection
    assert len(books.ask(ledger.cash_book, YEAR)) == MANY
    ratios.race(
        f"cash book of {MANY:,} entries",
        lambda: books.ask(ledger.cash_book, YEAR),
        lambda: raw.execute(BOOK, (YEAR,)).fetchall(),
        most=None,
    )
