"""What an association notes beyond the usual: tags (しるし), skills (担い手), and fields of its own (独自の項目)."""

from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from kobe_desk.core.database import Base, Record
from kobe_desk.modules.members.model.roster import Batched


class TagKind(StrEnum):
    """What a tag is put on. A skill is a person's, and counts only with the consent to be asked (担い手の同意)."""

    PERSON = "person"
    HOUSEHOLD = "household"
    SKILL = "skill"


class Of(StrEnum):
    """Whose field it is."""

    PERSON = "person"
    HOUSEHOLD = "household"


class FieldKind(StrEnum):
    """What can be written in a field of the association's own."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"


class Tag(Record, Base):
    """A word that people or households are marked with (しるし): 防犯パトロール, 旗当番なし."""

    __tablename__ = "tag"

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default=TagKind.PERSON)


class OwnField(Record, Base):
    """A field that the association has made for itself (独自の項目); `choices` are those of a choice."""

    __tablename__ = "own_field"

    name: Mapped[str]
    of: Mapped[str] = mapped_column(default=Of.PERSON)
    kind: Mapped[str] = mapped_column(default=FieldKind.TEXT)
    choices: Mapped[list[Any]]
    position: Mapped[int] = mapped_column(default=0)


class OfOne:
    """Something that is noted of a person or of a household, of one of them."""

    person_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info={"on_merge": "move", "on_anonymise": "wipe", "own": True}
    )
    household_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("household.id"), index=True, info={"own": True})

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (sa.CheckConstraint("(person_id IS NULL) <> (household_id IS NULL)", name="of_one"),)


class Tagging(Record, OfOne, Base):
    """A tag on somebody; taken off it stays as a row, so that its history does."""

    __tablename__ = "tagging"

    tag_id: Mapped[UUID] = mapped_column(sa.ForeignKey("tag.id"), index=True)
    given: Mapped[bool] = mapped_column(default=True)


class OwnValue(Record, OfOne, Batched, Base):
    """What stands in a field of the association's own: a text, figures, an ISO day, "yes" or "no", or nothing."""

    __tablename__ = "own_value"

    field_id: Mapped[UUID] = mapped_column(sa.ForeignKey("own_field.id"), index=True)
    value: Mapped[str] = mapped_column(default="")
