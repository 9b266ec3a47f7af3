"""Which days are still open: a closed month takes no line any more, from wherever it comes."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese import era
from kobe_desk.core.permission import query
from kobe_desk.modules.ledger.model import BookClosing
from kobe_desk.modules.ledger.usecases.errors import MonthClosed


@query(needs="ledger.read")
def open_from(session: Session) -> date | None:
    """The first day after the closed months; None while none is closed."""
    last = session.scalar(sa.select(sa.func.max(BookClosing.month)).where(BookClosing.reopened.is_(None)))
    return None if last is None else next_month(last)


def require_open(session: Session, day: date) -> None:
    """Raises MonthClosed, before anything is written."""
    first = open_from(session)
    if first is not None and day < first:
        raise MonthClosed("day", last=era.wareki(first - timedelta(days=1)), first=era.wareki(first))


def first_open_day(session: Session, day: date) -> date:
    """The day itself, or the first open one after it."""
    first = open_from(session)
    return day if first is None else max(day, first)


def next_month(first: date) -> date:
    """The first day of the month after that of a day."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def last_day(month: date) -> date:
    return next_month(month) - timedelta(days=1)
