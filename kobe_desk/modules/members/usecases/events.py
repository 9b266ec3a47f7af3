"""行事: planned, staffed, counted by age and reported, and asked for by whoever books, meets or reports."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.names import tidy
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.members.model import Event, EventCount, EventPhoto, EventStaff, Person
from kobe_desk.modules.members.rules.periods import DAY
from kobe_desk.modules.members.usecases.event_names import said, ties_to

AGE_BANDS = ("preschool", "school", "teens", "adults", "seniors")
BAND_WORDS = {
    "preschool": "未就学",
    "school": "小学生",
    "teens": "中学生・高校生",
    "adults": "18歳〜64歳",
    "seniors": "65歳以上",
}
"""未就学, 小学生, 中高生, 18歳〜64歳, 65歳以上: as reports to the city ask for them."""


class EventTitleMissing(UserError):
    text = N_("Please write what the event is called.")


class EventEndsEarly(UserError):
    text = N_("The event ends before it begins. Please check the times.")


class ReasonForCancelling(UserError):
    text = N_("Please write why the event is not held.")


class CountNegative(UserError):
    text = N_("A number of people cannot be less than zero.")


class EventTied(UserError):
    text = N_(
        "This event belongs to {ties}, so it cannot be taken out. Open these below and choose no event there first."
    )


class StaffKnown(UserError):
    text = N_("{name} is among the helpers already.")


@dataclass(frozen=True, slots=True)
class EventRequest:
    """An event as the form gives it."""

    title: str
    kind: str
    start: datetime
    end: datetime
    place: str = ""
    purpose: str = ""
    insurance: str = ""
    insured: int | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the list of events; `people` came, `staff` helped."""

    id: UUID
    title: str
    kind: str
    start: datetime
    end: datetime
    place: str
    people: int
    staff: int
    cancelled: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who helps, and with what."""

    id: UUID
    person_id: UUID
    name: str
    kana: str
    task: str


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event in full, with the name of the association for its paper."""

    id: UUID
    event: EventRequest
    report: str
    cancelled: str
    staff: tuple[StaffRow, ...]
    counts: dict[str, int]
    association: str
    sample: bool

    @property
    def people(self) -> int:
        return sum(self.counts.values())


@query(needs="members.read")
def events_of(session: Session, year: int) -> tuple[EventRow, ...]:
    """The events of a fiscal year, in the order of their days."""
    span = FiscalYear(year, session.scalar(sa.select(Association.year_starts)) or 4)
    return tuple(row for row in events_between(session, span.first, span.last) if row.start.date() >= span.first)


@query(needs="members.read")
def events_between(session: Session, first: date, last: date) -> tuple[EventRow, ...]:
    """The events held on these days, both included, however long they last: for reports and lists."""
    came = sa.select(sa.func.coalesce(sa.func.sum(EventCount.people), 0)).where(EventCount.event_id == Event.id)
    help_ = sa.select(sa.func.count()).where(EventStaff.event_id == Event.id)
    begin, end = datetime.combine(first, time()), datetime.combine(last + DAY, time())
    found = session.execute(
        sa.select(Event, came.scalar_subquery(), help_.scalar_subquery())
        .where(Event.start < end, Event.end > begin)
        .order_by(Event.start, Event.id)
    )
    return tuple(
        EventRow(each.id, each.title, each.kind, each.start, each.end, each.place, people, staff, each.cancelled)
        for each, people, staff in found
    )


@query(needs="members.read")
def event_card(session: Session, key: UUID) -> EventCard:
    """An event in full."""
    found = session.get_one(Event, key)
    house = session.execute(sa.select(Association.name, Association.sample)).first()
    staff = session.execute(
        sa.select(EventStaff.id, Person.id, Person.name, Person.kana, EventStaff.task)
        .join(Person, Person.id == EventStaff.person_id)
        .where(EventStaff.event_id == key)
        .order_by(EventStaff.task, Person.sort_key)
    )
    counts = session.execute(sa.select(EventCount.band, EventCount.people).where(EventCount.event_id == key))
    facts = {name: getattr(found, name) for name in EventRequest.__dataclass_fields__}
    return EventCard(
        id=key,
        event=EventRequest(**facts),
        report=found.report,
        cancelled=found.cancelled,
        staff=tuple(StaffRow(*row) for row in staff),
        counts={band: people for band, people in counts},
        association=house.name if house else "",
        sample=bool(house and house.sample),
    )


