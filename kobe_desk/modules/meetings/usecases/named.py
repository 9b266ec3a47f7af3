"""Votes by name (記名投票): who in the hall may vote on a motion, and what each has said."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.meetings.model import AgendaItem, Meeting
from kobe_desk.modules.meetings.usecases.ballots import ballot_from
from kobe_desk.modules.meetings.usecases.standing import register_of
from kobe_desk.modules.meetings.usecases.voters import voter_row


@dataclass(frozen=True, slots=True)
class NamedVoter:
    """Somebody in the hall who votes by name; `proxies` are those held; `choice` is empty until it is written down."""

    id: UUID
    number: str
    name: str
    kana: str
    proxies: int
    choice: str


@query(needs="meetings.read")
def named_voters(session: Session, item: UUID) -> tuple[NamedVoter, ...]:
    """Who is in the hall for a motion and may vote on it, by the list of voters; empty where there is none."""
    motion = session.get_one(AgendaItem, item)
    register = register_of(session, session.get_one(Meeting, motion.meeting_id))
    if not register.made:
        return ()
    standing = register.standing(motion.id, motion.matter)
    out = {UUID(each) for each in motion.interested or ()}
    said = dict(ballot_from(motion.ballot or {}).named)
    rows = [(voter_row(each), each.id) for each in register.voters.values() if each.id in standing.in_person - out]
    return tuple(
        NamedVoter(key, row.number, row.name, row.kana, standing.holders.get(key, 0), said.get(row.name, ""))
        for row, key in rows
    )
