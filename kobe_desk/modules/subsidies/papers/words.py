"""The answers of an application in the words of its papers: nothing dormant; blank, 0 and 該当なし are three things."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kobe_desk.core.japanese import era, kana
from kobe_desk.core.japanese.money import figures
from kobe_desk.modules.subsidies.papers.facts import GridValue
from kobe_desk.modules.subsidies.papers.labels import head_of, label_of, yes_or_no
from kobe_desk.modules.subsidies.rules import values
from kobe_desk.modules.subsidies.rules.answers import Answers, State
from kobe_desk.modules.subsidies.rules.definition import Column, Field, FormSpec, Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Row
from kobe_desk.modules.subsidies.rules.values import Value

NOT_APPLICABLE = "該当なし"


@dataclass(frozen=True, slots=True)
class Words:
    """An application as its papers read it."""

    programme: Programme
    answers: Answers
    evaluation: Evaluation

    def counts(self, name: str) -> bool:
        """Whether a field or table may go into papers."""
        return name in self.evaluation.exported()

    def value(self, name: str) -> Value | None:
        return self.evaluation.values.get(name) if self.counts(name) else None

    def text(self, name: str) -> str:
        """An answer as a paper shows it; empty while it is blank or dormant."""
        if not self.counts(name):
            return ""
        field = self.programme.fields[name]
        if self.answers.get(name).state is State.NOT_APPLICABLE and not field.computed:
            return NOT_APPLICABLE
        value = self.value(name)
        formal = yes_or_no(self.programme, field, value) if isinstance(value, bool) else ""
        return formal or values.spoken(field, value, self.programme.choice_lists)

    def label(self, item: Field | Table) -> str:
        return label_of(self.programme, item)

    def cell(self, table: Table, column: Column, row: Row) -> GridValue:
        """A cell: yen and bare numbers as integers, the rest in words; None prints empty."""
        value = row.values.get(column.id)
        if table.product and table.product.words == column.id:
            return "　".join(filter(None, (table.product.written(row.values), str(value or "")))) or None
        absent = self.answers.get(f"{table.id}.{column.id}", row.key).state is State.NOT_APPLICABLE
        if absent and not column.field.computed:
            return NOT_APPLICABLE
        if isinstance(value, int) and not isinstance(value, bool) and is_figure(column.field):
            return value
        return values.spoken(column.field, value, self.programme.choice_lists) or None

    def stale(self, name: str) -> bool:
        """Whether an answer is to be looked at again (要確認)."""
        return self.answers.get(name).stale

    def printed(self, form: FormSpec) -> Iterator[tuple[str, str]]:
        """Every answer a form has to show: its label and its text, cells of tables included."""
        for name in items_of(form):
            table = self.programme.tables.get(name)
            if table and self.counts(name):
                yield from self._cells(form, table)
            elif (
                name in self.programme.fields and self.text(name) and not is_pledged(form, self.programme.fields[name])
            ):
                yield from ((self.label(self.programme.fields[name]), each) for each in self._each(name))

    def _each(self, name: str) -> tuple[str, ...]:
        """What stands on a form in one piece: of several answers to a question, each beside its own box."""
        field, value = self.programme.fields[name], self.value(name)
        if field.kind is not Kind.MULTI or not isinstance(value, tuple):
            return (self.text(name),)
        return tuple(values.spoken(field, (each,), self.programme.choice_lists) for each in value)

    def _cells(self, form: FormSpec, table: Table) -> Iterator[tuple[str, str]]:
        for row in self.evaluation.rows.get(table.id, ()):
            for column in columns_of(table):
                text = self._printed_cell(form, table, column, row)
                if text:
                    yield f"{self.label(table)}　{head_of(self.programme, table, column)}", text

    def _printed_cell(self, form: FormSpec, table: Table, column: Column, row: Row) -> str:
        shown, value = self.cell(table, column, row), row.values.get(column.id)
        if isinstance(shown, int):
            return figures(shown)
        if form.paper == "officers" and isinstance(value, date):
            return era.code(value)
        if form.paper == "officers" and column.field.kind is Kind.KANA:
            return kana_listed(shown or "")
        return shown or ""


def kana_listed(reading: str) -> str:
    """A reading as lists of officers have it: ﾊｾｶﾞﾜ ｶｽﾞﾖ."""
    return kana.to_half_width(kana.to_katakana(reading)).replace("\u3000", " ")


def items_of(form: FormSpec) -> tuple[str, ...]:
    """What a form shows, in its order; `table.column` stands for its table."""
    sums = ("totals", "amounts")
    heads = (name if name.split(".")[0] in sums else name.split(".")[0] for name in form.fields)
    return tuple(dict.fromkeys(heads))


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns a paper shows: unit price, quantity and times stand in words in one (積算).

    What a chosen booking fills says it: the booking itself needs no column.
    """
    said = table.product.said if table.product else ()
    return tuple(each for each in table.columns if each.id not in said and not each.fills)


def is_pledged(form: FormSpec, field: Field) -> bool:
    """A pledge is itself the answer to 「確かめましたか」: the paper does not print the question."""
    return form.paper == "pledge" and field.kind is Kind.YESNO


def is_figure(field: Field) -> bool:
    """Whether a cell is a bare figure: yen under a unit line, or a number without a unit of its own."""
    return field.kind is Kind.YEN or (field.kind is Kind.INTEGER and not field.unit)