@query(needs="members.read")
def event_exists(session: Session, key: UUID) -> bool:
    """Whether it is still there: an undo may have taken it out."""
    return session.get(Event, key) is not None


@usecase(label=N_("Plan an event"), needs="members.edit")
def add_event(session: Session, request: EventRequest) -> UUID:
    """Raises EventTitleMissing, EventEndsEarly, CountNegative."""
    found = Event(**_checked(request), report="", cancelled="")
    session.add(found)
    session.flush()
    return found.id


@usecase(label=N_("Correct an event"), needs="members.edit")
def edit_event(session: Session, key: UUID, request: EventRequest) -> None:
    """Raises EventTitleMissing, EventEndsEarly, CountNegative."""
    found = session.get_one(Event, key)
    for name, value in _checked(request).items():
        setattr(found, name, value)
    session.flush()


@usecase(label=N_("Take an event out"), needs="members.edit")
def remove_event(session: Session, key: UUID) -> None:
    """Take out an event written down by mistake, with its helpers, counts and photos. Raises EventTied."""
    if ties := ties_to(session.connection(), key):
        raise EventTied(ties=said(ties))
    for own in (EventStaff, EventCount, EventPhoto):
        for row in session.scalars(sa.select(own).where(own.event_id == key)):
            session.delete(row)
    session.flush()
    session.delete(session.get_one(Event, key))
    session.flush()


@usecase(label=N_("Cancel an event"), needs="members.edit")
def cancel_event(session: Session, key: UUID, reason: str) -> None:
    """It is not held (中止); the record stays. Raises ReasonForCancelling."""
    why = tidy({"reason": reason})["reason"]
    if not why:
        raise ReasonForCancelling("reason")
    session.get_one(Event, key).cancelled = why
    session.flush()


@usecase(label=N_("Hold an event after all"), needs="members.edit")
def hold_event(session: Session, key: UUID) -> None:
    """The cancelling was a mistake."""
    session.get_one(Event, key).cancelled = ""
    session.flush()


@usecase(label=N_("Let somebody help at an event"), needs="members.edit")
def add_staff(session: Session, key: UUID, person: UUID, task: str) -> UUID:
    """Raises StaffKnown."""
    known = sa.select(EventStaff.id).where(EventStaff.event_id == key, EventStaff.person_id == person)
    if session.scalar(known) is not None:
        raise StaffKnown(name=session.get_one(Person, person).name)
    row = EventStaff(event_id=key, person_id=person, **tidy({"task": task}))
    session.add(row)
    session.flush()
    return row.id


@usecase(label=N_("Take a helper out"), needs="members.edit")
def remove_staff(session: Session, key: UUID) -> None:
    session.delete(session.get_one(EventStaff, key))
    session.flush()


@usecase(label=N_("Write down how an event went"), needs="members.edit")
def report_event(session: Session, key: UUID, counts: dict[str, int | None], report: str) -> None:
    """Who came, by age, and how it went (実施の記録). An empty number takes the band out. Raises CountNegative."""
    there = {row.band: row for row in session.scalars(sa.select(EventCount).where(EventCount.event_id == key))}
    for band, people in counts.items():
        if people is not None and people < 0:
            raise CountNegative(band)
        row = there.get(band)
        if people is None and row is not None:
            session.delete(row)
        elif people is not None and row is not None:
            row.people = people
        elif people is not None:
            session.add(EventCount(event_id=key, band=band, people=people))
    session.get_one(Event, key).report = report.strip()
    session.flush()


def _checked(request: EventRequest) -> dict[str, Any]:
    values = tidy(asdict(request), ("purpose",))
    if not values["title"]:
        raise EventTitleMissing("title")
    if request.end <= request.start:
        raise EventEndsEarly("until")
    if request.insured is not None and request.insured < 0:
        raise CountNegative("insured")
    return values
