"""The cash book read (出納帳): its lines with the running balance, those of a filter, and the totals of a year."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from kobe_desk.core.permission import query
from kobe_desk.core.search_key import found_in
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.model import Account, AccountKind, Entry, Purse, Transfer, Voucher
from kobe_desk.modules.ledger.usecases.balances import opening
from kobe_desk.modules.ledger.usecases.rows import AccountTotal, Book, BookFilter, EntryRow

INCOME = AccountKind.INCOME.value
Line = tuple[Any, ...]
"""The fields of an `EntryRow` without the balance."""


@query(needs="ledger.read")
def cash_book(session: Session, year: int, purse: UUID | None = None) -> tuple[EntryRow, ...]:
    """The cash book of a fiscal year (出納帳) with the running balance: of one purse, or of all together.

    Money moved between purses stands in the whole book without changing its balance.
    """
    balance = _begun(session, year, purse)
    rows = []
    for row in _lines(session, year, purse):
        balance += row[4] - row[5]
        fields: list[Any] = [*row[:6], balance, *row[6:]]
        rows.append(EntryRow(*fields))
    return tuple(rows)


@query(needs="ledger.read")
def book(session: Session, which: BookFilter) -> Book:
    """The lines that a filter leaves, each with the balance it has in the whole book."""
    rows = tuple(row for row in cash_book(session, which.year, which.purse) if _wanted(row, which))
    income, expense = sum(row.income for row in rows), sum(row.expense for row in rows)
    return Book(which, _begun(session, which.year, which.purse), rows, income, expense)


@query(needs="ledger.read")
def totals(session: Session, year: int) -> tuple[AccountTotal, ...]:
    """What each account came to in a fiscal year, in the accounts' order; accounts without money are left out."""
    amount = sa.func.sum(Entry.amount)
    statement = (
        sa.select(Account.name, Account.kind, amount)
        .join(Entry, Entry.account_id == Account.id)
        .where(Entry.fiscal_year == year)
        .group_by(Account.id)
        .order_by(Account.position)
    )
    return tuple(AccountTotal(name, kind, int(total)) for name, kind, total in session.execute(statement))


def _begun(session: Session, year: int, purse: UUID | None) -> int:
    held = opening(session, year)
    return held.get(purse, 0) if purse else sum(held.values())


def _wanted(row: EntryRow, which: BookFilter) -> bool:
    month, words = which.month, which.words
    if month is not None and (row.day.year, row.day.month) != (month.year, month.month):
        return False
    if which.account is not None and row.account_id != which.account:
        return False
    return not words.strip() or found_in(words, row.text, row.partner, row.account, row.paper, str(row.number))


def _lines(session: Session, year: int, purse: UUID | None) -> Iterable[Line]:
    both = (*_entries(session, year, purse), *_transfers(session, year, purse))
    return sorted(both, key=lambda line: (line[2], line[1]))


def _entries(session: Session, year: int, purse: UUID | None) -> Iterator[Line]:
    back = aliased(Entry)
    income = sa.case((Account.kind == INCOME, Entry.amount), else_=0)
    expense = sa.case((Account.kind == INCOME, 0), else_=Entry.amount)
    columns: tuple[Any, ...] = (
        Entry.id, Entry.number, Entry.day, Account.name, income, expense, Entry.text, Entry.partner, back.id,
        Entry.reverses, Purse.name, Account.id,
    )  # fmt: skip
    statement = sa.select(*columns).select_from(Entry).join(Account).join(Purse, Purse.id == Entry.purse_id)
    statement = statement.outerjoin(back, back.reverses == Entry.id).where(Entry.fiscal_year == year)
    if purse is not None:
        statement = statement.where(Entry.purse_id == purse)
    papers = _papers(session, year)
    for *line, partner, taken, reverses, where, account in session.execute(statement):
        paper, scans = papers.get(line[0], ("", 0))
        yield (*line, partner, taken is not None, reverses is not None, where, paper, scans, 0, account)


def _papers(session: Session, year: int) -> dict[UUID, tuple[str, int]]:
    """By entry: where its receipts are filed, in words, and how many scans there are."""
    statement = sa.select(Voucher.entry_id, Voucher.number, Voucher.page, Voucher.content.is_not(None)).join(Entry)
    found: dict[UUID, tuple[str, int]] = {}
    for key, number, page, scanned in session.execute(statement.where(Entry.fiscal_year == year).order_by(Voucher.id)):
        words, scans = found.get(key, ("", 0))
        said = paper_words(number, page)
        found[key] = ("、".join(filter(None, (words, said))), scans + bool(scanned))
    return found


def paper_words(number: str, page: str) -> str:
    """Where a receipt is, in words: No.12 3ページ."""
    if number and page:
        return _("No. {number}, page {page}").format(number=number, page=page)
    if number:
        return _("No. {number}").format(number=number)
    return _("page {page}").format(page=page) if page else ""


def _transfers(session: Session, year: int, purse: UUID | None) -> Iterator[Line]:
    back, source, target = aliased(Transfer), aliased(Purse), aliased(Purse)
    statement = (
        sa.select(Transfer, source.name, target.name, back.id)
        .join(source, source.id == Transfer.source_id)
        .join(target, target.id == Transfer.target_id)
        .outerjoin(back, back.reverses == Transfer.id)
        .where(Transfer.fiscal_year == year)
    )
    if purse is not None:
        statement = statement.where(sa.or_(Transfer.source_id == purse, Transfer.target_id == purse))
    for moved, out, into, taken in session.execute(statement):
        text = _("From {source} to {target}").format(source=out, target=into)
        income = moved.amount if moved.target_id == purse else 0
        expense = moved.amount if moved.source_id == purse else 0
        said = f"{text}　{moved.text}" if moved.text else text
        yield (moved.id, moved.number, moved.day, _("Moved"), income, expense, said, "", taken is not None,
               moved.reverses is not None, f"{out}→{into}", "", 0, moved.amount, None)  # fmt: skip
