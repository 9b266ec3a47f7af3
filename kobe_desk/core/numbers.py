"""Numbers that people see (文書番号, 領収書番号): without gaps, never given twice, and untouched by undo."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from kobe_desk.core.database import UNRECORDED, Base


class NumberSeries(Base):
    """The last number given of a series in a fiscal year (採番)."""

    __tablename__ = "number_series"
    __table_args__ = UNRECORDED

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


def take(session: Session, series: str, year: int) -> int:
    """The next number of the series, from 1 in each fiscal year; taken in the caller's transaction, so without gaps."""
    statement = sa.text(
        "INSERT INTO number_series (series, year, last) VALUES (:series, :year, 1) "
        "ON CONFLICT (series, year) DO UPDATE SET last = last + 1 RETURNING last"
    )
    number = session.connection().execute(statement, {"series": series, "year": year}).scalar_one()
    return int(number)
