"""Whether the dues of a year can still be charged."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import DuesClosing


class YearClosed(UserError):
    text = N_("The dues of {year} are closed. Open them again on the page of the turn of the year, if need be.")


def require_open(session: Session, year: int) -> None:
    """Raises YearClosed."""
    if session.scalar(sa.select(DuesClosing.id).where(DuesClosing.fiscal_year == year)) is not None:
        raise YearClosed(year=FiscalYear(year).label)
