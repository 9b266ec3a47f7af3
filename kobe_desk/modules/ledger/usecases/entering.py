"""Money written into the book: in, out, moved between purses; a mistake is taken back by a second line (打ち消し)."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.permission import Counter, NoUndo, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.model import Entry, Transfer, Voucher
from kobe_desk.modules.ledger.usecases.accounts import usual_purse
from kobe_desk.modules.ledger.usecases.balances import year_of
from kobe_desk.modules.ledger.usecases.errors import AlreadyReversed, AmountMissing, SamePurse, TextMissing
from kobe_desk.modules.ledger.usecases.locking import first_open_day, require_open
from kobe_desk.modules.ledger.usecases.rows import EntryRequest, TransferRequest

STAYS = NoUndo(N_("This stays in the book. To bring the money back, enter it again."))
SERIES = "entry"


@usecase(label=N_("Reverse an entry"), needs="ledger.edit", undo=STAYS)
def reverse_entry(session: Session, key: UUID) -> UUID:
    """Correct an entry or a transfer the office's way: a second line takes it back, and both stay.

    The second one carries today's day, which is always in an open month. Raises AlreadyReversed.
    """
    entry = session.get(Entry, key)
    if entry is None:
        return reverse_transfer(session, key)
    if session.scalar(sa.select(Entry.id).where(Entry.reverses == key)):
        raise AlreadyReversed
    request = EntryRequest(
        first_open_day(session, clock.today()),
        entry.account_id,
        -entry.amount,
        _reversal(entry.number, entry.text),
        entry.partner,
        entry.purse_id,
    )
    return write(session, request, reverses=key)


@usecase(label=N_("Enter money"), needs="ledger.edit", undo=Counter(reverse_entry))
def post_entry(session: Session, request: EntryRequest) -> UUID:
    """Write a line in the cash book. Raises AmountMissing, TextMissing, MonthClosed."""
    if request.amount < 1:
        raise AmountMissing("amount")
    if not request.text.strip():
        raise TextMissing("text")
    require_open(session, request.day)
    key = write(session, request)
    if request.number or request.page:
        session.add(Voucher(entry_id=key, number=request.number, page=request.page))
    return key


@usecase(label=N_("Reverse a transfer"), needs="ledger.edit", undo=STAYS)
def reverse_transfer(session: Session, key: UUID) -> UUID:
    """Take a transfer back by a second one. Raises AlreadyReversed."""
    moved = session.get_one(Transfer, key)
    if session.scalar(sa.select(Transfer.id).where(Transfer.reverses == key)):
        raise AlreadyReversed
    day = first_open_day(session, clock.today())
    text = _reversal(moved.number, moved.text or _("Moved"))
    return _move(session, TransferRequest(day, moved.source_id, moved.target_id, -moved.amount, text), key)


@usecase(label=N_("Move money"), needs="ledger.edit", undo=Counter(reverse_transfer))
def move_money(session: Session, request: TransferRequest) -> UUID:
    """Move money between cash and bank (振替). Raises AmountMissing, SamePurse, MonthClosed."""
    if request.amount < 1:
        raise AmountMissing("amount")
    if request.source == request.target:
        raise SamePurse("target")
    require_open(session, request.day)
    return _move(session, request, None)


def write(session: Session, request: EntryRequest, reverses: UUID | None = None) -> UUID:
    """The line itself, with the next number of its year."""
    year = year_of(session, request.day)
    entry = Entry(
        number=numbers.take(session, SERIES, year),
        fiscal_year=year,
        day=request.day,
        account_id=request.account,
        purse_id=request.purse or usual_purse(session),
        amount=request.amount,
        text=request.text,
        partner=request.partner,
        reverses=reverses,
    )
    session.add(entry)
    session.flush()
    return entry.id


def _move(session: Session, request: TransferRequest, reverses: UUID | None) -> UUID:
    year = year_of(session, request.day)
    moved = Transfer(
        number=numbers.take(session, SERIES, year),
        fiscal_year=year,
        day=request.day,
        source_id=request.source,
        target_id=request.target,
        amount=request.amount,
        text=request.text,
        reverses=reverses,
    )
    session.add(moved)
    session.flush()
    return moved.id


def _reversal(number: int, text: str) -> str:
    return _("Reversal of No. {number}: {text}").format(number=number, text=text)
