"""Which event a meeting is about (行事): said beside its minutes, so also after they were adopted."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.model import Meeting, MeetingEvent
from kobe_desk.modules.members.model import Event
from kobe_desk.modules.members.usecases.event_names import EventName, name_by, names_near


@dataclass(frozen=True, slots=True)
class TiedMeeting:
    """A meeting as an event's page names it."""

    id: UUID
    title: str
    starts: datetime
    place: str


@usecase(label=N_("Say which event a meeting is about"), needs="meetings.edit")
def tie_meeting(session: Session, key: UUID, event: UUID | None) -> None:
    """Let a meeting belong to an event, or to none."""
    line = session.scalar(sa.select(MeetingEvent).where(MeetingEvent.meeting_id == key))
    if line is not None and event is None:
        session.delete(line)
    elif line is not None and event is not None:
        line.event_id = session.get_one(Event, event).id
    elif event is not None:
        meeting, found = session.get_one(Meeting, key), session.get_one(Event, event)
        session.add(MeetingEvent(meeting_id=meeting.id, event_id=found.id))
    session.flush()


@query(needs="meetings.read")
def event_of_meeting(session: Session, key: UUID) -> EventName | None:
    """The event a meeting is about, by name and day."""
    return name_by(session.connection(), sa.select(MeetingEvent.event_id).where(MeetingEvent.meeting_id == key))


@query(needs="meetings.read")
def events_to_speak_of(session: Session, day: date) -> tuple[EventName, ...]:
    """The events around a day, by name and day."""
    return names_near(session.connection(), day)


@query(needs="meetings.read")
def meetings_for_event(session: Session, event: UUID) -> tuple[TiedMeeting, ...]:
    """The meetings about an event, in their order."""
    mine = sa.select(Meeting).join(MeetingEvent, MeetingEvent.meeting_id == Meeting.id)
    found = session.scalars(mine.where(MeetingEvent.event_id == event).order_by(Meeting.starts))
    return tuple(TiedMeeting(each.id, each.title, each.starts, each.place) for each in found)
