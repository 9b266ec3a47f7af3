"""Plan against actual (予算と決算): what was to be spent on each category, what was, and what the grant may not pay."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kobe_desk.modules.subsidies.rules.costs import spending_tables
from kobe_desk.modules.subsidies.rules.definition import Column, Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.values import spoken


@dataclass(frozen=True, slots=True)
class Spent:
    """A part of an entry of the cash book that is allocated to a grant."""

    number: int
    day: date
    text: str
    partner: str
    category: str
    yen: int
    reversed: bool = False
    entered: int | None = None
    """Yen of the whole entry, where that is more."""
    receipt: str = ""
    """The number on the receipt itself (領収書番号)."""
    filed: str = ""
    """Its page in the file of receipts."""
    copied: bool = False
    """Whether its scan goes with the report."""

    @property
    def whole(self) -> int:
        """Yen of the whole entry."""
        return self.yen if self.entered is None else self.entered


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A category (科目): planned, spent, and the difference."""

    category: str
    label: str
    planned: int
    spent: int

    @property
    def left(self) -> int:
        return self.planned - self.spent


class Warned(StrEnum):
    """What would cost the grant."""

    BEFORE_DECISION = "before_decision"  # 決定前の支出
    NO_DECISION = "no_decision"  # まだ決定がないのに、もう支出がある
    OUTSIDE = "outside"  # 期間外
    TAKEN_BACK = "taken_back"  # 取り消した支出
    OTHER_ACCOUNT = "other_account"  # 団体名義でない口座


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to be put right, with the entry it is about."""

    kind: Warned
    spent: Spent | None = None


def plan(planned: Mapping[str, int], labels: Mapping[str, str], spent: Sequence[Spent]) -> tuple[PlanLine, ...]:
    """Each category of the budget with what was spent on it; what no category names comes last."""
    actual: dict[str, int] = {}
    for each in spent:
        if not each.reversed:
            actual[each.category] = actual.get(each.category, 0) + each.yen
    return tuple(
        PlanLine(each, labels.get(each, each), planned.get(each, 0), actual.get(each, 0))
        for each in dict.fromkeys((*planned, *actual))
    )


def until(lines: Sequence[PlanLine], spent: Sequence[Spent], day: date) -> tuple[PlanLine, ...]:
    """The same categories with what was spent on them up to a day."""
    counted = [each for each in spent if each.day <= day and not each.reversed]
    return tuple(
        replace(line, spent=sum(each.yen for each in counted if each.category == line.category)) for line in lines
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a programme's budget (費目), and whether its costs count; None where its list does not say."""

    id: str
    label: str
    counts: bool | None


def headings(programme: Programme) -> tuple[Heading, ...]:
    """The headings a cost can be put under."""
    found: dict[str, Heading] = {}
    for table in spending_tables(programme):
        choices = programme.choice_lists.get(chosen_column(table).field.choices)
        options = choices.options if choices else ()
        says = any(each.attributes.get("eligible") for each in options)
        for each in options:
            found[each.id] = Heading(each.id, each.label, bool(each.attributes.get("eligible")) if says else None)
    return tuple(found.values())


def categories(programme: Programme) -> dict[str, str]:
    """The headings a cost can be put under, with their words."""
    return {each.id: each.label for each in headings(programme)}


def chosen_column(table: Table) -> Column:
    """The column that says what a line of costs is under (科目)."""
    return next((each for each in table.columns if each.field.kind is Kind.CHOICE), table.columns[0])


def budget(programme: Programme, evaluation: Evaluation) -> Iterator[tuple[str, str, int]]:
    """The lines of the budget's costs: the category, its word, and yen."""
    for table in spending_tables(programme):
        chosen = chosen_column(table)
        for row in evaluation.rows.get(table.id, ()):
            value, yen = row.values.get(chosen.id), row.values.get(table.money)
            label = spoken(chosen.field, value, programme.choice_lists)
            yield str(value or ""), label, yen if isinstance(yen, int) else 0


def cautions(
    spent: Sequence[Spent], decided: date | None, start: date | None, end: date | None, *, own_account: bool,
    undecided: bool = False,
) -> tuple[Caution, ...]:  # fmt: skip
    """What would cost the grant, before it does. `undecided`: a decision has to come first, and has not come."""
    found = [Caution(kind, each) for each in spent for kind in _wrong(each, decided, start, end)]
    early = [Caution(Warned.NO_DECISION, each) for each in spent if undecided and not each.reversed]
    return (*early, *found, *(() if own_account else (Caution(Warned.OTHER_ACCOUNT),)))


def covered(
    spent: Sequence[Spent], decided: date | None, start: date | None, end: date | None
) -> tuple[Spent, ...]:  # fmt: skip
    """What the grant may pay for: neither taken back, nor before the decision, nor outside the period."""
    return tuple(each for each in spent if not any(_wrong(each, decided, start, end)))


def _wrong(each: Spent, decided: date | None, start: date | None, end: date | None) -> Iterator[Warned]:
    if each.reversed:
        yield Warned.TAKEN_BACK
    if decided and each.day < decided:
        yield Warned.BEFORE_DECISION
    if (start and each.day < start) or (end and each.day > end):
        yield Warned.OUTSIDE
