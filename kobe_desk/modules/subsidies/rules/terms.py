"""What a grant rests on (事業の計画と予算): costs by heading, other income, period and amount, changes included (変更).

A change that the office approved replaces what it names, and leaves the rest as it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.actual import budget, categories
from kobe_desk.modules.subsidies.rules.amount import Result
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.costs import cost_tables, grant_of
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Programme
from kobe_desk.modules.subsidies.rules.evaluate import conditions_of, evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.graph import graph
from kobe_desk.modules.subsidies.rules.life import (
    CHANGED,
    COST,
    COUNT,
    INCOME,
    NEW_FROM,
    NEW_TO,
    NEW_YEN,
    PER_CENT,
    PROGRESS,
    REPORT,
    SHARE,
    WHOLE,
    Noted,
    Step,
    reached,
)
from kobe_desk.modules.subsidies.rules.settlement import Income, Line, other_income, over
from kobe_desk.modules.subsidies.rules.values import Period


@dataclass(frozen=True, slots=True)
class Terms:
    """The plan and budget of a grant at one time. `yen`: what is asked for by it."""

    yen: int
    costs: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    income: tuple[Income, ...] = ()
    counts: tuple[tuple[Field, int | None], ...] = ()
    """The numbers that the amount rests on, where it rests on no costs: the question, and what was planned."""
    period: Period | None = None

    @property
    def cost(self) -> int:
        return sum(self.costs.values())

    @property
    def pays(self) -> tuple[tuple[str, int], ...]:
        """収入の部: the grant, the other income, and the group's own money for the rest."""
        others = [(each.label, each.planned) for each in self.income]
        own = self.cost - self.yen - sum(yen for _label, yen in others)
        return (("本補助金", self.yen), *others, ("自己資金", max(0, own)))


def as_applied(programme: Programme, answers: Answers, evaluation: Evaluation) -> Terms:
    """As it was applied for."""
    asked = evaluation.amounts.get(grant_of(programme))
    lines = budget(programme, evaluation)
    names = categories(programme)
    costs: dict[str, int] = {}
    labels = {**names}
    for category, label, yen in lines:
        costs[category] = costs.get(category, 0) + yen
        labels[category] = label or names.get(category, category)
    income = other_income(programme, evaluation)
    counts = ((each, answers.value(each.id)) for each in counted_by(programme) if each.id in evaluation.relevant)
    planned = tuple((each, value if isinstance(value, int) else None) for each, value in counts)
    time = _period(programme, answers, evaluation.relevant.__contains__)
    return Terms(asked.yen if asked else 0, costs, labels, income, planned, time)


def counted_by(programme: Programme) -> tuple[Field, ...]:
    """The numbers (回数、人数 …) that an amount rests on which rests on no costs."""
    if cost_tables(programme):
        return ()
    needs, found = graph(programme), set[str]()
    waiting = [f"amounts.{grant_of(programme)}"]
    while waiting:
        for node in needs.get(waiting.pop(), ()):
            if node not in found:
                found.add(node)
                waiting.append(node)
    fields = (programme.fields[each] for each in programme.fields if each in found)
    return tuple(each for each in fields if each.kind is Kind.INTEGER and not each.computed)


def by_counts(programme: Programme, answers: Answers, values: Mapping[str, Any], today: date) -> Result | None:
    """The amount by the programme's rule if these had been the numbers; None where a report says none."""
    said = {each.id: values[f"{COUNT}{each.id}"] for each in counted_by(programme) if f"{COUNT}{each.id}" in values}
    if not said:
        return None
    for name, value in said.items():
        answers = answers.with_value(name, value)
    return evaluate(programme, answers, today).amounts.get(grant_of(programme))


def period_asked(programme: Programme, answers: Answers, asked: Callable[[str], bool]) -> Field | None:
    """The question that says when the project is (実施期間); an answer that is not asked takes no part."""
    fields = (item for _page, item in programme.items() if isinstance(item, Field) and item.kind is Kind.PERIOD)
    given = (each for each in fields if isinstance(answers.value(each.id), Period))
    return next((each for each in given if asked(each.id)), None)


def is_asked(programme: Programme, answers: Answers, today: date, name: str) -> bool:
    """Whether a question is asked with these answers; where no condition bears on it, nothing is worked out."""
    page, item = next((page, each) for page, each in programme.items() if each.id == name)
    texts = [each for each in (page.when, item.when) if each]
    return not texts or all(conditions_of(programme, answers, today, texts).values())


def _period(programme: Programme, answers: Answers, asked: Callable[[str], bool]) -> Period | None:
    found = period_asked(programme, answers, asked)
    value = answers.value(found.id) if found else None
    return value if isinstance(value, Period) else None


