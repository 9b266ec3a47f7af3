"""What the papers of one stage say: the grant as it stands, what was written at the stage, and what that comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kobe_desk.modules.subsidies.papers.house import House
from kobe_desk.modules.subsidies.rules.actual import PlanLine, Spent
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.life import Decided
from kobe_desk.modules.subsidies.rules.values import BankAccount

Money = tuple[str, int, int, int]
"""A line of accounts: what it is, planned, actual, the difference."""


@dataclass(frozen=True)
class Later:
    """The grant and the stage as their papers tell them."""

    programme: Programme
    answers: Answers
    house: House
    day: date
    number: str
    project: str
    asked: int
    decided: Decided
    values: Mapping[str, Any]
    plan: tuple[PlanLine, ...]
    spent: tuple[Spent, ...]
    categories: Mapping[str, str]
    income: tuple[tuple[str, int], ...]
    """What else the project was paid from, as the budget has it."""
    bank: BankAccount | None
    paid: int
    """What was paid in advance."""
    settled: int | None
    photos: int = 0
    """How many photos go with a report."""

    @property
    def cost(self) -> int:
        return sum(each.spent for each in self.plan)

    @property
    def yen(self) -> int:
        """What the grant comes to as far as is known: settled, else decided, else asked for."""
        known = self.settled if self.settled is not None else self.decided.yen
        return self.asked if known is None else known

    @property
    def claimed(self) -> int:
        """What is asked for now: what was paid already is taken off."""
        return self.yen - self.paid

    @property
    def came_in(self) -> tuple[Money, ...]:
        """収入の部, planned and actual; income is as much as was spent."""
        others = sum(given for _label, given in self.income)
        granted = self.yen if self.settled is not None else max(0, min(self.yen, self.cost - others))
        own, rest = self.cost - granted - others, sum(each.planned for each in self.plan) - self.asked - others
        found: list[Money] = [("本補助金", self.asked, granted, granted - self.asked)]
        found += [(label, given, given, 0) for label, given in self.income]
        if own or rest:
            found.append(("自己資金", rest, own, own - rest))
        return tuple(found)

    @property
    def went_out(self) -> tuple[Money, ...]:
        """支出の部, planned and actual."""
        return tuple((each.label, each.planned, each.spent, each.spent - each.planned) for each in self.plan)

    @property
    def receipts(self) -> tuple[Spent, ...]:
        """The entries of the cash book that the grant pays for."""
        return tuple(each for each in self.spent if not each.reversed)
