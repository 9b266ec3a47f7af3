"""What is asked and answered about the centre, its rooms, days and groups: requests and rows, plain and frozen."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.rules.days import BandFact, Closing, Decision, Opening

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
class CentreRules:
    """All dated rules of the centre, those of the past and of the future among them."""

    openings: tuple[Opening, ...]
    bands: tuple[BandFact, ...]
    closings: tuple[Closing, ...]
    names: tuple[tuple[date, str, str], ...]
    """Since when, name and kind."""
    own_holidays: dict[date, str | None]
