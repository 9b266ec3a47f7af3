"""Notice of a meeting (招集通知): whether it is in time, and the record of sending it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.model import Meeting, NoticeSending
from kobe_desk.modules.meetings.rules import NoticeCheck, check_notice
from kobe_desk.modules.meetings.usecases.planning import open_meeting
from kobe_desk.modules.meetings.usecases.rows import rules_from

NOTICE_WAYS = {
    "post": N_("By post"),
    "hand": N_("By hand"),
    "circular": N_("With the circular"),
    "mail": N_("By e-mail"),
    "board": N_("On the notice board"),
}


@dataclass(frozen=True, slots=True)
class NoticeRequest:
    """That notice went out: on which day, in which way, to how many."""

    day: date
    way: str = "hand"
    count: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A sending on record."""

    id: UUID
    day: date
    way: str
    count: int
    note: str


@query(needs="meetings.read")
def notice_check(session: Session, key: UUID, sent: date) -> NoticeCheck:
    """Whether a notice sent on this day is in time by the bylaws: `last` is the last day, `between` the full days."""
    found = session.get_one(Meeting, key)
    return check_notice(sent, found.starts.date(), rules_from(found.rules).notice_days)


@query(needs="meetings.read")
def notices(session: Session, key: UUID) -> tuple[NoticeRow, ...]:
    """When notice of a meeting was sent, oldest first."""
    statement = sa.select(NoticeSending).where(NoticeSending.meeting_id == key).order_by(NoticeSending.day)
    return tuple(NoticeRow(each.id, each.day, each.way, each.count, each.note) for each in session.scalars(statement))


@usecase(label=N_("Record that notice was sent"), needs="meetings.edit")
def record_notice(session: Session, key: UUID, request: NoticeRequest) -> NoticeCheck:
    """Write down a sending; too late it is written down all the same, and the minutes carry its day.

    The last sending is the day of notice. Raises AdoptedAlready.
    """
    found = open_meeting(session, key)
    session.add(
        NoticeSending(meeting_id=key, day=request.day, way=request.way, count=request.count, note=request.note.strip())
    )
    session.flush()
    _bring_up_to_date(session, found)
    return check_notice(request.day, found.starts.date(), rules_from(found.rules).notice_days)


@usecase(label=N_("Take back a sending"), needs="meetings.edit")
def remove_notice(session: Session, key: UUID) -> None:
    """A sending was written down by mistake."""
    sending = session.get_one(NoticeSending, key)
    found = open_meeting(session, sending.meeting_id)
    session.delete(sending)
    session.flush()
    _bring_up_to_date(session, found)


def _bring_up_to_date(session: Session, found: Meeting) -> None:
    last = sa.select(sa.func.max(NoticeSending.day)).where(NoticeSending.meeting_id == found.id)
    found.notice_sent = session.scalar(last)
    session.flush()
