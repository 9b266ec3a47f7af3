"""What is asked and answered about bookings: requests and rows, plain and frozen."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import OCCUPYING
from kobe_desk.modules.bookings.usecases.rows import CentreRow, DayRow, RoomRow

STATE_NAMES = {
    "provisional": N_("Provisional"),
    "confirmed": N_("Firm"),
    "rejected": N_("Rejected"),
    "cancelled": N_("Cancelled booking"),
    "skipped": N_("Not had"),
}


CATEGORIES = {
    "welfare": N_("Community welfare"),
    "children": N_("Children"),
    "seniors": N_("Older people"),
    "circle": N_("Circles"),
    "meeting": N_("Meetings of groups"),
    "other": N_("Other uses"),
}


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """A booking as it is asked for; times are those on the wall in Kobe."""

    room: UUID
    group: UUID
    start: datetime
    end: datetime
    purpose: str = ""
    shown_as: str = ""
    category: str = ""
    responsible: str = ""
    phone: str = ""
    setup: str = ""
    notes: str = ""
    adults: int = 0
    children: int = 0
    seniors: int = 0
    heating: bool = False
    entrance: int = 0
    profit: bool = False
    exemption: str | None = None
    """None: what the group has."""
    exemption_why: str = ""
    equipment: tuple[tuple[UUID, int], ...] = ()
    event_id: UUID | None = None
    """The event of the association it is for (行事)."""
    provisional: bool = False
    despite: str = ""
    """Why it is taken although the window, a quota or the capacity says no (館長の判断)."""


class BookingRow(NamedTuple):
    """A booking as the day, week and month show it; a tuple, because a week makes hundreds of them at once."""

    id: UUID
    label: str
    """Its number, such as R8-0012."""
    room_id: UUID
    room: str
    group_id: UUID
    group: str
    start: datetime
    end: datetime
    before: int
    after: int
    state: str
    purpose: str
    shown_as: str
    people: int
    """Expected; those who came once they are counted."""
    series_id: UUID | None
    fee: int
    paid: int
    key: str
    key_out: datetime | None
    key_back: datetime | None
    arrived: datetime | None
    no_show: bool
    exemption: str = ""
    """The class by which its fee is lowered (減免区分); empty: an ordinary use (一般)."""

    @property
    def title(self) -> str:
        """What stands on the door and the wall."""
        return self.shown_as or self.group


@dataclass(frozen=True, slots=True)
class EquipmentLine:
    """Equipment lent with a booking."""

    id: UUID
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A step of the fee: what for, and yen (an exemption is negative)."""

    kind: str
    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class FeeQuote:
    """A fee and how it comes about; `doubtful` (要確認): a rule is not confirmed, or the holidays are not known."""

    total: int
    reduced: int
    lines: tuple[FeeLine, ...]
    doubtful: bool = False
    missing: bool = False
    """Whether no rule says what the use of the room costs."""


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money for a booking."""

    id: UUID
    kind: str
    day: date
    amount: int
    receipt_id: UUID | None
    receipt: str
    returned: date | None
    why: str


@dataclass(frozen=True, slots=True)
class BookingDetail:
    """A booking whole."""

    row: BookingRow
    request: BookingRequest
    tier: str
    state_at: datetime
    state_by: str
    state_why: str
    taken_at: datetime
    taken_by: str
    actual: tuple[int, int, int] | None
    """Adults, children and older people who came; None until they are counted."""
    fee_lines: tuple[FeeLine, ...]
    reduced: int
    equipment: tuple[EquipmentLine, ...]
    payments: tuple[PaymentRow, ...]
    permit: str
    permitted: date | None
    key_holder: str
    series_day: date | None
    representative: str
    address: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Days with their rooms and bookings: what the day, week and month are painted from."""

    centre: CentreRow
    days: tuple[DayRow, ...]
    rooms: tuple[RoomRow, ...]
    bookings: tuple[BookingRow, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Who holds a room at a time."""

    booking: UUID
    room: str
    start: datetime
    end: datetime
    holder: str


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """A room free at a time."""

    room_id: UUID
    room: str
    capacity: int
    start: datetime
    end: datetime
    band: str


@dataclass(frozen=True, slots=True)
class SlotSearch:
    """「来月の火曜午前、30人、調理室」: what is left empty does not matter."""

    first: date
    last: date
    weekdays: tuple[int, ...] = ()
    bands: tuple[str, ...] = ()
    start: int | None = None
    """Free times in minutes after midnight, instead of bands."""
    end: int | None = None
    people: int = 0
    room: UUID | None = None
    feature: str = ""
    outdoors: bool | None = None
    most: int = 60


@dataclass(frozen=True, slots=True)
class SeriesRequest:
    """Bookings that repeat: the first of them, the rule (RFC 5545), and what becomes of closed and taken dates."""

    booking: BookingRequest
    rule: str
    on_closed: str = "skip"
    """skip, or move to the next open day."""
    rooms: dict[date, UUID] = field(default_factory=dict)
    """Another room for single dates."""


@dataclass(frozen=True, slots=True)
class SeriesDate:
    """A date of a series before it is booked: ○, or × with the reason and who holds the room."""

    day: date
    """Where the rule put it."""
    start: datetime
    end: datetime
    room_id: UUID
    ok: bool
    why: str = ""
    holder: str = ""
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class SeriesPreview:
    """All dates of a series with ○ and ×, and those past the application window, which are not made."""

    words: str
    dates: tuple[SeriesDate, ...]
    beyond: tuple[date, ...] = ()
    beyond_since: date | None = None
    """The last day of use that may be booked now."""
    unknown_years: tuple[int, ...] = ()
    """Years whose holidays were not announced yet (祝日は未登録)."""

    @property
    def refused(self) -> tuple[SeriesDate, ...]:
        return tuple(each for each in self.dates if not each.ok)


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series as it stands."""

    id: UUID
    rule: str
    words: str
    group_id: UUID
    group: str
    starts: datetime
    minutes: int
    closed: bool
    coming: int
    held: int
    skipped: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """A series as a calendar file needs it: each date with the day on which the rule put it."""

    series: SeriesRow
    rows: tuple[BookingRow, ...]
    days: tuple[date | None, ...]

    @property
    def name(self) -> str:
        """What it is called now: by its last date that is held, for a cancelled one keeps an old name."""
        held = [row for row in self.rows if row.state in OCCUPYING]
        return (held or self.rows)[-1].title
