"""A changed budget (変更) held to what the application was held to: the programme's checks, limits and rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.rules.actual import chosen_column
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.costs import cost_tables, grant_of, spending_tables
from kobe_desk.modules.subsidies.rules.definition import Check, Held, Kind, Level, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Failed
from kobe_desk.modules.subsidies.rules.graph import dependants
from kobe_desk.modules.subsidies.rules.life import NEW_YEN
from kobe_desk.modules.subsidies.rules.names import read_by
from kobe_desk.modules.subsidies.rules.settlement import (
    OWN,
    as_came,
    as_spent,
    lines_under,
    planned_at,
    those_asked,
)  # fmt: skip
from kobe_desk.modules.subsidies.rules.terms import Terms, is_asked, period_asked


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands against a changed budget: checks that fail, and lines of which only a part counts."""

    failed: tuple[Failed, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """What has to be put right before the papers can be signed."""
        return tuple(each.message for each in self.failed if each.level is Level.ERROR)


def judged(
    programme: Programme, answers: Answers, before: Terms, after: Terms, values: Mapping[str, Any], today: date
) -> Judged:
    """What stands against a change; nothing where neither budget nor period becomes another one."""
    said = values.get(NEW_YEN)
    if said is None and (before.costs, before.income, before.period) == (after.costs, after.income, after.period):
        return Judged()
    made = _evaluated(programme, answers, after, today)
    held = tuple(_held(programme, made, before, after))
    counted = any(each.written for each in held)
    own = _asked(programme, answers, before, after, said, today, counted=counted)
    return Judged((*_checks(programme, answers, before, after, made, today), *own), held)


def _evaluated(programme: Programme, answers: Answers, terms: Terms, today: date) -> Evaluation:
    """What follows from the answers with this budget and period in them; the group's own money pays the rest."""
    tables = those_asked(programme, spending_tables(programme), answers, today)
    answers = as_spent(programme, tables, as_came(answers, terms.income), terms.costs) if tables else answers
    time = period_asked(programme, answers, partial(is_asked, programme, answers, today))
    if time is not None and terms.period is not None:
        answers = answers.with_value(time.id, terms.period)
    made = evaluate(programme, answers, today).amounts.get(grant_of(programme))
    rest = terms.cost - terms.yen - sum(each.planned for each in terms.income)
    own = max(0, rest) + terms.yen - (made.yen if made else 0)  # less than the rule's may be asked for
    return evaluate(programme, _with_own(programme, answers, own), today)


def _with_own(programme: Programme, answers: Answers, own: int) -> Answers:
    """The answers with so much of the group's own money (自己資金)."""
    for table in programme.tables.values():
        if table.lead is None:
            continue
        kind = table.columns[0]
        for key in answers.keys(table.id):
            if answers.value(f"{table.id}.{kind.id}", key) == OWN:
                answers = answers.without_row(table.id, key)
        listed = programme.choice_lists.get(kind.field.choices) if kind.field.kind is Kind.CHOICE else None
        named = {kind.id: OWN} if listed is not None and listed.option(OWN) is not None else {}
        return answers.with_row(table.id, {**named, table.lead.column: own})
    return answers


def _checks(
    programme: Programme, answers: Answers, before: Terms, after: Terms, made: Evaluation, today: date
) -> Iterator[Failed]:  # fmt: skip
    """The programme's checks that rest on the budget and fail; of those on the period only what fails by the change."""
    checks = {each.id: each for each in programme.checks}
    budget = _resting(programme, [each.id for each in _of_money(programme)])
    period = _resting(programme, [each.id for each in programme.fields.values() if each.kind is Kind.PERIOD])
    moves = before.period != after.period
    was = {each.id for each in _evaluated(programme, answers, before, today).failed} if moves else set()
    for each in made.failed:
        read = _read(programme, checks[each.id])
        moved = moves and read & period and each.id not in was
        if read & budget or moved:
            yield each


def _of_money(programme: Programme) -> Iterator[Table]:
    yield from spending_tables(programme)
    yield from (each for each in programme.tables.values() if each.lead is not None)


def _resting(programme: Programme, names: Sequence[str]) -> frozenset[str]:
    """These questions and tables, and all that rests on them."""
    nodes = (f"rows.{each}" if each in programme.tables else each for each in names)
    return frozenset(nodes).union(*(dependants(programme, each) for each in names))


def _read(programme: Programme, check: Check) -> frozenset[str]:
    return frozenset().union(*(read_by(programme, each) for each in (check.expr, check.when) if each))


def _held(programme: Programme, made: Evaluation, before: Terms, after: Terms) -> Iterator[Held]:
    """Lines under a heading that changes, of which only a part counts."""
    for table in spending_tables(programme):
        column = chosen_column(table).id
        for row in made.rows.get(table.id, ()):
            category = str(row.values.get(column) or "")
            if before.costs.get(category, 0) != after.costs.get(category, 0):
                yield from row.held


def _asked(
    programme: Programme, answers: Answers, before: Terms, after: Terms, said: int | None, today: date, *,
    counted: bool,
) -> Iterator[Failed]:  # fmt: skip
    """Whether the rule knows what can be asked for, and no more is asked for. `counted`: a limit rests on numbers."""
    found = bounds(programme, answers, after, today)
    if found is None:
        return
    least, most = found
    if said is not None and said > most:
        words = _("The {asked} asked for after the change are more than the {most} that the rule makes of the budget.")
        level = Level.WARNING if counted else Level.ERROR
        yield Failed(NEW_YEN, level, words.format(asked=yen(said), most=yen(most)), (NEW_YEN,))
    if said is not None:
        return
    if min(least, before.yen) != min(most, before.yen):
        words = _("Each line has a limit, so the amount depends on how a heading is split into lines: from {least} to "
                  "{most}. Please write the amount asked for after the change.")  # fmt: skip
        yield Failed(NEW_YEN, Level.ERROR, words.format(least=yen(least), most=yen(most)), (NEW_YEN,))
    elif counted:
        words = _("Limits of lines are reckoned with the numbers of the application (people, times). Where these "
                  "become others, too, write the amount asked for after the change.")  # fmt: skip
        yield Failed(NEW_YEN, Level.INFO, words, (NEW_YEN,))


def bounds(programme: Programme, answers: Answers, after: Terms, today: date) -> tuple[int, int] | None:
    """The least and the most that the rule makes of a changed budget, however the headings are split into lines.

    A change says what each heading comes to, and limits are put to lines: the least counts when the line that lets
    least count takes a heading whole, the most when each line first takes what counts of it. None where no cost makes
    the amount.
    """
    tables = those_asked(programme, cost_tables(programme), answers, today)
    if not tables:
        return None
    answers = as_came(answers, after.income)

    def made(first: Mapping[UUID, int]) -> Evaluation:
        return evaluate(programme, as_spent(programme, tables, answers, after.costs, first), today)

    least: dict[UUID, int] = {}
    most: dict[UUID, int] = {}
    for yen_of, lines in _split(tables, answers, after):
        counted = {key: _counted(made(_alone(key, lines, yen_of)), table, key) for table, key in lines}
        worst = min(counted, key=lambda key: counted[key])
        least |= _alone(worst, lines, yen_of)
        most |= counted
    found = [each.amounts.get(grant_of(programme)) for each in (made({}), made(least), made(most))]
    amounts = [each.yen for each in found if each is not None]
    return (min(amounts), max(amounts)) if amounts else None


def _split(
    tables: Sequence[Table], answers: Answers, after: Terms
) -> Iterator[tuple[int, list[tuple[Table, UUID]]]]:  # fmt: skip
    """Headings of several lines with a limit that come to something else than was applied for: yen, and the lines."""
    for category, now in after.costs.items():
        under = [(table, key) for table, key, each in lines_under(tables, answers) if each == category]
        limited = any(table.limits for table, _key in under)
        if limited and len(under) > 1 and now != sum(planned_at(table, answers, key) for table, key in under):
            yield now, under


def _alone(key: UUID, lines: Sequence[tuple[Table, UUID]], whole: int) -> dict[UUID, int]:
    """One line takes all of its heading."""
    return {each: whole if each == key else 0 for _table, each in lines}


def _counted(made: Evaluation, table: Table, key: UUID) -> int:
    """What counts of a line."""
    row = next(each for each in made.rows[table.id] if each.key == key)
    value = row.values.get(table.counted or table.money)
    return value if isinstance(value, int) else 0
