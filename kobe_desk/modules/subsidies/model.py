"""Applications for a subsidy (申請): the definition they were begun with, every answer and its source, their papers."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kobe_desk.core.database import UNRECORDED, Base, Record, UtcTime


class ApplicationState(StrEnum):
    """How far an application is."""

    ANSWERING = "answering"  # 書いているところ
    PREPARED = "prepared"  # 書類をつくった、署名の前か途中
    SIGNED = "signed"  # 全員が署名した
    SUBMITTED = "submitted"  # 提出用に書き出した


class OwnProgramme(Record, Base):
    """A programme's definition made in this desk (今年度版): canonical JSON, its figures confirmed one by one."""

    __tablename__ = "own_programme"
    __table_args__ = (sa.UniqueConstraint("programme_id", "fiscal_year"),)

    programme_id: Mapped[str]
    fiscal_year: Mapped[int]
    definition: Mapped[str]
    sha256: Mapped[str]
    confirmed: Mapped[list[Any]] = mapped_column(default=list)
    """Paths of the figures that somebody compared with this year's call (募集要領)."""
    before: Mapped[str] = mapped_column(default="", server_default="")
    """Canonical JSON of the version it was made from; empty where nobody kept it."""
    examples: Mapped[dict[str, Any] | None]
    """Its worked examples by name, once they are its own; None while they are those that came with the program."""
    origin: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Where it was taken in from: what the file said, its fingerprint, and the day. Empty for one made here."""
    given: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """Whether this version was written to a file: the next change makes the next version."""
    forms: Mapped[list["OwnProgrammeForm"]] = relationship(
        cascade="all, delete-orphan", order_by="OwnProgrammeForm.name"
    )


class OwnProgrammeForm(Record, Base):
    """A paper of the funder's that came with a programme (様式の原本), word for word."""

    __tablename__ = "own_programme_form"

    own_programme_id: Mapped[UUID] = mapped_column(sa.ForeignKey("own_programme.id"), index=True)
    name: Mapped[str]
    """As the programme's file calls it: forms/f1.pdf."""
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("paper_content.id"))


class Bundle(Record, Base):
    """Several applications answered together (一括申請): each question once, signed and handed in together."""

    __tablename__ = "bundle"

    begun: Mapped[datetime] = mapped_column(UtcTime())
    page: Mapped[str] = mapped_column(default="")
    """Where to go on."""
    apart: Mapped[list[Any]] = mapped_column(default=list)
    """Shared names that are answered for each programme by itself."""
    different: Mapped[list[Any]] = mapped_column(default=list)
    """Costs that look the same in two programmes and were looked at: they are two costs."""
    members: Mapped[list["BundleMember"]] = relationship(
        cascade="all, delete-orphan", order_by="BundleMember.position", back_populates="bundle"
    )


class BundleMember(Record, Base):
    """One application of a bundle, at its place among the others; an application is in one bundle at most."""

    __tablename__ = "bundle_member"

    bundle_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bundle.id"), index=True)
    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), unique=True)
    position: Mapped[int]
    bundle: Mapped[Bundle] = relationship(back_populates="members")


class Application(Record, Base):
    """An application (交付申請) to one programme, with the definition it was begun with, word for word."""

    __tablename__ = "application"

    programme_id: Mapped[str] = mapped_column(index=True)
    programme_version: Mapped[str]
    title: Mapped[str]
    fiscal_year: Mapped[int]
    definition: Mapped[str]
    sha256: Mapped[str]
    """Of the definition's canonical JSON."""
    state: Mapped[str] = mapped_column(default=ApplicationState.ANSWERING)
    page: Mapped[str] = mapped_column(default="")
    """Where to go on."""
    number: Mapped[str] = mapped_column(default="")
    """The document number (文書番号), given when the papers are made; never used again."""
    begun: Mapped[datetime] = mapped_column(UtcTime())
    rows: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The keys of each table's rows in their order."""
    answers: Mapped[list["StoredAnswer"]] = relationship(cascade="all, delete-orphan", back_populates="application")
    papers: Mapped[list["ApplicationPaper"]] = relationship(
        cascade="all, delete-orphan", order_by="ApplicationPaper.position", back_populates="application"
    )
    enclosures: Mapped[list["Enclosure"]] = relationship(
        cascade="all, delete-orphan", order_by="Enclosure.id", back_populates="application"
    )
    packets: Mapped[list["HelpPacket"]] = relationship(
        cascade="all, delete-orphan", order_by="HelpPacket.made", back_populates="application"
    )

    def papers_of(self, stage: str = "") -> list["ApplicationPaper"]:
        """The papers that count (not 無効): of the application itself, or of one occasion of a later stage."""
        return [each for each in self.papers if each.stage == stage and not each.void]

    def make_papers_void(self) -> None:
        """無効（差替え）: something changed after the papers were made, so they have to be made again."""
        for paper in self.papers_of():
            paper.void = True
        if self.state != ApplicationState.ANSWERING:
            self.state = ApplicationState.ANSWERING.value


