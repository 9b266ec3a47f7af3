"""What is done with meetings: planning, counting who came, voting, adopting the minutes."""

from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import numbers
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import Counter, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import rules_on
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.meetings.model import AdoptedMinutes, Meeting, MeetingState, Motion
from kobe_desk.modules.meetings.rules import Attendance, Outcome, Quorum, Share, Vote
from kobe_desk.modules.meetings.usecases.facts import (
    BODY_MARKS,
    AdoptedAlready,
    EndsBeforeStart,
    MeetingRequest,
    MotionRequest,
    NotAdopted,
    NotReadyToAdopt,
    ReasonMissing,
    TitleMissing,
)
from kobe_desk.modules.meetings.usecases.rows import content_of, editions_of, judge, missing_of, row_of, stored_rules


@usecase(label=N_("Plan a meeting"), needs="meetings.edit")
def plan_meeting(session: Session, request: MeetingRequest) -> UUID:
    """Write down a meeting, with the bylaws' rules of its day. Raises TitleMissing, EndsBeforeStart."""
    _check(request)
    rules = rules_on(session, request.body, request.starts.date())
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
    found = _open(session, key)
    for name, value in _columns(request).items():
        setattr(found, name, value)
    found.fiscal_year = year_of(session, request.starts.date())
    found.rules = stored_rules(rules_on(session, request.body, request.starts.date()))


@usecase(label=N_("Count who came"), needs="meetings.edit")
def record_attendance(session: Session, key: UUID, attendance: Attendance) -> Quorum:
    """Write down who counts as present, and say whether the meeting stands. Raises AdoptedAlready."""
    found = _open(session, key)
    for each in fields(attendance):
        setattr(found, each.name, getattr(attendance, each.name))
    session.flush()
    return row_of(found).quorum


@usecase(label=N_("Add a motion"), needs="meetings.edit")
def add_motion(session: Session, key: UUID, request: MotionRequest) -> UUID:
    """Put a motion on the agenda under the next number of its body and year. Raises AdoptedAlready, TitleMissing."""
    found = _open(session, key)
    if not request.title.strip():
        raise TitleMissing("title")
    taken = numbers.take(session, f"motion-{found.body}", found.fiscal_year)
    motion = Motion(
        meeting_id=found.id,
        position=max((each.position for each in found.motions), default=0) + 1,
        number=f"{era.short(date(found.fiscal_year, 4, 1)).partition('.')[0]}-{BODY_MARKS[found.body]}-{taken:02}",
        title=request.title,
        proposal=request.proposal,
        discussion=request.discussion,
        rule=_rule(found, request),
    )
    found.motions.append(motion)
    session.flush()
    return motion.id


@usecase(label=N_("Change a motion"), needs="meetings.edit")
def change_motion(session: Session, key: UUID, request: MotionRequest) -> None:
    """Correct a motion's words or rule; a vote already counted is judged again. Raises AdoptedAlready, TitleMissing."""
    motion = session.get_one(Motion, key)
    found = _open(session, motion.meeting_id)
    if not request.title.strip():
        raise TitleMissing("title")
    motion.title, motion.proposal, motion.discussion = request.title, request.proposal, request.discussion
    motion.rule = _rule(found, request)
    if motion.carried is not None:
        motion.carried = judge(motion, found).carried


@usecase(label=N_("Remove a motion"), needs="meetings.edit")
def remove_motion(session: Session, key: UUID) -> None:
    """Take a motion off the agenda; its number is not used again. Raises AdoptedAlready."""
    motion = session.get_one(Motion, key)
    found = _open(session, motion.meeting_id)
    found.motions.remove(motion)


@usecase(label=N_("Count the votes"), needs="meetings.edit")
def record_vote(session: Session, key: UUID, vote: Vote) -> Outcome:
    """Write down a vote and judge it by the motion's rule. Raises AdoptedAlready, MoreVotesThanPresent."""
    motion = session.get_one(Motion, key)
    found = _open(session, motion.meeting_id)
    for each in fields(vote):
        setattr(motion, each.name, getattr(vote, each.name))
    judged = judge(motion, found)
    motion.carried = None if judged.tie else judged.carried
    return judged


@usecase(label=N_("Open minutes for a correction"), needs="meetings.adopt")
def reopen_minutes(session: Session, key: UUID) -> None:
    """Let adopted minutes be corrected; the adopted text itself stays as it is. Raises NotAdopted."""
    found = session.get_one(Meeting, key)
    if found.state != MeetingState.ADOPTED:
        raise NotAdopted
    found.state = MeetingState.OPEN.value


@usecase(label=N_("Adopt the minutes"), needs="meetings.adopt", undo=Counter(reopen_minutes))
def adopt_minutes(session: Session, key: UUID, adopted: date, reason: str = "") -> UUID:
    """Adopt the minutes as they stand (議事録の確定); from the second time on it is a correction with its reason.

    Returns the meeting's key. Raises NotReadyToAdopt, ReasonMissing, AdoptedAlready.
    """
    found = _open(session, key)
    row = row_of(found)
    if missing := missing_of(row):
        raise NotReadyToAdopt(missing=_(", ").join(missing))
    last = session.scalars(editions_of(key).limit(1)).first()
    if last and not reason.strip():
        raise ReasonMissing("reason")
    edition = last.edition + 1 if last else 1
    content = content_of(replace(row, adopted=True, edition=edition, adopted_on=adopted, reason=reason))
    session.add(AdoptedMinutes(meeting_id=key, edition=edition, adopted=adopted, reason=reason, content=content))
    found.state = MeetingState.ADOPTED.value
    session.flush()
    return key


def _open(session: Session, key: UUID) -> Meeting:
    found = session.get_one(Meeting, key)
    if found.state == MeetingState.ADOPTED:
        raise AdoptedAlready
    return found


def _check(request: MeetingRequest) -> None:
    if not request.title.strip():
        raise TitleMissing("title")
    if request.ends and request.ends < request.starts:
        raise EndsBeforeStart("ends")


def _columns(request: MeetingRequest) -> dict[str, Any]:
    return {**asdict(request), "signatories": list(request.signatories)}


def _rule(found: Meeting, request: MotionRequest) -> str:
    rule = request.rule or found.rules["majority"]
    Share.parse(rule)
    return str(rule)
