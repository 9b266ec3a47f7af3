"""班, households and people as an association keeps them, and who held which office when.

A household (世帯) and its people (人) are apart: dues and flyers go by household, law and votes by person.
Every period is half-open in the data: from its first day up to, but not including, `until`.
"""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from kobe_desk.core.database import Base, Record
from kobe_desk.modules.members.rules.index_words import order_key


class Sex(StrEnum):
    """As the roster's paper asks it (性別); left open where nobody said."""

    UNKNOWN = ""
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Batched:
    """A row that an import may have brought: the import's batch, by which it is taken back as one."""

    batch_id: Mapped[UUID | None] = mapped_column(sort_order=90)


class Member:
    """Something that belongs to the association from `joined` up to, but not including, `until` (入会・退会)."""

    joined: Mapped[date | None]
    """None: before anybody wrote it down."""
    until: Mapped[date | None]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (sa.CheckConstraint('"joined" IS NULL OR "until" IS NULL OR "joined" < "until"', name="joins_first"),)

    @classmethod
    def belongs(cls, day: date | sa.ColumnElement[date]) -> sa.ColumnElement[bool]:
        """The one rule of who belongs on a day: in the last membership, or in one before it (再入会)."""
        begun = sa.or_(cls.joined.is_(None), cls.joined <= day)
        now = sa.and_(begun, sa.or_(cls.until.is_(None), cls.until > day))
        return sa.or_(now, cls.belonged_before(day))

    @classmethod
    def belonged_before(cls, day: date | sa.ColumnElement[date]) -> sa.ColumnElement[bool]:
        """Whether an earlier membership ran on a day."""
        begun = sa.or_(EarlierMembership.joined.is_(None), EarlierMembership.joined <= day)
        return sa.exists().where(cls.earlier_of(), begun, EarlierMembership.until > day)

    @classmethod
    def earlier_of(cls) -> sa.ColumnElement[bool]:
        """What ties an earlier membership to this row; a person and a household each say their own."""
        raise NotImplementedError


class EarlierMembership(Record, Base):
    """A membership that ended before its holder joined again (前の在籍): of a person or of a household."""

    __tablename__ = "earlier_membership"
    __table_args__ = (
        sa.CheckConstraint('"joined" IS NULL OR "joined" < "until"', name="joins_first"),
        sa.CheckConstraint("(person_id IS NULL) <> (household_id IS NULL)", name="of_one"),
    )

    person_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info={"on_merge": "move", "on_anonymise": "keep"}
    )
    household_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("household.id"), index=True)
    joined: Mapped[date | None]
    until: Mapped[date]


class Area(Record, Batched, Base):
    """A 班 (組, ブロック) of the association; `parent` is the block it stands in."""

    __tablename__ = "area"

    name: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("area.id"))
    position: Mapped[int] = mapped_column(default=0)


class Household(Record, Member, Batched, Base):
    """A household (世帯): one address, one 班, one copy of the circular."""

    __tablename__ = "household"

    number: Mapped[str] = mapped_column(default="")
    """The association's own number for it (世帯番号), if it gives one."""
    area_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("area.id"), index=True)
    house_number: Mapped[str] = mapped_column(default="")
    """Its place within the 班 (戸番)."""
    postal_code: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    building: Mapped[str] = mapped_column(default="")
    """Building and room (方書)."""
    phone: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    dues_kind: Mapped[str | None]
    """The kind of household its dues go by (会費の区分); None: the usual one."""

    @classmethod
    def earlier_of(cls) -> sa.ColumnElement[bool]:
        return EarlierMembership.household_id == cls.id


class Person(Record, Member, Batched, Base):
    """A person (人) on the roster; the name stands as typed, whatever its kanji."""

    __tablename__ = "person"

    number: Mapped[str] = mapped_column(default="")
    """The association's own number for the person (会員番号): the surest key when a roster is imported again."""
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    birth: Mapped[date | None]
    birth_part: Mapped[str] = mapped_column(default="")
    """What is known of an incomplete birth date: "--04-01" without its year, "1948-04", "1948"."""
    sex: Mapped[str] = mapped_column(default=Sex.UNKNOWN)
    household_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("household.id"), index=True)
    head: Mapped[bool] = mapped_column(default=False)
    """Whether this is the head of the household (世帯主); a household has one at most."""
    relation: Mapped[str] = mapped_column(default="")
    """Relation to the head (続柄), in the roster's own word."""
    phone: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str] = mapped_column(default="")
    """The place in the 五十音 order; indexed in `person_index`."""
    died: Mapped[date | None]
    anonymised: Mapped[date | None]
    """The day on which all that tells who this was has been wiped (匿名化)."""

    @classmethod
    def earlier_of(cls) -> sa.ColumnElement[bool]:
        return EarlierMembership.person_id == cls.id


@sa.event.listens_for(Person, "before_insert")
@sa.event.listens_for(Person, "before_update")
def _place_in_order(_mapper: Any, _connection: Any, person: Person) -> None:
    person.sort_key = order_key(person.name, person.kana or "")
