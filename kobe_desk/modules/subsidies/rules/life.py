"""The life of a grant after it was applied for: which stage it stands at, what may come next, and by when.

The stages and their order are the programme's own. What is noted at a stage, and what a report says, is the same
everywhere; the names are those of `records` in a definition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme, Stage


@dataclass(frozen=True, slots=True)
class Noted:
    """Something noted at a stage: how it is asked for, and what kind of value it is.

    Kinds: text, long, day, yen, number, choice.
    """

    label: str
    kind: str = "text"
    needed: bool = True
    of: str = ""
    """What of the grant's own it is about (参加費); stands in the label."""
    now: int | date | None = None
    """What the budget or the plan has for it so far."""
    unit: str = ""
    """Of a number; empty: people."""
    options: tuple[tuple[str, str], ...] = ()
    """Of a choice: each value with its words."""
    where: tuple[str, str] | None = None
    """Asked only where something else of the stage says this: its name, and what it says."""
    support: str = ""
    """A sentence below the label."""

    def words(self) -> str:
        """The label in the language of the screen."""
        return _(self.label).format(of=self.of) if self.of else _(self.label)

    def asked(self, values: Mapping[str, Any]) -> bool:
        """Whether it is asked, after what is written at the stage so far."""
        return self.where is None or values.get(self.where[0]) == self.where[1]


