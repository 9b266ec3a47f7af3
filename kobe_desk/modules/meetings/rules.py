"""The arithmetic of meetings: quorum and votes, compared in integers and printable as sums.

Neither quorum nor the ordinary majority is in the law; both come from the bylaws
(地方自治法260条の2 以下 leaves them open).
過半数 is more than half, 半数以上 is half or more: two different rules.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class RuleUnreadable(UserError):
    text = N_("The rule “{rule}” of the bylaws cannot be read. Please choose it again.")


class MoreCameThanThereAre(UserError):
    text = N_("More votes are present ({present}) than there are in all ({total}). Please count again.")


class MoreVotesThanPresent(UserError):
    text = N_("The votes counted ({counted}) are more than those present ({present}). Please count again.")


class NegativeCount(UserError):
    text = N_("A count cannot be less than 0. Please write it again.")


class Base(StrEnum):
    """Of what a fraction is taken: of the votes for and against, of those present, or of all."""

    CAST = "cast"
    PRESENT = "present"
    ALL = "all"


_RULE = re.compile(r"(more_than|at_least) (\d+)/(\d+)(?: of (cast|present|all))?")


@dataclass(frozen=True, slots=True)
class Share:
    """A needed share, such as 過半数 (more than 1/2) or 4分の3以上 (at least 3/4), and of what."""

    numerator: int
    denominator: int
    strict: bool
    base: Base = Base.ALL

    @classmethod
    def parse(cls, rule: str) -> "Share":
        """Read `more_than 1/2 of cast`. Raises RuleUnreadable."""
        found = _RULE.fullmatch(rule)
        if found is None or not 0 < int(found[2]) <= int(found[3]):
            raise RuleUnreadable(rule=rule)
        return cls(int(found[2]), int(found[3]), found[1] == "more_than", Base(found[4] or Base.ALL))

    def reached(self, count: int, total: int) -> bool:
        """Whether `count` of `total` is enough: count·denominator against total·numerator."""
        mine, needed = count * self.denominator, total * self.numerator
        return mine > needed if self.strict else mine >= needed

    def needed(self, total: int) -> int:
        """The smallest count that is enough."""
        share, rest = divmod(total * self.numerator, self.denominator)
        return share + 1 if self.strict or rest else share

    def sum(self, count: int, total: int) -> str:
        """The comparison as it is printed: `185×2＝370 ≧ 312×1`."""
        mine = count * self.denominator
        sign = ("＞" if self.strict else "≧") if self.reached(count, total) else ("≦" if self.strict else "＜")
        return f"{count}×{self.denominator}＝{mine} {sign} {total}×{self.numerator}"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who counts as present (出席): in person, in writing (書面表決), by proxy (委任状)."""

    total: int
    in_person: int
    in_writing: int = 0
    by_proxy: int = 0
    void_writing: int = 0
    """Papers of people who then came in person: void, each person is counted once."""
    void_proxy: int = 0

    def __post_init__(self) -> None:
        counts = (self.total, self.in_person, self.in_writing, self.by_proxy, self.void_writing, self.void_proxy)
        if min(counts) < 0:
            raise NegativeCount("in_person")
        if self.void_writing > self.in_writing or self.void_proxy > self.by_proxy:
            raise MoreVotesThanPresent("void_proxy", counted=self.void_writing + self.void_proxy, present=self.present)
        if self.present > self.total:
            raise MoreCameThanThereAre("in_person", present=self.present, total=self.total)

    @property
    def valid_writing(self) -> int:
        return self.in_writing - self.void_writing

    @property
    def valid_proxy(self) -> int:
        return self.by_proxy - self.void_proxy

    @property
    def present(self) -> int:
        return self.in_person + self.valid_writing + self.valid_proxy


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a meeting stands (成立), with the sum that shows why."""

    present: int
    total: int
    needed: int
    reached: bool
    addition: str
    comparison: str


def quorum(rule: str, attendance: Attendance, *, writing_counts: bool = True, proxy_counts: bool = True) -> Quorum:
    """Judge the quorum (定足数) by the bylaws' rule. Raises RuleUnreadable."""
    share = Share.parse(rule)
    parts = [attendance.in_person]
    if writing_counts:
        parts.append(attendance.valid_writing)
    if proxy_counts:
        parts.append(attendance.valid_proxy)
    present, total = sum(parts), attendance.total
    addition = f"{'＋'.join(map(str, parts))}＝{present}" if len(parts) > 1 else str(present)
    reached = total > 0 and share.reached(present, total)
    return Quorum(present, total, share.needed(total), reached, addition, share.sum(present, total))


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

    @property
    def counted(self) -> int:
        return self.yes + self.no + self.abstain + self.invalid


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote came to, with the sum that shows why. `tie` waits for the chair's decision."""

    carried: bool
    tie: bool
    base: Base
    base_count: int
    needed: int
    comparison: str


def outcome(rule: str, vote: Vote, *, present: int, total: int, chair_breaks_ties: bool = True) -> Outcome:
    """Judge a motion by its rule. Raises RuleUnreadable, MoreVotesThanPresent, NegativeCount."""
    share = Share.parse(rule)
    _check(vote, present)
    base_count = {
        Base.CAST: vote.yes + vote.no,
        Base.PRESENT: present - vote.excluded,
        Base.ALL: total - vote.excluded,
    }[share.base]
    if vote.unanimous:
        counted = present - vote.excluded
        carried = share.base is not Base.ALL or share.reached(counted, base_count)
        needed = share.needed(base_count if share.base is Base.ALL else counted)
        return Outcome(carried, False, share.base, counted, needed, "")
    reached = base_count > 0 and share.reached(vote.yes, base_count)
    tie = vote.yes == vote.no and vote.yes > 0 and not reached and share.base is Base.CAST and chair_breaks_ties
    if tie and vote.chair_says_yes is not None:
        reached, tie = vote.chair_says_yes, False
    return Outcome(reached, tie, share.base, base_count, share.needed(base_count), share.sum(vote.yes, base_count))


def _check(vote: Vote, present: int) -> None:
    if min(vote.yes, vote.no, vote.abstain, vote.invalid, vote.excluded) < 0:
        raise NegativeCount("yes")
    if vote.counted > present - vote.excluded:
        raise MoreVotesThanPresent("yes", counted=vote.counted, present=present - vote.excluded)


def last_day_of_notice(meeting: date, days: int) -> date:
    """The last day on which notice can be sent: `days` full days lie between it and the meeting (初日不算入)."""
    return meeting - timedelta(days=days + 1)
