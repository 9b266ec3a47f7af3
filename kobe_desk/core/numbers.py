"""Numbers that people see (文書番号, 領収書番号): without gaps, never given twice, and untouched by undo."""

from sqlalchemy.orm import Mapped, Session, mapped_column

from kobe_desk.core.database import UNRECORDED, Base

_TAKE = """INSERT INTO number_series (series, year, last) VALUES (?, ?, ?)
ON CONFLICT (series, year) DO UPDATE SET last = last + ? RETURNING last"""


class NumberSeries(Base):
    """The last number given of a series in a fiscal year (採番)."""

    __tablename__ = "number_series"
    __table_args__ = UNRECORDED

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


def take(session: Session, series: str, year: int) -> int:
    """The next number of the series, from 1 in each fiscal year; taken in the caller's transaction, so without gaps."""
    return take_many(session, series, year, 1)


def take_many(session: Session, series: str, year: int, count: int) -> int:
    """The next `count` numbers of the series, one after the other. Returns the first."""
    values = (series, year, count, count)
    return int(session.connection().exec_driver_sql(_TAKE, values).scalar_one()) - count + 1
