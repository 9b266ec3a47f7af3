"""Columns of the lists of 助成, and of the tables inside an application."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kobe_desk.core.japanese.money import figures
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.asking import Choices, Field, Kind, Table, Value, spoken
from kobe_desk.ui.table import Column

STATES = {
    "answering": N_("being answered"),
    "prepared": N_("waiting for signatures"),
    "signed": N_("signed"),
    "submitted": N_("exported"),
}
_WIDTHS = {Kind.YEN: 132, Kind.INTEGER: 100, Kind.DATE: 174, Kind.CHOICE: 156, Kind.KANA: 176}
_BY_LENGTH = ((20, 96), (40, 150))
_PLAIN = 160
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of an application's table as it is seen; the calculated first row has no key."""

    id: Any
    values: Mapping[str, Value | None]
    words: Mapping[str, str]


def columns_of(table: Table, lists: Mapping[str, Choices]) -> tuple[Column[RowLine], ...]:
    """The columns of a table: money right and in figures; beyond the first and the figures they go from 16 pt on."""
    shown = [each for each in table.columns if each.field.kind is not Kind.BOOKING][: _SHOWN + 1]
    words = [each for each in shown if each.field.kind in (Kind.TEXT, Kind.LONGTEXT)] or shown[:1]
    stretched = max(words, key=lambda each: each.field.max or 0).id
    last = next((each.id for each in reversed(shown) if each.field.kind is Kind.YEN), "")
    return tuple(
        Column(
            _("{label} (yen)").format(label=each.field.label) if each.field.kind is Kind.YEN else each.field.label,
            _cell(each.id, each.field, lists),
            width=_width(each.field),
            right=each.field.kind in (Kind.YEN, Kind.INTEGER),
            stretch=each.id == stretched,
            secondary=at > 1 and each.id != last,
            meaning=_quiet(each.id) if each.field.computed else None,
        )
        for at, each in enumerate(shown)
    )


def _width(field: Field) -> int:
    by_length = next((width for most, width in _BY_LENGTH if (field.max or most) <= most), _PLAIN)
    return _WIDTHS.get(field.kind, by_length)


def _cell(name: str, field: Any, lists: Mapping[str, Choices]) -> Any:
    def text(row: RowLine) -> str:
        if name in row.words:
            return row.words[name]
        value = row.values.get(name)
        if field.computed and value == 0:
            return _("not covered")
        if field.kind is Kind.YEN and isinstance(value, int):
            return figures(value)
        return spoken(field, value, lists).partition("\n")[0]

    return text


def _quiet(name: str) -> Any:
    return lambda row: "muted" if row.values.get(name) == 0 else ""
