"""Who holds which office, from when to when (役職の任期)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Office
from kobe_desk.modules.members.model import OfficeTerm, Person
from kobe_desk.modules.members.rules.periods import DAY, last_day
from kobe_desk.modules.members.usecases.then import as_of


class EndsBeforeStart(UserError):
    text = N_("The term ends before it begins. Please check both days.")


class AlreadyHeld(UserError):
    text = N_(
        "{holder} holds the office of {office} ({term}), and only one person can hold it at a time. "
        "End that term on the day before, or choose another day."
    )


class CannotEndBefore(UserError):
    text = N_("{holder} begins as {office} later ({term}), so that term cannot end earlier. Please check the days.")


@dataclass(frozen=True, slots=True)
class TermRequest:
    """A term as the form gives it, both days inclusive; `end_predecessor` ends a running term on the day before."""

    person_id: UUID
    office_id: UUID
    start: date
    end: date | None = None
    end_predecessor: bool = False


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of a person, both days inclusive."""

    id: UUID
    person_id: UUID
    person: str
    office_id: UUID
    office: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer on a day, with what a list of officers asks for (役員名簿)."""

    term_id: UUID
    person_id: UUID
    office: str
    kind: str
    name: str
    kana: str
    birth: date | None
    sex: str
    postal_code: str
    address: str
    phone: str
    start: date
    end: date | None


@usecase(label=N_("Assign an office"), needs="members.edit")
def assign_office(session: Session, request: TermRequest) -> UUID:
    """Give a person an office for a term. Raises EndsBeforeStart, AlreadyHeld, CannotEndBefore."""
    term = OfficeTerm(person_id=request.person_id, office_id=request.office_id)
    _set_days(session, term, request)
    session.add(term)
    session.flush()
    return term.id


@usecase(label=N_("Edit a term of office"), needs="members.edit")
def edit_term(session: Session, key: UUID, request: TermRequest) -> None:
    """Correct a term; the same rules hold as for a new one, and other terms keep their days."""
    term = session.get_one(OfficeTerm, key)
    _set_days(session, term, request)
    term.person_id, term.office_id = request.person_id, request.office_id
    session.flush()


@usecase(label=N_("End a term of office"), needs="members.edit")
def end_term(session: Session, key: UUID, last: date) -> None:
    """End a term on its last day, exactly as given. Raises EndsBeforeStart."""
    term = session.get_one(OfficeTerm, key)
    if last < term.start:
        raise EndsBeforeStart("end")
    _refuse_overlap(session, term.office_id, key, term.start, last + DAY)
    term.until = last + DAY
    session.flush()


@usecase(label=N_("Remove a term of office"), needs="members.edit")
def remove_term(session: Session, key: UUID) -> None:
    """Take out a term written down by mistake."""
    session.delete(session.get_one(OfficeTerm, key))
    session.flush()


@query(needs="members.read")
def terms_of(session: Session, person: UUID) -> tuple[TermRow, ...]:
    """The terms of a person, newest first: past, present and to come."""
    statement = _terms().where(OfficeTerm.person_id == person).order_by(OfficeTerm.start.desc())
    return tuple(_term_row(row[0], row[1], row[2]) for row in session.execute(statement))


@query(needs="members.read")
def terms_on(session: Session, day: date) -> tuple[TermRow, ...]:
    """The terms that run on a day or begin later, in the order of the offices."""
    open_or_ahead = sa.or_(OfficeTerm.until.is_(None), OfficeTerm.until > day)
    statement = _terms().where(open_or_ahead).order_by(Office.position, OfficeTerm.start, Person.sort_key)
    return tuple(_term_row(row[0], row[1], row[2]) for row in session.execute(statement))


@query(needs="members.read")
def terms_ending(session: Session, day: date, within: int = 90) -> tuple[TermRow, ...]:
    """The terms whose last day comes within so many days (任期満了), the soonest first; none that was renewed."""
    ahead = OfficeTerm.until.between(day + DAY, day + DAY * within)
    later = sa.orm.aliased(OfficeTerm)
    renewed = sa.exists().where(
        later.office_id == OfficeTerm.office_id,
        later.id != OfficeTerm.id,
        later.start >= OfficeTerm.until,
        sa.or_(Office.single, later.person_id == OfficeTerm.person_id),
    )
    statement = _terms().where(ahead, sa.not_(renewed)).order_by(OfficeTerm.until, Office.position)
    return tuple(_term_row(row[0], row[1], row[2]) for row in session.execute(statement))


@query(needs="members.read")
def endless_terms(session: Session, before: date) -> tuple[TermRow, ...]:
    """The terms without a last day that began before a day, in the order of the offices."""
    statement = _terms().where(OfficeTerm.until.is_(None), OfficeTerm.start < before)
    found = session.execute(statement.order_by(Office.position, OfficeTerm.start))
    return tuple(_term_row(row[0], row[1], row[2]) for row in found)


@query(needs="members.read")
def vacant_offices(session: Session, day: date) -> tuple[str, ...]:
    """The offices nobody holds on a day that somebody held or is to hold: what an election forgot."""
    ever = sa.exists().where(OfficeTerm.office_id == Office.id)
    held = sa.exists().where(OfficeTerm.office_id == Office.id, OfficeTerm.holds(day))
    return tuple(session.scalars(sa.select(Office.name).where(ever, sa.not_(held)).order_by(Office.position)))


@query(needs="members.read")
def officers_on(session: Session, day: date) -> tuple[OfficerRow, ...]:
    """The officers on a day (役員), in the order of the offices, then of their readings."""
    people, homes = as_of(session, day)
    statement = (
        sa.select(
            OfficeTerm.id, people.id, Office.name, Office.kind, people.name, people.kana, people.birth, people.sex,
            homes.postal_code, homes.address, homes.building, people.phone, people.mobile, homes.phone,
            OfficeTerm.start, OfficeTerm.until,
        )
        .join(Office, Office.id == OfficeTerm.office_id)
        .join(people, people.id == OfficeTerm.person_id)
        .outerjoin(homes, homes.id == people.household_id)
        .where(OfficeTerm.holds(day))
        .order_by(Office.position, people.sort_key, OfficeTerm.start)
    )  # fmt: skip
    return tuple(_officer(*row) for row in session.execute(statement))


def _officer(*row: Any) -> OfficerRow:
    term, person, office, kind, name, kana, birth, sex, postal, address, building, phone, mobile, home, start, until = (
        row
    )
    return OfficerRow(
        term_id=term,
        person_id=person,
        office=office,
        kind=kind,
        name=name,
        kana=kana,
        birth=birth,
        sex=sex,
        postal_code=postal or "",
        address=" ".join(filter(None, (address, building))),
        phone=phone or mobile or home or "",
        start=start,
        end=last_day(until),
    )


def _terms() -> sa.Select[OfficeTerm, str, str]:
    return (
        sa.select(OfficeTerm, Person.name, Office.name)
        .join(Person, Person.id == OfficeTerm.person_id)
        .join(Office, Office.id == OfficeTerm.office_id)
    )


def _term_row(term: OfficeTerm, person: str, office: str) -> TermRow:
    return TermRow(term.id, term.person_id, person, term.office_id, office, term.start, last_day(term.until))


def _set_days(session: Session, term: OfficeTerm, request: TermRequest) -> None:
    until = request.end + DAY if request.end else None
    if until is not None and until <= request.start:
        raise EndsBeforeStart("end")
    if request.end_predecessor:
        _end_predecessor(session, request, term.id)
    _refuse_overlap(session, request.office_id, term.id, request.start, until)
    term.start, term.until = request.start, until


def _overlapping(
    session: Session, office: UUID, mine: UUID | None, start: date, until: date | None
) -> list[OfficeTerm]:
    """Terms of the office that share a day with [start, until)."""
    with session.no_autoflush:
        statement = sa.select(OfficeTerm).where(
            OfficeTerm.office_id == office, sa.or_(OfficeTerm.until.is_(None), OfficeTerm.until > start)
        )
        if until is not None:
            statement = statement.where(OfficeTerm.start < until)
        found = session.scalars(statement.order_by(OfficeTerm.start)).all()
    return [term for term in found if term.id != mine]


def _refuse_overlap(session: Session, office: UUID, mine: UUID | None, start: date, until: date | None) -> None:
    """An office for one person is never held by two on the same day."""
    held = session.get_one(Office, office)
    clashes = _overlapping(session, office, mine, start, until) if held.single else []
    if clashes:
        raise AlreadyHeld("start", **_facts(session, held, clashes[0]))


def _end_predecessor(session: Session, request: TermRequest, mine: UUID | None) -> None:
    """End the terms that run into the new one on the day before it."""
    office = session.get_one(Office, request.office_id)
    if not office.single:
        return
    for term in _overlapping(session, request.office_id, mine, request.start, request.start + DAY):
        if term.start >= request.start:
            raise CannotEndBefore("start", **_facts(session, office, term))
        term.until = request.start
    session.flush()


def _facts(session: Session, office: Office, term: OfficeTerm) -> dict[str, object]:
    """What the refusal says, and the term it speaks of, so that the page can offer to end it."""
    end = last_day(term.until)
    return {
        "holder": session.get_one(Person, term.person_id).name,
        "office": office.name,
        "term": f"{era.wareki(term.start)}～{era.wareki(end) if end else ''}",
        "term_id": term.id,
        "start": term.start,
        "end": end,
    }
