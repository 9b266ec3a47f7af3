"""Questions about meetings."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.meetings.model import AdoptedMinutes, AgendaItem, ItemKind, Meeting, MeetingState
from kobe_desk.modules.meetings.usecases.bodies import GENERAL, bodies, body_of
from kobe_desk.modules.meetings.usecases.errors import NotAdopted
from kobe_desk.modules.meetings.usecases.facts import MeetingLine, MeetingRow, ResolutionRow
from kobe_desk.modules.meetings.usecases.rows import editions_of, missing_of, row_from, row_of, with_edition
from kobe_desk.modules.meetings.usecases.signatures import signatures_of
from kobe_desk.modules.meetings.usecases.standing import moves_of, notes_of, online_of

FROZEN = (MeetingState.ADOPTED.value, MeetingState.SIGNED.value)


@query(needs="meetings.read")
def meetings(session: Session, body: str = "") -> tuple[MeetingLine, ...]:
    """All meetings (of one body, if asked), newest first."""
    motions = (AgendaItem.meeting_id == Meeting.id, AgendaItem.kind == ItemKind.MOTION)
    count = sa.select(sa.func.count()).where(*motions).scalar_subquery()
    statement = sa.select(Meeting, count).order_by(Meeting.starts.desc())
    if body:
        statement = statement.where(Meeting.body == body)
    names = {each.key: each.said for each in bodies(session)}
    return tuple(
        MeetingLine(
            each.id,
            each.body,
            each.title,
            each.starts,
            each.place,
            number,
            each.frozen,
            each.state,
            names.get(each.body, each.body),
        )  # fmt: skip
        for each, number in session.execute(statement)
    )


@query(needs="meetings.read")
def meeting(session: Session, key: UUID) -> MeetingRow:
    """One meeting, with its agenda, quorum, outcomes and signatures worked out."""
    found = session.get_one(Meeting, key)
    last = session.scalars(editions_of(key).limit(1)).first()
    row = with_edition(whole_row(session, found), last)
    return replace(row, signatures=signatures_of(session, row, last))


def whole_row(session: Session, found: Meeting) -> MeetingRow:
    """The meeting with what only its list of voters knows: void papers, who came late or left."""
    body = body_of(session, found.body)
    return replace(
        row_of(found),
        body_name=body.said,
        mark=body.mark,
        notes=notes_of(session, found),
        moves=moves_of(session, found),
        online=online_of(session, found),
    )


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
    row = row_from(found.content)
    return replace(row, signatures=signatures_of(session, row, found))


@query(needs="meetings.read")
def resolutions(session: Session, body: str = "", since: date | None = None) -> tuple[ResolutionRow, ...]:
    """Carried motions of adopted minutes, newest first; minutes open for correction are left out.

    Of the general meeting (総会) are those of extraordinary ones (臨時総会) too.
    """
    statement = (
        sa.select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.carried.is_(True), Meeting.state.in_(FROZEN))
    )
    if body:
        statement = statement.where(Meeting.body.in_(GENERAL if body == "general" else (body,)))
    if since:
        statement = statement.where(Meeting.starts >= datetime.combine(since, time()))
    names = {each.key: each.said for each in bodies(session)}
    newest = sa.select(AdoptedMinutes.meeting_id, sa.func.max(AdoptedMinutes.edition))
    editions = {key: edition for key, edition in session.execute(newest.group_by(AdoptedMinutes.meeting_id))}
    return tuple(
        ResolutionRow(
            motion.id,
            motion.number or "",
            motion.title,
            found.title,
            found.id,
            found.body,
            found.starts.date(),
            editions.get(found.id, 0),
            names.get(found.body, found.body),
        )
        for motion, found in session.execute(statement.order_by(Meeting.starts.desc(), AgendaItem.position))
    )
