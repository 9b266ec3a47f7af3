"""Fields of the association's own (独自の項目): defined, ordered, and their values written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.names import one_line, same
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import FieldKind, Of, OwnField, OwnValue
from kobe_desk.modules.members.rules.own import own_words, read_own
from kobe_desk.modules.members.usecases.grid.rows import in_parts
from kobe_desk.modules.members.usecases.then import as_of


class FieldNameMissing(UserError):
    text = N_("Please write the name of the field.")


class FieldKnown(UserError):
    text = N_("There is a field “{name}” already.")


class ChoicesMissing(UserError):
    text = N_("Please write at least two choices, one in each line.")


class ChoiceInUse(UserError):
    text = N_("“{choice}” is written in {count} entries. Change them first, or leave the choice.")


class ValuesDoNotFit(UserError):
    text = N_("“{text}” is written already and does not fit this kind. Change it first, or leave the kind.")


@dataclass(frozen=True, slots=True)
class FieldRequest:
    """A field as the form gives it; `choices` are used by a choice alone."""

    name: str
    of: str = Of.PERSON
    kind: str = FieldKind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field, and in how many entries something is written."""

    id: UUID
    name: str
    of: str
    kind: str
    choices: tuple[str, ...]
    count: int = 0


@query(needs="members.read")
def own_fields(session: Session) -> tuple[FieldRow, ...]:
    """Every field of the association's own, in its order."""
    written = sa.select(sa.func.count()).where(OwnValue.field_id == OwnField.id, OwnValue.value != "")
    columns = (OwnField.id, OwnField.name, OwnField.of, OwnField.kind, OwnField.choices, written.scalar_subquery())
    found = session.execute(sa.select(*columns).order_by(OwnField.position, OwnField.id))
    return tuple(FieldRow(key, name, of, kind, tuple(choices), count) for key, name, of, kind, choices, count in found)


@usecase(label=N_("Add a field"), needs="members.edit")
def add_field(session: Session, request: FieldRequest) -> UUID:
    """Make a field. Raises FieldNameMissing, FieldKnown, ChoicesMissing."""
    last = session.scalar(sa.select(sa.func.max(OwnField.position))) or 0
    field = OwnField(**_checked(session, request), of=Of(request.of), position=last + 1)
    session.add(field)
    session.flush()
    return field.id


@usecase(label=N_("Correct a field"), needs="members.edit")
def edit_field(session: Session, key: UUID, request: FieldRequest) -> None:
    """Define a field anew; what is written in it has to fit. Raises also ChoiceInUse, ValuesDoNotFit."""
    field, values = session.get_one(OwnField, key), _checked(session, request, but=key)
    for value, count in session.execute(_written(key)):
        if values["kind"] == FieldKind.CHOICE and field.kind == FieldKind.CHOICE and value not in values["choices"]:
            raise ChoiceInUse("choices", choice=value, count=count)
        _still_fits(field.kind, values, value)
    if values["kind"] != field.kind:
        for each in session.scalars(sa.select(OwnValue).where(OwnValue.field_id == key)):
            each.value = read_own(values["kind"], values["choices"], own_words(field.kind, each.value))
    for name, value in values.items():
        setattr(field, name, value)


@usecase(label=N_("Order the fields"), needs="members.edit")
def order_fields(session: Session, keys: tuple[UUID, ...]) -> None:
    """Let the fields stand in this order."""
    for place, key in enumerate(keys):
        session.get_one(OwnField, key).position = place


@usecase(label=N_("Remove a field"), needs="members.edit")
def remove_field(session: Session, key: UUID) -> None:
    """Take a field away with everything that is written in it."""
    for each in session.scalars(sa.select(OwnValue).where(OwnValue.field_id == key)):
        session.delete(each)
    session.flush()
    session.delete(session.get_one(OwnField, key))
    session.flush()


