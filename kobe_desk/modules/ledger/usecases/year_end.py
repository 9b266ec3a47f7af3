"""The year-end (決算): who answers for it, what is owned besides money, and carrying over what is left (繰越)."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import Counter, NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import keep_document
from kobe_desk.modules.ledger.model import Account, AccountRole, Entry, Purse, YearEnd
from kobe_desk.modules.ledger.usecases.balances import carried, fiscal, left_of
from kobe_desk.modules.ledger.usecases.budget import Statement, statement
from kobe_desk.modules.ledger.usecases.entering import reverse_entry, write
from kobe_desk.modules.ledger.usecases.errors import (
    CarriedOtherwise,
    MonthsStillOpen,
    NoCarryAccount,
    YearClosed,
    YearNotOver,
)
from kobe_desk.modules.ledger.usecases.locking import open_from
from kobe_desk.modules.ledger.usecases.rows import EntryRequest

OPENED = NoUndo(N_("The settlement is open again. To carry over, do it once more."))


@dataclass(frozen=True, slots=True)
class AssetLine:
    """A thing owned (asset) or owed (debt) besides the money, in yen (財産目録)."""

    kind: str
    name: str
    note: str
    amount: int


@dataclass(frozen=True, slots=True)
class YearEndRequest:
    """Who answers for a settlement, when it was audited, what else is owned and owed."""

    chair: str = ""
    treasurer: str = ""
    auditors: tuple[str, ...] = ()
    audited: date | None = None
    assets: tuple[AssetLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PurseLeft:
    """What a purse held at the end of a year."""

    name: str
    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """A fiscal year as its papers tell it, and how far it is."""

    year: int
    label: str
    first: date
    last: date
    said: YearEndRequest
    statement: Statement
    purses: tuple[PurseLeft, ...]
    open_from: date | None
    """The first day of the year that is not closed yet; None once all of them are."""
    over: bool
    closed: date | None
    carried: int | None
    """Yen that stand in the next year as carried over."""


@query(needs="ledger.read")
def settlement(session: Session, year: int) -> Settlement:
    """Everything about the end of a fiscal year; names are those of the year before until others are written."""
    span = fiscal(session, year)
    found = session.scalar(sa.select(YearEnd).where(YearEnd.fiscal_year == year))
    held = left_of(session, year)
    shown = session.scalars(sa.select(Purse).order_by(Purse.position))
    purses = tuple(
        PurseLeft(each.name, each.kind, held.get(each.id, 0))
        for each in shown
        if each.retired is None or held.get(each.id)
    )
    first = open_from(session) or span.first
    return Settlement(
        year,
        span.label,
        span.first,
        span.last,
        _said(found) if found else _as_last_year(session, year),
        statement(session, year),
        purses,
        first if first <= span.last else None,
        span.last < clock.today(),
        found.closed if found else None,
        carried(session, year + 1),
    )


@usecase(label=N_("Write down the settlement"), needs="ledger.edit")
def save_year_end(session: Session, year: int, said: YearEndRequest) -> None:
    """Write down who answers for a settlement, and what is owned and owed besides money."""
    found = year_end_of(session, year)
    found.chair, found.treasurer, found.audited = said.chair, said.treasurer, said.audited
    found.auditors = [name for name in said.auditors if name.strip()]
    found.assets = [asdict(each) for each in said.assets]
    session.flush()


@usecase(label=N_("Open a settlement again"), needs="ledger.edit", undo=OPENED)
def open_settlement(session: Session, year: int) -> None:
    """Take the carrying over of a year back: its lines in the next year are reversed."""
    for entry in session.scalars(_carried_entries(year + 1)).all():
        reverse_entry(session, entry.id)
    year_end_of(session, year).closed = None
    session.flush()


@usecase(label=N_("Carry over to the next year"), needs="ledger.edit", undo=Counter(open_settlement))
def carry_over(session: Session, year: int) -> int:
    """Close a fiscal year: what each purse holds is written into the next one, on its first day.

    That day may lie in a closed month: the balances counted there held this money already. What somebody wrote by
    hand stays if it is the same sum. Returns the year. Raises YearNotOver, MonthsStillOpen, YearClosed,
    CarriedOtherwise, NoCarryAccount.
    """
    span, found = fiscal(session, year), year_end_of(session, year)
    require_ready(session, year)
    if found.closed is not None:
        raise YearClosed(year=span.label)
    held = left_of(session, year)
    there, left = carried(session, year + 1), sum(held.values())
    if there is not None and there != left:
        raise CarriedOtherwise(carried=there, left=left, year=span.next.label)
    if there is None:
        _write_down(session, year, held)
    found.closed = clock.today()
    session.flush()
    return year


@usecase(label=N_("Keep the settlement as a document"), needs="ledger.edit")
def keep_year_paper(session: Session, kind: str, title: str, data: bytes, dated: date) -> UUID:
    """Put a paper of the year with the association's documents, where meetings and applications find it."""
    return keep_document(session, kind, title, f"{title}.pdf", data, dated)


def require_ready(session: Session, year: int) -> None:
    span = fiscal(session, year)
    if clock.today() <= span.last:
        raise YearNotOver(year=span.label)
    first = open_from(session)
    if first is None or first <= span.last:
        month = _("month {month}").format(month=span.last.month)
        raise MonthsStillOpen(month=f"{span.label} {month}")


def _write_down(session: Session, year: int, held: dict[UUID, int]) -> None:
    account = session.scalars(
        sa.select(Account.id).where(Account.role == AccountRole.CARRIED.value).order_by(Account.retired.is_not(None))
    ).first()
    if account is None:
        raise NoCarryAccount
    day = fiscal(session, year).last + timedelta(days=1)
    for purse, yen in held.items():
        if yen:
            write(session, EntryRequest(day, account, yen, _("Carried over from the year before"), "", purse))


def _carried_entries(year: int) -> sa.Select[Entry]:
    taken = sa.select(Entry.reverses).where(Entry.reverses.is_not(None))
    return (
        sa.select(Entry)
        .join(Account)
        .where(Entry.fiscal_year == year, Account.role == AccountRole.CARRIED.value)
        .where(Entry.reverses.is_(None), Entry.id.not_in(taken))
    )


def year_end_of(session: Session, year: int) -> YearEnd:
    found = session.scalar(sa.select(YearEnd).where(YearEnd.fiscal_year == year))
    if found is None:
        before = _as_last_year(session, year)
        found = YearEnd(fiscal_year=year, chair=before.chair, treasurer=before.treasurer,
                        auditors=list(before.auditors), assets=[asdict(each) for each in before.assets])  # fmt: skip
        session.add(found)
        session.flush()
    return found


def _said(found: YearEnd) -> YearEndRequest:
    assets = tuple(AssetLine(**each) for each in found.assets)
    return YearEndRequest(found.chair, found.treasurer, tuple(found.auditors), found.audited, assets)


def _as_last_year(session: Session, year: int) -> YearEndRequest:
    """Names and things of the latest year before; nothing is audited yet."""
    before = sa.select(YearEnd).where(YearEnd.fiscal_year < year).order_by(YearEnd.fiscal_year.desc())
    found = session.scalars(before.limit(1)).first()
    if found is None:
        return YearEndRequest()
    said = _said(found)
    return YearEndRequest(said.chair, said.treasurer, said.auditors, None, said.assets)
