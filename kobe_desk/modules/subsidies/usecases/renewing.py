"""This year's copy (今年度版) of a definition of a past year: made, and its figures confirmed one by one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.subsidies.model import OwnProgramme, OwnProgrammeForm
from kobe_desk.modules.subsidies.rules import years
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.moved import moved
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.rules.years import Draft
from kobe_desk.modules.subsidies.usecases.catalogue import past_offer
from kobe_desk.modules.subsidies.usecases.examples import ExampleRow, accepted, examples_of, open_examples
from kobe_desk.modules.subsidies.usecases.owning import (
    faults,
    found_own,
    is_proven,
    keep_draft,
    own_key,
    programme_of_own,
    write_definition,
    year_words,
)


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
    faults: tuple[Problem, ...] = ()
    """What has to be mended in the definition before anybody can apply with it."""
    past: bool = False
    """Of a year that is over: it leads into the version of the next one."""
    tried: bool = True
    """False while nobody has looked at the papers of its examples, and nothing else is left to do."""

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
    return own_key(made.id) if made else _made(session, programme, year)


@usecase(label=N_("Make the next year's version of a programme"), needs="subsidies.edit")
def copy_for_next_year(session: Session, key: str) -> str:
    """The version of the year after a programme of one's own; the one made before, if there is one. Returns its key."""
    found = found_own(session, key)
    year = found.fiscal_year + 1
    made = session.scalars(
        sa.select(OwnProgramme).where(OwnProgramme.programme_id == found.programme_id, OwnProgramme.fiscal_year == year)
    ).first()
    if made is not None:
        return own_key(made.id)
    programme = programme_of_own(found)
    return _made(session, programme, year, found)


def _made(session: Session, programme: Programme, year: int, own: OwnProgramme | None = None) -> str:
    """A copy for a year; of one's own with its examples and the funder's papers, every figure open."""
    draft = years.copy_for_year(programme, year)
    made = OwnProgramme(programme_id=programme.id, fiscal_year=year, confirmed=[], before=programme.canonical)
    keep_draft(made, draft.definition, programme.data)
    if own is not None:
        shift = year - own.fiscal_year
        stored = examples_of(programme, own.examples)
        made.examples = moved(stored, shift)
        made.forms = [OwnProgrammeForm(name=each.name, content=each.content) for each in own.forms]
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
    found = found_own(session, key)
    draft = _draft(found)
    vintages = {each["at"]: each["vintage"] for each in draft.definition.get("figure", ())}
    programme = programme_of_own(found)
    names = {key: each.label for key, each in programme.options.items()}
    figures = tuple(
        FigureRow(
            each.at, each.label, parts_of(each.label, each.value, names), each.source, vintages[each.at], each.note,
            each.confirmed,
        )
        for each in draft.figures
    )  # fmt: skip
    left = any(not each.confirmed for each in figures)
    past = years.past_year(programme, clock.today()) is not None
    examples = () if left else open_examples(programme, found.confirmed, found.examples)
    return CopyRow(
        key, programme, year_words(found.fiscal_year), figures, examples, faults(found.definition), past,
        is_proven(found),
    )  # fmt: skip


@usecase(label=N_("Accept a changed example"), needs="subsidies.edit")
def accept_example(session: Session, key: str, mark: str) -> None:
    """Let a worked example promise what it gives with this year's figures: somebody has looked at it."""
    found = found_own(session, key)
    found.examples = accepted(programme_of_own(found), found.examples, mark)
    session.flush()


@usecase(label=N_("Confirm a figure"), needs="subsidies.edit")
def confirm_figure(session: Session, key: str, at: str, values: tuple[Any, ...], source: str) -> int:
    """Write down one figure as this year's call says it. Returns how many are left. Raises SourceMissing.

    `values` are those of the figure's parts, in their order. Raises DefinitionRefused for a value of another shape.
    """
    if not source.strip():
        raise SourceMissing("source")
    found = found_own(session, key)
    draft = _draft(found)
    row = next(each for each in draft.figures if each.at == at)
    value = row.value
    for part, given in zip(parts_of(row.label, row.value), values, strict=True):
        value = _with(value, part.path, given)
    draft = draft.confirm(at, value, source.strip(), year_words(found.fiscal_year))
    write_definition(session, found, draft.definition)
    found.confirmed = [*(each for each in found.confirmed if each != at), at]
    session.flush()
    return len(draft.open)


def _draft(found: OwnProgramme) -> Draft:
    stored = json.loads(found.definition)
    return Draft(stored["definition"], stored.get("layouts", {}), frozenset(found.confirmed))


_DAY = len("2026-04-01")
_WORDS = {
    "open": N_("First day"),
    "close": N_("Last day"),
    "until": N_("Until"),
    "unit": N_("Rounded to units of"),
    "each": N_("For each one"),
    "at_most": N_("Share of what was decided"),
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
    "copy_for_next_year",
    "copy_programme",
    "programme_copy",
)
