"""The bank's lines taken in: looked at first, each decided by a person, the same line never twice, one undo."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import Counter, NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.model import Account, BankLayout, BankLine, BankTaking, Entry, Transfer
from kobe_desk.modules.ledger.rules.bank import BankFact
from kobe_desk.modules.ledger.usecases.balances import INCOME
from kobe_desk.modules.ledger.usecases.entering import move_money, post_entry, reverse_entry
from kobe_desk.modules.ledger.usecases.errors import AccountNeeded, NothingToTakeIn, WrongSide
from kobe_desk.modules.ledger.usecases.locking import open_from
from kobe_desk.modules.ledger.usecases.rows import EntryRequest, TransferRequest

KNOWN, MATCH, NEW, LOCKED = "known", "match", "new", "locked"
WRITE, SAME, MOVE, SKIP = "write", "same", "move", "skip"
NEAR = 7
"""Days between a line in the book and the bank's within which they may be the same."""
BACK = NoUndo(N_("The lines written from the bank’s file are taken back in the book. The file can be taken in again."))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of the book that may be the bank's: proposed, never taken for it silently."""

    key: UUID
    moved: bool
    words: str


@dataclass(frozen=True, slots=True)
class BankRow:
    """A row of the file and what it could become: known, match, new or locked (its day is closed)."""

    fact: BankFact
    state: str
    candidate: Candidate | None
    account: UUID | None
    """What the same words were written under the last time."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a row: write it under an account, it is a line of the book, money moved, or skip it."""

    fact: BankFact
    what: str
    account: UUID | None = None
    candidate: Candidate | None = None
    other: UUID | None = None
    """The purse that the money came from or went to."""


@dataclass(frozen=True, slots=True)
class TakingRequest:
    """A file with every decision, and how its columns were read."""

    purse: UUID
    file_name: str
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns of a file were read before, and for which purse."""

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    purse: UUID


@query(needs="ledger.read")
def bank_layouts(session: Session) -> tuple[Layout, ...]:
    """The layouts that are remembered, the latest first."""
    found = session.scalars(sa.select(BankLayout).order_by(BankLayout.id.desc()))
    return tuple(Layout(tuple(each.headings), tuple(each.fields), each.purse_id) for each in found)


@query(needs="ledger.read")
def bank_preview(session: Session, purse: UUID, facts: tuple[BankFact, ...]) -> tuple[BankRow, ...]:
    """What each row would become; nothing is written."""
    known = _known(session, (fact.mark for fact in facts))
    free, first, before = _free_lines(session, purse), open_from(session), _accounts_before(session, purse)
    rows = []
    for fact in facts:
        candidate = None if fact.mark in known else _nearest(free, fact)
        if candidate is not None:
            free.remove(candidate)
        locked = first is not None and fact.day < first
        state = KNOWN if fact.mark in known else MATCH if candidate else LOCKED if locked else NEW
        told = Candidate(candidate.key, candidate.moved, candidate.words) if candidate else None
        rows.append(BankRow(fact, state, told, before.get((fact.text, fact.amount > 0))))
    return tuple(rows)


@usecase(label=N_("Take the bank’s lines back"), needs="ledger.edit", undo=BACK)
def take_back_bank(session: Session, key: UUID) -> None:
    """Take a file back: what was written because of it is reversed, and its lines are unknown again."""
    for line in session.scalars(sa.select(BankLine).where(BankLine.taking_id == key)).all():
        written = line.entry_id or line.transfer_id
        if line.made and written is not None and not _taken_back(session, written):
            reverse_entry(session, written)
        session.delete(line)
    session.get_one(BankTaking, key).taken_back = clock.today()
    session.flush()


@usecase(label=N_("Take in the bank’s lines"), needs="ledger.edit", undo=Counter(take_back_bank))
def take_bank(session: Session, request: TakingRequest) -> UUID:
    """Write what was decided; lines that are known by now are passed over, so that the same file changes nothing.

    Returns the taking. Raises NothingToTakeIn, AccountNeeded, WrongSide, MonthClosed.
    """
    known = _known(session, (each.fact.mark for each in request.decisions))
    wanted = [each for each in request.decisions if each.what != SKIP and each.fact.mark not in known]
    if not wanted:
        raise NothingToTakeIn
    taking = BankTaking(day=clock.today(), file_name=request.file_name, purse_id=request.purse)
    session.add(taking)
    session.flush()
    for each in wanted:
        _take(session, taking.id, request.purse, each)
    _remember(session, request)
    session.flush()
    return taking.id


def _take(session: Session, taking: UUID, purse: UUID, decision: Decision) -> None:
    fact = decision.fact
    line = BankLine(taking_id=taking, purse_id=purse, mark=fact.mark, day=fact.day, amount=fact.amount, text=fact.text,
                    made=decision.what != SAME)  # fmt: skip
    if decision.what == SAME and decision.candidate is not None:
        line.entry_id = None if decision.candidate.moved else decision.candidate.key
        line.transfer_id = decision.candidate.key if decision.candidate.moved else None
    elif decision.what == MOVE and decision.other is not None:
        ways = (purse, decision.other) if fact.amount < 0 else (decision.other, purse)
        line.transfer_id = move_money(session, TransferRequest(fact.day, *ways, abs(fact.amount), fact.text))
    else:
        line.entry_id = _write(session, purse, decision)
    session.add(line)


def _write(session: Session, purse: UUID, decision: Decision) -> UUID:
    """An entry under an account of the right side. Raises AccountNeeded, WrongSide."""
    fact = decision.fact
    if decision.account is None:
        raise AccountNeeded(line=fact.line)
    account = session.get_one(Account, decision.account)
    if (account.kind == INCOME) != (fact.amount > 0):
        raise WrongSide(line=fact.line, account=account.name)
    return post_entry(
        session, EntryRequest(fact.day, decision.account, abs(fact.amount), fact.text or _("From the bank’s file"),
                              purse=purse)
    )  # fmt: skip


def _remember(session: Session, request: TakingRequest) -> None:
    """How this file's columns were read, for the next one of the same form."""
    headings, fields = list(request.headings), list(request.fields)
    for each in session.scalars(sa.select(BankLayout)).all():
        if each.headings == headings and each.purse_id == request.purse:
            each.fields = fields
            return
    session.add(BankLayout(headings=headings, fields=fields, purse_id=request.purse))


