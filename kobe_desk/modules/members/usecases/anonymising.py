"""匿名化: all that tells who somebody was is wiped, everywhere; memberships, counts and money stay. No undo.

The wiping goes past the record on purpose: undo, the audit's contents and the old values of imports must not hold
what is wiped. Backups made before hold it until they are replaced; papers that were given away do too.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import audit, clock, forgetting
from kobe_desk.core.database import load_models
from kobe_desk.core.drafts import DRAFT
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.same_day import same_day
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.usecases import forget_payer
from kobe_desk.modules.members.model import (
    Household,
    HouseholdBefore,
    OwnValue,
    Person,
    PersonBefore,
    Provision,
    SealedRow,
    SealHalf,
    Tagging,
)
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.usecases.persons import references
from kobe_desk.modules.members.usecases.sealed.halves import rows_of

NOBODY = "（匿名）"
YEARS = 5
LONG_ENOUGH = 6
"""Texts of so many characters are looked for in the audit; shorter ones (2-3, a room) stand in half of it."""


class StillBelongs(UserError):
    text = N_("{name} still belongs to the association. Write down the day of leaving first.")


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Somebody who left so long ago that nothing asks for the entry any more."""

    id: UUID
    name: str
    last: date


@dataclass(frozen=True, slots=True)
class TraceRow:
    """Texts elsewhere in which the name stands, and which are left as they are (minutes, applications)."""

    table: str
    column: str
    count: int


@dataclass(frozen=True, slots=True)
class AnonymiseView:
    """What anonymising wipes and what it leaves. `names`: every name of the person there is."""

    names: tuple[str, ...]
    households: int
    """Households nobody else was in: their addresses go too."""
    traces: tuple[TraceRow, ...]
    drawer: bool
    """Whether there is a sealed drawer, in which something of the person may lie."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was done, without a name in it: for the sheet that says so (匿名化の記録)."""

    day: date
    entries: int
    households: int
    erased: int
    """Contents of so many audit lines."""
    drawer: bool = False
    """Whether there is a sealed drawer: whatever of these people lay in it can never be opened again."""
    sealed: int = 0
    """Rows taken out of it there and then, because it was open; the others go when it is next opened."""


@query(needs="members.read")
def to_anonymise(session: Session, day: date, years: int = YEARS) -> tuple[ProposalRow, ...]:
    """Who left, or died, so many years before a day or earlier (5年経過), and is not anonymised yet."""
    limit = same_day(day, day.year - years)
    found = sa.select(Person.id, Person.name, Person.until).where(Person.anonymised.is_(None), Person.until <= limit)
    return tuple(ProposalRow(key, name, last_day(until) or day) for key, name, until in
                 session.execute(found.order_by(Person.until)))  # fmt: skip


@query(needs="members.read")
def preview_anonymise(session: Session, key: UUID) -> AnonymiseView:
    """What is wiped, and where the name stays. Raises StillBelongs."""
    person = _left(session, key)
    names = _names(session, person)
    homes, traces = len(_own_homes(session, person)), tuple(_traces(session, names))
    return AnonymiseView(names, homes, traces, bool(_halves(session, key)))


@usecase(
    label=N_("Anonymise a person"),
    needs="members.anonymise",
    undo=NoUndo(N_("What is wiped cannot be brought back. Backups made before still hold it until they are replaced.")),
)
def anonymise(session: Session, keys: tuple[UUID, ...]) -> Certificate:
    """Wipe who these people were. Raises StillBelongs."""
    people = [_left(session, key) for key in keys]
    wiped = [_wipe(session, person) for person in people]
    session.connection().exec_driver_sql("INSERT INTO person_search (person_search) VALUES ('optimize')")
    return Certificate(
        day=clock.today(),
        entries=len(people),
        households=sum(each.households for each in wiped),
        erased=sum(each.erased for each in wiped),
        drawer=any(each.drawer for each in wiped),
        sealed=sum(each.sealed for each in wiped),
    )


def _left(session: Session, key: UUID) -> Person:
    person = session.get_one(Person, key)
    today = clock.today()
    ahead = person.until is None or person.until > today
    if ahead:
        raise StillBelongs(name=person.name)
    return person


@dataclass(frozen=True, slots=True)
class _Wiped:
    households: int
    erased: int
    drawer: bool
    sealed: int


