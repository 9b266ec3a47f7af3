"""Cells of the list written in place: looked at first, then written as one change.

What belongs to the household is written in the row of any of its people and holds for all of them. A dated fact is
changed from a day on (変更), or corrected as if never wrong (訂正); the others have their history in the audit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Household, HouseholdBefore, Person, PersonBefore
from kobe_desk.modules.members.model.dated import HOUSEHOLD_FACTS, PERSON_FACTS
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.rules.typed import HEADS, OF_HOUSEHOLD, Typed, read_typed
from kobe_desk.modules.members.usecases.area_names import AreaNames
from kobe_desk.modules.members.usecases.dated import change, correct
from kobe_desk.modules.members.usecases.grid.own_cells import OwnCells
from kobe_desk.modules.members.usecases.grid.rows import OWN, in_parts
from kobe_desk.modules.members.usecases.persons import LeavesBeforeJoining
from kobe_desk.modules.members.usecases.then import as_of

Entity = Person | Household


class NoSuchArea(UserError):
    text = N_("There is no block “{text}”. Choose one of the blocks, or add it on the page of the blocks.")


class WhichArea(UserError):
    text = N_("Several blocks have a group called “{text}”. Write the block before it, like 東ブロック 1班.")


class NoHousehold(UserError):
    text = N_("This person belongs to no household, so there is no address. Put them into a household first.")


class HeadElsewhere(UserError):
    text = N_("The head of a household is changed on its card, for the others' relations follow.")


class TwoSayings(UserError):
    text = N_("Another line says otherwise for the same household. Write the same in both.")


class NotOnTheRoster(UserError):
    text = N_("This entry is no longer on the roster. Look again.")


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A text for one cell: whose row, which column. `line` is where it stands in what was pasted."""

    person: UUID
    field: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class CellChange:
    """What an edit would do: the text before (as a value) and after, or why it is refused."""

    edit: CellEdit
    name: str
    before: Any
    after: Any
    reason: str = ""
    """Why it is not written; empty when it is."""
    doubt: str = ""
    dated: bool = False
    """Whether it is asked since when it holds."""
    mates: tuple[str, ...] = ()
    """The others of the household it holds for as well."""

    @property
    def changes(self) -> bool:
        return not self.reason and self.before != self.after


@query(needs="members.read")
def preview_cells(session: Session, edits: tuple[CellEdit, ...]) -> tuple[CellChange, ...]:
    """What these edits would do, one by one; nothing is written."""
    plan = _Plan(session, edits)
    return tuple(plan.look(edit) for edit in edits)


