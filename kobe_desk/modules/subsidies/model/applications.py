"""Applications, their answers, papers and enclosures, and what was handed in."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kobe_desk.core.database import UNRECORDED, Base, Record, UtcTime

if TYPE_CHECKING:
    from kobe_desk.modules.subsidies.model.helping import HelpPacket
    from kobe_desk.modules.subsidies.model.signing import SignPacket


class ApplicationState(StrEnum):
    """How far an application is."""

    ANSWERING = "answering"  # 書いているところ
    PREPARED = "prepared"  # 書類をつくった、署名の前か途中
    SIGNED = "signed"  # 全員が署名した
    SUBMITTED = "submitted"  # 提出用に書き出した


class Bundle(Record, Base):
    """Several applications answered together (一括申請): each question once, signed and handed in together."""

    __tablename__ = "bundle"

    begun: Mapped[datetime] = mapped_column(UtcTime())
    page: Mapped[str] = mapped_column(default="")
    """Where to go on."""
    apart: Mapped[list[Any]] = mapped_column(default=list)
    """Shared names that are answered for each programme by itself."""
    different: Mapped[list[Any]] = mapped_column(default=list)
    """Costs that looked the same in two programmes and are two, from before each pair of lines was told apart."""
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
    sent: Mapped[list["SignPacket"]] = relationship(
        cascade="all, delete-orphan", order_by="SignPacket.made", back_populates="application"
    )

    def papers_of(self, stage: str = "") -> list["ApplicationPaper"]:
        """The papers that count (not 無効): of the application itself, or of one occasion of a later stage."""
        return [each for each in self.papers if each.stage == stage and not each.void]

    def enclosures_of(self, stage: str = "") -> list["Enclosure"]:
        """What goes with the application itself, or with the papers of one occasion of a later stage, in its order."""
        mine = (each for each in self.enclosures if each.stage == stage)
        return sorted(mine, key=lambda each: each.position)

    def make_papers_void(self, stage: str = "") -> None:
        """無効（差替え）: something changed after the papers were made, so they have to be made again."""
        for paper in self.papers_of(stage):
            paper.void = True
        if not stage and self.state != ApplicationState.ANSWERING:
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
    """A paper of somebody else's that goes with an application or a later stage (そえる書類): 規約, 見積書, 写真."""

    __tablename__ = "enclosure"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    attachment: Mapped[str]
    """What the programme calls it; empty at a later stage for what the programme does not name."""
    stage: Mapped[str] = mapped_column(default="", server_default="")
    """Empty for the application; else the later stage and which time it is: report.1."""
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    """Its place among those of a later stage under the same name; those of an application are as they came."""
    row_key: Mapped[str] = mapped_column(default="", server_default="")
    """The line of a table it belongs to (見積書); it goes when the line goes. Empty for the whole application."""
    title: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    """0: it is handed in on paper (紙でそえる), and nothing of it is kept here."""
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("paper_content.id"))
    application: Mapped[Application] = relationship(back_populates="enclosures")


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
