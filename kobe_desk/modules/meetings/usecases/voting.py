"""Voting (採決): counts of hall and papers, votes by name, and who is left out."""

from dataclasses import dataclass, fields, replace
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.model import AgendaItem, Meeting, Slip
from kobe_desk.modules.meetings.rules import Outcome, Vote
from kobe_desk.modules.meetings.rules.reception import PaperKind, Standing
from kobe_desk.modules.meetings.rules.voting import ABSTAIN, CHOICES, INVALID, NO, YES
from kobe_desk.modules.meetings.usecases.ballots import NAMES, ballot_from
from kobe_desk.modules.meetings.usecases.errors import (
    HouseholdVotesOnce,
    NoRegister,
)
from kobe_desk.modules.meetings.usecases.facts import Ballot
from kobe_desk.modules.meetings.usecases.freezing import freeze, keep, open_motion
from kobe_desk.modules.meetings.usecases.rows import judge, quorum_of, rules_from
from kobe_desk.modules.meetings.usecases.standing import Register, attendance_for, register_of

Counts = tuple[int, int, int, int]
NONE: Counts = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class BallotRequest:
    """What was counted in the hall (for, against, abstained, invalid); papers are added from the reception.

    `chair_choice` is how the chair casts the proxies given to him. `counters` are the two who counted.
    """

    method: str = "hands"
    hall: Counts = NONE
    chair_choice: str = YES
    unanimous: bool = False
    chair_says_yes: bool | None = None
    counters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperCount:
    """What the papers say of one motion: each for, against, abstained, invalid; and how many proxies the chair has."""

    writing: Counts
    electronic: Counts
    chair_proxies: int
    held: int
    """Proxies whose holders are in the hall: they are part of its count."""
    voteless: int
    excluded: tuple[str, ...]
    """Names of those left out for their interest."""


@query(needs="meetings.read")
def paper_count(session: Session, item: UUID) -> PaperCount:
    """The votes that papers give to a motion; empty where there is no list of voters."""
    motion = session.get_one(AgendaItem, item)
    found = session.get_one(Meeting, motion.meeting_id)
    register = register_of(session, found)
    names = tuple((motion.ballot or {}).get(NAMES, ()))
    if not register.made:
        return PaperCount(NONE, NONE, 0, 0, 0, names)
    return _papers(register, register.standing(motion.id, motion.matter), motion, names)


@query(needs="meetings.read")
def warnings_for(session: Session, item: UUID) -> tuple[str, ...]:
    """What to think of before this is voted on: not notified, no quorum any more."""
    motion = session.get_one(AgendaItem, item)
    found = session.get_one(Meeting, motion.meeting_id)
    rules, said = rules_from(found.rules), []
    if not motion.notified and rules.only_notified:
        said.append(_("This was not in the notice. The bylaws let only notified matters be decided."))
    standing = attendance_for(session, found, motion)
    if standing is not None:
        quorum = quorum_of(rules, standing.attendance)
        if not quorum.reached:
            text = _("The quorum is not reached for this point: {addition}, and {needed} are needed.")
            said.append(text.format(addition=quorum.addition, needed=quorum.needed))
    return tuple(said)


@usecase(label=N_("Count the votes"), needs="meetings.edit")
def record_vote(session: Session, key: UUID, vote: Vote) -> Outcome:
    """Write down the totals of a vote and judge it by its rule. Raises AdoptedAlready, MoreVotesThanPresent."""
    motion, found = open_motion(session, key)
    interested = vote.excluded == 0 and bool(motion.interested)
    for each in fields(vote):
        if not (interested and each.name.startswith("excluded")):
            setattr(motion, each.name, getattr(vote, each.name))
    motion.method = "acclaim" if vote.unanimous else motion.method or "hands"
    freeze(session, motion, found, Ballot(hall=(vote.yes, vote.no, vote.abstain, vote.invalid)))
    return _judged(motion, found)


@usecase(label=N_("Count the votes"), needs="meetings.edit")
def record_ballot(session: Session, key: UUID, request: BallotRequest) -> Outcome:
    """Count the hall and add the papers: written and electronic votes, and the proxies the chair casts.

    Where nobody in the hall objects but a paper does, the hall is counted as in favour, and the papers beside it.
    Raises AdoptedAlready, MoreVotesThanPresent.
    """
    motion, found = open_motion(session, key)
    papers = paper_count(session, key)
    unanimous = request.unanimous and not any((*papers.writing[1:], *papers.electronic[1:]))
    if request.unanimous and not unanimous:
        request = replace(request, hall=_whole_hall(session, motion, found, papers), method="acclaim")
    parts = [request.hall, papers.writing, papers.electronic, _cast(papers.chair_proxies, request.chair_choice)]
    totals = NONE if unanimous else tuple(map(sum, zip(*parts, strict=True)))
    motion.yes, motion.no, motion.abstain, motion.invalid = totals
    motion.unanimous, motion.chair_says_yes = unanimous, request.chair_says_yes
    motion.method = "acclaim" if unanimous else request.method
    ballot = Ballot(
        hall=request.hall,
        writing=papers.writing,
        electronic=papers.electronic,
        chair_proxies=papers.chair_proxies,
        chair_choice=request.chair_choice if papers.chair_proxies else "",
        counters=request.counters,
    )
    freeze(session, motion, found, ballot)
    return _judged(motion, found)


