"""Who is entitled to vote in a meeting, who came, and which papers came in (表決権者・受付・書面)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record, WallTime


class Voter(Record, Base):
    """Somebody entitled to vote (表決権者): the roster on the day the list was made, frozen with a slip number."""

    __tablename__ = "voter"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "number"),)

    batch_id: Mapped[UUID | None] = mapped_column(sort_order=90)
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"))
    number: Mapped[int]
    """班 and running number, printed with its check figure (用紙の番号)."""
    person_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("person.id"),
        info={
            "on_merge": "move",
            "on_anonymise": "blank",  # the vote stays in the counts, whose it was does not
            "blank": ("name", "kana", "postal_code", "address"),
        },
    )
    household_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("household.id"))
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")


class Presence(Record, Base):
    """A voter in the hall, or online, from one point of the agenda up to, but not including, another (出席)."""

    __tablename__ = "presence"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    voter_id: Mapped[UUID] = mapped_column(sa.ForeignKey("voter.id"))
    came: Mapped[datetime] = mapped_column(WallTime())
    left: Mapped[datetime | None] = mapped_column(WallTime())
    from_item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    """The first point the voter is there for; None: from the beginning."""
    until_item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    """The first point the voter is no longer there for; None: to the end."""
    online: Mapped[bool] = mapped_column(default=False)


class Slip(Record, Base):
    """A paper that came in (書面表決書, 電子表決, 委任状, 書面決議の回答); whether it counts is worked out."""

    __tablename__ = "slip"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    voter_id: Mapped[UUID] = mapped_column(sa.ForeignKey("voter.id"))
    kind: Mapped[str]
    """writing, electronic, proxy, or answer (to a resolution on paper)."""
    received: Mapped[datetime] = mapped_column(WallTime())
    holder_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("voter.id"))
    holder_name: Mapped[str] = mapped_column(default="")
    holder_came: Mapped[bool] = mapped_column(default=True)
    to_chair: Mapped[bool] = mapped_column(default=False)
    choices: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """By the key of the point: yes, no, abstain, or invalid."""
    objects: Mapped[bool] = mapped_column(default=False)
    """Does not agree to deciding on paper."""


class NoticeSending(Record, Base):
    """That notice was sent (招集通知の発送): when, in which way, to how many."""

    __tablename__ = "notice_sending"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    day: Mapped[date]
    way: Mapped[str]
    """post (郵送), hand (手渡し), circular (回覧), mail (メール) or board (掲示)."""
    count: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
