"""What a grant comes to by what was really spent (精算): the programme's own rule once more, over the actual costs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from kobe_desk.modules.subsidies.rules.actual import PlanLine, Spent, chosen_column
from kobe_desk.modules.subsidies.rules.amount import Result
from kobe_desk.modules.subsidies.rules.answers import BLANK, Answers, Cell
from kobe_desk.modules.subsidies.rules.costs import cost_tables, grant_of
from kobe_desk.modules.subsidies.rules.definition import Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.life import INCOME
from kobe_desk.modules.subsidies.rules.values import spoken

OWN = "own"
"""The kind of income that is the group's own money (自己資金): it pays what nothing else pays."""
Line = tuple[str, int, int, int]
"""A line of money: what it is, planned, actual and the difference; or before, after and the difference."""


@dataclass(frozen=True, slots=True)
class Income:
    """What else pays for the project: planned, and what came in as far as somebody wrote it down."""

    label: str
    planned: int
    came: int | None = None
    cell: Cell | None = None
    """Where it stands among the answers."""
    kind: tuple[str, str, str] | None = None
    """Of income that nobody planned: the table, the column of the kind, and the kind."""
    column: str = ""
    """The column of the sum."""

    @property
    def yen(self) -> int:
        """What the accounts say of it."""
        return self.planned if self.came is None else self.came


@dataclass(frozen=True, slots=True)
class Settlement:
    """The accounts of a grant: what came in and went out, and what of the grant is due by that."""

    asked: int
    decided: int | None
    settled: int | None
    """What the office settled; None before it did."""
    made: Result | None
    """What the programme's rule makes of the costs that count; None where it rests on no costs."""
    plan: tuple[PlanLine, ...]
    income: tuple[Income, ...]
    """What else pays for the project; the cash book parts no income by project, so that the report asks for it."""
    counted: Result | None = None
    """What the rule makes of the numbers as they were (回数、量、人数), where it rests on these."""
    uncovered: int = 0
    """What was spent before the decision or outside the period: it counts for nothing."""

    @property
    def most(self) -> int:
        """No more than this can be due: decided, or asked for while nothing is decided."""
        return self.asked if self.decided is None else self.decided

    @property
    def due(self) -> int:
        """精算額: what the costs, or the numbers, come to by the rule, at most what was decided."""
        made = self.made or self.counted
        return max(0, self.most if made is None else min(made.yen, self.most))

    @property
    def granted(self) -> int:
        """What the accounts say the grant is: settled, else what is due by the costs."""
        return self.due if self.settled is None else self.settled

    @property
    def cost(self) -> int:
        return sum(each.spent for each in self.plan)

    @property
    def surplus(self) -> int:
        """How much more came in than went out; the group's own money is never less than nothing."""
        return max(0, self.granted + self._others - self.cost)

    @property
    def back(self) -> int:
        """What of the grant has to be paid back (返還) because more came in than went out."""
        return 0 if self.made is None else min(self.surplus, self.granted)

    @property
    def came_in(self) -> tuple[Line, ...]:
        """収入の部: the grant, the other income, and the group's own money for the rest."""
        others = sum(each.planned for each in self.income)
        planned = max(0, sum(each.planned for each in self.plan) - self.asked - others)
        own = max(0, self.cost - self.granted - self._others)
        found: list[Line] = [("本補助金", self.asked, self.granted, self.granted - self.asked)]
        found += [
            (each.label, each.planned, each.yen, each.yen - each.planned)
            for each in self.income
            if each.planned or each.yen
        ]
        if planned or own:
            found.append(("自己資金", planned, own, own - planned))
        return tuple(found)

    @property
    def went_out(self) -> tuple[Line, ...]:
        """支出の部."""
        return tuple((each.label, each.planned, each.spent, each.spent - each.planned) for each in self.plan)

    @property
    def _others(self) -> int:
        return sum(each.yen for each in self.income)


def by_costs(
    programme: Programme, answers: Answers, spent: Sequence[Spent], today: date, income: Sequence[Income] = ()
) -> Result | None:
    """The amount by the programme's rule if these had been the costs; None where no cost makes it."""
    actual: dict[str, int] = {}
    for each in spent:
        actual[each.category] = actual.get(each.category, 0) + each.yen
    return over(programme, answers, actual, income, today)


def over(
    programme: Programme, answers: Answers, costs: Mapping[str, int], income: Sequence[Income], today: date
) -> Result | None:
    """The amount by the programme's rule over costs by category and other income; None where no cost makes it."""
    tables = those_asked(programme, cost_tables(programme), answers, today)
    if not tables:
        return None
    answers = as_spent(programme, tables, as_came(answers, income), costs)
    return evaluate(programme, answers, today).amounts.get(grant_of(programme))


