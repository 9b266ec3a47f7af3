"""What lies in the sealed drawer (封): the lists of people who need help in a disaster, and whatever must stay shut."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class SealedList(Record, Base):
    """A list that was received under seal (避難行動要支援者名簿など): from whom, when, and what became of it.

    Nothing of a person stands here: it is the record that the association keeps of the list (受領・返却・廃棄の記録).
    """

    __tablename__ = "sealed_list"
    __table_args__ = (sa.CheckConstraint('"closed" IS NULL OR "received" <= "closed"', name="received_first"),)

    kind: Mapped[str]
    """`support` (避難行動要支援者名簿) or `care` (要配慮個人情報)."""
    title: Mapped[str]
    source: Mapped[str]
    """Who gave it: the ward office, the person."""
    received: Mapped[date]
    return_by: Mapped[date | None]
    closed: Mapped[date | None]
    """The day on which it was given back or destroyed; its rows are gone since."""
    outcome: Mapped[str] = mapped_column(default="")


class SealedRow(Record, Base):
    """One person of such a list. Whose it is stands inside the seal, too: that alone tells of a disability."""

    __tablename__ = "sealed_row"

    list_id: Mapped[UUID] = mapped_column(sa.ForeignKey("sealed_list.id"), index=True)
    sealed: Mapped[bytes]
    """AES-GCM under the drawer's key, bound to this row and its list."""

    @staticmethod
    def bound(key: UUID, list_id: UUID) -> bytes:
        """What the sealed bytes are bound to: in another row, or another list, they do not open."""
        return b"sealed_row" + key.bytes + list_id.bytes


class SealHalf(Record, Base):
    """One half of what opens the sealed rows of a person; the other is the drawer's key.

    Everybody on the roster has one, so that having one tells nothing. It is wiped with the person (匿名化), and with
    it go the sealed rows and every copy of them at the desk, though nobody may open the drawer that day. It outlives
    an entry that was taken out, and goes over when two entries are merged.
    """

    __tablename__ = "seal_half"

    person_id: Mapped[UUID] = mapped_column(index=True)
    half: Mapped[bytes]
