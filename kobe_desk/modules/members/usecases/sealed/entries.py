"""The lists in the drawer and the people on them."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import audit
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Household, Person, SealedList, SealedRow
from kobe_desk.modules.members.rules.index_words import order_key
from kobe_desk.modules.members.usecases.sealed.halves import Unsealed, drawer_of, sealed_for, unsealed

_BLOCK = 256
"""Contents are filled up to a multiple of so many bytes, so that their length tells little."""


class SealedNameMissing(UserError):
    text = N_("Please write the name of the person.")


class SealedSourceMissing(UserError):
    text = N_("Please write who gave this list.")


class SealedTitleMissing(UserError):
    text = N_("Please write what the list is called.")


class DisposedTooEarly(UserError):
    text = N_("This day is before the day on which the list was received. Please check it.")


class ListClosed(UserError):
    text = N_("This list was given back or destroyed; nothing can be added to it.")


class OutcomeMissing(UserError):
    text = N_("Please write what became of the list, such as given back or shredded.")


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """What the law lets stand in the list (災害対策基本法49条の10), and who helps. `person` if on the roster, too."""

    name: str
    kana: str = ""
    birth: date | None = None
    sex: str = ""
    address: str = ""
    phone: str = ""
    reason: str = ""
    """Why help is needed (避難支援等を必要とする事由)."""
    contact: str = ""
    """Whom to call (緊急連絡先)."""
    helpers: str = ""
    """Who comes to help (避難支援等実施者)."""
    refuge: str = ""
    notes: str = ""
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class SealedPersonRow:
    """One person of a list, unsealed. `left`: the roster says that this person no longer belongs."""

    id: UUID
    list_id: UUID
    entry: SealedEntry
    left: bool


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A list as it was received."""

    kind: str
    title: str
    source: str
    received: date
    return_by: date | None = None


@dataclass(frozen=True, slots=True)
class SealedListRow:
    """A list and what became of it; `people` is how many rows lie sealed in it."""

    id: UUID
    kind: str
    title: str
    source: str
    received: date
    return_by: date | None
    closed: date | None
    outcome: str
    people: int


@query(needs="members.sealed")
def sealed_lists(session: Session) -> tuple[SealedListRow, ...]:
    """The lists, those still held first; the drawer need not be open for this."""
    count = sa.select(sa.func.count()).where(SealedRow.list_id == SealedList.id).scalar_subquery()
    found = session.execute(
        sa.select(SealedList, count).order_by(SealedList.closed.is_not(None), SealedList.received.desc(), SealedList.id)
    )
    return tuple(
        SealedListRow(
            each.id,
            each.kind,
            each.title,
            each.source,
            each.received,
            each.return_by,
            each.closed,
            each.outcome,
            people,
        )
        for each, people in found
    )


@usecase(label=N_("Write down a list received under seal"), needs="members.sealed")
def add_sealed_list(session: Session, request: ListRequest) -> UUID:
    """A list that was received. Raises DrawerShut, SealedTitleMissing, SealedSourceMissing."""
    drawer_of(session).require_open()
    found = SealedList(outcome="", **_checked(request))
    session.add(found)
    session.flush()
    return found.id


@usecase(label=N_("Correct a list received under seal"), needs="members.sealed")
def edit_sealed_list(session: Session, key: UUID, request: ListRequest) -> None:
    """Raises DrawerShut, SealedTitleMissing, SealedSourceMissing."""
    drawer_of(session).require_open()
    found = session.get_one(SealedList, key)
    for name, value in _checked(request).items():
        setattr(found, name, value)
    session.flush()


@usecase(
    label=N_("Give back or destroy a list received under seal"),
    needs="members.sealed",
    undo=NoUndo(N_("The list is wiped from this desk and from its record of changes. It cannot be brought back.")),
)
def dispose_sealed_list(session: Session, key: UUID, day: date, outcome: str) -> int:
    """Wipe the rows of a list that was given back or destroyed; that it was here stays. Returns how many there were.

    Raises DrawerShut, OutcomeMissing, DisposedTooEarly.
    """
    drawer_of(session).require_open()
    found = session.get_one(SealedList, key)
    if not as_typed(outcome):
        raise OutcomeMissing("outcome")
    if day < found.received:
        raise DisposedTooEarly("day")
    rows = set(session.scalars(sa.select(SealedRow.id).where(SealedRow.list_id == key)))
    with session.info["work"].forgetting(rows) as connection:
        connection.execute(sa.delete(SealedRow).where(SealedRow.list_id == key))
    audit.forget(session, rows, ())
    found.closed, found.outcome = day, as_typed(outcome)
    session.info["work"].touch("sealed_row")
    session.flush()
    return len(rows)