def those_asked(programme: Programme, tables: Sequence[Table], answers: Answers, today: date) -> tuple[Table, ...]:
    """Of these tables those that are asked: what stands in one that a condition hides pays for nothing."""
    relevant = evaluate(programme, answers, today).relevant
    return tuple(each for each in tables if each.id in relevant)


def as_came(answers: Answers, income: Sequence[Income]) -> Answers:
    """The answers with this other income in them."""
    for each in income:
        if each.cell is not None:
            answers = answers.with_value(each.cell.field, each.yen, each.cell.row)
        elif each.kind is not None and each.yen:
            table, column, kind = each.kind
            answers = answers.with_row(table, {column: kind, each.column: each.yen})
    return answers


def lines_under(tables: Sequence[Table], answers: Answers) -> tuple[tuple[Table, UUID, str], ...]:
    """The lines of these tables: table, key, and the category it is under."""
    return tuple((table, key, _category(table, answers, key)) for table in tables for key in answers.keys(table.id))


def as_spent(
    programme: Programme, tables: Sequence[Table], answers: Answers, actual: Mapping[str, int],
    first: Mapping[UUID, int] = MappingProxyType({}),
) -> Answers:  # fmt: skip
    """The answers with what was spent in place of the budget.

    A line of the budget keeps what it says of itself (people, times), on which its limit rests; what was spent on a
    category fills its lines in their order, and the last of them takes the rest. `first`: how much a line takes at
    first where that is not what was planned for it.
    """
    left = dict(actual)
    lines = lines_under(tables, answers)
    for place, (table, key, category) in enumerate(lines):
        cell = f"{table.id}.{table.money}"
        last = category not in {each for _table, _key, each in lines[place + 1 :]}
        planned = first.get(key, planned_at(table, answers, key))
        here = left.get(category, 0) if last else min(planned, left.get(category, 0))
        left[category] = left.get(category, 0) - here
        answers = answers.with_value(cell, here, key)
        if table.product:
            answers = answers.with_answer(f"{table.id}.{table.product.price}", BLANK, key)
    for category, yen in left.items():
        if yen:
            table = next((each for each in tables if _holds(programme, each, category)), tables[0])
            answers = answers.with_row(table.id, {chosen_column(table).id: category, table.money: yen})
    return answers


def _category(table: Table, answers: Answers, key: UUID) -> str:
    return str(answers.value(f"{table.id}.{chosen_column(table).id}", key) or "")


def planned_at(table: Table, answers: Answers, key: UUID) -> int:
    """What a line of the budget comes to as it was asked for."""
    row = {each.id: answers.value(f"{table.id}.{each.id}", key) for each in table.columns}
    made = table.product.yen(row) if table.product else None
    typed = row.get(table.money)
    return made if made is not None else typed if isinstance(typed, int) else 0


def _holds(programme: Programme, table: Table, category: str) -> bool:
    found = programme.choice_lists.get(chosen_column(table).field.choices)
    return found is not None and found.option(category) is not None


def other_income(programme: Programme, evaluation: Evaluation) -> tuple[Income, ...]:
    """What the project was to be paid from beside the grant and the group's own money; then the kinds of income that
    nobody planned, with nothing in them.
    """
    planned = [(category, each) for category, each in _income(programme, evaluation) if category != OWN]
    known = {category for category, _each in planned}
    return (*(each for _category, each in planned), *_unplanned(programme, known))


def _unplanned(programme: Programme, known: Collection[str]) -> Iterator[Income]:
    """The kinds of income that could come in besides."""
    for table in programme.tables.values():
        column = table.columns[0]
        listed = programme.choice_lists.get(column.field.choices) if column.field.kind is Kind.CHOICE else None
        if table.lead is None or listed is None:
            continue
        for option in listed.options:
            if option.id != OWN and option.id not in known:
                yield Income(option.label, 0, kind=(table.id, column.id, option.id), column=table.lead.column)


def as_reported(income: Sequence[Income], values: Mapping[str, Any]) -> tuple[Income, ...]:
    """The other income with what a report says came in."""
    return tuple(replace(each, came=values.get(f"{INCOME}{at}")) for at, each in enumerate(income))


def _income(programme: Programme, evaluation: Evaluation) -> Iterator[tuple[str, Income]]:
    """The rows of the table that begins with the grant."""
    for table in programme.tables.values():
        if table.lead is None:
            continue
        column = table.columns[0]
        for row in evaluation.rows.get(table.id, ()):
            given, kind = row.values.get(table.lead.column), row.values.get(column.id)
            label = spoken(column.field, kind, programme.choice_lists)
            category = str(kind) if column.field.kind is Kind.CHOICE else ""
            cell = Cell(f"{table.id}.{table.lead.column}", row.key)
            yield category, Income(label, given if isinstance(given, int) else 0, cell=cell)
