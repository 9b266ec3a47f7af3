"""開示: all that the desk holds of one person, gathered for the sheet that is handed to that person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.members.model import Area, EarlierMembership, Household, Person, Provision, SealedRow
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.usecases.consents import ConsentRow, consents_of
from kobe_desk.modules.members.usecases.dated import states
from kobe_desk.modules.members.usecases.dues.owing import ChargeRow, household_dues
from kobe_desk.modules.members.usecases.history import PastChangeRow, person_history
from kobe_desk.modules.members.usecases.households import HouseholdRequest, household_request
from kobe_desk.modules.members.usecases.offices import TermRow, terms_of
from kobe_desk.modules.members.usecases.own.noting import notes_of
from kobe_desk.modules.members.usecases.persons import PersonRequest, person_request
from kobe_desk.modules.members.usecases.photos import photo_of
from kobe_desk.modules.members.usecases.provision import ProvisionRow, provision_row
from kobe_desk.modules.members.usecases.sealed.showing import DisclosedEntry

MOST_CHANGES = 100


@dataclass(frozen=True, slots=True)
class StateRow:
    """A name and household of the person, both days inclusive."""

    first: date | None
    last: date | None
    name: str
    kana: str
    address: str
    relation: str
    head: bool


@dataclass(frozen=True, slots=True)
class Disclosure:
    """登録されている内容: everything the desk holds of a person, as of a day."""

    association: str
    sample: bool
    on: date
    person: PersonRequest
    died: date | None
    home: HouseholdRequest | None
    area: str
    states: tuple[StateRow, ...]
    memberships: tuple[tuple[date | None, date | None], ...]
    terms: tuple[TermRow, ...]
    consents: tuple[ConsentRow, ...]
    dues: tuple[ChargeRow, ...]
    provisions: tuple[ProvisionRow, ...]
    changes: tuple[PastChangeRow, ...]
    noted: tuple[tuple[str, str], ...] = ()
    """Tags, and what the association's own fields say."""
    drawer: bool = False
    """Whether anybody lies in the sealed drawer; who, nothing tells while it is shut."""
    sealed: tuple[DisclosedEntry, ...] | None = None
    """What it holds of the person; None: it was not opened."""
    photo: bool = False
    """Whether a photo is kept; the sheet says it, and does not show it."""


@query(needs="members.read")
def disclosure(session: Session, key: UUID) -> Disclosure:
    """Everything held of a person (個人情報保護法33条); what lies under seal is shown by `disclose_sealed`."""
    person, today = session.get_one(Person, key), clock.today()
    house = session.execute(sa.select(Association.name, Association.sample)).first()
    request = person_request(session, key)
    home = household_request(session, request.household_id) if request.household_id else None
    return Disclosure(
        association=house.name if house else "",
        sample=bool(house and house.sample),
        on=today,
        person=request,
        died=person.died,
        home=home,
        area=session.get_one(Area, home.area_id).name if home and home.area_id else "",
        states=_states(session, person),
        memberships=_memberships(session, person),
        terms=terms_of(session, key),
        consents=consents_of(session, key),
        dues=household_dues(session, request.household_id) if request.household_id else (),
        provisions=_provisions(session, key),
        changes=person_history(session, key, MOST_CHANGES),
        noted=_noted(session, key),
        photo=bool(photo_of(session, key)),
        drawer=bool(session.scalar(sa.select(sa.exists().where(SealedRow.id.is_not(None))))),
    )


def _noted(session: Session, key: UUID) -> tuple[tuple[str, str], ...]:
    found = notes_of(session, key)
    names = "・".join(found.tag_names())
    return (*((("しるし", names),) if names else ()), *found.facts())


def _states(session: Session, person: Person) -> tuple[StateRow, ...]:
    return tuple(
        StateRow(each.since, last_day(each.until), each.values["name"], each.values["kana"],
                 _address(session, each.values["household_id"]), each.values["relation"], each.values["head"])
        for each in states(session, person)
    )  # fmt: skip


def _address(session: Session, key: UUID | None) -> str:
    home = session.get_one(Household, key) if key else None
    return " ".join(filter(None, (home.address, home.building))) if home else ""


def _memberships(session: Session, person: Person) -> tuple[tuple[date | None, date | None], ...]:
    earlier = sa.select(EarlierMembership.joined, EarlierMembership.until)
    found = session.execute(earlier.where(EarlierMembership.person_id == person.id).order_by(EarlierMembership.until))
    past = tuple((joined, last_day(until)) for joined, until in found)
    return (*past, (person.joined, last_day(person.until)))


def _provisions(session: Session, key: UUID) -> tuple[ProvisionRow, ...]:
    """The rosters in which the person stood."""
    named = sa.func.instr(sa.cast(Provision.persons, sa.String), key.hex) > 0
    return tuple(map(provision_row, session.scalars(sa.select(Provision).where(named).order_by(Provision.day))))
