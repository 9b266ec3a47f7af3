"""Votes (採決) and elections (選挙), judged in integers and printable as sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.rules.counting import MoreVotesThanPresent, NegativeCount
from kobe_desk.modules.meetings.rules.share import Base, Share

YES, NO, ABSTAIN, INVALID = "yes", "no", "abstain", "invalid"
CHOICES = (YES, NO, ABSTAIN, INVALID)


class NoCandidates(UserError):
    text = N_("Please write down who stands for election.")


@dataclass(frozen=True, slots=True)
class Vote:
    """A count of one motion (採決): for, against, abstained, invalid; `excluded` had an interest in it (利害関係)."""

    yes: int
    no: int
    abstain: int = 0
    invalid: int = 0
    excluded: int = 0
    unanimous: bool = False
    """異議なし: nobody objected, so nothing was counted."""
    chair_says_yes: bool | None = None
    excluded_present: int | None = None
    """How many of the excluded are present; all of them unless said."""

    @property
    def counted(self) -> int:
        return self.yes + self.no + self.abstain + self.invalid

    @property
    def away(self) -> int:
        """Those to be taken off from the present."""
        return self.excluded if self.excluded_present is None else self.excluded_present


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote came to, with the sum that shows why. `tie` waits for the chair's decision."""

    carried: bool
    tie: bool
    base: Base
    base_count: int
    needed: int
    comparison: str


@dataclass(frozen=True, slots=True)
class Room:
    """Of how many votes a motion is decided: all, present, and of these who has none in the first count."""

    present: int
    total: int
    voteless: int = 0
    """Proxies that count for the quorum only."""
    chair_apart: int = 0
    """1 where the chair does not vote in the first count (議長は採決に加わらない)."""
    chair_breaks_ties: bool = True


def outcome(rule: str, vote: Vote, room: Room) -> Outcome:
    """Judge a motion by its rule. Raises RuleUnreadable, MoreVotesThanPresent, NegativeCount."""
    share = Share.parse(rule)
    voting = room.present - vote.away - room.chair_apart
    _check(vote, voting - room.voteless)
    base_count = {Base.CAST: vote.yes + vote.no, Base.PRESENT: voting, Base.ALL: room.total - vote.excluded}[share.base]
    if vote.unanimous:
        return _unanimous(share, base_count, voting - room.voteless)
    reached = base_count > 0 and share.reached(vote.yes, base_count)
    tie = room.chair_breaks_ties and not reached and _level(share, vote, base_count)
    if tie and vote.chair_says_yes is not None:
        reached, tie = vote.chair_says_yes, False
    return Outcome(reached, tie, share.base, base_count, share.needed(base_count), share.sum(vote.yes, base_count))


def _level(share: Share, vote: Vote, base_count: int) -> bool:
    """可否同数: as many for as against where 過半数 decides, so that one vote more would carry it."""
    if not share.majority or vote.yes != vote.no or vote.yes == 0:
        return False
    return share.base is Base.CAST or 2 * vote.yes == base_count


def _unanimous(share: Share, base_count: int, voting: int) -> Outcome:
    """異議なし: all who vote agree; a share of all, or of those present, is still counted."""
    if share.base is Base.CAST:
        return Outcome(True, False, share.base, voting, share.needed(voting), "")
    carried = base_count > 0 and share.reached(voting, base_count)
    said = "" if share.base is Base.PRESENT else share.sum(voting, base_count)
    return Outcome(carried, False, share.base, base_count, share.needed(base_count), said)


def _check(vote: Vote, voting: int) -> None:
    if min(vote.yes, vote.no, vote.abstain, vote.invalid, vote.excluded, vote.away) < 0:
        raise NegativeCount("yes")
    if vote.counted > voting:
        raise MoreVotesThanPresent("yes", counted=vote.counted, present=voting)


@dataclass(frozen=True, slots=True)
class Elected:
    """What an election came to: the places filled, in order of votes, and who is level at the last place."""

    elected: tuple[int, ...]
    tied: tuple[int, ...] = ()
    """Level for fewer places than they are: the bylaws' way (くじ, 年長者) or the chair decides."""


def elect(votes: Sequence[int], seats: int, needed: int = 1) -> Elected:
    """The candidates (by index) with the most votes take the seats; each needs `needed` votes. Raises NoCandidates."""
    if not votes or seats < 1:
        raise NoCandidates("candidates")
    if min(votes) < 0:
        raise NegativeCount("candidates")
    order = sorted((n for n in range(len(votes)) if votes[n] >= max(needed, 1)), key=lambda n: -votes[n])
    if len(order) <= seats:
        return Elected(tuple(order))
    edge = votes[order[seats]]
    if votes[order[seats - 1]] > edge:
        return Elected(tuple(order[:seats]))
    return Elected(tuple(n for n in order if votes[n] > edge), tuple(n for n in order if votes[n] == edge))
