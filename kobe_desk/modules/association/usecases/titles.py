"""The offices of the association (役職)."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import one_line
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import (
    Office,
    OfficeKind,
)
from kobe_desk.modules.association.usecases.rows import plain


class OfficeNameMissing(UserError):
    text = N_("Please write the name of the office.")


class OfficeKnown(UserError):
    text = N_("There is already an office called {name}.")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office in the association's order."""

    id: UUID
    name: str
    kind: str
    single: bool
    position: int


USUAL_OFFICES = (
    ("会長", OfficeKind.CHAIR, True),
    ("副会長", OfficeKind.VICE_CHAIR, False),
    ("書記", OfficeKind.SECRETARY, False),
    ("会計", OfficeKind.TREASURER, True),
    ("監事", OfficeKind.AUDITOR, False),
    ("班長", OfficeKind.BLOCK_LEADER, False),
)


def usual_offices() -> list[Office]:
    """The offices that a new association begins with."""
    return [
        Office(name=name, kind=kind.value, single=single, position=position)
        for position, (name, kind, single) in enumerate(USUAL_OFFICES, start=1)
    ]


@query(needs="association.read")
def offices(session: Session) -> tuple[OfficeRow, ...]:
    """The offices in their order."""
    return tuple(plain(OfficeRow, each) for each in session.scalars(sa.select(Office).order_by(Office.position)))


@usecase(label=N_("Add an office"), needs="association.edit")
def add_office(session: Session, name: str, kind: str = OfficeKind.OTHER.value, single: bool = False) -> UUID:
    """Add an office (役職) after the others."""
    name = one_line(name)
    if not name:
        raise OfficeNameMissing("name")
    if session.scalar(sa.select(Office.id).where(Office.name == name)):
        raise OfficeKnown("name", name=name)
    last = session.scalar(sa.select(sa.func.max(Office.position))) or 0
    office = Office(name=name, kind=kind, single=single, position=last + 1)
    session.add(office)
    session.flush()
    return office.id