class ApplicationEvent(Record, Base):
    """The event an application is about (行事): its answers take day, place and numbers from there."""

    __tablename__ = "application_event"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), unique=True)
    event_id: Mapped[UUID] = mapped_column(sa.ForeignKey("event.id"), index=True, info={"tie": "subsidies"})


class StoredAnswer(Record, Base):
    """One answer (回答) and where it came from; a row of a table keeps its key, whatever its place becomes."""

    __tablename__ = "answer"
    __table_args__ = (sa.UniqueConstraint("application_id", "field", "row_key"),)

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    field: Mapped[str]
    """A field's id, or table.column for a row's cell."""
    row_key: Mapped[str] = mapped_column(default="")
    value: Mapped[dict[str, Any]]
    """{"value": …, "absent": …} as the rules write it."""
    origin: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    """Where it was read, in words: 名簿（令和8年4月1日）."""
    source_hash: Mapped[str] = mapped_column(default="")
    stale: Mapped[bool] = mapped_column(default=False)
    """Whether it is to be looked at again (要確認)."""
    confirmed_by: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime())
    application: Mapped[Application] = relationship(back_populates="answers")


class ApplicationPaper(Record, Base):
    """One paper of an application (書類) in its present edition; a changed answer makes a new edition of it."""

    __tablename__ = "application_paper"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    edition: Mapped[int]
    stage: Mapped[str] = mapped_column(default="", server_default="")
    """Empty for the application; else the later stage and which time it is: changed.2."""
    position: Mapped[int]
    form: Mapped[str]
    """A form's id, or attachment:id."""
    title: Mapped[str]
    signed_by: Mapped[list[Any]] = mapped_column(default=list)
    places: Mapped[list[Any]] = mapped_column(default=list)
    """Where its signatures stand: role, page, box in mm."""
    void: Mapped[bool] = mapped_column(default=False)
    """無効（差替え）: an answer changed after it was made."""
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("paper_content.id"))
    first_sha256: Mapped[str]
    """SHA-256 of the paper before the first signature: what is signed must begin with it."""
    application: Mapped[Application] = relationship(back_populates="papers")


class PaperDecline(Record, Base):
    """Somebody did not sign and said why (辞退): the papers of that edition went back and are void."""

    __tablename__ = "paper_decline"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    stage: Mapped[str] = mapped_column(default="")
    edition: Mapped[int]
    role: Mapped[str]
    office: Mapped[str]
    name: Mapped[str]
    reason: Mapped[str]
    day: Mapped[date]


class Enclosure(Record, Base):
    """A paper of somebody else's that goes with an application (そえる書類): 規約, 通帳の写し, 見積書."""

    __tablename__ = "enclosure"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    attachment: Mapped[str]
    """What the programme calls it."""
    title: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("paper_content.id"))
    application: Mapped[Application] = relationship(back_populates="enclosures")


class OwnForm(Record, Base):
    """A funder's own form (窓口の様式) for one form of one edition of a programme, and the boxes laid on it."""

    __tablename__ = "own_form"
    __table_args__ = (sa.UniqueConstraint("programme_id", "programme_version", "form"),)

    programme_id: Mapped[str]
    programme_version: Mapped[str]
    form: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    """Of the file as it was chosen."""
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("paper_content.id"))
    """Its pages made flat."""
    sizes: Mapped[list[Any]]
    """Width and height of each page in mm."""
    layout: Mapped[dict[str, Any]]
    """The boxes as a layout file says them."""
    in_use: Mapped[bool] = mapped_column(default=False)
    """Whether the paper of this form is written on it."""


class PaperContent(Base):
    """The bytes of a paper: written once, never changed."""

    __tablename__ = "paper_content"
    __table_args__ = UNRECORDED

    id: Mapped[UUID] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class Submission(Record, Base):
    """A submission package that was written (提出用の一式), or papers handed in at the office: then without a file."""

    __tablename__ = "submission"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    stage: Mapped[str] = mapped_column(default="", server_default="")
    """Empty for the application; else the later stage whose papers were handed in."""
    edition: Mapped[int]
    day: Mapped[date]
    file_name: Mapped[str]
    sha256: Mapped[str]


