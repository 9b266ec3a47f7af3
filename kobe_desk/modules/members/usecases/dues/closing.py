"""会費の締め: a year's collections and rates stay as they are; what is owed goes on as arrears and can be paid."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import DuesClosing, DuesRound
from kobe_desk.modules.members.usecases.dues.owing import charges_of


class YearClosedAlready(UserError):
    text = N_("The dues of {year} are closed already.")


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """What the dues of a year come to; `day` is when they were closed, None while they are not."""

    year: int
    day: date | None
    charged: int
    paid: int
    households: int

    @property
    def owed(self) -> int:
        return self.charged - self.paid


@query(needs="members.read")
def dues_of_year(session: Session, year: int) -> ClosingRow:
    """The dues of a fiscal year as they stand now, and whether they are closed."""
    owed: set[object] = set()
    charged = paid = 0
    for key in session.scalars(sa.select(DuesRound.id).where(DuesRound.fiscal_year == year)):
        for row in charges_of(session, key):
            charged += 0 if row.exempt else row.amount
            paid += row.paid
            if row.owed > 0:
                owed.add(row.household_id)
    day = session.scalar(sa.select(DuesClosing.day).where(DuesClosing.fiscal_year == year))
    return ClosingRow(year, day, charged, paid, len(owed))


@usecase(label=N_("Close the dues of a year"), needs="members.dues")
def close_dues(session: Session, year: int) -> None:
    """Write down what the dues came to, and let nothing be charged for that year any more. Raises YearClosedAlready."""
    found = dues_of_year(session, year)
    if found.day is not None:
        raise YearClosedAlready(year=FiscalYear(year).label)
    session.add(
        DuesClosing(
            fiscal_year=year,
            day=clock.today(),
            charged=found.charged,
            paid=found.paid,
            households=found.households,
        )
    )
    session.flush()


@usecase(label=N_("Open the dues of a year again"), needs="members.dues")
def reopen_dues(session: Session, year: int) -> None:
    """Something was forgotten: the year can be charged again until it is closed anew."""
    for row in session.scalars(sa.select(DuesClosing).where(DuesClosing.fiscal_year == year)):
        session.delete(row)
    session.flush()