def _known(session: Session, marks: Iterable[str]) -> set[str]:
    wanted = set(marks)
    return {mark for mark in session.scalars(sa.select(BankLine.mark)) if mark in wanted}


@dataclass(frozen=True, slots=True)
class _Free:
    """A line of the book in this purse that no line of the bank is tied to."""

    key: UUID
    moved: bool
    day: date
    amount: int
    words: str


def _free_lines(session: Session, purse: UUID) -> list[_Free]:
    tied = set(session.scalars(sa.select(BankLine.entry_id).where(BankLine.entry_id.is_not(None))))
    tied |= set(session.scalars(sa.select(BankLine.transfer_id).where(BankLine.transfer_id.is_not(None))))
    return [each for each in (*_free_entries(session, purse), *_free_transfers(session, purse)) if each.key not in tied]


def _free_entries(session: Session, purse: UUID) -> list[_Free]:
    taken = sa.select(Entry.reverses).where(Entry.reverses.is_not(None))
    statement = (
        sa.select(Entry, Account)
        .join(Account)
        .where(Entry.purse_id == purse, Entry.reverses.is_(None), Entry.id.not_in(taken))
    )
    return [
        _Free(entry.id, False, entry.day, entry.amount if account.kind == INCOME else -entry.amount,
              _words(entry.number, entry.day, account.name, entry.text))
        for entry, account in session.execute(statement)
    ]  # fmt: skip


def _free_transfers(session: Session, purse: UUID) -> list[_Free]:
    taken = sa.select(Transfer.reverses).where(Transfer.reverses.is_not(None))
    statement = sa.select(Transfer).where(
        sa.or_(Transfer.source_id == purse, Transfer.target_id == purse),
        Transfer.reverses.is_(None),
        Transfer.id.not_in(taken),
    )
    return [
        _Free(each.id, True, each.day, each.amount if each.target_id == purse else -each.amount,
              _words(each.number, each.day, _("Moved"), each.text))
        for each in session.scalars(statement)
    ]  # fmt: skip


def _words(number: int, day: date, account: str, text: str) -> str:
    words = _("No. {number}, {day}, {account} {text}")
    return words.format(number=number, day=era.short(day), account=account, text=text).strip()


def _nearest(free: list[_Free], fact: BankFact) -> _Free | None:
    fitting = [each for each in free if each.amount == fact.amount and abs((each.day - fact.day).days) <= NEAR]
    return min(fitting, key=lambda each: abs((each.day - fact.day).days), default=None)


def _accounts_before(session: Session, purse: UUID) -> dict[tuple[str, bool], UUID]:
    """What the same words were written under the last time, by words and side."""
    statement = sa.select(BankLine.text, BankLine.amount, Entry.account_id).join(Entry, Entry.id == BankLine.entry_id)
    found = session.execute(statement.where(BankLine.purse_id == purse).order_by(BankLine.day))
    return {(text, amount > 0): account for text, amount, account in found}


def _taken_back(session: Session, key: UUID) -> bool:
    for table in (Entry, Transfer):
        if session.scalar(sa.select(table.id).where(table.reverses == key)) is not None:
            return True
    return False
