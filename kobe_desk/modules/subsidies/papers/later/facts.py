"""What the papers of one stage say: the grant as it stands, what was written at the stage, and what that comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kobe_desk.modules.subsidies.papers.house import House
from kobe_desk.modules.subsidies.rules.actual import Spent
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.life import Decided
from kobe_desk.modules.subsidies.rules.settlement import Settlement
from kobe_desk.modules.subsidies.rules.values import BankAccount


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
    settlement: Settlement
    spent: tuple[Spent, ...]
    categories: Mapping[str, str]
    bank: BankAccount | None
    paid: int
    """What was paid in advance."""
    photos: int = 0
    """How many photos go with a report."""

    @property
    def cost(self) -> int:
        return self.settlement.cost

    @property
    def settled(self) -> int | None:
        return self.settlement.settled

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
    def receipts(self) -> tuple[Spent, ...]:
        """The entries of the cash book that the grant pays for."""
        return tuple(each for each in self.spent if not each.reversed)
