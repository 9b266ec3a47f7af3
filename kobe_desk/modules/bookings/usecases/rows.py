"""What is asked and answered about the centre: requests and rows, plain and frozen."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.rules.days import BandFact, Closing, Decision, Opening

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
DAY_KIND_NAMES = {
    "weekday": N_("Weekday"),
    "saturday": N_("Saturday"),
    "sunday": N_("Sunday"),
    "holiday": N_("Holiday"),
}


@dataclass(frozen=True, slots=True)
class CentreRequest:
    """A centre as it is written down; `since` is from when it is called so."""

    name: str
    kind: str = ""
    since: date = date(2000, 1, 1)
    address: str = ""
    phone: str = ""
    manager: str = ""
    step: int = 0
    changes_until: int = 0


@dataclass(frozen=True, slots=True)
class CentreRow:
    """The centre as it is called on a day; `label` is its name with its kind (みなと坂地域交流センター)."""

    id: UUID
    name: str
    kind: str
    address: str
    phone: str
    manager: str
    step: int
    changes_until: int

    @property
    def label(self) -> str:
        return f"{self.name}{self.kind}"


@dataclass(frozen=True, slots=True)
class RoomRequest:
    """A room as it is written down; rooms that name the same part exclude each other."""

    name: str
    parts: tuple[str, ...] = ()
    """Names of its parts; empty: one of its own."""
    kana: str = ""
    capacity: int = 0
    features: str = ""
    outdoors: bool = False
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room in its order."""

    id: UUID
    name: str
    kana: str
    capacity: int
    features: str
    outdoors: bool
    before: int
    after: int
    parts: tuple[int, ...]
    part_names: tuple[str, ...]
    position: int
    retired: date | None


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """Equipment with its stock."""

    id: UUID
    name: str
    stock: int
    room_id: UUID | None
    retired: date | None


@dataclass(frozen=True, slots=True)
class GroupRequest:
    """A group as it is registered."""

    name: str
    kana: str = ""
    number: str = ""
    registered: int | None = None
    representative: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    activity: str = ""
    tier: str = ""
    exemption: str = ""
    adults: int = 0
    children: int = 0
    seniors: int = 0
    usual: dict[str, Any] = field(default_factory=dict)
    most_week: int = 0
    most_month: int = 0
    suspended: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list and in the field that finds it by kana."""

    id: UUID
    name: str
    kana: str
    number: str
    representative: str
    tier: str
    bookings: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group whole, with every spelling it is found by."""

    id: UUID
    facts: GroupRequest
    spellings: tuple[str, ...]
    bookings: int
    last: datetime | None
    no_shows: int
    merged_id: UUID | None

    @property
    def name(self) -> str:
        return self.facts.name


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
    provisional: bool = False
    despite: str = ""
    """Why it is taken although the window, a quota or the capacity says no (館長の判断)."""


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking as the day, week and month show it."""

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
    """A fee and how it comes about; `doubtful` says that a rule of it is not confirmed (要確認)."""

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
class DayRow:
    """A day of the calendar: closed why, holiday, hours and bands."""

    day: date
    closed: str | None
    holiday: str | None
    known: bool
    """False: the holidays of its year were not announced yet (祝日は未登録)."""
    kind: str
    hours: tuple[int, int] | None
    bands: tuple[BandFact, ...]
    decisions: tuple[Decision, ...] = ()


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
class CentreRules:
    """All dated rules of the centre, those of the past and of the future among them."""

    openings: tuple[Opening, ...]
    bands: tuple[BandFact, ...]
    closings: tuple[Closing, ...]
    names: tuple[tuple[date, str, str], ...]
    """Since when, name and kind."""
    own_holidays: dict[date, str | None]


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
