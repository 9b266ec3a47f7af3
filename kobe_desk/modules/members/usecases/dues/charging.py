"""What each household owes in a collection (調定); who joined or left in between is asked about, not guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import DuesCharge, DuesRate, DuesRound, EarlierMembership, Household
from kobe_desk.modules.members.usecases.dues.rounds import month_after
from kobe_desk.modules.members.usecases.dues.states import require_open
from kobe_desk.modules.members.usecases.home_names import home_names

Period = tuple[date | None, date | None]


class Partial(StrEnum):
    """What a household pays that was not in the association for all months of a collection."""

    FULL = "full"
    """All of it, as the others."""
    MONTHLY = "monthly"
    """For the months in which it belonged on any day (月割)."""
    NEXT = "next"
    """Nothing if it joined in between: it pays from the next collection on. Who left pays all."""


class PartialRuleMissing(UserError):
    text = N_("{count} households were not members for all of these months. Please choose what they pay.")


class RateMissing(UserError):
    text = N_("The dues of {kind} are not written down for this year. Please write them down first.")


@dataclass(frozen=True, slots=True)
class PartialRow:
    """A household that joined or left within the months of a collection."""

    household_id: UUID
    name: str
    months: int
    joined: date | None
    left: date | None


@dataclass(frozen=True, slots=True)
class ChargeView:
    """What charging would do: so many households, so much money, and those a rule is asked for."""

    households: int
    total: int
    partial: tuple[PartialRow, ...]
    known: int
    """Households that were charged before and stay as they are."""


@dataclass(frozen=True, slots=True)
class _Home:
    id: UUID
    kind: str
    periods: tuple[Period, ...]


@query(needs="members.read")
def preview_charges(session: Session, key: UUID, partial: Partial | None = None) -> ChargeView:
    """What charging would do under a rule (full amounts if none is chosen yet). Raises RateMissing."""
    found = session.get_one(DuesRound, key)
    homes, known = _uncharged(session, found)
    asked = [each for each in homes if _months(each, found) < found.months]
    rows = list(_charges(session, found, homes, partial or Partial.FULL))
    names = home_names(session, found.collect_from, [each.id for each in asked]) if asked else {}
    shown = tuple(_partial(each, names[each.id].name, found) for each in asked)
    return ChargeView(len(rows), sum(row["amount"] for row in rows), shown, known)


@usecase(label=N_("Charge the dues of a collection"), needs="members.dues")
def charge_round(session: Session, key: UUID, partial: Partial | None = None) -> int:
    """Charge every household that belonged in these months and was not charged yet. Returns how many.

    Raises YearClosed, RateMissing, and PartialRuleMissing where a household joined or left in between and no rule
    is chosen.
    """
    found = session.get_one(DuesRound, key)
    require_open(session, found.fiscal_year)
    homes, _known = _uncharged(session, found)
    asked = sum(_months(each, found) < found.months for each in homes)
    if asked and partial is None:
        raise PartialRuleMissing("partial", count=asked)
    rows = list(_charges(session, found, homes, partial or Partial.FULL))
    session.flush()
    session.info["work"].batch(DuesCharge.__table__, rows)
    return len(rows)


def _uncharged(session: Session, found: DuesRound) -> tuple[list[_Home], int]:
    """The households that belonged on any day of these months, without those charged before, and how many these are."""
    charged = set(session.scalars(sa.select(DuesCharge.household_id).where(DuesCharge.round_id == found.id)))
    earlier: dict[UUID | None, list[Period]] = {}
    stays = sa.select(EarlierMembership.household_id, EarlierMembership.joined, EarlierMembership.until)
    for home, joined, until in session.execute(stays.where(EarlierMembership.household_id.is_not(None))):
        earlier.setdefault(home, []).append((joined, until))
    columns = sa.select(Household.id, Household.dues_kind, Household.joined, Household.until)
    homes = [_Home(home, kind or "", ((joined, until), *earlier.get(home, ())))
             for home, kind, joined, until in session.execute(columns)]  # fmt: skip
    belonging = [each for each in homes if _months(each, found)]
    return [each for each in belonging if each.id not in charged], len(charged)


def _months(home: _Home, found: DuesRound) -> int:
    """In how many months of the collection the household belonged on any day."""
    firsts = [month_after(found.first, number) for number in range(found.months + 1)]
    return sum(any(_meets(each, first, after) for each in home.periods)
               for first, after in zip(firsts, firsts[1:], strict=False))  # fmt: skip


def _meets(period: Period, first: date, after: date) -> bool:
    joined, until = period
    return (joined is None or joined < after) and (until is None or until > first)


def _charges(session: Session, found: DuesRound, homes: list[_Home], partial: Partial) -> Iterator[dict[str, Any]]:
    rates = {
        each.kind: each
        for each in session.scalars(sa.select(DuesRate).where(DuesRate.fiscal_year == found.fiscal_year))
    }
    for home in homes:
        months = _asked_months(home, found, partial)
        if not months:
            continue
        rate = rates.get(home.kind)
        if rate is None:
            raise RateMissing("kind", kind=home.kind or "一般世帯")
        amount = rate.amount * months // rate.months
        yield {"round_id": found.id, "household_id": home.id, "kind": home.kind, "months": months, "amount": amount}


def _asked_months(home: _Home, found: DuesRound, partial: Partial) -> int:
    months = _months(home, found)
    if months == found.months or partial == Partial.FULL:
        return found.months
    if partial == Partial.MONTHLY:
        return months
    began = any(_meets(each, found.first, month_after(found.first, 1)) for each in home.periods)
    return found.months if began else 0


def _partial(home: _Home, name: str, found: DuesRound) -> PartialRow:
    joined, until = home.periods[0]
    after = month_after(found.first, found.months)
    left = until if until is not None and until < after else None
    return PartialRow(home.id, name, _months(home, found), joined, left)
