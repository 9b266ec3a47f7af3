"""Tags (しるし) and skills (担い手): made, put on people and households, taken off."""

from collections.abc import Sequence
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
from kobe_desk.modules.members.model import Consent, Person, Tag, Tagging, TagKind
from kobe_desk.modules.members.usecases.grid.rows import in_parts
from kobe_desk.modules.members.usecases.then import as_of

HELPERS = "helpers"
"""The purpose of the consent that a skill needs: being asked to help (担い手の紹介)."""


class TagNameMissing(UserError):
    text = N_("Please write what the tag says.")


class TagKnown(UserError):
    text = N_("There is a tag “{name}” already.")


class NotAskedYet(UserError):
    text = N_("{names}: nobody has written down yet that they may be asked to help. Record the consent first.")


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag, and on how many it is."""

    id: UUID
    name: str
    kind: str
    count: int = 0


@query(needs="members.read")
def tags(session: Session) -> tuple[TagRow, ...]:
    """Every tag, people's first, by name."""
    held = sa.select(sa.func.count()).where(Tagging.tag_id == Tag.id, Tagging.given.is_(True)).scalar_subquery()
    order = sa.case({kind: place for place, kind in enumerate(TagKind)}, value=Tag.kind)
    found = session.execute(sa.select(Tag.id, Tag.name, Tag.kind, held).order_by(order, Tag.name, Tag.id))
    return tuple(TagRow(*row) for row in found)


@usecase(label=N_("Add a tag"), needs="members.edit")
def add_tag(session: Session, name: str, kind: str = TagKind.PERSON) -> UUID:
    """Make a tag. Raises TagNameMissing, TagKnown."""
    tag = Tag(name=_fresh(session, name), kind=TagKind(kind))
    session.add(tag)
    session.flush()
    return tag.id


@usecase(label=N_("Rename a tag"), needs="members.edit")
def rename_tag(session: Session, key: UUID, name: str) -> None:
    """Let a tag say something else; it stays on all who have it. Raises TagNameMissing, TagKnown."""
    session.get_one(Tag, key).name = _fresh(session, name, but=key)


@usecase(label=N_("Remove a tag"), needs="members.edit")
def remove_tag(session: Session, key: UUID) -> None:
    """Take a tag off everybody, and away."""
    for each in session.scalars(sa.select(Tagging).where(Tagging.tag_id == key)):
        session.delete(each)
    session.flush()
    session.delete(session.get_one(Tag, key))
    session.flush()


@usecase(label=N_("Put a tag on"), needs="members.edit")
def put_tag(session: Session, key: UUID, people: tuple[UUID, ...]) -> int:
    """Put a tag on people, or on the households they live in today. Returns on how many it is new.

    A skill is put on nobody who has not agreed to be asked. Raises NotAskedYet naming them.
    """
    tag = session.get_one(Tag, key)
    if tag.kind == TagKind.SKILL:
        _agreed(session, people)
    targets, there = _targets(session, tag, people), _there(session, key)
    fresh = 0
    for target in targets:
        tagging = there.get(target)
        if tagging is None:
            owner = {"household_id": target} if tag.kind == TagKind.HOUSEHOLD else {"person_id": target}
            session.add(Tagging(tag_id=key, given=True, **owner))
        fresh += tagging is None or not tagging.given
        if tagging is not None:
            tagging.given = True
    session.flush()
    return fresh


@usecase(label=N_("Take a tag off"), needs="members.edit")
def take_tag_off(session: Session, key: UUID, people: tuple[UUID, ...]) -> int:
    """Take a tag off people, or off the households they live in. Returns off how many."""
    there = _there(session, key)
    found = [each for target in _targets(session, session.get_one(Tag, key), people) if (each := there.get(target))]
    for each in found:
        each.given = False
    session.flush()
    return len(found)


@query(needs="members.read")
def tags_of(session: Session, person: UUID) -> tuple[TagRow, ...]:
    """The tags on a person and on the household of today."""
    then, _homes = as_of(session, clock.today())
    home = sa.select(then.household_id).where(then.id == person).scalar_subquery()
    found = sa.select(Tag.id, Tag.name, Tag.kind).join(Tagging, Tagging.tag_id == Tag.id)
    found = found.where(Tagging.given.is_(True), sa.or_(Tagging.person_id == person, Tagging.household_id == home))
    return tuple(TagRow(*row, 1) for row in session.execute(found.distinct().order_by(Tag.name)))


def tag_words(session: Session, owners: Sequence[UUID]) -> dict[UUID, str]:
    """The tags of people or households in words: 防犯・旗当番."""
    found: dict[UUID, list[str]] = {}
    for part in in_parts(owners):
        mine = sa.func.coalesce(Tagging.person_id, Tagging.household_id)
        statement = sa.select(mine, Tag.name).join(Tag, Tag.id == Tagging.tag_id)
        statement = statement.where(Tagging.given.is_(True), mine.in_(part)).order_by(Tag.name)
        for owner, name in session.execute(statement):
            found.setdefault(owner, []).append(name)
    return {owner: "・".join(dict.fromkeys(names)) for owner, names in found.items()}


def _fresh(session: Session, name: str, but: UUID | None = None) -> str:
    typed = one_line(name)
    if not typed:
        raise TagNameMissing("name")
    for key, other in session.execute(sa.select(Tag.id, Tag.name)):
        if key != but and same(other, typed):
            raise TagKnown("name", name=other)
    return typed


def _targets(session: Session, tag: Tag, people: tuple[UUID, ...]) -> list[UUID]:
    if tag.kind != TagKind.HOUSEHOLD:
        return list(dict.fromkeys(people))
    then, _homes = as_of(session, clock.today())
    homes = (
        home
        for part in in_parts(list(people))
        for home in session.scalars(sa.select(then.household_id).where(then.id.in_(part)))
    )
    return list(dict.fromkeys(home for home in homes if home is not None))


def _there(session: Session, tag: UUID) -> dict[UUID, Tagging]:
    found = session.scalars(sa.select(Tagging).where(Tagging.tag_id == tag))
    return {owner: each for each in found if (owner := each.person_id or each.household_id)}


def _agreed(session: Session, people: tuple[UUID, ...]) -> None:
    yes = set(session.scalars(agreed_to_help()))
    missing = [key for key in people if key not in yes]
    if missing:
        names = list(session.scalars(sa.select(Person.name).where(Person.id.in_(missing[:3]))))
        more = "…" if len(missing) > len(names) else ""
        raise NotAskedYet("tag", names="、".join(names) + more)


def agreed_to_help() -> sa.Select[Any]:
    """Who may be asked to help: said yes, and not no since."""
    today = clock.today()
    said = sa.select(Consent.person_id).where(Consent.purpose == HELPERS, Consent.holds(today))
    return said.where(Consent.field == "name", Consent.given.is_(True))
