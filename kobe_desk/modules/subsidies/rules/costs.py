"""What several programmes pay for (費用の分担), line by line, and what of it another application pays for, too."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kobe_desk.modules.subsidies.rules.definition import Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Row
from kobe_desk.modules.subsidies.rules.twice import Answered, CostLine, Told, Twice, told, twice
from kobe_desk.modules.subsidies.rules.values import BookingRef, spoken

Member = tuple[Programme, Evaluation]
Put = tuple[str, str, str]
"""A paper that goes with an application: what the programme calls it, the key of its line or nothing, fingerprint."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose budget it is: the application, its name, and the papers put to it."""

    application: str = ""
    title: str = ""
    papers: tuple[Put, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What the guard knows beside the budgets at hand: whose they are, the lines of other applications, what was said
    of two lines, and the marks of a bundle that were looked at.
    """

    owners: tuple[Owner, ...] = ()
    others: tuple[CostLine, ...] = ()
    answers: tuple[Answered, ...] = ()
    different: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeCosts:
    """What one programme pays for: its whole cost, what of it counts, and what is asked for."""

    member: int
    title: str
    whole: int
    eligible: int
    asked: int


@dataclass(frozen=True, slots=True)
class CostShare:
    """The costs of all programmes side by side."""

    programmes: tuple[ProgrammeCosts, ...]
    lines: tuple[CostLine, ...]
    twice: tuple[Twice, ...]
    told: tuple[Told, ...] = ()

    @property
    def whole(self) -> int:
        return sum(each.whole for each in self.programmes)

    @property
    def eligible(self) -> int:
        return sum(each.eligible for each in self.programmes)

    @property
    def asked(self) -> int:
        return sum(each.asked for each in self.programmes)


def cost_share(members: Sequence[Member], beside: Beside = Beside()) -> CostShare:  # noqa: B008 - it never changes
    """The costs side by side, and what of them is, or may be, paid twice."""
    owners = beside.owners or (Owner(),) * len(members)
    pairs = enumerate(zip(members, owners, strict=True))
    lines = tuple(line for member, (each, owner) in pairs for line in lines_of(member, *each, owner))
    counted = [*(each for each in lines if each.eligible), *beside.others]
    programmes = tuple(_of_programme(member, each, lines) for member, each in enumerate(members))
    found = twice(counted, beside.answers, beside.different)
    return CostShare(programmes, lines, found, told(counted, beside.answers))


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


def lines_of(member: int, programme: Programme, evaluation: Evaluation, owner: Owner) -> tuple[CostLine, ...]:
    """Every line of a budget's costs, with the papers put to it."""
    return tuple(
        _line(member, programme, table, row, place, owner)
        for table in cost_tables(programme)
        for place, row in enumerate(evaluation.rows.get(table.id, ()), 1)
    )


def _line(member: int, programme: Programme, table: Table, row: Row, place: int, owner: Owner) -> CostLine:
    cost = row.values.get(table.money)
    counted = row.values.get("eligible", cost)
    yen, eligible = (each if isinstance(each, int) else 0 for each in (cost, counted))
    return CostLine(
        member=member,
        table=table.id,
        label=_label(programme, table, row),
        yen=yen,
        eligible=eligible,
        booking=next((each.id for each in row.values.values() if isinstance(each, BookingRef)), ""),
        application=owner.application,
        title=owner.title or programme.title,
        row=str(row.key),
        place=place,
        heading=_heading(programme, table, row),
        product=_product(table, row),
        files=frozenset(_files(programme, table.id, str(row.key), owner.papers)),
    )


def _files(programme: Programme, table: str, row: str, papers: Collection[Put]) -> Iterator[str]:
    """The papers of a line (見積書); one that is put to none of them is for all lines of its table."""
    lined = {each.id for each in programme.attachments if each.lines and each.lines.table == table}
    return (file for attachment, at, file in papers if attachment in lined and at in (row, ""))


def _heading(programme: Programme, table: Table, row: Row) -> str:
    column = next((each for each in table.columns if each.field.kind is Kind.CHOICE), None)
    return spoken(column.field, row.values.get(column.id), programme.choice_lists) if column else ""


def _product(table: Table, row: Row) -> tuple[int, ...]:
    """What a unit price and its quantities are, where they are written."""
    names = table.product.factors if table.product else ()
    return tuple(value for each in names if isinstance(value := row.values.get(each), int))


def _label(programme: Programme, table: Table, row: Row) -> str:
    """What a line is for in its own words; else its heading (科目)."""
    texts = [each for each in table.columns if each.field.kind is Kind.TEXT and row.values.get(each.id)]
    named = next((each for each in texts if each.id == "item"), texts[0] if texts else None)
    column = named or table.columns[0]
    return spoken(column.field, row.values.get(column.id), programme.choice_lists)
