"""Goes through the answers in the order they rest on each other: what is asked, sums, amounts, checks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year
from kobe_desk.modules.subsidies.rules import amount as money
from kobe_desk.modules.subsidies.rules import attached as papers
from kobe_desk.modules.subsidies.rules import expr, limits, values
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Cell, Origin, State
from kobe_desk.modules.subsidies.rules.booked import booked_twice
from kobe_desk.modules.subsidies.rules.definition import Attachment, Check, Column, Field, Held, Programme, Table, Total
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Failed, Needed, Row
from kobe_desk.modules.subsidies.rules.graph import order
from kobe_desk.modules.subsidies.rules.values import Value


def evaluate(
    programme: Programme, answers: Answers, today: date, attached: Mapping[str, int] | None = None
) -> Evaluation:
    """What follows from the answers. `attached` counts the papers there, by attachment and by line (`at_line`)."""
    return _Run(programme, answers, today).evaluation(attached or {})


@dataclass(frozen=True, slots=True)
class Figures:
    """What the answers come to, and every figure in it that an amount may be made of."""

    evaluation: Evaluation
    lookup: money.Lookup
    spoken: Callable[[str], str]
    held: Callable[[str], tuple[Held, ...]]
    """The lines of a sum that count only in part."""


def figures_of(programme: Programme, answers: Answers, today: date) -> Figures:
    """The answers evaluated once, to work out many an amount from them."""
    run = _Run(programme, answers, today)
    return Figures(run.evaluation({}), run.figure, run.spoken, run.held)


def conditions_of(programme: Programme, answers: Answers, today: date, texts: Iterable[str]) -> dict[str, bool]:
    """Which of these expressions hold with the answers; what is not decided yet does not."""
    run = _Run(programme, answers, today)
    return {text: run.asks(text) for text in texts}


def year_of(programme: Programme, today: date) -> FiscalYear:
    """The fiscal year an application of today is for."""
    return fiscal_year(today) if programme.fiscal_year is None else FiscalYear(programme.fiscal_year)


class _Run:
    """One evaluation on its way, node by node."""

    def __init__(self, programme: Programme, answers: Answers, today: date) -> None:
        self.programme, self.answers = programme, answers
        self.fields: dict[str, Value | None] = {}
        self.relevant: set[str] = set()
        self.retained: set[str] = set()
        self.rows: dict[str, tuple[Row, ...]] = {}
        self.totals: dict[str, int] = {}
        self.amounts: dict[str, money.Result | None] = {}
        self.conditions: dict[str, bool] = {}
        self.options = {key: each.attributes for key, each in programme.options.items()}
        year, window = year_of(programme, today), programme.window.on(today, programme.fiscal_year)
        self.bindings: dict[str, Any] = {
            "today": today.toordinal(),
            "window": {
                "open_day": window.opens and window.opens.toordinal(),
                "close_day": window.close_day.toordinal(),
            },
            "year": {"start": year.first.toordinal(), "end": year.last.toordinal(), "number": year.year},
            "constants": {each.id: each.value for each in programme.constants},
            "rows": {},
            "totals": {},
            "amounts": {},
        }
        self.items = {item.id: (page, item) for page, item in programme.items()}
        self._named = {each.id: each for each in programme.conditions}
        for node in order(programme):
            self._visit(node)

    def _visit(self, node: str) -> None:
        head, _, rest = node.partition(".")
        if head == "rows":
            self._table(rest)
        elif head == "totals":
            table, _, total = rest.partition(".")
            self._total(self.programme.tables[table], total)
        elif head == "amounts":
            self._amount(rest)
        elif node in self._named:
            self._condition(node)
        else:
            self._field(node)

    def asks(self, text: str) -> bool:
        """Whether an expression holds; an empty one always does."""
        return not text or self._value(text) is True

    def _value(self, text: str, row: Mapping[str, Any] | None = None) -> expr.Plain:
        bindings = self.bindings if row is None else {**self.bindings, "row": row}
        return expr.compile(text).evaluate(bindings, self.options)

    def _condition(self, name: str) -> None:
        self.conditions[name] = self.bindings[name] = self._value(self._named[name].expr) is True

    def _field(self, name: str) -> None:
        page, field = self.items[name]
        if not isinstance(field, Field):
            raise TypeError(name)
        asked = self.asks(page.when) and self.asks(field.when)
        if asked:
            self.relevant.add(name)
        elif field.retain:
            self.retained.add(name)
        answer = self._answer(field, name)
        self.bindings[name] = _seen(field, answer) if asked else values.blank(field.kind)
        if asked or field.retain:
            self.fields[name] = answer.value

    def _answer(
        self, field: Field, name: str, row: UUID | None = None, seen: Mapping[str, Any] | None = None
    ) -> Answer:
        if not field.computed:
            return self.answers.get(name, row)
        made = self._value(field.computed, seen)
        return Answer(made if isinstance(made, bool | int) else None, origin=Origin.COMPUTED)

    def _table(self, name: str) -> None:
        page, table = self.items[name]
        if not isinstance(table, Table):
            raise TypeError(name)
        asked = self.asks(page.when) and self.asks(table.when)
        keys = self.answers.keys(name) if asked else ()
        made = [self._row(table, key, place) for place, key in enumerate(keys, 1)]
        if asked:
            self.relevant |= {name, *(f"{name}.{each.id}" for each in table.columns)}
        self.rows[name] = tuple(row for row, _ in made)
        self.bindings["rows"][name] = [seen for _, seen in made]

    def _row(self, table: Table, key: UUID, place: int) -> tuple[Row, dict[str, Any]]:
        seen: dict[str, Any] = {each.id: values.blank(each.field.kind) for each in table.columns}
        found: dict[str, Value | None] = {}
        held: list[Held] = []
        for column in sorted(table.columns, key=lambda each: _turn(table, each)):
            answer = _product(table, column, found) or self._answer(column.field, f"{table.id}.{column.id}", key, seen)
            found[column.id], seen[column.id] = answer.value, _seen(column.field, answer)
            if table.limits and (over := self._held(table, column, found, seen)):
                held.append(limits.named(over, place, found.get(table.named)))
                found[column.id] = seen[column.id] = over.counted
        return Row(key, {each.id: found[each.id] for each in table.columns}, tuple(held)), seen

    def _held(
        self, table: Table, column: Column, found: Mapping[str, Value | None], seen: Mapping[str, Any]
    ) -> Held | None:
        def holds(text: str) -> bool:
            return self._value(text, seen) is True

        return limits.held(self.programme, table, column.id, found[column.id], found, self.figure, holds)

    def held(self, name: str) -> tuple[Held, ...]:
        """The lines of a total of which only a part counts; () for any other figure."""
        head, _, rest = name.partition(".")
        table = self.programme.tables.get(rest.partition(".")[0]) if head == "totals" else None
        total = next((each for each in table.totals if name == f"totals.{table.id}.{each.id}"), None) if table else None
        if table is None or total is None:
            return ()
        pairs = zip(self.rows[table.id], self.bindings["rows"][table.id], strict=True)
        return tuple(
            each
            for row, seen in pairs
            for each in row.held
            if each.column == total.column and self._counts(total, seen)
        )

    def _total(self, table: Table, name: str) -> None:
        total = next(each for each in table.totals if each.id == name)
        made = sum(_yen(row[total.column]) for row in self.bindings["rows"][table.id] if self._counts(total, row))
        self.totals[f"{table.id}.{name}"] = made
        self.bindings["totals"].setdefault(table.id, {})[name] = made

    def _counts(self, total: Total, row: Mapping[str, Any]) -> bool:
        return not total.where or self._value(total.where, row) is True

    def _amount(self, name: str) -> None:
        amount = self.programme.amount(name)
        made = money.calculate(amount, self.figure, self.spoken, self.held) if amount else None
        self.amounts[name] = made
        self.bindings["amounts"][name] = made.yen if made else None

    def figure(self, name: str) -> int | str | None:
        """The figure of a name with dots; None while it is blank."""
        found: Any = self.bindings
        for step in name.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found if isinstance(found, int | str) else None

    def spoken(self, option: str) -> str:
        """The words of an option."""
        found = self.programme.options.get(option)
        return found.label if found else option

    def evaluation(self, attached: Mapping[str, int]) -> Evaluation:
        return Evaluation(
            pages=tuple(each for each in self.programme.pages if self.asks(each.when)),
            relevant=frozenset(self.relevant),
            retained=frozenset(self.retained),
            conditions=self.conditions,
            values=self.fields,
            rows=self.rows,
            totals=self.totals,
            amounts=self.amounts,
            failed=(
                *(_failed(self.programme, each) for each in self.programme.checks if self._fails(each)),
                *booked_twice(self.programme, self.rows),
            ),
            missing=tuple(self._missing()),
            attachments=self._papers(self.programme.attachments, attached),
            forms=tuple(each for each in self.programme.forms if self.asks(each.when)),
            later=self._papers(self.programme.attachments_later, {}),
        )

    def _fails(self, check: Check) -> bool:
        """Only what is decided fails: a check over blank answers waits for them."""
        return self.asks(check.when) and self._value(check.expr) is False

    def _missing(self) -> list[Cell]:
        found: list[Cell] = []
        for _, item in self.programme.items():
            if item.id not in self.relevant:
                continue
            found += self._blank_cells(item) if isinstance(item, Table) else self._blank_field(item)
        return found

    def _blank_field(self, field: Field) -> list[Cell]:
        wanted = field.required or (bool(field.required_when) and self.asks(field.required_when))
        answer = self.answers.get(field.id)
        return [Cell(field.id)] if wanted and not field.computed and answer.state is State.BLANK else []

    def _blank_cells(self, table: Table) -> list[Cell]:
        rows = self.rows[table.id]
        found = [Cell(table.id)] if len(rows) < table.min_rows else []
        return found + [
            Cell(f"{table.id}.{each.id}", row.key)
            for row in rows
            for each in table.columns
            if self._wanted(table, each, row)
        ]

    def _wanted(self, table: Table, column: Column, row: Row) -> bool:
        state = self.answers.get(f"{table.id}.{column.id}", row.key).state
        blank = state is State.BLANK and row.values[column.id] is None
        return column.field.required and not column.field.computed and blank

    def _papers(self, attachments: tuple[Attachment, ...], attached: Mapping[str, int]) -> tuple[Needed, ...]:
        return tuple(self._needed(each, attached) for each in attachments if self.asks(each.when))

    def _needed(self, attachment: Attachment, attached: Mapping[str, int]) -> Needed:
        lines = attachment.lines
        seen = self.bindings["rows"].get(lines.table, ()) if lines else ()

        def holds(when: str, place: int) -> bool:
            return self._value(when, seen[place]) is True

        wanted = attachment.required or (bool(attachment.required_when) and self.asks(attachment.required_when))
        return papers.needed(self.programme, attachment, attached, self.rows, holds, wanted=wanted)


def _seen(field: Field, answer: Answer) -> expr.Plain:
    if answer.absent:
        return values.absent(field.kind)
    return values.blank(field.kind) if answer.value is None else values.plain(answer.value)


def _turn(table: Table, column: Column) -> int:
    """What is typed first, then the amount made of it, then what is calculated from the line."""
    product = table.product
    return 2 if column.field.computed else int(product is not None and product.amount == column.id)


def _product(table: Table, column: Column, found: Mapping[str, Value | None]) -> Answer | None:
    """The amount of a line that has a unit price: 単価 × 数量 × 回数."""
    if table.product is None or table.product.amount != column.id:
        return None
    made = table.product.yen(found)
    return None if made is None else Answer(made, origin=Origin.COMPUTED)


def _yen(value: object) -> int:
    return value if isinstance(value, int) else 0


def _failed(programme: Programme, check: Check) -> Failed:
    return Failed(check.id, check.level, programme.worded(check.message), check.fields)
