"""Planning a meeting, and its agenda: points added, changed, moved, put off."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import numbers
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.usecases import Rules
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.meetings.model import (
    ActionItem,
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingDocument,
    MeetingEvent,
    MeetingState,
    NoticeSending,
    Presence,
    Slip,
    Voter,
)
from kobe_desk.modules.meetings.rules import Attendance, Quorum, Share
from kobe_desk.modules.meetings.usecases.agenda_order import in_order
from kobe_desk.modules.meetings.usecases.bodies import body_of, rules_for
from kobe_desk.modules.meetings.usecases.errors import (
    AdoptedAlready,
    EndsBeforeStart,
    HasVotes,
    TitleMissing,
)
from kobe_desk.modules.meetings.usecases.facts import ItemRequest, MeetingRequest, MotionRequest
from kobe_desk.modules.meetings.usecases.rows import judge, row_of, rules_from, stored_rules


@usecase(label=N_("Plan a meeting"), needs="meetings.edit")
def plan_meeting(session: Session, request: MeetingRequest) -> UUID:
    """Write down a meeting, with the bylaws' rules of its day. Raises TitleMissing, EndsBeforeStart."""
    _check(request)
    rules = rules_for(session, request.body, request.starts.date())
    found = Meeting(
        **_columns(request),
        fiscal_year=year_of(session, request.starts.date()),
        rules=stored_rules(rules),
        state=MeetingState.OPEN.value,
    )
    session.add(found)
    session.flush()
    return found.id


@usecase(label=N_("Change a meeting"), needs="meetings.edit")
def change_meeting(session: Session, key: UUID, request: MeetingRequest) -> None:
    """Correct what is written down of a meeting. Raises AdoptedAlready, TitleMissing, EndsBeforeStart."""
    _check(request)
    found = open_meeting(session, key)
    for name, value in _columns(request).items():
        setattr(found, name, value)
    found.fiscal_year = year_of(session, request.starts.date())
    found.rules = stored_rules(rules_for(session, request.body, request.starts.date()))


@usecase(label=N_("Remove a meeting"), needs="meetings.edit")
def remove_meeting(session: Session, key: UUID) -> None:
    """Take out a meeting that was only planned; its numbers are not used again. Raises HasVotes, AdoptedAlready."""
    found = open_meeting(session, key)
    if any(each.carried is not None for each in found.items):
        raise HasVotes
    for table in (Presence, Slip, Voter, NoticeSending, MeetingDocument, MeetingEvent, ActionItem):
        for row in session.scalars(sa.select(table).where(table.meeting_id == key)):
            session.delete(row)
        session.flush()
    for each, _depth in reversed(in_order(found.items)):
        found.items.remove(each)
        session.flush()
    session.delete(found)
    session.flush()


@usecase(label=N_("Count who came"), needs="meetings.edit")
def record_attendance(session: Session, key: UUID, attendance: Attendance) -> Quorum:
    """Write down who counts as present, and say whether the meeting stands. Raises AdoptedAlready."""
    found = open_meeting(session, key)
    for name, value in asdict(attendance).items():
        setattr(found, name, value)
    session.flush()
    return row_of(found).quorum


@usecase(label=N_("Add a motion"), needs="meetings.edit")
def add_motion(session: Session, key: UUID, request: MotionRequest) -> UUID:
    """Put a motion on the agenda under the next number of its body and year. Raises AdoptedAlready, TitleMissing.

    After notice was sent it is a 動議: it is marked as not notified.
    """
    found = open_meeting(session, key)
    title = _title(request.title)
    motion = AgendaItem(
        **_values(request),
        meeting_id=found.id,
        position=_next(found),
        kind=ItemKind.MOTION.value,
        number=_number(session, found),
        rule=_rule(found, request),
        notified=_before_notice(session, found) if request.notified is None else request.notified,
    )
    motion.title = title
    found.items.append(motion)
    session.flush()
    return motion.id


@usecase(label=N_("Change a motion"), needs="meetings.edit")
def change_motion(session: Session, key: UUID, request: MotionRequest) -> None:
    """Correct a motion's words or rule; a vote already counted is judged again. Raises AdoptedAlready, TitleMissing."""
    motion, found = open_item(session, key)
    motion.title = _title(request.title)
    for name, value in _values(request).items():
        setattr(motion, name, value)
    motion.rule = _rule(found, request)
    if request.notified is not None:
        motion.notified = request.notified
    if motion.carried is not None and motion.method != "election":
        judged = judge(motion, found)
        motion.carried = None if judged.tie else judged.carried


