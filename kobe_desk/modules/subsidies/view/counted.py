"""How much of a line counts, and why, in words: a limit for each line, or a category that is not paid for."""

from collections.abc import Mapping

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.asking import (
    Choices,
    Evaluation,
    Held,
    Kind,
    Table,
    Total,
    sums,
)

Lists = Mapping[str, Choices]
MOST = 5
"""So many lines are named; the others are shown where they are chosen."""


def over(table: Table, evaluation: Evaluation) -> list[Held]:
    """The lines of a table that go over their limit, in their order."""
    rows = evaluation.rows.get(table.id, ())
    return [each for row in rows for each in row.held if each.column == table.counted]


def said(held: Held) -> str:
    """240,000円のうち180,000円が対象です。報償費は1人1回30,000円までです（30,000円×2人×3回）。"""
    words = _("Of {claimed}, {counted} counts. {reason} ({figures})") if held.written else _(
        "Of {claimed}, {counted} counts. {reason}"
    )  # fmt: skip
    return words.format(claimed=yen(held.claimed), counted=yen(held.counted), reason=held.reason, figures=held.written)


def lines_over(table: Table, evaluation: Evaluation) -> str:
    """Every line over its limit with what counts of it; empty if there is none."""
    found = over(table, evaluation)
    words = [_("{line}: {words}").format(line=each.line, words=said(each)) for each in found[:MOST]]
    more = len(found) - MOST
    return "\n".join([*words, *([_("{n} more lines go over their limit.").format(n=more)] if more > 0 else [])])


def of_line(table: Table, evaluation: Evaluation, key: object, choices: Lists) -> str:
    """What counts of one line and why; empty where all of it does."""
    row = next((each for each in evaluation.rows.get(table.id, ()) if each.key == key), None)
    if row is None or not table.counted:
        return ""
    held = next((each for each in row.held if each.column == table.counted), None)
    if held is not None:
        return said(held)
    claimed, counted = row.values.get(table.money), row.values.get(table.counted)
    reason = _not_paid(table, row.values, choices)
    if not reason or not isinstance(claimed, int) or counted != 0 or not claimed:
        return ""
    return _("Of {claimed}, {counted} counts. {reason}").format(claimed=yen(claimed), counted=yen(0), reason=reason)


def _not_paid(table: Table, values: Mapping[str, object], choices: Lists) -> str:
    """Why a category does not count, in the words of the programme: 食糧費（茶菓）：対象になりません."""
    for column in table.columns:
        found = choices.get(column.field.choices) if column.field.kind is Kind.CHOICE else None
        option = found.option(str(values.get(column.id))) if found else None
        if option is not None and not option.attributes.get("eligible"):
            note = option.note or _("This category does not count.")
            return _("{category}: {reason}").format(category=option.label, reason=note)
    return ""


def sum_words(table: Table, evaluation: Evaluation) -> str:
    """The sums of a table in words; the first, calculated row counts."""
    words = [
        _("{label} {sum}").format(label=label_of(table, total), sum=yen(made))
        for total, made in sums(table, evaluation)
    ]
    return _("Total of {table}: {sums}").format(table=table.label, sums="　".join(words))


def label_of(table: Table, total: Total) -> str:
    """What a sum is called: by its own label, else as its column."""
    column = table.column(total.column)
    return total.label or (column.field.label if column else "")
