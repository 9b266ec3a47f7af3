"""Accounts (科目) and places for money (現金・預金): a ready-made set, which every association changes as it likes."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.model import (
    Account,
    AccountKind,
    AccountRole,
    BudgetLine,
    Entry,
    Purse,
    PurseKind,
)
from kobe_desk.modules.ledger.usecases.balances import balances_on
from kobe_desk.modules.ledger.usecases.errors import (
    AccountKnown,
    AccountUsed,
    LastOfItsKind,
    NameMissing,
    PurseHoldsMoney,
    PurseKnown,
    TextMissing,
)
from kobe_desk.modules.ledger.usecases.rows import AccountRow, PurseRow

CARRIED_WORD = "繰越"
USUAL_ACCOUNTS = (
    ("会費", AccountKind.INCOME),
    ("補助金・助成金", AccountKind.INCOME),
    ("施設利用料", AccountKind.INCOME),
    ("寄付金", AccountKind.INCOME),
    ("繰越金", AccountKind.INCOME),
    ("雑収入", AccountKind.INCOME),
    ("会議費", AccountKind.EXPENSE),
    ("事業費", AccountKind.EXPENSE),
    ("消耗品費", AccountKind.EXPENSE),
    ("印刷製本費", AccountKind.EXPENSE),
    ("通信運搬費", AccountKind.EXPENSE),
    ("保険料", AccountKind.EXPENSE),
    ("使用料及び賃借料", AccountKind.EXPENSE),
    ("備品購入費", AccountKind.EXPENSE),
    ("予備費", AccountKind.EXPENSE),
)
USUAL_PURSES = (("現金", PurseKind.CASH), ("預金", PurseKind.BANK))


@usecase(label=N_("Set up the accounts"), needs="ledger.edit")
def open_books(session: Session) -> None:
    """Write down the usual accounts and places for money, once."""
    if not session.scalar(sa.select(sa.func.count()).select_from(Purse)):
        for position, (name, kind) in enumerate(USUAL_PURSES, start=1):
            session.add(Purse(name=name, kind=kind.value, position=position))
    if session.scalar(sa.select(sa.func.count()).select_from(Account)):
        return
    for position, (name, side) in enumerate(USUAL_ACCOUNTS, start=1):
        session.add(Account(name=name, kind=side.value, position=position, role=_role(name, side)))


def _role(name: str, kind: str) -> str | None:
    """What is carried over is known by its name: 繰越金, 前期繰越金, 前年度繰越. Once known it stays so."""
    return AccountRole.CARRIED.value if kind == AccountKind.INCOME and CARRIED_WORD in name else None


@query(needs="ledger.read")
def accounts(session: Session) -> tuple[AccountRow, ...]:
    """The accounts that are offered, in their order."""
    return tuple(row for row in all_accounts(session) if not row.retired)


@query(needs="ledger.read")
def all_accounts(session: Session) -> tuple[AccountRow, ...]:
    """Every account in its order, those put away among them."""
    used = sa.exists().where(Entry.account_id == Account.id)
    found = session.execute(sa.select(Account, used).order_by(Account.position))
    return tuple(
        AccountRow(each.id, each.name, each.kind, each.retired is not None, bool(has), each.role or "")
        for each, has in found
    )


@query(needs="ledger.read")
def purses(session: Session) -> tuple[PurseRow, ...]:
    """The places for money in their order, with what is in each today; those put away last."""
    held = balances_on(session, clock.today())
    found = session.scalars(sa.select(Purse).order_by(Purse.retired.is_not(None), Purse.position))
    return tuple(
        PurseRow(each.id, each.name, each.kind, held.get(each.id, 0), each.retired is not None) for each in found
    )


@usecase(label=N_("Add an account"), needs="ledger.edit")
def add_account(session: Session, name: str, kind: str) -> UUID:
    """Add an account (科目) after the others. Raises TextMissing, AccountKnown."""
    if not name.strip():
        raise TextMissing("name")
    if session.scalar(sa.select(Account.id).where(Account.name == name)):
        raise AccountKnown("name", name=name)
    last = session.scalar(sa.select(sa.func.max(Account.position))) or 0
    account = Account(name=name, kind=AccountKind(kind).value, position=last + 1, role=_role(name, kind))
    session.add(account)
    session.flush()
    return account.id


@usecase(label=N_("Rename an account"), needs="ledger.edit")
def rename_account(session: Session, key: UUID, name: str) -> None:
    """Call an account otherwise, in every year. Raises NameMissing, AccountKnown."""
    if not name.strip():
        raise NameMissing("name")
    if session.scalar(sa.select(Account.id).where(Account.name == name, Account.id != key)):
        raise AccountKnown("name", name=name)
    account = session.get_one(Account, key)
    account.name, account.role = name, account.role or _role(name, account.kind)


@usecase(label=N_("Move an account"), needs="ledger.edit")
def move_account(session: Session, key: UUID, steps: int) -> None:
    """Move an account up (-1) or down (1) among those of its kind; at the end nothing happens."""
    mine = session.get_one(Account, key)
    later, earlier = Account.position > mine.position, Account.position < mine.position
    order = Account.position if steps > 0 else Account.position.desc()
    beside = sa.select(Account).where(Account.kind == mine.kind, later if steps > 0 else earlier).order_by(order)
    other = session.scalars(beside.limit(1)).first()
    if other is not None:
        mine.position, other.position = other.position, mine.position


@usecase(label=N_("Put an account away"), needs="ledger.edit")
def retire_account(session: Session, key: UUID) -> None:
    """No longer offer an account, or offer it again; what stands under it stays. Raises LastOfItsKind."""
    account = session.get_one(Account, key)
    if account.retired is not None:
        account.retired = None
        return
    others = sa.select(Account.id).where(Account.kind == account.kind, Account.id != key, Account.retired.is_(None))
    if session.scalars(others.limit(1)).first() is None:
        raise LastOfItsKind(name=account.name)
    account.retired = clock.today()


@usecase(label=N_("Remove an account"), needs="ledger.edit")
def remove_account(session: Session, key: UUID) -> None:
    """Take an account out that nothing stands under. Raises AccountUsed."""
    account = session.get_one(Account, key)
    for table in (Entry, BudgetLine):
        if session.scalars(sa.select(table.id).where(table.account_id == key).limit(1)).first() is not None:
            raise AccountUsed(name=account.name)
    session.delete(account)


@usecase(label=N_("Add a place for money"), needs="ledger.edit")
def add_purse(session: Session, name: str, kind: str) -> UUID:
    """Add a cash box or an account at a bank. Raises NameMissing, PurseKnown."""
    if not name.strip():
        raise NameMissing("name")
    if session.scalar(sa.select(Purse.id).where(Purse.name == name)):
        raise PurseKnown("name", name=name)
    last = session.scalar(sa.select(sa.func.max(Purse.position))) or 0
    purse = Purse(name=name, kind=PurseKind(kind).value, position=last + 1)
    session.add(purse)
    session.flush()
    return purse.id


@usecase(label=N_("Rename a place for money"), needs="ledger.edit")
def rename_purse(session: Session, key: UUID, name: str) -> None:
    """Call it otherwise, in every year. Raises NameMissing, PurseKnown."""
    if not name.strip():
        raise NameMissing("name")
    if session.scalar(sa.select(Purse.id).where(Purse.name == name, Purse.id != key)):
        raise PurseKnown("name", name=name)
    session.get_one(Purse, key).name = name


@usecase(label=N_("Put a place for money away"), needs="ledger.edit")
def retire_purse(session: Session, key: UUID) -> None:
    """No longer offer an empty one, or offer it again. Raises PurseHoldsMoney, LastOfItsKind."""
    purse = session.get_one(Purse, key)
    if purse.retired is not None:
        purse.retired = None
        return
    held = balances_on(session, clock.today()).get(key, 0)
    if held:
        raise PurseHoldsMoney(name=purse.name, amount=held)
    others = sa.select(Purse.id).where(Purse.id != key, Purse.retired.is_(None))
    if session.scalars(others.limit(1)).first() is None:
        raise LastOfItsKind(name=purse.name)
    purse.retired = clock.today()


def usual_purse(session: Session, kind: PurseKind = PurseKind.CASH) -> UUID:
    """The first place for money of a kind, any other where there is none of it; made with the books if need be."""
    open_books(session)
    session.flush()
    fitting = sa.select(Purse.id).order_by(Purse.retired.is_not(None), Purse.kind != kind.value, Purse.position)
    return session.scalars(fitting.limit(1)).one()
