"""Rosters that leave the desk (提供): who gets which one for what, recorded as it is handed out."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.members.model import Person, Provision
from kobe_desk.modules.members.usecases.consents import (
    ROSTER_FIELDS,
)
from kobe_desk.modules.members.usecases.provision.distribution import distribution
from kobe_desk.modules.members.usecases.provision.facts import (
    STAYS,
    Distribution,
    ProvisionRequest,
    ProvisionRow,
    PurposeMissing,
    RecipientMissing,
)


@query(needs="members.read")
def preview_distribution(session: Session, day: date, area: UUID | None = None) -> Distribution:
    """The roster as members would get it, without number and recipient."""
    return distribution(session, day, area, ProvisionRequest("", ""), "")[0]


@usecase(label=N_("Hand out a roster"), needs="members.edit", undo=STAYS)
def hand_out_roster(session: Session, day: date, area: UUID | None, request: ProvisionRequest) -> Distribution:
    """Make a numbered copy of the roster for members (配布用名簿) and record who gets it.

    Raises RecipientMissing, PurposeMissing.
    """
    _check(request)
    number, label = _number(session)
    roster, persons = distribution(session, day, area, request, label)
    _record(session, number, "distribution", request, day, roster.area, ROSTER_FIELDS, len(roster.homes), persons)
    return roster


@usecase(label=N_("Record what was exported"), needs="members.edit", undo=STAYS)
def record_export(
    session: Session,
    kind: str,
    request: ProvisionRequest,
    chosen: str,
    fields: tuple[str, ...],
    persons: tuple[UUID, ...],
) -> str:
    """Record a file or list that leaves the desk. Returns its number. Raises RecipientMissing, PurposeMissing."""
    _check(request)
    number, label = _number(session)
    _record(session, number, kind, request, clock.today(), chosen, fields, _homes_of(session, persons), persons)
    return label


def record_sealed_sheet(session: Session, kind: str, request: ProvisionRequest, chosen: str, people: int) -> str:
    """Record a sheet out of the sealed drawer: how many were on it, never who. Returns its number."""
    _check(request)
    number, label = _number(session)
    _record(session, number, kind, request, clock.today(), chosen, (), 0, (), people)
    return label


@usecase(label=N_("Write down what became of a roster"), needs="members.edit")
def close_provision(session: Session, key: UUID, day: date, outcome: str) -> None:
    """A copy came back or was destroyed (返却・廃棄)."""
    found = session.get_one(Provision, key)
    found.closed, found.outcome = day, as_typed(outcome)
    session.flush()


@query(needs="members.read")
def provisions(session: Session, open_only: bool = False) -> tuple[ProvisionRow, ...]:
    """What was given away, the newest first."""
    found = sa.select(Provision).order_by(Provision.fiscal_year.desc(), Provision.number.desc())
    if open_only:
        found = found.where(Provision.closed.is_(None), Provision.return_by.is_not(None))
    return tuple(map(provision_row, session.scalars(found)))


def provision_row(found: Provision) -> ProvisionRow:
    """A line of the record as people read it."""
    return ProvisionRow(
        found.id, _label(found.fiscal_year, found.number), found.day, found.kind, found.recipient, found.purpose,
        found.as_of, found.chosen, tuple(found.fields), found.households, found.people, found.return_by,
        found.closed, found.outcome,
    )  # fmt: skip


def _check(request: ProvisionRequest) -> None:
    if not as_typed(request.recipient):
        raise RecipientMissing("recipient")
    if not as_typed(request.purpose):
        raise PurposeMissing("purpose")


def _number(session: Session) -> tuple[tuple[int, int], str]:
    year = year_of(session, clock.today())
    number = numbers.take(session, "provision", year)
    return (year, number), _label(year, number)


def _label(year: int, number: int) -> str:
    return f"{year}-{number:02}"


def _record(
    session: Session,
    number: tuple[int, int],
    kind: str,
    request: ProvisionRequest,
    day: date,
    chosen: str,
    fields: tuple[str, ...],
    homes: int,
    persons: tuple[UUID, ...],
    people: int | None = None,
) -> None:
    session.add(
        Provision(
            fiscal_year=number[0],
            number=number[1],
            day=clock.today(),
            kind=kind,
            recipient=as_typed(request.recipient),
            purpose=as_typed(request.purpose),
            as_of=day,
            chosen=chosen,
            fields=list(fields),
            households=homes,
            people=len(persons) if people is None else people,
            persons=[each.hex for each in persons],
            return_by=request.return_by,
        )  # fmt: skip
    )
    session.flush()


def _homes_of(session: Session, persons: tuple[UUID, ...]) -> int:
    wanted = set(persons)
    found = session.execute(sa.select(Person.id, Person.household_id))
    return len({home or key for key, home in found if key in wanted})
