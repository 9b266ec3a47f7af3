"""Who counts as present in a meeting or for one point of its agenda, worked out from the list of voters."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.modules.association.usecases import Rules
from kobe_desk.modules.meetings.model import AgendaItem, Meeting, Presence, Slip, Voter
from kobe_desk.modules.meetings.rules.counting import Attendance
from kobe_desk.modules.meetings.rules.reception import (
    Judged,
    Paper,
    PaperKind,
    PaperRules,
    Standing,
    Why,
    stand,
)
from kobe_desk.modules.meetings.rules.reception import Voter as Entitled
from kobe_desk.modules.meetings.usecases.agenda_order import in_order
from kobe_desk.modules.meetings.usecases.facts import Move, Note
from kobe_desk.modules.meetings.usecases.rows import rules_from

_TO_CHAIR = (Why.HOLDER_ABSENT, Why.UNNAMED)


@dataclass(frozen=True, slots=True)
class Register:
    """The list of voters of a meeting, with everybody who came and every paper that came in."""

    rules: Rules
    voters: dict[UUID, Any]
    """By key; these and the next two are plain rows with the columns of their tables."""
    presences: tuple[Any, ...]
    slips: tuple[Any, ...]
    order: dict[UUID, int]
    """Where each point stands on the agenda."""

    @property
    def made(self) -> bool:
        return bool(self.voters)

    def here_for(self, item: UUID | None) -> frozenset[UUID]:
        """Who is in the hall for a point; without one, who came at all."""
        if item is None:
            return frozenset(each.voter_id for each in self.presences)
        place = self.order.get(item, 0)
        return frozenset(each.voter_id for each in self.presences if self._covers(each, place))

    def here_now(self) -> frozenset[UUID]:
        """Who is in the hall at this moment."""
        return frozenset(each.voter_id for each in self.presences if each.left is None and each.until_item_id is None)

    def _covers(self, each: Presence, place: int) -> bool:
        begins = self.order.get(each.from_item_id, 0) if each.from_item_id else 0
        ends = self.order.get(each.until_item_id, 0) if each.until_item_id else len(self.order) + 1
        return begins <= place < ends

    def standing(self, item: UUID | None = None, matter: str = "ordinary", now: bool = False) -> Standing:
        """Judge the papers and count who is present: for a point, at this moment, or over the whole meeting."""
        present = self.here_now() if now else self.here_for(item)
        voters = [Entitled(each.id, each.household_id) for each in self.voters.values()]
        papers = [as_paper(each) for each in self.slips if each.kind in list(PaperKind)]
        by_household = self.rules.unit_of(matter) == "household"
        return stand(voters, papers, self.here_for(None), present, paper_rules(self.rules), by_household)


def as_paper(slip: Any) -> Paper:
    return Paper(
        slip.id,
        slip.voter_id,
        PaperKind(slip.kind),
        slip.holder_id,
        slip.holder_name,
        slip.holder_came,
        slip.to_chair,
    )


def paper_rules(rules: Rules) -> PaperRules:
    return PaperRules(
        electronic=rules.electronic_counts or rules.electronic_votes,
        unnamed_to_chair=rules.blank_proxy_to_chair,
        absent_to_chair=rules.absent_proxy_to_chair,
        who=rules.proxy_who,
        limit=rules.proxy_limit,
        both=rules.both_papers,
    )


def register_of(session: Session, found: Meeting) -> Register:
    """The list of voters as it stands; empty where nobody made one."""
    listed = _all(Voter).where(Voter.meeting_id == found.id).order_by(Voter.number)
    voters = session.execute(listed).all()
    presences: Sequence[Any] = ()
    slips: Sequence[Any] = ()
    if voters:
        presences = session.execute(_all(Presence).where(Presence.meeting_id == found.id)).all()
        slips = session.execute(_all(Slip).where(Slip.meeting_id == found.id).order_by(Slip.id)).all()
    order = {each.id: place for place, (each, _depth) in enumerate(in_order(found.items))}
    return Register(rules_from(found.rules), {each.id: each for each in voters}, tuple(presences), tuple(slips), order)


def _all(entity: Any) -> sa.Select[Any]:
    """Every column as a plain row: a hall of a thousand is looked through at each step."""
    return sa.select(*entity.__table__.columns)


def count_anew(session: Session, found: Meeting) -> Attendance | None:
    """Bring the meeting's counts to what its list of voters says; None where there is no list."""
    session.flush()
    register = register_of(session, found)
    if not register.made:
        return None
    attendance = register.standing().attendance
    for each in fields(attendance):
        setattr(found, each.name, getattr(attendance, each.name))
    session.flush()
    return attendance


def attendance_for(session: Session, found: Meeting, item: AgendaItem) -> Standing | None:
    """Who is present for one point, in the unit of its matter; None where there is no list of voters."""
    register = register_of(session, found)
    return register.standing(item.id, item.matter) if register.made else None


def notes_of(session: Session, found: Meeting) -> tuple[Note, ...]:
    """Every paper that is void or counts for less."""
    register = register_of(session, found)
    return notes(register.standing(), register) if register.made else ()


def notes(standing: Standing, register: Register) -> tuple[Note, ...]:
    return tuple(note(each, register.voters) for each in standing.papers if each.why)


def note(judged: Judged, voters: dict[UUID, Any]) -> Note:
    """Why a paper is void, does not vote, or goes to the chair."""
    paper, why = judged.paper, judged.why or Why.CAME
    to_chair = judged.valid and judged.votes and why in _TO_CHAIR
    holder = voters[paper.holder].name if paper.holder in voters else paper.holder_name
    return Note(f"{why} to_chair" if to_chair else why.value, paper.kind.value, voters[paper.voter].name, holder)


def online_of(session: Session, found: Meeting) -> int:
    """How many voters took part online, at any time."""
    return len({each.voter_id for each in register_of(session, found).presences if each.online})


def moves_of(session: Session, found: Meeting) -> tuple[Move, ...]:
    """Who came after the beginning or left before the end."""
    register = register_of(session, found)
    titles = {each.id: each.title for each in found.items}
    said = []
    for each in register.presences:
        name = register.voters[each.voter_id].name
        if each.from_item_id and register.order.get(each.from_item_id, 0) > 0:
            said.append(Move(name, titles.get(each.from_item_id, ""), late=True))
        if each.until_item_id:
            said.append(Move(name, titles.get(each.until_item_id, ""), late=False))
    return tuple(said)