@usecase(label=N_("Count the votes by name"), needs="meetings.edit")
def record_named_votes(
    session: Session,
    key: UUID,
    choices: tuple[tuple[UUID, str], ...],
    chair_choice: str = YES,
    chair_says_yes: bool | None = None,
) -> Outcome:
    """Each voter in the hall by name, with the proxies held; papers are added. In a matter of households each
    household has one vote. Raises AdoptedAlready, NoRegister, HouseholdVotesOnce, MoreVotesThanPresent."""
    motion, found = open_motion(session, key)
    register = register_of(session, found)
    if not register.made:
        raise NoRegister
    standing = register.standing(motion.id, motion.matter)
    counts = dict.fromkeys(CHOICES, 0)
    for voter, choice in _once_each(register, choices, motion):
        counts[choice] += 1 + standing.holders.get(voter, 0)
    hall = (counts[YES], counts[NO], counts[ABSTAIN], counts[INVALID])
    judged = record_ballot(session, key, BallotRequest("named", hall, chair_choice, chair_says_yes=chair_says_yes))
    names = tuple((register.voters[voter].name, choice) for voter, choice in choices)
    keep(motion, replace(ballot_from(motion.ballot), named=names))
    return judged


@usecase(label=N_("Leave out who has an interest"), needs="meetings.edit")
def leave_out(session: Session, key: UUID, voters: tuple[UUID, ...]) -> None:
    """Those with an interest (利害関係) in a motion are left out of its votes and of its base. A vote already counted
    is to be counted again. Raises AdoptedAlready."""
    motion, found = open_motion(session, key)
    register = register_of(session, found)
    here = register.standing(motion.id, motion.matter)
    present = here.in_person | {each.paper.voter for each in here.papers if each.valid}
    motion.interested = [str(each) for each in voters]
    motion.excluded = len(voters)
    motion.excluded_present = sum(each in present for each in voters)
    motion.ballot = {NAMES: [register.voters[each].name for each in voters]}
    motion.carried, motion.method = None, ""
    session.flush()


def _only_where_level(motion: AgendaItem, found: Meeting) -> None:
    """The chair's decision (可否同数) stands only where there was something to decide."""
    said, motion.chair_says_yes = motion.chair_says_yes, None
    if judge(motion, found).tie:
        motion.chair_says_yes = said


def _judged(motion: AgendaItem, found: Meeting) -> Outcome:
    judged = judge(motion, found)
    if motion.chair_says_yes is not None:
        _only_where_level(motion, found)
    motion.carried = None if judged.tie else judged.carried
    motion.postponed = False
    return judged


def _whole_hall(session: Session, motion: AgendaItem, found: Meeting, papers: PaperCount) -> Counts:
    """Everybody in the hall who votes, with the proxies held there, in favour."""
    standing = attendance_for(session, found, motion)
    if standing is None:
        return NONE
    out = {UUID(each) for each in motion.interested or ()}
    apart = int(not rules_from(found.rules).chair_votes)
    away = len(out & standing.in_person)
    return max(standing.attendance.in_person - away - apart, 0) + papers.held, 0, 0, 0


def _cast(count: int, choice: str) -> Counts:
    return (count if choice == YES else 0, count if choice == NO else 0, count if choice == ABSTAIN else 0, 0)


def _papers(register: Register, standing: Standing, motion: AgendaItem, names: tuple[str, ...]) -> PaperCount:
    """Only papers of those who may vote on this motion are counted."""
    out = {UUID(each) for each in motion.interested or ()}
    valid = {each.paper.id: each for each in standing.papers if each.valid and each.paper.voter not in out}
    slips = [each for each in register.slips if each.id in valid]
    proxies = [each for each in valid.values() if each.paper.kind is PaperKind.PROXY and each.votes]
    votes = register.rules.proxy_votes
    return PaperCount(
        _choices(slips, PaperKind.WRITING, motion, register) if register.rules.writing_votes else NONE,
        _choices(slips, PaperKind.ELECTRONIC, motion, register) if register.rules.electronic_votes else NONE,
        sum(each.holder is None for each in proxies) if votes else 0,
        sum(each.holder is not None for each in proxies) if votes else 0,
        standing.attendance.voteless,
        names,
    )


def _choices(slips: list[Slip], kind: PaperKind, motion: AgendaItem, register: Register) -> Counts:
    counts = dict.fromkeys(CHOICES, 0)
    for each in slips:
        if each.kind == kind:
            counts[each.choices.get(str(motion.id), register.rules.blank_writing)] += 1
    return counts[YES], counts[NO], counts[ABSTAIN], counts[INVALID]


def _once_each(register: Register, choices: tuple[tuple[UUID, str], ...], motion: AgendaItem) -> list[tuple[UUID, str]]:
    """Each voter once; in a matter of households, each household once."""
    if register.rules.unit_of(motion.matter) == "person":
        return list(choices)
    homes: dict[UUID, tuple[UUID, str]] = {}
    for voter, choice in choices:
        home = register.voters[voter].household_id or voter
        _first, said = homes.setdefault(home, (voter, choice))
        if said != choice:
            raise HouseholdVotesOnce(None, name=register.voters[voter].name)
    return list(homes.values())