AS_OF = "as_of"
"""The day up to which a progress report tells the costs."""
RECORDS: Mapping[str, Noted] = {
    "decision_no": Noted(N_("Number of the decision")),
    "decision_date": Noted(N_("Day of the decision"), "day"),
    "decided_amount": Noted(N_("Amount decided"), "yen"),
    "conditions": Noted(N_("Conditions"), "long", needed=False),
    "advance_amount": Noted(N_("Amount paid in advance"), "yen"),
    "settled_amount": Noted(N_("Amount settled"), "yen"),
    "settled_date": Noted(N_("Day of the settlement"), "day"),
    "paid_date": Noted(N_("Day of the payment"), "day"),
    "reason": Noted(N_("Reason"), "long"),
}
"""What the desk can note when a stage is reached."""
STOP_KIND, SUSPENDED, ABANDONED = "stop_kind", "suspended", "abandoned"
"""中止・廃止の別: whether a project is to rest for some time (中止) or ends for good (廃止)."""
WRITTEN: Mapping[str, Mapping[str, Noted]] = {
    "changed": {
        "change": Noted(N_("What changes"), "long"),
        "change_why": Noted(N_("Why it changes"), "long"),
    },
    "progress": {
        AS_OF: Noted(N_("Up to which day the costs are told"), "day"),
        "so_far": Noted(N_("What was done so far"), "long"),
        "late_why": Noted(N_("Why it is late, if it is"), "long", needed=False),
        "end_expected": Noted(N_("Day it is expected to be finished"), "day"),
    },
    "stopped": {
        STOP_KIND: Noted(
            N_("Suspended or given up"),
            "choice",
            options=((SUSPENDED, N_("Suspended for some time")), (ABANDONED, N_("Given up for good"))),
        ),
        "stop_from": Noted(N_("First day of the suspension"), "day", where=(STOP_KIND, SUSPENDED)),
        "stop_to": Noted(N_("Last day of the suspension"), "day", where=(STOP_KIND, SUSPENDED)),
        "stop_day": Noted(N_("Day it is given up"), "day", where=(STOP_KIND, ABANDONED)),
        "pay_back": Noted(
            N_("To be paid back of the grant"),
            "yen",
            needed=False,
            support=N_("As the office says. It is never worked out here."),
        ),
    },
    "disposal": {
        "disposal_kind": Noted(N_("Kind of disposal")),
        "disposal_day": Noted(N_("Day it is disposed of"), "day"),
        "disposal_why": Noted(N_("Why it is disposed of"), "long"),
    },
    "tax_report": {
        "tax_settled": Noted(N_("Tax deducted when the grant was settled"), "yen"),
        "tax_final": Noted(N_("Tax deducted by the final tax return"), "yen"),
        "tax_back": Noted(N_("To be paid back of the grant"), "yen"),
        "tax_how": Noted(N_("How the amount comes about"), "long", needed=False),
    },
    "report": {
        "done_from": Noted(N_("First day of the project"), "day"),
        "done_to": Noted(N_("Last day of the project"), "day"),
        "place": Noted(N_("Where it was held"), needed=False),
        "done": Noted(N_("What was done"), "long"),
        "people": Noted(N_("How many people came"), "number", needed=False),
        "ages": Noted(N_("How many of each age"), "long", needed=False),
        "staff": Noted(N_("How many helped"), "number", needed=False),
        "insurance": Noted(N_("Insurance of the event"), needed=False),
        "effect": Noted(N_("What came of it"), "long"),
        "issues": Noted(N_("What is left to do"), "long", needed=False),
    },
}
"""What the association writes at a stage before it hands in the papers of the stage."""
COST, INCOME = "cost.", "income."
"""Before the names of headings and of other income, where a stage asks for figures of the grant's own budget."""
NEW_FROM, NEW_TO = "new_from", "new_to"
"""The period as a change has it."""
SHARE = "share."
"""Before the name of a heading, where a progress report says how far it is done, in per cent."""
WHOLE = "whole"
"""In place of a heading: the project as a whole."""
PER_CENT = "％"
COUNT = "count."
"""Before the name of a question of the programme, where a report says the number as it was."""
NEW_YEN = "new_yen"
"""What a change asks for, where the office says another figure than the rule does."""
_TOLD = frozenset({"reason", "advance_amount"})
"""What is noted at a stage and stands on the papers the association hands in there."""
CHANGED = "changed"
"""The stage at which the plan or the budget becomes another one (変更承認)."""
PROGRESS = "progress"
"""The stage at which the association says how far it has come, where the office asks for it (遂行状況報告)."""
DISPOSAL = Stage("disposal", "財産処分の承認申請")
"""Of no programme: what a grant bought may be disposed of years after the grant has come to its end (財産処分)."""
TAX_REPORT = "tax_report"
"""The stage at which a group that pays consumption tax says what of it came back (仕入れに係る消費税等相当額)."""
BESIDE = frozenset({PROGRESS, TAX_REPORT})
"""Stages beside the way: a grant stands where it stood when they are done, and they may come any number of times."""
AGAIN = frozenset({CHANGED})
"""Stages that may come more than once."""
REPORT = "report"
"""The stage at which the association says what it did (実績報告)."""
TAKEN = "@taken"
"""What a report took from its event, to see later whether that has changed."""
SPENT = "@spent"
"""What the papers of a step told of the cash book, to see later whether that has changed."""
DUE = "due"
"""The day by which the next step is to be done, where a notice says it."""
TAX_STATUS = "tax_status"
"""The question whether the group pays consumption tax (課税・免税)."""
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of one grant: what was noted, and the day it was done; without a day it is being written."""

    stage: str
    day: date | None
    values: Values


def fields_of(stage: Stage, own: Mapping[str, Noted] = MappingProxyType({})) -> Mapping[str, Noted]:
    """What is asked at a stage, in its order: what the association writes, also of the grant's `own` budget, then
    what the office answered.
    """
    records = {name: RECORDS[name] for name in stage.records if name in RECORDS}
    return {**WRITTEN.get(stage.id, {}), **own, **records}


def stands_on_papers(stage: str, name: str) -> bool:
    """Whether the papers of a stage say this; a change of it makes them void."""
    written = name in WRITTEN.get(stage, {}) or name in _TOLD
    return written or name in (NEW_FROM, NEW_TO, NEW_YEN) or name.startswith((COST, INCOME, COUNT, SHARE))


def unwritten(stage: Stage, values: Values) -> tuple[Noted, ...]:
    """What has to be written before the papers of a stage can be signed."""
    return tuple(
        each for name, each in fields_of(stage).items()
        if each.needed and each.asked(values) and stands_on_papers(stage.id, name) and values.get(name) in (None, "")
    )  # fmt: skip


def reached(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The stages that are done, in the order they were."""
    return tuple(each for each in steps if each.day is not None)


