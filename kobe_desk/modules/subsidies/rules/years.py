"""A definition of a past year, and the copy for this year whose figures are confirmed one by one (今年度版)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import build, lint, schema
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.figure import places, value_at, with_value
from kobe_desk.modules.subsidies.rules.moved import moved
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused, Problem


def past_year(programme: Programme, today: date) -> FiscalYear | None:
    """The year a definition was made for, once that year or its validity is over; None while it is current."""
    if programme.fiscal_year is None:
        return None
    year = FiscalYear(programme.fiscal_year)
    over = programme.valid_to is not None and programme.valid_to < today
    return year if over or year < fiscal_year(today) else None


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """A figure of the copy: where it stands, what it was, where that came from, and whether it has been confirmed."""

    at: str
    label: str
    value: Any
    source: str
    note: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """This year's copy on its way: it can be used once every figure has been confirmed."""

    definition: Mapping[str, Any]
    layouts: Mapping[str, Any]
    confirmed: frozenset[str] = frozenset()

    @property
    def figures(self) -> tuple[OpenFigure, ...]:
        """Every figure in the order of the file."""
        return tuple(
            OpenFigure(
                each["at"],
                each["label"],
                value_at(self.definition, each["at"]),
                each["source"],
                each.get("note", ""),
                each["at"] in self.confirmed,
            )
            for each in self.definition.get("figure", ())
        )

    @property
    def open(self) -> tuple[OpenFigure, ...]:
        return tuple(each for each in self.figures if not each.confirmed)

    def confirm(self, at: str, value: Any, source: str, vintage: str) -> "Draft":
        """The draft with one figure looked up in this year's call. Raises DefinitionRefused if it has no such shape."""
        figure = {"at": at, "source": source, "vintage": vintage}
        noted = [
            {key: value for key, value in {**each, **figure}.items() if key != "unverified"}
            if each["at"] == at
            else each
            for each in self.definition.get("figure", ())
        ]
        made = {**with_value(self.definition, at, value), "figure": noted}
        wrong = schema.problems(made)
        if wrong:
            raise DefinitionRefused.because(wrong, at)
        return replace(self, definition=made, confirmed=self.confirmed | {at})

    def programme(self) -> Programme:
        """The programme as it stands; figures not yet confirmed are shown with 要確認."""
        return build.programme(Bundle(self.definition, self.layouts))

    def finished(self) -> Programme:
        """The programme, every figure confirmed. Raises DefinitionRefused and names those that are open."""
        text = N_("“{label}” has not been confirmed yet. Look it up in this year’s call.")
        waiting = [Problem(each.at, text, {"label": each.label}) for each in self.open]
        made = self.programme()
        wrong = waiting or [each for each in lint.problems(made) if not each.hint]
        if wrong:
            raise DefinitionRefused.because(wrong)
        return made


def copy_for_year(programme: Programme, year: int) -> Draft:
    """A copy of a definition for another year: its days moved, every figure of it to be confirmed.

    Ids stay, so that answers of the year before can be carried over.
    """
    old = programme.data["definition"]
    shift = year - (programme.fiscal_year or year)
    head = {
        **old["programme"],
        "version": f"{year}.1",
        "fiscal_year": str(year),
        "window": moved(old["programme"]["window"], shift),
    }
    if "valid" in head:
        head["valid"] = moved(head["valid"], shift)
    return Draft({**old, "programme": head, "figure": _to_confirm(programme)}, programme.data.get("layouts", {}))


def _to_confirm(programme: Programme) -> list[dict[str, Any]]:
    known = [dict(each) for each in programme.data["definition"].get("figure", ())]
    missing = [each for each in places(programme) if each not in {figure["at"] for figure in known}]
    more = [{"at": each, "label": each, "source": "?", "vintage": "?"} for each in missing]
    return [{**each, "unverified": True} for each in (*known, *more)]
