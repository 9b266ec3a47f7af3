"""Cells of the association's own fields, written like the others; a household's field stands in each row of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.members.usecases.grid.rows import OWN
from kobe_desk.modules.members.usecases.own.fields import (
    FieldRow,
    homes_of,
    own_fields,
    put_value,
    read_field,
    values_by_owner,
)

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases.grid.cells import CellEdit


class NoSuchField(UserError):
    text = N_("This field is no longer there. Look again.")


class HouseholdMissing(UserError):
    text = N_("This person belongs to no household. Put them into a household first.")


def column_key(field: UUID) -> str:
    """The key of the column that shows a field."""
    return f"{OWN}{field}"


@dataclass(frozen=True, slots=True)
class OwnCell:
    """What an edit writes, as it is kept."""

    field: FieldRow
    owner: UUID
    before: str
    after: str


class OwnCells:
    """The fields that edits name, and what stands in them."""

    def __init__(self, session: Session, edits: Sequence["CellEdit"]) -> None:
        named = {edit.field.removeprefix(OWN) for edit in edits if edit.field.startswith(OWN)}
        self._session = session
        self._fields = {str(row.id): row for row in own_fields(session) if str(row.id) in named} if named else {}
        people = {edit.person for edit in edits} if self._fields else set()
        self._homes = homes_of(session, people) if any(row.of == "household" for row in self._fields.values()) else {}
        owners = [*people, *(home for home in self._homes.values() if home is not None)]
        self._now = {key: values_by_owner(session, row.id, owners) for key, row in self._fields.items()}

    def cell(self, edit: "CellEdit") -> OwnCell:
        """What an edit writes. Raises NoSuchField, HouseholdMissing, and what `read_own` refuses."""
        key = edit.field.removeprefix(OWN)
        field = self._fields.get(key)
        if field is None:
            raise NoSuchField(edit.field)
        owner = edit.person if field.of == "person" else self._homes.get(edit.person)
        if owner is None:
            raise HouseholdMissing(edit.field)
        return OwnCell(field, owner, self._now[key].get(owner, ""), read_field(field, edit.text))

    def write(self, cell: OwnCell) -> int:
        """Write it; says whether something changed."""
        if cell.before == cell.after:
            return 0
        put_value(self._session, cell.field, cell.owner, cell.after)
        self._session.flush()
        self._now[str(cell.field.id)][cell.owner] = cell.after
        return 1
