"""Elections (選挙・役員の選任): who was elected, and their terms in the roster after confirmation."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.model import AgendaItem
from kobe_desk.modules.meetings.rules import Share, elect
from kobe_desk.modules.meetings.usecases.ballots import ballot_from
from kobe_desk.modules.meetings.usecases.errors import (
    ConfirmedAlready,
    NoElection,
    OfficeUnknown,
    TooManyCandidates,
)
from kobe_desk.modules.meetings.usecases.facts import Ballot, Candidate
from kobe_desk.modules.meetings.usecases.freezing import freeze, keep, open_motion
from kobe_desk.modules.members.usecases import TermRequest, assign_office


@dataclass(frozen=True, slots=True)
class ElectionRequest:
    """An election: for which office and term, who stands, and with how many votes each.

    `acclaim`: elected without objection; `drawn`: by index, who was chosen among those level (くじ).
    """

    seats: int
    candidates: tuple[Candidate, ...]
    office_id: UUID | None = None
    start: date | None = None
    end: date | None = None
    acclaim: bool = False
    drawn: tuple[int, ...] = ()
    ballots: int = 0
    """How many ballots were cast; asked where nobody stands against (信任投票)."""
    invalid: int = 0
    counters: tuple[str, ...] = ()


@usecase(label=N_("Count an election"), needs="meetings.edit")
def record_election(session: Session, key: UUID, request: ElectionRequest) -> tuple[Candidate, ...]:
    """Who was elected: the candidates with the most votes, none of them with fewer than the motion's rule asks for
    where there are no more candidates than places. Returns all candidates; those level at the last place are open.

    Raises AdoptedAlready, NoCandidates, TooManyCandidates, NegativeCount.
    """
    motion, found = open_motion(session, key)
    if request.acclaim and len(request.candidates) > request.seats:
        raise TooManyCandidates("candidates")
    votes = [each.votes for each in request.candidates]
    if request.acclaim:
        chosen, open_ = set(range(len(votes))), False
        elect(votes, request.seats, 0)
    else:
        result = elect(votes, request.seats, _needed(motion, request))
        rest = request.seats - len(result.elected)
        drawn = [each for each in request.drawn if each in result.tied][:rest]
        chosen, open_ = {*result.elected, *drawn}, bool(result.tied) and len(drawn) < rest
    candidates = tuple(replace(each, elected=n in chosen) for n, each in enumerate(request.candidates))
    motion.unanimous, motion.method = request.acclaim, "acclaim" if request.acclaim else "election"
    motion.yes, motion.no, motion.abstain, motion.invalid = 0, 0, 0, request.invalid
    term = (request.start, request.end) if request.start else None
    ballot = Ballot(candidates=candidates, seats=request.seats, office_id=request.office_id, term=term,
                    counters=request.counters)  # fmt: skip
    freeze(session, motion, found, ballot)
    motion.carried = None if open_ else bool(chosen)
    session.flush()
    return candidates


@usecase(label=N_("Write those elected into the roster"), needs="meetings.edit")
def confirm_election(session: Session, key: UUID) -> tuple[UUID, ...]:
    """Give those elected their office for its term (役員名簿); returns the terms.

    Raises NoElection, OfficeUnknown, ConfirmedAlready, and what the roster refuses (AlreadyHeld).
    """
    motion = session.get_one(AgendaItem, key)
    ballot = ballot_from(motion.ballot or {})
    elected = [each for each in ballot.candidates if each.elected]
    if not motion.carried or not elected:
        raise NoElection
    if ballot.confirmed:
        raise ConfirmedAlready
    if ballot.office_id is None or ballot.term is None or any(each.person_id is None for each in elected):
        raise OfficeUnknown("office_id")
    start, end = ballot.term
    terms = tuple(
        assign_office(session, TermRequest(each.person_id, ballot.office_id, start, end, end_predecessor=True))
        for each in elected
        if each.person_id
    )
    keep(motion, replace(ballot, confirmed=True))
    session.flush()
    return terms


def _needed(motion: AgendaItem, request: ElectionRequest) -> int:
    """信任投票: where nobody stands against, each needs the majority of the ballots; else the most votes win."""
    if len(request.candidates) > request.seats or not request.ballots:
        return 1
    return Share.parse(motion.rule).needed(request.ballots)
