"""What each kind of household pays in a fiscal year (会費の額)."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import DuesRate, Household
from kobe_desk.modules.members.usecases.dues.states import require_open

MONTHS_OF_A_YEAR = 12


class RateInvalid(UserError):
    text = N_("Please write the amount in yen, and for how many months it is (1 to 12).")


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate: `amount` yen for every `months` months; `kind` empty: every household of no other kind."""

    id: UUID
    kind: str
    amount: int
    months: int
    households: int
    """How many households are of this kind now."""


@query(needs="members.read")
def rates(session: Session, year: int) -> tuple[RateRow, ...]:
    """The rates of a fiscal year, the usual one first."""
    found = session.scalars(sa.select(DuesRate).where(DuesRate.fiscal_year == year).order_by(DuesRate.kind))
    kinds: dict[str, int] = {}
    counted = sa.select(sa.func.coalesce(Household.dues_kind, ""), sa.func.count()).where(Household.until.is_(None))
    for kind, count in session.execute(counted.group_by(sa.func.coalesce(Household.dues_kind, ""))):
        kinds[kind] = count
    return tuple(RateRow(each.id, each.kind, each.amount, each.months, kinds.get(each.kind, 0)) for each in found)


@usecase(label=N_("Set the dues of a year"), needs="members.dues")
def set_rate(session: Session, year: int, kind: str, amount: int, months: int) -> None:
    """Write down what a kind of household pays in a fiscal year; charges made before stay as they are.

    Raises RateInvalid.
    """
    require_open(session, year)
    if amount < 0 or not 1 <= months <= MONTHS_OF_A_YEAR:
        raise RateInvalid("amount")
    rate = _of(session, year, as_typed(kind))
    if rate is None:
        session.add(DuesRate(fiscal_year=year, kind=as_typed(kind), amount=amount, months=months))
    else:
        rate.amount, rate.months = amount, months
    session.flush()


@usecase(label=N_("Remove the dues of a kind of household"), needs="members.dues")
def remove_rate(session: Session, key: UUID) -> None:
    """Take out a rate; charges made with it stay."""
    found = session.get_one(DuesRate, key)
    require_open(session, found.fiscal_year)
    session.delete(found)
    session.flush()


@usecase(label=N_("Take over the dues of the year before"), needs="members.dues")
def copy_rates(session: Session, year: int) -> int:
    """Begin a fiscal year with the rates of the one before, where it has none yet. Returns how many."""
    before = session.scalars(sa.select(DuesRate).where(DuesRate.fiscal_year == year - 1)).all()
    fresh = [each for each in before if _of(session, year, each.kind) is None]
    for each in fresh:
        session.add(DuesRate(fiscal_year=year, kind=each.kind, amount=each.amount, months=each.months))
    session.flush()
    return len(fresh)


@usecase(label=N_("Change the kind of a household"), needs="members.dues")
def set_dues_kind(session: Session, household: UUID, kind: str) -> None:
    """Say by which rate a household pays from the next charge on; empty: by the usual one."""
    session.get_one(Household, household).dues_kind = as_typed(kind) or None
    session.flush()


def _of(session: Session, year: int, kind: str) -> DuesRate | None:
    return session.scalars(sa.select(DuesRate).where(DuesRate.fiscal_year == year, DuesRate.kind == kind)).first()
