"""Resolutions without a meeting (書面決議、地方自治法260条の19の2): the answers, and whether they are valid."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.model import AgendaItem, Meeting, Slip, Voter, Way
from kobe_desk.modules.meetings.rules import Outcome
from kobe_desk.modules.meetings.rules.paper_resolution import PaperVerdict
from kobe_desk.modules.meetings.rules.voting import ABSTAIN, CHOICES, INVALID, NO, YES
from kobe_desk.modules.meetings.usecases.agenda_order import motions_of
from kobe_desk.modules.meetings.usecases.ballots import stored
from kobe_desk.modules.meetings.usecases.errors import AdoptedAlready, NoRegister, NotForPaper
from kobe_desk.modules.meetings.usecases.facts import Ballot
from kobe_desk.modules.meetings.usecases.planning import open_meeting
from kobe_desk.modules.meetings.usecases.rows import judge, rules_from

ANSWER = "answer"


class StoppedByObjection(UserError):
    text = N_(
        "{objected} of {total} do not agree to deciding on paper. "
        "One is enough: nothing is decided this way. Please call a meeting."
    )


class AnswersMissing(UserError):
    text = N_("{silent} of {total} have not agreed yet. All must agree before anything is decided on paper.")


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """A voter's answer: whether the voter objects to deciding on paper, and for or against each motion."""

    voter_id: UUID
    objects: bool = False
    choices: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperResolutionRow:
    """How a resolution on paper stands; `why` says in a sentence whether it is valid. `allowed`: by the bylaws."""

    way: str
    allowed: bool
    verdict: PaperVerdict
    why: str
    objecting: tuple[str, ...]
    silent: tuple[str, ...]
    """Names of the first ten who have not answered."""
    counts: tuple[tuple[UUID, tuple[int, ...]], ...]
    """By motion: for, against, abstained, invalid."""


@usecase(label=N_("Write down an answer"), needs="meetings.edit")
def record_answer(session: Session, request: AnswerRequest) -> None:
    """A voter has answered; a later answer takes the place of the one before. Raises AdoptedAlready, NotForPaper."""
    voter = session.get_one(Voter, request.voter_id)
    found = open_meeting(session, voter.meeting_id)
    if found.way == Way.HALL:
        raise NotForPaper
    mine = sa.select(Slip).where(Slip.voter_id == voter.id, Slip.kind == ANSWER)
    slip = session.scalars(mine).first() or Slip(meeting_id=found.id, voter_id=voter.id, kind=ANSWER)
    slip.received, slip.objects = clock.wall(), request.objects
    slip.choices = {str(item): choice for item, choice in request.choices}
    session.add(slip)
    session.flush()
    _count(session, found)


@query(needs="meetings.read")
def paper_resolution(session: Session, key: UUID) -> PaperResolutionRow:
    """How the answers to a resolution on paper stand. Raises NotForPaper, NoRegister."""
    return _state(session, session.get_one(Meeting, key))


@usecase(label=N_("Decide on paper"), needs="meetings.edit")
def decide_on_paper(session: Session, key: UUID) -> tuple[Outcome, ...]:
    """Judge every motion by the answers. Raises StoppedByObjection, AnswersMissing, NotForPaper, NoRegister.

    1項: all agree to the method, then each motion needs its majority. 2項: all must agree to the proposal itself.
    """
    found = open_meeting(session, key)
    state = _state(session, found)
    if state.verdict.stopped:
        raise StoppedByObjection(objected=state.verdict.objected, total=state.verdict.total)
    if not state.verdict.valid:
        raise AnswersMissing(silent=state.verdict.silent, total=state.verdict.total)
    counts = dict(state.counts)
    return tuple(_decide(each, found, counts[each.id], state.verdict.total) for each in motions_of(found))


def _decide(motion: AgendaItem, found: Meeting, counts: tuple[int, ...], total: int) -> Outcome:
    motion.yes, motion.no, motion.abstain, motion.invalid = counts
    motion.method, motion.ballot = "paper", stored(Ballot(writing=counts, entitled=total))
    judged = judge(motion, found)
    motion.carried = counts[0] == total if found.way == Way.CONSENT else judged.carried
    return judged


def _state(session: Session, found: Meeting) -> PaperResolutionRow:
    if found.way == Way.HALL:
        raise NotForPaper
    voters = {each.id: each.name for each in session.scalars(sa.select(Voter).where(Voter.meeting_id == found.id))}
    if not voters:
        raise NoRegister
    slips = session.scalars(sa.select(Slip).where(Slip.meeting_id == found.id, Slip.kind == ANSWER)).all()
    motions = motions_of(found)
    objecting = [each for each in slips if _objects(each, found, motions)]
    verdict = PaperVerdict(len(voters), len(slips) - len(objecting), len(objecting))
    answered = {each.voter_id for each in slips}
    return PaperResolutionRow(
        way=found.way,
        allowed=rules_from(found.rules).paper_resolution,
        verdict=verdict,
        why=_why(verdict),
        objecting=tuple(voters[each.voter_id] for each in objecting),
        silent=tuple(name for key, name in voters.items() if key not in answered)[:10],
        counts=tuple((each.id, _counts(each, slips)) for each in motions),
    )


def _objects(slip: Slip, found: Meeting, motions: list[AgendaItem]) -> bool:
    """Against the method; under 2項 also who does not agree to each proposal."""
    if slip.objects:
        return True
    return found.way == Way.CONSENT and any(slip.choices.get(str(each.id)) != YES for each in motions)


def _counts(motion: AgendaItem, slips: Sequence[Slip]) -> tuple[int, ...]:
    counts = dict.fromkeys(CHOICES, 0)
    for each in slips:
        counts[each.choices.get(str(motion.id), ABSTAIN)] += 1
    return counts[YES], counts[NO], counts[ABSTAIN], counts[INVALID]


def _why(verdict: PaperVerdict) -> str:
    if verdict.stopped:
        text = _("Not valid: {objected} of {total} object, and one objection is enough to stop it.")
    elif verdict.valid:
        text = _("All {total} agree, so it can be decided on paper.")
    else:
        text = _("{agreed} of {total} agree so far; {silent} have not answered. All must agree.")
    return text.format(objected=verdict.objected, total=verdict.total, agreed=verdict.agreed, silent=verdict.silent)


def _count(session: Session, found: Meeting) -> None:
    """The answers are the written votes of this meeting."""
    if found.frozen:
        raise AdoptedAlready
    total = session.scalar(sa.select(sa.func.count()).where(Voter.meeting_id == found.id)) or 0
    answers = sa.select(sa.func.count()).where(Slip.meeting_id == found.id, Slip.kind == ANSWER)
    found.total, found.in_person, found.in_writing = total, 0, session.scalar(answers) or 0
    session.flush()
