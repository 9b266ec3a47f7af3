"""Columns of a file that hold the association's own fields: read, compared and written after the people they are of."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.batch import Edit
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.model import OwnValue
from kobe_desk.modules.members.rules.import_rows import WARNING, Difference, OwnCell, Problem
from kobe_desk.modules.members.rules.own import own_words, read_own
from kobe_desk.modules.members.usecases.own.fields import FieldRow, own_fields

SAID_OTHERWISE = N_("Another line says otherwise for the same household, and its value is kept. Check it.")


class Owner(NamedTuple):
    """Whom a line is of; without a key somebody new who is not written yet."""

    name: str
    person: UUID | None
    household: UUID | None


class OwnColumns:
    """The cells of the file. `owners` is filled by the import as it finds or makes the people of the lines."""

    def __init__(self, session: Session, work: Any, cells: Iterable[OwnCell]) -> None:
        self._session, self._cells = session, cells
        self._many = work.many(OwnValue.__table__) if work else None
        self._fields = {row.id: row for row in own_fields(session)}
        self._said: dict[tuple[UUID, UUID], str] = {}
        self.owners: dict[int, Owner] = {}
        self.changed: set[int] = set()
        self.problems: list[Problem] = []
        self.differences: list[Difference] = []

    def settle(self) -> None:
        """Write what the cells say otherwise than the desk; an empty cell says nothing."""
        there = self._there()
        fresh: list[dict[str, Any]] = []
        edits: list[Edit] = []
        for cell in self._cells:
            owner, field = self.owners.get(cell.line), self._fields.get(cell.field)
            if owner is None or field is None or not cell.text.strip():
                continue
            value = self._read(cell, field)
            key = owner.person if field.of == "person" else owner.household
            if not value or key is None or not self._agreed(cell, key, value):
                continue
            known = there.get((field.id, key))
            if known is not None and known[1] == value:
                continue
            self.changed.add(cell.line)
            self._tell(cell, owner, field, known[1] if known else "", value)
            if known is not None:
                edits.append(Edit(known[0], {"value": known[1]}, {"value": value}))
            else:
                mine = "person_id" if field.of == "person" else "household_id"
                both = {"person_id": None, "household_id": None, mine: key}
                fresh.append({"id": new_id(), "field_id": field.id, "value": value, **both})
        if self._many is not None and fresh:
            self._many.insert(fresh)
        if self._many is not None and edits:
            self._many.edit(edits)

    def _there(self) -> dict[tuple[UUID, UUID], tuple[UUID, str]]:
        """What stands in the fields already, by field and owner."""
        statement = sa.select(OwnValue.id, OwnValue.field_id, OwnValue.person_id, OwnValue.household_id, OwnValue.value)
        return {
            (field, owner): (key, value)
            for key, field, person, home, value in self._session.execute(statement.order_by(OwnValue.id.desc()))
            if (owner := person or home) is not None
        }

    def _read(self, cell: OwnCell, field: FieldRow) -> str:
        try:
            return read_own(field.kind, field.choices, cell.text)
        except UserError as refusal:
            self.problems.append(Problem(cell.line, cell.heading, cell.text, refusal.message(), WARNING))
            return ""

    def _agreed(self, cell: OwnCell, owner: UUID, value: str) -> bool:
        """The first line of a household speaks for it."""
        if self._said.setdefault((cell.field, owner), value) == value:
            return True
        self.problems.append(Problem(cell.line, cell.heading, cell.text, _(SAID_OTHERWISE), WARNING))
        return False

    def _tell(self, cell: OwnCell, owner: Owner, field: FieldRow, before: str, after: str) -> None:
        said = own_words(field.kind, before), own_words(field.kind, after)
        self.differences.append(Difference(cell.line, owner.name, field.name, *said))