def _wipe(session: Session, person: Person) -> _Wiped:
    names, homes = _names(session, person), _own_homes(session, person)
    details = tuple(filter(None, (*names, person.kana, person.phone, person.mobile, person.mail, person.notes)))
    shared = session.scalar(sa.select(sa.exists().where(Person.name.in_(names), Person.id != person.id)))
    key, work = person.id, session.info["work"]
    halves = _halves(session, key)
    sealed = rows_of(session, key)
    rows = {key, *homes, *halves, *sealed, *_own_rows(session, key), *_taken_out(session, key)}
    with work.forgetting(rows) as connection:
        for column in references():
            if column.info["on_anonymise"] == "wipe":
                connection.execute(sa.delete(column.table).where(column == key))
            elif column.info["on_anonymise"] == "blank":
                connection.execute(sa.update(column.table).where(column == key).values(_blanked(column)))
        connection.execute(sa.update(Person).where(Person.id == key).values(_nobody(person, homes)))
        for home in homes:
            _wipe_home(connection, home)
        connection.execute(sa.delete(SealHalf).where(SealHalf.person_id == key))
        connection.execute(sa.delete(SealedRow).where(SealedRow.id.in_(sealed)))
        if not shared:
            connection.execute(sa.update(Provision).where(Provision.recipient.in_(names)).values(recipient=NOBODY))
        drafts = [sa.func.instr(DRAFT.c.text, text) > 0 for text in names]
        connection.execute(sa.delete(DRAFT).where(sa.or_(*drafts, DRAFT.c.record == str(key))))
        forgetting.forget(connection, rows, details)
    if not shared:
        forget_payer(session, names, NOBODY)
    for table in ("person", "household", "consent"):
        work.touch(table)
    erased = audit.forget(session, rows, [text for text in details if len(text) >= LONG_ENOUGH or text in names])
    return _Wiped(len(homes), erased, bool(halves), len(sealed))


def _halves(session: Session, key: UUID) -> Sequence[UUID]:
    return session.scalars(sa.select(SealHalf.id).where(SealHalf.person_id == key)).all()


def _blanked(column: sa.Column[Any]) -> dict[str, Any]:
    """The columns of a row that stays because it counts (a voter), without who it was."""
    table = column.table.c
    return {**dict.fromkeys(column.info["blank"], ""), "name": NOBODY, "version": table.version + 1}


def _nobody(person: Person, homes: list[UUID]) -> dict[str, Any]:
    """The columns of an anonymised person. Who lived with others is no longer tied to them."""
    texts = dict.fromkeys(("kana", "number", "birth_part", "relation", "phone", "mobile", "mail", "notes"), "")
    home = person.household_id if person.household_id in homes else None
    return {
        **texts,
        "name": NOBODY,
        "sort_key": "",
        "birth": None,
        "household_id": home,
        "head": person.head if home else False,
        "anonymised": clock.today(),
        "version": person.version + 1,
    }


def _wipe_home(connection: sa.Connection, home: UUID) -> None:
    texts = dict.fromkeys(("number", "house_number", "postal_code", "address", "building", "phone", "notes"), "")
    for table in (HouseholdBefore, Tagging, OwnValue):
        connection.execute(sa.delete(table).where(table.household_id == home))
    connection.execute(sa.update(Household).where(Household.id == home).values(texts))


def _names(session: Session, person: Person) -> tuple[str, ...]:
    before = session.scalars(sa.select(PersonBefore.name).where(PersonBefore.person_id == person.id))
    return tuple(dict.fromkeys((person.name, *before)))


def _own_rows(session: Session, key: UUID) -> Iterator[UUID]:
    """The rows that are wiped or blanked with the person."""
    for column in references():
        if column.info["on_anonymise"] in ("wipe", "blank"):
            yield from session.scalars(sa.select(column.table.c.id).where(column == key))


def _taken_out(session: Session, key: UUID) -> Iterator[UUID]:
    """Rows that were wiped with the person if somebody had not taken them out before: the audit still holds them."""
    own = {column.table.name: column.table for column in references() if column.info["on_anonymise"] == "wipe"}
    told = sa.select(audit.AUDIT_LINE.c.rows).where(audit.AUDIT_LINE.c.rows.contains(key.hex))
    for line in session.scalars(told):
        for name, number in json.loads(line)["rows"]:
            if name in own and not session.scalar(sa.select(sa.exists().where(own[name].c.id == UUID(number)))):
                yield UUID(number)


def _own_homes(session: Session, person: Person) -> list[UUID]:
    """The households that nobody known is or was in but this person."""
    mine = {person.household_id, *session.scalars(
        sa.select(PersonBefore.household_id).where(PersonBefore.person_id == person.id)
    )}  # fmt: skip
    return [key for key in mine if key is not None and not _lived_in(session, key, person.id)]


def _lived_in(session: Session, home: UUID, but: UUID) -> bool:
    known = sa.select(Person.id).where(Person.id != but, Person.anonymised.is_(None))
    now = known.where(Person.household_id == home)
    before = sa.select(PersonBefore.id).where(PersonBefore.household_id == home, PersonBefore.person_id.in_(known))
    return bool(session.scalar(now.limit(1)) or session.scalar(before.limit(1)))


def _traces(session: Session, names: tuple[str, ...]) -> Iterator[TraceRow]:
    """Where else one of the names stands in a text."""
    there = set(sa.inspect(session.connection()).get_table_names())
    for table in load_models().sorted_tables:
        if table.name in _WIPED or table.name not in there or not table.info.get("recorded", True):
            continue
        for column in table.columns:
            if isinstance(column.type, sa.String | sa.JSON):
                written = [sa.func.instr(sa.cast(column, sa.String), name) > 0 for name in names]
                count = session.scalar(sa.select(sa.func.count()).select_from(table).where(sa.or_(*written)))
                if count:
                    yield TraceRow(table.name, column.name, count)


_WIPED = {"person", "person_before", "household", "household_before", "consent", "receipt", "provision", "voter"}
