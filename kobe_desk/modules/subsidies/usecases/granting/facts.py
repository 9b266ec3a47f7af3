"""What is asked and answered about a grant, and why it may be refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.actual import Caution, PlanLine, Spent
from kobe_desk.modules.subsidies.rules.advance import Greatest
from kobe_desk.modules.subsidies.rules.deadline import NextDay
from kobe_desk.modules.subsidies.rules.definition import Stage
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.judged import Judged
from kobe_desk.modules.subsidies.rules.life import DISPOSAL, TAKEN, Amounts, Decided, Noted, Step
from kobe_desk.modules.subsidies.rules.mapping import Goes
from kobe_desk.modules.subsidies.rules.settlement import Settlement
from kobe_desk.modules.subsidies.rules.terms import Terms
from kobe_desk.modules.subsidies.rules.wanted import Wanted
from kobe_desk.modules.subsidies.usecases.enclosing import EnclosureRow
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow
from kobe_desk.modules.subsidies.usecases.granting.changing import Changing

RETURNED = "stage:"
"""What the papers that came back are kept under: the stage they came at."""


class NotHandedIn(UserError):
    text = N_("This application was not exported yet. Sign its papers and write out the package first.")


class NotTheNextStage(UserError):
    text = N_("“{stage}” does not follow here. Please look at the list at the left.")


class NotedLater(UserError):
    text = N_("Later steps rest on this one. Take the last step back first.")


class NothingNoted(UserError):
    text = N_("No answer was noted yet. Note the decision first; its notice says the next day.")


class AllocatedAlready(UserError):
    text = N_("Only {left} yen of this entry are left. The rest is paid by {other}.")


class ReceiptElsewhere(UserError):
    text = N_(
        "The same receipt stands behind No. {number} “{text}”, of which “{other}” pays {amount} yen. Two grants cannot "
        "pay for one payment. Please look whether it was entered twice."
    )


class BookChanged(UserError):
    text = N_(
        "What the cash book says of this grant changed after these papers were made. Please make the papers again. "
        "Nothing was signed."
    )


class NothingToAllocate(UserError):
    text = N_("Please write an amount of one yen or more.")


class NoExpense(UserError):
    text = N_("This entry was taken back, or it is income. Please choose another one.")


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage as its page shows it: what is asked, what was noted, whether it is done, may come, or lies ahead."""

    stage: Stage
    fields: Mapping[str, Noted]
    values: Mapping[str, Any]
    day: date | None
    key: UUID | None
    may_come: bool
    occasion: str = ""
    """What its papers are kept under: the stage and which time it is (changed.2)."""
    known: Decided = Decided()
    """The decision that held before."""
    most: Greatest | None = None
    """The most that can be asked for in advance, by the programme's rule."""
    enclosed: tuple[EnclosureRow, ...] = ()
    """What goes with its papers (そえる書類), in its order."""
    wanted: tuple[Wanted, ...] = ()
    """What the office wants with its papers, of a stage that may come."""
    change: Changing | None = None
    """Of a change (変更): the plan and budget that held, those it asks for, and what stands against it."""

    @property
    def before(self) -> Terms | None:
        return self.change.before if self.change else None

    @property
    def after(self) -> Terms | None:
        return self.change.after if self.change else None

    @property
    def judged(self) -> Judged:
        return self.change.judged if self.change else Judged()


@dataclass(frozen=True, slots=True)
class SpentRow:
    """An allocated part of an entry."""

    id: UUID
    entry: UUID
    spent: Spent


@dataclass(frozen=True, slots=True)
class ReceiptCopy:
    """The scan of a receipt: of which entry of the cash book, and its PDF. Numbers begin anew with each year."""

    entry: UUID
    number: int
    text: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FreeEntry:
    """An expense of the project's years with something left that no grant pays for."""

    id: UUID
    number: int
    day: date
    text: str
    partner: str
    account: str
    amount: int
    left: int
    goes: Goes = Goes()
    """Where its account goes in the grant's programme."""

    @property
    def category(self) -> str:
        """The heading that is proposed; empty without one."""
        return self.goes.heading or ""


@dataclass(frozen=True, slots=True)
class TiedEvent:
    """The event a grant is about, and what a report takes from it, by the names of the report's questions."""

    id: UUID
    label: str
    facts: Mapping[str, Any]

    def changed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the event says otherwise than when the report took it, and than the report says now (要確認)."""
        taken = values.get(TAKEN)
        if taken is None:
            return {}
        now = {name: value for name, value in self.facts.items() if taken.get(name) != value}
        return {name: value for name, value in now.items() if values.get(name) != value}


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant whole."""

    application: ApplicationRow
    evaluation: Evaluation
    steps: tuple[Step, ...]
    stages: tuple[StageRow, ...]
    now: Stage
    due: NextDay | None
    amounts: Amounts
    plan: tuple[PlanLine, ...]
    settlement: Settlement
    spent: tuple[SpentRow, ...]
    free: tuple[FreeEntry, ...]
    cautions: tuple[Caution, ...]
    categories: Mapping[str, str]
    returned: tuple[EnclosureRow, ...]
    keep_until: date | None
    """The last day of the years the papers have to be kept, once the grant has come to its end."""
    event: TiedEvent | None = None
    asks_day: str = ""
    """The stage whose last day is to be written down from the notice: its papers come next, and no rule gives it."""

    def at(self, stage: str) -> StageRow:
        """A stage of the programme as it stands: the last time it came, or as it lies ahead."""
        there = [each for each in self.stages if each.stage.id == stage]
        ahead = next(each for each in (*self.application.programme.stages, DISPOSAL) if each.id == stage)
        return there[-1] if there else StageRow(ahead, {}, {}, None, None, may_come=False)


@dataclass(frozen=True, slots=True)
class GrantDue:
    """The next day of a grant by which something has to be done, and what that is."""

    id: UUID
    title: str
    day: date
    what: str