@usecase(label=N_("Write in the list"), needs="members.edit")
def write_cells(session: Session, edits: tuple[CellEdit, ...], since: date | None = None) -> int:
    """Write these cells as one change, dated facts from a day on or as a correction. Returns how many were changed.

    What is refused is not written, unless it is the only one: then its refusal is raised.
    """
    plan = _Plan(session, edits)
    alone = len(edits) == 1
    written = sum(plan.write(edit, since, alone=alone) for edit in edits)
    session.flush()
    return written


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a text goes."""

    entity: Entity
    name: str
    typed: Typed
    now: dict[str, Any]
    """The same columns as they are today."""


class _Plan:
    """The people and households that edits name, fetched in few questions."""

    def __init__(self, session: Session, edits: Sequence[CellEdit]) -> None:
        self._session, self._today = session, clock.today()
        keys = list(dict.fromkeys(edit.person for edit in edits))
        self._people = {each.id: each for part in in_parts(keys) for each in _fetched(session, Person, part)}
        self._facts = _facts_today(session, keys, self._today)
        homes = list(dict.fromkeys(home for facts in self._facts.values() if (home := facts["household_id"])))
        self._homes = {each.id: each for part in in_parts(homes) for each in _fetched(session, Household, part)}
        self._home_facts = _home_facts_today(session, homes, self._today)
        self._changed = _with_history(session, keys, homes)
        self._mates = _mates(session, homes, self._today)
        self._areas = AreaNames(session)
        self._area_names = self._areas.shown()
        self._own = OwnCells(session, edits)
        self._said: dict[tuple[UUID, str], Any] = {}
        self._renewed: set[UUID] = set()
        """Who changes from a day on: what comes with it (the reading of another name) holds from then on, too."""

    def look(self, edit: CellEdit) -> CellChange:
        person = self._people.get(edit.person)
        name = person.name if person is not None else ""
        try:
            if edit.field.startswith(OWN):
                own = self._own.cell(edit)
                return CellChange(edit, name, own.before, own.after, mates=self._others(edit.person, own.owner))
            cell = self._cell(edit)
        except UserError as refusal:
            return CellChange(edit, name, None, edit.text, refusal.message())
        columns = tuple(cell.typed.values)
        before, after = self._shown(columns, cell.now), self._shown(columns, dict(cell.typed.values))
        mates = self._others(edit.person, cell.entity.id) if before != after else ()
        return CellChange(edit, cell.name, before, after, "", cell.typed.doubt, self._is_dated(cell), mates)

    def write(self, edit: CellEdit, since: date | None, *, alone: bool) -> int:
        try:
            if edit.field.startswith(OWN):
                return self._own.write(self._own.cell(edit))
            cell = self._cell(edit)
        except UserError:
            if alone:
                raise
            return 0
        values = {name: value for name, value in cell.typed.values.items() if value != cell.now[name]}
        if not values:
            return 0
        dated = {name: value for name, value in values.items() if name in _facts_of(cell.entity)}
        if not dated:
            self._set(cell.entity, values)
        elif since is not None and (self._is_dated(cell) or cell.entity.id in self._renewed):
            change(self._session, cell.entity, dated, since)
            self._changed.add(cell.entity.id)
            self._renewed.add(cell.entity.id)
        elif cell.entity.id in self._changed:
            correct(self._session, cell.entity, dated, self._today)
        else:
            self._set(cell.entity, dated)
        cell.now.update(values)
        return 1

    def _set(self, entity: Entity, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(entity, name, value)

    def _cell(self, edit: CellEdit) -> _Cell:
        person = self._people.get(edit.person)
        if person is None:
            raise NotOnTheRoster(edit.field)
        facts = self._facts[person.id]
        if edit.field in OF_HOUSEHOLD:
            home = self._homes.get(facts["household_id"])
            if home is None:
                raise NoHousehold(edit.field)
            cell = _Cell(home, facts["name"], self._typed(edit), self._home_facts[home.id])
            self._agreed(edit, cell)
            return cell
        typed = self._typed(edit)
        self._check(edit, facts, typed)
        return _Cell(person, facts["name"], typed, facts)

    def _typed(self, edit: CellEdit) -> Typed:
        if edit.field != "area":
            return read_typed(edit.field, edit.text)
        text = edit.text.strip()
        key = self._areas.get(text) or self._areas.get(f"{text}班") if text else None
        if text and key is None:
            unclear = self._areas.unclear(text) or self._areas.unclear(f"{text}班")
            raise (WhichArea if unclear else NoSuchArea)("area", text=text)
        return Typed({"area_id": key})

    def _check(self, edit: CellEdit, facts: dict[str, Any], typed: Typed) -> None:
        if edit.field == "relation" and typed.values["relation"] in HEADS and not facts["head"]:
            raise HeadElsewhere("relation")
        if edit.field in ("joined", "left"):
            period = {"joined": facts["joined"], "until": facts["until"], **typed.values}
            if period["joined"] and period["until"] and period["joined"] >= period["until"]:
                raise LeavesBeforeJoining(edit.field)

    def _agreed(self, edit: CellEdit, cell: _Cell) -> None:
        """Lines of one household that say different things: nobody guesses which is meant."""
        (value, *_rest) = cell.typed.values.values()
        if self._said.setdefault((cell.entity.id, edit.field), value) != value:
            raise TwoSayings(edit.field)

    def _is_dated(self, cell: _Cell) -> bool:
        """What was empty was not known: filling it in is a correction."""
        return any(
            name in _facts_of(cell.entity) and value != cell.now[name] and cell.now[name] not in ("", None)
            for name, value in cell.typed.values.items()
        )

    def _others(self, person: UUID, home: UUID) -> tuple[str, ...]:
        """Who lives in a household beside somebody; nobody where the key is no household's."""
        return tuple(name for key, name in self._mates.get(home, ()) if key != person)

    def _shown(self, columns: Iterable[str], values: dict[str, Any]) -> Any:
        """A value as a list shows it: the name of a 班, the last day rather than the day after it."""
        first = next(iter(columns))
        if first == "area_id":
            return self._area_names.get(values[first], "")
        if first == "until":
            return last_day(values[first])
        return values[first] or values["birth_part"] if first == "birth" else values[first]


def _facts_of(entity: Entity) -> tuple[str, ...]:
    return PERSON_FACTS if isinstance(entity, Person) else HOUSEHOLD_FACTS


def _fetched(session: Session, kind: Any, keys: Sequence[UUID]) -> Iterable[Any]:
    return session.scalars(sa.select(kind).where(kind.id.in_(keys)))


_PERSON = (
    *PERSON_FACTS, "birth", "birth_part", "sex", "phone", "mobile", "mail", "number", "joined", "until", "notes",
)  # fmt: skip
_HOME = (*HOUSEHOLD_FACTS, "phone", "number", "notes")


def _facts_today(session: Session, keys: Sequence[UUID], today: date) -> dict[UUID, dict[str, Any]]:
    """What holds of people today, by key."""
    then, _homes = as_of(session, today)
    return _columns(session, then, _PERSON, keys)


def _home_facts_today(session: Session, keys: Sequence[UUID], today: date) -> dict[UUID, dict[str, Any]]:
    _then, homes = as_of(session, today)
    return _columns(session, homes, _HOME, keys)


def _columns(session: Session, source: Any, names: Sequence[str], keys: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    found: dict[UUID, dict[str, Any]] = {}
    for part in in_parts(keys):
        statement = sa.select(source.id, *(getattr(source, name) for name in names)).where(source.id.in_(part))
        found |= {key: dict(zip(names, values, strict=True)) for key, *values in session.execute(statement)}
    return found


def _with_history(session: Session, people: Sequence[UUID], homes: Sequence[UUID]) -> set[UUID]:
    """Whose facts were different once: only these need the long way of a correction."""
    found: set[UUID] = set()
    for column, keys in ((PersonBefore.person_id, people), (HouseholdBefore.household_id, homes)):
        for part in in_parts(keys):
            found |= set(session.scalars(sa.select(column).where(column.in_(part))))
    return found


def _mates(session: Session, homes: Sequence[UUID], today: date) -> dict[UUID, list[tuple[UUID, str]]]:
    """Who lives in each household today."""
    then, _homes = as_of(session, today)
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    for part in in_parts(homes):
        statement = sa.select(then.household_id, then.id, then.name).where(then.household_id.in_(part))
        for home, key, name in session.execute(statement.where(then.belongs(today))):
            if home is not None:
                found.setdefault(home, []).append((key, name))
    return found
