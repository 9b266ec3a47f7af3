"""What is done with the money: entries, their reversal, receipts and the cash book."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.database import fetched
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import Counter, NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.ledger.model import Account, AccountKind, Entry, Receipt


class AmountMissing(UserError):
    text = N_("Please write an amount of one yen or more.")


class TextMissing(UserError):
    text = N_("Please write what the money was for.")


class AlreadyReversed(UserError):
    text = N_("This entry has been reversed already. Nothing was changed.")


class AlreadyCancelled(UserError):
    text = N_("This receipt has been cancelled already. Nothing was changed.")


class AccountKnown(UserError):
    text = N_("There is already an account called {name}.")


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


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in its order."""

    id: UUID
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """Money that came in or went out."""

    day: date
    account: UUID
    amount: int
    text: str
    partner: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the cash book with the balance after it (差引残高)."""

    id: UUID
    number: int
    day: date
    account: str
    income: int
    expense: int
    balance: int
    text: str
    partner: str
    reversed: bool
    reverses: bool


@dataclass(frozen=True, slots=True)
class AccountTotal:
    """What an account came to in a year."""

    account: str
    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class ReceiptRequest:
    """Money taken against a receipt."""

    day: date
    account: UUID
    payer: str
    amount: int
    purpose: str


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A receipt as it stands in the book of receipts."""

    id: UUID
    label: str
    day: date
    payer: str
    amount: int
    purpose: str
    cancelled: date | None
    reason: str


@usecase(label=N_("Set up the accounts"), needs="ledger.edit")
def open_books(session: Session) -> None:
    """Write down the usual accounts, once."""
    if session.scalar(sa.select(sa.func.count()).select_from(Account)):
        return
    for position, (name, kind) in enumerate(USUAL_ACCOUNTS, start=1):
        session.add(Account(name=name, kind=kind.value, position=position))


@query(needs="ledger.read")
def accounts(session: Session) -> tuple[AccountRow, ...]:
    """The accounts in their order."""
    found = session.scalars(sa.select(Account).order_by(Account.position))
    return tuple(AccountRow(each.id, each.name, each.kind) for each in found)


@usecase(label=N_("Add an account"), needs="ledger.edit")
def add_account(session: Session, name: str, kind: str) -> UUID:
    """Add an account (科目) after the others."""
    if not name.strip():
        raise TextMissing("name")
    if session.scalar(sa.select(Account.id).where(Account.name == name)):
        raise AccountKnown("name", name=name)
    last = session.scalar(sa.select(sa.func.max(Account.position))) or 0
    account = Account(name=name, kind=AccountKind(kind).value, position=last + 1)
    session.add(account)
    session.flush()
    return account.id


@query(needs="ledger.read")
def year_of(session: Session, day: date) -> int:
    """The association's fiscal year of a day (会計年度), named by the calendar year it begins in."""
    found = fetched(session.connection(), "SELECT year_starts FROM association")
    starts = found[0][0] if found else 4
    return day.year if day.month >= starts else day.year - 1


STAYS = NoUndo(N_("This stays in the book. To bring the money back, enter it again."))


@usecase(label=N_("Reverse an entry"), needs="ledger.edit", undo=STAYS)
def reverse_entry(session: Session, key: UUID) -> UUID:
    """Correct an entry the office's way: a second one takes it back, and both stay. Raises AlreadyReversed."""
    entry = session.get_one(Entry, key)
    if session.scalar(sa.select(Entry.id).where(Entry.reverses == key)):
        raise AlreadyReversed
    today = clock.today()
    text = _("Reversal of No. {number}: {text}").format(number=entry.number, text=entry.text)
    return _post(session, EntryRequest(today, entry.account_id, -entry.amount, text, entry.partner), reverses=key)


@usecase(label=N_("Enter money"), needs="ledger.edit", undo=Counter(reverse_entry))
def post_entry(session: Session, request: EntryRequest) -> UUID:
    """Write a line in the cash book. Raises AmountMissing, TextMissing."""
    if request.amount < 1:
        raise AmountMissing("amount")
    if not request.text.strip():
        raise TextMissing("text")
    return _post(session, request, reverses=None)


