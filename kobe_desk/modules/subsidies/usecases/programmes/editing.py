"""A programme of one's own edited by forms (補助制度を直す), and what differs from the version it was made from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import drafts
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import OwnProgramme
from kobe_desk.modules.subsidies.rules import build, editing, schema
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.editing import Ask, Changed, Group, Part, Place, Step, Told, as_typed
from kobe_desk.modules.subsidies.rules.pack import grouped
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused
from kobe_desk.modules.subsidies.usecases.examples import ExampleRow, open_examples
from kobe_desk.modules.subsidies.usecases.owning import (
    faults,
    found_own,
    is_proven,
    left_to_confirm,
    programme_of_own,
    write_definition,
    year_words,
)
from kobe_desk.modules.subsidies.usecases.shelf import shipped

EDIT_DRAFT = "subsidies.programme"
"""The page under which what is being edited is kept as a draft."""


class YearTaken(UserError):
    text = N_("There is a version for {year} already. Please edit that one.")


class ChangedMeanwhile(UserError):
    text = N_("This programme was changed elsewhere in the meantime. Please look again. Nothing was saved.")


@dataclass(frozen=True, slots=True)
class EditRow:
    """A programme with every place that can be changed, and what has to be mended in it."""

    key: str
    programme: Programme
    year: str
    parts: tuple[Part, ...]
    faults: tuple[Told, ...]
    left: int
    """Figures to confirm, or examples to look at."""
    fingerprint: str
    origin: Mapping[str, str]
    groups: Mapping[str, tuple[Group, ...]]
    """The lists of each part that something can be put into, taken out of and moved within."""
    asks: Mapping[str, tuple[Ask, ...]]
    """What a condition can rest on: by table for one of its rows, and under "" the questions."""
    examples: tuple[ExampleRow, ...]
    """Worked examples that no longer give what they promise."""
    tried: bool = True
    """False while nobody has looked at their papers."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What would have to be mended, each at its place, and the worked examples that would give something else."""

    faults: tuple[Told, ...]
    examples: tuple[ExampleRow, ...]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """Two versions of a programme, and each changed place."""

    title: str
    before: str
    """The version before: 2025.1; empty where nobody kept it."""
    now: str
    changes: tuple[Changed, ...]


@query(needs="subsidies.read")
def programme_places(session: Session, key: str) -> EditRow:
    """A programme of one's own as it can be edited. Raises ProgrammeUnknown."""
    found = found_own(session, key)
    programme = programme_of_own(found)
    definition = programme.data["definition"]
    made = editing.parts(definition)
    wrong = faults(found.definition)
    tables = {place.row_of for part in made for place in part.places}
    return EditRow(
        key=key,
        programme=programme,
        year=year_words(found.fiscal_year),
        parts=made,
        faults=editing.told(wrong, made),
        left=left_to_confirm(found, programme),
        fingerprint=grouped(found.sha256),
        origin=found.origin,
        groups={each.id: editing.groups(definition, each.id) for each in made},
        asks={each: editing.asks(definition, each) for each in {"", *tables}},
        examples=open_examples(programme, found.confirmed, found.examples),
        tried=is_proven(found),
    )


@query(needs="subsidies.read")
def tried(session: Session, key: str, values: Mapping[str, Any]) -> Tried:
    """What would have to be mended with these values, each at its place, and what the examples would give.

    Nothing is written.
    """
    found = found_own(session, key)
    programme = programme_of_own(found)
    made = editing.edited(programme.data["definition"], values)
    where = editing.parts(programme.data["definition"])
    wrong = editing.halves(made) or schema.problems(made)
    if wrong:
        return Tried(editing.told(wrong, where), ())
    fresh = build.programme(Bundle(made, programme.data.get("layouts", {})))
    wrong = faults(fresh.canonical)
    return Tried(editing.told(wrong, where), open_examples(fresh, found.confirmed, found.examples))


