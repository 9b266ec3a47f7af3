"""This year's copy (今年度版) of a definition of a past year: made, and its figures confirmed one by one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.subsidies.model import OwnProgramme
from kobe_desk.modules.subsidies.rules import years
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.years import Draft
from kobe_desk.modules.subsidies.usecases.catalogue import OWN, own_key, past_offer
from kobe_desk.modules.subsidies.usecases.examples import ExampleRow, open_examples
from kobe_desk.modules.subsidies.usecases.facts import ProgrammeUnknown


class SourceMissing(UserError):
    text = N_("Please write where you looked this figure up, like the name of this year's call.")


@dataclass(frozen=True, slots=True)
class FigurePart:
    """One thing to look up in a figure: `path` in it, and what kind of value it is (number, share, day, text)."""

    path: tuple[str, ...]
    label: str
    kind: str
    value: str | int | date


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of this year's copy: what it was, where that came from, and whether it has been confirmed."""

    at: str
    label: str
    parts: tuple[FigurePart, ...]
    source: str
    vintage: str
    note: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class CopyRow:
    """This year's copy on its way."""

    key: str
    programme: Programme
    year: str
    figures: tuple[FigureRow, ...]
    examples: tuple[ExampleRow, ...] = ()
    """Worked examples that the figures have changed, once all of them are confirmed, until somebody has seen them."""

    @property
    def left(self) -> int:
        return sum(not each.confirmed for each in self.figures)


@usecase(label=N_("Make this year's copy of a programme"), needs="subsidies.edit")
def copy_programme(session: Session, key: str) -> str:
    """This year's copy of a past definition; the one made before, if there is one. Returns its key."""
    programme = past_offer(session, key)
    year = _year_for(session, programme)
    made = session.scalars(
        sa.select(OwnProgramme).where(OwnProgramme.programme_id == programme.id, OwnProgramme.fiscal_year == year)
    ).first()
    if made is None:
        draft = years.copy_for_year(programme, year)
        made = OwnProgramme(programme_id=programme.id, fiscal_year=year, confirmed=[], **_columns(draft))
        session.add(made)
        session.flush()
    return own_key(made.id)


def _year_for(session: Session, programme: Programme) -> int:
    """This fiscal year; the next one when the days of this one's call are over already."""
    today = clock.today()
    year = year_of(session, today)
    opening = years.copy_for_year(programme, year).programme().window.on(today, year)
    return year + 1 if opening.has_ended(today) else year


@query(needs="subsidies.read")
def programme_copy(session: Session, key: str) -> CopyRow:
    """This year's copy with every figure in the order of its file. Raises ProgrammeUnknown."""
    found = _found(session, key)
    draft = _draft(found)
    vintages = {each["at"]: each["vintage"] for each in draft.definition.get("figure", ())}
    programme = draft.programme()
    names = {key: each.label for key, each in programme.options.items()}
    figures = tuple(
        FigureRow(
            each.at, each.label, parts_of(each.label, each.value, names), each.source, vintages[each.at], each.note,
            each.confirmed,
        )
        for each in draft.figures
    )  # fmt: skip
    left = any(not each.confirmed for each in figures)
    examples = () if left else open_examples(programme, found.confirmed)
    return CopyRow(key, programme, FiscalYear(found.fiscal_year).label, figures, examples)


@usecase(label=N_("Accept a changed example"), needs="subsidies.edit")
def accept_example(session: Session, key: str, mark: str) -> None:
    """Note that somebody has seen what a worked example gives with this year's figures."""
    found = _found(session, key)
    found.confirmed = [*(each for each in found.confirmed if each != mark), mark]
    session.flush()


@usecase(label=N_("Confirm a figure"), needs="subsidies.edit")
def confirm_figure(session: Session, key: str, at: str, values: tuple[Any, ...], source: str) -> int:
    """Write down one figure as this year's call says it. Returns how many are left. Raises SourceMissing.

    `values` are those of the figure's parts, in their order. Raises DefinitionRefused for a value of another shape.
    """
    if not source.strip():
        raise SourceMissing("source")
    found = _found(session, key)
    draft = _draft(found)
    row = next(each for each in draft.figures if each.at == at)
    value = row.value
    for part, given in zip(parts_of(row.label, row.value), values, strict=True):
        value = _with(value, part.path, given)
    draft = draft.confirm(at, value, source.strip(), FiscalYear(found.fiscal_year).label)
    for name, each in _columns(draft).items():
        setattr(found, name, each)
    found.confirmed = [*(each for each in found.confirmed if each != at), at]
    session.flush()
    return len(draft.open)


def _found(session: Session, key: str) -> OwnProgramme:
    found = session.get(OwnProgramme, UUID(key.removeprefix(OWN))) if key.startswith(OWN) else None
    if found is None:
        raise ProgrammeUnknown
    return found


def _draft(found: OwnProgramme) -> Draft:
    stored = json.loads(found.definition)
    return Draft(stored["definition"], stored.get("layouts", {}), frozenset(found.confirmed))


def _columns(draft: Draft) -> dict[str, Any]:
    programme = draft.programme()
    return {"definition": programme.canonical, "sha256": programme.sha256}


_DAY = len("2026-04-01")
_WORDS = {
    "open": N_("First day"),
    "close": N_("Last day"),
    "until": N_("Until"),
    "unit": N_("Rounded to units of"),
    "each": N_("For each one"),
    "mode": "",
    "times": "",
    "by": "",
    "rule": "",
    "page": "",
    "table": "",
}
"""What the members of a figure are called; those without a word are not looked up but belong to its shape."""


_NAMELESS: Mapping[str, str] = {}


def parts_of(
    label: str, value: Any, names: Mapping[str, str] = _NAMELESS, path: tuple[str, ...] = ()
) -> tuple[FigurePart, ...]:
    """The values of a figure that a person can look up; `names` words the entries of a table by option."""
    if not isinstance(value, dict):
        return (FigurePart(path, label, *_kind(value)),)
    found: list[FigurePart] = []
    for name, each in value.items():
        word = _WORDS.get(name, names.get(name, name))
        if word or isinstance(each, dict):
            found += parts_of(_(word), each, names, (*path, name))
    return tuple(found)


def _kind(value: Any) -> tuple[str, Any]:
    if isinstance(value, int):
        return "number", value
    text = str(value)
    try:
        return "day", date.fromisoformat(text[:_DAY])
    except ValueError:
        return ("share" if "/" in text else "text"), text


def _with(value: Any, path: tuple[str, ...], given: Any) -> Any:
    """The value with one part replaced; a last moment keeps its time of day."""
    if path:
        return {**value, path[0]: _with(value[path[0]], path[1:], given)}
    return f"{given.isoformat()}{str(value)[_DAY:]}" if isinstance(given, date) else given


__all__ = (
    "CopyRow",
    "ExampleRow",
    "FigurePart",
    "FigureRow",
    "SourceMissing",
    "accept_example",
    "confirm_figure",
    "copy_programme",
    "programme_copy",
)
