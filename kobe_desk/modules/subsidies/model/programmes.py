"""Programmes of one's own and the forms of offices."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kobe_desk.core.database import Base, Record


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