@usecase(label=N_("Put together the parts of a programme"), needs="subsidies.edit")
def reshape_programme(session: Session, key: str, step: Step, seen: str) -> str:
    """Put in, take out or move one part: a question, a choice, a paper, a limit, a page. Returns where it stands then.

    `seen` is the fingerprint of what the page had read. What is gone is named nowhere any more; rules that rested on
    it are left for the lint to tell. Raises ChangedMeanwhile, DefinitionRefused.
    """
    found = found_own(session, key)
    before = _as_seen(found, seen)
    made, where = editing.stepped(before, step)
    _refuse_misshapen(made, before)
    write_definition(session, found, made)
    session.flush()
    return where


def _as_seen(found: OwnProgramme, seen: str) -> dict[str, Any]:
    if seen.replace(" ", "") != found.sha256:
        raise ChangedMeanwhile
    definition: dict[str, Any] = json.loads(found.definition)["definition"]
    return definition


@usecase(label=N_("Edit a programme"), needs="subsidies.edit")
def save_programme(session: Session, key: str, values: Mapping[str, Any], seen: str) -> int:
    """Write down what was changed; changed figures are to be confirmed again. Returns how much is left to mend.

    `seen` is the fingerprint of what the page had read. What does not fit the shape of a definition is refused at its
    place (`DefinitionRefused`); what only does not fit together is kept, and nobody can apply before it is mended.
    Raises YearTaken, ChangedMeanwhile.
    """
    found = found_own(session, key)
    before = _as_seen(found, seen)
    made = editing.edited(before, values)
    _refuse_misshapen(made, before)
    year = made["programme"]["fiscal_year"]
    _keep_year(session, found, 0 if year == "every" else int(year))
    write_definition(session, found, made)
    open_again = {each["at"] for each in made.get("figure", ()) if each.get("unverified")}
    found.confirmed = [each for each in found.confirmed if each not in open_again]
    drafts.drop(session, EDIT_DRAFT, key)
    session.flush()
    return len(faults(found.definition))


def _refuse_misshapen(made: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    wrong = editing.halves(made) or schema.problems(made)
    if wrong:
        where = editing.told(wrong[:1], editing.parts(before))[0]
        raise DefinitionRefused.because(wrong, where.at or None)
    build.programme(Bundle(made))


def _keep_year(session: Session, found: OwnProgramme, year: int) -> None:
    if year == found.fiscal_year:
        return
    there = sa.select(OwnProgramme.id).where(
        OwnProgramme.programme_id == found.programme_id, OwnProgramme.fiscal_year == year
    )
    if session.scalar(there) is not None:
        raise YearTaken("programme/fiscal_year", year=year_words(year))
    found.fiscal_year = year


@query(needs="subsidies.read")
def programme_difference(session: Session, key: str) -> DifferenceRow:
    """What differs from the version that a programme was made from. Raises ProgrammeUnknown."""
    found = found_own(session, key)
    return difference(version_before(found), programme_of_own(found))


def version_before(found: OwnProgramme) -> Programme | None:
    """The version that a programme was made from; where nobody kept it, the newest that is shipped."""
    if found.before:
        return build.of_stored(json.loads(found.before))
    known = [each for _key, each in shipped() if each.id == found.programme_id]
    return max(known, key=lambda each: each.version, default=None)


def difference(before: Programme | None, now: Programme) -> DifferenceRow:
    """Two versions side by side."""
    if before is None:
        return DifferenceRow(now.title, "", now.version, ())
    changes = editing.differences(before.data["definition"], now.data["definition"])
    return DifferenceRow(now.title, before.version, now.version, changes)


__all__ = (
    "EDIT_DRAFT",
    "Ask",
    "Changed",
    "ChangedMeanwhile",
    "DifferenceRow",
    "EditRow",
    "Group",
    "Part",
    "Place",
    "Step",
    "Told",
    "Tried",
    "YearTaken",
    "as_typed",
    "difference",
    "programme_difference",
    "programme_places",
    "reshape_programme",
    "save_programme",
    "tried",
    "version_before",
)
