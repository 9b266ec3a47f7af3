"""What people agreed to (同意): yes or no for one field and one purpose, with the day and how it was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Consent, Person
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.usecases.dated import state

DISTRIBUTION = "distribution"
"""Standing in the roster that members are given (名簿への掲載)."""
CONSENT_PURPOSES = (DISTRIBUTION, "emergency", "circulars", "helpers")
NAME, ADDRESS, PHONE, FAMILY, PHOTO = "name", "address", "phone", "family", "photo"
CONSENT_FIELDS = (NAME, ADDRESS, PHONE, FAMILY, PHOTO)
ROSTER_FIELDS = (NAME, ADDRESS, PHONE, FAMILY)
"""What stands in the roster that members are given; a photo never does."""


class NothingAnswered(UserError):
    text = N_("No answer is chosen yet. Please choose yes or no for at least one item.")


class EvidenceMissing(UserError):
    text = N_("Please write how this was said, for example the number of the form or to whom it was said.")


class NewerAnswer(UserError):
    text = N_("There is a newer answer of {day}. Please check the day of this one.")


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """Answers of people, given on a day: field -> yes or no."""

    people: tuple[UUID, ...]
    purpose: str
    answers: Mapping[str, bool]
    day: date
    evidence: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """An answer, both days inclusive; `last` None: it holds until another."""

    id: UUID
    purpose: str
    field: str
    given: bool
    first: date
    last: date | None
    evidence: str


@usecase(label=N_("Write down consents"), needs="members.edit")
def record_consent(session: Session, request: ConsentRequest) -> None:
    """Write answers down; they take the place of earlier ones from their day on, and the earlier ones stay readable.

    Raises NothingAnswered, EvidenceMissing, NewerAnswer.
    """
    if not (request.answers and request.people):
        raise NothingAnswered("answers")
    if not as_typed(request.evidence):
        raise EvidenceMissing("evidence")
    for person in request.people:
        for name, given in request.answers.items():
            _answer(session, person, name, given, request)
    session.flush()


@usecase(label=N_("Remove a consent"), needs="members.edit")
def remove_consent(session: Session, key: UUID) -> None:
    """Take out an answer written down by mistake; the one before it holds again."""
    consent = session.get_one(Consent, key)
    before = sa.select(Consent).where(*_same(consent.person_id, consent.purpose, consent.field))
    for each in session.scalars(before.where(Consent.until == consent.since)):
        each.until = consent.until
    session.delete(consent)
    session.flush()


@usecase(label=N_("Write down the consents of a household"), needs="members.edit")
def record_household_consent(session: Session, household: UUID, request: ConsentRequest) -> None:
    """The same answers for everybody who lives in a household on the day: one form is often signed for all."""
    people = tuple(
        each.id
        for each in session.scalars(sa.select(Person).where(Person.household_id == household))
        if state(session, each, request.day)["household_id"] == household
    )
    record_consent(session, ConsentRequest(people, request.purpose, request.answers, request.day, request.evidence))


@query(needs="members.read")
def consents_of(session: Session, person: UUID) -> tuple[ConsentRow, ...]:
    """Every answer of a person, the newest first."""
    found = sa.select(Consent).where(Consent.person_id == person)
    rows = session.scalars(found.order_by(Consent.since.desc(), Consent.purpose, Consent.field))
    return tuple(
        ConsentRow(each.id, each.purpose, each.field, each.given, each.since, last_day(each.until), each.evidence)
        for each in rows
    )


def agreed(session: Session, purpose: str, day: date) -> dict[UUID, frozenset[str]]:
    """By person, the fields they said yes to on a day; who never answered said nothing, which is no yes."""
    found = sa.select(Consent.person_id, Consent.field).where(
        Consent.purpose == purpose, Consent.given.is_(True), Consent.holds(day)
    )
    fields: dict[UUID, set[str]] = {}
    for person, field in session.execute(found):
        fields.setdefault(person, set()).add(field)
    return {person: frozenset(each) for person, each in fields.items()}


def _answer(session: Session, person: UUID, field: str, given: bool, request: ConsentRequest) -> None:
    found = sa.select(Consent).where(*_same(person, request.purpose, field), Consent.until.is_(None))
    for each in session.scalars(found):
        if each.since > request.day:
            raise NewerAnswer("day", day=f"{each.since:%Y-%m-%d}")
        if each.since == request.day:
            session.delete(each)
        else:
            each.until = request.day
    session.add(
        Consent(
            person_id=person,
            purpose=request.purpose,
            field=field,
            given=given,
            since=request.day,
            evidence=as_typed(request.evidence),
        )  # fmt: skip
    )


def _same(person: UUID, purpose: str, field: str) -> Iterable[sa.ColumnElement[bool]]:
    return (Consent.person_id == person, Consent.purpose == purpose, Consent.field == field)
