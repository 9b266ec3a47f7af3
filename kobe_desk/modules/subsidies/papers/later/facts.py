"""What the papers of one stage say: the grant as it stands, what was written at the stage, and what that comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kobe_desk.modules.subsidies.papers.house import House
from kobe_desk.modules.subsidies.rules.actual import PlanLine, Spent, until
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.life import SHARE, WHOLE, Decided
from kobe_desk.modules.subsidies.rules.settlement import Line, Settlement
from kobe_desk.modules.subsidies.rules.terms import Terms, cost_lines, income_lines
from kobe_desk.modules.subsidies.rules.values import BankAccount, Period
from kobe_desk.modules.subsidies.usecases.assets import AssetRow


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
    codes: tuple[str, str] = ("", "")
    """金融機関コード and 支店コード of the account; empty where nobody wrote them down."""
    photos: int = 0
    """How many photos go with a report."""
    copies: bool = False
    """Whether the scans of receipts go with a report."""
    asset: AssetRow | None = None
    """The thing that is to be disposed of."""
    wanted: tuple[tuple[str, bool], ...] = ()
    """What the office wants with the papers, in its order, and whether it is there."""
    enclosed: tuple[str, ...] = ()
    """What else goes with the papers (そえる書類), as the list of enclosures names it."""
    before: Terms | None = None
    after: Terms | None = None
    """Of a change: the plan and budget that held, and those it asks for."""

    @property
    def goes_with_it(self) -> tuple[str, ...]:
        """そえる書類: what is there of what the office wants, and the rest."""
        return (*(label for label, there in self.wanted if there), *self.enclosed)

    @property
    def cost(self) -> int:
        return self.settlement.cost

    @property
    def settled(self) -> int | None:
        return self.settlement.settled

    @property
    def yen(self) -> int:
        """What the grant comes to as far as is known: settled, decided, by the numbers as they were, or asked for."""
        known = self.settled if self.settled is not None else self.decided.yen
        if known is None and self.settlement.counted is not None:
            return self.settlement.due
        return self.asked if known is None else known

    @property
    def left(self) -> int:
        """過不足: what of the settled grant is still to be paid; below nothing: what was paid too much."""
        return self.settlement.granted - self.paid

    @property
    def changed_costs(self) -> tuple[Line, ...]:
        """支出の部 before and after a change."""
        return cost_lines(self.before, self.after) if self.before and self.after else ()

    @property
    def changed_income(self) -> tuple[Line, ...]:
        """収入の部 before and after a change."""
        return income_lines(self.before, self.after) if self.before and self.after else ()

    @property
    def budget_changes(self) -> bool:
        """Whether any figure of the budget becomes another one."""
        return any(more for *_rest, more in (*self.changed_costs, *self.changed_income))

    @property
    def new_period(self) -> Period | None:
        """The period as a change has it; None where it stays."""
        if self.before is None or self.after is None or self.before.period == self.after.period:
            return None
        return self.after.period

    @property
    def new_yen(self) -> int | None:
        """変更後の申請額; None where the budget stays as it was."""
        return self.after.yen if self.after and self.budget_changes else None

    @property
    def more(self) -> int | None:
        """増減: against what was decided, or asked for while nothing is decided."""
        return None if self.new_yen is None or self.before is None else self.new_yen - self.before.yen

    @property
    def as_of(self) -> date:
        """Up to which day a progress report tells the costs."""
        said = self.values.get("as_of")
        return date.fromisoformat(said) if said else self.day

    @property
    def so_far(self) -> tuple[PlanLine, ...]:
        """支出の部 of a progress report: each heading with what was spent on it up to that day."""
        return until(self.settlement.plan, self.spent, self.as_of)

    @property
    def spent_so_far(self) -> int:
        return sum(each.spent for each in self.so_far)

    def share(self, category: str = WHOLE) -> int | None:
        """How many per cent of a heading, or of the project as a whole, are done; None where nobody said it."""
        said = self.values.get(f"{SHARE}{category}")
        return said if isinstance(said, int) else None

    @property
    def claimed(self) -> int:
        """What is asked for now: what was paid already is taken off."""
        return self.yen - self.paid

    @property
    def receipts(self) -> tuple[Spent, ...]:
        """The entries of the cash book that the grant pays for."""
        return tuple(each for each in self.spent if not each.reversed)
