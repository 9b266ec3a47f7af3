"""The terms of those who lead a 班: named, in turn or freely, ended, taken out."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese import era
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Office, OfficeKind
from kobe_desk.modules.members.model import Area, OfficeTerm
from kobe_desk.modules.members.rules.periods import DAY, last_day
from kobe_desk.modules.members.usecases.rota.reading import fiscal_year_of, led_terms, rota_of
from kobe_desk.modules.members.usecases.rota.rows import LeaderEndsEarly, LeaderOverlaps, NobodyInTurn

LEADER = "班長"


@usecase(label=N_("Name the leader of a block"), needs="members.edit")
def appoint_leader(session: Session, area: UUID, person: UUID, start: date, end: date) -> UUID:
    """Let a person lead a 班 for a term. Raises LeaderEndsEarly, LeaderOverlaps."""
    return _appoint(session, session.get_one(Area, area), person, start, end).id


@usecase(label=N_("Name the leaders whose turn it is"), needs="members.edit")
def appoint_in_turn(session: Session, year: int, areas: tuple[UUID, ...]) -> int:
    """Let whoever is next lead each of these 班 for a fiscal year. Returns how many. Raises NobodyInTurn."""
    span = fiscal_year_of(session, year)
    for key in areas:
        found = rota_of(session, session.get_one(Area, key), span, led_terms(session))
        if found.leader.term_id is not None:
            continue
        if found.proposed is None:
            raise NobodyInTurn(area=found.area)
        _appoint(session, session.get_one(Area, key), found.proposed.person_id, span.first, span.last)
    return len(areas)


@usecase(label=N_("End the term of a block's leader"), needs="members.edit")
def end_leader(session: Session, key: UUID, last: date) -> None:
    """End a term on its last day. Raises LeaderEndsEarly, LeaderOverlaps."""
    led = next(each for each in led_terms(session) if each.id == key)
    if last < led.start:
        raise LeaderEndsEarly("end")
    if led.area_id is not None:
        _refuse_overlap(session, session.get_one(Area, led.area_id), led.start, last + DAY, key)
    session.get_one(OfficeTerm, key).until = last + DAY
    session.flush()


@usecase(label=N_("Take out the term of a block's leader"), needs="members.edit")
def remove_leader(session: Session, key: UUID) -> None:
    """Take out a term written down by mistake."""
    session.delete(session.get_one(OfficeTerm, key))
    session.flush()


def _appoint(session: Session, area: Area, person: UUID, start: date, end: date) -> OfficeTerm:
    if end < start:
        raise LeaderEndsEarly("end")
    _refuse_overlap(session, area, start, end + DAY, None)
    term = OfficeTerm(person_id=person, office_id=_office(session), area_id=area.id, start=start, until=end + DAY)
    session.add(term)
    session.flush()
    return term


def _office(session: Session) -> UUID:
    """The office of 班長, written down when it is first needed."""
    found = session.scalar(sa.select(Office.id).where(Office.kind == OfficeKind.BLOCK_LEADER).order_by(Office.position))
    if found is not None:
        return found
    last = session.scalar(sa.select(sa.func.max(Office.position))) or 0
    office = Office(name=LEADER, kind=OfficeKind.BLOCK_LEADER, single=False, position=last + 1)
    session.add(office)
    session.flush()
    return office.id


def _refuse_overlap(session: Session, area: Area, start: date, until: date, mine: UUID | None) -> None:
    for led in led_terms(session):
        if led.area_id == area.id and led.id != mine and led.meets(start, until):
            end = last_day(led.until)
            said = f"{era.wareki(led.start)}～{era.wareki(end) if end else ''}"
            raise LeaderOverlaps("start", holder=led.person, area=area.name, term=said)
