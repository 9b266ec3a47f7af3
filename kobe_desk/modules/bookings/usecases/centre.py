"""The centre, its names and its dated rules (施設・料金表・申込期間)."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import (
    Band,
    Centre,
    CentreName,
    ClosingRule,
    Exemption,
    FeePolicy,
    FeeRule,
    OpeningRule,
    WindowRule,
)
from kobe_desk.modules.bookings.rules.days import BandFact, Closing, Opening
from kobe_desk.modules.bookings.rules.fees import Fee, Policy, Reduction
from kobe_desk.modules.bookings.rules.window import Window
from kobe_desk.modules.bookings.usecases.calendar import CentreFacts, centre_of, own_days, plain_all
from kobe_desk.modules.bookings.usecases.refusals import CentreMissing, NameMissing
from kobe_desk.modules.bookings.usecases.remembered import remembered
from kobe_desk.modules.bookings.usecases.rows import CentreRequest, CentreRow, CentreRules

Rule = Opening | BandFact | Closing | Fee | Reduction | Policy | Window


TABLES: dict[type[Any], type[Any]] = {
    Opening: OpeningRule,
    BandFact: Band,
    Closing: ClosingRule,
    Fee: FeeRule,
    Reduction: Exemption,
    Policy: FeePolicy,
    Window: WindowRule,
}


@usecase(label=N_("Set up the centre"), needs="bookings.manage")
def open_centre(session: Session, request: CentreRequest) -> UUID:
    """Write down the centre and what it is called. Raises NameMissing."""
    if not request.name.strip():
        raise NameMissing("name")
    centre = Centre(**_centre_columns(request))
    session.add(centre)
    session.flush()
    session.add(CentreName(centre_id=centre.id, since=request.since, name=request.name, kind=request.kind))
    return centre.id


@usecase(label=N_("Change the centre"), needs="bookings.manage")
def change_centre(session: Session, request: CentreRequest) -> None:
    """Correct the centre's facts; a name from another day on stands beside the one before. Raises NameMissing."""
    if not request.name.strip():
        raise NameMissing("name")
    centre = session.get_one(Centre, centre_of(session).id)
    for name, value in _centre_columns(request).items():
        setattr(centre, name, value)
    same_day = sa.and_(CentreName.centre_id == centre.id, CentreName.since == request.since)
    called = session.scalars(sa.select(CentreName).where(same_day)).first()
    if called is None:
        session.add(CentreName(centre_id=centre.id, since=request.since, name=request.name, kind=request.kind))
    else:
        called.name, called.kind = request.name, request.kind


def _centre_columns(request: CentreRequest) -> dict[str, Any]:
    return {name: value for name, value in asdict(request).items() if name not in ("name", "kind", "since")}


@query(needs="bookings.read")
def centre(session: Session, day: date | None = None) -> CentreRow | None:
    """The centre as it is called on a day (today), or None before it was set up."""
    try:
        return centre_row(session, centre_of(session), day or clock.today())
    except CentreMissing:
        return None


def names_of_centre(session: Session) -> tuple[tuple[date, str, str], ...]:
    """Since when the centre is called what, and its kind."""
    statement = sa.select(CentreName.since, CentreName.name, CentreName.kind).order_by(CentreName.since)
    return remembered(
        session, CentreName, lambda: tuple((since, name, kind) for since, name, kind in session.execute(statement))
    )


def centre_row(session: Session, found: CentreFacts, day: date) -> CentreRow:
    """A centre's name by its day: the last that had begun, else the first of all."""
    names = names_of_centre(session)
    _since, name, kind = next((each for each in reversed(names) if each[0] <= day), names[0])
    return CentreRow(found.id, name, kind, found.address, found.phone, found.manager, found.step, found.changes_until)


@query(needs="bookings.read")
def centre_rules(session: Session) -> CentreRules:
    """Opening hours, bands, closed days, names and own holidays, those of the past and future among them."""
    return CentreRules(
        plain_all(session, Opening, OpeningRule),
        plain_all(session, BandFact, Band),
        plain_all(session, Closing, ClosingRule),
        names_of_centre(session),
        own_days(session),
    )


@usecase(label=N_("Change a rule of the centre"), needs="bookings.manage")
def save_rule(session: Session, rule: Rule) -> UUID:
    """Write down a rule (hours, band, closed days, fee, exemption, rounding, window), or correct the one of its id."""
    table, values = TABLES[type(rule)], asdict(rule)
    key = values.pop("id")
    if "refunds" in values:
        values["refunds"] = [list(pair) for pair in values["refunds"]]
    if key is None:
        found = table(centre_id=centre_of(session).id, **values)
        session.add(found)
    else:
        found = session.get_one(table, key)
        for name, value in values.items():
            setattr(found, name, value)
    session.flush()
    return UUID(bytes=found.id.bytes)


@usecase(label=N_("Change the rules of the centre"), needs="bookings.manage")
def save_rules(session: Session, rules: Iterable[Rule]) -> None:
    """Write down several rules in one step, as a new ordinance brings them."""
    for rule in rules:
        save_rule(session, rule)


@usecase(label=N_("End a rule of the centre"), needs="bookings.manage")
def end_rule(session: Session, rule: Rule, until: date) -> None:
    """Let a rule hold up to, but not including, a day; one that would never hold is removed."""
    found = session.get_one(TABLES[type(rule)], rule.id)
    if until <= found.since:
        session.delete(found)
    else:
        found.until = until


@query(needs="bookings.read")
def fee_rules(session: Session) -> tuple[Fee, ...]:
    """Every line of the fee tables (料金表)."""
    return plain_all(session, Fee, FeeRule)


@query(needs="bookings.read")
def exemptions(session: Session) -> tuple[Reduction, ...]:
    """Every reduction of the fee (減免)."""
    return plain_all(session, Reduction, Exemption)


@query(needs="bookings.read")
def windows(session: Session) -> tuple[Window, ...]:
    """The application windows of every tier (申込期間)."""
    return plain_all(session, Window, WindowRule)
