"""Questions about meetings."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.meetings.model import AdoptedMinutes, Meeting, MeetingState, Motion
from kobe_desk.modules.meetings.usecases.facts import MeetingLine, MeetingRow, NotAdopted, ResolutionRow
from kobe_desk.modules.meetings.usecases.rows import editions_of, missing_of, row_from, row_of


@query(needs="meetings.read")
def meetings(session: Session) -> tuple[MeetingLine, ...]:
    """All meetings, newest first."""
    count = sa.select(sa.func.count()).where(Motion.meeting_id == Meeting.id).scalar_subquery()
    statement = sa.select(Meeting, count).order_by(Meeting.starts.desc())
    return tuple(
        MeetingLine(
            each.id, each.body, each.title, each.starts, each.place, motions, each.state == MeetingState.ADOPTED
        )
        for each, motions in session.execute(statement)
    )


@query(needs="meetings.read")
def meeting(session: Session, key: UUID) -> MeetingRow:
    """One meeting, with its quorum and outcomes worked out."""
    found = session.get_one(Meeting, key)
    last = session.scalars(editions_of(key).limit(1)).first()
    row = row_of(found)
    return replace(row, edition=last.edition, adopted_on=last.adopted, reason=last.reason) if last else row


@query(needs="meetings.read")
def missing_for_adoption(session: Session, key: UUID) -> tuple[str, ...]:
    """What is still missing before the minutes can be adopted, in words."""
    return missing_of(row_of(session.get_one(Meeting, key)))


@query(needs="meetings.read")
def adopted_minutes(session: Session, key: UUID, edition: int = 0) -> MeetingRow:
    """The adopted text (the last edition unless another is asked for), as it was adopted. Raises NotAdopted."""
    statement = editions_of(key)
    if edition:
        statement = statement.where(AdoptedMinutes.edition == edition)
    found = session.scalars(statement.limit(1)).first()
    if found is None:
        raise NotAdopted
    return row_from(found.content)


@query(needs="meetings.read")
def resolutions(session: Session, body: str = "", since: date | None = None) -> tuple[ResolutionRow, ...]:
    """Carried motions of adopted minutes, newest first (議決一覧); minutes open for correction are left out."""
    statement = (
        sa.select(Motion, Meeting).join(Meeting).where(Motion.carried.is_(True), Meeting.state == MeetingState.ADOPTED)
    )
    if body:
        statement = statement.where(Meeting.body == body)
    if since:
        statement = statement.where(Meeting.starts >= datetime.combine(since, time()))
    newest = sa.select(AdoptedMinutes.meeting_id, sa.func.max(AdoptedMinutes.edition))
    editions = {key: edition for key, edition in session.execute(newest.group_by(AdoptedMinutes.meeting_id))}
    return tuple(
        ResolutionRow(
            motion.id,
            motion.number,
            motion.title,
            found.title,
            found.id,
            found.body,
            found.starts.date(),
            editions.get(found.id, 0),
        )
        for motion, found in session.execute(statement.order_by(Meeting.starts.desc(), Motion.position))
    )