def _post(session: Session, request: EntryRequest, *, reverses: UUID | None) -> UUID:
    year = year_of(session, request.day)
    entry = Entry(
        number=numbers.take(session, "entry", year),
        fiscal_year=year,
        day=request.day,
        account_id=request.account,
        amount=request.amount,
        text=request.text,
        partner=request.partner,
        reverses=reverses,
    )
    session.add(entry)
    session.flush()
    return entry.id


@usecase(label=N_("Cancel a receipt"), needs="ledger.edit", undo=STAYS)
def cancel_receipt(session: Session, key: UUID, reason: str = "") -> None:
    """Cancel a receipt (取消): the number stays used, and its entry is reversed. Raises AlreadyCancelled."""
    receipt = session.get_one(Receipt, key)
    if receipt.cancelled:
        raise AlreadyCancelled
    receipt.cancelled, receipt.reason = clock.today(), reason
    reverse_entry(session, receipt.entry_id)


@usecase(label=N_("Give a receipt"), needs="ledger.edit", undo=Counter(cancel_receipt))
def give_receipt(session: Session, request: ReceiptRequest) -> UUID:
    """Take money, enter it and give the next receipt number, in one transaction. Raises AmountMissing, TextMissing."""
    entry = post_entry(
        session, EntryRequest(request.day, request.account, request.amount, request.purpose, request.payer)
    )
    year = year_of(session, request.day)
    receipt = Receipt(
        fiscal_year=year,
        number=numbers.take(session, "receipt", year),
        day=request.day,
        payer=request.payer,
        amount=request.amount,
        purpose=request.purpose,
        entry_id=entry,
    )
    session.add(receipt)
    session.flush()
    return receipt.id


@usecase(
    label=N_("Wipe a name from the books"),
    needs="ledger.edit",
    undo=NoUndo(N_("The name cannot be brought back. Amounts and numbers stay.")),
)
def forget_payer(session: Session, names: tuple[str, ...], instead: str) -> None:
    """Write another word where one of these names stands as payer or partner; amounts, days and numbers stay.

    Written past the record: the old name may stand nowhere.
    """
    with session.info["work"].forgetting(()) as connection:
        connection.execute(sa.update(Receipt).where(Receipt.payer.in_(names)).values(payer=instead))
        connection.execute(sa.update(Entry).where(Entry.partner.in_(names)).values(partner=instead))
    for table in ("receipt", "entry"):
        session.info["work"].touch(table)


@query(needs="ledger.read")
def receipts(session: Session, year: int) -> tuple[ReceiptRow, ...]:
    """The receipts of a fiscal year in their order, cancelled ones among them."""
    mark = session.scalar(sa.select(Association.mark)) or ""
    found = session.scalars(sa.select(Receipt).where(Receipt.fiscal_year == year).order_by(Receipt.number))
    return tuple(
        ReceiptRow(
            each.id,
            f"{mark}{each.fiscal_year}-{each.number:04}",
            each.day,
            each.payer,
            each.amount,
            each.purpose,
            each.cancelled,
            each.reason,
        )
        for each in found
    )


@query(needs="ledger.read")
def cash_book(session: Session, year: int) -> tuple[EntryRow, ...]:
    """The cash book of a fiscal year (出納帳), with the running balance."""
    taken_back = set(session.scalars(sa.select(Entry.reverses).where(Entry.reverses.is_not(None))))
    statement = sa.select(Entry, Account).join(Account).where(Entry.fiscal_year == year)
    balance, rows = 0, []
    for entry, account in session.execute(statement.order_by(Entry.day, Entry.number)):
        income = entry.amount if account.kind == AccountKind.INCOME else 0
        expense = entry.amount if account.kind == AccountKind.EXPENSE else 0
        balance += income - expense
        rows.append(
            EntryRow(
                entry.id,
                entry.number,
                entry.day,
                account.name,
                income,
                expense,
                balance,
                entry.text,
                entry.partner,
                entry.id in taken_back,
                entry.reverses is not None,
            )
        )
    return tuple(rows)


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
