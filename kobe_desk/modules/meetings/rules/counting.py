"""Who counts as present, and whether a meeting stands (定足数): sums and comparisons in integers.

Neither quorum nor the ordinary majority is in the law; both come from the bylaws
(地方自治法260条の2 以下 leaves them open).
"""

from dataclasses import dataclass

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.rules.share import Share


class MoreCameThanThereAre(UserError):
    text = N_("More votes are present ({present}) than there are in all ({total}). Please count again.")


class MoreVotesThanPresent(UserError):
    text = N_("The votes counted ({counted}) are more than those present ({present}). Please count again.")


class NegativeCount(UserError):
    text = N_("A count cannot be less than 0. Please write it again.")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who counts as present (出席): in person, in writing (書面表決), by proxy (委任状), electronically (電子表決)."""

    total: int
    in_person: int
    in_writing: int = 0
    by_proxy: int = 0
    void_writing: int = 0
    """Papers of people who then came in person: void, each person is counted once."""
    void_proxy: int = 0
    electronic: int = 0
    void_electronic: int = 0
    voteless: int = 0
    """Valid proxies that count for the quorum and not for the vote (受任者の記載がない委任状)."""

    def __post_init__(self) -> None:
        if min(self.total, self.in_person, self.in_writing, self.by_proxy, self.void_writing, self.void_proxy,
               self.electronic, self.void_electronic, self.voteless) < 0:  # fmt: skip
            raise NegativeCount("in_person")
        more_void = (
            self.void_writing > self.in_writing
            or self.void_proxy > self.by_proxy
            or self.void_electronic > self.electronic
        )
        if more_void:
            void = self.void_writing + self.void_proxy + self.void_electronic
            raise MoreVotesThanPresent("void_proxy", counted=void, present=self.present)
        if self.present > self.total:
            raise MoreCameThanThereAre("in_person", present=self.present, total=self.total)

    @property
    def valid_writing(self) -> int:
        return self.in_writing - self.void_writing

    @property
    def valid_proxy(self) -> int:
        return self.by_proxy - self.void_proxy

    @property
    def valid_electronic(self) -> int:
        return self.electronic - self.void_electronic

    @property
    def void(self) -> int:
        """Papers that do not count, of every kind."""
        return self.void_writing + self.void_proxy + self.void_electronic

    @property
    def present(self) -> int:
        return self.in_person + self.valid_writing + self.valid_electronic + self.valid_proxy


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a meeting stands (成立), with the sum that shows why."""

    present: int
    total: int
    needed: int
    reached: bool
    addition: str
    comparison: str


def quorum(
    rule: str,
    attendance: Attendance,
    *,
    writing_counts: bool = True,
    proxy_counts: bool = True,
    electronic_counts: bool = True,
) -> Quorum:
    """Judge the quorum (定足数) by the bylaws' rule. Raises RuleUnreadable."""
    share = Share.parse(rule)
    parts = [attendance.in_person]
    if writing_counts:
        parts.append(attendance.valid_writing)
    if electronic_counts and attendance.electronic:
        parts.append(attendance.valid_electronic)
    if proxy_counts:
        parts.append(attendance.valid_proxy)
    present, total = sum(parts), attendance.total
    addition = f"{'＋'.join(map(str, parts))}＝{present}" if len(parts) > 1 else str(present)
    reached = total > 0 and share.reached(present, total)
    return Quorum(present, total, share.needed(total), reached, addition, share.sum(present, total))