@query(needs="members.sealed")
def sealed_people(session: Session, key: UUID | None = None) -> tuple[SealedPersonRow, ...]:
    """Who is on a list (on all of them, for None), in the order of the readings. Raises DrawerShut, SealBroken."""
    drawer_of(session).require_open()
    wanted = sa.select(SealedRow)
    if key is not None:
        wanted = wanted.where(SealedRow.list_id == key)
    found = unsealed(session, session.scalars(wanted))
    gone = _gone(session, [each.person for each in found if each.person])
    rows = [SealedPersonRow(each.row.id, each.row.list_id, _entry(each), each.person in gone) for each in found]
    return tuple(sorted(rows, key=lambda row: order_key(row.entry.name, row.entry.kana)))


@query(needs="members.sealed")
def sealed_from_roster(session: Session, key: UUID) -> SealedEntry:
    """What the roster knows of a person, to begin an entry with."""
    person = session.get_one(Person, key)
    home = session.get(Household, person.household_id) if person.household_id else None
    return SealedEntry(
        name=person.name,
        kana=person.kana,
        birth=person.birth,
        sex=person.sex,
        address=" ".join(filter(None, (home.address, home.building))) if home else "",
        phone=person.phone or person.mobile or (home.phone if home else ""),
        person=key,
    )


@usecase(label=N_("Seal a person's entry"), needs="members.sealed")
def add_sealed(session: Session, list_id: UUID, entry: SealedEntry) -> UUID:
    """Put a person into a list. Raises DrawerShut, SealedNameMissing, ListClosed."""
    if session.get_one(SealedList, list_id).closed is not None:
        raise ListClosed
    key = new_id()
    session.add(SealedRow(id=key, list_id=list_id, sealed=_sealed(session, key, list_id, entry)))
    session.flush()
    return key


@usecase(label=N_("Correct a sealed entry"), needs="members.sealed")
def edit_sealed(session: Session, key: UUID, entry: SealedEntry) -> None:
    """Raises DrawerShut, SealedNameMissing."""
    row = session.get_one(SealedRow, key)
    row.sealed = _sealed(session, key, row.list_id, entry)
    session.flush()


@usecase(label=N_("Take a sealed entry out"), needs="members.sealed")
def remove_sealed(session: Session, key: UUID) -> None:
    """Take a person out of a list. Raises DrawerShut."""
    drawer_of(session).require_open()
    session.delete(session.get_one(SealedRow, key))
    session.flush()


def _checked(request: ListRequest) -> dict[str, Any]:
    values = {**asdict(request), "title": as_typed(request.title), "source": as_typed(request.source)}
    if not values["title"]:
        raise SealedTitleMissing("title")
    if not values["source"]:
        raise SealedSourceMissing("source")
    return values


def _sealed(session: Session, key: UUID, list_id: UUID, entry: SealedEntry) -> bytes:
    drawer_of(session).require_open()
    tidy = replace(entry, name=as_typed(entry.name))
    if not tidy.name:
        raise SealedNameMissing("name")
    if tidy.person is None:
        tidy = replace(tidy, person=_known(session, tidy))
    plain = asdict(tidy)
    plain["birth"] = tidy.birth.isoformat() if tidy.birth else None
    plain["person"] = tidy.person.hex if tidy.person else None
    written = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    plain_text = written.ljust(-(-len(written) // _BLOCK) * _BLOCK)
    return sealed_for(session, SealedRow.bound(key, list_id), plain_text, tidy.person)


def _known(session: Session, entry: SealedEntry) -> UUID | None:
    """Who this is on the roster, if just one person there has the name and the birth date."""
    if entry.birth is None:
        return None
    same = sa.select(Person.id).where(Person.birth == entry.birth, Person.name == entry.name).limit(2)
    found = session.scalars(same).all()
    return found[0] if len(found) == 1 else None


def _entry(found: Unsealed) -> SealedEntry:
    values = json.loads(found.plain)
    values["birth"] = date.fromisoformat(values["birth"]) if values["birth"] else None
    return SealedEntry(**{**values, "person": found.person})


def _gone(session: Session, keys: list[UUID]) -> set[UUID]:
    """Which of these the roster no longer has, or has as former members."""
    there = session.execute(sa.select(Person.id, Person.until).where(Person.id.in_(keys)))
    belong = {key for key, until in there if until is None}
    return set(keys) - belong
