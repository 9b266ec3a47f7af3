"""Columns of the lists of 助成, and of the tables inside an application."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import figures, yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.asking import Choices, Evaluation, Field, Kind, Table, Value, parse, spoken
from kobe_desk.ui.table import Column

STATES = {
    "answering": N_("being answered"),
    "prepared": N_("waiting for signatures"),
    "signed": N_("signed"),
    "submitted": N_("exported"),
}
_WIDTHS = {Kind.INTEGER: 100, Kind.DATE: 174, Kind.CHOICE: 152, Kind.KANA: 184}
_STRETCHED = {True: 12, False: 20}
"""Signs of the widest column, in tables with money and in others; the whole text stands in the row below."""
_BY_LENGTH = {True: ((20, 96), (40, 150)), False: ((20, 112), (40, 150))}
"""Up to so many signs: so wide; less beside money."""
_PLAIN = 160
_SHOWN = 5
_SHORT = 4


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of an application's table as it is seen; the calculated first row has no key."""

    id: Any
    values: Mapping[str, Value | None]
    words: Mapping[str, str]


LEAD = "lead"


def lead_line(table: Table, evaluation: Evaluation) -> RowLine | None:
    """The calculated first row: the subsidy itself."""
    lead = table.lead
    if lead is None:
        return None
    made = evaluation.amounts.get(lead.amount)
    words = {table.columns[0].id: lead.label, lead.column: figures(made.yen) if made else _("is calculated")}
    return RowLine(LEAD, {}, words)


def columns_of(table: Table, lists: Mapping[str, Choices]) -> tuple[Column[RowLine], ...]:
    """The columns of a table: money right and in figures.

    From 16 pt on the words and the first sum stay, with what the last sum says (うち対象) under the words.
    """
    money = any(each.field.kind is Kind.YEN for each in table.columns)
    said = table.product.said if table.product else ()
    seen = [each for each in table.columns if _is_shown(each, money=money)]
    shown = [each for each in seen if each.id not in said][: _SHOWN + 1]
    words = [each for each in shown if each.field.kind in (Kind.TEXT, Kind.LONGTEXT)] or shown[:1]
    stretched = max(words, key=lambda each: each.field.max or 0).id
    sums = [each for each in shown if each.field.kind is Kind.YEN]
    first, last = (sums[0].id, sums[-1]) if sums else ("", None)
    return tuple(
        Column(
            _("{label} (yen)").format(label=each.field.label) if each.field.kind is Kind.YEN else each.field.label,
            _cell(
                each, lists, _STRETCHED[money] if each.id == stretched else (_width(each.field, money=money) - 20) // 16
            ),
            width=_width(each.field, money=money),
            right=each.field.kind in (Kind.YEN, Kind.INTEGER),
            stretch=each.id == stretched,
            secondary=at > 1 and each.id != first,
            under=_under(last, lists) if last and last.id != first and each.id == stretched else None,
            meaning=_quiet(each.id) if each.field.computed else None,
        )
        for at, each in enumerate(shown)
    )


def _is_shown(column: Any, *, money: bool) -> bool:
    """A booking stands in what it fills; beside money there is no room for what need not be written (単価と数), and a
    word or two (性別) stand with the chosen row only.
    """
    words = column.field.kind in (Kind.TEXT, Kind.LONGTEXT) and not column.field.required
    short = words and (column.field.max or _SHORT + 1) <= _SHORT
    return column.field.kind is not Kind.BOOKING and not (money and words) and not short


def _width(field: Field, *, money: bool) -> int:
    if field.kind is Kind.YEN:
        return max(108, 17 * (len(field.label) + 3) + 22)
    by_length = next((width for most, width in _BY_LENGTH[money] if (field.max or most) <= most), _PLAIN)
    return _WIDTHS.get(field.kind, by_length)


def _cell(column: Any, lists: Mapping[str, Choices], room: int) -> Any:
    field: Field = column.field

    def text(row: RowLine) -> str:
        if column.id in row.words:
            return row.words[column.id]
        value = row.values.get(column.id)
        if field.computed and value == 0:
            return _("not covered")
        if field.kind is Kind.YEN and isinstance(value, int):
            return figures(value)
        return shortened(spoken(field, value, lists).partition("\n")[0], room)

    return text


def _under(column: Any, lists: Mapping[str, Choices]) -> Any:
    """The last sum as words, for large type, which has room for one column of figures; it says what 対象 is."""
    figure = _cell(column, lists, _PLAIN)

    def text(row: RowLine) -> str:
        value = row.values.get(column.id)
        if column.id in row.words or not isinstance(value, int):
            return ""
        if column.field.computed and value == 0:
            return str(figure(row))
        return _("{label} {sum}").format(label=column.field.label, sum=yen(value))

    return text


def shortened(text: str, room: int) -> str:
    """A text in so many full-width signs, with … at its end where it is longer."""
    used = 0.0
    for at, sign in enumerate(text):
        used += 1 if unicodedata.east_asian_width(sign) in "WFA" else 0.66
        if used > room:
            return f"{text[: max(at - 1, 0)]}…"
    return text


def _quiet(name: str) -> Any:
    return lambda row: "muted" if row.values.get(name) == 0 else ""


def read_cell(field: Field, text: str, lists: Mapping[str, Choices]) -> Value | None:
    """A cell that was copied from a sheet; None where it cannot be read."""
    try:
        return parse(field, text, lists)
    except UserError:
        return None