def stage_of(programme: Programme, steps: Sequence[Step]) -> Stage:
    """Where a grant stands: the last stage on the way that is done, or the application itself."""
    stages = {each.id: each for each in programme.stages if each.id not in BESIDE}
    done = [stages[each.stage] for each in reached(steps) if each.stage in stages]
    return done[-1] if done else programme.stages[0]


def taxable(answers: Answers) -> bool:
    """Whether the group said that it pays consumption tax (課税事業者); who was not asked did not."""
    return answers.value(TAX_STATUS) == "taxable"


def next_stages(programme: Programme, steps: Sequence[Step], *, taxed: bool = False) -> tuple[Stage, ...]:
    """What may come next, in the programme's own order: also after a change nothing that may come once comes again.

    An end that the grant went on after (不承認・再開) may come once more, and so may the way back from it.
    `taxed`: the group pays consumption tax.
    """
    now = stage_of(programme, steps)
    ends = [each for each in programme.stages if each.ends_early]
    left = {name for each in ends for name in (each.id, *each.next)}
    been = {each.stage for each in reached(steps)} - AGAIN - BESIDE - left
    names = {*now.next, *({now.id} & AGAIN)} - been - (set() if taxed else {TAX_REPORT})
    return tuple(each for each in programme.stages if each.id in names)


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision that holds (交付決定): number, day and amount; a change replaces what it names."""

    number: str = ""
    day: date | None = None
    first: date | None = None
    """The day of the first decision: what was spent before is not covered."""
    yen: int | None = None


def decided(steps: Sequence[Step]) -> Decided:
    """What was decided, changes included."""
    number, day, first, yen = "", None, None, None
    for each in reached(steps):
        values = each.values
        number = values.get("decision_no") or number
        day = _day(values.get("decision_date")) or day
        first = first or day
        amount = values.get("decided_amount")
        yen = amount if amount is not None else yen
    return Decided(number, day, first, yen)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The three figures of a grant (申請額、決定額、確定額): as applied for, as decided with changes, as settled."""

    asked: int | None = None
    decided: int | None = None
    settled: int | None = None


def amounts_of(asked: int | None, steps: Sequence[Step]) -> Amounts:
    """The figures as they are shown everywhere."""
    return Amounts(asked, decided(steps).yen, noted(steps, "settled_amount"))


def decides(programme: Programme) -> bool:
    """Whether an amount is decided on the way, so that nothing may be spent before; else the office only registers."""
    return any("decided_amount" in each.records for each in programme.stages)


def undecided(programme: Programme, steps: Sequence[Step]) -> bool:
    """Whether the decision has still to come, of a grant that has not come to its end."""
    deciding = {each.id for each in programme.stages if "decided_amount" in each.records}
    waits = not any(each.stage in deciding for each in reached(steps))
    return bool(deciding) and waits and not stage_of(programme, steps).final


def noted(steps: Sequence[Step], name: str) -> Any:
    """What was noted last under a name at a step that is done; None if nothing was."""
    found = [each.values[name] for each in reached(steps) if each.values.get(name) not in (None, "")]
    return found[-1] if found else None


def brings_nothing(programme: Programme, steps: Sequence[Step]) -> bool:
    """Whether it was refused, withdrawn or stopped (不交付、取下げ、中止) without any money."""
    ended = bool(reached(steps)) and stage_of(programme, steps).ends_early
    return ended and not any(noted(steps, each) for each in ("settled_amount", "advance_amount"))


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
