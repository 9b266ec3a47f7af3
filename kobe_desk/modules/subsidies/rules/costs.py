"""What several programmes pay for (費用の分担), and the guard against paying one cost twice (二重の助成)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kobe_desk.core.names import fold
from kobe_desk.modules.subsidies.rules.definition import Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Row
from kobe_desk.modules.subsidies.rules.values import BookingRef, spoken

Member = tuple[Programme, Evaluation]


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of a budget: of which programme, where it stands, what it is for and what of it counts."""

    member: int
    table: str
    label: str
    yen: int
    eligible: int
    mark: str
    """The same in two programmes: the same cost."""
    booking: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeCosts:
    """What one programme pays for: its whole cost, what of it counts, and what is asked for."""

    member: int
    title: str
    whole: int
    eligible: int
    asked: int


@dataclass(frozen=True, slots=True)
class Twice:
    """One cost in two programmes or more."""

    label: str
    mark: str
    lines: tuple[CostLine, ...]


@dataclass(frozen=True, slots=True)
class CostShare:
    """The costs of all programmes side by side."""

    programmes: tuple[ProgrammeCosts, ...]
    lines: tuple[CostLine, ...]
    twice: tuple[Twice, ...]

    @property
    def whole(self) -> int:
        return sum(each.whole for each in self.programmes)

    @property
    def eligible(self) -> int:
        return sum(each.eligible for each in self.programmes)

    @property
    def asked(self) -> int:
        return sum(each.asked for each in self.programmes)


def cost_share(members: Sequence[Member], different: Sequence[str] = ()) -> CostShare:
    """The costs side by side. `different` names marks that somebody looked at: they are different costs."""
    lines = tuple(line for member, each in enumerate(members) for line in _lines(member, *each))
    counted = [each for each in lines if each.eligible]
    programmes = tuple(_of_programme(member, each, lines) for member, each in enumerate(members))
    return CostShare(programmes, lines, tuple(_twice(counted, frozenset(different))))


def _of_programme(member: int, one: Member, lines: Sequence[CostLine]) -> ProgrammeCosts:
    mine = [each for each in lines if each.member == member]
    made = one[1].amounts.get(grant_of(one[0]))
    return ProgrammeCosts(
        member,
        one[0].title,
        sum(each.yen for each in mine),
        sum(each.eligible for each in mine),
        made.yen if made else 0,
    )


def grant_of(programme: Programme) -> str:
    """The amount that is asked for: the one a table begins with, else the last."""
    leads = (each.lead.amount for each in programme.tables.values() if each.lead is not None)
    return next(leads, programme.amounts[-1].id if programme.amounts else "")


def cost_tables(programme: Programme) -> tuple[Table, ...]:
    """The tables of costs: those an amount is made of and that say what each line is for."""
    bases = {source for each in programme.amounts for source in each.sources()}
    return tuple(
        table
        for table in programme.tables.values()
        if any(base.startswith(f"totals.{table.id}.") for base in bases) and table.lead is None and table.money
    )


def counted_lines(programme: Programme, evaluation: Evaluation) -> tuple[CostLine, ...]:
    """The lines of one programme that a grant would pay for."""
    return tuple(each for each in _lines(0, programme, evaluation) if each.eligible)


def spending_tables(programme: Programme) -> tuple[Table, ...]:
    """The tables of costs; of a grant that rests on no costs (by weight, by head), the budget's table of spending."""
    known = cost_tables(programme)
    if known:
        return known
    leads = any(each.lead is not None for each in programme.tables.values())
    return tuple(each for each in programme.tables.values() if leads and _is_spending(each))


def _is_spending(table: Table) -> bool:
    """It says under which heading (科目) each line is, and does not begin with the grant."""
    return table.lead is None and bool(table.money) and any(each.field.kind is Kind.CHOICE for each in table.columns)


def _lines(member: int, programme: Programme, evaluation: Evaluation) -> Iterator[CostLine]:
    for table in cost_tables(programme):
        for row in evaluation.rows.get(table.id, ()):
            yield _line(member, programme, table, row)


def _line(member: int, programme: Programme, table: Table, row: Row) -> CostLine:
    cost = row.values.get(table.money)
    counted = row.values.get("eligible", cost)
    booking = next((each.id for each in row.values.values() if isinstance(each, BookingRef)), "")
    label = _label(programme, table, row)
    yen, eligible = (each if isinstance(each, int) else 0 for each in (cost, counted))
    return CostLine(member, table.id, label, yen, eligible, f"{fold(label)}:{yen}", booking)


def _label(programme: Programme, table: Table, row: Row) -> str:
    """What a line is for in its own words; else its heading (科目)."""
    texts = [each for each in table.columns if each.field.kind is Kind.TEXT and row.values.get(each.id)]
    named = next((each for each in texts if each.id == "item"), texts[0] if texts else None)
    column = named or table.columns[0]
    return spoken(column.field, row.values.get(column.id), programme.choice_lists)


def _twice(lines: Sequence[CostLine], different: frozenset[str]) -> Iterator[Twice]:
    found: dict[str, list[CostLine]] = {}
    for each in lines:
        found.setdefault(f"booking:{each.booking}" if each.booking else each.mark, []).append(each)
    for mark, same in found.items():
        if len({each.member for each in same}) > 1 and mark not in different:
            yield Twice(same[0].label, mark, tuple(same))