def changed(terms: Terms, values: Mapping[str, Any], programme: Programme, answers: Answers, today: date) -> Terms:
    """As a change (変更) has it. What is asked for is worked out anew where the costs or the income are others, at most
    what it was: more is asked only where somebody says so.
    """
    costs = dict(terms.costs)
    costs |= {name.removeprefix(COST): yen for name, yen in values.items() if name.startswith(COST)}
    income = tuple(
        replace(each, planned=values.get(f"{INCOME}{at}", each.planned)) for at, each in enumerate(terms.income)
    )
    yen = terms.yen
    if (costs, income) != (dict(terms.costs), terms.income):
        made = over(programme, answers, costs, income, today)
        yen = yen if made is None else min(yen, made.yen)
    said = values.get(NEW_YEN)
    return replace(
        terms, yen=yen if said is None else said, costs=costs, income=income,
        period=changed_period(terms.period, values),
    )  # fmt: skip


def after_steps(terms: Terms, programme: Programme, answers: Answers, steps: Sequence[Step], today: date) -> Terms:
    """As it holds after these steps: each approved change, and the amount that was decided with it."""
    for each in reached(steps):
        if each.stage == CHANGED:
            terms = changed(terms, each.values, programme, answers, today)
            decided_yen = each.values.get("decided_amount")
            terms = terms if decided_yen is None else replace(terms, yen=decided_yen)
    return terms


def changed_period(known: Period | None, values: Mapping[str, Any]) -> Period | None:
    """The period as a change has it: a day that is left empty stays as it was."""
    if known is None:
        return None
    start, end = values.get(NEW_FROM), values.get(NEW_TO)
    return Period(date.fromisoformat(start) if start else known.start, date.fromisoformat(end) if end else known.end)


def standing_period(programme: Programme, answers: Answers, steps: Sequence[Step], today: date) -> Period | None:
    """The period that holds: as it was applied for, and as every approved change has it."""
    found = _period(programme, answers, partial(is_asked, programme, answers, today))
    for each in reached(steps):
        if each.stage == CHANGED:
            found = changed_period(found, each.values)
    return found


def asked_about(terms: Terms, stage: str) -> Mapping[str, Noted]:
    """What a stage asks of this grant's own budget: what a change makes of it, what a report says came in."""
    if stage == REPORT:
        counts = {
            f"{COUNT}{each.id}": Noted(N_("{of}: as it was"), "number", needed=False, of=each.label, now=planned,
                                       unit=each.unit)
            for each, planned in terms.counts
        }  # fmt: skip
        return counts | {
            f"{INCOME}{at}": Noted(N_("{of}: what really came in"), "yen", needed=False, of=each.label,
                                   now=each.planned)
            for at, each in enumerate(terms.income)
        }  # fmt: skip
    if stage == PROGRESS:
        return _shares(terms)
    if stage != CHANGED:
        return {}
    days = {
        NEW_FROM: Noted(N_("First day of the project after the change"), "day", needed=False, now=terms.period.start),
        NEW_TO: Noted(N_("Last day of the project after the change"), "day", needed=False, now=terms.period.end),
    } if terms.period else {}  # fmt: skip
    costs = {
        f"{COST}{category}": Noted(N_("{of}: after the change"), "yen", needed=False, of=label,
                                   now=terms.costs.get(category, 0))
        for category, label in terms.labels.items()
        if category
    }  # fmt: skip
    income = {
        f"{INCOME}{at}": Noted(N_("{of}: after the change"), "yen", needed=False, of=each.label, now=each.planned)
        for at, each in enumerate(terms.income)
    }
    amount = {NEW_YEN: Noted(N_("Amount asked for after the change, where it is not the rule’s"), "yen", needed=False)}
    return {**days, **costs, **income, **amount}


def _shares(terms: Terms) -> Mapping[str, Noted]:
    """How far each heading of the budget is done; of a grant without a budget, the project as a whole."""
    headings = {each: terms.labels.get(each, each) for each, yen in terms.costs.items() if each and yen}
    if not headings:
        whole = Noted(N_("How much of the whole project is done"), "number", needed=False, unit=PER_CENT)
        return {f"{SHARE}{WHOLE}": whole}
    return {
        f"{SHARE}{category}": Noted(N_("{of}: how much of it is done"), "number", needed=False, of=label,
                                    unit=PER_CENT)
        for category, label in headings.items()
    }  # fmt: skip


def cost_lines(before: Terms, after: Terms) -> tuple[Line, ...]:
    """支出の部 before and after a change; a heading that is empty in both is left out."""
    names = (each for each in after.labels if before.costs.get(each, 0) or after.costs.get(each, 0))
    pairs = ((after.labels[each], before.costs.get(each, 0), after.costs.get(each, 0)) for each in names)
    return tuple((label, old, new, new - old) for label, old, new in pairs)


def income_lines(before: Terms, after: Terms) -> tuple[Line, ...]:
    """収入の部 before and after a change."""
    pairs = zip(before.pays, after.pays, strict=True)
    return tuple((label, old, new, new - old) for (label, old), (_label, new) in pairs if old or new)