@usecase(label=N_("Add a point to the agenda"), needs="meetings.edit")
def add_item(session: Session, key: UUID, request: ItemRequest) -> UUID:
    """Put something on the agenda that is not voted on: opening, report, other business, closing."""
    found = open_meeting(session, key)
    notified = _before_notice(session, found)
    item = AgendaItem(meeting_id=found.id, position=_next(found), number=None, notified=notified, **asdict(request))
    item.title = _title(request.title)
    found.items.append(item)
    session.flush()
    return item.id


@usecase(label=N_("Change a point of the agenda"), needs="meetings.edit")
def change_item(session: Session, key: UUID, request: ItemRequest) -> None:
    """Correct a point that is not voted on. Raises AdoptedAlready, TitleMissing."""
    item, _found = open_item(session, key)
    title = _title(request.title)
    for name, value in asdict(request).items():
        setattr(item, name, value)
    item.title = title
    session.flush()


@usecase(label=N_("Remove a motion"), needs="meetings.edit")
def remove_motion(session: Session, key: UUID) -> None:
    """Take a point off the agenda with what stands under it; its number is not used again. Raises AdoptedAlready."""
    item, found = open_item(session, key)
    for each in [each for each in found.items if each.parent_id == item.id]:
        remove_motion(session, each.id)
    for action in session.scalars(sa.select(ActionItem).where(ActionItem.item_id == key)):
        session.delete(action)
    for paper in session.scalars(sa.select(MeetingDocument).where(MeetingDocument.item_id == key)):
        paper.item_id = None
    session.flush()
    found.items.remove(item)
    session.flush()


@usecase(label=N_("Order the agenda"), needs="meetings.edit")
def order_items(session: Session, key: UUID, order: tuple[UUID, ...]) -> None:
    """Put the points in this order; each stays under the point it stands under."""
    found = open_meeting(session, key)
    for each in found.items:
        if each.id in order:
            each.position = order.index(each.id) + 1
    session.flush()


@usecase(label=N_("Put off a point"), needs="meetings.edit")
def postpone_item(session: Session, key: UUID, postponed: bool = True) -> None:
    """Leave a point for the next meeting (継続審議), which offers to go on with it. Raises AdoptedAlready, HasVotes."""
    item, _found = open_item(session, key)
    if postponed and item.carried is not None:
        raise HasVotes
    item.postponed = postponed
    session.flush()


def open_meeting(session: Session, key: UUID) -> Meeting:
    """A meeting whose minutes are not adopted. Raises AdoptedAlready."""
    found = session.get_one(Meeting, key)
    if found.frozen:
        raise AdoptedAlready
    return found


def open_item(session: Session, key: UUID) -> tuple[AgendaItem, Meeting]:
    """A point of the agenda, and its meeting, whose minutes are not adopted. Raises AdoptedAlready."""
    item = session.get_one(AgendaItem, key)
    return item, open_meeting(session, item.meeting_id)


def rule_for(rules: Rules, matter: str) -> str:
    """The majority that the bylaws ask for in a kind of matter."""
    own = {"rule_change": rules.rule_change, "dissolution": rules.dissolution, "disposal": rules.disposal,
           "election": rules.election}  # fmt: skip
    return own.get(matter, rules.majority)


def _number(session: Session, found: Meeting) -> str:
    taken = numbers.take(session, f"motion-{found.body}", found.fiscal_year)
    year = era.short(date(found.fiscal_year, 4, 1)).partition(".")[0]
    return f"{year}-{body_of(session, found.body).mark}-{taken:02}"


def _next(found: Meeting) -> int:
    return max((each.position for each in found.items), default=0) + 1


def _title(title: str) -> str:
    if not title.strip():
        raise TitleMissing("title")
    return title.strip()


def _values(request: MotionRequest) -> dict[str, Any]:
    return {name: value for name, value in asdict(request).items() if name not in ("rule", "notified")}


def _before_notice(session: Session, found: Meeting) -> bool:
    """Whether notice is still to be sent; what is added later is raised in the meeting (動議)."""
    return not session.scalar(sa.select(sa.exists().where(NoticeSending.meeting_id == found.id)))


def _check(request: MeetingRequest) -> None:
    if not request.title.strip():
        raise TitleMissing("title")
    if request.ends and request.ends < request.starts:
        raise EndsBeforeStart("ends")


def _columns(request: MeetingRequest) -> dict[str, Any]:
    return {**asdict(request), "signatories": list(request.signatories)}


def _rule(found: Meeting, request: MotionRequest) -> str:
    rule = request.rule or rule_for(rules_from(found.rules), request.matter)
    Share.parse(rule)
    return str(rule)
