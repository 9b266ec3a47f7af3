"""What the counter is shown of a day's cash and a month's end, and what may be open then (日計・月締め)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.statistics import UseReport

KEY, PROVISIONAL, UNPAID, GIVE_BACK = "key", "provisional", "unpaid", "give_back"
OPEN_POINTS = {
    KEY: N_("Key not back"),
    PROVISIONAL: N_("Still provisional"),
    UNPAID: N_("Used, not paid"),
    GIVE_BACK: N_("Cancelled, not given back"),
}


@dataclass(frozen=True, slots=True)
class CashLine:
    """A line of the day's cash."""

    payment: UUID
    booking: UUID
    receipt: str
    payer: str
    purpose: str
    amount: int
    """Negative for what was given back."""
    cancelled: bool


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """How a day or month was closed."""

    expected: int
    counted: int
    note: str
    closed_at: datetime
    closed_by: str
    pieces: tuple[tuple[int, int], ...] = ()
    """Yen of a note or coin, and how many of it were counted; the largest first."""

    @property
    def difference(self) -> int:
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class CashSheet:
    """A day's cash (日計表)."""

    day: date
    lines: tuple[CashLine, ...]
    taken: int
    returned: int
    closing: ClosingRow | None

    @property
    def total(self) -> int:
        return self.taken - self.returned


class OpenPoint(NamedTuple):
    """Something of a month that is not done yet: what, and with which booking."""

    kind: str
    """A key of OPEN_POINTS."""
    booking: BookingRow

    @property
    def id(self) -> tuple[str, UUID]:
        return self.kind, self.booking.id


@dataclass(frozen=True, slots=True)
class MonthState:
    """What closing a month would close, or has closed: its report, its cash, its keys (月締め)."""

    month: date
    report: UseReport
    """As it stood when the month was closed, or as it stands now."""
    days: tuple[CashSheet, ...]
    """The days with cash."""
    points: tuple[OpenPoint, ...]
    closing: ClosingRow | None

    @property
    def income(self) -> int:
        return sum(each.total for each in self.days)

    @property
    def days_open(self) -> tuple[date, ...]:
        """Days with cash that were not closed."""
        return tuple(each.day for each in self.days if each.closing is None)

    @property
    def uncounted(self) -> int:
        """Yen that should be there from the days that were not closed."""
        return sum(each.total for each in self.days if each.closing is None)

    @property
    def counted(self) -> int:
        """Yen that were counted on the days that were closed."""
        return sum(each.closing.counted for each in self.days if each.closing is not None)

    @property
    def keys_out(self) -> tuple[BookingRow, ...]:
        return tuple(each.booking for each in self.points if each.kind == KEY)
