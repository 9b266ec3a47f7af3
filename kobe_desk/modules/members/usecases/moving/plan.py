"""A plan of what an action does, step by step: the preview words it and the use-case does it, so both are the same."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Office
from kobe_desk.modules.members.model import EarlierMembership, Household, OfficeTerm, Person
from kobe_desk.modules.members.rules.periods import DAY
from kobe_desk.modules.members.usecases.dated import change, state, states
from kobe_desk.modules.members.usecases.heads import make_head, members_of, settle_heads

STAYS, NEW = "stays", "new"


class NobodyChosen(UserError):
    text = N_("Nobody is chosen yet. Please choose who this is about.")


class NotMemberThen(UserError):
    text = N_("{name} does not belong to the association on that day. Please check the day.")


class StillMember(UserError):
    text = N_("{name} still belongs to the association then, so joining again cannot be written down.")


class HeadMissing(UserError):
    text = N_("The head of the household leaves it. Please choose who is the head from then on.")


@dataclass(frozen=True, slots=True)
class TouchedRow:
    """One fact of one person or household: before and from the day on; `field` is its name in the data.

    `field` may also be "stays" (nothing changes for this person), "new", "until" (the last day as a member),
    "joined" (joins again) or "term" (an office ends). `ends`: the day another change takes over, if one is planned.
    """

    kind: str
    id: UUID | None
    name: str
    field: str
    before: Any = None
    after: Any = None
    ends: date | None = None


@dataclass(slots=True)
class Plan:
    """Steps in the order in which they are done."""

    since: date
    new_home: Household | None = None
    new_people: list[Person] = field(default_factory=list)
    people: list[tuple[Person, dict[str, Any]]] = field(default_factory=list)
    homes: list[tuple[Household, dict[str, Any]]] = field(default_factory=list)
    heads: list[tuple[UUID, Person]] = field(default_factory=list)
    ends: list[tuple[Person | Household, date]] = field(default_factory=list)
    """With the last day."""
    rejoins: list[Person | Household] = field(default_factory=list)
    terms: list[tuple[OfficeTerm, date]] = field(default_factory=list)
    deaths: list[tuple[Person, date]] = field(default_factory=list)
    staying: list[Person] = field(default_factory=list)


def carry_out(session: Session, plan: Plan) -> None:
    """Do every step."""
    session.add_all([plan.new_home] if plan.new_home else [])
    session.flush()
    session.add_all(plan.new_people)
    session.flush()
    for entity in plan.rejoins:
        _rejoin(session, entity, plan.since)
    for home, values in plan.homes:
        change(session, home, values, plan.since)
    for person, values in plan.people:
        change(session, person, values, plan.since)
    for key, person in plan.heads:
        make_head(session, key, person, plan.since)
    for entity, last in plan.ends:
        _membership(session, entity, last).until = last + DAY
    for term, last in plan.terms:
        _end_term(session, term, last)
    for person, day in plan.deaths:
        person.died = day
    session.flush()
    settle_heads(session, _homes_in(session, plan), plan.since)


def _homes_in(session: Session, plan: Plan) -> set[UUID]:
    """Every household that a plan takes somebody from or to."""
    people = [*(each for each, _values in plan.people), *plan.staying, *(each for _home, each in plan.heads)]
    people += [each for each, _last in plan.ends if isinstance(each, Person)]
    found = {each.values["household_id"] for person in people for each in states(session, person)}
    return {key for key in found if key is not None}


def touched(session: Session, plan: Plan) -> tuple[TouchedRow, ...]:
    """The plan in rows: who is touched and how, then who stays as before."""
    rows: list[TouchedRow] = []
    if plan.new_home:
        rows.append(TouchedRow("household", None, _place(_facts(plan.new_home)), NEW, None, plan.since))
    rows += [TouchedRow("person", None, each.name, NEW, None, plan.since) for each in plan.new_people]
    rows += [TouchedRow(_kind(each), each.id, _name(session, each, plan.since), "joined", None, plan.since)
             for each in plan.rejoins]  # fmt: skip
    for home, values in plan.homes:
        rows += _changed(session, home, values, plan)
    for person, values in plan.people:
        rows += _changed(session, person, values, plan)
    rows += [row for key, person in plan.heads for row in _head_rows(session, key, person, plan)]
    for entity, last in plan.ends:
        rows.append(TouchedRow(_kind(entity), entity.id, _name(session, entity, last), "until", None, last))
    for term, last in plan.terms:
        office = session.get_one(Office, term.office_id).name
        rows.append(TouchedRow("person", term.person_id, _name(session, session.get_one(Person, term.person_id), last),
                               "term", office, last))  # fmt: skip
    rows += [TouchedRow("person", each.id, _name(session, each, plan.since), STAYS) for each in plan.staying]
    return tuple(rows)


def leads(session: Session, person: Person, day: date) -> bool:
    """Whether somebody is the head of a household on a day."""
    return bool(state(session, person, day)["head"])


def chosen(session: Session, keys: Iterable[UUID]) -> list[Person]:
    """The people an action is about. Raises NobodyChosen."""
    found = [session.get_one(Person, key) for key in dict.fromkeys(keys)]
    if not found:
        raise NobodyChosen("people")
    return found


def require_member(session: Session, entity: Person | Household, day: date) -> None:
    """Raises NotMemberThen."""
    table = type(entity)
    if not session.scalar(sa.select(sa.exists().where(table.id == entity.id, table.belongs(day)))):
        raise NotMemberThen("day", name=_name(session, entity, day))


def next_head(
    session: Session, leaving: list[Person], staying: list[Person], asked: UUID | None, day: date
) -> Person | None:
    """Who becomes the head of those who stay, if their head leaves. Raises HeadMissing."""
    if not staying or not any(leads(session, each, day) for each in leaving):
        return None
    if len(staying) == 1:
        return staying[0]
    for each in staying:
        if each.id == asked:
            return each
    raise HeadMissing("new_head")


def new_home(values: dict[str, Any], since: date) -> Household:
    """A household that begins with the action; its key is known before it is written."""
    return Household(**{**values, "id": new_id(), "joined": since})


def _membership(session: Session, entity: Person | Household, day: date) -> Any:
    """The membership that runs on a day: the last one, or one before it."""
    if entity.joined is None or entity.joined <= day:
        return entity
    mine = EarlierMembership.person_id if isinstance(entity, Person) else EarlierMembership.household_id
    found = sa.select(EarlierMembership).where(mine == entity.id, EarlierMembership.until > day)
    return session.scalars(found.order_by(EarlierMembership.until)).first() or entity


def _rejoin(session: Session, entity: Person | Household, since: date) -> None:
    if entity.until is None or entity.until > since:
        raise StillMember("day", name=_name(session, entity, since))
    if entity.until < since:
        mine = "person_id" if isinstance(entity, Person) else "household_id"
        session.add(EarlierMembership(**{mine: entity.id}, joined=entity.joined, until=entity.until))
        entity.joined = since
    entity.until = None
    session.flush()


def _end_term(session: Session, term: OfficeTerm, last: date) -> None:
    if term.start > last:
        session.delete(term)
    else:
        term.until = last + DAY


def _changed(session: Session, entity: Person | Household, values: dict[str, Any], plan: Plan) -> list[TouchedRow]:
    before = state(session, entity, plan.since)
    name = _name(session, entity, plan.since)
    return [
        TouchedRow(
            _kind(entity), entity.id, name, each,
            _worded(session, each, before[each], plan), _worded(session, each, value, plan),
            _ends(session, entity, each, plan.since),
        )
        for each, value in values.items()
        if value != before[each] and each != "head"
    ]  # fmt: skip


def _head_rows(session: Session, home: UUID, person: Person, plan: Plan) -> list[TouchedRow]:
    """The head before, and the head from then on."""
    ends = _ends(session, person, "head", plan.since)
    rows = [TouchedRow("person", person.id, _name(session, person, plan.since), "head", False, True, ends)]
    leaving = {each.id for each, _last in plan.ends} | {
        each.id for each, values in plan.people if "household_id" in values
    }
    for mate in members_of(session, home, plan.since):
        if mate is not person and mate.id not in leaving and leads(session, mate, plan.since):
            rows.append(TouchedRow("person", mate.id, _name(session, mate, plan.since), "head", True, False))
    return rows


def _ends(session: Session, entity: Person | Household, name: str, since: date) -> date | None:
    """The day on which another change of the same fact takes over."""
    later = [each for each in states(session, entity) if each.until is None or each.until > since]
    return next((each.since for each in later[1:] if each.values[name] != later[0].values[name]), None)


def _worded(session: Session, name: str, value: Any, plan: Plan) -> Any:
    if name == "household_id" and value is not None:
        if plan.new_home and plan.new_home.id == value:
            return _place(_facts(plan.new_home))
        return _name(session, session.get_one(Household, value), plan.since)
    if name == "area_id" and value is not None:
        from kobe_desk.modules.members.model import Area

        return session.get_one(Area, value).name
    return value


def _name(session: Session, entity: Person | Household, day: date) -> str:
    """A person's name on a day; of a household its head's and where it is."""
    if isinstance(entity, Person):
        return str(state(session, entity, day)["name"])
    head = next(iter(members_of(session, entity.id, day)), None)
    place = _place(state(session, entity, day))
    return f"{state(session, head, day)['name']}（{place}）" if head else place


def _facts(home: Household) -> dict[str, Any]:
    return {"address": home.address or "", "building": home.building or ""}


def _place(facts: dict[str, Any]) -> str:
    return " ".join(filter(None, (facts["address"], facts["building"])))


def _kind(entity: Person | Household) -> str:
    return "person" if isinstance(entity, Person) else "household"
