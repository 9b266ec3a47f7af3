"""Who has a tag, and in whose own field what stands: as conditions of the list."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from kobe_desk.modules.members.model import OwnValue, Person, Tag, Tagging, TagKind
from kobe_desk.modules.members.usecases.own.tags import agreed_to_help

WRITTEN = "*"
"""Any value at all."""


def own_conditions(tag: UUID | None, own: tuple[UUID, str] | None, then: type[Person]) -> list[sa.ColumnElement[bool]]:
    """What a filter asks of tags and of the association's own fields."""
    asked: list[sa.ColumnElement[bool]] = []
    if tag is not None:
        asked.append(_tagged(tag, then))
    if own is not None:
        asked.append(_with_value(*own, then))
    return asked


def _tagged(tag: UUID, then: type[Person]) -> sa.ColumnElement[bool]:
    there = sa.select(sa.literal(1)).where(Tagging.tag_id == tag, Tagging.given.is_(True))
    has = there.where(sa.or_(Tagging.person_id == then.id, Tagging.household_id == then.household_id)).exists()
    skill = sa.select(sa.literal(1)).where(Tag.id == tag, Tag.kind == TagKind.SKILL).exists()
    return sa.and_(has, sa.or_(sa.not_(skill), then.id.in_(agreed_to_help())))


def _with_value(field: UUID, value: str, then: type[Person]) -> sa.ColumnElement[bool]:
    there: sa.Select[Any] = sa.select(sa.literal(1)).where(OwnValue.field_id == field, OwnValue.value != "")
    there = there.where(sa.or_(OwnValue.person_id == then.id, OwnValue.household_id == then.household_id))
    if not value:
        return sa.not_(there.exists())
    return (there if value == WRITTEN else there.where(OwnValue.value == value)).exists()