@query(needs="members.read")
def own_values(session: Session, person: UUID | None, household: UUID | None = None) -> dict[UUID, str]:
    """What stands in each field of a person and of a household, as it is kept; of a merged entry both are said."""
    owners = [OwnValue.person_id == person] if person else []
    owners += [OwnValue.household_id == household] if household else []
    found: dict[UUID, str] = {}
    if not owners:
        return found
    statement = sa.select(OwnValue.field_id, OwnValue.value).where(sa.or_(*owners), OwnValue.value != "")
    for key, value in session.execute(statement.order_by(OwnValue.id)):
        found.setdefault(key, value)
    return found


@usecase(label=N_("Write in the association's own fields"), needs="members.edit")
def write_own(session: Session, person: UUID | None, texts: Mapping[UUID, str], household: UUID | None = None) -> None:
    """Write the texts of a person's or household's fields. Raises what `read_own` refuses, naming the field's key."""
    for key, text in texts.items():
        field = session.get_one(OwnField, key)
        owner = person if field.of == Of.PERSON else household
        if owner is not None:
            put_value(session, field, owner, read_field(field, text))
    session.flush()


def read_field(field: OwnField | FieldRow, text: str) -> str:
    """What is kept of a text in a field. Raises with the key of the field."""
    try:
        return read_own(field.kind, field.choices, text)
    except UserError as refusal:
        raise type(refusal)(str(field.id), **refusal.values) from refusal


def put_value(session: Session, field: OwnField | FieldRow, owner: UUID, value: str) -> None:
    """Write a kept value; what a merged entry brought with it is taken along."""
    mine = OwnValue.person_id if field.of == Of.PERSON else OwnValue.household_id
    rows = list(session.scalars(sa.select(OwnValue).where(OwnValue.field_id == field.id, mine == owner)))
    for each in rows[:1] if value else rows:
        if each.value != value:
            each.value = value
    if not rows and value:
        session.add(OwnValue(field_id=field.id, value=value, **{mine.key: owner}))


def values_by_owner(session: Session, field: UUID, owners: Sequence[UUID]) -> dict[UUID, str]:
    """What stands in one field of many people or households."""
    found: dict[UUID, str] = {}
    for part in in_parts(owners):
        mine = sa.func.coalesce(OwnValue.person_id, OwnValue.household_id)
        statement = sa.select(OwnValue.person_id, OwnValue.household_id, OwnValue.value)
        statement = statement.where(OwnValue.field_id == field, OwnValue.value != "", mine.in_(part))
        for person, home, value in session.execute(statement.order_by(OwnValue.id.desc())):
            if (owner := person or home) is not None:
                found[owner] = value
    return found


def homes_of(session: Session, people: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """The household each person lives in today."""
    then, _homes = as_of(session, clock.today())
    found: dict[UUID, UUID | None] = {}
    for part in in_parts(list(people)):
        found |= dict(session.execute(sa.select(then.id, then.household_id).where(then.id.in_(part))).all())
    return found


def _checked(session: Session, request: FieldRequest, but: UUID | None = None) -> dict[str, Any]:
    name = one_line(request.name)
    if not name:
        raise FieldNameMissing("name")
    for key, other in session.execute(sa.select(OwnField.id, OwnField.name)):
        if key != but and same(other, name):
            raise FieldKnown("name", name=other)
    kind = FieldKind(request.kind)
    choices = list(dict.fromkeys(filter(None, map(one_line, request.choices)))) if kind == FieldKind.CHOICE else []
    if kind == FieldKind.CHOICE and len(choices) < 2:  # noqa: PLR2004
        raise ChoicesMissing("choices")
    return {"name": name, "kind": kind, "choices": choices}


def _written(key: UUID) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (OwnValue.value, sa.func.count())
    return sa.select(*columns).where(OwnValue.field_id == key, OwnValue.value != "").group_by(OwnValue.value)


def _still_fits(kind: str, values: Mapping[str, Any], value: str) -> None:
    try:
        read_own(values["kind"], values["choices"], own_words(kind, value))
    except UserError as refusal:
        raise ValuesDoNotFit("kind", text=own_words(kind, value)) from refusal
