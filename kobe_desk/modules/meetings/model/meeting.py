"""Meetings (会議), what is on their agenda (議題), and the minutes that were adopted (議事録)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kobe_desk.core.database import Base, Record, WallTime


class MeetingState(StrEnum):
    """How far the minutes of a meeting are (会議の状態)."""

    OPEN = "open"  # 下書き
    REVIEWED = "reviewed"  # 見直し済み
    ADOPTED = "adopted"  # 確定
    SIGNED = "signed"  # 署名済み


class Way(StrEnum):
    """How a meeting decides: in a hall, or without a meeting (書面決議、地方自治法260条の19の2)."""

    HALL = "hall"
    METHOD = "method"  # 1項: all consent to deciding on paper, then the majority decides
    CONSENT = "consent"  # 2項: all agree to the proposal itself


class ItemKind(StrEnum):
    """What is done with a point of the agenda."""

    OPENING = "opening"  # 開会・議長選出
    MOTION = "motion"  # 議案
    REPORT = "report"  # 報告事項
    OTHER = "other"  # その他
    CLOSING = "closing"  # 閉会


class MeetingBody(Record, Base):
    """A body of the association's own beside 総会, 臨時総会 and 役員会 (部会・委員会)."""

    __tablename__ = "meeting_body"

    key: Mapped[str] = mapped_column(unique=True)
    """section-1, committee-2: what meetings and rules refer to."""
    kind: Mapped[str]
    name: Mapped[str]
    mark: Mapped[str] = mapped_column(unique=True)
    """One or two characters in the numbers of its resolutions: R8-防-03."""
    position: Mapped[int] = mapped_column(default=0)


class Meeting(Record, Base):
    """A meeting of the association (総会・役員会), with who counted as present and the rules of its day."""

    __tablename__ = "meeting"

    body: Mapped[str]
    """general (総会), extraordinary (臨時総会), board (役員会), or the key of a `MeetingBody`."""
    way: Mapped[str] = mapped_column(default=Way.HALL)
    title: Mapped[str]
    fiscal_year: Mapped[int] = mapped_column(index=True)
    starts: Mapped[datetime] = mapped_column(WallTime())
    """Of a resolution on paper: when the last answer may come in (回答期限)."""
    ends: Mapped[datetime | None] = mapped_column(WallTime())
    place: Mapped[str] = mapped_column(default="")
    notice_sent: Mapped[date | None]
    chair: Mapped[str] = mapped_column(default="")
    """Who presided (議長)."""
    secretary: Mapped[str] = mapped_column(default="")
    """Who wrote the minutes (書記)."""
    signatories: Mapped[list[Any]] = mapped_column(default=list)
    """Names of those who sign the minutes besides the chair (議事録署名人)."""
    opening: Mapped[str] = mapped_column(default="")
    """What was said before the first motion (開会、議長選出、成立宣言のあらまし)."""
    total: Mapped[int] = mapped_column(default=0)
    in_person: Mapped[int] = mapped_column(default=0)
    in_writing: Mapped[int] = mapped_column(default=0)
    by_proxy: Mapped[int] = mapped_column(default=0)
    void_writing: Mapped[int] = mapped_column(default=0)
    void_proxy: Mapped[int] = mapped_column(default=0)
    electronic: Mapped[int] = mapped_column(default=0)
    void_electronic: Mapped[int] = mapped_column(default=0)
    voteless: Mapped[int] = mapped_column(default=0)
    rules: Mapped[dict[str, Any]]
    """The bylaws' rules on the day of the meeting: a later change of the bylaws does not reach back."""
    wording: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """What the notice says in words of its own: greeting, what to bring, more, until when papers come in."""
    state: Mapped[str] = mapped_column(default=MeetingState.OPEN)
    items: Mapped[list["AgendaItem"]] = relationship(
        cascade="all, delete-orphan", order_by="AgendaItem.position", back_populates="meeting"
    )

    @property
    def frozen(self) -> bool:
        """Whether the minutes are adopted, so that nothing of the meeting changes."""
        return self.state in (MeetingState.ADOPTED, MeetingState.SIGNED)


class MeetingEvent(Record, Base):
    """The event a meeting is about (行事): no part of its minutes, so it can be said at any time."""

    __tablename__ = "meeting_event"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"), unique=True)
    event_id: Mapped[UUID] = mapped_column(sa.ForeignKey("event.id"), index=True, info={"tie": "meetings"})


