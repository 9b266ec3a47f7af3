"""Who owes what: the list of a collection, the sheet to collect with, what is in arrears, one household's account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Association, Office, OfficeKind
from kobe_desk.modules.ledger.model import Entry, Receipt
from kobe_desk.modules.members.model import DuesCharge, DuesPayment, DuesRound, OfficeTerm
from kobe_desk.modules.members.rules.periods import DAY
from kobe_desk.modules.members.usecases.blocks import areas_within
from kobe_desk.modules.members.usecases.dues.rounds import month_after, paid_of_charges
from kobe_desk.modules.members.usecases.home_names import home_names
from kobe_desk.modules.members.usecases.then import as_of


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """What one household owes and paid in a collection."""

    id: UUID
    household_id: UUID
    area_id: UUID | None
    area: str
    house_number: str
    name: str
    kana: str
    kind: str
    months: int
    amount: int
    paid: int
    exempt: str
    receipts: tuple[str, ...]
    """The numbers of its receipts that hold."""
    payments: tuple[UUID, ...]
    """Its payments that hold: what `cancel_dues` takes."""
    title: str = ""

    @property
    def owed(self) -> int:
        return 0 if self.exempt else self.amount - self.paid


@dataclass(frozen=True, slots=True)
class ArrearsRow:
    """What a household has not paid after the last day of collecting."""

    charge: ChargeRow
    due: date


@dataclass(frozen=True, slots=True)
class CollectionArea:
    """The households of one 班 on the sheet to collect with."""

    name: str
    leader: str
    rows: tuple[ChargeRow, ...]


@dataclass(frozen=True, slots=True)
class CollectionSheet:
    """集金表: who is asked for how much, 班 by 班."""

    association: str
    sample: bool
    year: str
    title: str
    first: date
    last: date
    collect_from: date
    collect_until: date
    usual: int
    """What most households pay."""
    months: int
    areas: tuple[CollectionArea, ...]


@query(needs="members.read")
def charges_of(session: Session, key: UUID, area: UUID | None = None) -> tuple[ChargeRow, ...]:
    """A collection household by household, in the order of 班 and 戸番."""
    found = session.get_one(DuesRound, key)
    rows = _rows(session, sa.select(DuesCharge).where(DuesCharge.round_id == key), found.collect_from)
    here = areas_within(session, area) if area is not None else ()
    return tuple(row for row in rows if area is None or row.area_id in here)


@query(needs="members.read")
def collection_sheet(session: Session, key: UUID, area: UUID | None = None) -> CollectionSheet:
    """What the sheets of a collection say, of all 班 or of one."""
    found = session.get_one(DuesRound, key)
    house = session.execute(sa.select(Association.name, Association.sample, Association.year_starts)).first()
    rows = charges_of(session, key, area)
    leaders = _leaders(session, found.collect_from)
    areas = tuple(
        CollectionArea(name, leaders.get(area_id, ""), tuple(group))
        for (area_id, name), group in groupby(rows, key=lambda row: (row.area_id, row.area))
    )
    amounts = [row.amount for row in rows if not row.exempt]
    return CollectionSheet(
        association=house.name if house else "",
        sample=bool(house and house.sample),
        year=FiscalYear(found.fiscal_year, house.year_starts if house else 4).label,
        title=found.title,
        first=found.first,
        last=month_after(found.first, found.months) - DAY,
        collect_from=found.collect_from,
        collect_until=found.collect_until,
        usual=max(set(amounts), key=amounts.count) if amounts else 0,
        months=found.months,
        areas=areas,
    )


@query(needs="members.read")
def arrears(session: Session, day: date) -> tuple[ArrearsRow, ...]:
    """What was to be paid before a day and is not, the oldest first within each household."""
    late = sa.select(DuesRound).where(DuesRound.collect_until < day).order_by(DuesRound.first)
    found: list[ArrearsRow] = []
    for each in session.scalars(late):
        rows = _rows(session, sa.select(DuesCharge).where(DuesCharge.round_id == each.id), day)
        found += [ArrearsRow(row, each.collect_until) for row in rows if row.owed > 0]
    order = {row.charge.household_id: place for place, row in reversed(list(enumerate(found)))}
    return tuple(sorted(found, key=lambda row: order[row.charge.household_id]))


@query(needs="members.read")
def household_dues(session: Session, household: UUID) -> tuple[ChargeRow, ...]:
    """The dues of one household, the newest collection first."""
    charges = sa.select(DuesCharge).join(DuesRound).where(DuesCharge.household_id == household)
    return tuple(_rows(session, charges.order_by(DuesRound.first.desc()), None))


def owing_homes(day: date) -> sa.Select[Any]:
    """The households with anything in arrears on a day."""
    paid = paid_of_charges().subquery()
    return (
        sa.select(DuesCharge.household_id)
        .join(DuesRound, DuesRound.id == DuesCharge.round_id)
        .outerjoin(paid, paid.c.charge_id == DuesCharge.id)
        .where(
            DuesRound.collect_until < day,
            DuesCharge.exempt == "",
            DuesCharge.amount > sa.func.coalesce(paid.c.paid, 0),
        )
    )


def _rows(session: Session, charges: sa.Select[Any], day: date | None) -> Iterator[ChargeRow]:
    found = session.scalars(charges).all()
    titles = {each.id: each for each in session.scalars(sa.select(DuesRound))}
    paid = _payments(session, [each.id for each in found])
    on = day or max((titles[each.round_id].collect_from for each in found), default=date.min)
    names = home_names(session, on, {each.household_id for each in found}) if found else {}
    ordered = found if day is None else sorted(found, key=_placed(names))
    for each in ordered:
        home = names[each.household_id]
        amounts, receipts, payments = paid.get(each.id, (0, (), ()))
        yield ChargeRow(
            each.id, each.household_id, home.area_id, home.area, home.house_number, home.name, home.kana, each.kind,
            each.months, each.amount, amounts, each.exempt, receipts, payments, titles[each.round_id].title,
        )  # fmt: skip


def _placed(names: dict[UUID, Any]) -> Any:
    places = {key: place for place, key in enumerate(names)}
    return lambda charge: places[charge.household_id]


def _payments(session: Session, keys: Iterable[UUID]) -> dict[UUID, tuple[int, tuple[str, ...], tuple[UUID, ...]]]:
    """By charge: what was paid, the numbers of the receipts, the payments; those taken back left out."""
    wanted = set(keys)
    taken_back = sa.select(Entry.reverses).where(Entry.reverses.is_not(None))
    mark = session.scalar(sa.select(Association.mark)) or ""
    statement = (
        sa.select(DuesPayment.charge_id, DuesPayment.amount, DuesPayment.id, Receipt.fiscal_year, Receipt.number)
        .outerjoin(Receipt, Receipt.id == DuesPayment.receipt_id)
        .where(DuesPayment.entry_id.not_in(taken_back))
        .order_by(DuesPayment.day, DuesPayment.id)
    )
    found: dict[UUID, tuple[int, tuple[str, ...], tuple[UUID, ...]]] = {}
    for charge, amount, payment, year, number in session.execute(statement):
        if charge in wanted:
            sum_, receipts, payments = found.get(charge, (0, (), ()))
            given = (f"{mark}{year}-{number:04}",) if number else ()
            found[charge] = (sum_ + amount, receipts + given, (*payments, payment))
    return found


def _leaders(session: Session, day: date) -> dict[UUID | None, str]:
    """Who leads which 班 on a day: the 班長 named for it, or living in it where the term names none."""
    people, homes = as_of(session, day)
    statement = (
        sa.select(sa.func.coalesce(OfficeTerm.area_id, homes.area_id), people.name)
        .select_from(OfficeTerm)
        .join(people, people.id == OfficeTerm.person_id)
        .outerjoin(homes, homes.id == people.household_id)
        .join(Office, Office.id == OfficeTerm.office_id)
        .where(OfficeTerm.holds(day), Office.kind == OfficeKind.BLOCK_LEADER)
        .order_by(people.sort_key)
    )
    found: dict[UUID | None, str] = {}
    for area, name in session.execute(statement):
        found[area] = f"{found[area]}・{name}" if area in found else name
    return found
