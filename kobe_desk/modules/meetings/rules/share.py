"""A needed share (過半数, 4分の3以上) and of what it is taken, compared in integers.

過半数 is more than half, 半数以上 is half or more: two different rules.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class RuleUnreadable(UserError):
    text = N_("The rule “{rule}” of the bylaws cannot be read. Please choose it again.")


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

    @property
    def majority(self) -> bool:
        """Whether this is 過半数."""
        return self.strict and 2 * self.numerator == self.denominator

    @property
    def japanese(self) -> str:
        """過半数, 半数以上, 4分の3以上 or 3分の2を超える数, as bylaws write it: for papers."""
        if self.majority:
            return "過半数"
        if 2 * self.numerator == self.denominator:
            return "半数以上"
        fraction = f"{self.denominator}分の{self.numerator}"
        return f"{fraction}を超える数" if self.strict else f"{fraction}以上"