class AgendaItem(Record, Base):
    """A point of the agenda (議題). A motion (議案) is put to the vote; its number is never used again (議決番号)."""

    __tablename__ = "agenda_item"
    __table_args__ = (sa.UniqueConstraint("number"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(default=ItemKind.MOTION)
    number: Mapped[str | None]
    """Such as R8-総-03; only motions have one."""
    title: Mapped[str]
    presenter: Mapped[str] = mapped_column(default="")
    """Who proposes or explains it (提案者・説明者)."""
    planned: Mapped[int] = mapped_column(default=0)
    """Minutes set aside for it; 0: not said."""
    proposal: Mapped[str] = mapped_column(default="")
    discussion: Mapped[str] = mapped_column(default="")
    """The minutes of this point, as they are written in the meeting."""
    notified: Mapped[bool] = mapped_column(default=True)
    """Whether it stood in the notice; one raised in the meeting is 動議."""
    postponed: Mapped[bool] = mapped_column(default=False)
    """Left for the next meeting (継続審議)."""
    taken_from_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    """The postponed point of an earlier meeting that this one goes on with."""
    matter: Mapped[str] = mapped_column(default="ordinary")
    """ordinary, rule_change (規約変更), dissolution (解散), disposal (財産処分) or election (役員選任)."""
    rule: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="")
    """How it was voted on: acclaim (異議なし), hands, named, secret, election, paper; empty: not yet."""
    yes: Mapped[int] = mapped_column(default=0)
    no: Mapped[int] = mapped_column(default=0)
    abstain: Mapped[int] = mapped_column(default=0)
    invalid: Mapped[int] = mapped_column(default=0)
    excluded: Mapped[int] = mapped_column(default=0)
    excluded_present: Mapped[int | None]
    unanimous: Mapped[bool] = mapped_column(default=False)
    chair_says_yes: Mapped[bool | None]
    carried: Mapped[bool | None]
    """None until it was put to the vote."""
    interested: Mapped[list[Any]] = mapped_column(default=list)
    """Keys of the voters who have an interest in it (利害関係)."""
    ballot: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What stood behind the result when it was frozen: who was present and entitled, the parts of the count, names."""
    meeting: Mapped[Meeting] = relationship(back_populates="items")


class MeetingDocument(Record, Base):
    """A paper that belongs to a meeting or to a point of its agenda (資料), bound into the 議案書."""

    __tablename__ = "meeting_document"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    position: Mapped[int]
    title: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("document_content.id"))


class AdoptedMinutes(Record, Base):
    """One adopted text of the minutes (確定した議事録): never changed; a correction (訂正) is a further one."""

    __tablename__ = "adopted_minutes"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "edition"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"))
    edition: Mapped[int]
    adopted: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]
    """The whole meeting as it was adopted."""


class MinutesSignature(Record, Base):
    """A signature under one edition of the minutes (署名): on paper, or in the PDF kept with it."""

    __tablename__ = "minutes_signature"
    __table_args__ = (sa.UniqueConstraint("minutes_id", "name"),)

    minutes_id: Mapped[UUID] = mapped_column(sa.ForeignKey("adopted_minutes.id"), index=True)
    role: Mapped[str]
    """chair (議長) or signatory (議事録署名人)."""
    name: Mapped[str]
    day: Mapped[date]
    content: Mapped[UUID | None] = mapped_column(sa.ForeignKey("document_content.id"))
    """The PDF with this signature and all before it; None: signed on paper."""
    first_sha256: Mapped[str] = mapped_column(default="")
    """Of the PDF as it was prepared, before anybody signed: its beginning never changes."""
    places: Mapped[list[Any]] = mapped_column(default=list)
    """The names of all its places, in the order of signing."""


class ActionItem(Record, Base):
    """Something a meeting left to be done (宿題): carried through the meetings of its body until it is closed."""

    __tablename__ = "action_item"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    title: Mapped[str]
    person: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("person.id"), info={"on_merge": "move", "on_anonymise": "wipe"}
    )
    due: Mapped[date | None]
    closed: Mapped[date | None]
    closed_in_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("meeting.id"))
    """The meeting that closed it; None if it was closed between meetings."""
    result: Mapped[str] = mapped_column(default="")
