"""Collections (集金の回): the months each is for and the days it is collected on."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.model import Entry
from kobe_desk.modules.members.model import DuesCharge, DuesPayment, DuesRound
from kobe_desk.modules.members.usecases.dues.states import require_open


class RoundTitleMissing(UserError):
    text = N_("Please write what this collection is called.")


class RoundDaysWrong(UserError):
    text = N_("Please check the days: the collection begins before it ends, and it is for 1 to 12 months.")


class RoundOverlaps(UserError):
    text = N_("{title} is for some of these months already. Please choose other months.")


class RoundPaid(UserError):
    text = N_("Dues of this collection have been paid, so it stays.")


@dataclass(frozen=True, slots=True)
class RoundRequest:
    """A collection as the form gives it: `months` months from `first`, collected on the days given, both inclusive."""

    fiscal_year: int
    title: str
    first: date
    months: int
    collect_from: date
    collect_until: date


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A collection with what it comes to; `open` households have not paid all."""

    id: UUID
    fiscal_year: int
    title: str
    first: date
    months: int
    collect_from: date
    collect_until: date
    households: int
    exempt: int
    charged: int
    paid: int
    open: int


@usecase(label=N_("Plan a collection of dues"), needs="members.dues")
def add_round(session: Session, request: RoundRequest) -> UUID:
    """Write a collection down. Raises RoundTitleMissing, RoundDaysWrong, RoundOverlaps."""
    require_open(session, request.fiscal_year)
    _check(session, request, None)
    found = DuesRound(**_values(request))
    session.add(found)
    session.flush()
    return found.id


@usecase(label=N_("Edit a collection of dues"), needs="members.dues")
def edit_round(session: Session, key: UUID, request: RoundRequest) -> None:
    """Correct a collection; charges made before stay. Raises as `add_round`."""
    found = session.get_one(DuesRound, key)
    require_open(session, found.fiscal_year)
    _check(session, request, key)
    for name, value in _values(request).items():
        setattr(found, name, value)
    session.flush()


@usecase(label=N_("Remove a collection of dues"), needs="members.dues")
def remove_round(session: Session, key: UUID) -> None:
    """Take out a collection that nobody paid for yet, with its charges. Raises RoundPaid."""
    require_open(session, session.get_one(DuesRound, key).fiscal_year)
    charges = sa.select(DuesCharge.id).where(DuesCharge.round_id == key)
    if session.scalar(sa.select(DuesPayment.id).where(DuesPayment.charge_id.in_(charges)).limit(1)):
        raise RoundPaid
    for charge in session.scalars(sa.select(DuesCharge).where(DuesCharge.round_id == key)):
        session.delete(charge)
    session.flush()
    session.delete(session.get_one(DuesRound, key))
    session.flush()


@query(needs="members.read")
def rounds(session: Session, year: int) -> tuple[RoundRow, ...]:
    """The collections of a fiscal year with their totals."""
    paid = paid_of_charges().subquery()
    owed = sa.case((DuesCharge.exempt == "", DuesCharge.amount), else_=0)
    got = sa.func.coalesce(paid.c.paid, 0)
    statement = (
        sa.select(
            DuesRound,
            sa.func.count(DuesCharge.id),
            sa.func.count(sa.case((DuesCharge.exempt != "", 1))),
            sa.func.coalesce(sa.func.sum(owed), 0),
            sa.func.coalesce(sa.func.sum(got), 0),
            sa.func.count(sa.case((owed > got, 1))),
        )
        .outerjoin(DuesCharge, DuesCharge.round_id == DuesRound.id)
        .outerjoin(paid, paid.c.charge_id == DuesCharge.id)
        .where(DuesRound.fiscal_year == year)
        .group_by(DuesRound.id)
        .order_by(DuesRound.first)
    )
    return tuple(_row(*row) for row in session.execute(statement))


def paid_of_charges() -> Any:
    """What was paid for each charge: payments whose entry in the cash book was reversed do not count."""
    taken_back = sa.select(Entry.reverses).where(Entry.reverses.is_not(None))
    return (
        sa.select(DuesPayment.charge_id, sa.func.sum(DuesPayment.amount).label("paid"))
        .where(DuesPayment.entry_id.not_in(taken_back))
        .group_by(DuesPayment.charge_id)
    )


def month_after(first: date, months: int) -> date:
    """The first day of the month so many months later."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _row(found: DuesRound, households: int, exempt: int, charged: int, paid: int, still: int) -> RoundRow:
    own = {name: getattr(found, name) for name in RoundRequest.__dataclass_fields__}
    return RoundRow(found.id, **own, households=households, exempt=exempt, charged=charged, paid=paid, open=still)


def _values(request: RoundRequest) -> dict[str, Any]:
    return {**asdict(request), "title": as_typed(request.title), "first": request.first.replace(day=1)}


def _check(session: Session, request: RoundRequest, mine: UUID | None) -> None:
    if not as_typed(request.title):
        raise RoundTitleMissing("title")
    if not 1 <= request.months <= 12 or request.collect_until < request.collect_from:  # noqa: PLR2004
        raise RoundDaysWrong("collect_until")
    first = request.first.replace(day=1)
    until = month_after(first, request.months)
    for each in session.scalars(sa.select(DuesRound).where(DuesRound.fiscal_year == request.fiscal_year)):
        if each.id != mine and each.first < until and month_after(each.first, each.months) > first:
            raise RoundOverlaps("first", title=each.title)