class GrantStep(Record, Base):
    """A stage in the life of a grant (決定, 変更, 実績報告, 額の確定 …): what was noted, and the day it was done."""

    __tablename__ = "grant_step"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    position: Mapped[int]
    stage: Mapped[str]
    day: Mapped[date | None]
    """None while it is being written."""
    values: Mapped[dict[str, Any]]


class Allocation(Record, Base):
    """A part of an entry of the cash book that a grant pays for (割り当て); together never more than the entry."""

    __tablename__ = "allocation"
    __table_args__ = (
        sa.UniqueConstraint("application_id", "entry_id"),
        sa.CheckConstraint("amount > 0", name="positive"),
    )

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    category: Mapped[str]
    amount: Mapped[int]


class PacketState(StrEnum):
    """What became of a packet (お手伝いの包み)."""

    OUT = "out"  # 渡してある
    MERGED = "merged"  # 取り込んだ
    WITHDRAWN = "withdrawn"  # 取りやめた


class HelpPacket(Record, Base):
    """A packet that was handed out to a helper: which questions, until when, and what was there. Its six words are kept
    nowhere; `secret` opens the file here, in a desk that holds all of its content anyway."""

    __tablename__ = "help_packet"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    helper: Mapped[str]
    """The helper's name as it was typed: nobody of the roster is meant by it."""
    questions: Mapped[list[Any]]
    context: Mapped[list[Any]]
    """Labels of what was told besides."""
    base: Mapped[dict[str, Any]]
    """The answers as they were handed out."""
    secret: Mapped[bytes]
    file_name: Mapped[str]
    made: Mapped[datetime] = mapped_column(UtcTime())
    until: Mapped[date]
    state: Mapped[str] = mapped_column(default=PacketState.OUT)
    closed: Mapped[datetime | None] = mapped_column(UtcTime())
    outcome: Mapped[list[Any]] = mapped_column(default=list)
    """What came back, question by question, with the text that was not taken: neither is lost."""
    application: Mapped[Application] = relationship(back_populates="packets")


class HelpWork(Record, Base):
    """Hours of a helper, paid or not (有償ボランティア), for an application. A mistake is taken back, never erased."""

    __tablename__ = "help_work"
    __table_args__ = (
        sa.CheckConstraint("minutes > 0", name="some_time"),
        sa.CheckConstraint("amount >= 0", name="not_negative"),
    )

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    helper: Mapped[str]
    day: Mapped[date]
    minutes: Mapped[int]
    rate: Mapped[int | None]
    """Yen for an hour, where it was agreed so."""
    amount: Mapped[int]
    """The honorarium (謝礼) in yen; 0 for unpaid help."""
    purpose: Mapped[str]
    entry_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    """Its line in the cash book."""
    cancelled: Mapped[bool] = mapped_column(default=False)


class Asset(Record, Base):
    """A thing bought with a grant (備品, 取得財産): it may not be disposed of freely before a day (処分制限期間)."""

    __tablename__ = "asset"
    __table_args__ = (
        sa.CheckConstraint("price > 0", name="positive"),
        sa.CheckConstraint("share >= 0 AND share <= price", name="share_within_price"),
    )

    number: Mapped[str] = mapped_column(unique=True)
    """As it stands on its label (備品番号); never given twice."""
    name: Mapped[str]
    bought: Mapped[date]
    price: Mapped[int]
    share: Mapped[int]
    """Yen of the price that the grant paid."""
    application_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("application.id"), index=True)
    entry_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    programme: Mapped[str] = mapped_column(default="")
    """The grant by name, also of one that was never applied for in this desk."""
    place: Mapped[str] = mapped_column(default="")
    keeper: Mapped[str] = mapped_column(default="")
    life: Mapped[int | None]
    """Life in years (耐用年数) as the funder says."""
    limit: Mapped[date | None]
    """The last day on which a disposal needs the funder's approval; None: not asked yet."""
    checked: Mapped[date | None]
    check_note: Mapped[str] = mapped_column(default="")
    check_next: Mapped[date | None]
    """By when somebody is to look whether it is there (現物確認)."""
    disposed: Mapped[date | None]
    disposal_reason: Mapped[str] = mapped_column(default="")
    approval: Mapped[str] = mapped_column(default="")
    """Number and day of the funder's approval (処分承認)."""
